/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-band.h"

#include "gh-error-words.h"
#include "gh-format.h"
#include "gh-wall-text.h"

#include <glib/gi18n.h>

struct _GhWallBand
{
  AdwBin parent_instance;

  GhClock *clock; /* (owned) (nullable) */
  GhFeedState state;
  gint64 since_us;
  gint64 retry_at_us;
  GError *error; /* (owned) (nullable) */
  char *figures; /* (owned) (nullable) */
  guint rate;
  gboolean brief;

  gboolean was_live; /* since somebody signed in */
  gint64 lost_us;    /* when the link was lost; 0 while it is up */

  GtkImage *icon;
  GhWallText *headline;
  GhWallText *aside;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_STATE,
  PROP_SINCE_US,
  PROP_RETRY_AT_US,
  PROP_ERROR,
  PROP_FIGURES,
  PROP_RATE,
  PROP_BRIEF,
  PROP_LOST,
} GhWallBandProperty;

typedef struct
{
  const char *icon_name;
  const char *css_class;
} Appearance;

G_DEFINE_FINAL_TYPE (GhWallBand, gh_wall_band, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_LOST + 1];

static Appearance
get_appearance (GhWallBand *self)
{
  if (self->lost_us > 0)
    return (Appearance) { "network-offline-symbolic", "lost" };

  switch (self->state)
    {
    case GH_FEED_LIVE:
      return (Appearance) { "gh-live-symbolic", "live" };
    case GH_FEED_POLLING:
      return (Appearance) { "view-refresh-symbolic", "pending" };
    case GH_FEED_CATCHING_UP:
      return (Appearance) { "media-seek-forward-symbolic", "pending" };
    case GH_FEED_WAITING:
    case GH_FEED_REFUSED:
      return (Appearance) { "network-offline-symbolic", "lost" };
    case GH_FEED_OFF:
    case GH_FEED_CONNECTING:
    default:
      return (Appearance) { "content-loading-symbolic", "pending" };
    }
}

static char *
dup_headline (GhWallBand *self)
{
  g_autofree char *since = self->since_us > 0 ? gh_format_time (self->since_us) : g_strdup ("–");

  if (self->lost_us > 0)
    {
      g_autofree char *lost = gh_format_time (self->lost_us);

      /* Translators: %s is a time of day, to the second. To be read from across a room. */
      return g_strdup_printf (_("Link lost %s, showing the last known state"), lost);
    }

  switch (self->state)
    {
    case GH_FEED_LIVE:
      if (self->rate > 0)
        /* Translators: %u events come every second, which are more than anybody could look at. */
        return g_strdup_printf (_("Live, %u a second: only some are shown"), self->rate);
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_("Live since %s"), since);
    case GH_FEED_POLLING:
      /* Translators: there is no live connection, and the server is asked every few seconds. */
      return g_strdup (_("Asking every five seconds: new faces come late"));
    case GH_FEED_CATCHING_UP:
      return g_strdup (_("Catching up with what came meanwhile"));
    case GH_FEED_WAITING:
    case GH_FEED_REFUSED:
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_("No link since %s"), since);
    case GH_FEED_CONNECTING:
      return g_strdup (_("Connecting"));
    case GH_FEED_OFF:
    default:
      return g_strdup (_("Nobody is signed in"));
    }
}

/* Why, and what is done about it; or the numbers. */
static char *
dup_aside (GhWallBand *self)
{
  g_autofree char *reason = NULL;
  gint64 left_us;

  if (self->state != GH_FEED_WAITING && self->state != GH_FEED_REFUSED)
    return self->lost_us > 0 ? g_strdup (_("Trying again")) : g_strdup (self->figures);

  if (self->error != NULL)
    reason = g_strdup (gh_error_words_get_title (self->error));
  left_us = self->retry_at_us > 0 && self->clock != NULL
              ? self->retry_at_us - gh_clock_get_real_us (self->clock)
              : 0;
  if (left_us <= 0)
    return g_steal_pointer (&reason);
  if (reason == NULL)
    /* Translators: until the next try. */
    return g_strdup_printf (_("Next try in %d s"),
                            (int) MIN (left_us / G_TIME_SPAN_SECOND + 1, 3600));

  /* Translators: why the link is lost, as a title; and seconds until the next try. */
  return g_strdup_printf (_("%s · next try in %d s"), reason,
                          (int) MIN (left_us / G_TIME_SPAN_SECOND + 1, 3600));
}

static void
update (GhWallBand *self)
{
  Appearance appearance = get_appearance (self);
  g_autofree char *headline = dup_headline (self);
  g_autofree char *aside = dup_aside (self);

  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), appearance.icon_name) != 0)
    gtk_image_set_from_icon_name (self->icon, appearance.icon_name);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self), appearance.css_class))
    gtk_widget_set_css_classes (GTK_WIDGET (self),
                                (const char *[]) { appearance.css_class, NULL });
  gh_wall_text_set_label (self->headline, headline);
  gh_wall_text_set_label (self->aside, aside);
  /* What must not be cut off is the headline. */
  gtk_widget_set_visible (GTK_WIDGET (self->aside), !self->brief || self->lost_us == 0);
}

