/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-session.h"

G_BEGIN_DECLS

/* Asks /auth/me until the server has answered, with back-off. Inside api/ only. */
typedef struct _GhUserProbe GhUserProbe;

/* Told of every answer: either @user, after which there is none any more, or @error, after which it
 * is asked again. */
typedef void (*GhUserProbeFunc) (GhUser *user, const GError *error, gpointer user_data);

/* @session owns it. */
GhUserProbe *gh_user_probe_new (GhSession *session, GhUserProbeFunc func, gpointer user_data)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_user_probe_free (GhUserProbe *self);

void gh_user_probe_start (GhUserProbe *self);
void gh_user_probe_stop (GhUserProbe *self);

G_END_DECLS
