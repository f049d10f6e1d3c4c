/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-list.h"

#include "gh-cli-exit.h"
#include "gh-error.h"

#include <glib/gi18n.h>

/* Of --page, where nobody says how much is on one. */
#define DEFAULT_LIMIT 20

#define MOST_PAGE 1000000

/* A walk through it. */
typedef struct
{
  const GhCliList *list; /* (unowned) */
  gpointer user_data;    /* (unowned) */
  GHashTable *met;       /* (owned): ids; what is new at the head moves others to the next page */
  guint n_left_out;      /* of the first page, still to be */
  guint n_taken;
  guint limit;
  guint n_invalid;
  GError *first_fault; /* (owned) (nullable) */
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->met, g_hash_table_unref);
  g_clear_error (&self->first_fault);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/**
 * gh_cli_range_check:
 * @self: to be filled in
 * @page: as typed with --page; 0 where it was not
 * @limit: as typed with --limit; 0 where it was not
 * @most: how many a server should be asked for at once
 * @error: return location for an error
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT
 */
gboolean
gh_cli_range_check (GhCliRange *self, int page, int limit, guint most, GError **error)
{
  const char *sentence = NULL;

  if (limit < 0)
    sentence = _("--limit must not be negative.");
  else if (page < 0 || page > MOST_PAGE)
    sentence = _("Pages are counted from 1 on.");
  if (sentence != NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, sentence);
      return FALSE;
    }

  self->limit = page > 0 && limit == 0 ? DEFAULT_LIMIT : (guint) limit;
  self->skip = page > 1 ? (guint64) (page - 1) * self->limit : 0;
  self->page_size = self->limit > 0 ? MIN (self->limit, most) : most;

  return TRUE;
}

/* Returns: whether there may be more that is wanted */
static gboolean
take_page (Walk *walk, GhResultPage *page)
{
  GPtrArray *items = gh_result_page_get_items (page);
  guint first = MIN (walk->n_left_out, items->len);

  walk->n_left_out = 0;
  for (guint i = first; i < items->len; i++)
    {
      GhCliListVerdict verdict;

      if (!g_hash_table_add (walk->met, g_strdup (walk->list->get_id (items->pdata[i]))))
        continue;
      verdict = walk->list->take (walk->user_data, items->pdata[i]);
      if (verdict == GH_CLI_LIST_TAKEN)
        walk->n_taken++;
      if (verdict == GH_CLI_LIST_ENOUGH || (walk->limit > 0 && walk->n_taken == walk->limit))
        return FALSE;
    }

  if (gh_result_page_get_n_invalid (page) > 0 && walk->first_fault == NULL)
    walk->first_fault = g_error_copy (gh_result_page_get_first_fault (page));
  walk->n_invalid += gh_result_page_get_n_invalid (page);

  return TRUE;
}

static void
tell_invalid (Walk *walk)
{
  g_autofree char *fault = NULL;
  g_autofree char *sentence = NULL;

  if (walk->n_invalid == 0)
    return;

  fault = gh_cli_exit_describe (walk->first_fault);
  /* Translators: a number, and what is wrong with the first of them. */
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry cannot be read: %s",
                                           "%u entries cannot be read: %s", walk->n_invalid),
                              walk->n_invalid, fault);
  gh_cli_output_tell (sentence);
}

/**
 * gh_cli_list_walk:
 * @self: what is listed
 * @context: whose output is flushed after each page
 * @range: which part of it
 * @user_data: for the functions of @self
 * @error: return location for an error
 *
 * Goes through a list page by page until there are enough, or no more. What was found is seen while
 * more is fetched, and nobody fetches for nobody.
 *
 * Returns: %FALSE with the error of fetching or of the output
 */
gboolean
gh_cli_list_walk (const GhCliList *self,
                  GhCliContext *context,
                  const GhCliRange *range,
                  gpointer user_data,
                  GError **error)
{
  guint first = (guint) MIN (range->skip / range->page_size, MOST_PAGE) + 1;
  gint64 n_read = (gint64) (first - 1) * range->page_size;
  g_auto (Walk) walk = { .list = self, .user_data = user_data, .limit = range->limit };

  walk.met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk.n_left_out = (guint) (range->skip % range->page_size);
  for (guint number = first;; number++)
    {
      g_autoptr (GhResultPage) page = self->fetch (user_data, number, range->page_size, error);
      guint n_rows;

      if (page == NULL)
        return FALSE;
      if (!take_page (&walk, page))
        break;

      n_rows = gh_result_page_get_items (page)->len + gh_result_page_get_n_invalid (page);
      n_read += n_rows;
      if (n_rows == 0
          || (n_rows < range->page_size && n_read >= gh_result_page_get_total (page)))
        break;
      if (!gh_cli_output_flush (gh_cli_context_get_output (context), error))
        return FALSE;
    }

  tell_invalid (&walk);
  return TRUE;
}