/* A new state of the link: whoever does not see it hears it. */
static void
announce (GhWallBand *self)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gh_wall_band_get_headline (self),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The link is lost from when it ceased to be up until it is up again, however many tries that
 * takes. */
static void
set_state (GhWallBand *self, GhFeedState state)
{
  gboolean is_up = state == GH_FEED_LIVE || state == GH_FEED_POLLING
                   || state == GH_FEED_CATCHING_UP;
  gint64 lost_us = self->lost_us;

  self->state = state;
  if (state == GH_FEED_OFF)
    self->was_live = FALSE;
  else if (is_up)
    self->was_live = TRUE;

  if (is_up || !self->was_live)
    self->lost_us = 0;
  else if (self->lost_us == 0)
    self->lost_us = self->since_us;
  update (self);
  announce (self);
  if ((lost_us > 0) != (self->lost_us > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOST]);
}

static void
gh_wall_band_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhWallBand *self = GH_WALL_BAND (object);

  switch ((GhWallBandProperty) property_id)
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
    case PROP_FIGURES:
      g_value_set_string (value, self->figures);
      break;
    case PROP_RATE:
      g_value_set_uint (value, self->rate);
      break;
    case PROP_BRIEF:
      g_value_set_boolean (value, self->brief);
      break;
    case PROP_LOST:
      g_value_set_boolean (value, self->lost_us > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_band_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhWallBand *self = GH_WALL_BAND (object);

  switch ((GhWallBandProperty) property_id)
    {
    case PROP_CLOCK:
      g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_STATE:
      if (self->state != (GhFeedState) g_value_get_enum (value))
        set_state (self, g_value_get_enum (value));
      break;
    case PROP_SINCE_US:
      self->since_us = g_value_get_int64 (value);
      break;
    case PROP_RETRY_AT_US:
      self->retry_at_us = g_value_get_int64 (value);
      break;
    case PROP_ERROR:
      g_clear_error (&self->error);
      self->error = g_value_dup_boxed (value);
      break;
    case PROP_FIGURES:
      g_set_str (&self->figures, g_value_get_string (value));
      break;
    case PROP_RATE:
      self->rate = g_value_get_uint (value);
      break;
    case PROP_BRIEF:
      self->brief = g_value_get_boolean (value);
      break;
    case PROP_LOST:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  update (self);
}

static void
gh_wall_band_dispose (GObject *object)
{
  GhWallBand *self = GH_WALL_BAND (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WALL_BAND);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_wall_band_parent_class)->dispose (object);
}

static void
gh_wall_band_finalize (GObject *object)
{
  g_clear_pointer (&GH_WALL_BAND (object)->figures, g_free);

  G_OBJECT_CLASS (gh_wall_band_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_FEED_STATE, GH_FEED_OFF, flags);
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RETRY_AT_US] =
    g_param_spec_int64 ("retry-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_FIGURES] = g_param_spec_string ("figures", NULL, NULL, NULL, flags);
  properties[PROP_RATE] = g_param_spec_uint ("rate", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE, flags);
  properties[PROP_LOST] =
    g_param_spec_boolean ("lost", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_wall_band_class_init (GhWallBandClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_wall_band_get_property;
  object_class->set_property = gh_wall_band_set_property;
  object_class->dispose = gh_wall_band_dispose;
  object_class->finalize = gh_wall_band_finalize;
  install_properties (object_class);

  g_type_ensure (GH_TYPE_WALL_TEXT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/wall/gh-wall-band.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWallBand, icon);
  gtk_widget_class_bind_template_child (widget_class, GhWallBand, headline);
  gtk_widget_class_bind_template_child (widget_class, GhWallBand, aside);
  gtk_widget_class_set_css_name (widget_class, "wall-band");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
gh_wall_band_init (GhWallBand *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * gh_wall_band_new:
 *
 * Returns: (transfer floating): a band that says that nobody is signed in
 */
GtkWidget *
gh_wall_band_new (void)
{
  return g_object_new (GH_TYPE_WALL_BAND, NULL);
}

/**
 * gh_wall_band_get_lost:
 * @self: a band
 *
 * Returns: whether what is shown may be old, because the link was there and is not
 */
gboolean
gh_wall_band_get_lost (GhWallBand *self)
{
  g_return_val_if_fail (GH_IS_WALL_BAND (self), FALSE);

  return self->lost_us > 0;
}

/**
 * gh_wall_band_get_headline:
 * @self: a band
 *
 * Returns: (transfer none): the state of the link in words
 */
const char *
gh_wall_band_get_headline (GhWallBand *self)
{
  g_return_val_if_fail (GH_IS_WALL_BAND (self), NULL);

  return gh_wall_text_get_label (self->headline);
}

/**
 * gh_wall_band_get_aside:
 * @self: a band
 *
 * Returns: (transfer none): what it says beside that
 */
const char *
gh_wall_band_get_aside (GhWallBand *self)
{
  g_return_val_if_fail (GH_IS_WALL_BAND (self), NULL);

  return gh_wall_text_get_label (self->aside);
}

/**
 * gh_wall_band_tick:
 * @self: a band
 *
 * Tells anew how long it is to the next try.
 */
void
gh_wall_band_tick (GhWallBand *self)
{
  g_return_if_fail (GH_IS_WALL_BAND (self));

  update (self);
}
