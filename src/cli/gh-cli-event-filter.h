/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-event-query.h"
#include "gh-face-event.h"

G_BEGIN_DECLS

/* Which events are printed, as it was typed. */
typedef struct
{
  char *type_text;      /* (owned) (nullable) */
  char *face_id;        /* (owned) (nullable) */
  char *face_record_id; /* (owned) (nullable) */
  char *camera_id;      /* (owned) (nullable) */
  char *since_text;     /* (owned) (nullable) */
  char *until_text;     /* (owned) (nullable) */
  gboolean as_csv;      /* a table for spreadsheets */

  /* What these mean, after gh_cli_event_filter_check(). */
  GhEventType type;
  gint64 since_us; /* 0 for none, as the next one */
  gint64 until_us;
} GhCliEventFilter;

gboolean gh_cli_event_filter_check (GhCliEventFilter *self, gint64 now_us, GError **error);
void gh_cli_event_filter_clear (GhCliEventFilter *self);

GhEventQuery *gh_cli_event_filter_new_query (const GhCliEventFilter *self)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_cli_event_filter_matches (const GhCliEventFilter *self, GhFaceEvent *event);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCliEventFilter, gh_cli_event_filter_clear)

G_END_DECLS
