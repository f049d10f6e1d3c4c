/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-connection-settings.h"
#include "gh-event-link.h"
#include "gh-server-address.h"

G_BEGIN_DECLS

/* What the program was asked for, checked. */
typedef struct
{
  GhServerAddress *server; /* (owned) (nullable) */
  char *profile;           /* (owned) (nullable): a valid name */
  char *page;              /* (owned) (nullable): a page of the window */
  char *credentials_path;  /* (owned) (nullable) */
  GListModel *pictures;    /* (owned) (nullable): GFiles to be identified */
  GhEventLink *link;       /* (owned) (nullable): an event to be shown */
  GhConnectionSettings *settings; /* (owned): what is not said is as in new settings */
  gboolean demo;
  gboolean kiosk;
  gboolean restart;
  gboolean version;
  gboolean service;
} GhCommandLine;

GhCommandLine *gh_command_line_parse (const char *const *arguments, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_command_line_free (GhCommandLine *self);

gboolean gh_command_line_wants_own_instance (const GhCommandLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCommandLine, gh_command_line_free)

G_END_DECLS
