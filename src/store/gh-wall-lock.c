/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-lock.h"
#include "gh-secret.h"
#include "gh-wall-lock-private.h"

#include "gh-error.h"
#include "gh-secret-hash.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP_PIN "pin"
#define GROUP_TRIES "tries"
#define MOST_FILE_BYTES 4096

/* All that is in the file. */
typedef struct
{
  gboolean has_pin;
  gboolean is_damaged; /* there is a PIN, and nobody knows which */
  GhSecretHash hash;
  guint n_failed;
  gint64 failed_us; /* when the last was: real time */
} State;

struct _GhWallLock
{
  GObject parent_instance;

  GhClock *clock; /* (owned) */
  char *path;     /* (owned) */
  guint iterations;
  State state;
  gboolean is_busy; /* a thread has the file */
};

typedef enum
{
  PROP_HAS_PIN = 1,
} GhWallLockProperty;

G_DEFINE_FINAL_TYPE (GhWallLock, gh_wall_lock, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_HAS_PIN + 1];

/* What a thread works with. */
typedef struct
{
  char *path; /* (owned) */
  char *pin;  /* (owned) (nullable): wiped */
  guint iterations;
  gint64 now_us;
  State state;
  gboolean is_begun; /* the file is this task's */
} Work;

static void
work_free (Work *work)
{
  gh_secret_free (work->pin);
  g_free (work->path);
  explicit_bzero (&work->state.hash, sizeof work->state.hash);
  g_free (work);
}

/* --- The file ---------------------------------------------------------------------------------- */

static gboolean
read_bytes (GKeyFile *file, const char *key, guint8 *bytes, gsize size)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP_PIN, key, NULL);
  g_autofree guchar *decoded = NULL;
  gsize length = 0;

  if (text == NULL)
    return FALSE;

  decoded = g_base64_decode (text, &length);
  if (length != size)
    return FALSE;

  memcpy (bytes, decoded, size);
  return TRUE;
}

static void
write_bytes (GKeyFile *file, const char *key, const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  g_key_file_set_string (file, GROUP_PIN, key, text);
}

/* A file that is there and cannot be understood locks all the same: nobody shall open the lock by
 * breaking it. */
static void
read_state (const char *path, State *state)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  int iterations;

  memset (state, 0, sizeof *state);
  if (!g_file_get_contents (path, &text, &length, &error))
    {
      state->has_pin = !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
                       && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
      state->is_damaged = state->has_pin;
      return;
    }

  state->has_pin = TRUE;
  if (length > MOST_FILE_BYTES
      || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    {
      state->is_damaged = TRUE;
      return;
    }

  iterations = g_key_file_get_integer (file, GROUP_PIN, "iterations", NULL);
  state->is_damaged = iterations < 1 || iterations > GH_SECRET_HASH_MOST_ITERATIONS
                      || !read_bytes (file, "salt", state->hash.salt, sizeof state->hash.salt)
                      || !read_bytes (file, "hash", state->hash.hash, sizeof state->hash.hash);
  state->hash.iterations = (guint) MAX (iterations, 0);
  state->n_failed =
    (guint) CLAMP (g_key_file_get_integer (file, GROUP_TRIES, "failed", NULL), 0, G_MAXINT);
  state->failed_us = MAX (g_key_file_get_int64 (file, GROUP_TRIES, "last", NULL), 0);
}

/* On the disk before this returns: a try that was begun has been counted. */
static gboolean
write_state (const char *path, const State *state, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_comment (file, NULL, NULL, "The PIN of the wall. Delete this file to forget it.",
                          NULL);
  g_key_file_set_integer (file, GROUP_PIN, "iterations", (int) state->hash.iterations);
  write_bytes (file, "salt", state->hash.salt, sizeof state->hash.salt);
  write_bytes (file, "hash", state->hash.hash, sizeof state->hash.hash);
  g_key_file_set_integer (file, GROUP_TRIES, "failed", (int) state->n_failed);
  g_key_file_set_int64 (file, GROUP_TRIES, "last", state->failed_us);
  text = g_key_file_to_data (file, &length, NULL);

  g_mkdir_with_parents (directory, 0700);
  return g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

/* --- Waiting ----------------------------------------------------------------------------------- */

static gint64
get_wait_us (const State *state, gint64 now_us)
{
  gint64 wait_us = GH_WALL_LOCK_FIRST_WAIT_US;

  if (state->n_failed < GH_WALL_LOCK_FREE_TRIES)
    return 0;

  for (guint i = GH_WALL_LOCK_FREE_TRIES; i < state->n_failed; i++)
    wait_us = MIN (2 * wait_us, GH_WALL_LOCK_MOST_WAIT_US);
  /* A clock that has been set back makes no wait longer, and one that is set on no try free. */
  if (now_us < state->failed_us)
    return wait_us;

  return MAX (state->failed_us + wait_us - now_us, 0);
}

static void
take_state (GhWallLock *self, const State *state)
{
  gboolean had_pin = self->state.has_pin;

  self->state = *state;
  self->is_busy = FALSE;
  if (had_pin != state->has_pin)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_PIN]);
}

