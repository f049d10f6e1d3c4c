/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-context-private.h"

#include "gh-error.h"
#include "gh-system-clock.h"

#include <glib/gi18n.h>

/**
 * gh_cli_context_new:
 * @output: (transfer full): where the output goes
 *
 * Returns: (transfer full): a context without a server
 */
GhCliContext *
gh_cli_context_new (GhCliOutput *output)
{
  GhCliContext *self = g_new0 (GhCliContext, 1);

  self->output = output;
  self->clock = gh_system_clock_new ();
  self->signals = gh_cli_signals_new ();

  return self;
}

void
gh_cli_context_free (GhCliContext *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->session);
  g_clear_error (&self->ending);
  g_clear_pointer (&self->credentials, gh_credentials_free);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profiles);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->profile, gh_profile_unref);
  g_clear_pointer (&self->signals, gh_cli_signals_free);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->output, gh_cli_output_free);
  g_free (self->server);
  g_free (self->profile_name);
  g_free (self->credentials_path);
  g_free (self->feed_text);
  g_free (self->ca_file);
  g_free (self->client_certificate);
  g_free (self->pin_text);
  g_free (self);
}

/**
 * gh_cli_context_get_output:
 *
 * Returns: (transfer none): where the output goes
 */
GhCliOutput *
gh_cli_context_get_output (GhCliContext *self)
{
  return self->output;
}

GhClock *
gh_cli_context_get_clock (GhCliContext *self)
{
  return self->clock;
}

/**
 * gh_cli_context_get_cancellable:
 *
 * Returns: (transfer none): cancelled by a signal; for every call
 */
GCancellable *
gh_cli_context_get_cancellable (GhCliContext *self)
{
  return gh_cli_signals_get_cancellable (self->signals);
}

/**
 * gh_cli_context_get_signal:
 *
 * Returns: the signal that has asked the program to end; 0 for none
 */
int
gh_cli_context_get_signal (GhCliContext *self)
{
  return gh_cli_signals_get_number (self->signals);
}

/**
 * gh_cli_context_take_input:
 *
 * Takes standard input for one thing, such as a picture; there is no second one in it.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT where it is taken
 */
gboolean
gh_cli_context_take_input (GhCliContext *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->is_input_taken)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("Standard input, “-”, can be one thing only."));
      return FALSE;
    }

  self->is_input_taken = TRUE;
  return TRUE;
}

void
gh_cli_context_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * gh_cli_context_wait:
 * @result: where gh_cli_context_ready_cb() puts the result of a call
 *
 * Runs the main context until the call has ended.
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
gh_cli_context_wait (GhCliContext *self, GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}
