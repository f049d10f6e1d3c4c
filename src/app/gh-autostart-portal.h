/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop's Background portal to start @arguments with the session, or not any more; the
 * answer comes by @task, which is taken. */
void gh_autostart_portal_ask (GTask *task, const char *const *arguments, gboolean enabled);

G_END_DECLS
