/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identification.h"

#include "gh-brought-picture.h"
#include "gh-error.h"
#include "gh-identified-face.h"
#include "gh-identified-faces.h"

/* Where the server does not say for how long it wants to be left alone. */
#define PAUSE_US G_TIME_SPAN_MINUTE

struct _GhIdentification
{
  GObject parent_instance;

  char *id;   /* (owned): for the cache of pictures */
  char *name; /* (owned) */
  GhBroughtPicture *picture; /* (owned) (nullable): until there is an @image */
  GBytes *image;             /* (owned) (nullable) */
  int width;                 /* of @image */
  int height;
  GListStore *faces; /* (owned) */
  guint n_known;
  guint n_invalid;
  GError *error; /* (owned) (nullable) */
  GhIdentificationState state;

  GhFaceRecognition *face_recognition; /* (owned) (nullable): while it goes on, as the rest */
  GhClock *clock;                      /* (owned) (nullable) */
  GCancellable *cancellable;           /* (owned) (nullable) */
  guint pause_id;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_STATE,
} GhIdentificationProperty;

G_DEFINE_FINAL_TYPE (GhIdentification, gh_identification, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_STATE + 1];

static void ask (GhIdentification *self);

static void
set_state (GhIdentification *self, GhIdentificationState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
let_go (GhIdentification *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->pause_id);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->clock);
}

static void
fail (GhIdentification *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  let_go (self);
  set_state (self, GH_IDENTIFICATION_FAILED);
}

/* --- Who is that? ----------------------------------------------------------------------------- */

static void
take_recognition (GhIdentification *self, GhRecognition *recognition)
{
  self->n_known = gh_recognition_get_recognized (recognition)->len;
  self->n_invalid = gh_recognition_get_n_invalid (recognition);
  gh_identified_faces_list (recognition, self->width, self->height, self->faces);
}

static void
pause_over_cb (gpointer user_data)
{
  GhIdentification *self = user_data;

  self->pause_id = 0;
  ask (self);
}

/* Nobody is to do anything: it goes on by itself when the server wants it to. */
static void
pause_for (GhIdentification *self, const GError *error)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  gint64 retry_at_us = gh_error_get_retry_at_us (error);
  gint64 pause_us = retry_at_us > now_us ? retry_at_us - now_us : PAUSE_US;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->pause_id = gh_clock_add_timeout (self->clock, pause_us, pause_over_cb, self);
  set_state (self, GH_IDENTIFICATION_PAUSED);
}

static void
recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRecognition) recognition =
    gh_face_recognition_recognize_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhIdentification *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_IDENTIFICATION (user_data);
  if (recognition != NULL)
    {
      take_recognition (self, recognition);
      let_go (self);
      set_state (self, GH_IDENTIFICATION_DONE);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    {
      pause_for (self, error);
    }
  else
    {
      fail (self, g_steal_pointer (&error));
    }
}

static void
ask (GhIdentification *self)
{
  g_clear_error (&self->error);
  set_state (self, GH_IDENTIFICATION_ASKING);
  gh_face_recognition_recognize_async (self->face_recognition, self->image, "image/jpeg",
                                       self->cancellable, recognized_cb, self);
}

/* --- The picture ------------------------------------------------------------------------------ */

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int width = 0;
  int height = 0;
  g_autoptr (GBytes) image = gh_brought_picture_encode_finish (GH_BROUGHT_PICTURE (source), result,
                                                               &width, &height, &error);
  GhIdentification *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_IDENTIFICATION (user_data);
  if (image == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  self->image = g_steal_pointer (&image);
  self->width = width;
  self->height = height;
  g_clear_object (&self->picture);
  ask (self);
}

