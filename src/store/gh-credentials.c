/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-credentials.h"

#include "gh-error.h"
#include "gh-json-reader.h"
#include "gh-secret.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _GhCredentials
{
  char *email;                /* (owned) */
  char *password;             /* (owned): wiped */
  char *certificate_password; /* (owned) (nullable): wiped */
};

static void
refuse (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               /* Translators: a file name, and a sentence about what is wrong with it. */
               _("The credentials file “%s” is not used: %s"), name, reason);
}

/* What systemd hands to a unit is its own, and readable for that unit's user by a list of access. */
static gboolean
is_of_the_system (const struct stat *info, const char *path)
{
  const char *directory = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *parent = g_path_get_dirname (path);

  return directory != NULL && info->st_uid == 0 && g_str_equal (parent, directory);
}

/* Looks at the file that was opened and not at the name, which may mean another file by now. */
static gboolean
check_file (int fd, const char *path, GError **error)
{
  struct stat info;
  gboolean is_given;

  if (fstat (fd, &info) != 0)
    {
      refuse (error, path, g_strerror (errno));
      return FALSE;
    }

  is_given = is_of_the_system (&info, path);
  if (!S_ISREG (info.st_mode))
    refuse (error, path, _("it is not a regular file."));
  else if (info.st_uid != geteuid () && !is_given)
    refuse (error, path, _("it belongs to somebody else."));
  else if ((info.st_mode & (is_given ? S_IRWXO : S_IRWXG | S_IRWXO)) != 0)
    refuse (error, path, _("others than its owner may open it. Run “chmod 600” on it."));
  else if (info.st_size > GH_CREDENTIALS_MOST_BYTES)
    refuse (error, path, _("it is too large."));
  else
    return TRUE;

  return FALSE;
}

/* The number of bytes read; -1 with errno. */
static gssize
read_all (int fd, char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (fd, buffer + length, size - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      length += (gsize) n;
    }

  return (gssize) length;
}

/**
 * gh_credentials_parse:
 * @text: JSON
 * @length: of @text, in bytes
 * @name: what @text was read from, for the error
 *
 * Reads a JSON object with `email` and `password`, and `certificatePassword` where the file of the
 * client certificate is locked, that is in memory already; the caller wipes it.
 *
 * Returns: (transfer full): the credentials; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhCredentials *
gh_credentials_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (GhCredentials) self = g_new0 (GhCredentials, 1);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, (gssize) length, NULL);

  if (reader != NULL)
    {
      self->email =
        gh_json_reader_dup_string (reader, "email", GH_JSON_REQUIRED, GH_CREDENTIALS_MOST_BYTES);
      self->password =
        gh_json_reader_dup_string (reader, "password", GH_JSON_REQUIRED, GH_CREDENTIALS_MOST_BYTES);
      self->certificate_password =
        gh_json_reader_dup_string (reader, "certificatePassword", GH_JSON_OPTIONAL,
                                   GH_CREDENTIALS_MOST_BYTES);
    }
  if (self->email == NULL || self->email[0] == '\0' || self->password == NULL
      || self->password[0] == '\0')
    {
      refuse (error, name, _("it must be a JSON object with “email” and “password”."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gh_credentials_load:
 * @path: the name of a file
 *
 * Reads a JSON object with `email` and `password`. The file is refused with
 * %GH_ERROR_INVALID_ARGUMENT unless it is a regular file, not reached through a symbolic link at
 * the end of @path, of this user, that nobody else may read, write or run, and not larger than
 * %GH_CREDENTIALS_MOST_BYTES.
 *
 * Returns: (transfer full): the credentials
 */
GhCredentials *
gh_credentials_load (const char *path, GError **error)
{
  g_autofd int fd = -1;
  char buffer[GH_CREDENTIALS_MOST_BYTES];
  GhCredentials *self;
  gssize length;

  g_return_val_if_fail (path != NULL, NULL);

  /* Without O_NONBLOCK a pipe put in the file's place would hold us up for ever. */
  fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    {
      refuse (error, path, errno == ELOOP ? _("it is a symbolic link.") : g_strerror (errno));
      return NULL;
    }
  if (!check_file (fd, path, error))
    return NULL;

  length = read_all (fd, buffer, sizeof buffer);
  if (length < 0)
    {
      refuse (error, path, g_strerror (errno));
      return NULL;
    }
  self = gh_credentials_parse (buffer, (gsize) length, path, error);
  explicit_bzero (buffer, sizeof buffer);

  return self;
}

void
gh_credentials_free (GhCredentials *self)
{
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->password, gh_secret_free);
  g_clear_pointer (&self->certificate_password, gh_secret_free);
  g_free (self);
}

static void
load_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GhCredentials *self = gh_credentials_load (task_data, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) gh_credentials_free);
  else
    g_task_return_error (task, error);
}

/**
 * gh_credentials_load_async:
 * @path: the name of a file
 *
 * gh_credentials_load() off the main thread.
 */
void
gh_credentials_load_async (const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_credentials_load_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * gh_credentials_load_finish:
 *
 * Returns: (transfer full): the credentials
 */
GhCredentials *
gh_credentials_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_credentials_get_email:
 * @self: the credentials
 *
 * Returns: (transfer none): with which address to sign in
 */
const char *
gh_credentials_get_email (const GhCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->email;
}

/**
 * gh_credentials_get_password:
 * @self: the credentials
 *
 * Returns: (transfer none): the password, wiped when @self is freed
 */
const char *
gh_credentials_get_password (const GhCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->password;
}

/**
 * gh_credentials_get_certificate_password:
 * @self: the credentials
 *
 * Returns: (transfer none) (nullable): what the file of the client certificate is locked with,
 *   wiped when @self is freed
 */
const char *
gh_credentials_get_certificate_password (const GhCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate_password;
}
