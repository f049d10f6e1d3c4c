/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-picture.h"

#include "gh-cli-input.h"
#include "gh-error.h"
#include "gh-picture-header.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Of a picture in JSON: of a face more than this tells nobody more. */
#define MOST_SIDE 1600
/* What stands beside it. */
#define OTHER_BYTES 2048

static const char *
get_media_type (GhPictureFormat format)
{
  switch (format)
    {
    case GH_PICTURE_FORMAT_JPEG:
      return "image/jpeg";
    case GH_PICTURE_FORMAT_PNG:
      return "image/png";
    case GH_PICTURE_FORMAT_WEBP:
      return "image/webp";
    case GH_PICTURE_FORMAT_HEIC:
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  /* Translators: a file name, and a sentence about what is wrong with it. */
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("“%s” is not used: %s"), name, reason);
  return FALSE;
}

static GBytes *
read_file (GhCliContext *context, const char *path, GError **error)
{
  g_autofree guint8 *data = g_malloc (GH_PICTURE_MOST_BYTES + 1);
  g_autoptr (GError) local_error = NULL;
  gsize length;

  if (!gh_cli_input_read (context, path, data, GH_PICTURE_MOST_BYTES + 1, &length, &local_error))
    {
      if (g_error_matches (local_error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT))
        refuse (error, path, local_error->message);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (length > GH_PICTURE_MOST_BYTES)
    {
      refuse (error, path, _("it is larger than 16 MiB."));
      return NULL;
    }

  data = g_realloc (data, MAX (length, 1));
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * gh_cli_picture_load:
 * @context: whose signals end the waiting
 * @path: (type filename): a file; "-" is standard input
 * @media_type: (out) (transfer none): what kind of picture it is
 * @error: return location for an error
 *
 * Reads a picture as it is, and as far as it is one: what stands behind its end is not sent.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GBytes *
gh_cli_picture_load (GhCliContext *context,
                     const char *path,
                     const char **media_type,
                     GError **error)
{
  g_autoptr (GBytes) bytes = read_file (context, path, error);
  GhPictureHeader header;
  const guint8 *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);
  if (!gh_picture_header_parse (data, length, &header, NULL))
    {
      refuse (error, path, _("it is no JPEG, PNG or WebP picture, or a broken or too large one."));
      return NULL;
    }

  *media_type = get_media_type (header.format);
  return g_bytes_new_from_bytes (bytes, 0, header.size);
}

/**
 * gh_cli_picture_load_still:
 * @context: whose signals end the waiting
 * @path: (type filename): a file; "-" is standard input
 * @error: return location for an error
 *
 * Reads a picture of a person: its pixels and nothing else of what a camera writes into it.
 *
 * Returns: (transfer full) (nullable): the picture; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhStill *
gh_cli_picture_load_still (GhCliContext *context, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (context, path, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  GhStill *still;

  if (bytes == NULL)
    return NULL;

  gh_still_read_bytes_async (bytes, gh_cli_context_get_cancellable (context),
                             gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);
  still = gh_still_read_finish (result, &local_error);
  if (gh_error_is_cancelled (local_error))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (still == NULL)
    refuse (error, path, local_error->message);

  return still;
}

/**
 * gh_cli_picture_encode:
 * @context: whose signals end the waiting
 * @still: a picture
 * @limits: what it must keep to
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the picture as %GH_CLI_PICTURE_MEDIA_TYPE
 */
GBytes *
gh_cli_picture_encode (GhCliContext *context,
                       GhStill *still,
                       const GhStillLimits *limits,
                       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_still_encode_async (still, limits, gh_cli_context_get_cancellable (context),
                         gh_cli_context_ready_cb, &result);
  gh_cli_context_wait (context, &result);

  return gh_still_encode_finish (still, result, NULL, error);
}

/**
 * gh_cli_picture_encode_for_json:
 * @context: with somebody signed in
 * @still: a picture
 * @error: return location for an error
 *
 * Makes the picture fit into what the server takes as JSON, other fields beside it.
 *
 * Returns: (transfer full) (nullable): the picture as %GH_CLI_PICTURE_MEDIA_TYPE
 */
GBytes *
gh_cli_picture_encode_for_json (GhCliContext *context, GhStill *still, GError **error)
{
  GhDialect *dialect =
    gh_transport_get_dialect (gh_session_get_transport (gh_cli_context_get_session (context)));
  const GhStillLimits limits = {
    .most_bytes =
      gh_still_get_most_bytes_in_base64 (gh_dialect_get_most_json_bytes (dialect) - OTHER_BYTES),
    .most_side = MOST_SIDE,
    .least_side = 1,
  };

  return gh_cli_picture_encode (context, still, &limits, error);
}

/**
 * gh_cli_picture_check_target:
 * @path: (type filename): where a picture is to go; "-" is standard output
 * @replaces: whether a file that is there is replaced
 * @error: return location for an error
 *
 * Says what would be in the way before anything is asked for.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_picture_check_target (const char *path, gboolean replaces, GError **error)
{
  GStatBuf info;

  if (g_str_equal (path, "-"))
    return !isatty (STDOUT_FILENO)
           || refuse (error, path, _("a picture does a terminal no good; name a file."));
  if (g_lstat (path, &info) != 0)
    return errno == ENOENT || refuse (error, path, g_strerror (errno));
  if (!S_ISREG (info.st_mode))
    return refuse (error, path, _("it is there already, and no regular file."));

  return replaces || refuse (error, path, _("it is there already; --force replaces it."));
}

static gboolean
write_all (int fd, GBytes *picture)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* Not over a file that has come there meanwhile; not every file system can say so in one step. */
static gboolean
rename_to_nothing (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;

  return (errno == EINVAL || errno == ENOSYS) && link (from, to) == 0 && g_unlink (from) == 0;
}

/* The whole file or none: it gets its name when it is complete. There is a person on it, so nobody
 * else may read it. */
static gboolean
write_file (GBytes *picture, const char *path, gboolean replaces)
{
  g_autofree char *draft = g_strconcat (path, ".XXXXXX", NULL);
  g_autofd int fd = g_mkstemp_full (draft, O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  int failure;

  if (fd < 0)
    return FALSE;
  if (write_all (fd, picture) && fsync (fd) == 0
      && (replaces ? g_rename (draft, path) == 0 : rename_to_nothing (draft, path)))
    return TRUE;

  failure = errno;
  g_unlink (draft);
  errno = failure;
  return FALSE;
}

/**
 * gh_cli_picture_save:
 * @picture: an encoded picture
 * @path: (type filename): where to; "-" is standard output
 * @replaces: whether a file that is there is replaced
 * @error: return location for an error
 *
 * Writes a picture to a file that only this user may read.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT, or %G_IO_ERROR where writing failed
 */
gboolean
gh_cli_picture_save (GhCliContext *context,
                     GBytes *picture,
                     const char *path,
                     gboolean replaces,
                     GError **error)
{
  gboolean is_output = g_str_equal (path, "-");

  if (!gh_cli_picture_check_target (path, replaces, error))
    return FALSE;
  if (is_output ? write_all (STDOUT_FILENO, picture) : write_file (picture, path, replaces))
    return TRUE;

  if (errno == EEXIST)
    return refuse (error, path, _("it is there already; --force replaces it."));
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}
