/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-trust-files.h"

#include "gh-error.h"
#include "gh-secret.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GhTrustFiles
{
  GTlsDatabase *authorities; /* (owned) (nullable) */
  GTlsCertificate *client;   /* (owned) (nullable) */
};

/*
 * gh_trust_files_check:
 * @path: (type filename): a file with certificates
 *
 * A file that is meant for people is small; a device or a pipe would be read for ever.
 *
 * Returns: %FALSE with an error of GIO if @path is no such file
 */
gboolean
gh_trust_files_check (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            NULL,
                            error);
  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
      && g_file_info_get_size (info) <= GH_TRUST_FILES_MOST_BYTES)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This is no such file."));
  return FALSE;
}

static void
refuse (GError **error, const GError *reason, const char *format, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *sentence = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  sentence = g_strdup_printf (format, name);
#pragma GCC diagnostic pop
  if (reason != NULL)
    /* Translators: a sentence and the technical reason for it. */
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("%s (%s)"), sentence,
                 reason->message);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);
}

static GTlsDatabase *
read_authorities (const char *path, GError **error)
{
  g_autolist (GTlsCertificate) certificates = NULL;
  g_autoptr (GError) reason = NULL;
  GTlsDatabase *authorities = NULL;

  if (gh_trust_files_check (path, &reason))
    certificates = g_tls_certificate_list_new_from_file (path, &reason);
  /* A file of nothing is a database of nothing, and no fault to GIO. */
  if (certificates != NULL)
    authorities = g_tls_file_database_new (path, &reason);
  if (authorities == NULL)
    refuse (error,
            reason,
            /* Translators: %s is the name of a file. */
            _("The certificates of authorities in “%s” cannot be read. Choose the file again in "
              "the connection settings; it has to be a PEM file."),
            path);

  return authorities;
}

/* Only a file that asks for a password is given one. */
static GTlsCertificate *
open_client (const char *path, const char *password, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &reason);

  if (password != NULL
      && g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    return g_tls_certificate_new_from_file_with_password (path, password, error);

  if (certificate == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return certificate;
}

static GTlsCertificate *
read_client (const char *path, const char *password, GError **error)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GhSecret) key_pem = NULL;
  GByteArray *key_der = NULL;
  gboolean has_key;

  if (gh_trust_files_check (path, &reason))
    certificate = open_client (path, password, &reason);
  if (g_error_matches (reason, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE_PASSWORD))
    {
      refuse (error,
              NULL,
              password == NULL
                /* Translators: %s is the name of a file. */
                ? _("The client certificate in “%s” is locked with a password. Type it in the "
                    "connection settings.")
                /* Translators: %s is the name of a file. */
                : _("The password of the client certificate in “%s” is wrong."),
              path);
      return NULL;
    }
  if (certificate == NULL)
    {
      refuse (error,
              reason,
              /* Translators: %s is the name of a file. */
              _("The client certificate in “%s” cannot be read. Choose the file again in the "
                "connection settings."),
              path);
      return NULL;
    }

  g_object_get (certificate, "private-key", &key_der, "private-key-pem", &key_pem, NULL);
  has_key = key_der != NULL || key_pem != NULL;
  if (key_der != NULL)
    {
      explicit_bzero (key_der->data, key_der->len);
      g_byte_array_unref (key_der);
    }
  if (has_key)
    return g_steal_pointer (&certificate);

  refuse (error,
          NULL,
          /* Translators: %s is the name of a file. */
          _("There is no key beside the client certificate in “%s”. Choose a file that has both."),
          path);
  return NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GhConnectionSettings *settings = task_data;
  const char *ca_file = gh_connection_settings_get_ca_file (settings);
  const char *client = gh_connection_settings_get_client_certificate (settings);
  g_autoptr (GhTrustFiles) self = gh_trust_files_new_empty ();
  GError *error = NULL;

  if (ca_file != NULL)
    self->authorities = read_authorities (ca_file, &error);
  if (client != NULL && error == NULL)
    self->client = read_client (
      client, gh_connection_settings_get_client_password (settings), &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) gh_trust_files_free);
}

/*
 * gh_trust_files_are_needed:
 * @settings: settings
 *
 * Returns: whether they name a file
 */
gboolean
gh_trust_files_are_needed (GhConnectionSettings *settings)
{
  return gh_connection_settings_get_ca_file (settings) != NULL
         || gh_connection_settings_get_client_certificate (settings) != NULL;
}

/*
 * gh_trust_files_new_empty:
 *
 * Returns: (transfer full): what settings come to that name no file
 */
GhTrustFiles *
gh_trust_files_new_empty (void)
{
  return g_new0 (GhTrustFiles, 1);
}

/*
 * gh_trust_files_free:
 * @self: (transfer full): what was read
 *
 * Frees it.
 */
void
gh_trust_files_free (GhTrustFiles *self)
{
  g_clear_object (&self->authorities);
  g_clear_object (&self->client);
  g_free (self);
}

/*
 * gh_trust_files_read_async:
 * @settings: settings, not to be changed meanwhile
 * @callback: (scope async): called when the files are read
 * @user_data: for @callback
 *
 * Reads the files that @settings name, in a thread.
 */
void
gh_trust_files_read_async (GhConnectionSettings *settings,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, gh_trust_files_read_async);
  g_task_set_task_data (task, g_object_ref (settings), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

/*
 * gh_trust_files_read_finish:
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what they hold; %NULL with %GH_ERROR_INVALID_ARGUMENT and a
 *   sentence that names the file
 */
GhTrustFiles *
gh_trust_files_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * gh_trust_files_get_authorities:
 * @self: what was read
 *
 * Returns: (transfer none) (nullable): who is trusted beside those that the system trusts
 */
GTlsDatabase *
gh_trust_files_get_authorities (const GhTrustFiles *self)
{
  return self->authorities;
}

/*
 * gh_trust_files_get_client:
 * @self: what was read
 *
 * Returns: (transfer none) (nullable): the certificate of this computer
 */
GTlsCertificate *
gh_trust_files_get_client (const GhTrustFiles *self)
{
  return self->client;
}
