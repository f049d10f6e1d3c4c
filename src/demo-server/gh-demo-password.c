/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-password.h"

#include <crypt.h>
#include <string.h>

#include "gh-demo-secret.h"

/* The method's own default cost: some 20 ms and 16 MiB. */
#define METHOD "$y$"

#define SPECIAL "!@#$%^&*(),.?\":{}|<>"

typedef struct
{
  char *password; /* (owned) */
  char *hash;     /* (owned) (nullable) */
} PasswordData;

static void
password_data_free (PasswordData *data)
{
  g_free (data->password);
  g_free (data->hash);
  g_free (data);
}

static char *
compute (const char *password, const char *setting)
{
  g_autofree struct crypt_data *data = g_new0 (struct crypt_data, 1);
  const char *hash = crypt_r (password, setting, data);

  return hash == NULL || hash[0] == '*' ? NULL : g_strdup (hash);
}

/**
 * gh_demo_password_hash:
 * @password: a password
 *
 * Blocks for as long as it takes to compute; for start-up.
 *
 * Returns: (transfer full): its hash
 */
char *
gh_demo_password_hash (const char *password)
{
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  char *hash = NULL;

  if (crypt_gensalt_rn (METHOD, 0, NULL, 0, setting, sizeof setting) != NULL)
    hash = compute (password, setting);
  if (hash == NULL)
    g_error ("crypt(3) of this system does not know yescrypt");

  return hash;
}

/**
 * gh_demo_password_make:
 *
 * Returns: (transfer full): a random password that satisfies the policy
 */
char *
gh_demo_password_make (void)
{
  for (;;)
    {
      g_autofree char *token = gh_demo_secret_make_token ();
      g_autofree char *password = g_strdup_printf ("%.9s!%.9s", token, token + 9);
      g_autoptr (GPtrArray) complaints = gh_demo_password_check_policy (password);

      if (complaints->len == 0)
        return g_steal_pointer (&password);
    }
}

/**
 * gh_demo_password_check_policy:
 * @password: a password that somebody wants to have
 *
 * Returns: (transfer full) (element-type utf8): what is wrong with it; empty if nothing
 */
GPtrArray *
gh_demo_password_check_policy (const char *password)
{
  static const char *const common[] = { "123456", "654321", "abcdef", "qwerty" };
  GPtrArray *complaints = g_ptr_array_new ();
  gsize length = (gsize) g_utf8_strlen (password, -1);
  g_autofree char *lower = g_ascii_strdown (password, -1);
  gboolean has_lower = FALSE;
  gboolean has_upper = FALSE;
  gboolean has_digit = FALSE;

  for (const char *p = password; *p != '\0'; p++)
    {
      has_lower = has_lower || g_ascii_islower (*p);
      has_upper = has_upper || g_ascii_isupper (*p);
      has_digit = has_digit || g_ascii_isdigit (*p);
    }
  if (length < 8)
    g_ptr_array_add (complaints, (gpointer) "Password must be at least 8 characters long");
  if (length > 128)
    g_ptr_array_add (complaints, (gpointer) "Password must be at most 128 characters long");
  if (!has_lower)
    g_ptr_array_add (complaints,
                     (gpointer) "Password must contain at least one lowercase letter");
  if (!has_upper)
    g_ptr_array_add (complaints,
                     (gpointer) "Password must contain at least one uppercase letter");
  if (!has_digit)
    g_ptr_array_add (complaints, (gpointer) "Password must contain at least one number");
  if (strpbrk (password, SPECIAL) == NULL)
    g_ptr_array_add (complaints,
                     (gpointer) "Password must contain at least one special character");
  for (const char *p = password; *p != '\0'; p++)
    if (p[1] == p[0] && p[2] == p[0])
      {
        g_ptr_array_add (complaints,
                         (gpointer) "Password must not repeat a character three times in a row");
        break;
      }
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (strstr (lower, common[i]) != NULL)
      {
        g_ptr_array_add (complaints, (gpointer) "Password must not contain common sequences");
        break;
      }

  return complaints;
}

static void
hash_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PasswordData *data = task_data;

  g_task_return_pointer (task, gh_demo_password_hash (data->password), g_free);
}

/**
 * gh_demo_password_hash_async:
 * @password: a password
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * As gh_demo_password_hash(), in a thread.
 */
void
gh_demo_password_hash_async (const char *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PasswordData *data = g_new0 (PasswordData, 1);

  data->password = g_strdup (password);
  g_task_set_source_tag (task, gh_demo_password_hash_async);
  g_task_set_task_data (task, data, (GDestroyNotify) password_data_free);
  g_task_run_in_thread (task, hash_thread);
}

/**
 * gh_demo_password_hash_finish:
 * @result: what the callback was given
 * @error: (out) (optional): why not
 *
 * Returns: (transfer full): the hash
 */
char *
gh_demo_password_hash_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
verify_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PasswordData *data = task_data;
  /* Where there is no such account, the time of a wrong password is taken all the same. */
  g_autofree char *expected =
    data->hash != NULL ? g_strdup (data->hash) : gh_demo_password_hash ("nobody");
  g_autofree char *actual = compute (data->password, expected);
  gboolean equal = actual != NULL && strlen (actual) == strlen (expected) &&
                   gh_demo_secret_equal (actual, expected, strlen (expected));

  g_task_return_boolean (task, equal && data->hash != NULL);
}

/**
 * gh_demo_password_verify_async:
 * @password: what somebody typed
 * @hash: (nullable): of the password that it should be; %NULL where there is no such account
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Compares a password with a hash.
 */
void
gh_demo_password_verify_async (const char *password,
                               const char *hash,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PasswordData *data = g_new0 (PasswordData, 1);

  data->password = g_strdup (password);
  data->hash = g_strdup (hash);
  g_task_set_source_tag (task, gh_demo_password_verify_async);
  g_task_set_task_data (task, data, (GDestroyNotify) password_data_free);
  g_task_run_in_thread (task, verify_thread);
}

/**
 * gh_demo_password_verify_finish:
 * @result: what the callback was given
 * @error: (out) (optional): why not
 *
 * Returns: %TRUE if it is the right password
 */
gboolean
gh_demo_password_verify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
