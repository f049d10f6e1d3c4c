/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-inbox.h"
#include "gh-alert-inbox-private.h"

#include "gh-alert-entry.h"
#include "gh-alert-shelf.h"

/* How long counts wait before they are shown and kept: in a storm nobody reads faster. A new alert
 * and an answer wait for nothing. */
#define FLUSH_US (200 * G_TIME_SPAN_MILLISECOND)

struct _GhAlertInbox
{
  GObject parent_instance;

  GhClock *clock;     /* (owned) */
  GhAlertShelf *shelf; /* (owned): what the list shows */
  GPtrArray *changed; /* (owned) (element-type GhAlert): to be shown and kept */
  GhAlert *newest;    /* (owned) (nullable) */
  guint n_new;
  guint n_snoozed;
  guint flush_id;
  guint wake_id;
};

typedef enum
{
  PROP_N_NEW = 1,
  PROP_N_SNOOZED,
  PROP_NEWEST,
  PROP_N_ITEMS,
} GhAlertInboxProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];

enum
{
  RING,
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhAlertInbox, gh_alert_inbox, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/*
 * gh_alert_inbox_get_now_us:
 * @self: an inbox
 *
 * Returns: real time, in microseconds
 */
gint64
gh_alert_inbox_get_now_us (GhAlertInbox *self)
{
  return gh_clock_get_real_us (self->clock);
}

static guint
count (GhAlertInbox *self)
{
  return gh_alert_shelf_get_n (self->shelf);
}

static GhAlert *
get (GhAlertInbox *self, guint position)
{
  return gh_alert_shelf_get (self->shelf, position);
}

/* The figures are counted anew: there are few alerts, and this is done a few times a second at
 * most. */
static void
update_figures (GhAlertInbox *self)
{
  GhAlert *newest = NULL;
  guint n_new = 0, n_snoozed = 0;

  for (guint i = 0; i < count (self); i++)
    {
      GhAlert *alert = get (self, i);

      if (gh_alert_get_state (alert) == GH_ALERT_NEW)
        {
          n_new++;
          if (newest == NULL)
            newest = alert;
        }
      else if (gh_alert_get_state (alert) == GH_ALERT_SNOOZED)
        n_snoozed++;
    }

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_new != n_new)
    {
      self->n_new = n_new;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
    }
  if (self->n_snoozed != n_snoozed)
    {
      self->n_snoozed = n_snoozed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SNOOZED]);
    }
  if (g_set_object (&self->newest, newest))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEWEST]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
flush_cb (gpointer user_data)
{
  GhAlertInbox *self = user_data;

  self->flush_id = 0;
  gh_alert_inbox_flush (self);
}

/*
 * gh_alert_inbox_note_change:
 * @self: an inbox
 * @alert: an alert of it
 *
 * Has a change of @alert shown and kept, soon.
 */
void
gh_alert_inbox_note_change (GhAlertInbox *self, GhAlert *alert)
{
  if (!g_ptr_array_find (self->changed, alert, NULL))
    g_ptr_array_add (self->changed, g_object_ref (alert));
  if (self->flush_id == 0)
    self->flush_id = gh_clock_add_timeout (self->clock, FLUSH_US, flush_cb, self);
}

