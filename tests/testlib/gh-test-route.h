/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-server.h"

G_BEGIN_DECLS

/* One route of a #GhTestServer: what it will answer and what it was asked. */
typedef struct _GhTestRoute GhTestRoute;

typedef enum
{
  GH_TEST_PLAY_RESPONSE,
  GH_TEST_PLAY_RAW,
  GH_TEST_PLAY_HANG,
  GH_TEST_PLAY_HANDLER,
} GhTestPlayKind;

typedef struct
{
  GhTestPlayKind kind;
  guint status;
  char *content_type;          /* (owned) (nullable) */
  GBytes *body;                /* (owned) (nullable) */
  SoupMessageHeaders *headers; /* (owned) (nullable) */
  GhTestThen then;
  GhTestHandler handler; /* (nullable) */
  gpointer handler_data; /* (nullable) */
} GhTestPlay;

GhTestPlay *gh_test_play_new (GhTestPlayKind kind) G_GNUC_WARN_UNUSED_RESULT;
GhTestPlay *gh_test_play_ref (GhTestPlay *self);
void gh_test_play_unref (GhTestPlay *self);
void gh_test_play_respond (const GhTestPlay *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTestPlay, gh_test_play_unref)

struct _GhTestRoute
{
  GQueue plays;    /* (owned) of GhTestPlay; the last one stays */
  GPtrArray *held; /* (owned) of SoupServerMessage, answered and paused */
  gboolean is_holding;

  guint count;
  char *body;                  /* (owned) (nullable) of the newest request, as are the next two */
  char *query;                 /* (owned) (nullable) */
  SoupMessageHeaders *headers; /* (owned) (nullable) */
};

GhTestRoute *gh_test_route_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_test_route_free (GhTestRoute *self);

void gh_test_route_record (GhTestRoute *self, SoupServerMessage *message);
void gh_test_route_push (GhTestRoute *self, GhTestPlay *play);
/* The next of the script, NULL where there is none. */
GhTestPlay *gh_test_route_take_next (GhTestRoute *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_test_route_pause (GhTestRoute *self, SoupServerMessage *message);
void gh_test_route_release (GhTestRoute *self);

G_END_DECLS
