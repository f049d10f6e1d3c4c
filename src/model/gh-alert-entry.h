/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is kept about alerts, one thing each: the body is a JSON text that the thing itself reads and
 * writes, NULL to forget it. */
typedef enum
{
  GH_ALERT_ENTRY_ALERT = 1,
  GH_ALERT_ENTRY_RULE = 2,
  GH_ALERT_ENTRY_WATCH_LIST = 3,
  GH_ALERT_ENTRY_MARK = 4, /* how far events were looked at */
} GhAlertEntryKind;

typedef struct
{
  GhAlertEntryKind kind;
  char *id;     /* (owned) */
  GBytes *body; /* (owned) (nullable) */
} GhAlertEntry;

GhAlertEntry *gh_alert_entry_new (GhAlertEntryKind kind, const char *id, GBytes *body)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_entry_free (GhAlertEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAlertEntry, gh_alert_entry_free)

G_END_DECLS
