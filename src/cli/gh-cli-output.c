/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-output.h"

#include "gh-text.h"

#include <errno.h>
#include <unistd.h>

#define MOST_SENTENCE_BYTES 4096

/* Written out when there is more than this, so that a long list takes no memory. */
#define MOST_WAITING_BYTES (64 * 1024)

struct _GhCliOutput
{
  int fd;
  gboolean is_json;
  gboolean has_titles;
  GString *waiting; /* (owned) */
  int failure;      /* errno of the write that failed; 0 while all is well */
};

static void
write_out (GhCliOutput *self)
{
  gsize written = 0;

  while (self->failure == 0 && written < self->waiting->len)
    {
      gssize n = write (self->fd, self->waiting->str + written, self->waiting->len - written);

      if (n >= 0)
        written += (gsize) n;
      else if (errno != EINTR)
        self->failure = errno;
    }
  g_string_truncate (self->waiting, 0);
}

/**
 * gh_cli_output_new:
 * @fd: where to; stays open
 *
 * Returns: (transfer full): an output for people
 */
GhCliOutput *
gh_cli_output_new (int fd)
{
  GhCliOutput *self = g_new0 (GhCliOutput, 1);

  self->fd = fd;
  self->waiting = g_string_new (NULL);

  return self;
}

void
gh_cli_output_free (GhCliOutput *self)
{
  g_string_free (self->waiting, TRUE);
  g_free (self);
}

/**
 * gh_cli_output_get_is_json:
 *
 * Returns: whether programs read it
 */
gboolean
gh_cli_output_get_is_json (GhCliOutput *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_json;
}

void
gh_cli_output_set_is_json (GhCliOutput *self, gboolean is_json)
{
  g_return_if_fail (self != NULL);

  self->is_json = is_json;
}

/**
 * gh_cli_output_render:
 * @record: a record, to which nothing more is added
 * @columns: (nullable): of the table for people; %NULL for a line for each field
 *
 * Returns: (transfer full): whole lines, for gh_cli_output_add_line()
 */
char *
gh_cli_output_render (GhCliOutput *self, GhCliRecord *record, const GhCliColumn *columns)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);

  if (self->is_json)
    return gh_cli_record_print_json (record);
  if (columns == NULL)
    return gh_cli_record_print_lines (record);
  if (!self->has_titles)
    {
      g_autofree char *titles = gh_cli_record_print_titles (columns);

      self->has_titles = TRUE;
      gh_cli_output_add_line (self, titles);
    }
  return gh_cli_record_print_row (record, columns);
}

/**
 * gh_cli_output_add_line:
 * @line: ends with a line break
 *
 * Adds what gh_cli_output_render() made.
 */
void
gh_cli_output_add_line (GhCliOutput *self, const char *line)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (line != NULL);

  g_string_append (self->waiting, line);
  if (self->waiting->len > MOST_WAITING_BYTES)
    write_out (self);
}

/**
 * gh_cli_output_add:
 * @record: a record, to which nothing more is added
 * @columns: (nullable): of the table for people; %NULL for a line for each field
 *
 * Renders and adds.
 */
void
gh_cli_output_add (GhCliOutput *self, GhCliRecord *record, const GhCliColumn *columns)
{
  g_autofree char *line = gh_cli_output_render (self, record, columns);

  gh_cli_output_add_line (self, line);
}

/**
 * gh_cli_output_say:
 * @sentence: for people; programs are not told
 *
 * Adds a line of words.
 */
void
gh_cli_output_say (GhCliOutput *self, const char *sentence)
{
  g_autofree char *clean = gh_text_sanitize (sentence, MOST_SENTENCE_BYTES);

  g_return_if_fail (self != NULL);

  if (self->is_json)
    return;
  g_string_append_printf (self->waiting, "%s\n", clean);
}

/**
 * gh_cli_output_flush:
 * @error: return location for an error; %G_IO_ERROR_BROKEN_PIPE where nobody reads any more
 *
 * Hands over what was added.
 *
 * Returns: %FALSE if not all of it was taken, now or before
 */
gboolean
gh_cli_output_flush (GhCliOutput *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  write_out (self);
  if (self->failure == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (self->failure), "%s",
               g_strerror (self->failure));
  return FALSE;
}

/**
 * gh_cli_output_tell:
 * @sentence: for whoever started the program
 *
 * Says something beside the output.
 */
void
gh_cli_output_tell (const char *sentence)
{
  g_autofree char *clean = gh_text_sanitize (sentence, MOST_SENTENCE_BYTES);

  g_printerr ("gatehousectl: %s\n", clean);
}
