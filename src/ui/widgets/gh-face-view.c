/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-view.h"

#include "gh-face-cells.h"
#include "gh-face-name.h"
#include "gh-face-rows.h"
#include "gh-face-state.h"
#include "gh-face-tile.h"
#include "gh-paged-item.h"

struct _GhFaceView
{
  AdwBin parent_instance;

  GListModel *model;  /* (owned) (nullable) */
  GhFaceCells *cells; /* (owned) */
  gboolean table;
  guint first;
  guint last;
  guint target; /* what to show once the list has been laid out */
  guint n_frames;
  guint frame_id;

  GtkStack *stack;
  GtkWidget *gallery_scroller;
  GtkGridView *gallery;
  GtkNoSelection *gallery_selection;
  GtkWidget *table_scroller;
  GtkColumnView *columns;
  GtkNoSelection *table_selection;
};

typedef enum
{
  PROP_MODEL = 1,
  PROP_PICTURE_LOADER,
  PROP_DELETIONS,
  PROP_TABLE,
} GhFaceViewProperty;

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_RANGE_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhFaceView, gh_face_view, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_TABLE + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static GtkAdjustment *
vertical (GhFaceView *self)
{
  GtkWidget *scroller = self->table ? self->table_scroller : self->gallery_scroller;

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static guint
count_items (GhFaceView *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static void
scroll_to (GhFaceView *self, guint position)
{
  if (position >= count_items (self))
    return;
  if (self->table)
    gtk_column_view_scroll_to (self->columns, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_grid_view_scroll_to (self->gallery, position, GTK_LIST_SCROLL_NONE, NULL);
}

/* All rows are of one height, so a share of the way is a share of the records. */
static void
update_range (GhFaceView *self)
{
  GtkAdjustment *adjustment = vertical (self);
  double value = gtk_adjustment_get_value (adjustment) - gtk_adjustment_get_lower (adjustment);
  double length = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  guint n_items = count_items (self);
  guint first;
  guint last;

  if (n_items == 0 || length <= 0.0 || page <= 0.0)
    return;

  first = (guint) CLAMP (value / length * n_items, 0.0, n_items - 1.0);
  last = (guint) CLAMP ((value + page) / length * n_items, 0.0, n_items - 1.0);
  if (first == self->first && last == self->last)
    return;

  self->first = first;
  self->last = last;
  g_signal_emit (self, signals[SIGNAL_RANGE_CHANGED], 0, first, last);
}

static GtkWidget *
get_list (GhFaceView *self)
{
  return self->table ? GTK_WIDGET (self->columns) : GTK_WIDGET (self->gallery);
}

/* The first far jump of a list that has never been scrolled leaves it blank (GTK 4.18), unless it
 * was told to show something after it had been laid out. */
static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GhFaceView *self = GH_FACE_VIEW (widget);

  if (++self->n_frames < 2)
    return G_SOURCE_CONTINUE;

  self->frame_id = 0;
  if (gtk_adjustment_get_value (vertical (self)) < 1.0)
    scroll_to (self, self->target);
  self->target = 0;
  /* A list that was empty when it was given the keyboard has it itself, where nobody sees it. */
  if (gtk_widget_is_focus (get_list (self)) && count_items (self) > 0)
    gtk_widget_grab_focus (get_list (self));
  return G_SOURCE_REMOVE;
}

static void
wait_for_frame (GhFaceView *self)
{
  self->n_frames = 0;
  if (self->frame_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
items_changed_cb (GhFaceView *self)
{
  self->first = self->last = G_MAXUINT;
  if (gtk_widget_is_focus (get_list (self)))
    wait_for_frame (self);
}

static void
tile_setup_cb (GhFaceView *self, GtkListItem *cell)
{
  gtk_list_item_set_child (cell, gh_face_tile_new (gh_face_cells_get_picture_loader (self->cells)));
}

static void
name_setup_cb (GhFaceView *self, GtkListItem *cell)
{
  gtk_list_item_set_child (cell, gh_face_name_new ());
}

static void
state_setup_cb (GhFaceView *self, GtkListItem *cell)
{
  gtk_list_item_set_child (cell, gh_face_state_new ());
}

static void
bound_cb (GhFaceView *self, GtkListItem *cell)
{
  gh_face_cells_bind (self->cells, cell);
}

static void
unbound_cb (GhFaceView *self, GtkListItem *cell)
{
  gh_face_cells_unbind (self->cells, cell);
}

static void
activated_cb (GhFaceView *self, guint position)
{
  g_autoptr (GhPagedItem) item =
    self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

/* Only the one that is seen has the rows. */
static void
update_models (GhFaceView *self)
{
  gtk_no_selection_set_model (self->table ? self->gallery_selection : self->table_selection, NULL);
  gtk_no_selection_set_model (self->table ? self->table_selection : self->gallery_selection,
                              self->model);
  wait_for_frame (self);
}

static gboolean
gh_face_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_list (GH_FACE_VIEW (widget)));
}

static void
gh_face_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_face_view_parent_class)->map (widget);
  wait_for_frame (GH_FACE_VIEW (widget));
}

static void
gh_face_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceView *self = GH_FACE_VIEW (object);

  switch ((GhFaceViewProperty) property_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, gh_face_cells_get_picture_loader (self->cells));
      break;
    case PROP_DELETIONS:
      g_value_set_object (value, gh_face_cells_get_deletions (self->cells));
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_view_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhFaceView *self = GH_FACE_VIEW (object);

  switch ((GhFaceViewProperty) property_id)
    {
    case PROP_MODEL:
      gh_face_view_set_model (self, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      if (gh_face_cells_get_picture_loader (self->cells) != g_value_get_object (value))
        {
          gh_face_cells_set_picture_loader (self->cells, g_value_get_object (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_DELETIONS:
      gh_face_view_set_deletions (self, g_value_get_object (value));
      break;
    case PROP_TABLE:
      gh_face_view_set_table (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_view_dispose (GObject *object)
{
  GhFaceView *self = GH_FACE_VIEW (object);

  /* Rows are unbound here, while everything that they hang on is there. */
  if (self->gallery_selection != NULL)
    gtk_no_selection_set_model (self->gallery_selection, NULL);
  if (self->table_selection != NULL)
    gtk_no_selection_set_model (self->table_selection, NULL);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_VIEW);

  G_OBJECT_CLASS (gh_face_view_parent_class)->dispose (object);
}

static void
gh_face_view_finalize (GObject *object)
{
  g_clear_object (&GH_FACE_VIEW (object)->cells);

  G_OBJECT_CLASS (gh_face_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, gallery_scroller);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, gallery);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, gallery_selection);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, table_scroller);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, columns);
  gtk_widget_class_bind_template_child (widget_class, GhFaceView, table_selection);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tile_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbound_cb);
  gh_face_rows_bind (widget_class);

  g_type_ensure (GH_TYPE_FACE_RECORD);
  g_type_ensure (GH_TYPE_PAGED_ITEM);
}

static void
gh_face_view_class_init (GhFaceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_face_view_get_property;
  object_class->set_property = gh_face_view_set_property;
  object_class->dispose = gh_face_view_dispose;
  object_class->finalize = gh_face_view_finalize;

  widget_class->grab_focus = gh_face_view_grab_focus;
  widget_class->map = gh_face_view_map;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_DELETIONS] =
    g_param_spec_object ("deletions", NULL, NULL, GH_TYPE_FACE_DELETIONS, read_write);
  properties[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GH_TYPE_PAGED_ITEM);
  signals[SIGNAL_RANGE_CHANGED] =
    g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  bind_template (widget_class);
}

