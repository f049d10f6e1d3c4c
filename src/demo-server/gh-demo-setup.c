/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-setup.h"

#include <string.h>

#include "gh-demo-events.h"
#include "gh-demo-history.h"
#include "gh-demo-password.h"
#include "gh-demo-people.h"

static char *
read_password (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) complaints = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  text[strcspn (text, "\r\n")] = '\0';
  complaints = gh_demo_password_check_policy (text);
  if (complaints->len > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path,
                   (const char *) g_ptr_array_index (complaints, 0));
      return NULL;
    }
  return g_steal_pointer (&text);
}

static void
set_password (GhDemoDatabase *database, const char *hash)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *email =
        g_strconcat (gh_demo_people_get (i)->mailbox, "@gatehouse.example", NULL);
      g_autoptr (GhDemoUser) user =
        gh_demo_accounts_find_by_email (database, email);

      if (user == NULL)
        continue;
      g_set_str (&user->password, hash);
      gh_demo_accounts_save (database, user);
    }
}

/* People and their password, where there are none yet or a new password is wanted. */
static gboolean
prepare_accounts (GhDemoDatabase *database,
                  const GhDemoOptions *options,
                  GRand *random,
                  gint64 now_us,
                  char **new_password,
                  GError **error)
{
  GhDemoUserFilter everybody = { .role = -1, .is_active = -1 };
  g_autofree char *password = NULL;
  g_autofree char *hash = NULL;
  gint64 n_users = 0;

  g_ptr_array_unref (
    gh_demo_accounts_list (database, &everybody, 0, 0, &n_users));
  if (options->admin_password_file != NULL)
    {
      password = read_password (options->admin_password_file, error);
      if (password == NULL)
        return FALSE;
    }
  else if (n_users == 0 || options->credentials_file != NULL)
    {
      password = gh_demo_password_make ();
    }
  else
    {
      return TRUE;
    }

  hash = gh_demo_password_hash (password);
  if (n_users == 0)
    gh_demo_history_add_people (database, random, now_us, hash, options->n_people);
  else
    set_password (database, hash);
  *new_password = g_steal_pointer (&password);
  return TRUE;
}

/**
 * gh_demo_setup_fill:
 * @database: the database
 * @options: what is to be in it
 * @now_us: now
 * @new_password: (out) (nullable): the password of the sample accounts, where it was set
 * @error: (out) (optional): why not
 *
 * Fills what is empty: people, and a history that ends now or when the options say.
 *
 * Returns: %TRUE if everything is there
 */
gboolean
gh_demo_setup_fill (GhDemoDatabase *database,
                    const GhDemoOptions *options,
                    gint64 now_us,
                    char **new_password,
                    GError **error)
{
  g_autoptr (GRand) random =
    options->has_seed ? g_rand_new_with_seed (options->seed) : g_rand_new ();

  if (options->now_us != 0)
    now_us = options->now_us;
  gh_demo_database_begin (database);
  if (!prepare_accounts (database, options, random, now_us, new_password, error))
    {
      gh_demo_database_roll_back (database);
      return FALSE;
    }
  if (options->n_events > 0 && gh_demo_events_get_newest_us (database) == 0)
    gh_demo_history_add_events (database, random, now_us, options->n_events);
  else
    gh_demo_events_index (database);
  return gh_demo_database_commit (database, error);
}
