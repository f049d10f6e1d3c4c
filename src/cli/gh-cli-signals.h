/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Turns the signals by which a program is asked to end into a cancellable. */
typedef struct _GhCliSignals GhCliSignals;

GhCliSignals *gh_cli_signals_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_signals_free (GhCliSignals *self);

GCancellable *gh_cli_signals_get_cancellable (GhCliSignals *self);
int gh_cli_signals_get_number (GhCliSignals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliSignals, gh_cli_signals_free)

G_END_DECLS