static void
follow (GhFaceView *self, GtkWidget *scroller)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update_range), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update_range), self,
                           G_CONNECT_SWAPPED);
}

static void
gh_face_view_init (GhFaceView *self)
{
  self->first = self->last = G_MAXUINT;
  self->cells = gh_face_cells_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  follow (self, self->gallery_scroller);
  follow (self, self->table_scroller);
}

/**
 * gh_face_view_new:
 *
 * Returns: (transfer floating): a gallery without a model
 */
GtkWidget *
gh_face_view_new (void)
{
  return g_object_new (GH_TYPE_FACE_VIEW, NULL);
}

/**
 * gh_face_view_get_model:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is listed
 */
GListModel *
gh_face_view_get_model (GhFaceView *self)
{
  g_return_val_if_fail (GH_IS_FACE_VIEW (self), NULL);

  return self->model;
}

/**
 * gh_face_view_set_model:
 * @self: a view
 * @model: (nullable): of paged items with face records
 *
 * Sets what is listed, and shows its top.
 */
void
gh_face_view_set_model (GhFaceView *self, GListModel *model)
{
  g_return_if_fail (GH_IS_FACE_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  gh_face_cells_set_current (self->cells, NULL);
  items_changed_cb (self);
  update_models (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * gh_face_view_set_deletions:
 * @self: a view
 * @deletions: (nullable): which records are about to go
 *
 * Has the records marked that are about to be deleted.
 */
void
gh_face_view_set_deletions (GhFaceView *self, GhFaceDeletions *deletions)
{
  g_return_if_fail (GH_IS_FACE_VIEW (self));
  g_return_if_fail (deletions == NULL || GH_IS_FACE_DELETIONS (deletions));

  if (gh_face_cells_get_deletions (self->cells) == deletions)
    return;

  gh_face_cells_set_deletions (self->cells, deletions);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELETIONS]);
}

/**
 * gh_face_view_set_table:
 * @self: a view
 * @table: a table, and not a gallery
 *
 * Shows the same records in the other way, at the same place.
 */
void
gh_face_view_set_table (GhFaceView *self, gboolean table)
{
  g_return_if_fail (GH_IS_FACE_VIEW (self));

  if (self->table == table)
    return;

  self->target = self->first != G_MAXUINT ? self->first : 0;
  self->table = table;
  items_changed_cb (self);
  update_models (self);
  gtk_stack_set_visible_child (self->stack, table ? self->table_scroller : self->gallery_scroller);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

/**
 * gh_face_view_set_current:
 * @self: a view
 * @item: (nullable): an item of the model
 *
 * Marks the record that is being looked at, and brings it into view where it is not.
 */
void
gh_face_view_set_current (GhFaceView *self, GhPagedItem *item)
{
  g_return_if_fail (GH_IS_FACE_VIEW (self));

  if (gh_face_cells_get_current (self->cells) == item)
    return;

  gh_face_cells_set_current (self->cells, item);
  if (item != NULL)
    scroll_to (self, gh_paged_item_get_position (item));
}
