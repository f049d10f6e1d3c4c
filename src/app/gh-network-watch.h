/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Notices that this computer has a network again, so that nobody has to wait for the next try.
 *
 * Signal: "came-back". */
#define GH_TYPE_NETWORK_WATCH (gh_network_watch_get_type ())
G_DECLARE_FINAL_TYPE (GhNetworkWatch, gh_network_watch, GH, NETWORK_WATCH, GObject)

GhNetworkWatch *gh_network_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_network_watch_start (GhNetworkWatch *self);
void gh_network_watch_set_monitor (GhNetworkWatch *self, GNetworkMonitor *monitor);

G_END_DECLS
