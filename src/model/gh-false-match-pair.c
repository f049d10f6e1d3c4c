/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-false-match-pair.h"

struct _GhFalseMatchPair
{
  GObject parent_instance;

  char *face_record_id; /* (owned) */
  char *camera_id;      /* (owned) (nullable) */
  GPtrArray *matches;   /* (owned) (element-type GhFalseMatch): newest first */
  double confidence;
  guint n_suppressed;
  gint64 suppressed_at_us;
};

typedef enum
{
  PROP_N_MARKED = 1,
  PROP_CONFIDENCE,
  PROP_N_SUPPRESSED,
  PROP_SUPPRESSED_AT,
} GhFalseMatchPairProperty;

static GParamSpec *properties[PROP_SUPPRESSED_AT + 1];

G_DEFINE_FINAL_TYPE (GhFalseMatchPair, gh_false_match_pair, G_TYPE_OBJECT)

static void
update_confidence (GhFalseMatchPair *self)
{
  double confidence = 0.0;

  for (guint i = 0; i < self->matches->len; i++)
    confidence = MAX (confidence,
                      gh_false_match_get_confidence (g_ptr_array_index (self->matches, i)));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MARKED]);
  if (confidence > self->confidence || confidence < self->confidence)
    {
      self->confidence = confidence;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIDENCE]);
    }
}

static void
gh_false_match_pair_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  GhFalseMatchPair *self = GH_FALSE_MATCH_PAIR (object);

  switch ((GhFalseMatchPairProperty) property_id)
    {
    case PROP_N_MARKED:
      g_value_set_uint (value, self->matches->len);
      break;
    case PROP_CONFIDENCE:
      g_value_set_double (value, self->confidence);
      break;
    case PROP_N_SUPPRESSED:
      g_value_set_uint (value, self->n_suppressed);
      break;
    case PROP_SUPPRESSED_AT:
      g_value_set_int64 (value, self->suppressed_at_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_false_match_pair_finalize (GObject *object)
{
  GhFalseMatchPair *self = GH_FALSE_MATCH_PAIR (object);

  g_free (self->face_record_id);
  g_free (self->camera_id);
  g_clear_pointer (&self->matches, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_false_match_pair_parent_class)->finalize (object);
}

static void
gh_false_match_pair_class_init (GhFalseMatchPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_false_match_pair_get_property;
  object_class->finalize = gh_false_match_pair_finalize;

  properties[PROP_N_MARKED] =
    g_param_spec_uint ("n-marked", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CONFIDENCE] =
    g_param_spec_double ("confidence", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_N_SUPPRESSED] =
    g_param_spec_uint ("n-suppressed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SUPPRESSED_AT] =
    g_param_spec_int64 ("suppressed-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_false_match_pair_init (GhFalseMatchPair *self)
{
  self->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_false_match_unref);
}

/**
 * gh_false_match_pair_new:
 * @face_record_id: a face record
 * @camera_id: (nullable): a camera; %NULL for events that name none
 *
 * Returns: (transfer full): a pair without marks
 */
GhFalseMatchPair *
gh_false_match_pair_new (const char *face_record_id, const char *camera_id)
{
  GhFalseMatchPair *self;

  g_return_val_if_fail (face_record_id != NULL, NULL);

  self = g_object_new (GH_TYPE_FALSE_MATCH_PAIR, NULL);
  self->face_record_id = g_strdup (face_record_id);
  self->camera_id = g_strdup (camera_id);

  return self;
}

/**
 * gh_false_match_pair_get_face_record_id:
 * @self: a pair
 *
 * Returns: the face record
 */
const char *
gh_false_match_pair_get_face_record_id (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), NULL);

  return self->face_record_id;
}

/**
 * gh_false_match_pair_get_camera_id:
 * @self: a pair
 *
 * Returns: (nullable): the camera; %NULL where the events named none
 */
const char *
gh_false_match_pair_get_camera_id (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), NULL);

  return self->camera_id;
}

