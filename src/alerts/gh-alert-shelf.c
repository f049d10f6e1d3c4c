/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-shelf.h"

struct _GhAlertShelf
{
  GPtrArray *alerts;  /* (owned) (element-type GhAlert): by the time they were raised, newest first */
  GHashTable *by_key; /* (owned): "rule\nsubject" to the last GhAlert of it, not owned */
  GHashTable *by_id;  /* (owned): id to GhAlert, not owned */
};

static char *
make_key (const char *rule_id, const char *subject)
{
  return g_strconcat (rule_id, "\n", subject, NULL);
}

static char *
dup_key (GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);

  return make_key (fields->rule_id, fields->subject);
}

/* Of one key the alert that was raised last counts. */
static void
index_alert (GhAlertShelf *self, GhAlert *alert)
{
  g_autofree char *key = dup_key (alert);
  GhAlert *known = g_hash_table_lookup (self->by_key, key);

  g_hash_table_insert (self->by_id, g_strdup (gh_alert_get_id (alert)), alert);
  if (known == NULL
      || gh_alert_get_fields (known)->first_us <= gh_alert_get_fields (alert)->first_us)
    g_hash_table_insert (self->by_key, g_steal_pointer (&key), alert);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 a_us = gh_alert_get_fields (*(GhAlert *const *) a)->first_us;
  gint64 b_us = gh_alert_get_fields (*(GhAlert *const *) b)->first_us;

  return (b_us > a_us) - (b_us < a_us);
}

/**
 * gh_alert_shelf_new:
 *
 * Returns: (transfer full): an empty shelf
 */
GhAlertShelf *
gh_alert_shelf_new (void)
{
  GhAlertShelf *self = g_new0 (GhAlertShelf, 1);

  self->alerts = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
gh_alert_shelf_free (GhAlertShelf *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->alerts, g_ptr_array_unref);
  g_free (self);
}

/**
 * gh_alert_shelf_get_n:
 * @self: a shelf
 *
 * Returns: how many alerts there are
 */
guint
gh_alert_shelf_get_n (GhAlertShelf *self)
{
  return self->alerts->len;
}

/**
 * gh_alert_shelf_get:
 * @self: a shelf
 * @position: less than gh_alert_shelf_get_n()
 *
 * Returns: (transfer none): the alert there
 */
GhAlert *
gh_alert_shelf_get (GhAlertShelf *self, guint position)
{
  return g_ptr_array_index (self->alerts, position);
}

/**
 * gh_alert_shelf_look_up:
 * @self: a shelf
 * @id: the id of an alert
 *
 * Returns: (transfer none) (nullable): the alert
 */
GhAlert *
gh_alert_shelf_look_up (GhAlertShelf *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * gh_alert_shelf_find:
 * @self: a shelf
 * @rule_id: a rule
 * @subject: what its alerts are counted by
 *
 * Returns: (transfer none) (nullable): of the alerts of both the one that was raised last
 */
GhAlert *
gh_alert_shelf_find (GhAlertShelf *self, const char *rule_id, const char *subject)
{
  g_autofree char *key = make_key (rule_id, subject);

  return g_hash_table_lookup (self->by_key, key);
}

/**
 * gh_alert_shelf_load:
 * @self: an empty shelf
 * @alerts: (element-type GhAlert): in any order; of several with one id the first is taken
 *
 * Takes up many at once.
 */
void
gh_alert_shelf_load (GhAlertShelf *self, GPtrArray *alerts)
{
  for (guint i = 0; i < alerts->len; i++)
    if (!g_hash_table_contains (self->by_id, gh_alert_get_id (alerts->pdata[i])))
      {
        g_ptr_array_add (self->alerts, g_object_ref (alerts->pdata[i]));
        index_alert (self, alerts->pdata[i]);
      }
  g_ptr_array_sort (self->alerts, compare_newest_first);
}

/**
 * gh_alert_shelf_insert:
 * @self: a shelf
 * @alert: an alert that is not there
 *
 * Puts it where it belongs.
 *
 * Returns: its position
 */
guint
gh_alert_shelf_insert (GhAlertShelf *self, GhAlert *alert)
{
  gint64 first_us = gh_alert_get_fields (alert)->first_us;
  guint position = 0;

  while (position < self->alerts->len
         && gh_alert_get_fields (self->alerts->pdata[position])->first_us > first_us)
    position++;
  g_ptr_array_insert (self->alerts, (int) position, g_object_ref (alert));
  index_alert (self, alert);

  return position;
}

/**
 * gh_alert_shelf_remove:
 * @self: a shelf
 * @position: of an alert
 *
 * Takes it away.
 */
void
gh_alert_shelf_remove (GhAlertShelf *self, guint position)
{
  GhAlert *alert = gh_alert_shelf_get (self, position);
  g_autofree char *key = dup_key (alert);

  g_hash_table_remove (self->by_id, gh_alert_get_id (alert));
  if (g_hash_table_lookup (self->by_key, key) == alert)
    g_hash_table_remove (self->by_key, key);
  g_ptr_array_remove_index (self->alerts, position);
}
