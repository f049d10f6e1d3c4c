/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-endpoint-group.h"
#include "gh-result-page.h"
#include "gh-user-changes.h"
#include "gh-user-query.h"

G_BEGIN_DECLS

/* The endpoint group /users (specification, section 3). */
#define GH_TYPE_USERS (gh_users_get_type ())
G_DECLARE_FINAL_TYPE (GhUsers, gh_users, GH, USERS, GhEndpointGroup)

#define GH_USERS_MOST_LIMIT 100

GhUsers *gh_users_new (GhSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* A page of #GhUser, newest first; @page counts from 1. @query is nullable: everybody. */
void gh_users_list_async (GhUsers *self,
                          guint page,
                          guint limit,
                          GhUserQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GhResultPage *gh_users_list_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_get_async (GhUsers *self,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GhUser *gh_users_get_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_create_async (GhUsers *self,
                            const GhUserDraft *draft,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhUser *gh_users_create_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* @changes may be trimmed to nothing; the server is asked all the same. */
void gh_users_update_async (GhUsers *self,
                            const char *id,
                            const GhUserChanges *changes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhUser *gh_users_update_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_delete_async (GhUsers *self,
                            const char *id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean gh_users_delete_finish (GhUsers *self, GAsyncResult *result, GError **error);

void gh_users_activate_async (GhUsers *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GhUser *gh_users_activate_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_deactivate_async (GhUsers *self,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhUser *gh_users_deactivate_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Who is signed in. */
void gh_users_get_me_async (GhUsers *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GhUser *gh_users_get_me_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_update_me_async (GhUsers *self,
                               const GhUserChanges *changes,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GhUser *gh_users_update_me_finish (GhUsers *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_users_set_my_password_async (GhUsers *self,
                                     const char *new_password,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gh_users_set_my_password_finish (GhUsers *self, GAsyncResult *result, GError **error);

G_END_DECLS
