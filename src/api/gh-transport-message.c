/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-transport-private.h"

#include "gh-error-mapper.h"

#include <glib/gi18n.h>

/*
 * gh_transport_new_message:
 * @self: a transport
 * @method: the HTTP method
 * @uri: where to
 * @access_token: (nullable): who asks
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a message that follows no redirect; %NULL with %GH_ERROR_TLS
 *   if nothing may be sent there unencrypted
 */
SoupMessage *
gh_transport_new_message (GhTransport *self,
                          const char *method,
                          const char *uri,
                          const char *access_token,
                          GError **error)
{
  SoupMessage *message;

  if (!gh_trust_check_address (gh_transport_get_trust (self), error))
    return NULL;

  message = soup_message_new (method, uri);
  if (message == NULL)
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("This is not an address that can be asked."));
      return NULL;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (access_token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", access_token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message),
                                    "Authorization",
                                    bearer);
    }

  return message;
}

/*
 * gh_transport_map_failure:
 * @self: a transport
 * @failure: what libsoup reported
 * @message: what was sent
 * @deadline: its deadline
 *
 * Returns: (transfer full): the error for the caller
 */
GError *
gh_transport_map_failure (GhTransport *self,
                          const GError *failure,
                          SoupMessage *message,
                          GhDeadline *deadline)
{
  const char *host = gh_server_address_get_host_label (gh_transport_get_address (self));
  GError *error;

  if (gh_deadline_has_passed (deadline))
    return gh_error_mapper_map_timeout (host);

  error = gh_trust_explain (gh_transport_get_trust (self), failure, message);
  if (error != NULL)
    return error;
  return gh_error_mapper_map_failure (failure, G_TLS_CERTIFICATE_NO_FLAGS, host);
}
