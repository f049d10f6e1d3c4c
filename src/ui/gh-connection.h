/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-desk.h"
#include "gh-auth.h"
#include "gh-face-deletions.h"
#include "gh-face-recognition.h"
#include "gh-false-matches.h"
#include "gh-feed.h"
#include "gh-session.h"
#include "gh-upload.h"
#include "gh-users.h"

G_BEGIN_DECLS

/* Everything of one server that the windows and their pages work with. Starts and stops nothing.
 *
 * Properties (construct only): "session", "auth", "users", "face-recognition", "upload", "feed".
 * "role" (#GhRole, read-only, notified): what whoever is signed in may do; the least until the
 * server has said who it is.
 * "cameras" (strv, read-write, notified): the ids of cameras that somebody has added by hand; who
 * keeps them listens.
 * "alerts" (#GhAlertDesk, nullable, read-write, notified): of whoever is signed in. */
#define GH_TYPE_CONNECTION (gh_connection_get_type ())
G_DECLARE_FINAL_TYPE (GhConnection, gh_connection, GH, CONNECTION, GObject)

GhConnection *gh_connection_new (GhSession *session,
                                 GhAuth *auth,
                                 GhUsers *users,
                                 GhFaceRecognition *face_recognition,
                                 GhUpload *upload,
                                 GhFeed *feed) G_GNUC_WARN_UNUSED_RESULT;

GhSession *gh_connection_get_session (GhConnection *self);
GhAuth *gh_connection_get_auth (GhConnection *self);
GhUsers *gh_connection_get_users (GhConnection *self);
GhFaceRecognition *gh_connection_get_face_recognition (GhConnection *self);
GhUpload *gh_connection_get_upload (GhConnection *self);
GhFeed *gh_connection_get_feed (GhConnection *self);
/* Face records that are about to be deleted, whatever page is looked at. */
GhFaceDeletions *gh_connection_get_face_deletions (GhConnection *self);

/* Kept for as long as the program runs, unless they are given a store. */
GhFalseMatches *gh_connection_get_false_matches (GhConnection *self);

/* NULL while nobody is signed in. */
GhAlertDesk *gh_connection_get_alerts (GhConnection *self);
void gh_connection_set_alerts (GhConnection *self, GhAlertDesk *alerts);

/* Does first what has been put off. */
void gh_connection_sign_out (GhConnection *self);

GhRole gh_connection_get_role (GhConnection *self);
const char *const *gh_connection_get_cameras (GhConnection *self);
void gh_connection_set_cameras (GhConnection *self, const char *const *ids);

/* Who is signed in; NULL until the server has said so. */
GhUser *gh_connection_get_user (GhConnection *self);

G_END_DECLS
