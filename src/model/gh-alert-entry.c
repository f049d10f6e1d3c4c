/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-entry.h"

/**
 * gh_alert_entry_new:
 * @kind: what it is
 * @id: its id among its kind
 * @body: (nullable) (transfer full): what is kept; %NULL to forget it
 *
 * Returns: (transfer full): an entry
 */
GhAlertEntry *
gh_alert_entry_new (GhAlertEntryKind kind, const char *id, GBytes *body)
{
  GhAlertEntry *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (GhAlertEntry, 1);
  self->kind = kind;
  self->id = g_strdup (id);
  self->body = body;

  return self;
}

void
gh_alert_entry_free (GhAlertEntry *self)
{
  g_free (self->id);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}
