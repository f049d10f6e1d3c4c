/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-item.h"

struct _GhCameraItem
{
  GObject parent_instance;

  char *id;    /* (owned) (nullable) */
  char *place; /* (owned) (nullable) */
  gint64 seen_us;
  gboolean remembered;

  GdkTexture *picture; /* (owned) (nullable) */
  gint64 taken_us;
  gboolean busy;
  GError *error; /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhCameraItem, gh_camera_item, G_TYPE_OBJECT)

static void
gh_camera_item_finalize (GObject *object)
{
  GhCameraItem *self = GH_CAMERA_ITEM (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_object (&self->picture);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_camera_item_parent_class)->finalize (object);
}

static void
gh_camera_item_class_init (GhCameraItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_camera_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_camera_item_init (GhCameraItem *self)
{
}

/**
 * gh_camera_item_new:
 * @id: (nullable): the camera's id; %NULL for the one that the server takes where none is named
 *
 * Returns: (transfer full): a camera of which nothing else is known
 */
GhCameraItem *
gh_camera_item_new (const char *id)
{
  GhCameraItem *self = g_object_new (GH_TYPE_CAMERA_ITEM, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * gh_camera_item_get_id:
 *
 * Returns: (nullable): the camera's id
 */
const char *
gh_camera_item_get_id (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), NULL);

  return self->id;
}

/**
 * gh_camera_item_get_place:
 *
 * Returns: (nullable): where it is, as its newest event tells
 */
const char *
gh_camera_item_get_place (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), NULL);

  return self->place;
}

/**
 * gh_camera_item_get_seen_us:
 *
 * Returns: the real time of its newest event; 0 for none that is known
 */
gint64
gh_camera_item_get_seen_us (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), 0);

  return self->seen_us;
}

/**
 * gh_camera_item_see:
 * @self: a camera
 * @place: (nullable): where an event says that it is
 * @time_us: when the event was
 *
 * Tells of an event; an older one than the newest changes nothing.
 */
void
gh_camera_item_see (GhCameraItem *self, const char *place, gint64 time_us)
{
  g_return_if_fail (GH_IS_CAMERA_ITEM (self));

  if (time_us <= self->seen_us)
    return;

  self->seen_us = time_us;
  if (place != NULL)
    g_set_str (&self->place, place);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_camera_item_get_remembered:
 *
 * Returns: whether somebody has added it by hand
 */
gboolean
gh_camera_item_get_remembered (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), FALSE);

  return self->remembered;
}

/**
 * gh_camera_item_set_remembered:
 * @self: a camera
 * @remembered: whether somebody has added it by hand
 *
 * Says whether it can be taken from the list again.
 */
void
gh_camera_item_set_remembered (GhCameraItem *self, gboolean remembered)
{
  g_return_if_fail (GH_IS_CAMERA_ITEM (self));

  if (self->remembered == !!remembered)
    return;

  self->remembered = remembered;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_camera_item_get_picture:
 *
 * Returns: (transfer none) (nullable): the last picture
 */
GdkTexture *
gh_camera_item_get_picture (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), NULL);

  return self->picture;
}

/**
 * gh_camera_item_get_taken_us:
 *
 * Returns: the real time at which the last picture came; 0 for none
 */
gint64
gh_camera_item_get_taken_us (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), 0);

  return self->taken_us;
}

/**
 * gh_camera_item_get_busy:
 *
 * Returns: whether a picture is under way
 */
gboolean
gh_camera_item_get_busy (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), FALSE);

  return self->busy;
}

/**
 * gh_camera_item_get_error:
 *
 * Returns: (nullable): why the last try brought no picture
 */
const GError *
gh_camera_item_get_error (GhCameraItem *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_ITEM (self), NULL);

  return self->error;
}

/**
 * gh_camera_item_set_busy:
 * @self: a camera
 *
 * A picture is under way, until gh_camera_item_take_picture() or gh_camera_item_take_error().
 */
void
gh_camera_item_set_busy (GhCameraItem *self)
{
  g_return_if_fail (GH_IS_CAMERA_ITEM (self));

  self->busy = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_camera_item_take_picture:
 * @self: a camera
 * @picture: (transfer none): what it sees
 * @taken_us: when
 *
 * Sets the last picture.
 */
void
gh_camera_item_take_picture (GhCameraItem *self, GdkTexture *picture, gint64 taken_us)
{
  g_return_if_fail (GH_IS_CAMERA_ITEM (self));
  g_return_if_fail (GDK_IS_TEXTURE (picture));

  g_set_object (&self->picture, picture);
  self->taken_us = taken_us;
  self->busy = FALSE;
  g_clear_error (&self->error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_camera_item_take_error:
 * @self: a camera
 * @error: (nullable): why there is no picture; %NULL where nobody waits for one any more
 *
 * Nothing came. The picture before stays, with its age.
 */
void
gh_camera_item_take_error (GhCameraItem *self, const GError *error)
{
  g_return_if_fail (GH_IS_CAMERA_ITEM (self));

  self->busy = FALSE;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