static void
gh_identification_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhIdentification *self = GH_IDENTIFICATION (object);

  switch ((GhIdentificationProperty) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_identification_dispose (GObject *object)
{
  let_go (GH_IDENTIFICATION (object));

  G_OBJECT_CLASS (gh_identification_parent_class)->dispose (object);
}

static void
gh_identification_finalize (GObject *object)
{
  GhIdentification *self = GH_IDENTIFICATION (object);

  g_clear_error (&self->error);
  g_clear_object (&self->faces);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (gh_identification_parent_class)->finalize (object);
}

static void
gh_identification_class_init (GhIdentificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_identification_get_property;
  object_class->dispose = gh_identification_dispose;
  object_class->finalize = gh_identification_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_IDENTIFICATION_STATE, GH_IDENTIFICATION_WAITING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_identification_init (GhIdentification *self)
{
  static guint n_made;

  self->id = g_strdup_printf ("identification-%u", ++n_made);
  self->faces = g_list_store_new (GH_TYPE_IDENTIFIED_FACE);
}

/**
 * gh_identification_new_for_file:
 * @file: a picture
 *
 * Returns: (transfer full): a picture that waits for its turn
 */
GhIdentification *
gh_identification_new_for_file (GFile *file)
{
  GhIdentification *self;
  g_autofree char *base = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (GH_TYPE_IDENTIFICATION, NULL);
  self->picture = gh_brought_picture_new_for_file (file);
  base = g_file_get_basename (file);
  self->name = base != NULL ? g_filename_display_name (base) : g_strdup ("");
  return self;
}

/**
 * gh_identification_new_for_bytes:
 * @encoded: a picture
 * @name: what to call it
 *
 * Returns: (transfer full): a picture that waits for its turn
 */
GhIdentification *
gh_identification_new_for_bytes (GBytes *encoded, const char *name)
{
  GhIdentification *self;

  g_return_val_if_fail (encoded != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GH_TYPE_IDENTIFICATION, NULL);
  self->picture = gh_brought_picture_new_for_bytes (encoded);
  self->name = g_strdup (name);
  return self;
}

/**
 * gh_identification_new_for_still:
 * @still: a picture that was taken just now
 * @name: what to call it
 *
 * Returns: (transfer full): a picture that waits for its turn
 */
GhIdentification *
gh_identification_new_for_still (GhStill *still, const char *name)
{
  GhIdentification *self;

  g_return_val_if_fail (GH_IS_STILL (still), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (GH_TYPE_IDENTIFICATION, NULL);
  self->picture = gh_brought_picture_new_for_still (still);
  self->name = g_strdup (name);
  return self;
}

/**
 * gh_identification_start:
 * @self: a picture
 * @face_recognition: the endpoints that are asked
 * @dialect: says how much the server accepts
 * @clock: what a pause is measured by
 *
 * Reads the picture, as far as that has not been done, and asks the server who is on it.
 */
void
gh_identification_start (GhIdentification *self,
                         GhFaceRecognition *face_recognition,
                         GhDialect *dialect,
                         GhClock *clock)
{
  g_return_if_fail (GH_IS_IDENTIFICATION (self));
  g_return_if_fail (GH_IS_FACE_RECOGNITION (face_recognition));
  g_return_if_fail (GH_IS_DIALECT (dialect));
  g_return_if_fail (GH_IS_CLOCK (clock));

  let_go (self);
  self->face_recognition = g_object_ref (face_recognition);
  self->clock = g_object_ref (clock);
  self->cancellable = g_cancellable_new ();
  if (self->image != NULL)
    {
      ask (self);
      return;
    }
  set_state (self, GH_IDENTIFICATION_READING);
  gh_brought_picture_encode_async (self->picture, gh_dialect_get_most_json_bytes (dialect),
                                   self->cancellable, encoded_cb, self);
}

/**
 * gh_identification_stop:
 * @self: a picture
 *
 * Gives up what is under way, as if it had not begun.
 */
void
gh_identification_stop (GhIdentification *self)
{
  g_return_if_fail (GH_IS_IDENTIFICATION (self));

  let_go (self);
  if (self->state != GH_IDENTIFICATION_DONE && self->state != GH_IDENTIFICATION_FAILED)
    set_state (self, GH_IDENTIFICATION_WAITING);
}

/**
 * gh_identification_get_id:
 * @self: a picture
 *
 * Returns: names the picture in the cache of a #GhPictureLoader
 */
const char *
gh_identification_get_id (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), NULL);

  return self->id;
}

/**
 * gh_identification_get_name:
 * @self: a picture
 *
 * Returns: what the picture is called
 */
const char *
gh_identification_get_name (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), NULL);

  return self->name;
}

/**
 * gh_identification_get_state:
 * @self: a picture
 *
 * Returns: how far it is
 */
GhIdentificationState
gh_identification_get_state (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), GH_IDENTIFICATION_WAITING);

  return self->state;
}

/**
 * gh_identification_get_image:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): the picture as it is sent, a JPEG
 */
GBytes *
gh_identification_get_image (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), NULL);

  return self->image;
}

/**
 * gh_identification_get_faces:
 * @self: a picture
 *
 * Returns: (transfer none): the faces, those first whom the server knows
 */
GListModel *
gh_identification_get_faces (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), NULL);

  return G_LIST_MODEL (self->faces);
}

/**
 * gh_identification_get_n_known:
 * @self: a picture
 *
 * Returns: how many of the faces the server knows
 */
guint
gh_identification_get_n_known (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), 0);

  return self->n_known;
}

/**
 * gh_identification_get_n_invalid:
 * @self: a picture
 *
 * Returns: how many faces the server told of in a way that could not be read
 */
guint
gh_identification_get_n_invalid (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), 0);

  return self->n_invalid;
}

/**
 * gh_identification_get_error:
 * @self: a picture
 *
 * Returns: (nullable): why it failed, or pauses
 */
const GError *
gh_identification_get_error (GhIdentification *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION (self), NULL);

  return self->error;
}
