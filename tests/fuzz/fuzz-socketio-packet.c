/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-socketio-packet.h"

#include <string.h>

/* A text frame of Socket.IO: what is taken is within its limits, and the payload is the frame's
 * tail. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSocketioPacket) packet = gh_socketio_packet_new_from_text (text, &error);
  gint64 silence_us = 0;

  g_assert_true ((packet == NULL) == (error != NULL));
  if (packet == NULL)
    return 0;

  g_assert_cmpint (packet->ack_id, >=, -1);
  if (packet->payload != NULL)
    {
      gsize length;
      const guint8 *payload = g_bytes_get_data (packet->payload, &length);

      g_assert_cmpuint (length, <, size);
      g_assert_cmpmem (payload, length, data + size - length, length);
    }
  if (packet->carrier == GH_ENGINEIO_MESSAGE)
    g_assert_cmpuint (strlen (packet->namespace), <=, GH_SOCKETIO_MOST_NAMESPACE_BYTES);
  if (packet->carrier == GH_ENGINEIO_OPEN
      && gh_socketio_packet_read_silence (packet, &silence_us, NULL))
    g_assert_cmpint (silence_us, >, 0);
  if (packet->carrier == GH_ENGINEIO_MESSAGE && packet->type == GH_SOCKETIO_CONNECT_ERROR)
    g_free (gh_socketio_packet_dup_reason (packet));

  return 0;
}
