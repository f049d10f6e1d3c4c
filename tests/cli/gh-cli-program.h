/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* gatehousectl as it was built, with directories, settings and a keyring of the test's own. What it
 * prints is read while the main context runs. */
typedef struct
{
  GSubprocess *process; /* (owned) */
  GString *output;      /* (owned): all that it printed so far */
  GString *errors;      /* (owned): the same of standard error */
  GCancellable *cancellable; /* (owned) */
  guint n_open;         /* of the two */
  gboolean has_ended;
} GhCliProgram;

GhCliProgram *gh_cli_program_start (const char *first, ...) G_GNUC_NULL_TERMINATED
  G_GNUC_WARN_UNUSED_RESULT;
GhCliProgram *gh_cli_program_startv (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
/* @input is small: it is written before anything is read. */
GhCliProgram *gh_cli_program_start_with_input (GBytes *input, const char *const *arguments)
  G_GNUC_WARN_UNUSED_RESULT;
/* At a terminal whose other side is @terminal; nothing of it is read here. */
GhCliProgram *gh_cli_program_start_at_terminal (int *terminal, const char *const *arguments)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_program_free (GhCliProgram *self);

/* Waits for the end, and answers the number that it ended with. */
int gh_cli_program_wait (GhCliProgram *self);
/* Lets no end of a signal pass for one of its own. */
void gh_cli_program_kill (GhCliProgram *self, int signal_number);

/* Whoever read its output goes away. */
void gh_cli_program_stop_reading (GhCliProgram *self);

char **gh_cli_program_dup_lines (GhCliProgram *self) G_GNUC_WARN_UNUSED_RESULT;

/* Nothing of what was printed is a secret or does something to a terminal. */
void gh_cli_program_assert_clean (GhCliProgram *self, const char *const *secrets);

/* A file that only this user may read, with e-mail and password; @name in @folder, or somewhere. */
char *gh_cli_program_write_account (const char *folder,
                                    const char *name,
                                    const char *email,
                                    const char *password) G_GNUC_WARN_UNUSED_RESULT;
char *gh_cli_program_write_credentials (const char *email, const char *password)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliProgram, gh_cli_program_free)

G_END_DECLS
