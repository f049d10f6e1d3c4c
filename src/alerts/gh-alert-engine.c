/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-engine.h"

#include "gh-alert-identities.h"
#include "gh-alert-match.h"
#include "gh-alert-watch.h"
#include "gh-alert.h"

#include <string.h>

/* A server may name any number of cameras; what is remembered of them has a limit. */
#define MOST_CAMERAS 4096

#define LEAST_LOOK_US G_TIME_SPAN_SECOND

struct _GhAlertEngine
{
  GObject parent_instance;

  GhClock *clock;       /* (owned) */
  GTimeZone *zone;      /* (owned) */
  GListModel *rules;    /* (owned) (nullable) (element-type GhAlertRule) */
  GListModel *lists;    /* (owned) (nullable) (element-type GhWatchList) */
  GHashTable *seen;     /* (owned): camera to gint64, real time of its last event */
  GhAlertIdentities *identities; /* (owned) */
  GHashTable *raised;   /* (owned): "rule\nsubject" of what goes on */
  GhAlertSuppressor suppressor; /* (nullable) */
  gpointer suppressor_data;

  gint64 began_us;         /* nothing can have been missed before */
  gint64 link_since_us;    /* up or down: real time */
  gint64 recogniser_since_us;
  gboolean link_is_up;
  gboolean recogniser_is_up;
  guint look_id;
};

enum
{
  RAISED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhAlertEngine, gh_alert_engine, G_TYPE_OBJECT)

static void look (GhAlertEngine *self);

static guint
count_rules (GhAlertEngine *self)
{
  return self->rules != NULL ? g_list_model_get_n_items (self->rules) : 0;
}

static GhWatchList *
find_list (GhAlertEngine *self, const char *id)
{
  for (guint i = 0; self->lists != NULL && i < g_list_model_get_n_items (self->lists); i++)
    {
      g_autoptr (GhWatchList) list = g_list_model_get_item (self->lists, i);

      if (g_strcmp0 (gh_watch_list_get_id (list), id) == 0)
        return g_steal_pointer (&list);
    }
  return NULL;
}

static void
raise_event (GhAlertEngine *self, GhAlertRule *rule, GhFaceEvent *event, gint64 time_us)
{
  const GhAlertRuleFields *fields = gh_alert_rule_get_fields (rule);
  g_autoptr (GhWatchList) list = NULL;
  gboolean is_of_history = gh_face_event_get_received_at_us (event) == 0;
  const GhAlertMatchFace face = {
    .record_id = gh_alert_identities_get_record (self->identities, event),
    .user_id = gh_alert_identities_get_owner (self->identities, event),
  };
  GhAlertRaise raise = { .rule = rule, .event = event, .time_us = time_us };

  if (!fields->enabled || !gh_alert_kind_is_about_events (fields->kind)
      || (is_of_history && time_us < fields->created_us))
    return;
  if (fields->kind == GH_ALERT_KIND_WATCH_LIST)
    list = find_list (self, fields->list_id);
  if (!gh_alert_match_event (rule, list, event, &face)
      || !gh_schedule_contains (&fields->schedule, time_us, self->zone))
    return;
  if (self->suppressor != NULL && self->suppressor (event, self->suppressor_data))
    return;

  raise.list = list;
  raise.subject = gh_alert_match_get_subject (rule, &face);
  raise.camera_id = gh_face_event_get_camera_id (event);
  raise.is_late =
    is_of_history && gh_clock_get_real_us (self->clock) - time_us > GH_ALERT_ENGINE_LATE_US;
  g_signal_emit (self, signals[RAISED], 0, &raise);
}

