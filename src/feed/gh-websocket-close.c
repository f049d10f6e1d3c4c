/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-websocket-close.h"

#include "gh-error.h"

#include <glib/gi18n.h>

/* Close codes of the contract's servers, from the range that applications may use. */
#define CLOSE_UNAUTHORIZED 4401
#define CLOSE_FORBIDDEN 4403

/**
 * gh_websocket_close_make_error:
 * @connection: a connection that was closed
 * @said: (nullable): what libsoup said before
 *
 * Puts into words why a live connection is over.
 *
 * Returns: (transfer full): a #GhError by what can be done about it
 */
GError *
gh_websocket_close_make_error (SoupWebsocketConnection *connection, const GError *said)
{
  GError *error;

  if (g_error_matches (said, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG))
    return g_error_new_literal (GH_ERROR, GH_ERROR_LIMIT,
                                _("The server sent a message that is too large"));

  switch (soup_websocket_connection_get_close_code (connection))
    {
    case CLOSE_UNAUTHORIZED:
      error = g_error_new_literal (GH_ERROR, GH_ERROR_UNAUTHORIZED,
                                   _("The server wants the sign-in renewed"));
      gh_error_set_http_status (error, SOUP_STATUS_UNAUTHORIZED);
      return error;
    case CLOSE_FORBIDDEN:
      return g_error_new_literal (GH_ERROR, GH_ERROR_FORBIDDEN,
                                  _("This account may not watch live events"));
    case SOUP_WEBSOCKET_CLOSE_SERVER_ERROR:
      return g_error_new_literal (GH_ERROR, GH_ERROR_SERVER,
                                  _("The server failed and ended the live connection"));
    default:
      return g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE, _("The live connection was lost"));
    }
}
