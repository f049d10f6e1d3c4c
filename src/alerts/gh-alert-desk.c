/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-desk.h"
#include "gh-alert-desk-private.h"

#include "gh-alert-mark.h"
#include "gh-error.h"

#include <glib/gi18n.h>

#define MARK_ID "seen"
/* How long the mark of events that raised nothing waits to be kept. */
#define MARK_US (30 * G_TIME_SPAN_SECOND)
/* Events that wait for what was kept. Reading that takes a moment, unless the disk hangs. */
#define MOST_EARLY 20000

struct _GhAlertDesk
{
  GObject parent_instance;

  GhClock *clock;        /* (owned) */
  GhAlertStore *store;   /* (owned) (nullable): none, and nothing outlives the program */
  char *scope;           /* (owned) */
  GhAlertEngine *engine; /* (owned) */
  GhAlertInbox *inbox;   /* (owned) */
  GListStore *rules;     /* (owned) (element-type GhAlertRule) */
  GListStore *lists;     /* (owned) (element-type GhWatchList) */
  GhAlertMark *mark;     /* (owned) */
  GPtrArray *early;      /* (owned) (nullable) (element-type GhFaceEvent): until it is loaded */
  GError *fault;         /* (owned) (nullable) */
  guint mark_id;
};

typedef enum
{
  PROP_IS_LOADED = 1,
  PROP_FAULT,
} GhAlertDeskProperty;

static GParamSpec *properties[PROP_FAULT + 1];

G_DEFINE_FINAL_TYPE (GhAlertDesk, gh_alert_desk, G_TYPE_OBJECT)

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
}

static void
add_entry (GPtrArray *entries, GhAlertEntryKind kind, const char *id, GBytes *body)
{
  g_ptr_array_add (entries, gh_alert_entry_new (kind, id, body));
}

static void
set_fault (GhAlertDesk *self, const GError *error)
{
  if (self->fault == NULL && error == NULL)
    return;

  g_clear_error (&self->fault);
  if (error != NULL)
    self->fault = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAULT]);
}

/*
 * gh_alert_desk_keep:
 * @self: a desk
 * @entries: (transfer full) (element-type GhAlertEntry): what is to outlive the program
 *
 * With everything that is kept goes the mark: so that what was counted is not counted again.
 */
void
gh_alert_desk_keep (GhAlertDesk *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) owned = entries;

  gh_clock_clear_timeout (self->clock, &self->mark_id);
  if (self->store == NULL)
    return;

  add_entry (entries, GH_ALERT_ENTRY_MARK, MARK_ID, gh_alert_mark_to_json (self->mark));
  gh_alert_store_write_async (self->store, self->scope, g_steal_pointer (&owned), NULL, NULL, NULL);
}

static void
mark_cb (gpointer user_data)
{
  GhAlertDesk *self = user_data;

  self->mark_id = 0;
  gh_alert_desk_keep (self, new_entries ());
}

static void
inbox_kept_cb (GhAlertDesk *self, GPtrArray *entries)
{
  GPtrArray *copy = new_entries ();

  for (guint i = 0; i < entries->len; i++)
    {
      const GhAlertEntry *entry = entries->pdata[i];

      add_entry (copy, entry->kind, entry->id,
                 entry->body != NULL ? g_bytes_ref (entry->body) : NULL);
    }
  gh_alert_desk_keep (self, copy);
}

static void
store_fault_cb (GhAlertDesk *self, const GError *error)
{
  set_fault (self, error);
}

