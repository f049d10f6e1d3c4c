/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells the desktop, where there is something that shows notifications. GLib does not look whether
 * there is, and complains of every one that nobody takes: so it is asked once, when there is
 * something to tell, and whoever comes later is noticed. What was told meanwhile is told then. */
#define GH_TYPE_NOTIFIER (gh_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GhNotifier, gh_notifier, GH, NOTIFIER, GObject)

GhNotifier *gh_notifier_new (GApplication *application) G_GNUC_WARN_UNUSED_RESULT;

/* The same id takes the place of what was told before. */
void gh_notifier_send (GhNotifier *self, const char *id, GNotification *notification);
void gh_notifier_withdraw (GhNotifier *self, const char *id);

G_END_DECLS
