/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-time-spans.h"

struct _GhTimeSpans
{
  GArray *spans; /* (owned) (element-type GhTimeSpan): newest first; no two of them touch */
};

static GhTimeSpan *
get_span (const GhTimeSpans *self, guint n)
{
  return &g_array_index (self->spans, GhTimeSpan, n);
}

/**
 * gh_time_spans_new:
 *
 * Returns: (transfer full): an empty set
 */
GhTimeSpans *
gh_time_spans_new (void)
{
  GhTimeSpans *self = g_new0 (GhTimeSpans, 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (GhTimeSpan));

  return self;
}

/**
 * gh_time_spans_free:
 * @self: (transfer full) (nullable): a set
 *
 * Frees it.
 */
void
gh_time_spans_free (GhTimeSpans *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * gh_time_spans_add:
 * @self: a set
 * @from_us: a moment
 * @to_us: a later moment; one that is not later adds nothing
 *
 * Adds the moments from @from_us up to and without @to_us.
 */
void
gh_time_spans_add (GhTimeSpans *self, gint64 from_us, gint64 to_us)
{
  GhTimeSpan added = { from_us, to_us };
  guint index = 0;

  g_return_if_fail (self != NULL);

  if (from_us >= to_us)
    return;

  while (index < self->spans->len && get_span (self, index)->from_us > to_us)
    index++;
  while (index < self->spans->len && get_span (self, index)->to_us >= added.from_us)
    {
      added.from_us = MIN (added.from_us, get_span (self, index)->from_us);
      added.to_us = MAX (added.to_us, get_span (self, index)->to_us);
      g_array_remove_index (self->spans, index);
    }
  g_array_insert_val (self->spans, index, added);

  if (self->spans->len > GH_TIME_SPANS_MOST)
    {
      get_span (self, self->spans->len - 2)->from_us =
        get_span (self, self->spans->len - 1)->from_us;
      g_array_set_size (self->spans, self->spans->len - 1);
    }
}

/**
 * gh_time_spans_remove:
 * @self: a set
 * @from_us: a moment
 * @to_us: a later moment; one that is not later removes nothing
 *
 * Removes the moments from @from_us up to and without @to_us.
 */
void
gh_time_spans_remove (GhTimeSpans *self, gint64 from_us, gint64 to_us)
{
  g_return_if_fail (self != NULL);

  if (from_us >= to_us)
    return;

  for (guint i = self->spans->len; i-- > 0;)
    {
      const GhTimeSpan before = *get_span (self, i);

      if (before.to_us <= from_us || before.from_us >= to_us)
        continue;
      g_array_remove_index (self->spans, i);
      gh_time_spans_add (self, before.from_us, from_us);
      gh_time_spans_add (self, to_us, before.to_us);
    }
}

/**
 * gh_time_spans_clear:
 * @self: a set
 *
 * Removes everything.
 */
void
gh_time_spans_clear (GhTimeSpans *self)
{
  g_return_if_fail (self != NULL);

  g_array_set_size (self->spans, 0);
}

/**
 * gh_time_spans_get_n:
 * @self: a set
 *
 * Returns: how many spans it has, with time between any two of them
 */
guint
gh_time_spans_get_n (const GhTimeSpans *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->spans->len;
}

/**
 * gh_time_spans_get_nth:
 * @self: a set
 * @n: which span, from 0 for the newest
 *
 * Returns: (transfer none) (nullable): the span, until the set is changed; %NULL where there are
 *   fewer
 */
const GhTimeSpan *
gh_time_spans_get_nth (const GhTimeSpans *self, guint n)
{
  g_return_val_if_fail (self != NULL, NULL);

  return n < self->spans->len ? get_span (self, n) : NULL;
}

/**
 * gh_time_spans_find_touching:
 * @self: a set
 * @time_us: a moment
 *
 * Returns: (transfer none) (nullable): the span that has the moment just before @time_us, until the
 *   set is changed; %NULL where none has
 */
const GhTimeSpan *
gh_time_spans_find_touching (const GhTimeSpans *self, gint64 time_us)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->spans->len; i++)
    if (get_span (self, i)->from_us < time_us && get_span (self, i)->to_us >= time_us)
      return get_span (self, i);

  return NULL;
}