/* What is in memory is written anew: only what nobody has loaded is lost with a damaged file. */
static void
store_began_anew_cb (GhAlertDesk *self)
{
  GPtrArray *entries;

  if (self->early != NULL)
    return;

  entries = new_entries ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rules)); i++)
    {
      g_autoptr (GhAlertRule) rule = g_list_model_get_item (G_LIST_MODEL (self->rules), i);

      add_entry (entries, GH_ALERT_ENTRY_RULE, gh_alert_rule_get_id (rule),
                 gh_alert_rule_to_json (rule));
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lists)); i++)
    {
      g_autoptr (GhWatchList) list = g_list_model_get_item (G_LIST_MODEL (self->lists), i);

      add_entry (entries, GH_ALERT_ENTRY_WATCH_LIST, gh_watch_list_get_id (list),
                 gh_watch_list_to_json (list));
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->inbox)); i++)
    {
      g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (self->inbox), i);

      add_entry (entries, GH_ALERT_ENTRY_ALERT, gh_alert_get_id (alert), gh_alert_to_json (alert));
    }
  gh_alert_desk_keep (self, entries);
}

static void
engine_raised_cb (GhAlertDesk *self, const GhAlertRaise *raise)
{
  gh_alert_inbox_raise (self->inbox, raise);
}

static void
engine_ended_cb (GhAlertDesk *self, GhAlertRule *rule, const char *subject)
{
  gh_alert_inbox_end (self->inbox, rule, subject);
}

static void
take (GhAlertDesk *self, GhFaceEvent *event)
{
  const char *id = gh_face_event_get_id (event);
  gint64 time_us = gh_alert_engine_get_time_us (self->engine, event);

  if (gh_face_event_get_received_at_us (event) == 0
      && gh_alert_mark_covers (self->mark, id, time_us))
    {
      gh_alert_engine_note_event (self->engine, event);
      return;
    }

  gh_alert_mark_add (self->mark, id, time_us);
  if (self->mark_id == 0)
    self->mark_id = gh_clock_add_timeout (self->clock, MARK_US, mark_cb, self);
  gh_alert_engine_take_event (self->engine, event);
}

static void
set_loaded (GhAlertDesk *self)
{
  g_autoptr (GPtrArray) early = g_steal_pointer (&self->early);

  gh_alert_engine_set_lists (self->engine, G_LIST_MODEL (self->lists));
  gh_alert_engine_set_rules (self->engine, G_LIST_MODEL (self->rules));
  for (guint i = 0; i < early->len; i++)
    take (self, early->pdata[i]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADED]);
}

/* What cannot be read (a later version wrote it) is passed over and stays where it is. */
static void
take_entry (GhAlertDesk *self, const GhAlertEntry *entry, GPtrArray *alerts)
{
  g_autoptr (GhJsonReader) reader = gh_json_reader_new (entry->body, NULL);
  GhAlertRule *rule = NULL;
  GhWatchList *list = NULL;
  GhAlert *alert = NULL;
  GhAlertMark *mark = NULL;

  if (reader == NULL)
    return;

  switch (entry->kind)
    {
    case GH_ALERT_ENTRY_ALERT:
      alert = gh_alert_new_from_json (reader);
      break;
    case GH_ALERT_ENTRY_RULE:
      rule = gh_alert_rule_new_from_json (reader);
      break;
    case GH_ALERT_ENTRY_WATCH_LIST:
      list = gh_watch_list_new_from_json (reader);
      break;
    case GH_ALERT_ENTRY_MARK:
      mark = gh_alert_mark_new_from_json (reader);
      break;
    default:
      return;
    }
  if (!gh_json_reader_finish (reader, NULL))
    g_message ("Something that was kept about alerts cannot be read");

  if (alert != NULL)
    g_ptr_array_add (alerts, alert);
  if (rule != NULL)
    g_list_store_insert_sorted (self->rules, rule, gh_alert_desk_compare_rules, NULL);
  if (list != NULL)
    g_list_store_insert_sorted (self->lists, list, gh_alert_desk_compare_lists, NULL);
  if (mark != NULL)
    {
      g_clear_pointer (&self->mark, gh_alert_mark_free);
      self->mark = mark;
    }
  g_clear_object (&rule);
  g_clear_object (&list);
}