static void
note_camera (GhAlertEngine *self, GhFaceEvent *event, gint64 time_us)
{
  const char *camera_id = gh_face_event_get_camera_id (event);
  gint64 *seen_us;

  if (camera_id == NULL)
    return;

  if (gh_face_event_get_received_at_us (event) != 0)
    time_us = gh_clock_get_real_us (self->clock);
  seen_us = g_hash_table_lookup (self->seen, camera_id);
  if (seen_us != NULL)
    *seen_us = MAX (*seen_us, time_us);
  else if (g_hash_table_size (self->seen) < MOST_CAMERAS)
    {
      seen_us = g_new (gint64, 1);
      *seen_us = time_us;
      g_hash_table_insert (self->seen, g_strdup (camera_id), seen_us);
    }
}

/* What is to be done about one thing that one rule watches. */
static void
look_at (GhAlertEngine *self,
         GhAlertRule *rule,
         const char *subject,
         gint64 away_since_us,
         gint64 now_us,
         gint64 *next_us)
{
  g_autofree char *key = g_strconcat (gh_alert_rule_get_id (rule), "\n", subject, NULL);
  gboolean is_camera = gh_alert_rule_get_kind (rule) == GH_ALERT_KIND_CAMERA_SILENT;
  GhAlertRaise raise = {
    .rule = rule,
    .subject = subject,
    .camera_id = is_camera ? subject : NULL,
    .time_us = now_us,
  };
  gint64 again_us;

  switch (gh_alert_watch_look (rule, self->zone, away_since_us, now_us,
                               g_hash_table_contains (self->raised, key), &again_us))
    {
    case GH_ALERT_WATCH_RAISE:
      g_hash_table_add (self->raised, g_steal_pointer (&key));
      g_signal_emit (self, signals[RAISED], 0, &raise);
      break;
    case GH_ALERT_WATCH_END:
      g_hash_table_remove (self->raised, key);
      g_signal_emit (self, signals[ENDED], 0, rule, subject);
      break;
    case GH_ALERT_WATCH_WAITS:
    default:
      *next_us = MIN (*next_us, again_us);
    }
}

/* While nothing comes from the server nobody can say that a camera is silent. */
static gint64
get_silent_since (GhAlertEngine *self, GhAlertRule *rule, gint64 seen_us)
{
  gint64 since_us = MAX (seen_us, MAX (self->link_since_us, self->began_us));

  return MAX (since_us, gh_alert_rule_get_fields (rule)->created_us);
}

static void
look_at_camera (GhAlertEngine *self,
                GhAlertRule *rule,
                const char *camera_id,
                gint64 now_us,
                gint64 *next_us)
{
  const gint64 *seen_us = g_hash_table_lookup (self->seen, camera_id);
  gint64 since_us = get_silent_since (self, rule, seen_us != NULL ? *seen_us : 0);
  g_autofree char *key = g_strconcat (gh_alert_rule_get_id (rule), "\n", camera_id, NULL);
  gboolean has_come = now_us - since_us
                      < gh_alert_rule_get_fields (rule)->after_s * G_TIME_SPAN_SECOND;

  /* What was raised ends with the camera's next event. */
  if (g_hash_table_contains (self->raised, key) && has_come && seen_us != NULL
      && *seen_us == since_us)
    look_at (self, rule, camera_id, G_MAXINT64, now_us, next_us);
  look_at (self, rule, camera_id, since_us, now_us, next_us);
}

static void
look_at_cameras (GhAlertEngine *self, GhAlertRule *rule, gint64 now_us, gint64 *next_us)
{
  char **cameras = gh_alert_rule_get_fields (rule)->cameras;

  if (!self->link_is_up)
    return;

  if (cameras[0] != NULL)
    {
      for (guint i = 0; cameras[i] != NULL; i++)
        look_at_camera (self, rule, cameras[i], now_us, next_us);
    }
  else
    {
      g_autoptr (GPtrArray) known = g_hash_table_get_keys_as_ptr_array (self->seen);

      for (guint i = 0; i < known->len; i++)
        look_at_camera (self, rule, known->pdata[i], now_us, next_us);
    }
}

