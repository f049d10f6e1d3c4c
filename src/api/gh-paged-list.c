/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-paged-list.h"

#include "gh-page-source.h"
#include "gh-page-table.h"
#include "gh-paged-item-private.h"
#include "gh-row-table.h"

/* How long rows have to stand before their page is asked for. */
#define SETTLE_US (40 * G_TIME_SPAN_MILLISECOND)
/* After how long a page that failed, or that may have moved, is fetched anew when it is seen. */
#define RETRY_US (5 * G_TIME_SPAN_SECOND)
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
 * Rows are made when they are asked for and live as long as somebody holds them. A page is needed
 * when it is at or beside what is on the screen, or has a row that somebody holds and that is still
 * without its object; that is looked at when the rows have stood for a moment, so that flying over
 * a million of them asks for no more than the last.
 */
struct _GhPagedList
{
  GObject parent_instance;

  GhPageSource *source; /* (owned) */
  guint page_size;
  guint most_pages;
  GhClock *clock; /* (owned) */

  GhPagedListState state;
  GError *error; /* (owned) (nullable) */
  guint n_items;
  GCancellable *reloading; /* (owned) (nullable) while the first page is under way */
  GhPageTable *pages;      /* (owned) */
  GhRowTable *rows;        /* (owned) */

  guint first_visible;
  guint last_visible;
  guint last_asked; /* position */
  guint settle_id;
  guint refresh_id;
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

/* Both of them are asked for rows that are without their object. */
typedef struct
{
  GhPagedList *list;
  guint index;
} Search;

static gboolean
is_on_page (guint position, gpointer user_data)
{
  const Search *search = user_data;

  return page_at (search->list, position) == search->index;
}

static gboolean
is_on_page_to_be_fetched (guint position, gpointer user_data)
{
  Search *search = user_data;

  search->index = page_at (search->list, position);

  return is_to_be_fetched (search->list, search->index);
}

static gboolean
is_needed (guint index, gpointer user_data)
{
  GhPagedList *self = user_data;
  Search search = { self, index };
  guint first, last;

  get_neighbourhood (self, &first, &last);

  return (index >= first && index <= last)
         || gh_row_table_find_waiting (self->rows, is_on_page, &search);
}

/* What is on the screen first, from its middle outwards; then rows that somebody else holds. */
static gboolean
choose_page (GhPagedList *self, guint *index)
{
  Search search = { self, 0 };
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

  if (!gh_row_table_find_waiting (self->rows, is_on_page_to_be_fetched, &search))
    return FALSE;
  *index = search.index;

  return TRUE;
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
  guint first = index * self->page_size;
  g_autoptr (GPtrArray) held =
    gh_row_table_dup_range (self->rows, first, first + self->page_size);

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

  get_neighbourhood (self, &first, &last);
  gh_page_table_trim (self->pages, self->most_pages, first, last);
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
      if (index <= page_at (self, MAX (self->n_items, 1) - 1))
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
  guint before = self->n_items;
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

  if (self->source == NULL || self->state != GH_PAGED_LIST_READY || self->n_items == 0)
    return;

  gh_page_table_cancel (self->pages, is_needed, self);
  while (gh_page_table_get_n_under_way (self->pages) < MOST_UNDER_WAY && choose_page (self, &index))
    {
      GhPage *page = gh_page_table_see (self->pages, index);

      page->cancellable = g_cancellable_new ();
      gh_page_source_fetch (self->source,
                            index,
                            self->page_size,
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

  item = gh_row_table_look_up (self->rows, position);
  if (item != NULL)
    return g_object_ref (item);

  item = gh_paged_item_new (position, get_object (self, position));
  gh_row_table_add (self->rows, item);

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
  gh_page_source_fetch (self->source, 0, self->page_size, self->reloading, reloaded_cb, self);
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

  if (self->state != GH_PAGED_LIST_READY || self->n_items == 0)
    {
      gh_paged_list_reload (self);
      return;
    }

  gh_page_table_set_outdated (self->pages);
  fetch_what_is_needed (self);
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
