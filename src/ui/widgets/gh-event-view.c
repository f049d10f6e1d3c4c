/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-view.h"

#include "gh-break-row.h"
#include "gh-event-list.h"
#include "gh-event-row.h"
#include "gh-event-words.h"
#include "gh-list-focus.h"
#include "gh-paged-item.h"
#include "gh-paint-trace.h"

/* A GtkListView makes up to two hundred rows at once, ten times what can be seen, and nine tenths
 * of the time to the first picture would go into those. So it gets the first few, and the rest once
 * they have been painted. */
#define FIRST_ROWS 24

struct _GhEventView
{
  AdwBin parent_instance;

  GListModel *model;       /* (owned) (nullable) */
  GhPictureLoader *loader; /* (owned) (nullable) */
  GhClock *clock;          /* (owned) (nullable) */
  GhTrace *trace;          /* (owned) (nullable) */
  char *trace_name;        /* (owned) (nullable) */
  int face_size;
  gboolean dated;

  GPtrArray *rows;           /* (element-type GtkListItem): bound to something */
  GObject *current;          /* (owned) (nullable) */
  GhPaintTrace *paint_trace; /* (owned) (nullable) */
  guint tick_id;
  guint frame_id; /* until all rows are let in */
  guint n_frames;
  gboolean at_top;
  guint first;
  guint last;

  GtkWidget *scroller;
  GtkListView *list;
  GtkNoSelection *selection;
  GtkSliceListModel *slice;
};

typedef enum
{
  PROP_MODEL = 1,
  PROP_PICTURE_LOADER,
  PROP_CLOCK,
  PROP_TRACE,
  PROP_TRACE_NAME,
  PROP_FACE_SIZE,
  PROP_DATED,
  PROP_AT_TOP,
} GhEventViewProperty;

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_RANGE_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhEventView, gh_event_view, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_AT_TOP + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static GtkAdjustment *
vertical (GhEventView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* The list's own row, for the mark reaches over its whole width. */
static void
mark_current (GhEventView *self, GtkListItem *list_item)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (row == NULL)
    return;
  if (self->current != NULL && gh_event_list_is_same (gtk_list_item_get_item (list_item),
                                                           self->current))
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

static void
tell_now (GhEventView *self, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (self->clock != NULL && GH_IS_EVENT_ROW (row))
    gh_event_row_set_now (GH_EVENT_ROW (row), gh_clock_get_real_us (self->clock));
}

static void tick_cb (gpointer user_data);

static void
schedule_tick (GhEventView *self)
{
  if (self->tick_id == 0 && !self->dated && self->clock != NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick_id = gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND, tick_cb, self);
}

static void
tick (GhEventView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    tell_now (self, g_ptr_array_index (self->rows, i));
  schedule_tick (self);
}

static void
tick_cb (gpointer user_data)
{
  GhEventView *self = GH_EVENT_VIEW (user_data);

  self->tick_id = 0;
  tick (self);
}

static void
stop_ticking (GhEventView *self)
{
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
}

/* All rows of a history are of one height, so a share of the way is a share of the rows; where
 * marks are in between, it is near enough for what the range is for. */
static void
update_range (GhEventView *self)
{
  GtkAdjustment *adjustment = vertical (self);
  double value = gtk_adjustment_get_value (adjustment) - gtk_adjustment_get_lower (adjustment);
  double length = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
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

static void
adjusted_cb (GhEventView *self)
{
  GtkAdjustment *adjustment = vertical (self);
  gboolean at_top =
    gtk_adjustment_get_value (adjustment) < gtk_adjustment_get_lower (adjustment) + 1.0;

  update_range (self);
  if (self->at_top == at_top)
    return;

  self->at_top = at_top;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_TOP]);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GhEventView *self = GH_EVENT_VIEW (widget);

  /* Before the first picture there is one call, too. */
  if (++self->n_frames < 2)
    return G_SOURCE_CONTINUE;

  self->frame_id = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  /* The first far jump of a list that has never been scrolled leaves it blank (GTK 4.18), unless it
   * was told to show something after it had been laid out. */
  if (self->at_top)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  return G_SOURCE_REMOVE;
}

