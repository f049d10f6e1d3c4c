/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-paint-trace.h"

#include "gh-event-row.h"
#include "gh-wall-tile.h"

/* Ids that have been written, so that a row that scrolls out and in is not written twice. */
#define MOST_IDS 10000

struct _GhPaintTrace
{
  GtkWidget *widget;     /* (unowned): owns us */
  GhTrace *trace;        /* (owned) */
  char *page;            /* (owned) (nullable) */
  GPtrArray *rows;       /* (element-type GtkWidget): given an event since the last frame */
  GHashTable *ids;       /* (element-type utf8) */
  GdkFrameClock *clock;  /* (owned) (nullable): while mapped */
  gulong painted_id;
  gulong mapped_id;
  gulong unmapped_id;
  gboolean first_is_done;
};

static GhFaceEvent *
get_event (GtkWidget *row)
{
  if (GH_IS_WALL_TILE (row))
    return gh_wall_tile_get_event (GH_WALL_TILE (row));

  return gh_event_row_get_event (GH_EVENT_ROW (row));
}

static gboolean
is_on_screen (GhPaintTrace *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row)
         && gtk_widget_compute_bounds (row, self->widget, &bounds)
         && bounds.size.height > 0.0f
         && bounds.origin.y + bounds.size.height > 0.0f
         && bounds.origin.y < (float) gtk_widget_get_height (self->widget);
}

static void
mark_event (GhPaintTrace *self, GhFaceEvent *event)
{
  const char *id = gh_face_event_get_id (event);

  if (gh_face_event_get_received_at_us (event) == 0 || g_hash_table_contains (self->ids, id))
    return;

  if (g_hash_table_size (self->ids) >= MOST_IDS)
    g_hash_table_remove_all (self->ids);
  g_hash_table_add (self->ids, g_strdup (id));
  gh_trace_mark_event (self->trace, id, gh_face_event_get_received_at_us (event));
}

static void
painted_cb (GhPaintTrace *self)
{
  guint n_rows = 0;

  if (self->page == NULL && !self->first_is_done)
    {
      self->first_is_done = TRUE;
      gh_trace_mark (self->trace, "first-frame");
    }

  for (guint i = 0; i < self->rows->len; i++)
    n_rows += is_on_screen (self, g_ptr_array_index (self->rows, i));
  if (n_rows > 0 && !self->first_is_done)
    {
      self->first_is_done = TRUE;
      gh_trace_mark_rows (self->trace, self->page, n_rows);
    }

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GhFaceEvent *event = get_event (row);

      if (event != NULL && is_on_screen (self, row))
        mark_event (self, event);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
stop (GhPaintTrace *self)
{
  if (self->clock != NULL)
    g_clear_signal_handler (&self->painted_id, self->clock);
  g_clear_object (&self->clock);
}

static void
mapped_cb (GhPaintTrace *self)
{
  stop (self);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->widget));
  self->painted_id =
    g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (painted_cb), self);
}

/**
 * gh_paint_trace_new:
 * @widget: what is painted; it owns the trace
 * @trace: where to write
 * @page: (nullable): the name of the page in "first-rows"; %NULL to write "first-frame" instead
 *
 * Returns: (transfer full): the trace
 */
GhPaintTrace *
gh_paint_trace_new (GtkWidget *widget, GhTrace *trace, const char *page)
{
  GhPaintTrace *self = g_new0 (GhPaintTrace, 1);

  self->widget = widget;
  self->trace = g_object_ref (trace);
  self->page = g_strdup (page);
  self->rows = g_ptr_array_new ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mapped_id = g_signal_connect_swapped (widget, "map", G_CALLBACK (mapped_cb), self);
  self->unmapped_id = g_signal_connect_swapped (widget, "unmap", G_CALLBACK (stop), self);
  if (gtk_widget_get_mapped (widget))
    mapped_cb (self);

  return self;
}

/**
 * gh_paint_trace_free:
 * @self: a trace
 *
 * Ends the trace.
 */
void
gh_paint_trace_free (GhPaintTrace *self)
{
  stop (self);
  g_clear_signal_handler (&self->mapped_id, self->widget);
  g_clear_signal_handler (&self->unmapped_id, self->widget);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_free (self);
}

/**
 * gh_paint_trace_add_row:
 * @self: a trace
 * @row: a #GhEventRow or #GhWallTile inside the widget
 *
 * A row has been given an event: it is written down after the next frame, if it is on the screen
 * then.
 */
void
gh_paint_trace_add_row (GhPaintTrace *self, GtkWidget *row)
{
  g_return_if_fail (GH_IS_EVENT_ROW (row) || GH_IS_WALL_TILE (row));

  if (!g_ptr_array_find (self->rows, row, NULL))
    g_ptr_array_add (self->rows, row);
}

/**
 * gh_paint_trace_remove_row:
 * @self: a trace
 * @row: what has been added
 *
 * A row has lost its event, or goes.
 */
void
gh_paint_trace_remove_row (GhPaintTrace *self, GtkWidget *row)
{
  g_ptr_array_remove_fast (self->rows, row);
}
