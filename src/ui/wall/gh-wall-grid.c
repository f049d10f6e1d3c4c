/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-grid.h"

#include "gh-error.h"
#include "gh-paint-trace.h"
#include "gh-wall-layout.h"
#include "gh-wall-tile.h"

#include <glib/gi18n.h>

struct _GhWallGrid
{
  GtkWidget parent_instance;

  GhClock *clock;              /* (owned) */
  GhPictureLoader *loader;     /* (owned) */
  GhPaintTrace *paint_trace;   /* (owned) (nullable) */
  GhWallFaces *faces;          /* (owned) */
  GPtrArray *tiles;            /* (owned) (element-type GhWallTile): each its parent's */
  GPtrArray *loads;            /* (owned) (element-type GCancellable) (nullable elements) */
  GhWallLayout layout;
  GhWallLayout wanted_layout;  /* for the size that was given last */
  guint apply_id;

  int text;
  guint n_wanted;
  gint64 stale_after_us;
  gboolean lost;
};

typedef struct
{
  GhWallGrid *grid;   /* (unowned): it cancels */
  GhFaceEvent *event; /* (owned) */
  guint position;
} Load;

G_DEFINE_FINAL_TYPE (GhWallGrid, gh_wall_grid, GTK_TYPE_WIDGET)

static void
load_free (Load *load)
{
  g_clear_object (&load->event);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
stop_load (GhWallGrid *self, guint position)
{
  GCancellable *cancellable = self->loads->pdata[position];

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_clear_object ((GCancellable **) &self->loads->pdata[position]);
}

static void
show_event (GhWallGrid *self, guint position, GhFaceEvent *event)
{
  GtkWidget *tile = self->tiles->pdata[position];
  gint64 time_us = event != NULL ? gh_wall_faces_get_time_us (self->faces, position) : 0;

  gh_wall_tile_set_event (GH_WALL_TILE (tile), event, time_us,
                          gh_clock_get_real_us (self->clock));
  if (self->paint_trace == NULL)
    return;
  if (event != NULL)
    gh_paint_trace_add_row (self->paint_trace, tile);
  else
    gh_paint_trace_remove_row (self->paint_trace, tile);
}

static void
loaded_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &error);

  if (gh_error_is_cancelled (error))
    return;

  /* One that cannot be read is shown without a picture. */
  g_clear_object ((GCancellable **) &load->grid->loads->pdata[load->position]);
  show_event (load->grid, load->position, load->event);
}

static void
update_tile (GhWallGrid *self, guint position)
{
  g_autoptr (GhFaceEvent) event =
    g_list_model_get_item (G_LIST_MODEL (self->faces), position);
  GBytes *encoded = event != NULL ? gh_face_event_get_image (event) : NULL;
  int pixels = self->layout.picture * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GhPicture) picture = NULL;
  Load *load;

  stop_load (self, position);
  if (encoded != NULL)
    picture = gh_picture_loader_peek (self->loader, gh_face_event_get_id (event), pixels);
  if (encoded == NULL || picture != NULL)
    {
      show_event (self, position, event);
      return;
    }

  self->loads->pdata[position] = g_cancellable_new ();
  load = g_new0 (Load, 1);
  load->grid = self;
  load->event = g_object_ref (event);
  load->position = position;
  gh_picture_loader_load_async (self->loader, gh_face_event_get_id (event), encoded, pixels,
                                self->loads->pdata[position], loaded_ready_cb, load);
}

static void
faces_changed_cb (GhWallGrid *self, guint position, guint removed, guint added)
{
  guint end = removed == added ? position + added : self->tiles->len;

  for (guint i = position; i < MIN (end, self->tiles->len); i++)
    update_tile (self, i);
}

static void
remove_tile (GhWallGrid *self, guint position)
{
  GtkWidget *tile = self->tiles->pdata[position];

  stop_load (self, position);
  if (self->paint_trace != NULL)
    gh_paint_trace_remove_row (self->paint_trace, tile);
  gtk_widget_unparent (tile);
  g_ptr_array_remove_index (self->tiles, position);
  g_ptr_array_remove_index (self->loads, position);
}

static void
add_tile (GhWallGrid *self)
{
  GtkWidget *tile = gh_wall_tile_new (self->loader);

  gh_wall_tile_set_stale_after (GH_WALL_TILE (tile), self->stale_after_us);
  gh_wall_tile_set_lost (GH_WALL_TILE (tile), self->lost);
  gtk_widget_set_parent (tile, GTK_WIDGET (self));
  g_ptr_array_add (self->tiles, tile);
  g_ptr_array_add (self->loads, NULL);
}

static gboolean
apply_layout_cb (gpointer user_data)
{
  GhWallGrid *self = user_data;

  self->apply_id = 0;
  self->layout = self->wanted_layout;
  while (self->tiles->len > self->layout.n_tiles)
    remove_tile (self, self->tiles->len - 1);
  while (self->tiles->len < self->layout.n_tiles)
    add_tile (self);
  for (guint i = 0; i < self->tiles->len; i++)
    gh_wall_tile_set_picture_size (self->tiles->pdata[i], self->layout.picture);
  gh_wall_faces_set_capacity (self->faces, self->layout.n_tiles);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static gboolean
layouts_differ (const GhWallLayout *a, const GhWallLayout *b)
{
  return a->columns != b->columns || a->rows != b->rows || a->n_tiles != b->n_tiles
         || a->picture != b->picture;
}

/* No tile may come or go while the screen is being laid out. Before the next frame is, though: a
 * large screen may have one after the other, and then nothing less urgent ever runs. */
static void
choose_layout (GhWallGrid *self, int width, int height)
{
  if (width <= 0 || height <= 0 || self->text <= 0)
    return;

  gh_wall_layout_choose (width, height, self->text, self->n_wanted, &self->wanted_layout);
  if (self->apply_id == 0 && layouts_differ (&self->wanted_layout, &self->layout))
    self->apply_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, apply_layout_cb, self, NULL);
}

