/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-wall-text.h"

struct _GhWallText
{
  GtkWidget parent_instance;

  char *label; /* (owned) */
  int width_chars;
  float xalign;
  PangoLayout *layout; /* (owned) (nullable): until the style or the text changes */
};

typedef enum
{
  PROP_LABEL = 1,
  PROP_WIDTH_CHARS,
  PROP_XALIGN,
} GhWallTextProperty;

G_DEFINE_FINAL_TYPE (GhWallText, gh_wall_text, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_XALIGN + 1];

static PangoLayout *
ensure_layout (GhWallText *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->label);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
    }

  return self->layout;
}

static GtkSizeRequestMode
gh_wall_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
gh_wall_text_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  GhWallText *self = GH_WALL_TEXT (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

      *minimum = 0;
      *natural = PANGO_PIXELS_CEIL (width * self->width_chars);
    }
  else
    {
      *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
      *minimum_baseline = *natural_baseline =
        PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
    }
  pango_font_metrics_unref (metrics);
}

static void
gh_wall_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhWallText *self = GH_WALL_TEXT (widget);
  PangoLayout *layout = ensure_layout (self);
  int width = gtk_widget_get_width (widget);
  float xalign =
    gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? 1.0f - self->xalign : self->xalign;
  PangoRectangle line;
  GdkRGBA color;

  if (*self->label == '\0' || width <= 0)
    return;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_extents (layout, NULL, &line);
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT ((float) (int) ((float) (width - line.width) * xalign) - (float) line.x,
                          (float) (gtk_widget_get_height (widget) - line.height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
gh_wall_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GhWallText *self = GH_WALL_TEXT (widget);

  GTK_WIDGET_CLASS (gh_wall_text_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
}

/* Another font, another direction, another size of all text. */
static void
forget_layout (GhWallText *self)
{
  g_clear_object (&self->layout);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
gh_wall_text_system_setting_changed (GtkWidget *widget, GtkSystemSetting settings)
{
  GTK_WIDGET_CLASS (gh_wall_text_parent_class)->system_setting_changed (widget, settings);
  forget_layout (GH_WALL_TEXT (widget));
}

static void
gh_wall_text_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (gh_wall_text_parent_class)->direction_changed (widget, previous);
  forget_layout (GH_WALL_TEXT (widget));
}

static void
gh_wall_text_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhWallText *self = GH_WALL_TEXT (object);

  switch ((GhWallTextProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_WIDTH_CHARS:
      g_value_set_int (value, self->width_chars);
      break;
    case PROP_XALIGN:
      g_value_set_float (value, self->xalign);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_text_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhWallText *self = GH_WALL_TEXT (object);

  switch ((GhWallTextProperty) property_id)
    {
    case PROP_LABEL:
      gh_wall_text_set_label (self, g_value_get_string (value));
      break;
    case PROP_WIDTH_CHARS:
      self->width_chars = g_value_get_int (value);
      break;
    case PROP_XALIGN:
      self->xalign = g_value_get_float (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_wall_text_finalize (GObject *object)
{
  GhWallText *self = GH_WALL_TEXT (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (gh_wall_text_parent_class)->finalize (object);
}

static void
gh_wall_text_class_init (GhWallTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_wall_text_get_property;
  object_class->set_property = gh_wall_text_set_property;
  object_class->finalize = gh_wall_text_finalize;

  widget_class->get_request_mode = gh_wall_text_get_request_mode;
  widget_class->measure = gh_wall_text_measure;
  widget_class->snapshot = gh_wall_text_snapshot;
  widget_class->css_changed = gh_wall_text_css_changed;
  widget_class->system_setting_changed = gh_wall_text_system_setting_changed;
  widget_class->direction_changed = gh_wall_text_direction_changed;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTH_CHARS] =
    g_param_spec_int ("width-chars", NULL, NULL, 0, 1000, 0, construct_only);
  properties[PROP_XALIGN] =
    g_param_spec_float ("xalign", NULL, NULL, 0.0f, 1.0f, 0.0f, construct_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
gh_wall_text_init (GhWallText *self)
{
  self->label = g_strdup ("");
}

/**
 * gh_wall_text_new:
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
gh_wall_text_new (void)
{
  return g_object_new (GH_TYPE_WALL_TEXT, NULL);
}

/**
 * gh_wall_text_get_label:
 * @self: a line of text
 *
 * Returns: (transfer none): what it says
 */
const char *
gh_wall_text_get_label (GhWallText *self)
{
  g_return_val_if_fail (GH_IS_WALL_TEXT (self), NULL);

  return self->label;
}

/**
 * gh_wall_text_set_label:
 * @self: a line of text
 * @label: (nullable): plain text
 *
 * Says something else. The same text again costs nothing.
 */
void
gh_wall_text_set_label (GhWallText *self, const char *label)
{
  g_return_if_fail (GH_IS_WALL_TEXT (self));

  if (!g_set_str (&self->label, label != NULL ? label : ""))
    return;

  if (self->layout != NULL)
    pango_layout_set_text (self->layout, self->label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->label,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
}
