/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-break.h"
#include "gh-feed-break-private.h"

/* A break is known by two clocks: from and to are this computer's and are for reading; its position
 * is the time of the newest event before it, which is the server's. So the mark stands right above
 * the last event that came before the break, however far the two clocks are apart. */
struct _GhFeedBreak
{
  GObject parent_instance;

  gint64 from_us;
  gint64 position_us;
  gint64 to_us;
  guint filled;
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (GhFeedBreak, gh_feed_break, G_TYPE_OBJECT)

typedef enum
{
  PROP_FROM_US = 1,
  PROP_TO_US,
  PROP_FILLED,
  PROP_COMPLETE,
} GhFeedBreakProperty;

static GParamSpec *properties[PROP_COMPLETE + 1];

static void
gh_feed_break_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GhFeedBreak *self = GH_FEED_BREAK (object);

  switch ((GhFeedBreakProperty) prop_id)
    {
    case PROP_FROM_US:
      g_value_set_int64 (value, self->from_us);
      break;
    case PROP_TO_US:
      g_value_set_int64 (value, self->to_us);
      break;
    case PROP_FILLED:
      g_value_set_uint (value, self->filled);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gh_feed_break_class_init (GhFeedBreakClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = gh_feed_break_get_property;

  /* When the link was lost: real time, in microseconds. */
  properties[PROP_FROM_US] =
    g_param_spec_int64 ("from-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /* When the gap was filled and the list live again: real time, in microseconds; 0 until then. */
  properties[PROP_TO_US] =
    g_param_spec_int64 ("to-us", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /* How many events came from the history. */
  properties[PROP_FILLED] = g_param_spec_uint ("filled", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* FALSE while the gap is being filled, and for good where the filling had to stop short. */
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
gh_feed_break_init (GhFeedBreak *self)
{
}

/**
 * gh_feed_break_new:
 * @from_us: when the link was lost, by this computer's clock
 * @position_us: the time of the newest event before the break, by the server's
 *
 * Returns: (transfer full): the mark of a break that is not over
 */
GhFeedBreak *
gh_feed_break_new (gint64 from_us, gint64 position_us)
{
  GhFeedBreak *self = g_object_new (GH_TYPE_FEED_BREAK, NULL);

  self->from_us = from_us;
  self->position_us = position_us;

  return self;
}

/**
 * gh_feed_break_get_from_us:
 * @self: a break
 *
 * Returns: when the link was lost: real time, in microseconds
 */
gint64
gh_feed_break_get_from_us (GhFeedBreak *self)
{
  g_return_val_if_fail (GH_IS_FEED_BREAK (self), 0);

  return self->from_us;
}

/**
 * gh_feed_break_get_to_us:
 * @self: a break
 *
 * Returns: when the list was live again: real time, in microseconds; 0 while it is not
 */
gint64
gh_feed_break_get_to_us (GhFeedBreak *self)
{
  g_return_val_if_fail (GH_IS_FEED_BREAK (self), 0);

  return self->to_us;
}

/**
 * gh_feed_break_get_filled:
 * @self: a break
 *
 * Returns: how many events came from the history
 */
guint
gh_feed_break_get_filled (GhFeedBreak *self)
{
  g_return_val_if_fail (GH_IS_FEED_BREAK (self), 0);

  return self->filled;
}

/**
 * gh_feed_break_get_complete:
 * @self: a break
 *
 * Returns: %TRUE if nothing is missing between the two times
 */
gboolean
gh_feed_break_get_complete (GhFeedBreak *self)
{
  g_return_val_if_fail (GH_IS_FEED_BREAK (self), FALSE);

  return self->complete;
}

/**
 * gh_feed_break_get_position_us:
 * @self: a break
 *
 * Returns: the time that decides where the mark stands among the events
 */
gint64
gh_feed_break_get_position_us (GhFeedBreak *self)
{
  g_return_val_if_fail (GH_IS_FEED_BREAK (self), 0);

  return self->position_us;
}

/**
 * gh_feed_break_set_to_us:
 * @self: a break
 * @to_us: when the list was live again: real time, in microseconds
 *
 * Ends the break.
 */
void
gh_feed_break_set_to_us (GhFeedBreak *self, gint64 to_us)
{
  g_return_if_fail (GH_IS_FEED_BREAK (self));

  if (self->to_us == to_us)
    return;
  self->to_us = to_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TO_US]);
}

/**
 * gh_feed_break_set_filled:
 * @self: a break
 * @filled: how many events came from the history so far
 *
 * Keeps the count.
 */
void
gh_feed_break_set_filled (GhFeedBreak *self, guint filled)
{
  g_return_if_fail (GH_IS_FEED_BREAK (self));

  if (self->filled == filled)
    return;
  self->filled = filled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
}

/**
 * gh_feed_break_set_complete:
 * @self: a break
 * @complete: whether nothing is missing
 *
 * Keeps the outcome.
 */
void
gh_feed_break_set_complete (GhFeedBreak *self, gboolean complete)
{
  g_return_if_fail (GH_IS_FEED_BREAK (self));

  if (self->complete == complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}
