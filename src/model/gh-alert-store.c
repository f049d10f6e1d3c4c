/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-store.h"

G_DEFINE_INTERFACE (GhAlertStore, gh_alert_store, G_TYPE_OBJECT)

static void
gh_alert_store_default_init (GhAlertStoreInterface *iface)
{
  /**
   * GhAlertStore::fault:
   * @error: what cannot be done, and what becomes of it
   *
   * Something could not be read or kept. The message is for a person.
   */
  g_signal_new ("fault", GH_TYPE_ALERT_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_ERROR);
  /**
   * GhAlertStore::began-anew:
   *
   * What was kept was damaged and has been put aside: whoever has it in memory writes it again.
   */
  g_signal_new ("began-anew", GH_TYPE_ALERT_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

/**
 * gh_alert_store_make_scope:
 * @server: the canonical base address
 * @account: the e-mail address
 *
 * Whose alerts they are, without saying it to whoever looks into the file: a hash of both.
 *
 * Returns: (transfer full): the name of a scope
 */
char *
gh_alert_store_make_scope (const char *server, const char *account)
{
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (account != NULL, NULL);

  folded = g_utf8_casefold (account, -1);
  text = g_strconcat (server, "\n", folded, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * gh_alert_store_load_async:
 * @self: a store
 * @scope: whose
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Reads everything that is kept of @scope.
 */
void
gh_alert_store_load_async (GhAlertStore *self,
                           const char *scope,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GH_IS_ALERT_STORE (self));
  g_return_if_fail (scope != NULL);

  GH_ALERT_STORE_GET_IFACE (self)->load_async (self, scope, cancellable, callback, user_data);
}

/**
 * gh_alert_store_load_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where nothing can be read.
 *
 * Returns: (transfer full) (element-type GhAlertEntry): what is kept
 */
GPtrArray *
gh_alert_store_load_finish (GhAlertStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_ALERT_STORE (self), NULL);

  return GH_ALERT_STORE_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * gh_alert_store_write_async:
 * @self: a store
 * @scope: whose
 * @entries: (element-type GhAlertEntry) (transfer full): what is to be kept or forgotten, all of it
 *   or nothing
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async) (nullable): called when it would survive the end of the program
 * @user_data: handed to @callback
 *
 * Keeps what is given in place of what was kept under the same kind and id.
 */
void
gh_alert_store_write_async (GhAlertStore *self,
                            const char *scope,
                            GPtrArray *entries,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (GH_IS_ALERT_STORE (self));
  g_return_if_fail (scope != NULL);
  g_return_if_fail (entries != NULL);

  GH_ALERT_STORE_GET_IFACE (self)->write_async (self, scope, entries, cancellable, callback,
                                                user_data);
}

/**
 * gh_alert_store_write_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Errors: %GH_ERROR_UNAVAILABLE where nothing can be kept.
 *
 * Returns: whether it is kept
 */
gboolean
gh_alert_store_write_finish (GhAlertStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_ALERT_STORE (self), FALSE);

  return GH_ALERT_STORE_GET_IFACE (self)->write_finish (self, result, error);
}
