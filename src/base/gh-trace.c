/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-trace.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#define MOST_WORD_BYTES 128

/* When what became visible, one JSON object a line, for those who measure from outside. A line
 * carries words of this program and ids, never a name or a token. */
struct _GhTrace
{
  GObject parent_instance;

  int fd;
};

G_DEFINE_FINAL_TYPE (GhTrace, gh_trace, G_TYPE_OBJECT)

/* Such a word needs no escaping and cannot be a name, an address or a token. */
static gboolean
is_plain_word (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

  return length > 0 && length <= MOST_WORD_BYTES && text[length] == '\0';
}

/* One write a line, so that the lines of several processes do not mix. A trace that cannot be
 * written is given up: it must never disturb what it measures. */
static void G_GNUC_PRINTF (3, 4)
write_line (GhTrace *self, const char *mark, const char *more_format, ...)
{
  g_autoptr (GString) line = g_string_new (NULL);
  va_list args;
  gssize written;

  if (self->fd < 0)
    return;

  g_string_printf (line,
                   "{\"mono_us\":%" G_GINT64_FORMAT ",\"real_us\":%" G_GINT64_FORMAT
                   ",\"mark\":\"%s\"",
                   g_get_monotonic_time (), g_get_real_time (), mark);
  va_start (args, more_format);
  g_string_append_vprintf (line, more_format, args);
  va_end (args);
  g_string_append (line, "}\n");

  do
    written = write (self->fd, line->str, line->len);
  while (written < 0 && errno == EINTR);
  if (written < 0)
    g_clear_fd (&self->fd, NULL);
}

static void
gh_trace_finalize (GObject *object)
{
  GhTrace *self = GH_TRACE (object);

  g_clear_fd (&self->fd, NULL);

  G_OBJECT_CLASS (gh_trace_parent_class)->finalize (object);
}

static void
gh_trace_class_init (GhTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_trace_finalize;
}

static void
gh_trace_init (GhTrace *self)
{
  self->fd = -1;
}

/**
 * gh_trace_new_for_path:
 * @path: (type filename): a file to append to; made, for its owner only, where it is not there
 * @error: return location for an error
 *
 * Opens a trace. Errors are those of %G_FILE_ERROR.
 *
 * Returns: (transfer full) (nullable): a new trace
 */
GhTrace *
gh_trace_new_for_path (const char *path, GError **error)
{
  g_autoptr (GhTrace) self = NULL;
  int saved_errno;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (GH_TYPE_TRACE, NULL);
  self->fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  saved_errno = errno;
  if (self->fd < 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno),
                   "Cannot open the trace: %s", g_strerror (saved_errno));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gh_trace_mark:
 * @self: (nullable): a trace, %NULL for none
 * @mark: a word of letters, digits, "_" and "-": "start", "window", "first-frame"
 *
 * Writes that something happened now.
 */
void
gh_trace_mark (GhTrace *self, const char *mark)
{
  g_return_if_fail (self == NULL || GH_IS_TRACE (self));
  g_return_if_fail (mark != NULL && is_plain_word (mark));

  if (self != NULL)
    write_line (self, mark, "%s", "");
}

/**
 * gh_trace_mark_rows:
 * @self: (nullable): a trace, %NULL for none
 * @page: the page's word, as on the command line: "live"
 * @rows: how many rows were painted
 *
 * Writes that the first rows of a page have been painted now.
 */
void
gh_trace_mark_rows (GhTrace *self, const char *page, guint rows)
{
  g_return_if_fail (self == NULL || GH_IS_TRACE (self));
  g_return_if_fail (page != NULL && is_plain_word (page));

  if (self != NULL)
    write_line (self, "first-rows", ",\"page\":\"%s\",\"rows\":%u", page, rows);
}

/**
 * gh_trace_mark_event:
 * @self: (nullable): a trace, %NULL for none
 * @event_id: the id that the server gave the event
 * @received_real_us: when the event was received, in microseconds since 1970
 *
 * Writes that an event has been painted now. An id that is not a plain word is left out, for it
 * comes from outside and could be anything.
 */
void
gh_trace_mark_event (GhTrace *self, const char *event_id, gint64 received_real_us)
{
  g_return_if_fail (self == NULL || GH_IS_TRACE (self));
  g_return_if_fail (event_id != NULL);

  if (self == NULL)
    return;
  if (is_plain_word (event_id))
    write_line (self, "event", ",\"id\":\"%s\",\"received_real_us\":%" G_GINT64_FORMAT, event_id,
                received_real_us);
  else
    write_line (self, "event", ",\"id\":null,\"received_real_us\":%" G_GINT64_FORMAT,
                received_real_us);
}
