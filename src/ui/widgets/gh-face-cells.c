/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-cells.h"

#include "gh-face-name.h"
#include "gh-face-state.h"
#include "gh-face-tile.h"
#include "gh-face-words.h"
#include "gh-paged-item.h"

struct _GhFaceCells
{
  GObject parent_instance;

  GPtrArray *bound;           /* (owned) (element-type BoundCell) */
  GhPictureLoader *loader;    /* (owned) (nullable) */
  GhFaceDeletions *deletions; /* (owned) (nullable) */
  GSignalGroup *signals;      /* (owned): of the deletions */
  GhPagedItem *current;       /* (owned) (nullable) */
};

typedef struct
{
  GhFaceCells *cells; /* (unowned): has it */
  GtkListItem *cell;  /* (unowned): unbound before it goes */
  GhPagedItem *item;  /* (owned) */
  gulong came_id;
} BoundCell;

G_DEFINE_FINAL_TYPE (GhFaceCells, gh_face_cells, G_TYPE_OBJECT)

/* The list's own tile or row, for the mark reaches over all of it. */
static GtkWidget *
get_row (GtkListItem *cell)
{
  GtkWidget *child = gtk_list_item_get_child (cell);
  GtkWidget *parent = child != NULL ? gtk_widget_get_parent (child) : NULL;

  return parent != NULL && !GH_IS_FACE_TILE (child) ? gtk_widget_get_parent (parent) : parent;
}

static void
mark_current (GhFaceCells *self, GtkListItem *cell)
{
  GtkWidget *row = get_row (cell);
  GhPagedItem *item = gtk_list_item_get_item (cell);

  if (row == NULL || item == NULL)
    return;
  if (self->current != NULL
      && gh_paged_item_get_position (item) == gh_paged_item_get_position (self->current))
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

static GhFaceDeletionState
get_deletion (GhFaceCells *self, GhFaceRecord *record)
{
  return self->deletions != NULL && record != NULL
           ? gh_face_deletions_get_state (self->deletions, gh_face_record_get_id (record))
           : GH_FACE_DELETION_NONE;
}

static void
show_tile (GhFaceCells *self, GtkListItem *cell, GhFaceTile *tile, GhFaceRecord *record)
{
  g_autofree char *label = record != NULL ? gh_face_words_dup_label (record) : NULL;

  gtk_list_item_set_accessible_label (cell, label != NULL ? label : "");
  gh_face_tile_set_record (tile, record);
  gh_face_tile_set_deletion (tile, get_deletion (self, record));
}

static void
show_state (GhFaceCells *self, GhFaceState *state, GhFaceRecord *record)
{
  if (record != NULL)
    gh_face_state_show (state, gh_face_record_get_is_active (record), get_deletion (self, record));
  else
    gh_face_state_clear (state);
}

static void
show_record (GhFaceCells *self, GtkListItem *cell)
{
  GtkWidget *child = gtk_list_item_get_child (cell);
  GhFaceRecord *record = gh_paged_item_get_object (gtk_list_item_get_item (cell));

  if (GH_IS_FACE_TILE (child))
    show_tile (self, cell, GH_FACE_TILE (child), record);
  else if (GH_IS_FACE_NAME (child))
    gh_face_name_show (GH_FACE_NAME (child), self->loader, record);
  else
    show_state (self, GH_FACE_STATE (child), record);
}

static void
object_came_cb (GhPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  BoundCell *bound = user_data;

  show_record (bound->cells, bound->cell);
}

static void
bound_cell_free (gpointer data)
{
  BoundCell *bound = data;

  g_clear_signal_handler (&bound->came_id, bound->item);
  g_object_unref (bound->item);
  g_free (bound);
}

static GtkListItem *
get_cell (GhFaceCells *self, guint i)
{
  return ((BoundCell *) g_ptr_array_index (self->bound, i))->cell;
}

static void
deletion_changed_cb (GhFaceCells *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_record (self, get_cell (self, i));
}

static void
gh_face_cells_dispose (GObject *object)
{
  GhFaceCells *self = GH_FACE_CELLS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->current);
  g_clear_object (&self->deletions);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_face_cells_parent_class)->dispose (object);
}

static void
gh_face_cells_finalize (GObject *object)
{
  g_ptr_array_unref (GH_FACE_CELLS (object)->bound);

  G_OBJECT_CLASS (gh_face_cells_parent_class)->finalize (object);
}

static void
gh_face_cells_class_init (GhFaceCellsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_face_cells_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_face_cells_finalize;
}

