/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-new-account.h"

#include "gh-demo-password.h"

/**
 * gh_demo_new_account_keep:
 * @exchange: held with the #GhDemoUser that is to be
 * @result: of gh_demo_password_hash_async()
 *
 * Keeps an account whose password has been hashed, whether its owner registered or an administrator
 * made it. The e-mail address is looked at again, for somebody may have taken it meanwhile.
 *
 * Returns: (transfer none) (nullable): the account, to be answered; %NULL where the exchange has been
 *   answered with a failure
 */
GhDemoUser *
gh_demo_new_account_keep (GhDemoExchange *exchange, GAsyncResult *result)
{
  GhDemoDatabase *database = exchange->context->database;
  GhDemoUser *user = exchange->data;
  g_autoptr (GhDemoUser) other = gh_demo_accounts_find_by_email (database, user->email);

  user->password = gh_demo_password_hash_finish (result, NULL);
  if (other != NULL)
    {
      gh_demo_exchange_fail (exchange, SOUP_STATUS_CONFLICT,
                             "User with this email already exists");
      return NULL;
    }
  gh_demo_database_begin (database);
  gh_demo_accounts_add (database, user);

  return gh_demo_exchange_commit (exchange) ? user : NULL;
}
