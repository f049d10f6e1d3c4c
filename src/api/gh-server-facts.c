/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-server-facts-private.h"

static const char *
get_version_word (GTlsProtocolVersion version)
{
  switch (version)
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
    default:
      return "TLS";
    }
}

/*
 * gh_server_facts_new:
 * @message: whose headers have come
 * @now_us: when they came: real time, in microseconds
 *
 * Returns: (transfer full): what they show
 */
GhServerFacts *
gh_server_facts_new (SoupMessage *message, gint64 now_us)
{
  GhServerFacts *self = g_new0 (GhServerFacts, 1);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  const char *text =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  if (date != NULL)
    {
      self->has_clock = TRUE;
      /* The header has cut off half a second on average. */
      self->clock_ahead_us =
        g_date_time_to_unix_usec (date) + 500 * G_TIME_SPAN_MILLISECOND - now_us;
    }
  if (certificate != NULL)
    {
      self->tls_version =
        g_strdup (get_version_word (soup_message_get_tls_protocol_version (message)));
      self->certificate =
        gh_certificate_new (certificate, soup_message_get_tls_peer_certificate_errors (message));
    }

  return self;
}

void
gh_server_facts_free (GhServerFacts *self)
{
  g_free (self->tls_version);
  g_clear_pointer (&self->certificate, gh_certificate_unref);
  g_free (self);
}
