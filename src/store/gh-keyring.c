/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-keyring.h"

#include "gh-error.h"
#include "gh-json-reader.h"
#include "gh-json-writer.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#define MOST_TOKEN_BYTES (16 * 1024)

struct _GhKeyring
{
  GObject parent_instance;

  GhClock *clock;  /* (owned) */
  guint n_writing; /* calls under way that change something */
};

/* One call on the keyring. Whoever asks may cancel it, and so does the deadline: a locked keyring
 * that shows a prompt waits for a person for ever. */
typedef struct
{
  GhKeyring *keyring;       /* (owned) */
  gboolean is_writing;
  GHashTable *attributes;   /* (owned) */
  GCancellable *caller;     /* (owned) (nullable) */
  GCancellable *bounded;    /* (owned): what libsecret is given */
  gulong caller_cancelled;  /* on @caller */
  guint deadline;           /* on the keyring's clock */
  gboolean expired;
} KeyringCall;

static const SecretSchema token_schema = {
  .name = "dev.gatehouse.Gatehouse.Tokens",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void gh_keyring_token_store_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhKeyring,
                               gh_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      gh_keyring_token_store_init))

static void
keyring_call_free (KeyringCall *call)
{
  call->keyring->n_writing -= call->is_writing;
  gh_clock_clear_timeout (call->keyring->clock, &call->deadline);
  g_cancellable_disconnect (call->caller, call->caller_cancelled);
  g_clear_pointer (&call->attributes, g_hash_table_unref);
  g_clear_object (&call->keyring);
  g_clear_object (&call->caller);
  g_clear_object (&call->bounded);
  g_free (call);
}

static void
caller_cancelled_cb (GCancellable *caller, GCancellable *bounded)
{
  g_cancellable_cancel (bounded);
}

static void
deadline_passed_cb (gpointer user_data)
{
  KeyringCall *call = user_data;

  call->deadline = 0;
  call->expired = TRUE;
  g_cancellable_cancel (call->bounded);
}

/* The task of one call, with its #KeyringCall as task data. */
static GTask *
begin_call (GhKeyring *self,
            gboolean is_writing,
            const char *server,
            const char *account,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data,
            gpointer source_tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  KeyringCall *call = g_new0 (KeyringCall, 1);

  call->keyring = g_object_ref (self);
  call->is_writing = is_writing;
  self->n_writing += is_writing;
  call->attributes =
    secret_attributes_build (&token_schema, "server", server, "account", account, NULL);
  call->bounded = g_cancellable_new ();
  g_set_object (&call->caller, cancellable);
  if (cancellable != NULL)
    call->caller_cancelled = g_cancellable_connect (cancellable,
                                                    G_CALLBACK (caller_cancelled_cb),
                                                    g_object_ref (call->bounded),
                                                    g_object_unref);
  call->deadline =
    gh_clock_add_timeout (self->clock, GH_KEYRING_DEADLINE_US, deadline_passed_cb, call);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify) keyring_call_free);

  return task;
}

static gboolean
is_no_service (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)
         || error->domain == G_SPAWN_ERROR
         || (error->domain == G_DBUS_ERROR && error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED
             && error->code <= G_DBUS_ERROR_SPAWN_FILE_INVALID);
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE, "%s",
                           _("The keyring is locked and was not unlocked."));
}

/* The one mapping from what libsecret says to what a person can do about it. */
static void
return_error (GTask *task, const GError *error)
{
  KeyringCall *call = g_task_get_task_data (task);

  if (call->expired || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE, "%s",
                             _("The keyring did not answer."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return_locked (task);
  else if (is_no_service (error))
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE, "%s",
                             _("There is no keyring service on this computer."));
  else
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNAVAILABLE,
                             /* Translators: %s is a technical message of the keyring service. */
                             _("The keyring failed: %s"), error->message);
}

/* Owns what it returns: the text of both tokens, in memory that libsecret keeps from being swapped
 * out, and wipes. */
static SecretValue *
encode_tokens (GhTokens *tokens)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  SecretValue *value;
  gsize length;
  char *text;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "accessToken", gh_tokens_get_access_token (tokens));
  gh_json_writer_add_string (writer, "refreshToken", gh_tokens_get_refresh_token (tokens));
  gh_json_writer_end_object (writer);

  text = g_bytes_unref_to_data (gh_json_writer_end (writer), &length);
  value = secret_value_new (text, (gssize) length, "text/plain");
  explicit_bzero (text, length);
  g_free (text);

  return value;
}

static GhTokens *
decode_tokens (SecretValue *value)
{
  gsize length;
  const char *text = secret_value_get (value, &length);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (text, (gssize) length, NULL);
  const char *access_token;
  const char *refresh_token;

  if (reader == NULL)
    return NULL;

  access_token =
    gh_json_reader_peek_string (reader, "accessToken", GH_JSON_REQUIRED, MOST_TOKEN_BYTES);
  refresh_token =
    gh_json_reader_peek_string (reader, "refreshToken", GH_JSON_REQUIRED, MOST_TOKEN_BYTES);
  if (!gh_json_reader_finish (reader, NULL))
    return NULL;

  return gh_tokens_new (access_token, refresh_token);
}