static GtkSizeRequestMode
gh_wall_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Takes what it is given. */
static void
gh_wall_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
gh_wall_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhWallGrid *self = GH_WALL_GRID (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  choose_layout (self, width, height);
  for (guint i = 0; i < self->tiles->len; i++)
    {
      guint columns = MAX (self->layout.columns, 1);
      guint rows = MAX (self->layout.rows, 1);
      guint column = is_rtl ? columns - 1 - i % columns : i % columns;
      guint row = i / columns;
      int left = (int) (column * (guint) width / columns);
      int top = (int) (row * (guint) height / rows);
      int right = (int) ((column + 1) * (guint) width / columns);
      int bottom = (int) ((row + 1) * (guint) height / rows);
      int least_width;
      int least_height;

      gtk_widget_measure (self->tiles->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL,
                          NULL, NULL);
      gtk_widget_measure (self->tiles->pdata[i], GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL,
                          NULL, NULL);
      gtk_widget_size_allocate (self->tiles->pdata[i],
                                &(GtkAllocation) { left, top, MAX (right - left, least_width),
                                                   MAX (bottom - top, least_height) },
                                -1);
    }
}

static void
gh_wall_grid_dispose (GObject *object)
{
  GhWallGrid *self = GH_WALL_GRID (object);

  g_clear_handle_id (&self->apply_id, g_source_remove);
  if (self->faces != NULL)
    g_signal_handlers_disconnect_by_data (self->faces, self);
  while (self->tiles->len > 0)
    remove_tile (self, self->tiles->len - 1);
  g_clear_pointer (&self->paint_trace, gh_paint_trace_free);
  g_clear_object (&self->faces);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_wall_grid_parent_class)->dispose (object);
}

static void
gh_wall_grid_finalize (GObject *object)
{
  GhWallGrid *self = GH_WALL_GRID (object);

  g_clear_pointer (&self->tiles, g_ptr_array_unref);
  g_clear_pointer (&self->loads, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_wall_grid_parent_class)->finalize (object);
}

static void
gh_wall_grid_class_init (GhWallGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_wall_grid_dispose;
  object_class->finalize = gh_wall_grid_finalize;

  widget_class->get_request_mode = gh_wall_grid_get_request_mode;
  widget_class->measure = gh_wall_grid_measure;
  widget_class->size_allocate = gh_wall_grid_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "wall-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gh_wall_grid_init (GhWallGrid *self)
{
  self->tiles = g_ptr_array_new ();
  self->loads = g_ptr_array_new ();
  self->stale_after_us = G_MAXINT64;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Latest faces"),
                                  -1);
}

/**
 * gh_wall_grid_set_up:
 * @self: a grid
 * @clock: tells the time
 * @loader: decodes the pictures
 * @trace: (nullable): where to write what has been painted
 *
 * Gives the grid what it works with.
 */
void
gh_wall_grid_set_up (GhWallGrid *self, GhClock *clock, GhPictureLoader *loader, GhTrace *trace)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));
  g_return_if_fail (self->faces == NULL);

  self->clock = g_object_ref (clock);
  self->loader = g_object_ref (loader);
  self->faces = gh_wall_faces_new (clock);
  g_signal_connect_object (self->faces, "items-changed", G_CALLBACK (faces_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (trace != NULL)
    self->paint_trace = gh_paint_trace_new (GTK_WIDGET (self), trace, "kiosk");
}

void
gh_wall_grid_set_log (GhWallGrid *self, GhEventLog *log)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  gh_wall_faces_set_log (self->faces, log);
}

void
gh_wall_grid_set_text_size (GhWallGrid *self, int text)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  self->text = text;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gh_wall_grid_set_n_wanted (GhWallGrid *self, guint n_wanted)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  self->n_wanted = n_wanted;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gh_wall_grid_set_stale_after (GhWallGrid *self, gint64 stale_after_us)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  self->stale_after_us = stale_after_us;
  for (guint i = 0; i < self->tiles->len; i++)
    gh_wall_tile_set_stale_after (self->tiles->pdata[i], stale_after_us);
}

void
gh_wall_grid_set_lost (GhWallGrid *self, gboolean lost)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  if (self->lost == lost)
    return;

  self->lost = lost;
  for (guint i = 0; i < self->tiles->len; i++)
    gh_wall_tile_set_lost (self->tiles->pdata[i], lost);
}

void
gh_wall_grid_set_held (GhWallGrid *self, gboolean held)
{
  g_return_if_fail (GH_IS_WALL_GRID (self));

  gh_wall_faces_set_held (self->faces, held);
  if (!held)
    gh_wall_grid_update_ages (self);
}

void
gh_wall_grid_update_ages (GhWallGrid *self)
{
  gint64 now_us;

  g_return_if_fail (GH_IS_WALL_GRID (self));

  now_us = gh_clock_get_real_us (self->clock);
  for (guint i = 0; i < self->tiles->len; i++)
    gh_wall_tile_set_now (self->tiles->pdata[i], now_us);
}

GhWallFaces *
gh_wall_grid_get_faces (GhWallGrid *self)
{
  g_return_val_if_fail (GH_IS_WALL_GRID (self), NULL);

  return self->faces;
}
