/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bar-chart.h"

#include <math.h>

#define LEAST_WIDTH 200
#define NATURAL_WIDTH 360
/* Of the bars, in lines of text: larger text has a larger chart. */
#define LINES 7
#define GAP 6
#define LEAST_BAR 2.0f
#define MOST_STEPS 4

struct _GhBarChart
{
  GtkWidget parent_instance;

  GListModel *bars; /* (owned) (nullable) */
  int selected;     /* by the keys; -1 for none */
  int hovered;      /* by the pointer; -1 for none */
  char *readout;    /* (owned) (nullable) */
};

/* Where things are. */
typedef struct
{
  float x, y, width, height; /* of the bars */
  float line_height;
  gint64 scale;
  guint n_steps;
  guint n_bars;
  gboolean is_rtl;
} Plan;

typedef enum
{
  PROP_BARS = 1,
  PROP_READOUT,
} GhBarChartProperty;

static GParamSpec *properties[PROP_READOUT + 1];

G_DEFINE_FINAL_TYPE (GhBarChart, gh_bar_chart, GTK_TYPE_WIDGET)

static guint
count (GhBarChart *self)
{
  return self->bars != NULL ? g_list_model_get_n_items (self->bars) : 0;
}

static PangoLayout *
create_layout (GhBarChart *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
measure_text (GhBarChart *self, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = create_layout (self, text);

  pango_layout_get_pixel_size (layout, width, height);
}

static char *
format_step (const Plan *plan, guint step)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, plan->scale * step / plan->n_steps);
}

static Plan
make_plan (GhBarChart *self)
{
  gint64 most = self->bars != NULL ? gh_chart_bars_get_most (self->bars) : 0;
  Plan plan = { .n_bars = count (self) };
  g_autofree char *top = NULL;
  int width;
  int height;
  float end;

  plan.is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  plan.scale = gh_bar_chart_get_scale (most, &plan.n_steps);
  top = format_step (&plan, plan.n_steps);
  measure_text (self, top, &width, &height);
  plan.line_height = (float) height;
  end = (float) (width + GAP);
  plan.x = plan.is_rtl ? 0 : end;
  plan.y = plan.line_height / 2;
  plan.width = MAX (1.0f, (float) gtk_widget_get_width (GTK_WIDGET (self)) - end);
  plan.height = MAX (1.0f, (float) gtk_widget_get_height (GTK_WIDGET (self)) - plan.y
                             - plan.line_height - GAP);
  return plan;
}

/* Of the place of a bar, from edge to edge. */
static graphene_rect_t
get_column (const Plan *plan, guint position)
{
  float width = plan->width / (float) plan->n_bars;
  guint place = plan->is_rtl ? plan->n_bars - 1 - position : position;

  return GRAPHENE_RECT_INIT (plan->x + width * (float) place, plan->y, width, plan->height);
}

static int
find_bar (GhBarChart *self, float x)
{
  Plan plan = make_plan (self);
  int place;

  if (plan.n_bars == 0 || x < plan.x || x >= plan.x + plan.width)
    return -1;

  place = CLAMP ((int) ((x - plan.x) / plan.width * (float) plan.n_bars), 0, (int) plan.n_bars - 1);
  return plan.is_rtl ? (int) plan.n_bars - 1 - place : place;
}

static int
get_pointed (GhBarChart *self)
{
  if (self->hovered >= 0)
    return self->hovered;
  return gtk_widget_has_focus (GTK_WIDGET (self)) ? self->selected : -1;
}

static void
update_readout (GhBarChart *self)
{
  int pointed = get_pointed (self);
  g_autoptr (GhChartBar) bar =
    pointed >= 0 && self->bars != NULL ? g_list_model_get_item (self->bars, (guint) pointed) : NULL;
  g_autofree char *readout = bar != NULL ? gh_chart_bar_dup_spoken (bar) : NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!g_set_str (&self->readout, readout))
    return;

  if (readout != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, readout, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READOUT]);
}

