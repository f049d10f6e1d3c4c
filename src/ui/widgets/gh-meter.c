/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-meter.h"

#include "gh-format.h"

#include <math.h>

#define BAR_HEIGHT 4
#define BAR_GAP 4

/* Below the first a match is to be doubted, from the second on it is good. The figure is always
 * there too, so that nothing is said by colour alone. */
#define FAIR 0.6
#define GOOD 0.85

struct _GhMeter
{
  GtkWidget parent_instance;

  double share;
  GtkWidget *label;
};

typedef enum
{
  PROP_SHARE = 1,
} GhMeterProperty;

G_DEFINE_FINAL_TYPE (GhMeter, gh_meter, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_SHARE + 1];

static gboolean
is_known (double share)
{
  return !isnan (share) && share >= 0.0 && share <= 1.0;
}

static const char *
grade (double share)
{
  if (!is_known (share))
    return "none";
  return share >= GOOD ? "good" : share >= FAIR ? "fair" : "poor";
}

static void
update (GhMeter *self)
{
  g_autofree char *text = gh_format_share (self->share);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]) { grade (self->share), NULL });
  if (is_known (self->share))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->share,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                    -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
gh_meter_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  GhMeter *self = GH_METER (widget);

  gtk_widget_measure (self->label, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += BAR_GAP + BAR_HEIGHT;
      *natural += BAR_GAP + BAR_HEIGHT;
    }
}

static void
gh_meter_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhMeter *self = GH_METER (widget);
  int label_height = MAX (0, height - BAR_GAP - BAR_HEIGHT);

  gtk_widget_size_allocate (self->label, &(GtkAllocation) { 0, 0, width, label_height }, -1);
}

static void
append_bar (GtkSnapshot *snapshot, float x, float y, float width, const GdkRGBA *color)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, (float) BAR_HEIGHT);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) BAR_HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
gh_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhMeter *self = GH_METER (widget);
  float width = (float) gtk_widget_get_width (widget);
  float y = (float) (gtk_widget_get_height (widget) - BAR_HEIGHT);
  GdkRGBA color;
  GdkRGBA trough;

  gtk_widget_get_color (self->label, &trough);
  trough.alpha *= 0.15f;
  append_bar (snapshot, 0.0f, y, width, &trough);

  if (is_known (self->share) && self->share > 0.0)
    {
      float length = MAX ((float) BAR_HEIGHT, width * (float) self->share);
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      gtk_widget_get_color (widget, &color);
      append_bar (snapshot, rtl ? width - length : 0.0f, y, length, &color);
    }

  gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static void
gh_meter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhMeter *self = GH_METER (object);

  switch ((GhMeterProperty) property_id)
    {
    case PROP_SHARE:
      g_value_set_double (value, self->share);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_meter_set_property (GObject *object,
                       guint property_id,
                       const GValue *value,
                       GParamSpec *pspec)
{
  GhMeter *self = GH_METER (object);

  switch ((GhMeterProperty) property_id)
    {
    case PROP_SHARE:
      gh_meter_set_share (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_meter_dispose (GObject *object)
{
  GhMeter *self = GH_METER (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_meter_parent_class)->dispose (object);
}

static void
gh_meter_class_init (GhMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_meter_get_property;
  object_class->set_property = gh_meter_set_property;
  object_class->dispose = gh_meter_dispose;

  widget_class->measure = gh_meter_measure;
  widget_class->size_allocate = gh_meter_size_allocate;
  widget_class->snapshot = gh_meter_snapshot;

  properties[PROP_SHARE] =
    g_param_spec_double ("share", NULL, NULL, -1.0, 1.0, -1.0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "meter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
gh_meter_init (GhMeter *self)
{
  self->share = -1.0;
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  update (self);
}

/**
 * gh_meter_new:
 *
 * Returns: (transfer floating): a meter that knows nothing
 */
GtkWidget *
gh_meter_new (void)
{
  return g_object_new (GH_TYPE_METER, NULL);
}

/**
 * gh_meter_get_share:
 * @self: a meter
 *
 * Returns: 0 to 1, or less than 0 for "not known"
 */
double
gh_meter_get_share (GhMeter *self)
{
  g_return_val_if_fail (GH_IS_METER (self), -1.0);

  return self->share;
}

/**
 * gh_meter_set_share:
 * @self: a meter
 * @share: 0 to 1, or anything else for "not known"
 *
 * Sets what the meter shows.
 */
void
gh_meter_set_share (GhMeter *self, double share)
{
  g_return_if_fail (GH_IS_METER (self));

  if (!is_known (share))
    share = -1.0;
  if (self->share == share)
    return;

  self->share = share;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHARE]);
}
