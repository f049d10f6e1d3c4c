/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-reply-private.h"

#include "gh-dialect-private.h"
#include "gh-error.h"

#include <libsoup/soup.h>
#include <string.h>

struct _GhReply
{
  guint status;
  GBytes *body; /* (owned) (nullable) */
  char *etag;   /* (owned) (nullable) */
};

static void
reply_clear (gpointer data)
{
  GhReply *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
}

/* Quotes with visible characters other than quotes between them, and perhaps a sign before them
 * that equal is not the same to the byte (RFC 9110, section 8.8.3). */
static gboolean
is_etag (const char *text)
{
  gsize length = strnlen (text, GH_REPLY_MOST_ETAG_BYTES + 1);

  if (length > GH_REPLY_MOST_ETAG_BYTES)
    return FALSE;
  if (g_str_has_prefix (text, "W/"))
    {
      text += 2;
      length -= 2;
    }
  if (length < 2 || text[0] != '"' || text[length - 1] != '"')
    return FALSE;
  for (gsize i = 1; i < length - 1; i++)
    if (!g_ascii_isgraph (text[i]) || text[i] == '"')
      return FALSE;

  return TRUE;
}

/* Whether it says "success": false. Small answers only: one of more than
 * %GH_REPLY_MOST_INLINE_BYTES is a list or a picture, and is looked at when it is read. */
static gboolean
check (GhReply *self, GError **error)
{
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->body == NULL || gh_reply_is_large (self))
    return TRUE;

  reader = gh_json_reader_new (self->body, error);
  if (reader == NULL)
    return FALSE;
  /* That there is no payload is a fault only for those who look for one. */
  if (!gh_dialect_enter_payload (reader, &local_error)
      && !g_error_matches (local_error, GH_ERROR, GH_ERROR_INVALID_REPLY))
    {
      gh_error_set_http_status (local_error, self->status);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/*
 * gh_reply_new:
 * @status: 2xx
 * @body: (nullable): JSON; %NULL or empty for none
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the answer; %NULL where it says itself that it failed
 */
GhReply *
gh_reply_new (guint status, GBytes *body, GError **error)
{
  g_autoptr (GhReply) self = g_atomic_rc_box_new0 (GhReply);

  self->status = status;
  if (body != NULL && g_bytes_get_size (body) > 0)
    self->body = g_bytes_ref (body);

  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

/*
 * gh_reply_new_unchanged:
 *
 * Returns: (transfer full): the answer that the one at hand is still right; its status is 304
 */
GhReply *
gh_reply_new_unchanged (void)
{
  GhReply *self = g_atomic_rc_box_new0 (GhReply);

  self->status = SOUP_STATUS_NOT_MODIFIED;

  return self;
}

/*
 * gh_reply_set_etag:
 * @self: a reply
 * @etag: (nullable): what the server calls this state of the answer; nothing where it is not as it
 *   should be
 *
 * Keeps it, to ask for another state later.
 */
void
gh_reply_set_etag (GhReply *self, const char *etag)
{
  g_set_str (&self->etag, etag != NULL && is_etag (etag) ? etag : NULL);
}

/*
 * gh_reply_get_etag:
 * @self: a reply
 *
 * Returns: (nullable): what the server calls this state of the answer
 */
const char *
gh_reply_get_etag (const GhReply *self)
{
  return self->etag;
}

/*
 * gh_reply_get_n_bytes:
 * @self: a reply
 *
 * Returns: how large it is
 */
gsize
gh_reply_get_n_bytes (const GhReply *self)
{
  return self->body != NULL ? g_bytes_get_size (self->body) : 0;
}

/*
 * gh_reply_equals:
 * @self: a reply
 * @other: another
 *
 * Returns: %TRUE if both say the same, to the byte
 */
gboolean
gh_reply_equals (const GhReply *self, const GhReply *other)
{
  if (self->body == NULL || other->body == NULL)
    return self->body == other->body;

  return g_bytes_equal (self->body, other->body);
}

/*
 * gh_reply_has_payload:
 * @self: a reply
 *
 * Returns: %FALSE if it says nothing but that it was done; a large one is not looked into
 */
gboolean
gh_reply_has_payload (GhReply *self)
{
  g_autoptr (GhJsonReader) reader = NULL;

  if (self->body == NULL)
    return FALSE;
  if (gh_reply_is_large (self))
    return TRUE;

  reader = gh_json_reader_new (self->body, NULL);

  return reader == NULL || gh_dialect_has_payload (reader);
}

/*
 * gh_reply_is_large:
 * @self: a reply
 *
 * Returns: %TRUE if gh_reply_read() is better called in a thread
 */
gboolean
gh_reply_is_large (const GhReply *self)
{
  return self->body != NULL && g_bytes_get_size (self->body) > GH_REPLY_MOST_INLINE_BYTES;
}

/**
 * gh_reply_ref:
 * @self: a reply
 *
 * Returns: (transfer full): @self
 */
GhReply *
gh_reply_ref (GhReply *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_reply_unref:
 * @self: (transfer full): a reply
 *
 * Drops a reference.
 */
void
gh_reply_unref (GhReply *self)
{
  g_atomic_rc_box_release_full (self, reply_clear);
}

/**
 * gh_reply_get_status:
 * @self: a reply
 *
 * Returns: the HTTP status, 2xx; 304 where a conditional request was answered by that
 */
guint
gh_reply_get_status (const GhReply *self)
{
  return self->status;
}

/**
 * gh_reply_read:
 * @self: a reply
 * @error: return location for a #GError
 *
 * Parses the answer and moves to its payload: "data" where it is wrapped in the specification's
 * envelope, all of it where it is bare. May be called in any thread, and more than once.
 *
 * Returns: (transfer full) (nullable): a reader; %NULL with %GH_ERROR_INVALID_REPLY where there is
 *   no payload or it is not JSON, %GH_ERROR_LIMIT where it is too deep
 */
GhJsonReader *
gh_reply_read (GhReply *self, GError **error)
{
  g_autoptr (GhJsonReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->body == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, "the answer is empty");
      return NULL;
    }

  reader = gh_json_reader_new (self->body, error);
  if (reader == NULL)
    return NULL;
  if (!gh_dialect_enter_payload (reader, &local_error))
    {
      gh_error_set_http_status (local_error, self->status);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&reader);
}
