/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-server.h"

G_BEGIN_DECLS

/* A scripted server that takes one account, and has a history. */
typedef struct
{
  GhTestServer *server; /* (owned) */
  GPtrArray *history;   /* (owned) (element-type utf8): events as JSON, newest first */
  char *credentials;    /* (owned): the file with the account */
  GHashTable *answers;  /* (owned): by path, what is answered in place of what would be */
  guint n_logins;
  guint n_refreshes;
} GhCliDesk;

#define GH_CLI_DESK_EVENTS "/api/face-recognition/events"
#define GH_CLI_DESK_PASSWORD "correct horse battery"

/* For g_test_add(). @data is NULL, or names the certificate of a server over TLS, one of those in
 * tests/api/certificates. */
void gh_cli_desk_set_up (GhCliDesk *self, gconstpointer data);
void gh_cli_desk_tear_down (GhCliDesk *self, gconstpointer data);

/* From now on, whatever is asked for at @path ("/auth/me"). */
void gh_cli_desk_answer (GhCliDesk *self, const char *path, guint status, const char *json);

/* An event of @seconds after the start of 2026. */
char *gh_cli_desk_dup_event (const char *id, guint seconds) G_GNUC_WARN_UNUSED_RESULT;
/* It is in the history. */
void gh_cli_desk_happen (GhCliDesk *self, const char *id, guint seconds);
/* Those who are connected are told. */
void gh_cli_desk_tell (GhCliDesk *self, const char *id, guint seconds);

G_END_DECLS
