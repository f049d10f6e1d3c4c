/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-demo-context.h"
#include "gh-demo-form.h"

G_BEGIN_DECLS

/* One request and its one answer. A handler answers before it returns, or holds the exchange and
 * answers later; it is freed by its answer. */
typedef struct
{
  GhDemoContext *context;     /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  char *id;                   /* (owned) (nullable): what stands for ":id" in the path */
  GHashTable *query;          /* (owned) (nullable) */
  GhJsonReader *body;         /* (owned) (nullable) */
  GhDemoForm *form;           /* (owned) */
  GhDemoUser *user;           /* (owned) (nullable): who asks; NULL where anybody may */
  gint64 session;
  GhJsonWriter *answer; /* (owned) (nullable) */
  gpointer data;        /* (owned) (nullable): what a handler keeps while it waits */
  GDestroyNotify free_data;
  GObject *owner; /* (owned) (nullable): of the context, while the exchange is held */
  gulong gone_id;
  gboolean is_held;
} GhDemoExchange;

GhDemoExchange *gh_demo_exchange_new (GhDemoContext *context,
                                      SoupServerMessage *message,
                                      GHashTable *query) G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_exchange_hold (GhDemoExchange *self, gpointer data, GDestroyNotify free_data);

/* {"success":true, then the caller's "data", then "message"} */
GhJsonWriter *gh_demo_exchange_begin (GhDemoExchange *self);
void gh_demo_exchange_end (GhDemoExchange *self, guint status, const char *message);
GBytes *gh_demo_exchange_take_answer (GhDemoExchange *self, const char *message)
  G_GNUC_WARN_UNUSED_RESULT;
/* The same without the message. */
void gh_demo_exchange_end_bare (GhDemoExchange *self, guint status);
void gh_demo_exchange_end_json (GhDemoExchange *self, guint status, GBytes *bytes);
void gh_demo_exchange_end_nothing (GhDemoExchange *self);
void gh_demo_exchange_end_bytes (GhDemoExchange *self, const char *media_type, GBytes *bytes);
void gh_demo_exchange_fail (GhDemoExchange *self, guint status, const char *message);
/* Answers and returns TRUE if the form has complaints. */
gboolean gh_demo_exchange_refuse_form (GhDemoExchange *self);
/* Answers and returns FALSE if what was written since gh_demo_database_begin() is lost. */
gboolean gh_demo_exchange_commit (GhDemoExchange *self);

void gh_demo_exchange_write_page (GhJsonWriter *writer, gint64 total, gint64 page, gint64 limit);

G_END_DECLS
