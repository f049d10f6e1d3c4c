/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"

#include "gh-cli-signals.h"
#include "gh-connection-settings.h"
#include "gh-credentials.h"
#include "gh-keyring.h"

G_BEGIN_DECLS

/* For the parts that the context is made of, and nobody else. */
struct _GhCliContext
{
  GhCliOutput *output;   /* (owned) */
  GhClock *clock;        /* (owned) */
  GhCliSignals *signals; /* (owned) */

  /* Options (gh-cli-context-options.c, gh-cli-context-trust.c). */
  char *server;           /* (owned) (nullable) */
  char *profile_name;     /* (owned) (nullable) */
  char *credentials_path; /* (owned) (nullable): "-" is standard input */
  char *feed_text;        /* (owned) (nullable) */
  char *ca_file;            /* (owned) (nullable) */
  char *client_certificate; /* (owned) (nullable) */
  char *pin_text;           /* (owned) (nullable) */
  gboolean allow_plain_http;
  gboolean is_json;
  GhFeedTransport feed_transport;

  /* Of one server (gh-cli-context-server.c); all of them or none. */
  GSettings *settings;                 /* (owned) (nullable) */
  GhProfiles *profiles;                /* (owned) (nullable) */
  GhKeyring *keyring;                  /* (owned) (nullable) */
  GhSession *session;                  /* (owned) (nullable) */
  GhFaceRecognition *face_recognition; /* (owned) (nullable) */
  GhProfile *profile;                  /* (owned) (nullable): saved for this server */

  /* Who is signed in (gh-cli-context-sign-in.c). */
  GhCredentials *credentials; /* (owned) (nullable): that were read last */
  gboolean is_passing;        /* signed in for this command only */
  GError *ending;             /* (owned) (nullable): why the server ended the sign-in */

  gboolean is_input_taken; /* something reads standard input, or has read it */
};

gboolean gh_cli_context_override (GhCliContext *self,
                                  GhConnectionSettings *settings,
                                  GError **error);
gboolean gh_cli_context_unlock (GhCliContext *self, GhConnectionSettings *settings, GError **error);
void gh_cli_context_save_settings (GhCliContext *self);
void gh_cli_context_signed_out_cb (GhCliContext *self, const GError *reason);

G_END_DECLS
