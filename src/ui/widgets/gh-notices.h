/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/* What must not be overlooked for as long as it is so, above every page: sample data, a connection
 * that others can read, a sign-in that will not be remembered, a server that does not answer.
 *
 * Properties (read-write): "session" (nullable), "demo" (boolean), "link-is-told" (boolean: the
 * page below says by itself that the server does not answer). */
#define GH_TYPE_NOTICES (gh_notices_get_type ())
G_DECLARE_FINAL_TYPE (GhNotices, gh_notices, GH, NOTICES, AdwBin)

GtkWidget *gh_notices_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_notices_set_session (GhNotices *self, GhSession *session);
void gh_notices_set_demo (GhNotices *self, gboolean demo);
void gh_notices_set_link_is_told (GhNotices *self, gboolean link_is_told);

G_END_DECLS
