/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-subject.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-face-words.h"

#include <glib/gi18n.h>

struct _GhFaceSubject
{
  GObject parent_instance;

  GhConnection *connection;  /* (owned) (nullable) */
  GhFaceRecord *record;      /* (owned) (nullable) */
  char *person;              /* (owned) (nullable): whose face it is, where the record has no name */
  char *notice;              /* (owned) (nullable): why nothing newer is known of it */
  GCancellable *cancellable; /* (owned) (nullable): of what is asked about the record */
  gboolean cannot_look_up;   /* the server serves no record by its id */
  gboolean is_changing;      /* the server is being asked to change it */
  gboolean wanted_active;    /* what it is being asked for */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  SIGNAL_REFUSED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhFaceSubject, gh_face_subject, G_TYPE_OBJECT)

static guint signals[SIGNAL_LAST_SIGNAL];

static GhFaceRecognition *
get_faces (GhFaceSubject *self)
{
  return gh_connection_get_face_recognition (self->connection);
}

static void
say_changed (GhFaceSubject *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (GhFaceSubject *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_changing = FALSE;
}

/* --- Asking about it -------------------------------------------------------------------------- */

static void
mark_as_listed_only (GhFaceSubject *self)
{
  self->cannot_look_up = TRUE;
  g_set_str (&self->notice, _("This server does not serve single records. What is shown is what its "
                              "list said; it can be neither changed nor deleted here."));
}

static void
person_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);
  GhFaceSubject *self;

  /* An id is better than nothing. */
  if (user == NULL)
    return;

  self = GH_FACE_SUBJECT (user_data);
  g_set_str (&self->person, gh_user_get_display_name (user));
  say_changed (self);
}

static void
look_up_person (GhFaceSubject *self)
{
  const char *id = gh_face_record_get_user_id (self->record);

  if (id != NULL && gh_face_record_get_user (self->record) == NULL
      && gh_connection_get_role (self->connection) >= GH_ROLE_MODERATOR)
    gh_users_get_async (gh_connection_get_users (self->connection), id, self->cancellable,
                        person_found_cb, self);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_get_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFaceSubject *self;
  g_autofree char *advice = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_SUBJECT (user_data);
  if (record != NULL)
    {
      g_set_object (&self->record, record);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    {
      mark_as_listed_only (self);
    }
  else
    {
      advice = gh_error_words_dup_advice (error, NULL);
      g_set_str (&self->notice, advice);
    }
  look_up_person (self);
  say_changed (self);
}

static void
look_up (GhFaceSubject *self)
{
  self->cancellable = g_cancellable_new ();
  if (self->cannot_look_up)
    {
      mark_as_listed_only (self);
      look_up_person (self);
      return;
    }
  gh_face_recognition_get_record_async (get_faces (self), gh_face_record_get_id (self->record),
                                        self->cancellable, looked_up_cb, self);
}

/* --- Changing it ------------------------------------------------------------------------------ */

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_update_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFaceSubject *self;
  g_autofree char *advice = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_SUBJECT (user_data);
  self->is_changing = FALSE;
  if (record != NULL)
    {
      g_set_object (&self->record, record);
      say_changed (self);
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      return;
    }
  if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    mark_as_listed_only (self);
  say_changed (self);
  advice = gh_error_words_dup_advice (error, NULL);
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, advice);
}

static void
gh_face_subject_dispose (GObject *object)
{
  GhFaceSubject *self = GH_FACE_SUBJECT (object);

  stop (self);
  g_clear_object (&self->record);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_face_subject_parent_class)->dispose (object);
}

static void
gh_face_subject_finalize (GObject *object)
{
  GhFaceSubject *self = GH_FACE_SUBJECT (object);

  g_free (self->person);
  g_free (self->notice);

  G_OBJECT_CLASS (gh_face_subject_parent_class)->finalize (object);
}

static void
gh_face_subject_class_init (GhFaceSubjectClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_face_subject_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_face_subject_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED] =
    g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
gh_face_subject_init (GhFaceSubject *self)
{
}

/**
 * gh_face_subject_new:
 *
 * Returns: (transfer full): no record yet
 */
GhFaceSubject *
gh_face_subject_new (void)
{
  return g_object_new (GH_TYPE_FACE_SUBJECT, NULL);
}