static void
retrieved_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value =
    secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object), result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (value == NULL)
    return_locked (task);
  else
    /* What another program wrote under our name counts as nothing stored. */
    g_task_return_pointer (task, decode_tokens (value), (GDestroyNotify) gh_tokens_unref);
}

static void
looked_up_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);
  KeyringCall *call = g_task_get_task_data (task);

  if (error != NULL)
    return_error (task, error);
  else if (items == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_retrievable_retrieve_secret (items->data, call->bounded, retrieved_ready_cb,
                                        g_steal_pointer (&task));
}

static void
gh_keyring_look_up_async (GhTokenStore *store,
                          const char *server,
                          const char *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = begin_call (GH_KEYRING (store), FALSE, server, account, cancellable, callback,
                            user_data, gh_keyring_look_up_async);
  KeyringCall *call = g_task_get_task_data (task);

  /* Not secret_password_lookup(): it does not tell a locked keyring from an empty one. */
  secret_password_searchv (&token_schema, call->attributes,
                           SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, call->bounded,
                           looked_up_ready_cb, task);
}

static GhTokens *
gh_keyring_look_up_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_open (gpointer item)
{
  /* Only a service locks what it has; libsecret's file is open or it is not read at all. */
  return !SECRET_IS_ITEM (item) || !secret_item_get_locked (SECRET_ITEM (item));
}

static void
verified_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (items == NULL || !is_open (items->data))
    return_locked (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
stored_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  KeyringCall *call = g_task_get_task_data (task);

  if (secret_password_store_finish (result, &error))
    /* It says so, too, when a service has asked before it took the entry, and was sent away. */
    secret_password_searchv (&token_schema, call->attributes, SECRET_SEARCH_NONE, call->bounded,
                             verified_ready_cb, g_steal_pointer (&task));
  else if (error != NULL)
    return_error (task, error);
  else
    return_locked (task);
}

static void
gh_keyring_store_async (GhTokenStore *store,
                        const char *server,
                        const char *account,
                        GhTokens *tokens,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = begin_call (GH_KEYRING (store), TRUE, server, account, cancellable, callback,
                            user_data, gh_keyring_store_async);
  KeyringCall *call = g_task_get_task_data (task);
  g_autoptr (SecretValue) value = encode_tokens (tokens);
  /* Translators: how the keyring's own program lists the entry: an e-mail address and a server's
   * address. */
  g_autofree char *label = g_strdup_printf (_("Gatehouse sign-in for %s at %s"), account, server);

  /* An entry with the same attributes is replaced in one step. */
  secret_password_storev_binary (&token_schema, call->attributes, SECRET_COLLECTION_DEFAULT, label,
                                 value, call->bounded, stored_ready_cb, task);
}

static gboolean
gh_keyring_store_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
left_over_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (items != NULL)
    return_locked (task);
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  KeyringCall *call = g_task_get_task_data (task);

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_error (task, error);
  else
    /* "Nothing removed" is said of an empty keyring and of a locked one alike. */
    secret_password_searchv (&token_schema, call->attributes, SECRET_SEARCH_NONE, call->bounded,
                             left_over_ready_cb, g_steal_pointer (&task));
}

static void
gh_keyring_clear_async (GhTokenStore *store,
                        const char *server,
                        const char *account,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = begin_call (GH_KEYRING (store), TRUE, server, account, cancellable, callback,
                            user_data, gh_keyring_clear_async);
  KeyringCall *call = g_task_get_task_data (task);

  secret_password_clearv (&token_schema, call->attributes, call->bounded, cleared_ready_cb, task);
}

static gboolean
gh_keyring_clear_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gh_keyring_dispose (GObject *object)
{
  GhKeyring *self = GH_KEYRING (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_keyring_parent_class)->dispose (object);
}

static void
gh_keyring_token_store_init (GhTokenStoreInterface *iface)
{
  iface->look_up_async = gh_keyring_look_up_async;
  iface->look_up_finish = gh_keyring_look_up_finish;
  iface->store_async = gh_keyring_store_async;
  iface->store_finish = gh_keyring_store_finish;
  iface->clear_async = gh_keyring_clear_async;
  iface->clear_finish = gh_keyring_clear_finish;
}

static void
gh_keyring_class_init (GhKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_keyring_dispose;
}

static void
gh_keyring_init (GhKeyring *self)
{
}

/**
 * gh_keyring_new:
 * @clock: bounds every call by %GH_KEYRING_DEADLINE_US
 *
 * The service is not touched before the first call.
 *
 * Returns: (transfer full): the keyring
 */
GhKeyring *
gh_keyring_new (GhClock *clock)
{
  GhKeyring *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_KEYRING, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * gh_keyring_is_writing:
 *
 * Returns: whether something that was given to it is not in the keyring yet, or something to be
 *   cleared is still there
 */
gboolean
gh_keyring_is_writing (GhKeyring *self)
{
  g_return_val_if_fail (GH_IS_KEYRING (self), FALSE);

  return self->n_writing > 0;
}
