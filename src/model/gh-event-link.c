/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-link.h"

#include "gh-error.h"
#include "gh-model-limits.h"
#include "gh-time.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LINK_BYTES 1024
#define PATH_PREFIX "/"

/* An id is what a server calls an event; nothing in it may be taken for something else. */
static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  if (length == 0 || length > GH_MOST_ID_BYTES || !g_utf8_validate (id, -1, NULL))
    return FALSE;

  for (const char *p = id; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)) || strchr ("/\\?#%", *p) != NULL)
      return FALSE;

  return TRUE;
}

/* "at=TIME", and nothing else. */
static gboolean
read_query (GhEventLink *self, const char *query)
{
  g_autofree char *text = NULL;

  if (query == NULL)
    return TRUE;
  if (!g_str_has_prefix (query, "at="))
    return FALSE;

  text = g_uri_unescape_string (query + strlen ("at="), NULL);
  return text != NULL && gh_time_parse_iso8601 (text, &self->time_us, NULL) && self->time_us > 0;
}

static gboolean
read_uri (GhEventLink *self, GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  if (g_strcmp0 (g_uri_get_scheme (uri), GH_EVENT_LINK_SCHEME) != 0
      || g_strcmp0 (g_uri_get_host (uri), "event") != 0 || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_port (uri) != -1 || g_uri_get_fragment (uri) != NULL
      || !g_str_has_prefix (path, PATH_PREFIX))
    return FALSE;

  self->id = g_uri_unescape_string (path + strlen (PATH_PREFIX), "/");

  return self->id != NULL && is_id (self->id) && read_query (self, g_uri_get_query (uri));
}

/**
 * gh_event_link_parse:
 * @text: what somebody has opened: it may come from anywhere, a web page included
 *
 * Understands a link to an event. What is not exactly such a link is refused: a link asks for an
 * event to be shown, and for nothing else.
 *
 * Returns: (transfer full): the link; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhEventLink *
gh_event_link_parse (const char *text, GError **error)
{
  g_autoptr (GhEventLink) self = g_new0 (GhEventLink, 1);
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, MOST_LINK_BYTES + 1) <= MOST_LINK_BYTES)
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || !read_uri (self, uri))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("This link does not lead to an event."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
gh_event_link_free (GhEventLink *self)
{
  g_clear_pointer (&self->id, g_free);
  g_free (self);
}

/**
 * gh_event_link_dup_text:
 * @id: an event's id
 * @time_us: when it happened, UTC; 0 for not known
 *
 * Returns: (transfer full): the link that gh_event_link_parse() understands
 */
char *
gh_event_link_dup_text (const char *id, gint64 time_us)
{
  g_autofree char *escaped = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  escaped = g_uri_escape_string (id, NULL, FALSE);
  if (time_us <= 0)
    return g_strconcat (GH_EVENT_LINK_SCHEME "://event/", escaped, NULL);

  time = gh_time_format_iso8601 (time_us);
  return g_strconcat (GH_EVENT_LINK_SCHEME "://event/", escaped, "?at=", time, NULL);
}
