/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-alert-entry.h"

G_BEGIN_DECLS

/* Where alerts and their rules outlive the program. @scope is one account at one server, see
 * gh_alert_store_make_scope(). Writes are kept in the order in which they were asked for, each whole
 * or not at all, and reading sees all that were asked for before.
 *
 * Signal "fault" (GError): something could not be kept or read; said once until it works again.
 * Signal "began-anew": what was kept was damaged and has been put aside. */
#define GH_TYPE_ALERT_STORE (gh_alert_store_get_type ())
G_DECLARE_INTERFACE (GhAlertStore, gh_alert_store, GH, ALERT_STORE, GObject)

struct _GhAlertStoreInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (GhAlertStore *self,
                      const char *scope,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*load_finish) (GhAlertStore *self, GAsyncResult *result, GError **error);

  void (*write_async) (GhAlertStore *self,
                       const char *scope,
                       GPtrArray *entries,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*write_finish) (GhAlertStore *self, GAsyncResult *result, GError **error);
};

char *gh_alert_store_make_scope (const char *server, const char *account) G_GNUC_WARN_UNUSED_RESULT;

void gh_alert_store_load_async (GhAlertStore *self,
                                const char *scope,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *gh_alert_store_load_finish (GhAlertStore *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_store_write_async (GhAlertStore *self,
                                 const char *scope,
                                 GPtrArray *entries,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_alert_store_write_finish (GhAlertStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
