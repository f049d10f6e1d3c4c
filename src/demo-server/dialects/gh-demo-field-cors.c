/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-field-dialect.h"

/* The one web page that may read answers. */
#define ORIGIN "http://localhost:3000"

/**
 * gh_demo_field_answer_browser:
 * @message: a request
 *
 * Adds what browsers look for. Whoever comes from another page is served as well, and it is the
 * browser that keeps the answer from that page.
 *
 * Returns: %TRUE if the request was a browser's question whether it may ask, and is answered
 */
gboolean
gh_demo_field_answer_browser (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *origin = soup_message_headers_get_one (
    soup_server_message_get_request_headers (message), "Origin");

  soup_message_headers_replace (headers, "Vary", "Origin");
  soup_message_headers_replace (headers, "Access-Control-Allow-Credentials", "true");
  if (g_strcmp0 (origin, ORIGIN) == 0)
    soup_message_headers_replace (headers, "Access-Control-Allow-Origin", ORIGIN);
  if (!g_str_equal (soup_server_message_get_method (message), "OPTIONS"))
    return FALSE;

  soup_message_headers_replace (headers, "Access-Control-Allow-Methods",
                                "GET,POST,PUT,DELETE,PATCH,OPTIONS");
  soup_message_headers_replace (headers, "Access-Control-Allow-Headers",
                                "Content-Type,Authorization,X-Request-ID");
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);

  return TRUE;
}
