/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-budget-private.h"

#include "gh-budget-route.h"
#include "gh-error-mapper.h"

/*
 * GhBudget:
 *
 * Counts what is sent to one server, route by route, and lets what would be too much wait: clicks
 * go before pages that somebody scrolls by, and these before what nobody waits for; among equals,
 * who came first. What a session needs for itself (login, refresh, logout) is never held up: there
 * is little of it, and nothing goes without it.
 *
 * The time that a request waits here is not part of the time that a server has for its answer.
 */
struct _GhBudget
{
  GObject parent_instance;

  GhClock *clock;      /* (owned) */
  GHashTable *routes;  /* (owned): method and route to GhBudgetRoute; as many as there are calls */
  GPtrArray *waiters;  /* (owned) of Waiter, in their order */
  guint limit;
  guint timeout_id;
};

typedef struct
{
  GhBudget *budget; /* that it is in */
  GhBudgetRoute *route;
  GhRequestPriority priority;
  gint64 since_us;
  gint64 late_until_us; /* 0 if it may go */
  GTask *task;     /* (owned) */
  GSource *source; /* (owned) (nullable) of its cancellable */
} Waiter;

typedef enum
{
  PROP_N_WAITING = 1,
} GhBudgetProperty;

static GParamSpec *props[PROP_N_WAITING + 1];

G_DEFINE_FINAL_TYPE (GhBudget, gh_budget, G_TYPE_OBJECT)

static void let_go (GhBudget *self);

