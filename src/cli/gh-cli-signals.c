/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-signals.h"

#include <glib-unix.h>
#include <signal.h>

static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

struct _GhCliSignals
{
  GCancellable *cancellable; /* (owned) */
  guint ids[G_N_ELEMENTS (numbers)];
  int number; /* that has come; 0 for none */
};

/* Whoever asks a second time does not want to wait: then the signal does what it does by itself. */
static gboolean
take (GhCliSignals *self, guint index)
{
  self->ids[index] = 0;
  self->number = numbers[index];
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  return take (user_data, 0);
}

static gboolean
terminated_cb (gpointer user_data)
{
  return take (user_data, 1);
}

static gboolean
hung_up_cb (gpointer user_data)
{
  return take (user_data, 2);
}

/**
 * gh_cli_signals_new:
 *
 * Listens from now on. A signal that the program was started not to hear, as nohup does, stays
 * unheard.
 *
 * Returns: (transfer full): what has come
 */
GhCliSignals *
gh_cli_signals_new (void)
{
  static const GSourceFunc callbacks[] = { interrupted_cb, terminated_cb, hung_up_cb };
  GhCliSignals *self = g_new0 (GhCliSignals, 1);

  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction action;

      if (sigaction (numbers[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        self->ids[i] = g_unix_signal_add (numbers[i], callbacks[i], self);
    }

  return self;
}

void
gh_cli_signals_free (GhCliSignals *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_clear_handle_id (&self->ids[i], g_source_remove);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * gh_cli_signals_get_cancellable:
 *
 * Returns: (transfer none): cancelled by a signal
 */
GCancellable *
gh_cli_signals_get_cancellable (GhCliSignals *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cancellable;
}

/**
 * gh_cli_signals_get_number:
 *
 * Returns: the signal that has asked the program to end; 0 for none
 */
int
gh_cli_signals_get_number (GhCliSignals *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}
