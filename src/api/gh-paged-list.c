/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-paged-list.h"

#include "gh-error.h"
#include "gh-page-table.h"
#include "gh-paged-item-private.h"

/* How long rows have to stand before their page is asked for. */
#define SETTLE_US (40 * G_TIME_SPAN_MILLISECOND)
/* After how long a page that failed, or that may have moved, is fetched anew when it is seen. */
#define RETRY_US (5 * G_TIME_SPAN_SECOND)
#define MOST_UNDER_WAY 2
#define LEAST_PAGES 4
/* What GTK's lists can count. */
#define MOST_ITEMS G_MAXINT

/* Outlives the list where a fetch is under way. */
typedef struct
{
  GhPagedListSource source;
  gpointer user_data;
  GDestroyNotify free_user_data; /* (nullable) */
} Origin;

/*
 * The length is what the newest answer says. A page-number API cannot say what moved when that
 * changes, so rows are added and taken away at the end, and the pages that were fetched under
 * another length are fetched anew while they are looked at, each at most every five seconds: until
 * then two pages may show the same object on both sides of their seam. A filter that does not let
 * new objects in (an end of the period) keeps all pages as they are.
 *
 * Rows are made when they are asked for and live as long as somebody holds them. A page is needed
 * when it is at or beside what is on the screen, or has a row that somebody holds and that is still
 * without its object; that is looked at when the rows have stood for a moment, so that flying over
 * a million of them asks for no more than the last.
 */
struct _GhPagedList
{
  GObject parent_instance;

  Origin *origin; /* (owned) */
  guint page_size;
  guint most_pages;
  GhClock *clock; /* (owned) */

  GhPagedListState state;
  GError *error; /* (owned) (nullable) */
  guint n_items;
  GCancellable *reloading; /* (owned) (nullable) while the first page is under way */
  GhPageTable *pages;      /* (owned) */
  GHashTable *items;       /* (owned) position to GhPagedItem, as long as somebody holds it */
  GHashTable *positions;   /* (owned) the way back */

  guint first_visible;
  guint last_visible;
  guint last_asked; /* position */
  guint settle_id;
  guint refresh_id;
};

typedef struct
{
  GhPagedList *list; /* there unless @cancellable is cancelled */
  Origin *origin;    /* (owned) */
  guint index;
  GCancellable *cancellable; /* (owned) */
} Fetch;

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
origin_clear (gpointer data)
{
  Origin *origin = data;

  if (origin->free_user_data != NULL)
    origin->free_user_data (origin->user_data);
}

static void
origin_unref (Origin *origin)
{
  g_rc_box_release_full (origin, origin_clear);
}

static void
fetch_free (Fetch *fetch)
{
  g_clear_pointer (&fetch->origin, origin_unref);
  g_clear_object (&fetch->cancellable);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

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

static guint
page_at (GhPagedList *self, guint position)
{
  return position / self->page_size;
}

/* The pages at and beside what is on the screen. */
static void
get_neighbourhood (GhPagedList *self, guint *first, guint *last)
{
  guint last_page = self->n_items > 0 ? page_at (self, self->n_items - 1) : 0;
  guint first_visible = MIN (page_at (self, self->first_visible), last_page);
  guint last_visible = MIN (page_at (self, self->last_visible), last_page);

  /* Nobody sees more pages at a time than are kept. */
  last_visible = MIN (last_visible, first_visible + self->most_pages - 3);
  *first = first_visible > 0 ? first_visible - 1 : 0;
  *last = MIN (last_visible + 1, last_page);
}

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  GhPagedList *self = user_data;

  g_hash_table_remove (self->items, g_hash_table_lookup (self->positions, item));
  g_hash_table_remove (self->positions, item);
}

/* Rows from @position on are no rows of this list any more; who holds them, keeps them. */
static void
forget_items (GhPagedList *self, guint position)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      if (GPOINTER_TO_UINT (key) < position)
        continue;
      g_object_weak_unref (item, item_gone_cb, self);
      g_hash_table_remove (self->positions, item);
      g_hash_table_iter_remove (&iter);
    }
}

static gpointer
get_object (GhPagedList *self, guint position)
{
  GhPage *page = gh_page_table_look_up (self->pages, page_at (self, position));
  guint i = position % self->page_size;

  return page != NULL && page->objects != NULL && i < page->objects->len
           ? g_ptr_array_index (page->objects, i)
           : NULL;
}

