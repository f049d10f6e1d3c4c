/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-faces.h"
#include "gh-demo-id.h"
#include "gh-demo-pictures.h"
#include "gh-event-type.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

/* A row of the history. What a camera saw is kept as a few numbers, and becomes the contract's
 * event when it is asked for; so a million rows are 130 MB and not 30 GB. */
typedef struct
{
  char id[GH_DEMO_ID_LENGTH + 1];
  gint64 time_us;
  GhEventType type;
  gint64 face_row; /* 0 is none */
  double confidence;
  int camera;  /* -1 is none */
  int picture; /* of the gallery; -1 is none */
  double quality;
  int duration_ms;
  char *details;    /* (owned) (nullable): its metadata, where no camera saw it, as JSON */
  GhDemoFace *face; /* (owned) (nullable) */
} GhDemoEvent;

typedef struct
{
  GhEventType type;    /* GH_EVENT_TYPE_ANY is any */
  const char *face_record_id; /* (nullable) */
  const char *face_id;        /* (nullable) */
  gint64 start_us;     /* the first moment */
  gint64 end_us;       /* the first moment after */
} GhDemoEventFilter;

#define GH_DEMO_EVENT_FILTER_INIT { .start_us = 0, .end_us = G_MAXINT64 }

typedef struct
{
  gint64 total;
  gint64 today;
  gint64 by_type[GH_EVENT_TYPE_OTHER + 1];
  double average_confidence;
} GhDemoEventCounts;

GhDemoEvent *gh_demo_event_new (GhEventType type) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_event_free (GhDemoEvent *self);
void gh_demo_event_write_members (const GhDemoEvent *self,
                                  GhDemoPictures *pictures,
                                  GhJsonWriter *writer);
void gh_demo_event_write (const GhDemoEvent *self,
                          GhDemoPictures *pictures,
                          GhJsonWriter *writer,
                          const char *name);

void gh_demo_events_index (GhDemoDatabase *database);
gint64 gh_demo_events_get_newest_us (GhDemoDatabase *database);
void gh_demo_events_add (GhDemoDatabase *database, GhDemoEvent *event);
void gh_demo_events_add_many_begin (GhDemoDatabase *database);
void gh_demo_events_add_many_one (GhDemoDatabase *database, const GhDemoEvent *event);
void gh_demo_events_add_many_end (GhDemoDatabase *database);

GPtrArray *gh_demo_events_list (GhDemoDatabase *database,
                                const GhDemoEventFilter *filter,
                                gint64 offset,
                                gint64 limit,
                                gint64 *total) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_events_count (GhDemoDatabase *database, gint64 today_us, GhDemoEventCounts *counts);
GArray *gh_demo_events_list_pictures (GhDemoDatabase *database, guint most)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoEvent, gh_demo_event_free)

G_END_DECLS
