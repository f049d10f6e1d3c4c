/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-trust.h"

#include "gh-error-mapper.h"
#include "gh-pin.h"
#include "gh-trust-files.h"
#include "gh-waiters.h"

#include <glib/gi18n.h>

/* Of messages: the server has asked for a certificate. */
#define ASKED_KEY "gh-trust-asked"

/*
 * The rules, which nothing switches off:
 *
 *   a certificate is pinned   this one is taken, whatever else may be said of it, and no other,
 *                             even if the system trusts it
 *   none is pinned            taken is what the system trusts, or what the profile's own file of
 *                             authorities makes trusted with nothing else wrong
 *   http://                   on this computer; beyond it only with the profile's word
 */
struct _GhTrust
{
  GObject parent_instance;

  GhServerAddress *address;       /* (owned) */
  GhConnectionSettings *settings; /* (owned): a copy of our own */

  GhTrustFiles *files; /* (owned) (nullable): until they are read */
  gboolean is_reading;
  GhWaiters *waiters; /* (owned): for the files */

  GhCertificate *refused; /* (owned) (nullable): since the last handshake that was good */
};

G_DEFINE_FINAL_TYPE (GhTrust, gh_trust, G_TYPE_OBJECT)

static const char *
get_host (GhTrust *self)
{
  return gh_server_address_get_host_label (self->address);
}

/* What is wrong with a certificate that the system does not trust; 0 for nothing. */
static GTlsCertificateFlags
judge (GhTrust *self, SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags faults)
{
  const char *pin = gh_connection_settings_get_pin (self->settings);
  GTlsDatabase *authorities = gh_trust_files_get_authorities (self->files);
  g_autoptr (GSocketConnectable) identity = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags own_faults;
  GUri *uri;

  if (pin != NULL)
    {
      g_autofree char *shown = gh_certificate_dup_pin_of (certificate);

      return g_str_equal (shown, pin) ? 0 : faults;
    }
  if (authorities == NULL || faults & G_TLS_CERTIFICATE_REVOKED)
    return faults;

  uri = soup_message_get_uri (message);
  identity = g_network_address_new (g_uri_get_host (uri), (guint16) MAX (g_uri_get_port (uri), 0));
  own_faults = g_tls_database_verify_chain (authorities,
                                            certificate,
                                            G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                            identity,
                                            NULL,
                                            G_TLS_DATABASE_VERIFY_NONE,
                                            NULL,
                                            &error);
  if (error != NULL)
    return faults | G_TLS_CERTIFICATE_GENERIC_ERROR;
  if (own_faults == 0)
    return 0;

  /* What is wrong whichever of the two vouches for it. */
  return (own_faults & faults) != 0 ? own_faults & faults : own_faults;
}

/* Called for a certificate that the system does not trust; for every one where one is pinned. */
static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags faults,
                       gpointer user_data)
{
  GhTrust *self = user_data;
  GTlsCertificateFlags remaining = judge (self, message, certificate, faults);

  if (remaining == 0)
    return TRUE;

  g_clear_pointer (&self->refused, gh_certificate_unref);
  self->refused = gh_certificate_new (certificate, remaining);
  return FALSE;
}

/* A server that can do without a client's certificate gets none where there is none. */
static gboolean
request_certificate_cb (SoupMessage *message, GTlsClientConnection *connection, gpointer user_data)
{
  GhTrust *self = user_data;

  soup_message_set_tls_client_certificate (message, gh_trust_files_get_client (self->files));
  g_object_set_data (G_OBJECT (message), ASKED_KEY, self);

  return TRUE;
}

/* Some servers say what they miss, others just hang up once they have seen what we have. */
static gboolean
is_about_client (const GError *failure, SoupMessage *message)
{
  if (g_error_matches (failure, G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED))
    return TRUE;

  return g_object_get_data (G_OBJECT (message), ASKED_KEY) != NULL
         && soup_message_get_status (message) == SOUP_STATUS_NONE
         && (failure->domain == G_TLS_ERROR
             || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
             || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT));
}

static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhTrust) self = user_data;
  g_autoptr (GhWaiters) waiters = NULL;
  g_autoptr (GError) error = NULL;

  self->files = gh_trust_files_read_finish (result, &error);
  self->is_reading = FALSE;
  waiters = gh_waiters_take (self->waiters);
  gh_waiters_answer (waiters, error);
}

static void
gh_trust_finalize (GObject *object)
{
  GhTrust *self = GH_TRUST (object);

  gh_waiters_free (self->waiters);
  g_clear_pointer (&self->files, gh_trust_files_free);
  g_clear_pointer (&self->refused, gh_certificate_unref);
  g_clear_pointer (&self->address, gh_server_address_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gh_trust_parent_class)->finalize (object);
}

static void
gh_trust_class_init (GhTrustClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_trust_finalize;
}

static void
gh_trust_init (GhTrust *self)
{
  self->waiters = gh_waiters_new ();
}

/*
 * gh_trust_new:
 * @address: the server
 * @settings: what was said about the way there; changes of it are not followed
 *
 * Returns: (transfer full): what is good enough
 */
GhTrust *
gh_trust_new (GhServerAddress *address, GhConnectionSettings *settings)
{
  GhTrust *self = g_object_new (GH_TYPE_TRUST, NULL);

  self->address = gh_server_address_ref (address);
  self->settings = gh_connection_settings_copy (settings);
  /* Nothing has to be read for most servers, and nobody waits. */
  if (!gh_server_address_is_secure (address) || !gh_trust_files_are_needed (self->settings))
    self->files = gh_trust_files_new_empty ();

  return self;
}