/* Whether there is anything to be fetched: what is under way, has come or has just failed is not. */
static gboolean
is_to_be_fetched (GhPagedList *self, guint index)
{
  const GhPage *page = gh_page_table_look_up (self->pages, index);

  if (page == NULL)
    return TRUE;
  if (page->cancellable != NULL)
    return FALSE;
  if (page->objects != NULL && !page->is_stale && page->error == NULL)
    return FALSE;
  if (page->objects == NULL && page->error == NULL)
    return TRUE;
  return gh_clock_get_monotonic_us (self->clock) - page->settled_at_us >= RETRY_US;
}

static gboolean
has_waiting_item (GhPagedList *self, guint index)
{
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (page_at (self, GPOINTER_TO_UINT (key)) == index && gh_paged_item_get_object (item) == NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_needed (guint index, gpointer user_data)
{
  GhPagedList *self = user_data;
  guint first, last;

  get_neighbourhood (self, &first, &last);

  return (index >= first && index <= last) || has_waiting_item (self, index);
}

/* What is on the screen first, from its middle outwards; then rows that somebody else holds. */
static gboolean
choose_page (GhPagedList *self, guint *index)
{
  GHashTableIter iter;
  gpointer key, item;
  guint first, last, middle;

  get_neighbourhood (self, &first, &last);
  middle = MIN (page_at (self, self->first_visible / 2 + self->last_visible / 2), last);
  for (guint distance = 0; distance <= last - first; distance++)
    {
      if (middle + distance <= last && is_to_be_fetched (self, middle + distance))
        {
          *index = middle + distance;
          return TRUE;
        }
      if (middle >= first + distance && is_to_be_fetched (self, middle - distance))
        {
          *index = middle - distance;
          return TRUE;
        }
    }

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    {
      *index = page_at (self, GPOINTER_TO_UINT (key));
      if (gh_paged_item_get_object (item) == NULL && is_to_be_fetched (self, *index))
        return TRUE;
    }

  return FALSE;
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
  guint before = self->n_items;

  if (n_items == before)
    return;

  self->n_items = n_items;
  gh_page_table_set_stale (self->pages);
  if (self->refresh_id == 0)
    self->refresh_id = gh_clock_add_timeout (self->clock, RETRY_US, refresh_cb, self);
  if (n_items < before)
    {
      gh_page_table_remove_from (self->pages,
                                 n_items > 0 ? page_at (self, n_items - 1) + 1 : 0);
      forget_items (self, n_items);
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
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (page_at (self, GPOINTER_TO_UINT (key)) == index)
      g_ptr_array_add (held, g_object_ref (item));

  for (guint i = 0; i < held->len; i++)
    {
      item = g_ptr_array_index (held, i);
      gh_paged_item_set_object (item, get_object (self, gh_paged_item_get_position (item)));
    }
}

static void
trim (GhPagedList *self)
{
  guint first, last;

  get_neighbourhood (self, &first, &last);
  gh_page_table_trim (self->pages, self->most_pages, first, last);
}

static void
begin_fetch (GhPagedList *self, guint index, GCancellable *cancellable, GAsyncReadyCallback callback)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->list = self;
  fetch->origin = g_rc_box_acquire (self->origin);
  fetch->index = index;
  fetch->cancellable = g_object_ref (cancellable);
  self->origin->source.fetch_async (self->origin->user_data,
                                    index + 1,
                                    self->page_size,
                                    cancellable,
                                    callback,
                                    fetch);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GhPagedList) self = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    fetch->origin->source.fetch_finish (fetch->origin->user_data, result, &error);
  gint64 now_us;

  if (g_cancellable_is_cancelled (fetch->cancellable))
    return;

  self = g_object_ref (fetch->list);
  now_us = gh_clock_get_monotonic_us (self->clock);
  if (page == NULL)
    gh_page_table_take_error (self->pages, fetch->index, g_steal_pointer (&error), now_us);
  else
    {
      set_length (self, gh_result_page_get_total (page));
      /* Whoever was told of that may have begun anew. */
      if (self->origin == NULL || self->reloading != NULL)
        return;
      /* The page may have been the last, and be gone. */
      if (fetch->index <= page_at (self, MAX (self->n_items, 1) - 1))
        {
          gh_page_table_take_objects (self->pages,
                                      fetch->index,
                                      g_ptr_array_ref (gh_result_page_get_items (page)),
                                      now_us);
          fill_items (self, fetch->index);
        }
    }
  if (self->origin == NULL || self->reloading != NULL)
    return;
  trim (self);
  set_error (self, gh_page_table_get_error (self->pages));
  fetch_what_is_needed (self);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GhPagedList) self = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    fetch->origin->source.fetch_finish (fetch->origin->user_data, result, &error);
  guint before, limit;

  if (g_cancellable_is_cancelled (fetch->cancellable))
    return;

  self = g_object_ref (fetch->list);
  g_clear_object (&self->reloading);
  if (page == NULL)
    {
      set_error (self, error);
      set_state (self, GH_PAGED_LIST_FAILED);
      return;
    }

  before = self->n_items;
  limit = gh_result_page_get_limit (page);
  forget_items (self, 0);
  self->n_items = (guint) CLAMP (gh_result_page_get_total (page), 0, MOST_ITEMS);
  /* Servers give less than was asked for where they have a limit of their own. */
  if (limit > 0 && limit < self->page_size && self->n_items > limit)
    self->page_size = limit;
  gh_page_table_take_objects (self->pages,
                              0,
                              g_ptr_array_ref (gh_result_page_get_items (page)),
                              gh_clock_get_monotonic_us (self->clock));
  set_error (self, NULL);
  if (before > 0 || self->n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_items);
  if (before != self->n_items)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
  set_state (self, GH_PAGED_LIST_READY);
  fetch_what_is_needed (self);
}

