/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-gathering-strip.h"

#include "gh-error-words.h"
#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhGatheringStrip
{
  AdwBin parent_instance;

  GhEventGathering *gathering; /* (owned) (nullable) */
  GSignalGroup *signals;       /* (owned) */

  GtkLabel *label;
  GtkWidget *spinner;
  GtkWidget *more;
};

typedef enum
{
  PROP_GATHERING = 1,
} GhGatheringStripProperty;

static GParamSpec *properties[PROP_GATHERING + 1];

G_DEFINE_FINAL_TYPE (GhGatheringStrip, gh_gathering_strip, ADW_TYPE_BIN)

static char *
dup_words (GhEventGathering *gathering)
{
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (gathering));
  guint n_examined = gh_event_gathering_get_n_examined (gathering);
  long long total = MAX (gh_event_gathering_get_total (gathering), (gint64) n_examined);
  g_autofree char *back_to = NULL;

  if (n_found >= GH_EVENT_GATHERING_MOST)
    /* Translators: a list that has grown to its limit. */
    return g_strdup_printf (ngettext ("The newest %'u that was found. More are not kept.",
                                      "The newest %'u that were found. More are not kept.",
                                      n_found),
                            n_found);
  if (gh_event_gathering_get_is_done (gathering))
    /* Translators: how many of how many events were found. */
    return g_strdup_printf (ngettext ("%'u found in %'u event", "%'u found in %'u events",
                                      n_examined),
                            n_found, n_examined);
  if (n_examined == 0)
    return g_strdup (_("Looking…"));

  back_to = gh_format_date_and_time (gh_event_gathering_get_reached_us (gathering));
  /* Translators: how many were found in the newest events, of how many there are, and the date and
   * time back to which they were read. */
  return g_strdup_printf (ngettext ("%'u found in the newest %'u of %'lld event, back to %s",
                                    "%'u found in the newest %'u of %'lld events, back to %s",
                                    (gulong) total),
                          n_found, n_examined, total, back_to);
}

static void
update (GhGatheringStrip *self)
{
  GhEventGathering *gathering = self->gathering;
  const GError *error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), gathering != NULL);
  if (gathering == NULL)
    return;

  words = dup_words (gathering);
  error = gh_event_gathering_get_error (gathering);
  if (error != NULL)
    {
      advice = gh_error_words_dup_advice (error, NULL);
      text = g_strdup_printf ("%s. %s", words, advice);
    }
  gtk_label_set_label (self->label, text != NULL ? text : words);
  gtk_widget_set_visible (self->spinner, gh_event_gathering_get_is_loading (gathering));
  gtk_widget_set_visible (self->more, !gh_event_gathering_get_is_done (gathering));
  gtk_widget_set_sensitive (self->more, !gh_event_gathering_get_is_loading (gathering));
}

static void
more_clicked_cb (GhGatheringStrip *self)
{
  gh_event_gathering_load_more (self->gathering);
}

static void
gh_gathering_strip_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch ((GhGatheringStripProperty) property_id)
    {
    case PROP_GATHERING:
      g_value_set_object (value, GH_GATHERING_STRIP (object)->gathering);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_gathering_strip_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((GhGatheringStripProperty) property_id)
    {
    case PROP_GATHERING:
      gh_gathering_strip_set_gathering (GH_GATHERING_STRIP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_gathering_strip_dispose (GObject *object)
{
  GhGatheringStrip *self = GH_GATHERING_STRIP (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_GATHERING_STRIP);
  g_clear_object (&self->gathering);

  G_OBJECT_CLASS (gh_gathering_strip_parent_class)->dispose (object);
}

static void
gh_gathering_strip_class_init (GhGatheringStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_gathering_strip_get_property;
  object_class->set_property = gh_gathering_strip_set_property;
  object_class->dispose = gh_gathering_strip_dispose;

  properties[PROP_GATHERING] =
    g_param_spec_object ("gathering", NULL, NULL, GH_TYPE_EVENT_GATHERING,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-gathering-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GhGatheringStrip, label);
  gtk_widget_class_bind_template_child (widget_class, GhGatheringStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhGatheringStrip, more);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
gh_gathering_strip_init (GhGatheringStrip *self)
{
  self->signals = g_signal_group_new (GH_TYPE_EVENT_GATHERING);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * gh_gathering_strip_new:
 *
 * Returns: (transfer floating): a strip about nothing
 */
GtkWidget *
gh_gathering_strip_new (void)
{
  return g_object_new (GH_TYPE_GATHERING_STRIP, NULL);
}

/**
 * gh_gathering_strip_set_gathering:
 * @self: a strip
 * @gathering: (nullable): what it is about
 *
 * Sets it.
 */
void
gh_gathering_strip_set_gathering (GhGatheringStrip *self, GhEventGathering *gathering)
{
  g_return_if_fail (GH_IS_GATHERING_STRIP (self));
  g_return_if_fail (gathering == NULL || GH_IS_EVENT_GATHERING (gathering));

  if (!g_set_object (&self->gathering, gathering))
    return;

  g_signal_group_set_target (self->signals, gathering);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GATHERING]);
}
