/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-prompt.h"

#include "gh-error.h"
#include "gh-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* No longer line can be typed at a terminal. */
#define MOST_BYTES 4096

typedef struct
{
  int fd;
  char line[MOST_BYTES];
  gsize length;
  gboolean has_line;
  int failure; /* errno; 0 for none */
} Prompt;

static gboolean
readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Prompt *prompt = user_data;
  gssize n = read (fd, prompt->line + prompt->length, sizeof prompt->line - prompt->length);

  if (n < 0)
    prompt->failure = errno == EINTR || errno == EAGAIN ? 0 : errno;
  else if (n == 0)
    prompt->failure = ECANCELED;
  else
    {
      prompt->length += (gsize) n;
      prompt->has_line = prompt->line[prompt->length - 1] == '\n';
      if (!prompt->has_line && prompt->length == sizeof prompt->line)
        prompt->failure = E2BIG;
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* The main context is run, so that a signal that ends the program is noticed and the terminal is
 * put back as it was before it ends. */
static void
read_line (Prompt *prompt, GCancellable *cancellable)
{
  g_autoptr (GSource) stop = g_cancellable_source_new (cancellable);
  guint readable_id = g_unix_fd_add (prompt->fd, G_IO_IN | G_IO_HUP | G_IO_ERR, readable_cb, prompt);

  g_source_set_callback (stop, G_SOURCE_FUNC (cancelled_cb), NULL, NULL);
  g_source_attach (stop, NULL);
  while (!prompt->has_line && prompt->failure == 0 && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (stop);
  g_source_remove (readable_id);
}

/* A key that stops the program would leave the terminal silent to whoever comes next. */
static void
silence (int fd, const struct termios *usual)
{
  struct termios silent = *usual;

  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL);
  silent.c_cc[VSUSP] = _POSIX_VDISABLE;
  silent.c_cc[VQUIT] = _POSIX_VDISABLE;
  tcsetattr (fd, TCSAFLUSH, &silent);
}

static void
put (int fd, const char *text)
{
  /* A terminal that takes no words is noticed when it gives none. */
  G_GNUC_UNUSED gssize n = write (fd, text, strlen (text));
}

/**
 * gh_cli_prompt_ask:
 * @question: what is asked for, without a colon
 * @kind: whether what is typed is shown
 * @cancellable: ends the waiting
 * @error: return location for an error
 *
 * Asks a person at the terminal that the program was started from, whatever its input and output
 * are. Where there is none it is %GH_ERROR_INVALID_ARGUMENT: another way must be chosen.
 *
 * Returns: (transfer full) (nullable): what was typed, without the end of the line; a secret is to be
 *   freed by gh_secret_free()
 */
char *
gh_cli_prompt_ask (const char *question,
                   GhCliPromptKind kind,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofd int fd = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  Prompt prompt = { .fd = fd };
  struct termios usual;
  char *answer = NULL;

  g_return_val_if_fail (question != NULL, NULL);

  if (fd < 0 || tcgetattr (fd, &usual) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("There is no terminal to ask at. What would be asked for can be given "
                             "by options: see --help."));
      return NULL;
    }

  if (kind == GH_CLI_PROMPT_SECRET)
    silence (fd, &usual);
  put (fd, question);
  put (fd, ": ");
  read_line (&prompt, cancellable);
  if (kind == GH_CLI_PROMPT_SECRET)
    {
      tcsetattr (fd, TCSAFLUSH, &usual);
      put (fd, "\n");
    }

  if (prompt.has_line)
    answer = g_strndup (prompt.line, prompt.length - 1);
  else if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("Nothing was typed (%s)."),
                 g_strerror (prompt.failure));
  explicit_bzero (prompt.line, sizeof prompt.line);

  return answer;
}

/**
 * gh_cli_prompt_ask_new_password:
 * @cancellable: ends the waiting
 * @error: return location for an error
 *
 * Asks for a new password, and for the same once more: nobody sees what was typed.
 *
 * Returns: (transfer full) (nullable): the password; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhSecret *
gh_cli_prompt_ask_new_password (GCancellable *cancellable, GError **error)
{
  g_autoptr (GhSecret) password =
    gh_cli_prompt_ask (_("New password"), GH_CLI_PROMPT_SECRET, cancellable, error);
  g_autoptr (GhSecret) again = NULL;

  if (password == NULL)
    return NULL;

  again = gh_cli_prompt_ask (_("Once more"), GH_CLI_PROMPT_SECRET, cancellable, error);
  if (again == NULL)
    return NULL;
  if (*password != '\0' && g_str_equal (password, again))
    return g_steal_pointer (&password);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       *password == '\0' ? _("The password must not be empty.")
                                         : _("These were not the same."));
  return NULL;
}

/**
 * gh_cli_prompt_check_terminal:
 * @error: return location for an error
 *
 * Says before anything is done that nobody could be asked whether it is meant.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_prompt_check_terminal (GError **error)
{
  g_autofd int fd = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

  if (fd >= 0)
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       _("There is no terminal to ask at whether that is meant. If so, say --yes."));
  return FALSE;
}

/**
 * gh_cli_prompt_confirm:
 * @question: what is about to be done, without a question mark
 * @cancellable: ends the waiting
 * @error: return location for an error
 *
 * Asks whether something is meant that cannot be taken back.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT where it is not, or where nobody can be asked
 */
gboolean
gh_cli_prompt_confirm (const char *question, GCancellable *cancellable, GError **error)
{
  /* Translators: a letter to be typed for yes; what is typed is compared without regard to case. */
  const char *yes = C_ ("answer to a question", "y");
  /* Translators: what is about to be done, and the letter for yes. */
  g_autofree char *whole = g_strdup_printf (_("%s? Type “%s” if so"), question, yes);
  g_autofree char *clean = gh_text_sanitize (whole, MOST_BYTES);
  g_autofree char *answer = gh_cli_prompt_ask (clean, GH_CLI_PROMPT_SHOWN, cancellable, error);

  if (answer == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (g_strstrip (answer), yes) == 0)
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, _("Nothing was done."));
  return FALSE;
}
