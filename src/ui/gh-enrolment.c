/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-enrolment.h"

#include "gh-dialect.h"
#include "gh-error.h"
#include "gh-prepared-face.h"
#include "gh-transport.h"

#include <string.h>

struct _GhEnrolment
{
  GObject parent_instance;

  GhConnection *connection; /* (owned) */
  GhPreparedFace *face;     /* (owned) (nullable): until there is a picture */
};

static void asked_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void send_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhEnrolment, gh_enrolment, G_TYPE_OBJECT)

static GhRecognition *
get_recognition (GhEnrolment *self)
{
  return self->face != NULL ? gh_prepared_face_get_recognition (self->face) : NULL;
}

/* The task is about the face that there was when it began, whatever comes after it. */
static void
encode (GhEnrolment *self, GTask *task, GAsyncReadyCallback callback)
{
  GhSession *session = gh_connection_get_session (self->connection);
  GhDialect *dialect = gh_transport_get_dialect (gh_session_get_transport (session));

  gh_prepared_face_encode_async (self->face, gh_dialect_get_most_json_bytes (dialect),
                                 g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* --- What the server makes of it -------------------------------------------------------------- */

static void
asked_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  GhPreparedFace *face = GH_PREPARED_FACE (source);
  GError *error = NULL;

  if (!gh_prepared_face_encode_finish (face, result, &error))
    g_task_return_error (task, error);
  else
    gh_prepared_face_scan_async (face, gh_connection_get_upload (self->connection),
                                 g_task_get_cancellable (task), scanned_cb, g_object_ref (task));
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  GhPreparedFace *face = GH_PREPARED_FACE (source);
  GError *error = NULL;

  if (!gh_prepared_face_scan_finish (face, result, &error))
    g_task_return_error (task, error);
  else
    gh_prepared_face_recognize_async (face,
                                      gh_connection_get_face_recognition (self->connection),
                                      g_task_get_cancellable (task), recognized_cb,
                                      g_object_ref (task));
}

static void
recognized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gh_prepared_face_recognize_finish (GH_PREPARED_FACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- Its id ----------------------------------------------------------------------------------- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *face_id = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  gboolean is_taken = FALSE;
  GPtrArray *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Not every server means the whole of it when it is asked for an id. */
  items = gh_result_page_get_items (page);
  for (guint i = 0; i < items->len; i++)
    is_taken |= g_strcmp0 (gh_face_record_get_face_id (g_ptr_array_index (items, i)), face_id) == 0;
  g_task_return_boolean (task, is_taken);
}

/* --- Enrolling -------------------------------------------------------------------------------- */

static void
send_encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhEnrolment *self = g_task_get_source_object (task);
  GhPreparedFace *face = GH_PREPARED_FACE (source);
  GError *error = NULL;

  if (!gh_prepared_face_encode_finish (face, result, &error))
    g_task_return_error (task, error);
  else
    gh_prepared_face_enroll_async (face, gh_connection_get_face_recognition (self->connection),
                                   g_task_get_cancellable (task), enrolled_cb,
                                   g_object_ref (task));
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhFaceRecord *record =
    gh_face_recognition_enroll_finish (GH_FACE_RECOGNITION (source), result, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
gh_enrolment_dispose (GObject *object)
{
  GhEnrolment *self = GH_ENROLMENT (object);

  g_clear_object (&self->face);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_enrolment_parent_class)->dispose (object);
}

static void
gh_enrolment_class_init (GhEnrolmentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_enrolment_dispose;
}

static void
gh_enrolment_init (GhEnrolment *self)
{
}

/**
 * gh_enrolment_new:
 * @connection: the server
 *
 * Returns: (transfer full): an enrolment without a picture
 */
GhEnrolment *
gh_enrolment_new (GhConnection *connection)
{
  GhEnrolment *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_ENROLMENT, NULL);
  self->connection = g_object_ref (connection);

  return self;
}

void
gh_enrolment_set_still (GhEnrolment *self, GhStill *still, int least_side)
{
  g_return_if_fail (GH_IS_ENROLMENT (self));
  g_return_if_fail (GH_IS_STILL (still));

  g_clear_object (&self->face);
  self->face = gh_prepared_face_new (still, MAX (1, least_side));
}

GhStill *
gh_enrolment_get_still (GhEnrolment *self)
{
  g_return_val_if_fail (GH_IS_ENROLMENT (self), NULL);

  return self->face != NULL ? gh_prepared_face_get_still (self->face) : NULL;
}

/**
 * gh_enrolment_ask_async:
 * @self: an enrolment with a picture
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks for the template of the face, where the server makes one, and whose it is.
 */
void
gh_enrolment_ask_async (GhEnrolment *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_ENROLMENT (self) && self->face != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_ask_async);
  encode (self, task, asked_encoded_cb);
}