static void
loaded_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhAlertDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    gh_alert_store_load_finish (GH_ALERT_STORE (object), result, &error);
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_task_return_error_if_cancelled (task))
    return;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    take_entry (self, entries->pdata[i], alerts);
  gh_alert_inbox_load (self->inbox, alerts);
  if (error != NULL)
    set_fault (self, error);
  set_loaded (self);
  g_task_return_boolean (task, TRUE);
}

static void
gh_alert_desk_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhAlertDesk *self = GH_ALERT_DESK (object);

  switch ((GhAlertDeskProperty) property_id)
    {
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->early == NULL);
      break;
    case PROP_FAULT:
      g_value_set_boxed (value, self->fault);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_alert_desk_dispose (GObject *object)
{
  GhAlertDesk *self = GH_ALERT_DESK (object);

  if (self->inbox != NULL)
    {
      gh_alert_inbox_flush (self->inbox);
      if (self->mark_id != 0)
        gh_alert_desk_keep (self, new_entries ());
      g_signal_handlers_disconnect_by_data (self->inbox, self);
      g_signal_handlers_disconnect_by_data (self->engine, self);
      if (self->store != NULL)
        g_signal_handlers_disconnect_by_data (self->store, self);
    }
  g_clear_object (&self->engine);
  g_clear_object (&self->inbox);
  g_clear_object (&self->store);
  g_clear_object (&self->rules);
  g_clear_object (&self->lists);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_desk_parent_class)->dispose (object);
}

static void
gh_alert_desk_finalize (GObject *object)
{
  GhAlertDesk *self = GH_ALERT_DESK (object);

  g_clear_pointer (&self->mark, gh_alert_mark_free);
  g_clear_pointer (&self->early, g_ptr_array_unref);
  g_clear_error (&self->fault);
  g_free (self->scope);

  G_OBJECT_CLASS (gh_alert_desk_parent_class)->finalize (object);
}

