/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-router.h"

G_BEGIN_DECLS

/* Something that is refused; its form, if it has one, names the fields at fault. */
typedef struct
{
  guint status;
  const char *message;
  GhDemoForm *form;   /* (nullable) */
  gboolean is_terse;  /* what is wrong with a request in detail is nobody's business */
  const char *method;
  const char *target; /* path and query, as they were sent */
  gint64 time_us;
} GhDemoFailure;

/* How the server speaks. What it knows and does is the same in every dialect; which routes lead
 * there, what stands around an answer and how the live channel works is written here. */
struct _GhDemoDialect
{
  const char *name;
  const GhDemoRoute *const *tables; /* ends with NULL; the first route that fits is taken */

  /* What comes in. */
  gboolean reads_body_first;    /* before it is looked at who asks, and for what */
  gboolean tells_methods;       /* a path with another method is 405 and not 404 */
  gboolean tells_budget;        /* answers carry what is left of the rate */
  guint rate_limit;             /* where the command line says nothing; 0 is none */
  gint64 retry_after_s;         /* 0 is the rest of the window */
  gsize most_json_bytes;        /* 0 is as many as any body may have */
  guint too_large;              /* the status of bodies over that */
  const char *no_json;          /* what is said about a body that is no JSON object */
  gboolean converts;            /* text, numbers and booleans of a body stand for each other */
  gboolean reads_forms;         /* a body may be one of a web page's form */
  gint64 idle_us;               /* how long a connection is kept between requests; 0 is for ever */
  GhJsonPresence people_fields; /* names of who registers, role of who is added */

  /* What holds for people. */
  GhDemoTokenRules token_rules;
  gboolean keeps_last_admin;
  gboolean ends_sessions; /* access tokens and live connections end with their session */

  /* What goes out. */
  const char *cache_control; /* (nullable) */
  const char *(*get_message) (const char *method, const char *words);
  void (*write_failure) (const GhDemoFailure *failure, GhJsonWriter *writer);
  void (*write_signed_in) (const GhDemoUser *user, GhJsonWriter *writer, const char *name);
  /* Adds headers; TRUE if whoever asks has this body already. */
  gboolean (*mark_answer) (SoupServerMessage *message, guint status, GBytes *body);

  /* The live channel. */
  gboolean live_is_told; /* of what the cameras see; or only where the command line says so */
  gboolean compresses_sockets;
  /* FALSE and answered, or taken away, if this upgrade leads to nothing. */
  gboolean (*admit_socket) (GhDemoContext *context,
                            SoupServerMessage *message,
                            const char *path,
                            GHashTable *query);
  void (*take_socket) (GhDemoContext *context,
                       SoupServerMessage *message,
                       SoupWebsocketConnection *connection);
  /* (nullable): TRUE if a request that is no upgrade is the channel's, which answers it. */
  gboolean (*take_request) (GhDemoContext *context, SoupServerMessage *message, const char *path);
  void (*announce) (GhDemoContext *context, const GhDemoEvent *event);
};

extern const GhDemoDialect gh_demo_spec_dialect;
extern const GhDemoDialect gh_demo_field_dialect;

const GhDemoDialect *gh_demo_dialect_find (const char *name);
void gh_demo_dialect_refuse (GhDemoContext *context,
                             SoupServerMessage *message,
                             guint status,
                             const char *why,
                             GhDemoForm *form);

G_END_DECLS
