/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session-fixture.h"

G_BEGIN_DECLS

/* Every call of the contract: how it is made, and what goes over the wire in either dialect. */

typedef enum
{
  SPECIFICATION,
  FIELD,
  N_DIALECTS,
} CallDialect;

typedef struct
{
  SessionFixture session;
  CallDialect dialect;
} CallBed;

typedef struct
{
  /* The request. */
  const char *method;
  const char *path;
  const char *query;      /* (nullable) */
  const char *sent;       /* (nullable) the JSON body */
  const char *sent_part;  /* (nullable) what is in a body that is not JSON */
  const char *tried;      /* (nullable) the method that is tried before, and that there is not */
  /* The answer of a success. */
  guint status;
  const char *body; /* (nullable) for none */
  /* What it is where this server cannot do it: a GhError and more than 0. */
  int failure;
} CallWire;

typedef struct
{
  const char *name;
  void (*start) (CallBed *bed, GCancellable *cancellable, GAsyncResult **result);
  /* Asserts what a success has brought. */
  gboolean (*finish) (CallBed *bed, GAsyncResult *result, GError **error);
  CallWire wires[N_DIALECTS];
  const char *malformed;    /* (nullable) a payload that cannot be right; NULL where there is none */
  int unauthorized;         /* the GhError of a 401 that is an answer, 0 where it is the session */
  gboolean takes_refusal;   /* "success": false is a result */
  gboolean is_signed_out;   /* nobody may be signed in */
} Call;

extern const Call calls_of_users[];
extern const Call calls_of_auth[];
extern const Call calls_of_faces[];
extern const Call calls_of_records[];

/* A user of the specification and of the field, with a name and without one. */
#define USER_JSON                                                                                 \
  "{\"id\":\"cm1abc\",\"email\":\"ben@example.org\",\"firstName\":\"Ben\",\"lastName\":\"Ito\"," \
  "\"role\":\"MODERATOR\",\"isActive\":true,\"createdAt\":\"2026-01-01T00:00:00.000Z\","          \
  "\"updatedAt\":\"2026-01-02T00:00:00.000Z\"}"
#define NAMELESS_USER_JSON                                                                        \
  "{\"id\":\"cm1abd\",\"email\":\"cy@example.org\",\"firstName\":null,\"lastName\":null,"         \
  "\"role\":\"USER\",\"isActive\":false,\"createdAt\":\"2026-01-01T00:00:00.000Z\","              \
  "\"updatedAt\":\"2026-01-02T00:00:00.000Z\"}"

#define RECORD_JSON                                                                               \
  "{\"id\":\"cm5rec\",\"userId\":null,\"faceId\":\"FACE_1\",\"imageData\":\"SlBFRw==\","           \
  "\"faceData\":\"hello\",\"confidence\":0.5,\"isActive\":true,"                                  \
  "\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}"

#define DATA(json)                                                                                \
  "{\"success\":true,\"data\":" json ",\"message\":\"Resource created successfully\"}"

G_END_DECLS