/**
 * gh_enrolment_ask_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when the server has said what it makes of the face
 */
gboolean
gh_enrolment_ask_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_enrolment_get_match:
 * @self: an enrolment
 *
 * Returns: (transfer none) (nullable): whom the server takes the face for; %NULL for nobody, and
 *   before it was asked
 */
GhFaceRecord *
gh_enrolment_get_match (GhEnrolment *self)
{
  GhRecognition *recognition;
  GPtrArray *recognized;

  g_return_val_if_fail (GH_IS_ENROLMENT (self), NULL);

  recognition = get_recognition (self);
  if (recognition == NULL)
    return NULL;
  recognized = gh_recognition_get_recognized (recognition);

  return recognized->len > 0 ? g_ptr_array_index (recognized, 0) : NULL;
}

/**
 * gh_enrolment_get_n_faces:
 * @self: an enrolment
 *
 * Returns: how many faces the server found in the picture, known and unknown
 */
guint
gh_enrolment_get_n_faces (GhEnrolment *self)
{
  GhRecognition *recognition;
  guint n_unknown;

  g_return_val_if_fail (GH_IS_ENROLMENT (self), 0);

  recognition = get_recognition (self);
  if (recognition == NULL)
    return 0;
  gh_recognition_get_unknown (recognition, &n_unknown);

  return n_unknown + gh_recognition_get_recognized (recognition)->len;
}

/**
 * gh_enrolment_get_confidence:
 * @self: an enrolment
 * @is_told: (out) (optional): whether the server has said so
 *
 * How good the face is: see gh_prepared_face_get_confidence().
 *
 * Returns: 0 to 1
 */
double
gh_enrolment_get_confidence (GhEnrolment *self, gboolean *is_told)
{
  g_return_val_if_fail (GH_IS_ENROLMENT (self) && self->face != NULL, 1);

  return gh_prepared_face_get_confidence (self->face, is_told);
}

/**
 * gh_enrolment_propose_id:
 * @user: (nullable): whose face it is
 * @random: where the end of it comes from
 *
 * Makes up an id that a person can read and nobody has: "ada-lovelace-k3f9".
 *
 * Returns: (transfer full): an id in small letters, digits and dashes
 */
char *
gh_enrolment_propose_id (GhUser *user, GRand *random)
{
  static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
  g_autofree char *name = NULL;
  GString *id = g_string_new (NULL);

  g_return_val_if_fail (random != NULL, NULL);

  name = g_str_to_ascii (user != NULL ? gh_user_get_display_name (user) : "visitor", NULL);
  for (const char *c = name; *c != '\0' && *c != '@' && id->len < 40; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (id, g_ascii_tolower (*c));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len == 0)
    g_string_append (id, "face");
  if (id->str[id->len - 1] != '-')
    g_string_append_c (id, '-');
  for (int i = 0; i < 4; i++)
    g_string_append_c (id, letters[g_rand_int_range (random, 0, (gint32) strlen (letters))]);

  return g_string_free_and_steal (id);
}

/**
 * gh_enrolment_check_id_async:
 * @self: an enrolment
 * @face_id: what it might be called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Asks whether an id is taken. It may be taken by the time that it is sent, all the same.
 */
void
gh_enrolment_check_id_async (GhEnrolment *self,
                             const char *face_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  g_autoptr (GhFaceQuery) query = NULL;

  g_return_if_fail (GH_IS_ENROLMENT (self));
  g_return_if_fail (face_id != NULL && *face_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_check_id_async);
  g_task_set_task_data (task, g_strdup (face_id), g_free);
  query = gh_face_query_new (NULL, face_id);
  gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection), 1,
                                          5, query, cancellable, listed_cb, task);
}

/**
 * gh_enrolment_check_id_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if the id is taken; %FALSE if not, and with an error
 */
gboolean
gh_enrolment_check_id_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_enrolment_send_async:
 * @self: an enrolment with a picture
 * @user_id: (nullable): the account that the face belongs to
 * @face_id: what it is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the server has answered
 * @user_data: for @callback
 *
 * Enrols the face, with what the server has said of it.
 */
void
gh_enrolment_send_async (GhEnrolment *self,
                         const char *user_id,
                         const char *face_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_ENROLMENT (self) && self->face != NULL);
  g_return_if_fail (face_id != NULL && *face_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_enrolment_send_async);
  gh_prepared_face_set_ids (self->face, face_id, user_id);
  encode (self, task, send_encoded_cb);
}

/**
 * gh_enrolment_send_finish:
 * @self: an enrolment
 * @result: the result
 * @error: return location for any #GhError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what the server has made of it
 */
GhFaceRecord *
gh_enrolment_send_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
