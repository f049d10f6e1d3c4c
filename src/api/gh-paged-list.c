/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-paged-list.h"

#include "gh-page-plan.h"
#include "gh-page-source.h"
#include "gh-page-table.h"
#include "gh-paged-item-private.h"
#include "gh-row-table.h"

/* How long rows have to stand before their page is asked for. */
#define SETTLE_US (40 * G_TIME_SPAN_MILLISECOND)
#define MOST_UNDER_WAY 2
#define LEAST_PAGES 4
/* What GTK's lists can count. */
#define MOST_ITEMS G_MAXINT

/*
 * The length is what the newest answer says. A page-number API cannot say what moved when that
 * changes, so rows are added and taken away at the end, and the pages that were fetched under
 * another length are fetched anew while they are looked at, each at most every five seconds: until
 * then two pages may show the same object on both sides of their seam. A filter that does not let
 * new objects in (an end of the period) keeps all pages as they are.
 *
 * Rows are made when they are asked for and live as long as somebody holds them. Which pages are
 * needed (#GhPagePlan) is looked at when the rows have stood for a moment, so that flying over a
 * million of them asks for no more than the last.
 */
struct _GhPagedList
{
  GObject parent_instance;

  GhPageSource *source; /* (owned) */
  GhClock *clock;       /* (owned) */
  GhPagePlan plan;
  GhCacheAreas areas; /* that it follows */

  GhPagedListState state;
  GError *error;           /* (owned) (nullable) */
  GCancellable *reloading; /* (owned) (nullable) while the first page is under way */
  GhPageTable *pages;      /* (owned) */
  GhRowTable *rows;        /* (owned) */

  guint last_asked; /* position */
  guint settle_id;
  guint refresh_id;
  guint follow_id;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_N_ITEMS,
} GhPagedListProps;

static GParamSpec *props[PROP_N_ITEMS + 1];

static void gh_paged_list_iface_init (GListModelInterface *iface);
static void fetch_what_is_needed (GhPagedList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhPagedList, gh_paged_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gh_paged_list_iface_init))

