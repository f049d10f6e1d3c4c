/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one text frame of the live connection says. */
typedef struct
{
  GPtrArray *events; /* (owned) (element-type GhFaceEvent): in the order of the frame */
  guint n_invalid;   /* what was announced as an event, or as JSON, and is none */

  char *id;                /* (owned) (nullable): by which the server tells its messages apart */
  GPtrArray *notices;      /* (owned) (element-type GhFeedNotice) */
  gboolean says_connected; /* the server's word that it knows who we are */
} GhFeedMessage;

GhFeedMessage *gh_feed_message_new (void) G_GNUC_WARN_UNUSED_RESULT;
GhFeedMessage *gh_feed_message_new_from_text (GBytes *text) G_GNUC_WARN_UNUSED_RESULT;
void gh_feed_message_free (GhFeedMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFeedMessage, gh_feed_message_free)

G_END_DECLS