static void
waiter_free (gpointer data)
{
  Waiter *waiter = data;

  if (waiter->source != NULL)
    g_source_destroy (waiter->source);
  g_clear_pointer (&waiter->source, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gint64
get_now_us (GhBudget *self)
{
  return gh_clock_get_monotonic_us (self->clock);
}

static GhBudgetRoute *
get_route (GhBudget *self, GhRequest *request)
{
  g_autofree char *name = g_strdup_printf ("%d %s",
                                           (int) gh_request_get_method (request),
                                           gh_request_get_route (request));
  GhBudgetRoute *route = g_hash_table_lookup (self->routes, name);

  if (route == NULL)
    {
      route = gh_budget_route_new (self->limit);
      g_hash_table_insert (self->routes, g_steal_pointer (&name), route);
    }

  return route;
}

static gboolean
is_waited_for (GhBudget *self, GhBudgetRoute *route, GhRequestPriority priority)
{
  for (guint i = 0; i < self->waiters->len; i++)
    {
      const Waiter *waiter = g_ptr_array_index (self->waiters, i);

      if (waiter->route == route && waiter->priority <= priority)
        return TRUE;
    }

  return FALSE;
}

/* A click that has to wait for long is told, so that nobody sits before a window that does
 * nothing. */
static gboolean
is_too_long (GhRequestPriority priority, gint64 since_us, gint64 open_at_us)
{
  return priority == GH_REQUEST_OPERATOR
         && open_at_us > since_us + GH_BUDGET_MOST_OPERATOR_WAIT_US;
}

static void
timeout_cb (gpointer user_data)
{
  GhBudget *self = user_data;

  self->timeout_id = 0;
  let_go (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  GhBudget *self = waiter->budget;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (self->waiters, waiter);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
  let_go (self);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Takes those out whose time has come, or who have to be told, and sets the clock for the next. */
static GPtrArray *
take_ready (GhBudget *self)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (waiter_free);
  gint64 now_us = get_now_us (self);
  gint64 next_us = G_MAXINT64;

  for (guint i = 0; i < self->waiters->len;)
    {
      Waiter *waiter = g_ptr_array_index (self->waiters, i);
      gint64 open_at_us = gh_budget_route_get_open_at_us (waiter->route, waiter->priority, now_us);

      if (open_at_us > now_us && !is_too_long (waiter->priority, waiter->since_us, open_at_us))
        {
          next_us = MIN (next_us, open_at_us);
          i++;
          continue;
        }

      if (open_at_us <= now_us)
        gh_budget_route_count (waiter->route, waiter->priority, now_us);
      else
        waiter->late_until_us = open_at_us;
      g_ptr_array_add (ready, g_ptr_array_steal_index (self->waiters, i));
    }

  gh_clock_clear_timeout (self->clock, &self->timeout_id);
  if (next_us != G_MAXINT64)
    self->timeout_id = gh_clock_add_timeout (self->clock, next_us - now_us, timeout_cb, self);

  return g_steal_pointer (&ready);
}

static void
answer (Waiter *waiter)
{
  g_autoptr (GTask) task = g_object_ref (waiter->task);
  gint64 late_until_us = waiter->late_until_us;

  waiter_free (waiter);
  if (late_until_us != 0)
    g_task_return_error (task, gh_error_mapper_new_rate_limited (late_until_us));
  else
    g_task_return_boolean (task, TRUE);
}

static void
let_go (GhBudget *self)
{
  g_autoptr (GhBudget) kept = g_object_ref (self);
  g_autoptr (GPtrArray) ready = take_ready (self);

  if (ready->len > 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
  /* Who is let go may come back with another request at once. */
  while (ready->len > 0)
    answer (g_ptr_array_steal_index (ready, 0));
}

/* After those of the same priority, before those of the next. */
static guint
find_place (GhBudget *self, GhRequestPriority priority)
{
  for (guint i = 0; i < self->waiters->len; i++)
    {
      const Waiter *waiter = g_ptr_array_index (self->waiters, i);

      if (waiter->priority > priority)
        return i;
    }

  return self->waiters->len;
}

/* Where there is no more room, the last one gives way to one that goes before it. */
static gboolean
find_room (GhBudget *self, GhRequestPriority priority, Waiter **last)
{
  *last = NULL;
  if (self->waiters->len < GH_BUDGET_MOST_WAITING)
    return TRUE;

  *last = g_ptr_array_index (self->waiters, self->waiters->len - 1);
  if ((*last)->priority <= priority)
    return FALSE;

  g_ptr_array_steal_index (self->waiters, self->waiters->len - 1);
  (*last)->late_until_us = get_now_us (self) + GH_BUDGET_WINDOW_US;

  return TRUE;
}

static void
gh_budget_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhBudget *self = GH_BUDGET (object);

  switch ((GhBudgetProperty) id)
    {
    case PROP_N_WAITING:
      g_value_set_uint (value, self->waiters->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Every waiter's task holds the budget: nobody waits any more. */
static void
gh_budget_dispose (GObject *object)
{
  GhBudget *self = GH_BUDGET (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->timeout_id);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_budget_parent_class)->dispose (object);
}

static void
gh_budget_finalize (GObject *object)
{
  GhBudget *self = GH_BUDGET (object);

  g_clear_pointer (&self->waiters, g_ptr_array_unref);
  g_clear_pointer (&self->routes, g_hash_table_unref);

  G_OBJECT_CLASS (gh_budget_parent_class)->finalize (object);
}

static void
gh_budget_class_init (GhBudgetClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_budget_get_property;
  object_class->dispose = gh_budget_dispose;
  object_class->finalize = gh_budget_finalize;

  props[PROP_N_WAITING] =
    g_param_spec_uint ("n-waiting", NULL, NULL, 0, GH_BUDGET_MOST_WAITING, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_budget_init (GhBudget *self)
{
  self->limit = GH_BUDGET_LIMIT;
  self->routes = g_hash_table_new_full (g_str_hash,
                                        g_str_equal,
                                        g_free,
                                        (GDestroyNotify) gh_budget_route_free);
  self->waiters = g_ptr_array_new_with_free_func (waiter_free);
}

/*
 * gh_budget_new:
 * @clock: what a minute is measured by
 *
 * Returns: (transfer full): the budget of a server to which nothing was sent
 */
GhBudget *
gh_budget_new (GhClock *clock)
{
  GhBudget *self = g_object_new (GH_TYPE_BUDGET, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

/*
 * gh_budget_take:
 * @self: a budget
 * @request: what is to be sent
 *
 * Returns: %TRUE if it may go now, and is counted; %FALSE if it has to wait
 */
gboolean
gh_budget_take (GhBudget *self, GhRequest *request)
{
  GhBudgetRoute *route = get_route (self, request);
  GhRequestPriority priority = gh_request_get_priority (request);
  gint64 now_us = get_now_us (self);

  if (is_waited_for (self, route, priority)
      || gh_budget_route_get_open_at_us (route, priority, now_us) > now_us)
    return FALSE;

  gh_budget_route_count (route, priority, now_us);

  return TRUE;
}

/*
 * gh_budget_wait_async:
 * @self: a budget
 * @request: what is to be sent, and gh_budget_take() has not let go
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it may go
 * @user_data: for @callback
 *
 * Waits for the request's turn.
 */
void
gh_budget_wait_async (GhBudget *self,
                      GhRequest *request,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GhBudgetRoute *route = get_route (self, request);
  GhRequestPriority priority = gh_request_get_priority (request);
  gint64 now_us = get_now_us (self);
  gint64 open_at_us = gh_budget_route_get_open_at_us (route, priority, now_us);
  Waiter *waiter, *last;

  g_task_set_source_tag (task, gh_budget_wait_async);
  if (is_too_long (priority, now_us, open_at_us) || !find_room (self, priority, &last))
    {
      g_task_return_error (task, gh_error_mapper_new_rate_limited (MAX (open_at_us, now_us)));
      return;
    }

  waiter = g_new0 (Waiter, 1);
  waiter->budget = self;
  waiter->route = route;
  waiter->priority = priority;
  waiter->since_us = now_us;
  waiter->task = g_steal_pointer (&task);
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (waiter->source, "gh-budget");
      g_source_set_callback (waiter->source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->source, g_task_get_context (waiter->task));
    }
  g_ptr_array_insert (self->waiters, (int) find_place (self, priority), waiter);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_WAITING]);
  if (last != NULL)
    answer (last);
  let_go (self);
}

/*
 * gh_budget_wait_finish:
 * @self: a budget
 * @result: the result
 * @error: return location for a #GError
 *
 * Returns: %TRUE if the request may go now, and is counted; %FALSE with %GH_ERROR_RATE_LIMITED if a
 *   click would have to wait for more than %GH_BUDGET_MOST_OPERATOR_WAIT_US, or too many wait
 */
gboolean
gh_budget_wait_finish (GhBudget *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/*
 * gh_budget_count:
 * @self: a budget
 * @request: what is sent
 *
 * Counts a request that goes without having waited: because another one that was counted has
 * brought nothing.
 */
void
gh_budget_count (GhBudget *self, GhRequest *request)
{
  gh_budget_route_count (get_route (self, request),
                         gh_request_get_priority (request),
                         get_now_us (self));
}

/*
 * gh_budget_learn:
 * @self: a budget
 * @request: what was sent
 * @told: what the answer says of the limit
 *
 * Takes the server's word.
 */
void
gh_budget_learn (GhBudget *self, GhRequest *request, const GhRateLimit *told)
{
  gh_budget_route_learn (get_route (self, request), told, get_now_us (self));
  let_go (self);
}

/*
 * gh_budget_close:
 * @self: a budget
 * @request: what was refused for there being too many
 * @until_us: monotonic time
 *
 * Sends nothing on that route until then.
 */
void
gh_budget_close (GhBudget *self, GhRequest *request, gint64 until_us)
{
  gh_budget_route_close (get_route (self, request), until_us);
  let_go (self);
}

/**
 * gh_budget_set_limit:
 * @self: a budget
 * @limit: how many requests may go on a route in %GH_BUDGET_WINDOW_US, 1 or more
 *
 * Sets it for all routes. A server that says that it takes less is believed all the same.
 */
void
gh_budget_set_limit (GhBudget *self, guint limit)
{
  GHashTableIter iter;
  gpointer route;

  g_return_if_fail (GH_IS_BUDGET (self));
  g_return_if_fail (limit > 0);

  self->limit = limit;
  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, NULL, &route))
    gh_budget_route_set_limit (route, limit);
  let_go (self);
}

/**
 * gh_budget_get_use:
 * @self: a budget
 * @use: (out caller-allocates): how much of it is used
 *
 * Tells of the route that is nearest to its limit. What was sent falls out of it with time, which
 * nobody is told of: who shows this asks again.
 */
void
gh_budget_get_use (GhBudget *self, GhBudgetUse *use)
{
  GHashTableIter iter;
  gpointer value;
  gint64 now_us;

  g_return_if_fail (GH_IS_BUDGET (self));
  g_return_if_fail (use != NULL);

  now_us = get_now_us (self);
  *use = (GhBudgetUse){ .limit = self->limit, .n_waiting = self->waiters->len };
  g_hash_table_iter_init (&iter, self->routes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint n_used = gh_budget_route_get_n_used (value, now_us);
      guint limit = gh_budget_route_get_limit (value);
      gint64 opens_at_us = gh_budget_route_get_open_at_us (value, GH_REQUEST_OPERATOR, now_us);

      if (opens_at_us <= now_us)
        opens_at_us = 0;
      if (opens_at_us < use->opens_at_us
          || (opens_at_us == use->opens_at_us
              && (guint64) n_used * use->limit <= (guint64) use->n_used * limit))
        continue;

      use->n_used = n_used;
      use->limit = limit;
      use->opens_at_us = opens_at_us;
    }
}
