/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-link-indicator.h"

#include "gh-error-words.h"
#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhLinkIndicator
{
  AdwBin parent_instance;

  GhClock *clock; /* (owned) (nullable) */
  GhFeedState state;
  gint64 since_us;
  gint64 retry_at_us;
  GError *error; /* (owned) (nullable) */
  gboolean brief;
  guint tick_id;

  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *word;
  GtkWidget *detail;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_STATE,
  PROP_SINCE_US,
  PROP_RETRY_AT_US,
  PROP_ERROR,
  PROP_BRIEF,
} GhLinkIndicatorProperty;

enum
{
  SIGNAL_RETRY,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhLinkIndicator, gh_link_indicator, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_BRIEF + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

typedef struct
{
  const char *word;
  const char *icon_name;
  const char *css_class;
} Appearance;

static Appearance
get_appearance (GhFeedState state)
{
  switch (state)
    {
    case GH_FEED_CONNECTING:
      return (Appearance) { _("Connecting"), "content-loading-symbolic", "pending" };
    case GH_FEED_CATCHING_UP:
      return (Appearance) { _("Catching up"), "media-seek-forward-symbolic", "pending" };
    case GH_FEED_LIVE:
      return (Appearance) { _("Live"), "gh-live-symbolic", "live" };
    case GH_FEED_POLLING:
      /* Translators: there is no live connection, and the server is asked every few seconds. */
      return (Appearance) { _("Polling"), "view-refresh-symbolic", "pending" };
    case GH_FEED_WAITING:
      return (Appearance) { _("Offline"), "network-offline-symbolic", "offline" };
    case GH_FEED_REFUSED:
      return (Appearance) { _("Refused"), "action-unavailable-symbolic", "refused" };
    case GH_FEED_OFF:
    default:
      return (Appearance) { _("Off"), "media-playback-pause-symbolic", "off" };
    }
}

static char *
describe_detail (GhLinkIndicator *self)
{
  g_autofree char *since = self->since_us > 0 ? gh_format_time (self->since_us) : NULL;

  if (since == NULL)
    return g_strdup ("");
  if (self->state == GH_FEED_WAITING && self->retry_at_us > 0 && self->clock != NULL)
    {
      gint64 left_us = self->retry_at_us - gh_clock_get_real_us (self->clock);
      int left = (int) CLAMP ((left_us + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND, 0, 3600);

      if (left == 0)
        /* Translators: %s is a time of day; the state of the link is said before it. */
        return g_strdup_printf (_("since %s, trying again"), since);
      /* Translators: a time of day and seconds; the state of the link is said before it. */
      return g_strdup_printf (_("since %s, next try in %d s"), since, left);
    }

  /* Translators: %s is a time of day; the state of the link is said before it: Live since 14:02. */
  return g_strdup_printf (_("since %s"), since);
}

static void tick_cb (gpointer user_data);

static void
update (GhLinkIndicator *self)
{
  Appearance appearance = get_appearance (self->state);
  gboolean can_retry = self->state == GH_FEED_WAITING || self->state == GH_FEED_REFUSED;
  g_autofree char *detail = describe_detail (self);
  g_autofree char *reason = self->error != NULL ? gh_error_words_dup_advice (self->error, NULL)
                                                : NULL;
  g_autofree char *tooltip = NULL;
  g_autofree char *label =
    *detail != '\0'
      /* Translators: the state of the link, and since when: Live since 14:02. */
      ? g_strdup_printf (C_("link", "%s %s"), appearance.word, detail)
      : g_strdup (appearance.word);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), appearance.icon_name);
  gtk_label_set_label (GTK_LABEL (self->word), appearance.word);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  gtk_widget_set_visible (self->detail, !self->brief && *detail != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]) { appearance.css_class, NULL });

  if (reason != NULL && can_retry)
    /* Translators: why the link is down, and what a click does. */
    tooltip = g_strdup_printf (_("%s\nClick to try again now"), reason);
  else
    tooltip = g_strdup (reason != NULL ? reason : label);
  gtk_widget_set_tooltip_text (self->button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  if (self->clock != NULL && self->state == GH_FEED_WAITING && self->retry_at_us > 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick_id = gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND, tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  GhLinkIndicator *self = GH_LINK_INDICATOR (user_data);

  self->tick_id = 0;
  update (self);
}

static void
clicked_cb (GhLinkIndicator *self)
{
  if (self->state == GH_FEED_WAITING || self->state == GH_FEED_REFUSED)
    g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
gh_link_indicator_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_link_indicator_parent_class)->map (widget);
  update (GH_LINK_INDICATOR (widget));
}

