/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-identities.h"

/* What is remembered has a limit; what comes beyond it is known as far as its own event says. */
#define MOST_FACES 100000

struct _GhAlertIdentities
{
  GHashTable *owners;  /* (owned): id of a face record to id of a person */
  GHashTable *records; /* (owned): the camera's id of a face to id of a face record */
};

static void
remember (GHashTable *table, const char *key, const char *value)
{
  if (g_strcmp0 (g_hash_table_lookup (table, key), value) != 0
      && (g_hash_table_size (table) < MOST_FACES || g_hash_table_contains (table, key)))
    g_hash_table_insert (table, g_strdup (key), g_strdup (value));
}

static gboolean
is_id (const char *id)
{
  return id != NULL && *id != '\0';
}

/**
 * gh_alert_identities_new:
 *
 * Returns: (transfer full): what knows nobody yet
 */
GhAlertIdentities *
gh_alert_identities_new (void)
{
  GhAlertIdentities *self = g_new0 (GhAlertIdentities, 1);

  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
gh_alert_identities_free (GhAlertIdentities *self)
{
  g_clear_pointer (&self->owners, g_hash_table_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_free (self);
}

/**
 * gh_alert_identities_learn:
 * @self: what is known
 * @event: an event
 *
 * Takes from an event what it says of its face.
 */
void
gh_alert_identities_learn (GhAlertIdentities *self, GhFaceEvent *event)
{
  const char *record_id = gh_face_event_get_face_record_id (event);

  if (!is_id (record_id))
    return;

  if (is_id (gh_face_event_get_face_id (event)))
    remember (self->records, gh_face_event_get_face_id (event), record_id);
  if (is_id (gh_face_event_get_user_id (event)))
    remember (self->owners, record_id, gh_face_event_get_user_id (event));
}

/**
 * gh_alert_identities_set_owner:
 * @self: what is known
 * @record_id: a face record
 * @user_id: whose it is
 *
 * Tells whose a face record is.
 */
void
gh_alert_identities_set_owner (GhAlertIdentities *self,
                               const char *record_id,
                               const char *user_id)
{
  remember (self->owners, record_id, user_id);
}

/**
 * gh_alert_identities_get_record:
 * @self: what is known
 * @event: an event
 *
 * Returns: (transfer none) (nullable): the face record that it shows
 */
const char *
gh_alert_identities_get_record (GhAlertIdentities *self, GhFaceEvent *event)
{
  const char *face_id = gh_face_event_get_face_id (event);

  if (is_id (gh_face_event_get_face_record_id (event)))
    return gh_face_event_get_face_record_id (event);
  return is_id (face_id) ? g_hash_table_lookup (self->records, face_id) : NULL;
}

/**
 * gh_alert_identities_get_owner:
 * @self: what is known
 * @event: an event
 *
 * Returns: (transfer none) (nullable): the id of the person whom it shows
 */
const char *
gh_alert_identities_get_owner (GhAlertIdentities *self, GhFaceEvent *event)
{
  const char *record_id = gh_alert_identities_get_record (self, event);

  if (is_id (gh_face_event_get_user_id (event)))
    return gh_face_event_get_user_id (event);
  return record_id != NULL ? g_hash_table_lookup (self->owners, record_id) : NULL;
}
