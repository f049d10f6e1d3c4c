/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-result-page.h"

struct _GhResultPage
{
  GObject parent_instance;

  GPtrArray *items; /* (owned): of GObject */
  gint64 total;
  guint page;
  guint limit;
  guint n_invalid;
  GError *first_fault; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GhResultPage, gh_result_page, G_TYPE_OBJECT)

/* "items" is the specification's; the others are those of servers in the field. */
static const char *
find_items_name (GhJsonReader *reader)
{
  static const char *const names[] = { "items", "data", "records", "events", "users" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (gh_json_reader_get_member_kind (reader, names[i]) == GH_JSON_KIND_ARRAY)
      return names[i];
  return names[0];
}

/* One item that cannot be read costs neither the others nor the knowledge that it was there. */
static guint
read_items (GhResultPage *self,
            GhJsonReader *reader,
            const char *name,
            GhResultPageDecoder decoder)
{
  guint n_items;

  if (!gh_json_reader_enter_array (reader, name, GH_JSON_REQUIRED, GH_RESULT_PAGE_MOST_ITEMS,
                                   &n_items))
    return 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = NULL;
      g_autoptr (GError) fault = NULL;

      if (gh_json_reader_enter_element (reader, i))
        {
          item = decoder (reader);
          gh_json_reader_leave (reader);
        }
      fault = gh_json_reader_take_fault (reader);
      if (fault == NULL && item != NULL)
        g_ptr_array_add (self->items, g_steal_pointer (&item));
      else
        {
          self->n_invalid++;
          if (self->first_fault == NULL)
            self->first_fault = g_steal_pointer (&fault);
        }
    }
  gh_json_reader_leave (reader);

  return n_items;
}

/* Any of them may be missing or null. */
static void
read_numbers (GhResultPage *self, GhJsonReader *reader)
{
  self->total
    = gh_json_reader_get_int (reader, "total", GH_JSON_OPTIONAL, 0, G_MAXINT64, self->total);
  self->page
    = (guint) gh_json_reader_get_int (reader, "page", GH_JSON_OPTIONAL, 0, G_MAXINT, self->page);
  self->limit
    = (guint) gh_json_reader_get_int (reader, "limit", GH_JSON_OPTIONAL, 0, G_MAXINT, self->limit);
}

static void
gh_result_page_finalize (GObject *object)
{
  GhResultPage *self = GH_RESULT_PAGE (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_error (&self->first_fault);

  G_OBJECT_CLASS (gh_result_page_parent_class)->finalize (object);
}

static void
gh_result_page_class_init (GhResultPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_result_page_finalize;
}

static void
gh_result_page_init (GhResultPage *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_result_page_new_from_json:
 * @reader: a reader that stands on a list: an array, or an object that has one
 * @decoder: (scope call): reads one item; %NULL from it means a fault
 *
 * Reads a page. An item that cannot be read is left out and counted. A missing page number is 1, a
 * missing limit is the number of items, and a missing total is what can be known from them. A
 * server that counts fewer than it shows is not believed.
 *
 * Returns: (transfer full) (nullable): the page; %NULL after a fault of the page itself, which the
 *   reader keeps
 */
GhResultPage *
gh_result_page_new_from_json (GhJsonReader *reader, GhResultPageDecoder decoder)
{
  g_autoptr (GhResultPage) self = NULL;
  guint n_items;
  gint64 n_known;

  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (decoder != NULL, NULL);

  if (gh_json_reader_has_failed (reader))
    return NULL;

  self = g_object_new (GH_TYPE_RESULT_PAGE, NULL);
  self->total = -1;
  if (gh_json_reader_get_kind (reader) == GH_JSON_KIND_ARRAY)
    n_items = read_items (self, reader, NULL, decoder);
  else
    {
      n_items = read_items (self, reader, find_items_name (reader), decoder);
      read_numbers (self, reader);
      if (gh_json_reader_enter_object (reader, "pagination", GH_JSON_OPTIONAL))
        {
          read_numbers (self, reader);
          gh_json_reader_leave (reader);
        }
    }
  if (gh_json_reader_has_failed (reader))
    return NULL;

  self->page = MAX (self->page, 1);
  self->limit = self->limit > 0 ? self->limit : n_items;
  n_known = (gint64) (self->page - 1) * self->limit + n_items;
  if (self->total < 0 || (n_items > 0 && self->total < n_known))
    self->total = n_known;

  return g_steal_pointer (&self);
}

/**
 * gh_result_page_get_items:
 * @self: a page
 *
 * Returns: (transfer none) (element-type GObject): the items that could be read, in the server's
 *   order
 */
GPtrArray *
gh_result_page_get_items (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), NULL);

  return self->items;
}

/**
 * gh_result_page_get_total:
 * @self: a page
 *
 * Returns: how many items the whole list has, those that could not be read included
 */
gint64
gh_result_page_get_total (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), 0);

  return self->total;
}

/**
 * gh_result_page_get_page:
 * @self: a page
 *
 * Returns: which page this is, from 1
 */
guint
gh_result_page_get_page (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), 1);

  return self->page;
}

/**
 * gh_result_page_get_limit:
 * @self: a page
 *
 * Returns: how many items a full page has, which may be fewer than were asked for
 */
guint
gh_result_page_get_limit (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), 0);

  return self->limit;
}

/**
 * gh_result_page_get_n_invalid:
 * @self: a page
 *
 * Returns: how many items of this page could not be read and are not among the items
 */
guint
gh_result_page_get_n_invalid (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), 0);

  return self->n_invalid;
}

/**
 * gh_result_page_get_first_fault:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): why the first of the invalid items could not be read
 */
const GError *
gh_result_page_get_first_fault (GhResultPage *self)
{
  g_return_val_if_fail (GH_IS_RESULT_PAGE (self), NULL);

  return self->first_fault;
}
