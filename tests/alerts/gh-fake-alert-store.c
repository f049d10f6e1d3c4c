/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fake-alert-store.h"

#include <string.h>

struct _GhFakeAlertStore
{
  GObject parent_instance;

  GHashTable *kept; /* (owned): "kind id" to GhAlertEntry */
  GTask *load;      /* (owned) (nullable): that waits for an answer */
};

static void alert_store_iface_init (GhAlertStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhFakeAlertStore, gh_fake_alert_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_ALERT_STORE, alert_store_iface_init))

static void
put (GhFakeAlertStore *self, const GhAlertEntry *entry)
{
  char *key = g_strdup_printf ("%d %s", entry->kind, entry->id);

  if (entry->body == NULL)
    {
      g_hash_table_remove (self->kept, key);
      g_free (key);
    }
  else
    g_hash_table_insert (self->kept, key,
                         gh_alert_entry_new (entry->kind, entry->id, g_bytes_ref (entry->body)));
}

static void
load_async (GhAlertStore *store,
            const char *scope,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GhFakeAlertStore *self = GH_FAKE_ALERT_STORE (store);

  g_assert_null (self->load);
  self->load = g_task_new (self, cancellable, callback, user_data);
}

static GPtrArray *
load_finish (GhAlertStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_async (GhAlertStore *store,
             const char *scope,
             GPtrArray *entries,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr (GPtrArray) owned = entries;

  for (guint i = 0; i < entries->len; i++)
    put (GH_FAKE_ALERT_STORE (store), entries->pdata[i]);
  g_task_return_boolean (task, TRUE);
}

static gboolean
write_finish (GhAlertStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
alert_store_iface_init (GhAlertStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->write_async = write_async;
  iface->write_finish = write_finish;
}

static void
gh_fake_alert_store_finalize (GObject *object)
{
  g_clear_pointer (&GH_FAKE_ALERT_STORE (object)->kept, g_hash_table_unref);

  G_OBJECT_CLASS (gh_fake_alert_store_parent_class)->finalize (object);
}

static void
gh_fake_alert_store_class_init (GhFakeAlertStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_fake_alert_store_finalize;
}

static void
gh_fake_alert_store_init (GhFakeAlertStore *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) gh_alert_entry_free);
}

GhFakeAlertStore *
gh_fake_alert_store_new (void)
{
  return g_object_new (GH_TYPE_FAKE_ALERT_STORE, NULL);
}

void
gh_fake_alert_store_answer (GhFakeAlertStore *self, const GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->load);
  GPtrArray *entries = NULL;
  GHashTableIter iter;
  gpointer value;

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GhAlertEntry *entry = value;

      g_ptr_array_add (entries,
                       gh_alert_entry_new (entry->kind, entry->id, g_bytes_ref (entry->body)));
    }
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

guint
gh_fake_alert_store_count (GhFakeAlertStore *self, GhAlertEntryKind kind)
{
  GHashTableIter iter;
  gpointer value;
  guint n_entries = 0;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n_entries += ((GhAlertEntry *) value)->kind == kind;

  return n_entries;
}

void
gh_fake_alert_store_forget (GhFakeAlertStore *self)
{
  g_hash_table_remove_all (self->kept);
}

void
gh_fake_alert_store_put (GhFakeAlertStore *self,
                         GhAlertEntryKind kind,
                         const char *id,
                         const char *body)
{
  g_autoptr (GhAlertEntry) entry = gh_alert_entry_new (kind, id, g_bytes_new_static (body,
                                                                                     strlen (body)));

  put (self, entry);
}
