/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-entrance.h"

#include "gh-demo.h"
#include "gh-error.h"
#include "gh-removal.h"
#include "gh-unattended.h"

#include <glib/gi18n.h>

struct _GhEntrance
{
  GObject parent_instance;

  GhContext *context;        /* (owned) */
  GhWay *way;                /* (owned) (nullable): of the context's connection */
  char *profile_name;        /* (owned) (nullable): asked for by name */
  char *account;             /* (owned) (nullable): who signed in at this server last */
  gboolean remembered;       /* the keyring is said to have the sign-in of @account */
  GCancellable *cancellable; /* (owned): of what is being tried */
  GhDemo *demo;              /* (owned) (nullable) */
  GhUnattended *unattended;  /* (owned) (nullable) */

  gboolean busy;
  char *notice;  /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
};

/* A sign-in by what was typed. */
typedef struct
{
  GhEntrance *self; /* (owned) */
  char *email;      /* (owned) */
  gboolean remember;
} SignIn;

enum
{
  CHANGED,
  CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhEntrance, gh_entrance, G_TYPE_OBJECT)

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_object (&sign_in->self);
  g_clear_pointer (&sign_in->email, g_free);
  g_free (sign_in);
}

static void
set_state (GhEntrance *self, gboolean busy, const char *notice, const GError *error)
{
  self->busy = busy;
  g_set_str (&self->notice, notice);
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A way in is being tried; what was said about the one before is taken away. */
static void
begin (GhEntrance *self, const char *notice)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_state (self, TRUE, notice, NULL);
}

/* It has led in, or not. A cancelled try says nothing. */
static void
end (GhEntrance *self, const char *notice, const GError *error)
{
  set_state (self, FALSE, notice, gh_error_is_cancelled (error) ? NULL : error);
}

/* Keeps the server and whom it knows as the profile asked for, or as the one that the server has
 * already, or as a new one. */
static void
save_profile (GhEntrance *self, const char *account, gboolean remembered)
{
  GhProfiles *profiles = gh_context_get_profiles (self->context);
  GhServerAddress *server = gh_context_get_server (self->context);
  g_autoptr (GhProfile) profile = NULL;

  g_set_str (&self->account, account);
  self->remembered = remembered;
  gh_profiles_save_account (profiles, self->profile_name, gh_server_address_get_base (server),
                            gh_server_address_get_host_label (server), account, remembered);
  profile = gh_profiles_look_up_last (profiles);
  if (profile != NULL)
    gh_way_set_profile (self->way, gh_profile_get_name (profile));
}

static void
signed_out_cb (GhEntrance *self, const GError *reason)
{
  if (self->unattended == NULL)
    save_profile (self, self->account, FALSE);

  if (reason == NULL)
    end (self, _("You are signed out."), NULL);
  else if (self->unattended == NULL)
    end (self, NULL, reason);
}

/* The address of the account is another now, and the keyring has the sign-in under that. */
static void
renamed_cb (GhEntrance *self, const char *before)
{
  GhServerAddress *server = gh_context_get_server (self->context);
  const char *account = gh_session_get_account (gh_context_get_session (self->context));
  g_autoptr (GhProfile) profile = NULL;

  if (self->unattended != NULL || g_strcmp0 (self->account, before) != 0)
    return;

  g_set_str (&self->account, account);
  profile = gh_profiles_rename_account (gh_context_get_profiles (self->context),
                                        gh_server_address_get_base (server), before, account);
  if (profile != NULL)
    gh_way_set_profile (self->way, gh_profile_get_name (profile));
}

/* @profile (nullable) knows @server, and no other of its name. */
static gboolean
is_of_server (GhProfile *profile, GhServerAddress *server)
{
  return profile != NULL
         && g_str_equal (gh_profile_get_server (profile), gh_server_address_get_base (server));
}

/* @profile is nullable: one of @server, or of any other. */
static void
connect_to (GhEntrance *self, GhProfile *profile, GhServerAddress *server)
{
  gh_context_set_server (self->context, server);
  g_clear_object (&self->way);
  self->way = gh_way_new (gh_context_get_connection (self->context),
                          gh_context_get_profiles (self->context),
                          is_of_server (profile, server) ? gh_profile_get_name (profile) : NULL);
  g_signal_connect_object (gh_context_get_session (self->context), "signed-out",
                           G_CALLBACK (signed_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_context_get_session (self->context), "renamed",
                           G_CALLBACK (renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[CONNECTED], 0);
}

static void
restored_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhEntrance) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean restored = gh_session_restore_finish (GH_SESSION (object), result, &error);

  if (gh_context_get_session (self->context) != GH_SESSION (object) || gh_error_is_cancelled (error))
    return;

  /* That the keyring cannot be asked keeps nobody from signing in by hand. */
  end (self, restored || error == NULL ? NULL : error->message, NULL);
}

