/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection-settings.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* Signs in from a credentials file, and again whenever the server has ended the sign-in, for as
 * long as it takes. The file is read afresh for every try, so that a password may be changed under
 * a running screen, of the account and of the client certificate.
 *
 * Signal "failed" (GError *): a try did not work; the next one follows by itself. */
#define GH_TYPE_UNATTENDED (gh_unattended_get_type ())
G_DECLARE_FINAL_TYPE (GhUnattended, gh_unattended, GH, UNATTENDED, GObject)

#define GH_UNATTENDED_FIRST_US (1 * G_TIME_SPAN_SECOND)
#define GH_UNATTENDED_MOST_US (60 * G_TIME_SPAN_SECOND)

GhUnattended *gh_unattended_new (GhSession *session,
                                 GhConnectionSettings *settings,
                                 const char *credentials_path,
                                 GRand *random) G_GNUC_WARN_UNUSED_RESULT;

void gh_unattended_start (GhUnattended *self);
void gh_unattended_stop (GhUnattended *self);

G_END_DECLS
