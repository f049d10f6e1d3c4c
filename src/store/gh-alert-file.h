/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-alert-entry.h"

G_BEGIN_DECLS

/* The SQLite file itself; blocks, and belongs to one thread. */
typedef struct _GhAlertFile GhAlertFile;

typedef enum
{
  GH_ALERT_FILE_OLD,
  GH_ALERT_FILE_NEW,
  GH_ALERT_FILE_WAS_DAMAGED, /* a new one stands in its place */
} GhAlertFileOrigin;

/* No text of ours is longer; what is comes from somebody else. */
#define GH_ALERT_FILE_MOST_BODY_BYTES (256 * 1024)
#define GH_ALERT_FILE_MOST_ENTRIES 100000

GhAlertFile *gh_alert_file_open (const char *path,
                                 GhAlertFileOrigin *origin,
                                 char **aside,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_file_free (GhAlertFile *self);

GPtrArray *gh_alert_file_load (GhAlertFile *self, const char *scope, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_alert_file_write (GhAlertFile *self,
                              const char *scope,
                              GPtrArray *entries,
                              GError **error);
/* Whether @error says that the file is no database any more. */
gboolean gh_alert_file_is_damage (const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAlertFile, gh_alert_file_free)

G_END_DECLS