static void
signed_in_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  SignIn *sign_in = user_data;
  GhEntrance *self = sign_in->self;
  g_autoptr (GError) error = NULL;

  if (gh_session_sign_in_finish (GH_SESSION (object), result, &error))
    {
      /* What the server calls the account, if it has said so already: the keyring goes by that. */
      const char *account = gh_session_get_account (GH_SESSION (object));

      save_profile (self, account != NULL ? account : sign_in->email, sign_in->remember);
      /* Who does not want to be remembered does not want that of an earlier time either. */
      if (!sign_in->remember)
        gh_session_forget_stored (GH_SESSION (object));
      end (self, NULL, NULL);
    }
  else if (gh_context_get_session (self->context) == GH_SESSION (object))
    end (self, NULL, error);

  sign_in_free (sign_in);
}

static void
removed_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhEntrance) self = user_data;
  g_autofree char *notice = gh_removal_run_finish (result);

  if (notice != NULL && !self->busy)
    end (self, notice, NULL);
}

static void
unattended_failed_cb (GhEntrance *self, const GError *error)
{
  end (self, NULL, error);
}

static void
unattended_session_state_changed_cb (GhEntrance *self)
{
  if (gh_session_get_state (gh_context_get_session (self->context)) == GH_SESSION_SIGNED_IN)
    end (self, NULL, NULL);
}

static void
demo_ended_cb (GhEntrance *self)
{
  g_autoptr (GError) error =
    g_error_new_literal (GH_ERROR, GH_ERROR_UNAVAILABLE, _("The evaluation server has ended."));

  end (self, NULL, error);
}

static void
demo_started_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhEntrance) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) server = NULL;
  g_autofree char *address = NULL;

  if (gh_demo_start_finish (GH_DEMO (object), result, &error))
    {
      address = gh_demo_dup_address (self->demo);
      server = gh_server_address_new (address, &error);
    }
  if (server == NULL)
    {
      end (self, NULL, error);
      return;
    }

  connect_to (self, NULL, server);
  gh_entrance_open_unattended (self, gh_demo_get_credentials_path (self->demo));
}

static void
gh_entrance_dispose (GObject *object)
{
  GhEntrance *self = GH_ENTRANCE (object);

  gh_entrance_close (self);
  g_clear_object (&self->way);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gh_entrance_parent_class)->dispose (object);
}

static void
gh_entrance_finalize (GObject *object)
{
  GhEntrance *self = GH_ENTRANCE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->profile_name, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_entrance_parent_class)->finalize (object);
}

