/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-token-store.h"
#include "gh-session.h"
#include "gh-test-server.h"
#include "gh-virtual-clock.h"

G_BEGIN_DECLS

/* A session and the server it speaks to, whose rules about tokens are the real ones: one pair at a
 * time, a refresh token is good for one refresh. */
typedef struct
{
  GhTestServer *server;   /* (owned) */
  GhVirtualClock *clock;  /* (owned) */
  FakeTokenStore *store;  /* (owned) */
  GhTransport *transport; /* (owned) */
  GhSession *session;     /* (owned) */

  guint generation;        /* of the pair that is good, 0 for none */
  guint expired;           /* access tokens up to this generation have run out */
  const char *email;       /* (nullable) what the server calls whoever is signed in by now */
  guint lifetime_s;        /* what access tokens say, 0 for saying nothing */
  gboolean refuses;        /* no refresh token is good any more */
  guint n_stale_refreshes; /* with a token that was used before */
  guint n_old_accesses;    /* calls with an access token that had run out */

  guint n_signed_out;
  GError *reason; /* (owned) (nullable) of the newest */
} SessionFixture;

#define THING "/api/thing"
#define REFRESH "/api/auth/refresh"

void session_fixture_set_up (SessionFixture *fixture, gconstpointer user_data);
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer user_data);

void session_fixture_sign_in (SessionFixture *fixture, gboolean remember);
void session_fixture_expire (SessionFixture *fixture);
char *session_fixture_dup_access_token (SessionFixture *fixture, guint generation);

/* GET /thing, and GET of another path below /api. */
void session_fixture_call (SessionFixture *fixture,
                           GCancellable *cancellable,
                           GAsyncResult **result);
void session_fixture_call_path (SessionFixture *fixture,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncResult **result);
void session_fixture_finish_well (SessionFixture *fixture, GAsyncResult *result);
void session_fixture_finish_badly (SessionFixture *fixture,
                                   GAsyncResult *result,
                                   GQuark domain,
                                   int code);
/* Answers 401 unless the call carries the access token of the moment. */
void session_fixture_thing_cb (GhTestServer *server,
                               SoupServerMessage *message,
                               const char *body,
                               gpointer user_data);
/* Exchanges the refresh token of the moment, once. */
void session_fixture_refresh_cb (GhTestServer *server,
                                 SoupServerMessage *message,
                                 const char *body,
                                 gpointer user_data);
/* A refused refresh is believed when nobody has stored another pair for a while: that while. */
void session_fixture_pass_search (SessionFixture *fixture);
guint session_fixture_count_refreshes (SessionFixture *fixture);
/* Waits for a result, and lets the time between tries pass. */
void session_fixture_pass_pauses (SessionFixture *fixture, GAsyncResult **result);

void session_fixture_assert_log (SessionFixture *fixture, const char *expected);
void session_fixture_assert_signed_in (SessionFixture *fixture);
void session_fixture_call_and_wait (SessionFixture *fixture, GAsyncResult **result);
void session_fixture_assert_call_succeeds (SessionFixture *fixture);
gboolean session_fixture_restore (SessionFixture *fixture, GError **error);
void session_fixture_put_into_store (SessionFixture *fixture);

G_END_DECLS