static void
set_state (GhPagedList *self, GhPagedListState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_error (GhPagedList *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static gpointer
get_object (GhPagedList *self, guint position)
{
  GhPage *page = gh_page_table_look_up (self->pages, gh_page_plan_get_page (&self->plan, position));
  guint i = position % self->plan.page_size;

  return page != NULL && page->objects != NULL && i < page->objects->len
           ? g_ptr_array_index (page->objects, i)
           : NULL;
}

static void
refresh_cb (gpointer user_data)
{
  GhPagedList *self = user_data;

  self->refresh_id = 0;
  fetch_what_is_needed (self);
}

static void
set_length (GhPagedList *self, gint64 total)
{
  guint n_items = (guint) CLAMP (total, 0, MOST_ITEMS);
  guint before = self->plan.n_items;

  if (n_items == before)
    return;

  self->plan.n_items = n_items;
  gh_page_table_set_stale (self->pages);
  if (self->refresh_id == 0)
    self->refresh_id = gh_clock_add_timeout (self->clock, GH_PAGE_PLAN_RETRY_US, refresh_cb, self);
  if (n_items < before)
    {
      guint n_pages = n_items > 0 ? gh_page_plan_get_page (&self->plan, n_items - 1) + 1 : 0;

      gh_page_table_remove_from (self->pages, n_pages);
      gh_row_table_remove_from (self->rows, n_items);
      g_list_model_items_changed (G_LIST_MODEL (self), n_items, before - n_items, 0);
    }
  else
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_items - before);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

/* Puts what has come into the rows that somebody holds. */
static void
fill_items (GhPagedList *self, guint index)
{
  guint first = index * self->plan.page_size;
  g_autoptr (GPtrArray) held =
    gh_row_table_dup_range (self->rows, first, first + self->plan.page_size);

  for (guint i = 0; i < held->len; i++)
    {
      GhPagedItem *item = g_ptr_array_index (held, i);

      gh_paged_item_set_object (item, get_object (self, gh_paged_item_get_position (item)));
    }
}

static void
trim (GhPagedList *self)
{
  guint first, last;

  gh_page_plan_get_neighbourhood (&self->plan, &first, &last);
  gh_page_table_trim (self->pages, self->plan.most_pages, first, last);
}

static void
fetched_cb (guint index, GhResultPage *page, const GError *error, gpointer user_data)
{
  g_autoptr (GhPagedList) self = g_object_ref (user_data);
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  if (page == NULL)
    gh_page_table_take_error (self->pages, index, g_error_copy (error), now_us);
  else
    {
      set_length (self, gh_result_page_get_total (page));
      /* Whoever was told of that may have begun anew. */
      if (self->source == NULL || self->reloading != NULL)
        return;
      /* The page may have been the last, and be gone. */
      if (index <= gh_page_plan_get_page (&self->plan, MAX (self->plan.n_items, 1) - 1))
        {
          gh_page_table_take_objects (self->pages,
                                      index,
                                      g_ptr_array_ref (gh_result_page_get_items (page)),
                                      now_us);
          fill_items (self, index);
        }
    }
  if (self->source == NULL || self->reloading != NULL)
    return;
  trim (self);
  set_error (self, gh_page_table_get_error (self->pages));
  fetch_what_is_needed (self);
}

static void
reloaded_cb (guint index, GhResultPage *page, const GError *error, gpointer user_data)
{
  g_autoptr (GhPagedList) self = g_object_ref (user_data);
  guint before = self->plan.n_items;
  guint limit;

  g_clear_object (&self->reloading);
  if (page == NULL)
    {
      set_error (self, error);
      set_state (self, GH_PAGED_LIST_FAILED);
      return;
    }

  limit = gh_result_page_get_limit (page);
  gh_row_table_remove_from (self->rows, 0);
  self->plan.n_items = (guint) CLAMP (gh_result_page_get_total (page), 0, MOST_ITEMS);
  /* Servers give less than was asked for where they have a limit of their own. */
  if (limit > 0 && limit < self->plan.page_size && self->plan.n_items > limit)
    self->plan.page_size = limit;
  gh_page_table_take_objects (self->pages,
                              0,
                              g_ptr_array_ref (gh_result_page_get_items (page)),
                              gh_clock_get_monotonic_us (self->clock));
  set_error (self, NULL);
  if (before > 0 || self->plan.n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->plan.n_items);
  if (before != self->plan.n_items)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
  set_state (self, GH_PAGED_LIST_READY);
  fetch_what_is_needed (self);
}

static void
fetch_what_is_needed (GhPagedList *self)
{
  guint index;

  if (self->source == NULL || self->state != GH_PAGED_LIST_READY || self->plan.n_items == 0)
    return;

  gh_page_table_cancel (self->pages, gh_page_plan_is_needed, &self->plan);
  while (gh_page_table_get_n_under_way (self->pages) < MOST_UNDER_WAY
         && gh_page_plan_choose (&self->plan, &index))
    {
      GhPage *page = gh_page_table_see (self->pages, index);

      page->cancellable = g_cancellable_new ();
      gh_page_source_fetch (self->source,
                            index,
                            self->plan.page_size,
                            page->cancellable,
                            fetched_cb,
                            self);
    }
}

static void
settled_cb (gpointer user_data)
{
  GhPagedList *self = user_data;

  self->settle_id = 0;
  fetch_what_is_needed (self);
}

/* A jump begins the wait anew; a step does not, or slow scrolling would never fetch. */
static void
wait_until_settled (GhPagedList *self, gboolean is_jump)
{
  if (is_jump)
    gh_clock_clear_timeout (self->clock, &self->settle_id);
  if (self->settle_id == 0)
    self->settle_id = gh_clock_add_timeout (self->clock, SETTLE_US, settled_cb, self);
}

static void
follow_cb (gpointer user_data)
{
  GhPagedList *self = user_data;

  self->follow_id = 0;
  gh_paged_list_refresh (self);
}

/* In the next turn: one change may be told several times, and whoever made it may refresh the list
 * in this one. */
static void
cache_changed_cb (GhCache *cache, guint areas, GhPagedList *self)
{
  if ((areas & self->areas) != 0 && self->state != GH_PAGED_LIST_EMPTY && self->follow_id == 0)
    self->follow_id = gh_clock_add_timeout (self->clock, 0, follow_cb, self);
}

static GType
gh_paged_list_get_item_type (GListModel *model)
{
  return GH_TYPE_PAGED_ITEM;
}

static guint
gh_paged_list_get_n_items (GListModel *model)
{
  return GH_PAGED_LIST (model)->plan.n_items;
}

static gpointer
gh_paged_list_get_item (GListModel *model, guint position)
{
  GhPagedList *self = GH_PAGED_LIST (model);
  GhPagedItem *item;

  if (position >= self->plan.n_items)
    return NULL;

  item = gh_row_table_look_up (self->rows, position);
  if (item != NULL)
    return g_object_ref (item);

  item = gh_paged_item_new (position, get_object (self, position));
  gh_row_table_add (self->rows, item);

  if (gh_paged_item_get_object (item) != NULL)
    gh_page_table_see (self->pages, gh_page_plan_get_page (&self->plan, position));
  else if (gh_page_plan_is_open (&self->plan, gh_page_plan_get_page (&self->plan, position)))
    {
      wait_until_settled (self, gh_page_plan_is_far (&self->plan, self->last_asked, position));
      self->last_asked = position;
    }

  return item;
}

static void
gh_paged_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_paged_list_get_item_type;
  iface->get_n_items = gh_paged_list_get_n_items;
  iface->get_item = gh_paged_list_get_item;
}

static void
gh_paged_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhPagedList *self = GH_PAGED_LIST (object);

  switch ((GhPagedListProps) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->plan.n_items);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_paged_list_dispose (GObject *object)
{
  GhPagedList *self = GH_PAGED_LIST (object);

  if (self->clock != NULL)
    {
      gh_clock_clear_timeout (self->clock, &self->settle_id);
      gh_clock_clear_timeout (self->clock, &self->refresh_id);
      gh_clock_clear_timeout (self->clock, &self->follow_id);
    }
  if (self->reloading != NULL)
    g_cancellable_cancel (self->reloading);
  g_clear_object (&self->reloading);
  gh_page_table_remove_from (self->pages, 0);
  gh_row_table_remove_from (self->rows, 0);
  g_clear_pointer (&self->source, gh_page_source_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_paged_list_parent_class)->dispose (object);
}

static void
gh_paged_list_finalize (GObject *object)
{
  GhPagedList *self = GH_PAGED_LIST (object);

  g_clear_pointer (&self->pages, gh_page_table_free);
  g_clear_pointer (&self->rows, gh_row_table_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_paged_list_parent_class)->finalize (object);
}

static void
gh_paged_list_class_init (GhPagedListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_paged_list_get_property;
  object_class->dispose = gh_paged_list_dispose;
  object_class->finalize = gh_paged_list_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GH_TYPE_PAGED_LIST_STATE,
                                         GH_PAGED_LIST_EMPTY, flags);
  /* Why some rows, or all, have not come. */
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_paged_list_init (GhPagedList *self)
{
  self->pages = gh_page_table_new ();
  self->rows = gh_row_table_new ();
  self->plan.pages = self->pages;
  self->plan.rows = self->rows;
}

/**
 * gh_paged_list_new:
 * @source: how a page is fetched; copied
 * @user_data: for @source
 * @free_user_data: (nullable): frees @user_data when neither the list nor a fetch needs it
 * @page_size: how many rows are asked for at a time, 1 or more; the server may give less
 * @most_pages: how many pages are kept, 4 or more
 * @clock: what the rows' standing still is measured by
 *
 * Returns: (transfer full): an empty list, until gh_paged_list_reload()
 */
GhPagedList *
gh_paged_list_new (const GhPagedListSource *source,
                   gpointer user_data,
                   GDestroyNotify free_user_data,
                   guint page_size,
                   guint most_pages,
                   GhClock *clock)
{
  GhPagedList *self;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (page_size > 0, NULL);
  g_return_val_if_fail (most_pages >= LEAST_PAGES, NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_PAGED_LIST, NULL);
  self->source = gh_page_source_new (source, user_data, free_user_data);
  self->plan.page_size = page_size;
  self->plan.most_pages = most_pages;
  self->clock = g_object_ref (clock);
  self->plan.clock = clock;

  return self;
}

/**
 * gh_paged_list_get_state:
 * @self: a list
 *
 * Returns: how far the first page is
 */
GhPagedListState
gh_paged_list_get_state (GhPagedList *self)
{
  g_return_val_if_fail (GH_IS_PAGED_LIST (self), GH_PAGED_LIST_EMPTY);

  return self->state;
}

/**
 * gh_paged_list_get_error:
 * @self: a list
 *
 * Returns: (nullable): why the page that failed last did not come; %NULL where none is missing
 */
const GError *
gh_paged_list_get_error (GhPagedList *self)
{
  g_return_val_if_fail (GH_IS_PAGED_LIST (self), NULL);

  return self->error;
}

/**
 * gh_paged_list_set_visible_range:
 * @self: a list
 * @first: the first row on the screen
 * @last: the last row on the screen, not before @first
 *
 * Says what is on the screen. Requests for rows that are far from it now are cancelled at once;
 * what is missing is fetched as soon as the rows stand.
 */
void
gh_paged_list_set_visible_range (GhPagedList *self, guint first, guint last)
{
  gboolean is_jump;

  g_return_if_fail (GH_IS_PAGED_LIST (self));
  g_return_if_fail (first <= last);

  is_jump = gh_page_plan_is_far (&self->plan, self->plan.first_visible, first);
  self->plan.first_visible = first;
  self->plan.last_visible = last;
  if (self->state != GH_PAGED_LIST_READY || self->plan.n_items == 0)
    return;

  for (guint index = gh_page_plan_get_page (&self->plan, MIN (first, self->plan.n_items - 1));
       index <= gh_page_plan_get_page (&self->plan, MIN (last, self->plan.n_items - 1));
       index++)
    if (gh_page_table_look_up (self->pages, index) != NULL)
      gh_page_table_see (self->pages, index);

  gh_page_table_cancel (self->pages, gh_page_plan_is_needed, &self->plan);
  wait_until_settled (self, is_jump);
}

/**
 * gh_paged_list_reload:
 * @self: a list
 *
 * Fetches the first page anew, and forgets all others. The rows stay until it is there.
 */
void
gh_paged_list_reload (GhPagedList *self)
{
  g_return_if_fail (GH_IS_PAGED_LIST (self));

  if (self->reloading != NULL)
    g_cancellable_cancel (self->reloading);
  g_clear_object (&self->reloading);
  gh_clock_clear_timeout (self->clock, &self->settle_id);
  gh_clock_clear_timeout (self->clock, &self->refresh_id);
  gh_clock_clear_timeout (self->clock, &self->follow_id);
  gh_page_table_remove_from (self->pages, 0);
  set_error (self, NULL);
  set_state (self, GH_PAGED_LIST_LOADING);
  self->reloading = g_cancellable_new ();
  gh_page_source_fetch (self->source, 0, self->plan.page_size, self->reloading, reloaded_cb, self);
}

/**
 * gh_paged_list_refresh:
 * @self: a list
 *
 * Says that objects have been changed, added or removed on the server. Nothing moves for now: what
 * is looked at is fetched anew at once, and the rest when it is looked at.
 */
void
gh_paged_list_refresh (GhPagedList *self)
{
  g_return_if_fail (GH_IS_PAGED_LIST (self));

  if (self->state != GH_PAGED_LIST_READY || self->plan.n_items == 0)
    {
      gh_paged_list_reload (self);
      return;
    }

  gh_clock_clear_timeout (self->clock, &self->follow_id);
  gh_page_table_set_outdated (self->pages);
  fetch_what_is_needed (self);
}

/**
 * gh_paged_list_follow:
 * @self: a list
 * @cache: where its source's answers are kept
 * @areas: what the list shows
 *
 * From now on the list is refreshed when anything of @areas has changed; then its source may ask as
 * %GH_MANNER_LISTENER. An empty list that was never loaded stays as it is.
 */
void
gh_paged_list_follow (GhPagedList *self, GhCache *cache, GhCacheAreas areas)
{
  g_return_if_fail (GH_IS_PAGED_LIST (self));
  g_return_if_fail (GH_IS_CACHE (cache));

  self->areas = areas;
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self,
                           G_CONNECT_DEFAULT);
}

/**
 * gh_paged_list_retry_failed:
 * @self: a list
 *
 * Tries again now what has failed, as far as it is still needed.
 */
void
gh_paged_list_retry_failed (GhPagedList *self)
{
  g_return_if_fail (GH_IS_PAGED_LIST (self));

  if (self->state == GH_PAGED_LIST_FAILED)
    {
      gh_paged_list_reload (self);
      return;
    }

  gh_page_table_remove_errors (self->pages);
  set_error (self, NULL);
  fetch_what_is_needed (self);
}
