/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed.h"
#include "gh-list-recorder.h"
#include "gh-test-server.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"

G_BEGIN_DECLS

/* A feed, signed in at a server with a history, with everything in between and time standing still. */
typedef struct
{
  GhTestServer *server;                /* (owned) */
  GhVirtualClock *clock;               /* (owned) */
  GhSession *session;                  /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned) */
  GhEventLog *log;                     /* (owned) */
  GhFeed *feed;                        /* (owned): over the plain WebSocket */

  GListStore *history;        /* (owned): what happened, newest first */
  gboolean ignores_period;    /* the server answers everything, whatever it is asked */
  guint page_status;          /* what a page is answered with, with "Retry-After: 20"; 0 for a page */
  guint n_history;            /* pages asked for */
  gboolean refuses_refresh;
  guint n_refreshes;
  guint access_number;        /* of the one access token that the handshake takes */
  void (*before_page) (gpointer bed); /* (nullable): called at each request for a page */
  GString *states;            /* (owned): that the feed went through, with spaces in between */
} GhFeedBed;

#define GH_FEED_BED_EVENTS "/api/face-recognition/events"

/* Of the size of the log, in @data. For g_test_add(). */
void gh_feed_bed_set_up (GhFeedBed *self, gconstpointer data);
void gh_feed_bed_tear_down (GhFeedBed *self, gconstpointer data);

/* Something happens at the door: it is in the history, and nobody is told. */
void gh_feed_bed_happen (GhFeedBed *self, const char *id, gint64 timestamp_us);
/* Those who are connected are told. */
void gh_feed_bed_tell (GhFeedBed *self, const char *id, gint64 timestamp_us);
/* The server ends the links, with good manners. */
void gh_feed_bed_close (GhFeedBed *self, gushort code);

/* Starts and waits until live. */
void gh_feed_bed_go_live (GhFeedBed *self);
/* Waits until the feed is in @state; virtual time stands. */
void gh_feed_bed_wait_state (GhFeedBed *self, GhFeedState state);
/* Lets the next timeout fall due. */
void gh_feed_bed_skip (GhFeedBed *self);
/* Waits until the feed is live, and lets as much virtual time pass as that takes. */
void gh_feed_bed_recover (GhFeedBed *self);

/* The ids in the list, once nothing is due to change. Compared with g_assert_cmpstr(). */
char *gh_feed_bed_ids (GhFeedBed *self) G_GNUC_WARN_UNUSED_RESULT;
/* The states since the last call. */
char *gh_feed_bed_take_states (GhFeedBed *self) G_GNUC_WARN_UNUSED_RESULT;

#define gh_feed_bed_assert_ids(self, expected)                                                    \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *gh_feed_bed_text = gh_feed_bed_ids (self);                                   \
    g_assert_cmpstr (gh_feed_bed_text, ==, expected);                                             \
  }                                                                                               \
  G_STMT_END

#define gh_feed_bed_assert_states(self, expected)                                                 \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autofree char *gh_feed_bed_text = gh_feed_bed_take_states (self);                           \
    g_assert_cmpstr (gh_feed_bed_text, ==, expected);                                             \
  }                                                                                               \
  G_STMT_END

G_END_DECLS
