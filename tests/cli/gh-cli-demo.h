/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-program.h"

G_BEGIN_DECLS

/* The evaluation server as a program, which can be killed and comes back at the same port with the
 * same data. */
typedef struct
{
  const char *dialect; /* (unowned) */
  char *folder;        /* (owned) */
  char *credentials;   /* (owned): the file with the administrator's account */
  char *base;          /* (owned): the address */
  guint n_events;
  guint access_ttl_s;
  guint port; /* the same after every start */
  GSubprocess *process; /* (owned) (nullable) */
  gboolean has_ended;
} GhCliDemo;

void gh_cli_demo_set_up (GhCliDemo *self, const char *dialect, guint n_events, guint access_ttl_s);
void gh_cli_demo_tear_down (GhCliDemo *self);

void gh_cli_demo_start (GhCliDemo *self);
void gh_cli_demo_kill (GhCliDemo *self);
/* Lines of its --control-stdin, each with its end. */
void gh_cli_demo_control (GhCliDemo *self, const char *lines);

/* The ids of all events that the server has, newest first: asked for with nothing of ours. */
GPtrArray *gh_cli_demo_list_ids (GhCliDemo *self) G_GNUC_WARN_UNUSED_RESULT;
/* Of somebody who has the administrator's password. */
char *gh_cli_demo_write_credentials (GhCliDemo *self, const char *email) G_GNUC_WARN_UNUSED_RESULT;
/* A file in the server's folder. */
char *gh_cli_demo_make_path (GhCliDemo *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
