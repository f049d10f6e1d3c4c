/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "gh-demo-server.h"
#include "gh-virtual-clock.h"

G_BEGIN_DECLS

/* A server in this process, on a real socket, and somebody who shares nothing with our client. */
typedef struct
{
  GhDemoOptions *options; /* (owned) */
  GhVirtualClock *clock;  /* (owned) */
  GhDemoServer *server;   /* (owned) (nullable) */
  SoupSession *session;   /* (owned) */
  char *password;         /* (owned): of administrator, moderator and officer */
} GhDemoClient;

typedef struct
{
  guint status;
  JsonNode *root;              /* (owned) (nullable) */
  GBytes *body;                /* (owned) */
  SoupMessageHeaders *headers; /* (owned) */
} GhDemoReply;

GhDemoClient *gh_demo_client_new (guint n_events) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a server that speaks the other dialect. */
GhDemoClient *gh_demo_client_new_field (guint n_events) G_GNUC_WARN_UNUSED_RESULT;
GhDemoOptions *gh_demo_client_make_field_options (guint n_events) G_GNUC_WARN_UNUSED_RESULT;
GhDemoClient *gh_demo_client_new_with_options (GhDemoOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_client_free (GhDemoClient *self);
void gh_demo_client_restart (GhDemoClient *self);
char *gh_demo_client_make_uri (GhDemoClient *self, const char *scheme, const char *path)
  G_GNUC_WARN_UNUSED_RESULT;

/* @path is below /api; @token and @body, which is JSON, can be NULL. */
GhDemoReply *gh_demo_client_call (GhDemoClient *self,
                                  const char *method,
                                  const char *path,
                                  const char *token,
                                  const char *body) G_GNUC_WARN_UNUSED_RESULT;
GhDemoReply *gh_demo_client_send (GhDemoClient *self, SoupMessage *message)
  G_GNUC_WARN_UNUSED_RESULT;
char *gh_demo_client_sign_in (GhDemoClient *self, const char *mailbox) G_GNUC_WARN_UNUSED_RESULT;
GhDemoReply *gh_demo_client_login (GhDemoClient *self, const char *email, const char *password)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_reply_free (GhDemoReply *self);
/* @path is as in "data.items[0].id". */
gboolean gh_demo_reply_has (GhDemoReply *self, const char *path);
const char *gh_demo_reply_text (GhDemoReply *self, const char *path);
gint64 gh_demo_reply_int (GhDemoReply *self, const char *path);
double gh_demo_reply_double (GhDemoReply *self, const char *path);
guint gh_demo_reply_length (GhDemoReply *self, const char *path);

#define gh_demo_assert_status(reply, expected) g_assert_cmpuint ((reply)->status, ==, expected)

/* Calls, and compares the status only. */
#define gh_demo_assert_call(client, method, path, token, body, expected)                          \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autoptr (GhDemoReply) gh_demo_call_reply =                                                  \
      gh_demo_client_call (client, method, path, token, body);                                    \
    g_assert_cmpuint (gh_demo_call_reply->status, ==, expected);                                  \
  }                                                                                               \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoClient, gh_demo_client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoReply, gh_demo_reply_free)

G_END_DECLS