static void
select_bar (GhBarChart *self, int position)
{
  int last = (int) count (self) - 1;

  self->selected = last >= 0 ? CLAMP (position, 0, last) : -1;
  self->hovered = -1;
  update_readout (self);
  if (self->readout != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), self->readout,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
key_pressed_cb (GhBarChart *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int from = self->selected;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0 || count (self) == 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      select_bar (self, from + (is_rtl ? 1 : -1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      select_bar (self, from + (is_rtl ? -1 : 1));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      select_bar (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      select_bar (self, (int) count (self) - 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The newest is what is looked for most. */
static void
focus_changed_cb (GhBarChart *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)) && self->selected < 0)
    select_bar (self, (int) count (self) - 1);
  else
    update_readout (self);
}

static void
motion_cb (GhBarChart *self, double x, double y)
{
  int hovered = find_bar (self, (float) x);

  if (hovered == self->hovered)
    return;
  self->hovered = hovered;
  update_readout (self);
}

static void
leave_cb (GhBarChart *self)
{
  self->hovered = -1;
  update_readout (self);
}

static void
pressed_cb (GhBarChart *self, int n_presses, double x, double y)
{
  int position = find_bar (self, (float) x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (position >= 0)
    select_bar (self, position);
}

static void
bars_changed_cb (GhBarChart *self)
{
  int last = (int) count (self) - 1;

  self->selected = MIN (self->selected, last);
  self->hovered = MIN (self->hovered, last);
  update_readout (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gh_bar_chart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }

  measure_text (GH_BAR_CHART (widget), "0", NULL, &height);
  *minimum = *natural = height * (LINES + 2) + GAP;
}

static void
append_text (GtkSnapshot *snapshot,
             PangoLayout *layout,
             float x,
             float y,
             const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
append_scale (GhBarChart *self, GtkSnapshot *snapshot, const Plan *plan, const GdkRGBA *color)
{
  GdkRGBA line = *color;
  GdkRGBA ink = *color;

  line.alpha *= 0.18f;
  ink.alpha *= 0.75f;
  for (guint i = 0; i <= plan->n_steps; i++)
    {
      float y = roundf (plan->y + plan->height - plan->height * (float) i / (float) plan->n_steps);
      g_autofree char *text = format_step (plan, i);
      g_autoptr (PangoLayout) layout = create_layout (self, text);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      gtk_snapshot_append_color (snapshot, &line,
                                 &GRAPHENE_RECT_INIT (plan->x, y, plan->width, 1));
      append_text (snapshot, layout,
                   plan->is_rtl ? plan->x + plan->width + GAP
                                : plan->x - GAP - (float) width,
                   y - plan->line_height / 2, &ink);
    }
}

/* As many labels as there is room for, at the same distance, counted from the newest. */
static void
append_labels (GhBarChart *self, GtkSnapshot *snapshot, const Plan *plan, const GdkRGBA *color)
{
  GdkRGBA ink = *color;
  int widest = 1;
  guint step;

  for (guint i = 0; i < plan->n_bars; i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, i);
      int width;

      measure_text (self, gh_chart_bar_get_label (bar), &width, NULL);
      widest = MAX (widest, width);
    }
  step = (guint) MAX (1.0f, ceilf ((float) (widest + 2 * GAP) * (float) plan->n_bars / plan->width));

  ink.alpha *= 0.75f;
  for (guint i = (plan->n_bars - 1) % step; i < plan->n_bars; i += step)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, i);
      g_autoptr (PangoLayout) layout = create_layout (self, gh_chart_bar_get_label (bar));
      graphene_rect_t column = get_column (plan, i);
      float x;
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      x = column.origin.x + (column.size.width - (float) width) / 2;
      append_text (snapshot, layout,
                   CLAMP (x, 0, (float) (gtk_widget_get_width (GTK_WIDGET (self)) - width)),
                   plan->y + plan->height + GAP, &ink);
    }
}

static void
append_bar (GhBarChart *self,
            GtkSnapshot *snapshot,
            const Plan *plan,
            guint position,
            const GdkRGBA *color,
            const GdkRGBA *text_color)
{
  g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, position);
  gint64 value = gh_chart_bar_get_value (bar);
  graphene_rect_t column = get_column (plan, position);
  float gap = CLAMP (column.size.width * 0.15f, 1, 8);
  float height = plan->height * (float) ((double) value / (double) plan->scale);
  graphene_rect_t bounds = column;
  GskRoundedRect outline;
  GdkRGBA faint = *text_color;

  graphene_rect_inset (&bounds, gap, 0);
  faint.alpha *= (int) position == get_pointed (self) ? 0.14f : 0.05f;
  if (value == GH_CHART_BAR_UNKNOWN || (int) position == get_pointed (self))
    gtk_snapshot_append_color (snapshot, &faint, &column);
  if (value <= 0)
    return;

  height = MAX (LEAST_BAR, height);
  bounds.origin.y = plan->y + plan->height - height;
  bounds.size.height = height;
  gsk_rounded_rect_init (&outline, &bounds, &GRAPHENE_SIZE_INIT (3, MIN (3, height)),
                         &GRAPHENE_SIZE_INIT (3, MIN (3, height)), &GRAPHENE_SIZE_INIT (0, 0),
                         &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

/* The widget's own colour is that of the bars, its parent's that of the text. */
static void
gh_bar_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhBarChart *self = GH_BAR_CHART (widget);
  Plan plan = make_plan (self);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GdkRGBA color;
  GdkRGBA text_color;

  gtk_widget_get_color (widget, &color);
  gtk_widget_get_color (parent != NULL ? parent : widget, &text_color);
  append_scale (self, snapshot, &plan, &text_color);
  if (plan.n_bars == 0)
    return;

  append_labels (self, snapshot, &plan, &text_color);
  for (guint i = 0; i < plan.n_bars; i++)
    append_bar (self, snapshot, &plan, i, &color, &text_color);
}

static void
gh_bar_chart_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhBarChart *self = GH_BAR_CHART (object);

  switch ((GhBarChartProperty) property_id)
    {
    case PROP_BARS:
      g_value_set_object (value, self->bars);
      break;
    case PROP_READOUT:
      g_value_set_string (value, self->readout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bar_chart_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  switch ((GhBarChartProperty) property_id)
    {
    case PROP_BARS:
      gh_bar_chart_set_bars (GH_BAR_CHART (object), g_value_get_object (value));
      break;
    case PROP_READOUT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bar_chart_dispose (GObject *object)
{
  GhBarChart *self = GH_BAR_CHART (object);

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_clear_object (&self->bars);

  G_OBJECT_CLASS (gh_bar_chart_parent_class)->dispose (object);
}

static void
gh_bar_chart_finalize (GObject *object)
{
  g_clear_pointer (&GH_BAR_CHART (object)->readout, g_free);

  G_OBJECT_CLASS (gh_bar_chart_parent_class)->finalize (object);
}

static void
gh_bar_chart_class_init (GhBarChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_bar_chart_get_property;
  object_class->set_property = gh_bar_chart_set_property;
  object_class->dispose = gh_bar_chart_dispose;
  object_class->finalize = gh_bar_chart_finalize;
  widget_class->measure = gh_bar_chart_measure;
  widget_class->snapshot = gh_bar_chart_snapshot;

  properties[PROP_BARS] =
    g_param_spec_object ("bars", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_READOUT] =
    g_param_spec_string ("readout", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "bar-chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gh_bar_chart_init (GhBarChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->selected = self->hovered = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
}

/**
 * gh_bar_chart_new:
 *
 * Returns: (transfer floating): a chart without bars
 */
GtkWidget *
gh_bar_chart_new (void)
{
  return g_object_new (GH_TYPE_BAR_CHART, NULL);
}

/**
 * gh_bar_chart_set_bars:
 * @self: a chart
 * @bars: (nullable): a list of #GhChartBar, in the order of reading
 *
 * Sets what is shown.
 */
void
gh_bar_chart_set_bars (GhBarChart *self, GListModel *bars)
{
  g_return_if_fail (GH_IS_BAR_CHART (self));
  g_return_if_fail (bars == NULL || G_IS_LIST_MODEL (bars));

  if (self->bars == bars)
    return;

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_set_object (&self->bars, bars);
  if (bars != NULL)
    g_signal_connect_swapped (bars, "items-changed", G_CALLBACK (bars_changed_cb), self);
  bars_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}

/**
 * gh_bar_chart_get_selected:
 *
 * Returns: the bar that the keys have come to; -1 for none
 */
int
gh_bar_chart_get_selected (GhBarChart *self)
{
  g_return_val_if_fail (GH_IS_BAR_CHART (self), -1);

  return self->selected;
}

/**
 * gh_bar_chart_get_readout:
 *
 * Returns: (nullable): the bar that is pointed at, in words
 */
const char *
gh_bar_chart_get_readout (GhBarChart *self)
{
  g_return_val_if_fail (GH_IS_BAR_CHART (self), NULL);

  return self->readout;
}

/**
 * gh_bar_chart_get_scale:
 * @most: the longest bar, 0 or more
 * @n_steps: (out): into how many equal steps it is divided, each a whole number
 *
 * Returns: where a scale ends that holds @most, in steps that people count in: 1, 2 or 5 and noughts
 */
gint64
gh_bar_chart_get_scale (gint64 most, guint *n_steps)
{
  static const gint64 of_ten[] = { 1, 2, 5, 10 };

  g_return_val_if_fail (n_steps != NULL, 1);

  most = CLAMP (most, 1, G_MAXINT64 / 100);
  for (gint64 unit = 1;; unit *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (of_ten); i++)
      {
        gint64 step = unit * of_ten[i];
        gint64 n = (most + step - 1) / step;

        if (n <= MOST_STEPS)
          {
            *n_steps = (guint) n;
            return step * n;
          }
      }
}
