/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-removal.h"

#include <glib/gi18n.h>

static void
cleared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhProfile *profile = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  char *notice = NULL;

  /* Where nothing was remembered, there is nothing to worry about either. */
  if (!gh_token_store_clear_finish (GH_TOKEN_STORE (object), result, &error)
      && gh_profile_get_remembered (profile))
    /* Translators: an e-mail address, and the reason in a sentence. */
    notice = g_strdup_printf (_("The sign-in of %s may still be in the keyring. %s"),
                              gh_profile_get_account (profile), error->message);
  g_task_return_pointer (task, notice, g_free);
}

/**
 * gh_removal_run_async:
 * @store: the keyring
 * @profile: a profile with an account
 * @callback: (scope async): called when that is done
 * @user_data: for @callback
 *
 * Clears what is stored for the account, also where that is not said to be remembered: a keyring
 * that was locked may have kept it.
 */
void
gh_removal_run_async (GhTokenStore *store,
                      GhProfile *profile,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, gh_removal_run_async);
  g_task_set_task_data (task, gh_profile_ref (profile), (GDestroyNotify) gh_profile_unref);
  gh_token_store_clear_async (store, gh_profile_get_server (profile),
                              gh_profile_get_account (profile), NULL, cleared_cb, task);
}

/**
 * gh_removal_run_finish:
 * @result: the result
 *
 * Returns: (transfer full) (nullable): a sentence about what may be left; %NULL for nothing
 */
char *
gh_removal_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