/* --- In a thread ------------------------------------------------------------------------------- */

static void
set_pin_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gboolean is_done;

  if (work->pin != NULL)
    {
      State state = { .has_pin = TRUE };

      is_done = gh_secret_hash_make (&state.hash, work->pin, work->iterations, &error)
                && write_state (work->path, &state, &error);
      if (is_done)
        work->state = state;
    }
  else
    {
      is_done = g_unlink (work->path) == 0 || errno == ENOENT;
      if (is_done)
        memset (&work->state, 0, sizeof work->state);
      else
        g_set_error_literal (&error, GH_ERROR, GH_ERROR_UNAVAILABLE, g_strerror (errno));
    }

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
try_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  gboolean is_right;

  /* Counted before it is looked at: whoever ends the program meanwhile has had the try. */
  work->state.n_failed++;
  work->state.failed_us = work->now_us;
  if (!write_state (work->path, &work->state, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  is_right = gh_secret_hash_matches (&work->state.hash, work->pin, &error);
  if (is_right)
    {
      work->state.n_failed = 0;
      work->state.failed_us = 0;
      is_right = write_state (work->path, &work->state, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, is_right);
}

/* --- The object -------------------------------------------------------------------------------- */

static void
gh_wall_lock_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhWallLockProperty) property_id)
    {
    case PROP_HAS_PIN:
      g_value_set_boolean (value, GH_WALL_LOCK (object)->state.has_pin);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_lock_finalize (GObject *object)
{
  GhWallLock *self = GH_WALL_LOCK (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (gh_wall_lock_parent_class)->finalize (object);
}

static void
gh_wall_lock_class_init (GhWallLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_wall_lock_get_property;
  object_class->finalize = gh_wall_lock_finalize;

  properties[PROP_HAS_PIN] =
    g_param_spec_boolean ("has-pin", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_wall_lock_init (GhWallLock *self)
{
  self->iterations = GH_SECRET_HASH_LEAST_ITERATIONS;
}

/**
 * gh_wall_lock_new:
 * @clock: tells the time
 * @path: the file that it is kept in
 *
 * Returns: (transfer full): the lock, to be loaded
 */
GhWallLock *
gh_wall_lock_new (GhClock *clock, const char *path)
{
  GhWallLock *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (GH_TYPE_WALL_LOCK, NULL);
  self->clock = g_object_ref (clock);
  self->path = g_strdup (path);
  return self;
}

/**
 * gh_wall_lock_get_default_path:
 *
 * Returns: (transfer full): where this person's PIN is kept
 */
char *
gh_wall_lock_get_default_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "gatehouse", "wall-pin", NULL);
}

void
gh_wall_lock_set_iterations (GhWallLock *self, guint iterations)
{
  self->iterations = iterations;
}

/**
 * gh_wall_lock_is_pin:
 * @text: what somebody typed
 *
 * Returns: whether that can be a PIN: %GH_WALL_LOCK_LEAST_DIGITS to %GH_WALL_LOCK_MOST_DIGITS digits
 */
gboolean
gh_wall_lock_is_pin (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  length = strspn (text, "0123456789");
  return text[length] == '\0' && length >= GH_WALL_LOCK_LEAST_DIGITS
         && length <= GH_WALL_LOCK_MOST_DIGITS;
}

/**
 * gh_wall_lock_get_has_pin:
 * @self: a lock
 *
 * Returns: whether there is a PIN
 */
gboolean
gh_wall_lock_get_has_pin (GhWallLock *self)
{
  g_return_val_if_fail (GH_IS_WALL_LOCK (self), TRUE);

  return self->state.has_pin;
}

/**
 * gh_wall_lock_get_wait_us:
 * @self: a lock
 *
 * Returns: how long no PIN is looked at
 */
gint64
gh_wall_lock_get_wait_us (GhWallLock *self)
{
  g_return_val_if_fail (GH_IS_WALL_LOCK (self), GH_WALL_LOCK_MOST_WAIT_US);

  return get_wait_us (&self->state, gh_clock_get_real_us (self->clock));
}

/**
 * gh_wall_lock_load:
 * @self: a lock
 *
 * Reads what is kept.
 */
void
gh_wall_lock_load (GhWallLock *self)
{
  State state;

  g_return_if_fail (GH_IS_WALL_LOCK (self));

  read_state (self->path, &state);
  take_state (self, &state);
}

static GTask *
begin (GhWallLock *self,
       const char *pin,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, begin);
  work->path = g_strdup (self->path);
  work->pin = g_strdup (pin);
  work->iterations = self->iterations;
  work->now_us = gh_clock_get_real_us (self->clock);
  work->state = self->state;
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  /* What was written counts, whoever has lost patience. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
run (GhWallLock *self, GTask *task, GTaskThreadFunc function)
{
  Work *work = g_task_get_task_data (task);

  work->is_begun = TRUE;
  self->is_busy = TRUE;
  g_task_run_in_thread (task, function);
}

/**
 * gh_wall_lock_set_pin_async:
 * @self: a lock
 * @pin: (nullable): a PIN, see gh_wall_lock_is_pin(), or %NULL for none
 *
 * Changes the PIN. The tries begin anew.
 */
void
gh_wall_lock_set_pin_async (GhWallLock *self,
                            const char *pin,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_WALL_LOCK (self));
  g_return_if_fail (pin == NULL || gh_wall_lock_is_pin (pin));

  task = begin (self, pin, cancellable, callback, user_data);
  run (self, task, set_pin_thread);
}

static gboolean
end (GhWallLock *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (work->is_begun)
    take_state (self, &work->state);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
gh_wall_lock_set_pin_finish (GhWallLock *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return end (self, result, error);
}

static GError *
make_wait_error (GhWallLock *self, gint64 wait_us)
{
  int seconds = (int) ((wait_us + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
  GError *error = g_error_new (
    GH_ERROR, GH_ERROR_RATE_LIMITED,
    /* Translators: after a PIN was wrong several times. */
    ngettext ("Too many wrong PINs. The next can be tried in %d second.",
              "Too many wrong PINs. The next can be tried in %d seconds.", (gulong) seconds),
    seconds);

  gh_error_set_retry_at_us (error, gh_clock_get_monotonic_us (self->clock) + wait_us);
  return error;
}

/**
 * gh_wall_lock_try_async:
 * @self: a lock with a PIN
 * @pin: what somebody typed
 *
 * Looks whether that is the PIN. One at a time; while there is a wait nothing is looked at.
 */
void
gh_wall_lock_try_async (GhWallLock *self,
                        const char *pin,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gint64 wait_us;

  g_return_if_fail (GH_IS_WALL_LOCK (self));
  g_return_if_fail (pin != NULL);

  task = begin (self, pin, cancellable, callback, user_data);
  wait_us = gh_wall_lock_get_wait_us (self);
  if (self->state.is_damaged)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE,
                             /* Translators: %s is the name of a file. */
                             _("What was kept of the PIN cannot be read. Whoever looks after this "
                               "computer may delete %s."), self->path);
  else if (wait_us > 0)
    g_task_return_error (task, make_wait_error (self, wait_us));
  else if (self->is_busy)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_RATE_LIMITED, "%s",
                             _("A PIN is being looked at already."));
  else
    run (self, task, try_thread);
}

/**
 * gh_wall_lock_try_finish:
 *
 * Returns: whether it is the PIN; otherwise %GH_ERROR_WRONG_CREDENTIALS, %GH_ERROR_RATE_LIMITED with
 *   the time of the next try, or %GH_ERROR_UNAVAILABLE
 */
gboolean
gh_wall_lock_try_finish (GhWallLock *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 wait_us;
  int n_left;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (end (self, result, &failure))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  wait_us = gh_wall_lock_get_wait_us (self);
  n_left = GH_WALL_LOCK_FREE_TRIES - (int) self->state.n_failed;
  if (wait_us > 0)
    g_propagate_error (error, make_wait_error (self, wait_us));
  else
    g_set_error (error, GH_ERROR, GH_ERROR_WRONG_CREDENTIALS,
                 /* Translators: how often a PIN can be typed before there is a wait. */
                 ngettext ("That is not the PIN. %d try is left.",
                           "That is not the PIN. %d tries are left.", (gulong) MAX (n_left, 0)),
                 MAX (n_left, 0));
  return FALSE;
}