static void
let_in_the_rest (GhEventView *self)
{
  if (self->frame_id == 0 && self->n_frames == 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && g_list_model_get_n_items (G_LIST_MODEL (self->slice)) > 0)
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

/* A GtkListView keeps the row that it is anchored to: what is put in above it stays unseen unless
 * it is told to show the top. One that was empty when it was given the keyboard has it itself, where
 * nobody sees it. Connected after the list, so that the list knows the new rows. */
static void
items_changed_cb (GhEventView *self, guint position, guint removed, guint added)
{
  self->first = self->last = G_MAXUINT;
  let_in_the_rest (self);
  if (self->at_top && position == 0 && added > 0)
    gtk_list_view_scroll_to (self->list, 0,
                             gtk_widget_is_focus (GTK_WIDGET (self->list)) ? GTK_LIST_SCROLL_FOCUS
                                                                           : GTK_LIST_SCROLL_NONE,
                             NULL);
}

static void
activated_cb (GhEventView *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL && !GH_IS_FEED_BREAK (item))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

/* Which kind of row is needed is known only when it is bound; the one that is there is used again
 * where it fits. */
static GtkWidget *
ensure_row (GhEventView *self, GtkListItem *list_item)
{
  gboolean is_break = GH_IS_FEED_BREAK (gtk_list_item_get_item (list_item));
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL && GH_IS_BREAK_ROW (row) == is_break)
    return row;

  row = is_break ? gh_break_row_new ()
                 : gh_event_row_new (self->loader, self->face_size, self->dated);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, !is_break);
  return row;
}

static void
show_event (GhEventView *self, GtkListItem *list_item, GhFaceEvent *event)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *label = event != NULL ? gh_event_words_dup_label (event) : NULL;

  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  gtk_list_item_set_accessible_label (list_item, label != NULL ? label : "");
  tell_now (self, list_item);
  mark_current (self, list_item);
  if (self->paint_trace != NULL && event != NULL)
    gh_paint_trace_add_row (self->paint_trace, row);
}

static void
object_came_cb (GhPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *list_item = GTK_LIST_ITEM (user_data);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *view = gtk_widget_get_ancestor (row, GH_TYPE_EVENT_VIEW);

  if (view != NULL)
    show_event (GH_EVENT_VIEW (view), list_item, gh_paged_item_get_object (item));
}

static void
bound_cb (GhEventView *self, GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  GtkWidget *row = ensure_row (self, list_item);

  g_ptr_array_add (self->rows, list_item);
  if (GH_IS_FEED_BREAK (item))
    {
      gh_break_row_set_break (GH_BREAK_ROW (row), item);
    }
  else if (GH_IS_PAGED_ITEM (item))
    {
      g_signal_connect_object (item, "notify::object", G_CALLBACK (object_came_cb), list_item,
                               G_CONNECT_DEFAULT);
      show_event (self, list_item, gh_paged_item_get_object (item));
    }
  else
    {
      show_event (self, list_item, item);
    }
}

static void
unbound_cb (GhEventView *self, GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);

  g_ptr_array_remove_fast (self->rows, list_item);
  if (GH_IS_PAGED_ITEM (item))
    g_signal_handlers_disconnect_by_func (item, object_came_cb, list_item);

  if (GH_IS_BREAK_ROW (row))
    gh_break_row_set_break (GH_BREAK_ROW (row), NULL);
  else if (row != NULL)
    gh_event_row_set_event (GH_EVENT_ROW (row), NULL);
  if (self->paint_trace != NULL && row != NULL)
    gh_paint_trace_remove_row (self->paint_trace, row);
}

/* To the row that had it, or to the first that is seen: GTK goes to a row that others have carried
 * off, too, and shows nothing of it. */
