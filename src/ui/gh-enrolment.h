/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-face-record.h"
#include "gh-still.h"

G_BEGIN_DECLS

/* One face on its way to the server, and what the server has said of it. No widget. */
#define GH_TYPE_ENROLMENT (gh_enrolment_get_type ())
G_DECLARE_FINAL_TYPE (GhEnrolment, gh_enrolment, GH, ENROLMENT, GObject)

GhEnrolment *gh_enrolment_new (GhConnection *connection) G_GNUC_WARN_UNUSED_RESULT;

/* Another picture: whatever was said of the last one is forgotten. @least_side: see #GhStillLimits. */
void gh_enrolment_set_still (GhEnrolment *self, GhStill *still, int least_side);
GhStill *gh_enrolment_get_still (GhEnrolment *self);

/* Whether the face is known already, and what the server makes of it. */
void gh_enrolment_ask_async (GhEnrolment *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean gh_enrolment_ask_finish (GhEnrolment *self, GAsyncResult *result, GError **error);

GhFaceRecord *gh_enrolment_get_match (GhEnrolment *self);
guint gh_enrolment_get_n_faces (GhEnrolment *self);
double gh_enrolment_get_confidence (GhEnrolment *self, gboolean *is_told);

char *gh_enrolment_propose_id (GhUser *user, GRand *random) G_GNUC_WARN_UNUSED_RESULT;
void gh_enrolment_check_id_async (GhEnrolment *self,
                                  const char *face_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_enrolment_check_id_finish (GhEnrolment *self, GAsyncResult *result, GError **error);

/* @user_id is nullable. */
void gh_enrolment_send_async (GhEnrolment *self,
                              const char *user_id,
                              const char *face_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GhFaceRecord *gh_enrolment_send_finish (GhEnrolment *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