/**
 * gh_false_match_pair_get_n_marked:
 * @self: a pair
 *
 * Returns: how many events were marked
 */
guint
gh_false_match_pair_get_n_marked (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), 0);

  return self->matches->len;
}

/**
 * gh_false_match_pair_get_confidence:
 * @self: a pair
 *
 * Returns: the highest confidence that was marked, 0 to 1; alerts above it are not held back
 */
double
gh_false_match_pair_get_confidence (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), 0.0);

  return self->confidence;
}

/**
 * gh_false_match_pair_get_n_suppressed:
 * @self: a pair
 *
 * Returns: how many alerts were held back since the first mark
 */
guint
gh_false_match_pair_get_n_suppressed (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), 0);

  return self->n_suppressed;
}

/**
 * gh_false_match_pair_get_suppressed_at_us:
 * @self: a pair
 *
 * Returns: the time of the newest event whose alert was held back, microseconds since 1970; 0 for
 *   none
 */
gint64
gh_false_match_pair_get_suppressed_at_us (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), 0);

  return self->suppressed_at_us;
}

/**
 * gh_false_match_pair_get_matches:
 * @self: a pair
 *
 * Returns: (transfer none) (element-type GhFalseMatch): the marks, the newest first
 */
GPtrArray *
gh_false_match_pair_get_matches (GhFalseMatchPair *self)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), NULL);

  return self->matches;
}

/**
 * gh_false_match_pair_is_of:
 * @self: a pair
 * @face_record_id: a face record
 * @camera_id: (nullable): a camera
 *
 * Returns: whether the pair is of these two
 */
gboolean
gh_false_match_pair_is_of (GhFalseMatchPair *self,
                           const char *face_record_id,
                           const char *camera_id)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), FALSE);

  return g_strcmp0 (self->face_record_id, face_record_id) == 0
         && g_strcmp0 (self->camera_id, camera_id) == 0;
}

/**
 * gh_false_match_pair_add:
 * @self: a pair
 * @match: a mark of the pair
 *
 * Adds a mark, in the order of when they were made.
 */
void
gh_false_match_pair_add (GhFalseMatchPair *self, GhFalseMatch *match)
{
  guint position = 0;

  g_return_if_fail (GH_IS_FALSE_MATCH_PAIR (self));
  g_return_if_fail (match != NULL);

  while (position < self->matches->len
         && gh_false_match_get_marked_at_us (g_ptr_array_index (self->matches, position))
              > gh_false_match_get_marked_at_us (match))
    position++;
  g_ptr_array_insert (self->matches, (int) position, gh_false_match_ref (match));
  update_confidence (self);
}

/**
 * gh_false_match_pair_remove:
 * @self: a pair
 * @event_id: an event
 *
 * Takes the mark of an event back.
 *
 * Returns: whether there was one
 */
gboolean
gh_false_match_pair_remove (GhFalseMatchPair *self, const char *event_id)
{
  g_return_val_if_fail (GH_IS_FALSE_MATCH_PAIR (self), FALSE);
  g_return_val_if_fail (event_id != NULL, FALSE);

  for (guint i = 0; i < self->matches->len; i++)
    if (g_str_equal (gh_false_match_get_event_id (g_ptr_array_index (self->matches, i)), event_id))
      {
        g_ptr_array_remove_index (self->matches, i);
        update_confidence (self);
        return TRUE;
      }
  return FALSE;
}

/**
 * gh_false_match_pair_set_suppressed:
 * @self: a pair
 * @n: how many alerts were held back
 * @at_us: the time of the newest event among these
 *
 * Sets what has been counted.
 */
void
gh_false_match_pair_set_suppressed (GhFalseMatchPair *self, guint n, gint64 at_us)
{
  g_return_if_fail (GH_IS_FALSE_MATCH_PAIR (self));

  if (self->n_suppressed != n)
    {
      self->n_suppressed = n;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SUPPRESSED]);
    }
  if (self->suppressed_at_us != at_us)
    {
      self->suppressed_at_us = at_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUPPRESSED_AT]);
    }
}