static void
fetch_what_is_needed (GhPagedList *self)
{
  guint index;

  if (self->origin == NULL || self->state != GH_PAGED_LIST_READY || self->n_items == 0)
    return;

  gh_page_table_cancel (self->pages, is_needed, self);
  while (gh_page_table_get_n_under_way (self->pages) < MOST_UNDER_WAY && choose_page (self, &index))
    {
      GhPage *page = gh_page_table_see (self->pages, index);

      page->cancellable = g_cancellable_new ();
      begin_fetch (self, index, page->cancellable, fetched_cb);
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

static gboolean
is_far (GhPagedList *self, guint from, guint to)
{
  guint distance = from > to ? from - to : to - from;

  return distance / self->page_size >= 2;
}

static GType
gh_paged_list_get_item_type (GListModel *model)
{
  return GH_TYPE_PAGED_ITEM;
}

static guint
gh_paged_list_get_n_items (GListModel *model)
{
  return GH_PAGED_LIST (model)->n_items;
}

static gpointer
gh_paged_list_get_item (GListModel *model, guint position)
{
  GhPagedList *self = GH_PAGED_LIST (model);
  GhPagedItem *item;

  if (position >= self->n_items)
    return NULL;

  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);

  item = gh_paged_item_new (position, get_object (self, position));
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (position));
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);

  if (gh_paged_item_get_object (item) != NULL)
    gh_page_table_see (self->pages, page_at (self, position));
  else if (is_to_be_fetched (self, page_at (self, position)))
    {
      wait_until_settled (self, is_far (self, self->last_asked, position));
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
      g_value_set_uint (value, self->n_items);
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
    }
  if (self->reloading != NULL)
    g_cancellable_cancel (self->reloading);
  g_clear_object (&self->reloading);
  gh_page_table_remove_from (self->pages, 0);
  forget_items (self, 0);
  g_clear_pointer (&self->origin, origin_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_paged_list_parent_class)->dispose (object);
}

static void
gh_paged_list_finalize (GObject *object)
{
  GhPagedList *self = GH_PAGED_LIST (object);

  g_clear_pointer (&self->pages, gh_page_table_free);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->positions);
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
  self->items = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
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
  self->origin = g_rc_box_new0 (Origin);
  self->origin->source = *source;
  self->origin->user_data = user_data;
  self->origin->free_user_data = free_user_data;
  self->page_size = page_size;
  self->most_pages = most_pages;
  self->clock = g_object_ref (clock);

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

  is_jump = is_far (self, self->first_visible, first);
  self->first_visible = first;
  self->last_visible = last;
  if (self->state != GH_PAGED_LIST_READY || self->n_items == 0)
    return;

  for (guint index = page_at (self, MIN (first, self->n_items - 1));
       index <= page_at (self, MIN (last, self->n_items - 1));
       index++)
    if (gh_page_table_look_up (self->pages, index) != NULL)
      gh_page_table_see (self->pages, index);

  gh_page_table_cancel (self->pages, is_needed, self);
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
  gh_page_table_remove_from (self->pages, 0);
  set_error (self, NULL);
  set_state (self, GH_PAGED_LIST_LOADING);
  self->reloading = g_cancellable_new ();
  begin_fetch (self, 0, self->reloading, reloaded_cb);
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