static void
gh_link_indicator_unmap (GtkWidget *widget)
{
  GhLinkIndicator *self = GH_LINK_INDICATOR (widget);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  GTK_WIDGET_CLASS (gh_link_indicator_parent_class)->unmap (widget);
}

static void
gh_link_indicator_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhLinkIndicator *self = GH_LINK_INDICATOR (object);

  switch ((GhLinkIndicatorProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SINCE_US:
      g_value_set_int64 (value, self->since_us);
      break;
    case PROP_RETRY_AT_US:
      g_value_set_int64 (value, self->retry_at_us);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_BRIEF:
      g_value_set_boolean (value, self->brief);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static gboolean
set_clock (GhLinkIndicator *self, GhClock *clock)
{
  if (self->clock == clock)
    return FALSE;

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  return g_set_object (&self->clock, clock);
}

static gboolean
set_time (gint64 *field, gint64 value)
{
  if (*field == value)
    return FALSE;

  *field = value;
  return TRUE;
}

static gboolean
set_error (GhLinkIndicator *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return FALSE;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  return TRUE;
}

static void
gh_link_indicator_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  GhLinkIndicator *self = GH_LINK_INDICATOR (object);
  gboolean changed = FALSE;

  switch ((GhLinkIndicatorProperty) property_id)
    {
    case PROP_CLOCK:
      changed = set_clock (self, g_value_get_object (value));
      break;
    case PROP_STATE:
      changed = self->state != (GhFeedState) g_value_get_enum (value);
      self->state = g_value_get_enum (value);
      break;
    case PROP_SINCE_US:
      changed = set_time (&self->since_us, g_value_get_int64 (value));
      break;
    case PROP_RETRY_AT_US:
      changed = set_time (&self->retry_at_us, g_value_get_int64 (value));
      break;
    case PROP_ERROR:
      changed = set_error (self, g_value_get_boxed (value));
      break;
    case PROP_BRIEF:
      changed = self->brief != g_value_get_boolean (value);
      self->brief = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    {
      update (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
gh_link_indicator_dispose (GObject *object)
{
  GhLinkIndicator *self = GH_LINK_INDICATOR (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);
  /* The bin must let go of its child before the template does. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_LINK_INDICATOR);

  G_OBJECT_CLASS (gh_link_indicator_parent_class)->dispose (object);
}

static void
gh_link_indicator_class_init (GhLinkIndicatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_link_indicator_get_property;
  object_class->set_property = gh_link_indicator_set_property;
  object_class->dispose = gh_link_indicator_dispose;

  widget_class->map = gh_link_indicator_map;
  widget_class->unmap = gh_link_indicator_unmap;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_FEED_STATE, GH_FEED_OFF, read_write);
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, 0, G_MAXINT64, 0, read_write);
  properties[PROP_RETRY_AT_US] =
    g_param_spec_int64 ("retry-at-us", NULL, NULL, 0, G_MAXINT64, 0, read_write);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read_write);
  properties[PROP_BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "link-state");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-link-indicator.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLinkIndicator, button);
  gtk_widget_class_bind_template_child (widget_class, GhLinkIndicator, icon);
  gtk_widget_class_bind_template_child (widget_class, GhLinkIndicator, word);
  gtk_widget_class_bind_template_child (widget_class, GhLinkIndicator, detail);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
gh_link_indicator_init (GhLinkIndicator *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * gh_link_indicator_new:
 *
 * Returns: (transfer floating): an indicator of a link that is off
 */
GtkWidget *
gh_link_indicator_new (void)
{
  return g_object_new (GH_TYPE_LINK_INDICATOR, NULL);
}

/**
 * gh_link_indicator_get_word:
 * @self: an indicator
 *
 * Returns: the state of the link in a word
 */
const char *
gh_link_indicator_get_word (GhLinkIndicator *self)
{
  g_return_val_if_fail (GH_IS_LINK_INDICATOR (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->word));
}

/**
 * gh_link_indicator_get_detail:
 * @self: an indicator
 *
 * Returns: since when, and when the next try is; "" where there is nothing to say
 */
const char *
gh_link_indicator_get_detail (GhLinkIndicator *self)
{
  g_return_val_if_fail (GH_IS_LINK_INDICATOR (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->detail));
}
