/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-exchange.h"

G_BEGIN_DECLS

typedef enum
{
  GH_DEMO_ACCESS_ANYBODY,
  GH_DEMO_ACCESS_USER,
  GH_DEMO_ACCESS_MODERATOR,
  GH_DEMO_ACCESS_ADMIN,
} GhDemoAccess;

/* Takes the exchange and answers it. */
typedef void (*GhDemoHandler) (GhDemoExchange *exchange);

typedef struct
{
  const char *method;
  const char *path; /* under /api; ":id" stands for one segment */
  GhDemoAccess access;
  GhDemoHandler handler; /* (nullable): there is no such route, whatever later tables say */
} GhDemoRoute;

/* Each ends with a route without a method. */
extern const GhDemoRoute gh_demo_auth_routes[];
extern const GhDemoRoute gh_demo_users_routes[];
extern const GhDemoRoute gh_demo_records_routes[];
extern const GhDemoRoute gh_demo_events_routes[];
extern const GhDemoRoute gh_demo_recognition_routes[];
extern const GhDemoRoute gh_demo_uploads_routes[];
extern const GhDemoRoute gh_demo_field_extras_routes[];
extern const GhDemoRoute gh_demo_field_people_routes[];
extern const GhDemoRoute gh_demo_field_faces_routes[];
extern const GhDemoRoute gh_demo_field_events_routes[];

typedef struct _GhDemoRouter GhDemoRouter;

GhDemoRouter *gh_demo_router_new (GhDemoContext *context, guint rate_limit)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_router_free (GhDemoRouter *self);
void gh_demo_router_handle (GhDemoRouter *self,
                            SoupServerMessage *message,
                            const char *path,
                            GHashTable *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoRouter, gh_demo_router_free)

G_END_DECLS