/* A recogniser of which nothing is heard because the link is down is not down for that. */
static void
look_at_service (GhAlertEngine *self, GhAlertRule *rule, gint64 now_us, gint64 *next_us)
{
  look_at (self, rule, GH_ALERT_SUBJECT_LINK,
           self->link_is_up ? G_MAXINT64 : self->link_since_us, now_us, next_us);
  look_at (self, rule, GH_ALERT_SUBJECT_RECOGNIZER,
           self->recogniser_is_up ? G_MAXINT64 : self->recogniser_since_us, now_us, next_us);
}

static void
look_cb (gpointer user_data)
{
  GhAlertEngine *self = user_data;

  self->look_id = 0;
  look (self);
}

/* Looks at everything that must not stay away, and comes again when something could be due. */
static void
look (GhAlertEngine *self)
{
  gint64 now_us = gh_clock_get_real_us (self->clock), next_us = G_MAXINT64;
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);

  gh_clock_clear_timeout (self->clock, &self->look_id);
  for (guint i = 0; i < count_rules (self); i++)
    g_ptr_array_add (rules, g_list_model_get_item (self->rules, i));
  for (guint i = 0; i < rules->len; i++)
    {
      GhAlertRule *rule = rules->pdata[i];

      if (!gh_alert_rule_get_fields (rule)->enabled)
        continue;
      if (gh_alert_rule_get_kind (rule) == GH_ALERT_KIND_CAMERA_SILENT)
        look_at_cameras (self, rule, now_us, &next_us);
      else if (gh_alert_rule_get_kind (rule) == GH_ALERT_KIND_DOWN)
        look_at_service (self, rule, now_us, &next_us);
    }
  if (next_us != G_MAXINT64)
    {
      gh_clock_clear_timeout (self->clock, &self->look_id);
      self->look_id = gh_clock_add_timeout (self->clock, MAX (next_us - now_us, LEAST_LOOK_US),
                                            look_cb, self);
    }
}

static gboolean
is_key_of (const char *key, const char *rule_id)
{
  gsize length = strlen (rule_id);

  return strncmp (key, rule_id, length) == 0 && key[length] == '\n';
}

/* What a rule found that is gone or switched off ends unheard. */
static void
rules_changed_cb (GhAlertEngine *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->raised);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < count_rules (self) && !is_there; i++)
        {
          g_autoptr (GhAlertRule) rule = g_list_model_get_item (self->rules, i);

          is_there = gh_alert_rule_get_fields (rule)->enabled
                     && is_key_of (key, gh_alert_rule_get_id (rule));
        }
      if (!is_there)
        g_hash_table_iter_remove (&iter);
    }
  look (self);
}

static void
gh_alert_engine_dispose (GObject *object)
{
  GhAlertEngine *self = GH_ALERT_ENGINE (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->look_id);
  if (self->rules != NULL)
    g_signal_handlers_disconnect_by_data (self->rules, self);
  g_clear_object (&self->rules);
  g_clear_object (&self->lists);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_engine_parent_class)->dispose (object);
}

static void
gh_alert_engine_finalize (GObject *object)
{
  GhAlertEngine *self = GH_ALERT_ENGINE (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->identities, gh_alert_identities_free);
  g_clear_pointer (&self->raised, g_hash_table_unref);

  G_OBJECT_CLASS (gh_alert_engine_parent_class)->finalize (object);
}

