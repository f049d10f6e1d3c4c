/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-event.h"
#include "gh-feed-message.h"
#include "gh-fuzz.h"

/* A frame of the live connection: every event in it can be told apart and placed. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) text = g_bytes_new (data, size);
  g_autoptr (GhFeedMessage) message = gh_feed_message_new_from_text (text);

  g_assert_cmpuint (message->events->len + message->n_invalid, <=, size + 1);
  for (guint i = 0; i < message->events->len; i++)
    {
      GhFaceEvent *event = message->events->pdata[i];

      g_assert_cmpstr (gh_face_event_get_id (event), !=, "");
      g_assert_cmpint (gh_face_event_get_timestamp_us (event), >=, 0);
    }

  return 0;
}
