/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

/* What a server tells over the live connection beside events: something for a person to read, of
 * a known kind and with whatever it has to say as lines of metadata. */
typedef struct _GhFeedNotice GhFeedNotice;

typedef enum
{
  GH_FEED_NOTICE_STATISTICS,
  GH_FEED_NOTICE_DEVICE_STATUS,
  GH_FEED_NOTICE_ALERT,
  GH_FEED_NOTICE_USER_UPDATE,
} GhFeedNoticeKind;

#define GH_TYPE_FEED_NOTICE (gh_feed_notice_get_type ())
GType gh_feed_notice_get_type (void);

GhFeedNotice *gh_feed_notice_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GhFeedNotice *gh_feed_notice_ref (GhFeedNotice *self);
void gh_feed_notice_unref (GhFeedNotice *self);

GhFeedNoticeKind gh_feed_notice_get_kind (const GhFeedNotice *self);
gint64 gh_feed_notice_get_timestamp_us (const GhFeedNotice *self);
const char *gh_feed_notice_look_up (const GhFeedNotice *self, const char *path);
/* Of #GhMetadataEntry. */
GListModel *gh_feed_notice_make_entries (const GhFeedNotice *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFeedNotice, gh_feed_notice_unref)

G_END_DECLS
