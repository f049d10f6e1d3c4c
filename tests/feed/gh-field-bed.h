/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-feed-bed.h"

G_BEGIN_DECLS

/* A feed at a server that speaks Socket.IO as the field server does: it takes everybody in and
 * throws out again whoever has the wrong token, says every message twice, and nothing again. */
typedef struct
{
  GhFeedBed bed;

  gboolean has_websocket; /* at "/" */
  gboolean has_socketio;
  const char *greeting; /* (nullable): in place of the carrier's opening */
  const char *answer;   /* (nullable): in place of what follows an entry */
  gboolean is_terse;    /* lets people in without saying that they are connected */
  guint n_entries;
  guint n_pongs;
  guint n_told;
  gint64 last_page_us;  /* for tests that look at how often pages are asked for */
  gint64 least_pace_us;
} GhFieldBed;

#define GH_FIELD_BED_PATH "/socket.io/"
#define GH_FIELD_BED_NAMESPACE "/face-recognition"
#define GH_FIELD_BED_OPENING                                                                      \
  "0{\"sid\":\"Vx0a\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"              \
  "\"maxPayload\":1000000}"

/* For g_test_add(), with the size of the log. */
void gh_field_bed_set_up (GhFieldBed *self, gconstpointer data);
void gh_field_bed_tear_down (GhFieldBed *self, gconstpointer data);

/* To everybody who speaks Socket.IO, as it is. */
void gh_field_bed_send (GhFieldBed *self, const char *text);
/* A message of the namespace, twice, with an id of its own. */
void gh_field_bed_send_message (GhFieldBed *self, const char *type, const char *data_json);
/* An event: in the history, and told. */
void gh_field_bed_happen_and_tell (GhFieldBed *self, const char *id, gint64 timestamp_us);

G_END_DECLS