static void
emit_changed (GhAlertInbox *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
forget_at (GhAlertInbox *self, guint position, GPtrArray *entries)
{
  g_autoptr (GhAlert) alert = g_object_ref (get (self, position));

  g_ptr_array_add (entries,
                   gh_alert_entry_new (GH_ALERT_ENTRY_ALERT, gh_alert_get_id (alert), NULL));
  g_ptr_array_remove (self->changed, alert);
  gh_alert_shelf_remove (self->shelf, position);
  emit_changed (self, position, 1, 0);
}

/* Nothing that waits for an answer is ever forgotten. */
static void
forget_old (GhAlertInbox *self, GPtrArray *entries)
{
  gint64 oldest_us = gh_alert_inbox_get_now_us (self) - GH_ALERT_INBOX_ANSWERED_US;
  guint n_answered = 0;

  for (guint i = 0; i < count (self);)
    {
      GhAlert *alert = get (self, i);
      gboolean is_answered = gh_alert_get_state (alert) == GH_ALERT_ACKNOWLEDGED;

      n_answered += is_answered;
      if (is_answered
          && (n_answered > GH_ALERT_INBOX_MOST_ANSWERED
              || gh_alert_get_fields (alert)->last_us < oldest_us))
        forget_at (self, i, entries);
      else
        i++;
    }
}

static void
ring (GhAlertInbox *self, GhAlert *alert)
{
  gh_alert_set_rung_us (alert, gh_alert_inbox_get_now_us (self));
  g_signal_emit (self, signals[RING], 0, alert);
}

/* A clock that was set back must not keep anything quiet for ever. */
static gboolean
is_cooling_down (GhAlert *alert, GhAlertRule *rule, gint64 time_us)
{
  gint64 since_us = time_us - gh_alert_get_fields (alert)->rung_us;

  return gh_alert_get_fields (alert)->rung_us != 0 && since_us >= 0
         && since_us < gh_alert_rule_get_fields (rule)->cool_down_s * G_TIME_SPAN_SECOND;
}

/* Whether @alert is the one that counts what happened at @time_us. */
static gboolean
is_still_counting (GhAlertInbox *self, GhAlert *alert, const GhAlertRaise *raise)
{
  if (alert == NULL)
    return FALSE;
  if (gh_alert_get_state (alert) != GH_ALERT_ACKNOWLEDGED)
    return TRUE;

  /* Answered: what came late belongs to it as well, if it happened before the answer. */
  return is_cooling_down (alert, raise->rule, gh_alert_inbox_get_now_us (self))
         || (raise->is_late && raise->time_us <= gh_alert_get_fields (alert)->acknowledged_us);
}

static void
wake_cb (gpointer user_data)
{
  GhAlertInbox *self = user_data;
  gint64 now_us = gh_alert_inbox_get_now_us (self);
  g_autoptr (GPtrArray) awake = g_ptr_array_new_with_free_func (g_object_unref);

  self->wake_id = 0;
  for (guint i = 0; i < count (self); i++)
    {
      GhAlert *alert = get (self, i);

      if (gh_alert_get_state (alert) == GH_ALERT_SNOOZED
          && gh_alert_get_fields (alert)->snoozed_until_us <= now_us)
        g_ptr_array_add (awake, g_object_ref (alert));
    }
  for (guint i = 0; i < awake->len; i++)
    {
      gh_alert_set_new (awake->pdata[i]);
      gh_alert_inbox_note_change (self, awake->pdata[i]);
      ring (self, awake->pdata[i]);
    }
  gh_alert_inbox_flush (self);
  gh_alert_inbox_plan_wake (self);
}

/*
 * gh_alert_inbox_plan_wake:
 * @self: an inbox
 *
 * Comes again when the rest of the next alert is over.
 */
void
gh_alert_inbox_plan_wake (GhAlertInbox *self)
{
  gint64 next_us = G_MAXINT64;

  gh_clock_clear_timeout (self->clock, &self->wake_id);
  for (guint i = 0; i < count (self); i++)
    if (gh_alert_get_state (get (self, i)) == GH_ALERT_SNOOZED)
      next_us = MIN (next_us, gh_alert_get_fields (get (self, i))->snoozed_until_us);
  if (next_us != G_MAXINT64)
    self->wake_id =
      gh_clock_add_timeout (self->clock, next_us - gh_alert_inbox_get_now_us (self), wake_cb, self);
}

static GType
gh_alert_inbox_get_item_type (GListModel *model)
{
  return GH_TYPE_ALERT;
}

static guint
gh_alert_inbox_get_n_items (GListModel *model)
{
  return count (GH_ALERT_INBOX (model));
}

static gpointer
gh_alert_inbox_get_item (GListModel *model, guint position)
{
  GhAlertInbox *self = GH_ALERT_INBOX (model);

  return position < count (self) ? g_object_ref (get (self, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_alert_inbox_get_item_type;
  iface->get_n_items = gh_alert_inbox_get_n_items;
  iface->get_item = gh_alert_inbox_get_item;
}

static void
gh_alert_inbox_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhAlertInbox *self = GH_ALERT_INBOX (object);

  switch ((GhAlertInboxProperty) property_id)
    {
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_N_SNOOZED:
      g_value_set_uint (value, self->n_snoozed);
      break;
    case PROP_NEWEST:
      g_value_set_object (value, self->newest);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, count (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_alert_inbox_dispose (GObject *object)
{
  GhAlertInbox *self = GH_ALERT_INBOX (object);

  if (self->clock != NULL)
    {
      gh_clock_clear_timeout (self->clock, &self->flush_id);
      gh_clock_clear_timeout (self->clock, &self->wake_id);
    }
  g_clear_object (&self->newest);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_inbox_parent_class)->dispose (object);
}

static void
gh_alert_inbox_finalize (GObject *object)
{
  GhAlertInbox *self = GH_ALERT_INBOX (object);

  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_pointer (&self->shelf, gh_alert_shelf_free);

  G_OBJECT_CLASS (gh_alert_inbox_parent_class)->finalize (object);
}

static void
gh_alert_inbox_class_init (GhAlertInboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_alert_inbox_get_property;
  object_class->dispose = gh_alert_inbox_dispose;
  object_class->finalize = gh_alert_inbox_finalize;

  /* How many wait for an answer. */
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* How many keep quiet for a while. */
  properties[PROP_N_SNOOZED] = g_param_spec_uint ("n-snoozed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* Of those that wait for an answer the one that was raised last. */
  properties[PROP_NEWEST] = g_param_spec_object ("newest", NULL, NULL, GH_TYPE_ALERT, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GhAlertInbox::ring:
   * @alert: an alert
   *
   * It is to be heard, once.
   */
  signals[RING] = g_signal_new ("ring", GH_TYPE_ALERT_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, GH_TYPE_ALERT);
  /**
   * GhAlertInbox::kept:
   * @entries: (element-type GhAlertEntry): what is to outlive the program
   *
   * Something has changed that is to be kept.
   */
  signals[KEPT] = g_signal_new ("kept", GH_TYPE_ALERT_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
gh_alert_inbox_init (GhAlertInbox *self)
{
  self->shelf = gh_alert_shelf_new ();
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_alert_inbox_new:
 * @clock: tells the time
 *
 * Returns: (transfer full): an empty inbox
 */
GhAlertInbox *
gh_alert_inbox_new (GhClock *clock)
{
  GhAlertInbox *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_ALERT_INBOX, NULL);
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * gh_alert_inbox_load:
 * @self: an inbox that nothing was raised in yet
 * @alerts: (element-type GhAlert): what was kept
 *
 * Takes up what was kept when the program ran last. Nothing rings.
 */
void
gh_alert_inbox_load (GhAlertInbox *self, GPtrArray *alerts)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (alerts != NULL);
  g_return_if_fail (count (self) == 0);

  gh_alert_shelf_load (self->shelf, alerts);
  if (count (self) > 0)
    emit_changed (self, 0, 0, count (self));

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
  forget_old (self, entries);
  if (entries->len > 0)
    g_signal_emit (self, signals[KEPT], 0, entries);
  update_figures (self);
  gh_alert_inbox_plan_wake (self);
}

static void
set_what (GhAlert *alert, const GhAlertRaise *raise)
{
  /* What came late must not take the place of what is newer. */
  if (raise->time_us < gh_alert_get_fields (alert)->last_us)
    return;
  if (raise->event != NULL)
    gh_alert_set_event (alert, raise->event);
  else
    gh_alert_set_camera_id (alert, raise->camera_id);
}

static void
add_alert (GhAlertInbox *self, const GhAlertRaise *raise)
{
  g_autoptr (GhAlert) alert = gh_alert_new (raise->rule, raise->subject);

  if (raise->list != NULL)
    {
      const GhWatchListFields *list = gh_watch_list_get_fields (raise->list);

      gh_alert_set_list (alert, list->name, list->color, list->sound, list->repeats);
    }
  gh_alert_add (alert, raise->time_us, raise->is_late);
  set_what (alert, raise);
  if (!raise->is_late)
    ring (self, alert);
  emit_changed (self, gh_alert_shelf_insert (self->shelf, alert), 0, 1);
  gh_alert_inbox_note_change (self, alert);
  gh_alert_inbox_flush (self);
}

/**
 * gh_alert_inbox_raise:
 * @self: an inbox
 * @raise: what a rule has found
 *
 * Counts it, or adds an alert. It rings if it is new, or if nobody has answered and the rule's
 * cool-down is over; what came late, or keeps quiet for a while, does not.
 */
void
gh_alert_inbox_raise (GhAlertInbox *self, const GhAlertRaise *raise)
{
  GhAlert *alert;

  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (raise != NULL && raise->subject != NULL);

  alert = gh_alert_shelf_find (self->shelf, gh_alert_rule_get_id (raise->rule), raise->subject);
  if (!is_still_counting (self, alert, raise))
    {
      add_alert (self, raise);
      return;
    }

  gh_alert_add (alert, raise->time_us, raise->is_late);
  set_what (alert, raise);
  gh_alert_inbox_note_change (self, alert);
  if (!raise->is_late && gh_alert_get_state (alert) == GH_ALERT_NEW
      && !is_cooling_down (alert, raise->rule, gh_alert_inbox_get_now_us (self)))
    ring (self, alert);
}

/**
 * gh_alert_inbox_end:
 * @self: an inbox
 * @rule: a rule
 * @subject: what was missing
 *
 * What was missing has come back: the alert says since when, and is not repeated any more.
 */
void
gh_alert_inbox_end (GhAlertInbox *self, GhAlertRule *rule, const char *subject)
{
  GhAlert *alert;

  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (GH_IS_ALERT_RULE (rule));
  g_return_if_fail (subject != NULL);

  alert = gh_alert_shelf_find (self->shelf, gh_alert_rule_get_id (rule), subject);
  if (alert == NULL || gh_alert_get_fields (alert)->ended_us != 0)
    return;

  gh_alert_set_ended_us (alert, gh_alert_inbox_get_now_us (self));
  gh_alert_inbox_note_change (self, alert);
  gh_alert_inbox_flush (self);
}

/**
 * gh_alert_inbox_flush:
 * @self: an inbox
 *
 * Shows and keeps at once what has changed. By itself that happens within a fifth of a second.
 */
void
gh_alert_inbox_flush (GhAlertInbox *self)
{
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_return_if_fail (GH_IS_ALERT_INBOX (self));

  gh_clock_clear_timeout (self->clock, &self->flush_id);
  if (self->changed->len == 0)
    return;

  changed = g_steal_pointer (&self->changed);
  self->changed = g_ptr_array_new_with_free_func (g_object_unref);
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);
  for (guint i = 0; i < changed->len; i++)
    g_ptr_array_add (entries, gh_alert_entry_new (GH_ALERT_ENTRY_ALERT,
                                                  gh_alert_get_id (changed->pdata[i]),
                                                  gh_alert_to_json (changed->pdata[i])));
  forget_old (self, entries);
  g_signal_emit (self, signals[KEPT], 0, entries);
  for (guint i = 0; i < changed->len; i++)
    gh_alert_tell (changed->pdata[i]);
  update_figures (self);
}

/**
 * gh_alert_inbox_look_up:
 * @self: an inbox
 * @id: the id of an alert
 *
 * Returns: (transfer none) (nullable): the alert
 */
GhAlert *
gh_alert_inbox_look_up (GhAlertInbox *self, const char *id)
{
  g_return_val_if_fail (GH_IS_ALERT_INBOX (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return gh_alert_shelf_look_up (self->shelf, id);
}

/**
 * gh_alert_inbox_get_n_new:
 * @self: an inbox
 *
 * Returns: how many wait for an answer
 */
guint
gh_alert_inbox_get_n_new (GhAlertInbox *self)
{
  g_return_val_if_fail (GH_IS_ALERT_INBOX (self), 0);

  return self->n_new;
}

/**
 * gh_alert_inbox_get_n_snoozed:
 * @self: an inbox
 *
 * Returns: how many keep quiet for a while
 */
guint
gh_alert_inbox_get_n_snoozed (GhAlertInbox *self)
{
  g_return_val_if_fail (GH_IS_ALERT_INBOX (self), 0);

  return self->n_snoozed;
}

/**
 * gh_alert_inbox_get_newest:
 * @self: an inbox
 *
 * Returns: (transfer none) (nullable): of those that wait for an answer the one that was raised last
 */
GhAlert *
gh_alert_inbox_get_newest (GhAlertInbox *self)
{
  g_return_val_if_fail (GH_IS_ALERT_INBOX (self), NULL);

  return self->newest;
}

/**
 * gh_alert_inbox_get_repeating:
 * @self: an inbox
 *
 * Returns: what is to be heard again and again; none where everything was answered or has ended
 */
GhAlertSound
gh_alert_inbox_get_repeating (GhAlertInbox *self)
{
  GhAlertSound sound = GH_ALERT_SOUND_NONE;

  g_return_val_if_fail (GH_IS_ALERT_INBOX (self), GH_ALERT_SOUND_NONE);

  for (guint i = 0; i < count (self); i++)
    {
      const GhAlertFields *fields = gh_alert_get_fields (get (self, i));

      /* What came late, and was never heard, is not repeated either. */
      if (fields->state == GH_ALERT_NEW && fields->repeats && fields->rung_us != 0
          && fields->ended_us == 0)
        sound = MAX (sound, fields->sound);
    }

  return sound;
}