/**
 * gh_face_subject_set_connection:
 * @self: a subject
 * @connection: (nullable): where records are
 *
 * Sets the server, and forgets the record of the one before.
 */
void
gh_face_subject_set_connection (GhFaceSubject *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_FACE_SUBJECT (self));

  g_set_object (&self->connection, connection);
  self->cannot_look_up = FALSE;
  gh_face_subject_set_record (self, NULL);
}

/**
 * gh_face_subject_set_record:
 * @self: a subject
 * @record: (nullable): a record as a list or a change has it; %NULL while it is on its way
 *
 * Turns to another record, and asks the server for it; or takes news of the same one.
 */
void
gh_face_subject_set_record (GhFaceSubject *self, GhFaceRecord *record)
{
  gboolean is_same;

  g_return_if_fail (GH_IS_FACE_SUBJECT (self));
  g_return_if_fail (record == NULL || GH_IS_FACE_RECORD (record));

  if (self->record == record)
    return;

  is_same = record != NULL && self->record != NULL
            && g_str_equal (gh_face_record_get_id (record), gh_face_record_get_id (self->record));
  g_set_object (&self->record, record);
  if (!is_same)
    {
      stop (self);
      g_clear_pointer (&self->person, g_free);
      g_clear_pointer (&self->notice, g_free);
      if (record != NULL && self->connection != NULL)
        look_up (self);
    }
  say_changed (self);
}

/**
 * gh_face_subject_get_record:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the record as it is known now
 */
GhFaceRecord *
gh_face_subject_get_record (GhFaceSubject *self)
{
  g_return_val_if_fail (GH_IS_FACE_SUBJECT (self), NULL);

  return self->record;
}

/**
 * gh_face_subject_get_person:
 * @self: a subject
 *
 * Returns: (nullable): whose face it is: a name or, where that is not known, an id; %NULL for a
 *   face that belongs to nobody
 */
const char *
gh_face_subject_get_person (GhFaceSubject *self)
{
  const char *name;

  g_return_val_if_fail (GH_IS_FACE_SUBJECT (self), NULL);

  if (self->record == NULL)
    return NULL;
  name = gh_face_words_get_name (self->record);
  if (name != NULL)
    return name;

  return self->person != NULL ? self->person : gh_face_record_get_user_id (self->record);
}

/**
 * gh_face_subject_get_notice:
 * @self: a subject
 *
 * Returns: (nullable): a sentence that tells why no more is known of the record than a list said
 */
const char *
gh_face_subject_get_notice (GhFaceSubject *self)
{
  g_return_val_if_fail (GH_IS_FACE_SUBJECT (self), NULL);

  return self->notice;
}

/**
 * gh_face_subject_get_is_active:
 * @self: a subject with a record
 *
 * Returns: whether cameras look for the face; what was asked for, as long as the server has not
 *   answered
 */
gboolean
gh_face_subject_get_is_active (GhFaceSubject *self)
{
  g_return_val_if_fail (GH_IS_FACE_SUBJECT (self) && self->record != NULL, FALSE);

  return self->is_changing ? self->wanted_active : gh_face_record_get_is_active (self->record);
}

/**
 * gh_face_subject_get_may_change:
 * @self: a subject
 *
 * Returns: whether there is a record that the server lets be changed, and is not changing already;
 *   by whom is another question
 */
gboolean
gh_face_subject_get_may_change (GhFaceSubject *self)
{
  g_return_val_if_fail (GH_IS_FACE_SUBJECT (self), FALSE);

  return self->record != NULL && self->connection != NULL && !self->cannot_look_up
         && !self->is_changing;
}

/**
 * gh_face_subject_change_active:
 * @self: a subject that may be changed
 * @is_active: whether cameras are to look for the face
 *
 * Asks the server for this change and no other.
 */
void
gh_face_subject_change_active (GhFaceSubject *self, gboolean is_active)
{
  const GhFaceChanges changes = { .fields = GH_FACE_FIELD_IS_ACTIVE, .is_active = is_active };

  g_return_if_fail (GH_IS_FACE_SUBJECT (self));
  g_return_if_fail (gh_face_subject_get_may_change (self));

  self->is_changing = TRUE;
  self->wanted_active = is_active;
  say_changed (self);
  gh_face_recognition_update_record_async (get_faces (self), gh_face_record_get_id (self->record),
                                           &changes, self->cancellable, updated_cb, self);
}