/*
 * gh_trust_set_up_session:
 * @self: what is good enough
 * @session: an HTTP session for the server alone
 *
 * Lets @session ask about every certificate where one is pinned; and lets nothing that is meant for
 * this computer out of it, whatever proxy there is.
 */
void
gh_trust_set_up_session (GhTrust *self, SoupSession *session)
{
  if (gh_connection_settings_get_pin (self->settings) != NULL)
    soup_session_set_tls_database (session, NULL);
  if (gh_server_address_is_loopback (self->address))
    soup_session_set_proxy_resolver (session, NULL);
}

/*
 * gh_trust_check_address:
 * @self: what is good enough
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %GH_ERROR_TLS if the server may not be spoken to unencrypted
 */
gboolean
gh_trust_check_address (GhTrust *self, GError **error)
{
  if (gh_server_address_is_secure (self->address) || gh_server_address_is_loopback (self->address)
      || gh_connection_settings_get_allow_plain_http (self->settings))
    return TRUE;

  g_set_error (error,
               GH_ERROR,
               GH_ERROR_TLS,
               /* Translators: %s is the name of a server. */
               _("The connection to %s would not be encrypted. Use an address that begins with "
                 "https://, or allow an unencrypted connection to this server in its connection "
                 "settings."),
               get_host (self));
  return FALSE;
}

/*
 * gh_trust_is_ready:
 * @self: what is good enough
 *
 * Returns: whether gh_trust_prepare_async() need not be called
 */
gboolean
gh_trust_is_ready (GhTrust *self)
{
  return self->files != NULL;
}

/*
 * gh_trust_prepare_async:
 * @self: what is good enough
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is ready
 * @user_data: for @callback
 *
 * Reads the files that the settings name, once for all who ask. Where that failed it is tried again
 * for the next one, for a file may come back.
 */
void
gh_trust_prepare_async (GhTrust *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_trust_prepare_async);
  gh_waiters_add (self->waiters, task);
  if (self->is_reading)
    return;

  self->is_reading = TRUE;
  gh_trust_files_read_async (self->settings, read_ready_cb, g_object_ref (self));
}

/*
 * gh_trust_prepare_finish:
 * @self: what is good enough
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT where a file cannot be used
 */
gboolean
gh_trust_prepare_finish (GhTrust *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * gh_trust_watch:
 * @self: what is good enough, and ready
 * @message: what is about to be sent
 *
 * Decides about the connection that @message is sent over, if a new one is made for it.
 */
void
gh_trust_watch (GhTrust *self, SoupMessage *message)
{
  g_return_if_fail (gh_trust_is_ready (self));

  g_signal_connect_object (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (message, "request-certificate", G_CALLBACK (request_certificate_cb),
                           self, G_CONNECT_DEFAULT);
}

/*
 * gh_trust_note_success:
 * @self: what is good enough
 *
 * The server has answered: what was refused before is of no interest any more.
 */
void
gh_trust_note_success (GhTrust *self)
{
  g_clear_pointer (&self->refused, gh_certificate_unref);
}

static GError *
new_client_refused (GhTrust *self)
{
  return g_error_new (GH_ERROR,
                      GH_ERROR_TLS,
                      gh_trust_files_get_client (self->files) == NULL
                        /* Translators: %s is the name of a server, here and below. */
                        ? _("%s speaks only to computers that show a certificate. Choose the "
                            "file with yours in the connection settings.")
                        : _("%s seems not to accept the certificate that this computer shows. "
                            "Ask your administrator for another."),
                      get_host (self));
}

static GError *
new_pin_mismatch (GhTrust *self)
{
  return g_error_new (GH_ERROR,
                      GH_ERROR_TLS,
                      /* Translators: the first %s is the name of a server, the others are
                       * fingerprints, rows of hexadecimal digits. */
                      _("%1$s shows another certificate than the one that is pinned. Pinned: "
                        "%2$s. Shown: %3$s. If your administrator has changed it, forget the "
                        "pinned one in the connection settings; if not, somebody may be "
                        "listening."),
                      get_host (self),
                      gh_connection_settings_get_pin (self->settings),
                      gh_certificate_get_pin (self->refused));
}

/*
 * gh_trust_explain:
 * @self: what is good enough
 * @failure: what libsoup reported of @message
 * @message: what was sent
 *
 * Returns: (transfer full) (nullable): the error for the caller, if @failure is about certificates
 */
GError *
gh_trust_explain (GhTrust *self, const GError *failure, SoupMessage *message)
{
  if (gh_error_is_cancelled (failure) || failure->domain == GH_ERROR)
    return NULL;
  if (self->refused == NULL || soup_message_get_tls_peer_certificate_errors (message) == 0)
    return is_about_client (failure, message) ? new_client_refused (self) : NULL;
  if (gh_connection_settings_get_pin (self->settings) != NULL)
    return new_pin_mismatch (self);

  return gh_error_mapper_map_failure (failure,
                                      gh_certificate_get_faults (self->refused),
                                      get_host (self));
}

/*
 * gh_trust_get_settings:
 * @self: what is good enough
 *
 * Returns: (transfer none): by what it decides; not to be changed
 */
GhConnectionSettings *
gh_trust_get_settings (GhTrust *self)
{
  return self->settings;
}

/*
 * gh_trust_get_refused:
 * @self: what is good enough
 *
 * Returns: (transfer none) (nullable): the certificate that was refused last, if no handshake was
 *   good since
 */
GhCertificate *
gh_trust_get_refused (GhTrust *self)
{
  return self->refused;
}