static void
gh_alert_desk_class_init (GhAlertDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_alert_desk_get_property;
  object_class->dispose = gh_alert_desk_dispose;
  object_class->finalize = gh_alert_desk_finalize;

  /* Whether what was kept is there. */
  properties[PROP_IS_LOADED] =
    g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, flags);
  /* Why something is not kept, or was lost. */
  properties[PROP_FAULT] = g_param_spec_boxed ("fault", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_alert_desk_init (GhAlertDesk *self)
{
  self->early = g_ptr_array_new_with_free_func (g_object_unref);
  self->rules = g_list_store_new (GH_TYPE_ALERT_RULE);
  self->lists = g_list_store_new (GH_TYPE_WATCH_LIST);
}

/**
 * gh_alert_desk_new:
 * @clock: tells the time
 * @store: (nullable): what outlives the program; %NULL for nothing
 * @scope: whose alerts, see gh_alert_store_make_scope()
 * @zone: (nullable): where the clock of the schedules hangs; %NULL for this computer's
 *
 * Returns: (transfer full): a desk that waits to be loaded; events that come before that are looked
 *   at then
 */
GhAlertDesk *
gh_alert_desk_new (GhClock *clock, GhAlertStore *store, const char *scope, GTimeZone *zone)
{
  GhAlertDesk *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (store == NULL || GH_IS_ALERT_STORE (store), NULL);
  g_return_val_if_fail (scope != NULL, NULL);

  self = g_object_new (GH_TYPE_ALERT_DESK, NULL);
  self->clock = g_object_ref (clock);
  g_set_object (&self->store, store);
  self->scope = g_strdup (scope);
  self->engine = gh_alert_engine_new (clock, zone);
  self->inbox = gh_alert_inbox_new (clock);
  self->mark = gh_alert_mark_new (gh_clock_get_real_us (clock));

  g_signal_connect_swapped (self->engine, "raised", G_CALLBACK (engine_raised_cb), self);
  g_signal_connect_swapped (self->engine, "ended", G_CALLBACK (engine_ended_cb), self);
  g_signal_connect_swapped (self->inbox, "kept", G_CALLBACK (inbox_kept_cb), self);
  if (store != NULL)
    {
      g_signal_connect_swapped (store, "fault", G_CALLBACK (store_fault_cb), self);
      g_signal_connect_swapped (store, "began-anew", G_CALLBACK (store_began_anew_cb), self);
    }

  return self;
}

/**
 * gh_alert_desk_load_async:
 * @self: a desk
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: handed to @callback
 *
 * Takes up what was kept. Where that cannot be read the desk goes on without it, and says so by its
 * fault. To be called once.
 */
void
gh_alert_desk_load_async (GhAlertDesk *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (self->early != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_alert_desk_load_async);
  if (self->store != NULL)
    gh_alert_store_load_async (self->store, self->scope, cancellable, loaded_ready_cb,
                               g_steal_pointer (&task));
  else
    {
      set_loaded (self);
      g_task_return_boolean (task, TRUE);
    }
}

gboolean
gh_alert_desk_load_finish (GhAlertDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_alert_desk_take_event:
 * @self: a desk
 * @event: an event that was not taken before since the program started
 *
 * Looks at an event. One that the history has, and that was looked at when the program ran last,
 * raises nothing.
 */
void
gh_alert_desk_take_event (GhAlertDesk *self, GhFaceEvent *event)
{
  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (GH_IS_FACE_EVENT (event));

  if (self->early == NULL)
    take (self, event);
  else if (self->early->len < MOST_EARLY)
    g_ptr_array_add (self->early, g_object_ref (event));
  else
    {
      g_autoptr (GError) error =
        g_error_new (GH_ERROR, GH_ERROR_LIMIT,
                     _("Too many events came before the alerts were loaded: look through the "
                       "history."));

      set_fault (self, error);
    }
}

/**
 * gh_alert_desk_get_engine:
 * @self: a desk
 *
 * Returns: (transfer none): what looks
 */
GhAlertEngine *
gh_alert_desk_get_engine (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return self->engine;
}

/**
 * gh_alert_desk_get_inbox:
 * @self: a desk
 *
 * Returns: (transfer none): what was found
 */
GhAlertInbox *
gh_alert_desk_get_inbox (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return self->inbox;
}

/**
 * gh_alert_desk_get_is_loaded:
 * @self: a desk
 *
 * Returns: whether what was kept is there
 */
gboolean
gh_alert_desk_get_is_loaded (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), FALSE);

  return self->early == NULL;
}

/**
 * gh_alert_desk_get_fault:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): why something is not kept, or was lost
 */
const GError *
gh_alert_desk_get_fault (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return self->fault;
}

/**
 * gh_alert_desk_clear_fault:
 * @self: a desk
 *
 * Somebody has read it.
 */
void
gh_alert_desk_clear_fault (GhAlertDesk *self)
{
  g_return_if_fail (GH_IS_ALERT_DESK (self));

  set_fault (self, NULL);
}

/**
 * gh_alert_desk_set_sound_fault:
 * @self: a desk
 * @error: why alerts are not heard, in words for a person
 *
 * Says on the desk what whoever plays sounds has found out.
 */
void
gh_alert_desk_set_sound_fault (GhAlertDesk *self, const GError *error)
{
  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (error != NULL);

  if (self->fault == NULL)
    set_fault (self, error);
}

/**
 * gh_alert_desk_get_mark_us:
 * @self: a desk
 *
 * Returns: up to when events were looked at: real time, in microseconds
 */
gint64
gh_alert_desk_get_mark_us (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), 0);

  return gh_alert_mark_get_time_us (self->mark);
}

/**
 * gh_alert_desk_get_rules:
 * @self: a desk
 *
 * Returns: (transfer none): the rules, of #GhAlertRule
 */
GListModel *
gh_alert_desk_get_rules (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return G_LIST_MODEL (self->rules);
}

/**
 * gh_alert_desk_get_lists:
 * @self: a desk
 *
 * Returns: (transfer none): the watch lists, of #GhWatchList
 */
GListModel *
gh_alert_desk_get_lists (GhAlertDesk *self)
{
  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return G_LIST_MODEL (self->lists);
}
