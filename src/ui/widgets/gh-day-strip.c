/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-day-strip.h"

#include "gh-face-event.h"
#include "gh-paged-item.h"

#include <glib/gi18n.h>

struct _GhDayStrip
{
  AdwBin parent_instance;

  GhEventView *view;  /* (nullable): weak */
  GhPagedItem *item;  /* (owned) (nullable): at the top, not here yet */
  guint first;
  gint64 day; /* of the label, as a Julian day; 0 for none */

  GtkLabel *label;
};

typedef enum
{
  PROP_VIEW = 1,
} GhDayStripProperty;

static GParamSpec *properties[PROP_VIEW + 1];

G_DEFINE_FINAL_TYPE (GhDayStrip, gh_day_strip, ADW_TYPE_BIN)

static void update (GhDayStrip *self);

static void
drop_item (GhDayStrip *self)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_clear_object (&self->item);
}

static void
show_day (GhDayStrip *self, GhFaceEvent *event)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local_usec (gh_face_event_get_timestamp_us (event));
  g_autofree char *text = NULL;
  gint64 day;

  if (time == NULL)
    return;
  day = g_date_time_get_year (time) * 400 + g_date_time_get_day_of_year (time);
  if (day == self->day)
    return;

  self->day = day;
  /* Translators: the heading of a day in a list, as strftime() has it: Sunday, 29 November 2026. */
  text = g_date_time_format (time, _("%A, %-d %B %Y"));
  gtk_label_set_label (self->label, text);
}

/* Where the row at the top has not come, the day above stands: it is the same or close. */
static void
update (GhDayStrip *self)
{
  GListModel *model = self->view != NULL ? gh_event_view_get_model (self->view) : NULL;
  g_autoptr (GObject) item = model != NULL ? g_list_model_get_item (model, self->first) : NULL;
  GhFaceEvent *event = NULL;

  drop_item (self);
  if (GH_IS_PAGED_ITEM (item))
    {
      event = gh_paged_item_get_object (GH_PAGED_ITEM (item));
      if (event == NULL)
        {
          self->item = GH_PAGED_ITEM (g_steal_pointer (&item));
          g_signal_connect_swapped (self->item, "notify::object", G_CALLBACK (update), self);
        }
    }
  else if (GH_IS_FACE_EVENT (item))
    {
      event = GH_FACE_EVENT (item);
    }
  if (event != NULL)
    show_day (self, event);
}

static void
range_changed_cb (GhDayStrip *self, guint first, guint last)
{
  self->first = first;
  update (self);
}

static void
model_changed_cb (GhDayStrip *self)
{
  self->first = 0;
  self->day = 0;
  gtk_label_set_label (self->label, "");
  update (self);
}

static void
set_view (GhDayStrip *self, GhEventView *view)
{
  if (!g_set_weak_pointer (&self->view, view))
    return;

  if (view != NULL)
    {
      g_signal_connect_object (view, "range-changed", G_CALLBACK (range_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "notify::model", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  model_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
gh_day_strip_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhDayStripProperty) property_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, GH_DAY_STRIP (object)->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_day_strip_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  switch ((GhDayStripProperty) property_id)
    {
    case PROP_VIEW:
      set_view (GH_DAY_STRIP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_day_strip_dispose (GObject *object)
{
  GhDayStrip *self = GH_DAY_STRIP (object);

  drop_item (self);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_weak_pointer (&self->view);
  /* The bin must let go of its child before the template does. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_DAY_STRIP);

  G_OBJECT_CLASS (gh_day_strip_parent_class)->dispose (object);
}

static void
gh_day_strip_class_init (GhDayStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_day_strip_get_property;
  object_class->set_property = gh_day_strip_set_property;
  object_class->dispose = gh_day_strip_dispose;

  properties[PROP_VIEW] =
    g_param_spec_object ("view", NULL, NULL, GH_TYPE_EVENT_VIEW,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-day-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GhDayStrip, label);
}

static void
gh_day_strip_init (GhDayStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_day_strip_new:
 *
 * Returns: (transfer floating): a heading of nothing
 */
GtkWidget *
gh_day_strip_new (void)
{
  return g_object_new (GH_TYPE_DAY_STRIP, NULL);
}