static gboolean
gh_event_view_grab_focus (GtkWidget *widget)
{
  GhEventView *self = GH_EVENT_VIEW (widget);
  guint first = self->at_top ? 0 : self->first;

  if (gh_list_focus_is_seen (GTK_WIDGET (self->list), self->rows, self->at_top)
      || first >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));

  gtk_list_view_scroll_to (self->list, first, GTK_LIST_SCROLL_FOCUS, NULL);
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->list)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
         || gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
gh_event_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_event_view_parent_class)->map (widget);
  /* What was told before the list went off the screen is old. */
  tick (GH_EVENT_VIEW (widget));
  let_in_the_rest (GH_EVENT_VIEW (widget));
}

static void
gh_event_view_unmap (GtkWidget *widget)
{
  stop_ticking (GH_EVENT_VIEW (widget));
  GTK_WIDGET_CLASS (gh_event_view_parent_class)->unmap (widget);
}

static void
gh_event_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventView *self = GH_EVENT_VIEW (object);

  switch ((GhEventViewProperty) property_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_TRACE:
      g_value_set_object (value, self->trace);
      break;
    case PROP_TRACE_NAME:
      g_value_set_string (value, self->trace_name);
      break;
    case PROP_FACE_SIZE:
      g_value_set_int (value, self->face_size);
      break;
    case PROP_DATED:
      g_value_set_boolean (value, self->dated);
      break;
    case PROP_AT_TOP:
      g_value_set_boolean (value, self->at_top);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_clock (GhEventView *self, GhClock *clock)
{
  stop_ticking (self);
  if (g_set_object (&self->clock, clock))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
      tick (self);
    }
}

static void
set_trace (GhEventView *self, GhTrace *trace)
{
  if (!g_set_object (&self->trace, trace))
    return;

  g_clear_pointer (&self->paint_trace, gh_paint_trace_free);
  if (trace != NULL)
    self->paint_trace = gh_paint_trace_new (GTK_WIDGET (self), trace, self->trace_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRACE]);
}

