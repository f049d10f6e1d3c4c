/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-feed-notice.h"

#include "gh-metadata.h"
#include "gh-model-limits.h"

struct _GhFeedNotice
{
  GhFeedNoticeKind kind;
  gint64 timestamp_us;
  char **data; /* (owned) (nullable): path, scalar, path, scalar */
};

G_DEFINE_BOXED_TYPE (GhFeedNotice, gh_feed_notice, gh_feed_notice_ref, gh_feed_notice_unref)

static const struct
{
  const char *wire;
  GhFeedNoticeKind kind;
} kinds[] = {
  { "STATISTICS_UPDATE", GH_FEED_NOTICE_STATISTICS },
  { "DEVICE_STATUS", GH_FEED_NOTICE_DEVICE_STATUS },
  { "ALERT", GH_FEED_NOTICE_ALERT },
  { "USER_UPDATE", GH_FEED_NOTICE_USER_UPDATE },
};

static gboolean
parse_kind (const char *wire, GhFeedNoticeKind *kind)
{
  for (guint i = 0; wire != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (wire, kinds[i].wire) == 0)
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

static void
notice_clear (gpointer data)
{
  GhFeedNotice *self = data;

  g_strfreev (self->data);
}

/**
 * gh_feed_notice_new_from_json:
 * @reader: a reader that stands on the envelope: {"type": …, "timestamp": …, "data": …}
 *
 * Reads a notice. A wrong timestamp is a fault of the reader.
 *
 * Returns: (transfer full) (nullable): the notice; %NULL where it is something else
 */
GhFeedNotice *
gh_feed_notice_new_from_json (GhJsonReader *reader)
{
  g_autofree char *wire = NULL;
  GhFeedNotice *self;
  GhFeedNoticeKind kind;

  g_return_val_if_fail (reader != NULL, NULL);

  if (gh_json_reader_get_member_kind (reader, "type") != GH_JSON_KIND_STRING)
    return NULL;
  wire = gh_json_reader_dup_string (reader, "type", GH_JSON_OPTIONAL, GH_MOST_WORD_BYTES);
  if (!parse_kind (wire, &kind))
    return NULL;

  self = g_atomic_rc_box_new0 (GhFeedNotice);
  self->kind = kind;
  self->timestamp_us = gh_json_reader_get_time_us (reader, "timestamp", GH_JSON_OPTIONAL);
  if (gh_json_reader_enter_member (reader, "data"))
    {
      self->data = gh_metadata_flatten (reader);
      gh_json_reader_leave (reader);
    }

  return self;
}

/**
 * gh_feed_notice_ref:
 * @self: a notice
 *
 * Returns: (transfer full): @self
 */
GhFeedNotice *
gh_feed_notice_ref (GhFeedNotice *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_feed_notice_unref:
 * @self: (transfer full): a notice
 *
 * Drops a reference.
 */
void
gh_feed_notice_unref (GhFeedNotice *self)
{
  g_atomic_rc_box_release_full (self, notice_clear);
}

/**
 * gh_feed_notice_get_kind:
 * @self: a notice
 *
 * Returns: what it is about
 */
GhFeedNoticeKind
gh_feed_notice_get_kind (const GhFeedNotice *self)
{
  return self->kind;
}

/**
 * gh_feed_notice_get_timestamp_us:
 * @self: a notice
 *
 * Returns: when the server made it: real time, in microseconds; 0 where it does not say
 */
gint64
gh_feed_notice_get_timestamp_us (const GhFeedNotice *self)
{
  return self->timestamp_us;
}

/**
 * gh_feed_notice_look_up:
 * @self: a notice
 * @path: where, as in "systemLoad.cpu"
 *
 * Returns: (transfer none) (nullable): what the server says there
 */
const char *
gh_feed_notice_look_up (const GhFeedNotice *self, const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = 0; self->data != NULL && self->data[i] != NULL; i += 2)
    if (g_strcmp0 (self->data[i], path) == 0)
      return self->data[i + 1];
  return NULL;
}

/**
 * gh_feed_notice_make_entries:
 * @self: a notice
 *
 * Returns: (transfer full): all that the server says, a list of #GhMetadataEntry
 */
GListModel *
gh_feed_notice_make_entries (const GhFeedNotice *self)
{
  return gh_metadata_make_model (self->data);
}