static void
gh_entrance_class_init (GhEntranceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_entrance_dispose;
  object_class->finalize = gh_entrance_finalize;

  /**
   * GhEntrance::changed:
   *
   * Whether a way in is being tried, or what is to be said about it, is another.
   */
  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_ENTRANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /**
   * GhEntrance::connected:
   *
   * The context speaks to another server now.
   */
  signals[CONNECTED] = g_signal_new ("connected", GH_TYPE_ENTRANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
gh_entrance_init (GhEntrance *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * gh_entrance_new:
 * @context: what is given a server
 *
 * Returns: (transfer full): a way into @context that is not open yet
 */
GhEntrance *
gh_entrance_new (GhContext *context)
{
  GhEntrance *self;

  g_return_val_if_fail (GH_IS_CONTEXT (context), NULL);

  self = g_object_new (GH_TYPE_ENTRANCE, NULL);
  self->context = g_object_ref (context);

  return self;
}

/* Connects to the server, about which the profile may know who signed in there last. */
static void
connect_with_profile (GhEntrance *self, GhProfile *profile, GhServerAddress *server)
{
  /* A saved sign-in is of the server that it was saved for, and of no other. */
  gboolean is_known = is_of_server (profile, server);

  g_set_str (&self->account, is_known ? gh_profile_get_account (profile) : NULL);
  self->remembered = is_known && gh_profile_get_remembered (profile);
  connect_to (self, profile, server);
}

/**
 * gh_entrance_open:
 * @profile_name: (nullable): a saved server, or the name that @server shall be saved under
 * @server: (nullable): where the server is
 *
 * Connects to @server, or to the saved server of that name, or to the one used last, or to
 * %GH_SERVER_ADDRESS_DEFAULT. Nobody is signed in by this.
 */
void
gh_entrance_open (GhEntrance *self, const char *profile_name, GhServerAddress *server)
{
  GhProfiles *profiles;
  g_autoptr (GhProfile) profile = NULL;
  g_autoptr (GhServerAddress) address = NULL;

  g_return_if_fail (GH_IS_ENTRANCE (self));

  profiles = gh_context_get_profiles (self->context);
  g_set_str (&self->profile_name, profile_name);
  if (profile_name != NULL)
    profile = gh_profiles_look_up (profiles, profile_name);
  else if (server != NULL)
    profile = gh_profiles_look_up_server (profiles, gh_server_address_get_base (server));
  else
    profile = gh_profiles_look_up_last (profiles);

  if (server != NULL)
    address = gh_server_address_ref (server);
  else if (profile != NULL)
    address = gh_server_address_new (gh_profile_get_server (profile), NULL);
  if (address == NULL)
    address = gh_server_address_new (GH_SERVER_ADDRESS_DEFAULT, NULL);

  connect_with_profile (self, profile, address);
}

/**
 * gh_entrance_restore:
 *
 * Takes up the sign-in that the keyring has for the server, if there is one.
 */
void
gh_entrance_restore (GhEntrance *self)
{
  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (gh_context_get_session (self->context) != NULL);

  if (!self->remembered)
    return;

  begin (self, _("Asking the keyring…"));
  gh_session_restore_async (gh_context_get_session (self->context), self->account,
                            self->cancellable, restored_ready_cb, g_object_ref (self));
}

/**
 * gh_entrance_open_unattended:
 * @credentials_path: (type filename): see gh_credentials_load()
 *
 * Signs in at the server from a file, and again whenever the server ends the sign-in.
 */
void
gh_entrance_open_unattended (GhEntrance *self, const char *credentials_path)
{
  GhSession *session;

  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (credentials_path != NULL);
  g_return_if_fail (gh_context_get_session (self->context) != NULL);

  session = gh_context_get_session (self->context);
  begin (self, NULL);
  self->unattended =
    gh_unattended_new (session, gh_way_get_settings (self->way), credentials_path,
                       gh_context_get_random (self->context));
  g_signal_connect_object (self->unattended, "failed", G_CALLBACK (unattended_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state",
                           G_CALLBACK (unattended_session_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gh_unattended_start (self->unattended);
}

/**
 * gh_entrance_open_demo:
 *
 * Starts the evaluation server, connects to it, and signs in as its administrator.
 */
void
gh_entrance_open_demo (GhEntrance *self)
{
  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (self->demo == NULL);

  begin (self, _("Starting the evaluation server…"));
  self->demo = gh_demo_new ();
  g_signal_connect_object (self->demo, "ended", G_CALLBACK (demo_ended_cb), self,
                           G_CONNECT_SWAPPED);
  gh_demo_start_async (self->demo, self->cancellable, demo_started_ready_cb, g_object_ref (self));
}

/**
 * gh_entrance_lead_to:
 * @server: where to
 *
 * Connects to @server, unless that is so already. What is kept about the way there holds, if @server
 * is saved.
 *
 * Returns: (transfer none): the way to @server
 */
GhWay *
gh_entrance_lead_to (GhEntrance *self, GhServerAddress *server)
{
  GhServerAddress *current;
  g_autoptr (GhProfile) profile = NULL;

  g_return_val_if_fail (GH_IS_ENTRANCE (self), NULL);
  g_return_val_if_fail (server != NULL, NULL);

  current = gh_context_get_server (self->context);
  if (current != NULL
      && g_str_equal (gh_server_address_get_base (current), gh_server_address_get_base (server)))
    return self->way;

  profile = gh_profiles_look_up_server (gh_context_get_profiles (self->context),
                                        gh_server_address_get_base (server));
  connect_to (self, profile, server);

  return self->way;
}

/**
 * gh_entrance_get_way:
 *
 * Returns: (transfer none) (nullable): the way to the server that the context has
 */
GhWay *
gh_entrance_get_way (GhEntrance *self)
{
  g_return_val_if_fail (GH_IS_ENTRANCE (self), NULL);

  return self->way;
}

/* What a sign-in or a registration at a server begins with. */
static SignIn *
begin_sign_in (GhEntrance *self, GhServerAddress *server, const char *email, gboolean remember)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  gh_entrance_lead_to (self, server);
  begin (self, NULL);
  sign_in->self = g_object_ref (self);
  sign_in->email = g_strdup (email);
  sign_in->remember = remember;

  return sign_in;
}

/**
 * gh_entrance_sign_in:
 * @server: where
 * @email: the account
 * @password: its password; not kept
 * @remember: whether the keyring shall have the sign-in
 *
 * Signs in by what was typed, at another server than before where @server says so.
 */
void
gh_entrance_sign_in (GhEntrance *self,
                     GhServerAddress *server,
                     const char *email,
                     const char *password,
                     gboolean remember)
{
  SignIn *sign_in;

  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);

  sign_in = begin_sign_in (self, server, email, remember);
  gh_session_sign_in_async (gh_context_get_session (self->context), email, password, remember,
                            self->cancellable, signed_in_ready_cb, sign_in);
}

/**
 * gh_entrance_register:
 * @server: where
 * @registration: the new account; nothing of it is kept but the e-mail address
 * @remember: whether the keyring shall have the sign-in
 *
 * Makes an account and signs in to it, at another server than before where @server says so.
 */
void
gh_entrance_register (GhEntrance *self,
                      GhServerAddress *server,
                      const GhRegistration *registration,
                      gboolean remember)
{
  SignIn *sign_in;

  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (server != NULL);
  g_return_if_fail (registration != NULL);

  sign_in = begin_sign_in (self, server, registration->email, remember);
  gh_session_register_async (gh_context_get_session (self->context), registration, remember,
                             self->cancellable, signed_in_ready_cb, sign_in);
}

/**
 * gh_entrance_choose:
 * @profile_name: a saved server; nothing happens where none of that name is saved
 *
 * Connects to a saved server and takes up the sign-in that the keyring has for it, if there is one.
 */
void
gh_entrance_choose (GhEntrance *self, const char *profile_name)
{
  g_autoptr (GhProfile) profile = NULL;
  g_autoptr (GhServerAddress) server = NULL;

  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (profile_name != NULL);

  profile = gh_profiles_look_up (gh_context_get_profiles (self->context), profile_name);
  if (profile != NULL)
    server = gh_server_address_new (gh_profile_get_server (profile), NULL);
  if (server == NULL)
    return;

  /* What is signed in to now is saved under a name of its own, not under the one asked for at
   * the start. */
  g_clear_pointer (&self->profile_name, g_free);
  connect_with_profile (self, profile, server);
  end (self, NULL, NULL);
  gh_entrance_restore (self);
}

/**
 * gh_entrance_forget:
 * @profile_name: a saved server; nothing happens where none of that name is saved
 *
 * Forgets a saved server and takes its sign-in out of the keyring.
 */
void
gh_entrance_forget (GhEntrance *self, const char *profile_name)
{
  GhProfiles *profiles;
  GhTokenStore *store;
  g_autoptr (GhProfile) profile = NULL;

  g_return_if_fail (GH_IS_ENTRANCE (self));
  g_return_if_fail (profile_name != NULL);

  profiles = gh_context_get_profiles (self->context);
  store = gh_context_get_token_store (self->context);
  profile = gh_profiles_look_up (profiles, profile_name);
  if (profile == NULL)
    return;

  gh_profiles_remove (profiles, profile_name);
  if (gh_profile_get_account (profile) != NULL && store != NULL)
    gh_removal_run_async (store, profile, removed_ready_cb, g_object_ref (self));
}

/**
 * gh_entrance_cancel:
 *
 * Whoever waits does not want to wait any longer.
 */
void
gh_entrance_cancel (GhEntrance *self)
{
  g_return_if_fail (GH_IS_ENTRANCE (self));

  g_cancellable_cancel (self->cancellable);
  end (self, NULL, NULL);
}

/**
 * gh_entrance_close:
 *
 * Ends everything that is under way, the evaluation server included.
 */
void
gh_entrance_close (GhEntrance *self)
{
  g_return_if_fail (GH_IS_ENTRANCE (self));

  g_cancellable_cancel (self->cancellable);
  if (self->unattended != NULL)
    gh_unattended_stop (self->unattended);
  g_clear_object (&self->unattended);
  if (self->demo != NULL)
    gh_demo_stop (self->demo);
  g_clear_object (&self->demo);
}

/**
 * gh_entrance_get_busy:
 *
 * Returns: whether a way in is being tried
 */
gboolean
gh_entrance_get_busy (GhEntrance *self)
{
  g_return_val_if_fail (GH_IS_ENTRANCE (self), FALSE);

  return self->busy;
}

/**
 * gh_entrance_get_notice:
 *
 * Returns: (nullable): a sentence about what goes on, or about what is so and no fault
 */
const char *
gh_entrance_get_notice (GhEntrance *self)
{
  g_return_val_if_fail (GH_IS_ENTRANCE (self), NULL);

  return self->notice;
}

/**
 * gh_entrance_get_error:
 *
 * Returns: (nullable): why nobody is in
 */
const GError *
gh_entrance_get_error (GhEntrance *self)
{
  g_return_val_if_fail (GH_IS_ENTRANCE (self), NULL);

  return self->error;
}

/**
 * gh_entrance_get_account:
 *
 * Returns: (nullable): the e-mail address that signed in at this server last
 */
const char *
gh_entrance_get_account (GhEntrance *self)
{
  g_return_val_if_fail (GH_IS_ENTRANCE (self), NULL);

  return self->account;
}