static void
gh_alert_engine_class_init (GhAlertEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_alert_engine_dispose;
  object_class->finalize = gh_alert_engine_finalize;

  /**
   * GhAlertEngine::raised:
   * @raise: (type gpointer): a #GhAlertRaise
   *
   * A rule has found something.
   */
  signals[RAISED] = g_signal_new ("raised", GH_TYPE_ALERT_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * GhAlertEngine::ended:
   * @rule: a rule
   * @subject: what was missing
   *
   * What was missing has come back.
   */
  signals[ENDED] = g_signal_new ("ended", GH_TYPE_ALERT_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, GH_TYPE_ALERT_RULE, G_TYPE_STRING);
}

static void
gh_alert_engine_init (GhAlertEngine *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->identities = gh_alert_identities_new ();
  self->raised = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->link_is_up = TRUE;
  self->recogniser_is_up = TRUE;
}

/**
 * gh_alert_engine_new:
 * @clock: tells the time
 * @zone: (nullable): where the clock of the schedules hangs; %NULL for this computer's
 *
 * Returns: (transfer full): an engine without rules; the link counts as up until it is said to be
 *   down
 */
GhAlertEngine *
gh_alert_engine_new (GhClock *clock, GTimeZone *zone)
{
  GhAlertEngine *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_ALERT_ENGINE, NULL);
  self->clock = g_object_ref (clock);
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  self->began_us = gh_clock_get_real_us (clock);
  self->link_since_us = self->began_us;
  self->recogniser_since_us = self->began_us;

  return self;
}

/**
 * gh_alert_engine_set_rules:
 * @self: an engine
 * @rules: (element-type GhAlertRule): the rules; may change at any time
 *
 * Sets what is looked for.
 */
void
gh_alert_engine_set_rules (GhAlertEngine *self, GListModel *rules)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));
  g_return_if_fail (G_IS_LIST_MODEL (rules));

  if (self->rules != NULL)
    g_signal_handlers_disconnect_by_data (self->rules, self);
  g_set_object (&self->rules, rules);
  g_signal_connect_swapped (rules, "items-changed", G_CALLBACK (rules_changed_cb), self);
  rules_changed_cb (self);
}

/**
 * gh_alert_engine_set_lists:
 * @self: an engine
 * @lists: (element-type GhWatchList): the watch lists; may change at any time
 *
 * Sets whom the rules about watch lists are about.
 */
void
gh_alert_engine_set_lists (GhAlertEngine *self, GListModel *lists)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));
  g_return_if_fail (G_IS_LIST_MODEL (lists));

  g_set_object (&self->lists, lists);
}

/**
 * gh_alert_engine_set_cameras:
 * @self: an engine
 * @ids: (nullable): cameras that are known without an event
 *
 * Adds cameras that may be found silent though they have not been seen since the program started.
 */
void
gh_alert_engine_set_cameras (GhAlertEngine *self, const char *const *ids)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (g_hash_table_size (self->seen) < MOST_CAMERAS
        && !g_hash_table_contains (self->seen, ids[i]))
      g_hash_table_insert (self->seen, g_strdup (ids[i]), g_new0 (gint64, 1));
  look (self);
}

/**
 * gh_alert_engine_set_suppressor:
 * @self: an engine
 * @suppressor: (nullable) (scope forever): asked of every event that a rule has found
 * @user_data: handed to @suppressor
 *
 * Sets who knows of faces that were taken for somebody else's. It counts them; nothing is raised.
 */
void
gh_alert_engine_set_suppressor (GhAlertEngine *self,
                                GhAlertSuppressor suppressor,
                                gpointer user_data)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));

  self->suppressor = suppressor;
  self->suppressor_data = user_data;
}

/**
 * gh_alert_engine_get_time_us:
 * @self: an engine
 * @event: an event
 *
 * Says when an event happened. A camera whose clock is wrong must not decide: where the time of a
 * live event is far from when it came, that counts, and nothing is of the future.
 *
 * Returns: real time, in microseconds
 */
gint64
gh_alert_engine_get_time_us (GhAlertEngine *self, GhFaceEvent *event)
{
  gint64 received_us, time_us;

  g_return_val_if_fail (GH_IS_ALERT_ENGINE (self), 0);
  g_return_val_if_fail (GH_IS_FACE_EVENT (event), 0);

  received_us = gh_face_event_get_received_at_us (event);
  time_us = gh_face_event_get_timestamp_us (event);
  if (received_us != 0 && ABS (received_us - time_us) > G_TIME_SPAN_DAY)
    return received_us;

  return MIN (time_us, gh_clock_get_real_us (self->clock));
}

