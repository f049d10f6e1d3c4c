/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-event-queue.h"

#include <string.h>

/* So many ids are remembered in any case: a message may be doubled whatever its time. */
#define LEAST_REMEMBERED 20000

typedef struct
{
  char *id; /* (owned) */
  gint64 time_us;
} Met;

typedef struct
{
  char *id; /* (owned) */
  gint64 time_us;
  gint64 due_us; /* monotonic: when it has waited long enough */
  char *line;    /* (owned) */
} Waiting;

struct _GhCliEventQueue
{
  GhClock *clock; /* (owned) */
  GhCliEventFunc func;
  gpointer user_data;

  GHashTable *known;       /* (owned) (element-type utf8): ids of @met */
  GQueue met;              /* (owned) (element-type Met): the one that was met first at the head */
  gint64 needed_since_us;  /* what is older than this cannot come again from the history */
  GPtrArray *waiting;      /* (owned) (element-type Waiting) */
  gboolean is_held;
  guint release_id;
};

static void
met_free (gpointer data)
{
  Met *met = data;

  g_free (met->id);
  g_free (met);
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->id);
  g_free (waiting->line);
  g_free (waiting);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Waiting *first = *(const Waiting *const *) a;
  const Waiting *second = *(const Waiting *const *) b;

  if (first->time_us != second->time_us)
    return first->time_us < second->time_us ? -1 : 1;
  return strcmp (first->id, second->id);
}

static void schedule (GhCliEventQueue *self);

/* Those that have waited long enough, and all that are earlier than one of them. */
static void
let_through (GhCliEventQueue *self, gint64 due_us)
{
  guint n_due = 0;

  g_ptr_array_sort (self->waiting, compare);
  for (guint i = 0; i < self->waiting->len; i++)
    if (((Waiting *) self->waiting->pdata[i])->due_us <= due_us)
      n_due = i + 1;
  for (guint i = 0; i < n_due; i++)
    self->func (((Waiting *) self->waiting->pdata[i])->line, self->user_data);
  if (n_due > 0)
    g_ptr_array_remove_range (self->waiting, 0, n_due);
  schedule (self);
}

static void
due_cb (gpointer user_data)
{
  GhCliEventQueue *self = user_data;

  self->release_id = 0;
  let_through (self, gh_clock_get_monotonic_us (self->clock));
}

static void
schedule (GhCliEventQueue *self)
{
  gint64 due_us = G_MAXINT64;

  if (self->is_held || self->release_id != 0 || self->waiting->len == 0)
    return;

  for (guint i = 0; i < self->waiting->len; i++)
    due_us = MIN (due_us, ((Waiting *) self->waiting->pdata[i])->due_us);
  self->release_id =
    gh_clock_add_timeout (self->clock, MAX (due_us - gh_clock_get_monotonic_us (self->clock), 0),
                          due_cb, self);
}

/* An id may go once it is neither among the last nor of a time that the history is still asked for.
 * One whose time lies ahead goes to the end, for it must not keep the others. */
static void
forget (GhCliEventQueue *self)
{
  for (guint n_looks = 0; n_looks < 2 && self->met.length > LEAST_REMEMBERED; n_looks++)
    {
      Met *met = g_queue_pop_head (&self->met);

      if (met->time_us >= self->needed_since_us)
        {
          g_queue_push_tail (&self->met, met);
          continue;
        }
      g_hash_table_remove (self->known, met->id);
      met_free (met);
    }
}

/**
 * gh_cli_event_queue_new:
 * @clock: times the waiting
 * @func: is given each line in its turn
 * @user_data: for @func
 *
 * Returns: (transfer full): an empty queue
 */
GhCliEventQueue *
gh_cli_event_queue_new (GhClock *clock, GhCliEventFunc func, gpointer user_data)
{
  GhCliEventQueue *self = g_new0 (GhCliEventQueue, 1);

  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->met);
  self->waiting = g_ptr_array_new_with_free_func (waiting_free);

  return self;
}

void
gh_cli_event_queue_free (GhCliEventQueue *self)
{
  gh_clock_clear_timeout (self->clock, &self->release_id);
  g_clear_object (&self->clock);
  g_hash_table_unref (self->known);
  g_queue_clear_full (&self->met, met_free);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/**
 * gh_cli_event_queue_meet:
 * @id: the id of an event
 * @time_us: its time
 *
 * Remembers @id, for as long as the event could come again.
 *
 * Returns: %TRUE if it was not met before
 */
gboolean
gh_cli_event_queue_meet (GhCliEventQueue *self, const char *id, gint64 time_us)
{
  Met *met;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_hash_table_contains (self->known, id))
    return FALSE;

  met = g_new0 (Met, 1);
  met->id = g_strdup (id);
  met->time_us = time_us;
  g_hash_table_add (self->known, met->id);
  g_queue_push_tail (&self->met, met);
  forget (self);

  return TRUE;
}

/**
 * gh_cli_event_queue_add:
 * @id: the id of an event that was met now
 * @time_us: its time
 * @line: (transfer full): what is to be let through for it
 *
 * Takes in an event.
 */
void
gh_cli_event_queue_add (GhCliEventQueue *self, const char *id, gint64 time_us, char *line)
{
  Waiting *waiting;

  g_return_if_fail (self != NULL);
  g_return_if_fail (id != NULL);

  waiting = g_new0 (Waiting, 1);
  waiting->id = g_strdup (id);
  waiting->time_us = time_us;
  waiting->due_us = gh_clock_get_monotonic_us (self->clock) + GH_CLI_EVENT_QUEUE_SETTLE_US;
  waiting->line = line;
  g_ptr_array_add (self->waiting, waiting);
  schedule (self);
}

/**
 * gh_cli_event_queue_hold:
 *
 * Lets nothing through: something older is being fetched.
 */
void
gh_cli_event_queue_hold (GhCliEventQueue *self)
{
  g_return_if_fail (self != NULL);

  self->is_held = TRUE;
  gh_clock_clear_timeout (self->clock, &self->release_id);
}

/**
 * gh_cli_event_queue_release:
 *
 * Goes on after gh_cli_event_queue_hold().
 */
void
gh_cli_event_queue_release (GhCliEventQueue *self)
{
  g_return_if_fail (self != NULL);

  self->is_held = FALSE;
  gh_clock_clear_timeout (self->clock, &self->release_id);
  let_through (self, gh_clock_get_monotonic_us (self->clock));
}

/**
 * gh_cli_event_queue_flush:
 *
 * Lets everything through that waits: nothing else will come.
 */
void
gh_cli_event_queue_flush (GhCliEventQueue *self)
{
  g_return_if_fail (self != NULL);

  gh_clock_clear_timeout (self->clock, &self->release_id);
  let_through (self, G_MAXINT64);
}

/**
 * gh_cli_event_queue_set_needed_since_us:
 * @since_us: real time, in microseconds
 *
 * Says from when on the history may be read again. Ids of older events may be forgotten.
 */
void
gh_cli_event_queue_set_needed_since_us (GhCliEventQueue *self, gint64 since_us)
{
  g_return_if_fail (self != NULL);

  self->needed_since_us = since_us;
}
