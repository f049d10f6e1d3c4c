/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-tokens.h"

G_BEGIN_DECLS

/* Where tokens outlive the program. The session speaks to this; the keyring implements it, and so
 * does a table in memory for "keep me signed in" switched off and for tests. @server is the
 * canonical base address, @account the e-mail address. */
#define GH_TYPE_TOKEN_STORE (gh_token_store_get_type ())
G_DECLARE_INTERFACE (GhTokenStore, gh_token_store, GH, TOKEN_STORE, GObject)

struct _GhTokenStoreInterface
{
  GTypeInterface parent_iface;

  void (*look_up_async) (GhTokenStore *self,
                         const char *server,
                         const char *account,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  GhTokens *(*look_up_finish) (GhTokenStore *self, GAsyncResult *result, GError **error);

  void (*store_async) (GhTokenStore *self,
                       const char *server,
                       const char *account,
                       GhTokens *tokens,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*store_finish) (GhTokenStore *self, GAsyncResult *result, GError **error);

  void (*clear_async) (GhTokenStore *self,
                       const char *server,
                       const char *account,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*clear_finish) (GhTokenStore *self, GAsyncResult *result, GError **error);
};

void gh_token_store_look_up_async (GhTokenStore *self,
                                   const char *server,
                                   const char *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* NULL without an error: nothing is stored. */
GhTokens *gh_token_store_look_up_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_token_store_store_async (GhTokenStore *self,
                                 const char *server,
                                 const char *account,
                                 GhTokens *tokens,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_token_store_store_finish (GhTokenStore *self, GAsyncResult *result, GError **error);
void gh_token_store_clear_async (GhTokenStore *self,
                                 const char *server,
                                 const char *account,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_token_store_clear_finish (GhTokenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