/**
 * gh_alert_engine_note_event:
 * @self: an engine
 * @event: an event that the rules were held against when the program ran last
 *
 * Takes from an event only what it says about its camera and whose face it is.
 */
void
gh_alert_engine_note_event (GhAlertEngine *self, GhFaceEvent *event)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));
  g_return_if_fail (GH_IS_FACE_EVENT (event));

  note_camera (self, event, gh_alert_engine_get_time_us (self, event));
  gh_alert_identities_learn (self->identities, event);
  if (g_hash_table_size (self->raised) > 0 || self->look_id == 0)
    look (self);
}

/**
 * gh_alert_engine_take_event:
 * @self: an engine
 * @event: an event that was not taken before
 *
 * Holds the rules against an event.
 */
void
gh_alert_engine_take_event (GhAlertEngine *self, GhFaceEvent *event)
{
  g_autoptr (GPtrArray) rules = NULL;
  gint64 time_us;

  g_return_if_fail (GH_IS_ALERT_ENGINE (self));
  g_return_if_fail (GH_IS_FACE_EVENT (event));

  gh_alert_engine_note_event (self, event);
  time_us = gh_alert_engine_get_time_us (self, event);
  rules = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < count_rules (self); i++)
    g_ptr_array_add (rules, g_list_model_get_item (self->rules, i));
  for (guint i = 0; i < rules->len; i++)
    raise_event (self, rules->pdata[i], event, time_us);
}

/**
 * gh_alert_engine_set_owner:
 * @self: an engine
 * @record_id: a face record
 * @user_id: whose it is
 *
 * Tells whose a face is, for servers whose events do not say it.
 */
void
gh_alert_engine_set_owner (GhAlertEngine *self, const char *record_id, const char *user_id)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));
  g_return_if_fail (record_id != NULL);
  g_return_if_fail (user_id != NULL);

  gh_alert_identities_set_owner (self->identities, record_id, user_id);
}

/**
 * gh_alert_engine_set_link_is_up:
 * @self: an engine
 * @is_up: whether events come
 *
 * Tells of the link to the server.
 */
void
gh_alert_engine_set_link_is_up (GhAlertEngine *self, gboolean is_up)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));

  is_up = !!is_up;
  if (self->link_is_up == is_up)
    return;

  self->link_is_up = is_up;
  self->link_since_us = gh_clock_get_real_us (self->clock);
  look (self);
}

/**
 * gh_alert_engine_set_recogniser_is_up:
 * @self: an engine
 * @is_up: whether the server says that it recognises faces
 *
 * Tells of the server's recogniser.
 */
void
gh_alert_engine_set_recogniser_is_up (GhAlertEngine *self, gboolean is_up)
{
  g_return_if_fail (GH_IS_ALERT_ENGINE (self));

  is_up = !!is_up;
  if (self->recogniser_is_up == is_up)
    return;

  self->recogniser_is_up = is_up;
  self->recogniser_since_us = gh_clock_get_real_us (self->clock);
  look (self);
}

/**
 * gh_alert_engine_wants_recogniser:
 * @self: an engine
 *
 * Returns: whether a rule would raise that the recogniser is down: then somebody has to ask
 */
gboolean
gh_alert_engine_wants_recogniser (GhAlertEngine *self)
{
  g_return_val_if_fail (GH_IS_ALERT_ENGINE (self), FALSE);

  for (guint i = 0; i < count_rules (self); i++)
    {
      g_autoptr (GhAlertRule) rule = g_list_model_get_item (self->rules, i);

      if (gh_alert_rule_get_kind (rule) == GH_ALERT_KIND_DOWN
          && gh_alert_rule_get_fields (rule)->enabled)
        return TRUE;
    }
  return FALSE;
}