static void
gh_face_cells_init (GhFaceCells *self)
{
  self->bound = g_ptr_array_new_with_free_func (bound_cell_free);
  self->signals = g_signal_group_new (GH_TYPE_FACE_DELETIONS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (deletion_changed_cb),
                                  self);
}

/**
 * gh_face_cells_new:
 *
 * Returns: (transfer full): no cells yet
 */
GhFaceCells *
gh_face_cells_new (void)
{
  return g_object_new (GH_TYPE_FACE_CELLS, NULL);
}

/**
 * gh_face_cells_set_picture_loader:
 * @self: cells
 * @loader: (nullable): decodes their pictures
 *
 * Holds for what is bound from now on.
 */
void
gh_face_cells_set_picture_loader (GhFaceCells *self, GhPictureLoader *loader)
{
  g_return_if_fail (GH_IS_FACE_CELLS (self));

  g_set_object (&self->loader, loader);
}

/**
 * gh_face_cells_get_picture_loader:
 * @self: cells
 *
 * Returns: (transfer none) (nullable): what decodes their pictures
 */
GhPictureLoader *
gh_face_cells_get_picture_loader (GhFaceCells *self)
{
  g_return_val_if_fail (GH_IS_FACE_CELLS (self), NULL);

  return self->loader;
}

/**
 * gh_face_cells_set_deletions:
 * @self: cells
 * @deletions: (nullable): which records are about to go
 *
 * Has the records marked that are about to be deleted.
 */
void
gh_face_cells_set_deletions (GhFaceCells *self, GhFaceDeletions *deletions)
{
  g_return_if_fail (GH_IS_FACE_CELLS (self));

  if (!g_set_object (&self->deletions, deletions))
    return;

  g_signal_group_set_target (self->signals, deletions);
  deletion_changed_cb (self);
}

/**
 * gh_face_cells_get_deletions:
 * @self: cells
 *
 * Returns: (transfer none) (nullable): which records are about to go
 */
GhFaceDeletions *
gh_face_cells_get_deletions (GhFaceCells *self)
{
  g_return_val_if_fail (GH_IS_FACE_CELLS (self), NULL);

  return self->deletions;
}

/**
 * gh_face_cells_set_current:
 * @self: cells
 * @item: (nullable): the record that is being looked at
 *
 * Marks the cells of that record, and no others.
 */
void
gh_face_cells_set_current (GhFaceCells *self, GhPagedItem *item)
{
  g_return_if_fail (GH_IS_FACE_CELLS (self));

  if (!g_set_object (&self->current, item))
    return;
  for (guint i = 0; i < self->bound->len; i++)
    mark_current (self, get_cell (self, i));
}

/**
 * gh_face_cells_get_current:
 * @self: cells
 *
 * Returns: (transfer none) (nullable): the record that is being looked at
 */
GhPagedItem *
gh_face_cells_get_current (GhFaceCells *self)
{
  g_return_val_if_fail (GH_IS_FACE_CELLS (self), NULL);

  return self->current;
}

/**
 * gh_face_cells_bind:
 * @self: cells
 * @cell: has a #GhPagedItem now
 *
 * Shows the item's record, now or when it comes.
 */
void
gh_face_cells_bind (GhFaceCells *self, GtkListItem *cell)
{
  BoundCell *bound;

  g_return_if_fail (GH_IS_FACE_CELLS (self));

  bound = g_new0 (BoundCell, 1);
  bound->cells = self;
  bound->cell = cell;
  bound->item = g_object_ref (gtk_list_item_get_item (cell));
  bound->came_id =
    g_signal_connect (bound->item, "notify::object", G_CALLBACK (object_came_cb), bound);
  g_ptr_array_add (self->bound, bound);
  show_record (self, cell);
  mark_current (self, cell);
}

/**
 * gh_face_cells_unbind:
 * @self: cells
 * @cell: is about to have another item, or none
 *
 * What was written is written over in a moment: only what is decoded, or being decoded, goes.
 */
void
gh_face_cells_unbind (GhFaceCells *self, GtkListItem *cell)
{
  GtkWidget *child = gtk_list_item_get_child (cell);

  g_return_if_fail (GH_IS_FACE_CELLS (self));

  for (guint i = 0; i < self->bound->len; i++)
    if (get_cell (self, i) == cell)
      {
        g_ptr_array_remove_index_fast (self->bound, i);
        break;
      }
  if (GH_IS_FACE_TILE (child))
    gh_face_tile_forget (GH_FACE_TILE (child));
  else if (GH_IS_FACE_NAME (child))
    gh_face_name_forget (GH_FACE_NAME (child));
}
