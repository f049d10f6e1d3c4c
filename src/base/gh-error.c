/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"

#include <gio/gio.h>

typedef struct
{
  guint http_status;
  gint64 retry_at_us;
  gboolean is_unsent;
  GHashTable *field_errors; /* (owned) (nullable): field to GPtrArray of messages */
  char *server_message;     /* (owned) (nullable) */
} GhErrorPrivate;

static GHashTable *
field_errors_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

static void
field_errors_add (GHashTable *field_errors, const char *field, const char *message)
{
  GPtrArray *messages = g_hash_table_lookup (field_errors, field);

  if (messages == NULL)
    {
      messages = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (field_errors, g_strdup (field), messages);
    }
  g_ptr_array_add (messages, g_strdup (message));
}

static void
gh_error_private_init (GhErrorPrivate *priv)
{
}

static void
gh_error_private_copy (const GhErrorPrivate *src, GhErrorPrivate *dest)
{
  dest->http_status = src->http_status;
  dest->retry_at_us = src->retry_at_us;
  dest->is_unsent = src->is_unsent;
  dest->server_message = g_strdup (src->server_message);

  /* Deep: whoever adds a message to a copy must not change the original. */
  if (src->field_errors != NULL)
    {
      GHashTableIter iter;
      gpointer field, messages;

      dest->field_errors = field_errors_new ();
      g_hash_table_iter_init (&iter, src->field_errors);
      while (g_hash_table_iter_next (&iter, &field, &messages))
        {
          const GPtrArray *list = messages;

          for (guint i = 0; i < list->len; i++)
            field_errors_add (dest->field_errors, field, list->pdata[i]);
        }
    }
}

static void
gh_error_private_clear (GhErrorPrivate *priv)
{
  g_clear_pointer (&priv->field_errors, g_hash_table_unref);
  g_clear_pointer (&priv->server_message, g_free);
}

/* GLib lays the private data in front of the error, aligned; its macro cannot tell the compiler. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (GhError, gh_error)
#pragma GCC diagnostic pop

static GhErrorPrivate *
peek_private (const GError *error)
{
  if (error == NULL || error->domain != GH_ERROR)
    return NULL;
  return gh_error_get_private (error);
}

/**
 * gh_error_set_http_status:
 * @error: an error of the domain %GH_ERROR
 * @status: the status line of the answer that the error was made from
 *
 * Keeps the status for those who report the error in detail.
 */
void
gh_error_set_http_status (GError *error, guint status)
{
  g_return_if_fail (peek_private (error) != NULL);

  peek_private (error)->http_status = status;
}

/**
 * gh_error_get_http_status:
 * @error: (nullable): an error of any domain
 *
 * Returns: the HTTP status that led to @error, 0 where none did
 */
guint
gh_error_get_http_status (const GError *error)
{
  const GhErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * gh_error_set_retry_at_us:
 * @error: an error of the domain %GH_ERROR
 * @retry_at_us: when to try again, in microseconds of the monotonic clock
 *
 * Keeps what the server said about when it will listen again.
 */
void
gh_error_set_retry_at_us (GError *error, gint64 retry_at_us)
{
  g_return_if_fail (peek_private (error) != NULL);

  peek_private (error)->retry_at_us = retry_at_us;
}

/**
 * gh_error_get_retry_at_us:
 * @error: (nullable): an error of any domain
 *
 * Returns: when to try again, in microseconds of the monotonic clock; 0 where nothing is known
 */
gint64
gh_error_get_retry_at_us (const GError *error)
{
  const GhErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->retry_at_us : 0;
}

/**
 * gh_error_add_field_error:
 * @error: an error of the domain %GH_ERROR
 * @field: the name of a field of the request; "" for the request as a whole
 * @message: what the server has against its value, sanitised
 *
 * Adds one sentence of a refusal to the field that it is about.
 */
void
gh_error_add_field_error (GError *error, const char *field, const char *message)
{
  GhErrorPrivate *priv = peek_private (error);

  g_return_if_fail (priv != NULL);
  g_return_if_fail (field != NULL);
  g_return_if_fail (message != NULL);

  if (priv->field_errors == NULL)
    priv->field_errors = field_errors_new ();
  field_errors_add (priv->field_errors, field, message);
}

/**
 * gh_error_get_field_errors:
 * @error: (nullable): an error of any domain
 *
 * Returns: (transfer none) (nullable) (element-type utf8 GPtrArray): for each refused field an
 *   array of sentences, in the order of the server; %NULL where no field was named
 */
GHashTable *
gh_error_get_field_errors (const GError *error)
{
  const GhErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->field_errors : NULL;
}

/**
 * gh_error_set_server_message:
 * @error: an error of the domain %GH_ERROR
 * @message: (nullable): the server's own words, sanitised
 *
 * Keeps what the server said. It is shown as a detail and never as markup.
 */
void
gh_error_set_server_message (GError *error, const char *message)
{
  g_return_if_fail (peek_private (error) != NULL);

  g_set_str (&peek_private (error)->server_message, message);
}

/**
 * gh_error_get_server_message:
 * @error: (nullable): an error of any domain
 *
 * Returns: (transfer none) (nullable): the server's own words
 */
const char *
gh_error_get_server_message (const GError *error)
{
  const GhErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->server_message : NULL;
}

/**
 * gh_error_set_is_unsent:
 * @error: an error of the domain %GH_ERROR
 * @is_unsent: whether the request never left this computer
 *
 * Keeps whether the server can have seen anything of the request.
 */
void
gh_error_set_is_unsent (GError *error, gboolean is_unsent)
{
  g_return_if_fail (peek_private (error) != NULL);

  peek_private (error)->is_unsent = is_unsent;
}

/**
 * gh_error_get_is_unsent:
 * @error: (nullable): an error of any domain
 *
 * Returns: %TRUE if nothing of the request was sent, so that it has certainly had no effect and may
 *   be sent again; %FALSE where that is not known
 */
gboolean
gh_error_get_is_unsent (const GError *error)
{
  const GhErrorPrivate *priv = peek_private (error);

  return priv != NULL && priv->is_unsent;
}

/**
 * gh_error_is_connectivity:
 * @error: (nullable): an error of any domain
 *
 * Tells a network that does not reach the server from a server that answers: the first mends
 * itself and is worth trying again without being asked.
 *
 * Returns: %TRUE for %GH_ERROR_OFFLINE and %GH_ERROR_TIMEOUT
 */
gboolean
gh_error_is_connectivity (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE)
         || g_error_matches (error, GH_ERROR, GH_ERROR_TIMEOUT);
}

/**
 * gh_error_is_cancelled:
 * @error: (nullable): an error of any domain
 *
 * Returns: %TRUE if the call was cancelled, so that nobody wants to hear of it
 */
gboolean
gh_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