static void
gh_event_view_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhEventView *self = GH_EVENT_VIEW (object);

  switch ((GhEventViewProperty) property_id)
    {
    case PROP_MODEL:
      gh_event_view_set_model (self, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      if (g_set_object (&self->loader, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CLOCK:
      set_clock (self, g_value_get_object (value));
      break;
    case PROP_TRACE:
      set_trace (self, g_value_get_object (value));
      break;
    case PROP_TRACE_NAME:
      self->trace_name = g_value_dup_string (value);
      break;
    case PROP_FACE_SIZE:
      self->face_size = g_value_get_int (value);
      break;
    case PROP_DATED:
      self->dated = g_value_get_boolean (value);
      break;
    case PROP_AT_TOP:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_view_dispose (GObject *object)
{
  GhEventView *self = GH_EVENT_VIEW (object);

  stop_ticking (self);
  g_clear_pointer (&self->paint_trace, gh_paint_trace_free);
  /* Rows are unbound here, while everything that they hang on is there. */
  if (self->slice != NULL)
    gtk_slice_list_model_set_model (self->slice, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->current);
  /* The bin must let go of its child before the template does. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_VIEW);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->trace);

  G_OBJECT_CLASS (gh_event_view_parent_class)->dispose (object);
}

static void
gh_event_view_finalize (GObject *object)
{
  GhEventView *self = GH_EVENT_VIEW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->trace_name, g_free);

  G_OBJECT_CLASS (gh_event_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, read_write);
  properties[PROP_TRACE_NAME] =
    g_param_spec_string ("trace-name", NULL, NULL, NULL, construct_only);
  properties[PROP_FACE_SIZE] =
    g_param_spec_int ("face-size", NULL, NULL, 1, 4096, 56, construct_only);
  properties[PROP_DATED] = g_param_spec_boolean ("dated", NULL, NULL, FALSE, construct_only);
  properties[PROP_AT_TOP] =
    g_param_spec_boolean ("at-top", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_event_view_class_init (GhEventViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_event_view_get_property;
  object_class->set_property = gh_event_view_set_property;
  object_class->dispose = gh_event_view_dispose;
  object_class->finalize = gh_event_view_finalize;

  widget_class->grab_focus = gh_event_view_grab_focus;
  widget_class->map = gh_event_view_map;
  widget_class->unmap = gh_event_view_unmap;

  install_properties (object_class);

  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[SIGNAL_RANGE_CHANGED] =
    g_signal_new ("range-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-event-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventView, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhEventView, list);
  gtk_widget_class_bind_template_child (widget_class, GhEventView, selection);
  gtk_widget_class_bind_template_child (widget_class, GhEventView, slice);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbound_cb);
}

static void
gh_event_view_init (GhEventView *self)
{
  self->at_top = TRUE;
  self->first = self->last = G_MAXUINT;
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);

  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical (self), "value-changed", G_CALLBACK (adjusted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical (self), "changed", G_CALLBACK (adjusted_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gh_event_view_new:
 *
 * Returns: (transfer floating): a view without a model
 */
GtkWidget *
gh_event_view_new (void)
{
  return g_object_new (GH_TYPE_EVENT_VIEW, NULL);
}

/**
 * gh_event_view_get_model:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is listed
 */
GListModel *
gh_event_view_get_model (GhEventView *self)
{
  g_return_val_if_fail (GH_IS_EVENT_VIEW (self), NULL);

  return self->model;
}

/**
 * gh_event_view_set_model:
 * @self: a view
 * @model: (nullable): of events, paged items and breaks
 *
 * Sets what is listed, and shows its top.
 */
void
gh_event_view_set_model (GhEventView *self, GListModel *model)
{
  g_return_if_fail (GH_IS_EVENT_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (!g_set_object (&self->model, model))
    return;

  g_clear_object (&self->current);
  self->n_frames = 0;
  gtk_slice_list_model_set_model (self->slice, model);
  let_in_the_rest (self);
  gh_event_view_scroll_to_top (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * gh_event_view_get_at_top:
 * @self: a view
 *
 * Returns: whether the top of the list is shown
 */
gboolean
gh_event_view_get_at_top (GhEventView *self)
{
  g_return_val_if_fail (GH_IS_EVENT_VIEW (self), FALSE);

  return self->at_top;
}

/**
 * gh_event_view_scroll_to_top:
 * @self: a view
 *
 * Shows the first row, without an animation.
 */
void
gh_event_view_scroll_to_top (GhEventView *self)
{
  g_return_if_fail (GH_IS_EVENT_VIEW (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
  gtk_adjustment_set_value (vertical (self), gtk_adjustment_get_lower (vertical (self)));
}

/**
 * gh_event_view_show_position:
 * @self: a view
 * @position: a row
 *
 * Brings a row to the top, or as near as the end of the list lets it, and the keyboard's place with
 * it.
 */
void
gh_event_view_show_position (GhEventView *self, guint position)
{
  GtkScrollInfo *scroll;

  g_return_if_fail (GH_IS_EVENT_VIEW (self));

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;

  /* First to the end, so that the row comes in at the top. */
  gtk_adjustment_set_value (vertical (self), gtk_adjustment_get_upper (vertical (self)));
  scroll = gtk_scroll_info_new ();
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, scroll);
}

/**
 * gh_event_view_set_current:
 * @self: a view
 * @item: (type GObject) (nullable): an item of the model
 *
 * Marks the row that is being looked at, and brings it into view where it is not.
 */
void
gh_event_view_set_current (GhEventView *self, gpointer item)
{
  guint position;

  g_return_if_fail (GH_IS_EVENT_VIEW (self));

  if (!g_set_object (&self->current, item))
    return;

  for (guint i = 0; i < self->rows->len; i++)
    mark_current (self, g_ptr_array_index (self->rows, i));
  if (item == NULL)
    return;

  position = gh_event_list_find (G_LIST_MODEL (self->selection), item);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}
