/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-crop-view.h"

#include "gh-face-oval.h"
#include "gh-photo.h"
#include "gh-preview.h"
#include "gh-texture.h"

#include <glib/gi18n.h>
#include <math.h>

#define PHOTO_SIDE 320
#define LEAST_SIDE 24 /* of the frame, in pixels of the picture */
#define KEY_STEP 0.01 /* of the picture's shorter side */
#define KEY_STEP_LARGE 0.05
#define CORNER_REACH 28.0 /* how near to a corner takes hold of it, in logical pixels */
#define HANDLE 14.0f

typedef enum
{
  HOLD_NONE,
  HOLD_FRAME,
  HOLD_CORNER, /* any of them: the opposite one stays */
} Hold;

struct _GhCropView
{
  GtkWidget parent_instance;

  GhStill *still;      /* (owned) (nullable) */
  GdkTexture *texture; /* (owned) (nullable) */

  /* The frame in pixels of the picture; in fractions, so that a slow drag is not lost. */
  double x, y, width, height;

  Hold hold;
  double held_x, held_y, held_width, held_height; /* the frame when it was taken hold of */
  int corner_x, corner_y;                         /* −1 or 1: which corner */
};

typedef enum
{
  PROP_STILL = 1,
} GhCropViewProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_STILL + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhCropView, gh_crop_view, GTK_TYPE_WIDGET)

/* How many logical pixels one of the picture's is, and where the picture is. */
static double
get_scale (GhCropView *self, double *x, double *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale;

  if (self->still == NULL)
    return 1;

  scale = MIN (width / gh_still_get_width (self->still), height / gh_still_get_height (self->still));
  *x = (width - scale * gh_still_get_width (self->still)) / 2;
  *y = (height - scale * gh_still_get_height (self->still)) / 2;

  return MAX (scale, 0.001);
}

static void
say_frame (GhCropView *self)
{
  int percent = (int) lround (100 * self->height / gh_still_get_height (self->still));
  g_autofree char *text =
    /* Translators: of the picture's height. %d is a number, “%%” a percent sign. */
    g_strdup_printf (_("The frame is %d %% of the picture"), percent);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

/* Within the picture, and of a size that makes sense; its shape stays. */
static void
take_frame (GhCropView *self, double x, double y, double width, double height)
{
  double full_width, full_height, scale;

  if (self->still == NULL)
    return;

  full_width = gh_still_get_width (self->still);
  full_height = gh_still_get_height (self->still);
  scale = MIN (1.0, MIN (full_width / width, full_height / height));
  scale = MAX (scale, MIN (LEAST_SIDE, MIN (full_width, full_height)) / MIN (width, height));
  width = MIN (width * scale, full_width);
  height = MIN (height * scale, full_height);
  x = CLAMP (x, 0, full_width - width);
  y = CLAMP (y, 0, full_height - height);
  if (fabs (x - self->x) + fabs (y - self->y) + fabs (width - self->width) < 0.01)
    return;

  self->x = x;
  self->y = y;
  self->width = width;
  self->height = height;
  say_frame (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* About its middle. */
static void
resize_by (GhCropView *self, double factor)
{
  double width = self->width * factor;
  double height = self->height * factor;

  take_frame (self, self->x + (self->width - width) / 2, self->y + (self->height - height) / 2,
              width, height);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhCropView *self = GH_CROP_VIEW (widget);
  double x, y, side;

  if (self->still == NULL)
    return FALSE;

  g_variant_get (arguments, "(dd)", &x, &y);
  side = MIN (gh_still_get_width (self->still), gh_still_get_height (self->still));
  take_frame (self, self->x + x * side, self->y + y * side, self->width, self->height);

  return TRUE;
}

static gboolean
resize_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhCropView *self = GH_CROP_VIEW (widget);

  if (self->still == NULL)
    return FALSE;

  resize_by (self, g_variant_get_double (arguments));

  return TRUE;
}

static void
drag_begin_cb (GhCropView *self, double start_x, double start_y)
{
  double left = 0;
  double top = 0;
  double scale = get_scale (self, &left, &top);
  double x = (start_x - left) / scale;
  double y = (start_y - top) / scale;
  double reach = CORNER_REACH / scale;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->held_x = self->x;
  self->held_y = self->y;
  self->held_width = self->width;
  self->held_height = self->height;
  self->corner_x = x < self->x + self->width / 2 ? -1 : 1;
  self->corner_y = y < self->y + self->height / 2 ? -1 : 1;
  if (fabs (x - (self->corner_x < 0 ? self->x : self->x + self->width)) < reach &&
      fabs (y - (self->corner_y < 0 ? self->y : self->y + self->height)) < reach)
    self->hold = HOLD_CORNER;
  else if (x >= self->x && x < self->x + self->width && y >= self->y && y < self->y + self->height)
    self->hold = HOLD_FRAME;
  else
    self->hold = HOLD_NONE;
}

static void
drag_update_cb (GhCropView *self, double offset_x, double offset_y)
{
  double left = 0;
  double top = 0;
  double scale = get_scale (self, &left, &top);
  double x = offset_x / scale;
  double y = offset_y / scale;
  double width;

  if (self->hold == HOLD_FRAME)
    {
      take_frame (self, self->held_x + x, self->held_y + y, self->held_width, self->held_height);
    }
  else if (self->hold == HOLD_CORNER)
    {
      double shape = self->held_width / self->held_height;
      double wider = self->corner_x * x;
      double taller = self->corner_y * y * shape;

      /* Not beyond the edge that the corner is drawn to, or the opposite one would move. */
      width = self->held_width + (wider + taller) / 2;
      width = MAX (width, LEAST_SIDE);
      width = MIN (width, self->corner_x < 0 ? self->held_x + self->held_width
                                             : gh_still_get_width (self->still) - self->held_x);
      width = MIN (width, shape * (self->corner_y < 0
                                     ? self->held_y + self->held_height
                                     : gh_still_get_height (self->still) - self->held_y));
      take_frame (self, self->corner_x < 0 ? self->held_x + self->held_width - width : self->held_x,
                  self->corner_y < 0 ? self->held_y + self->held_height - width / shape
                                     : self->held_y,
                  width, width / shape);
    }
}

static gboolean
scroll_cb (GhCropView *self, double x, double y)
{
  if (self->still == NULL)
    return GDK_EVENT_PROPAGATE;

  resize_by (self, 1 + CLAMP (y, -3, 3) * 0.04);

  return GDK_EVENT_STOP;
}

static void
zoom_begin_cb (GhCropView *self)
{
  self->held_width = self->width;
  self->hold = HOLD_NONE;
}

static void
zoom_cb (GhCropView *self, double scale)
{
  if (self->still != NULL && self->width > 0)
    resize_by (self, self->held_width * scale / self->width);
}

/* Everything but the frame is dimmed. */
static void
append_shade (GtkSnapshot *snapshot, const graphene_rect_t *picture, const graphene_rect_t *frame)
{
  const GdkRGBA shade = { 0, 0, 0, 0.55f };
  float right = picture->origin.x + picture->size.width;
  float bottom = picture->origin.y + picture->size.height;
  float frame_right = frame->origin.x + frame->size.width;
  float frame_bottom = frame->origin.y + frame->size.height;

  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (picture->origin.x, picture->origin.y,
                                                  picture->size.width,
                                                  frame->origin.y - picture->origin.y));
  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (picture->origin.x, frame_bottom,
                                                  picture->size.width, bottom - frame_bottom));
  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (picture->origin.x, frame->origin.y,
                                                  frame->origin.x - picture->origin.x,
                                                  frame->size.height));
  gtk_snapshot_append_color (snapshot, &shade,
                             &GRAPHENE_RECT_INIT (frame_right, frame->origin.y,
                                                  right - frame_right, frame->size.height));
}

static void
append_frame (GhCropView *self, GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  gboolean has_focus = gtk_widget_has_visible_focus (GTK_WIDGET (self));
  GskRoundedRect outline;
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA dark = { 0, 0, 0, 0.5f };
  float line = has_focus ? 3 : 2;
  const float lines[] = { line, line, line, line };
  const float dark_lines[] = { line + 1, line + 1, line + 1, line + 1 };

  gsk_rounded_rect_init_from_rect (&outline, frame, 0);
  gtk_snapshot_append_border (snapshot, &outline, dark_lines,
                              (const GdkRGBA[]) { dark, dark, dark, dark });
  gtk_snapshot_append_border (snapshot, &outline, lines,
                              (const GdkRGBA[]) { white, white, white, white });
  for (int i = 0; i < 4; i++)
    {
      float x = frame->origin.x + (i % 2 == 0 ? 0 : frame->size.width - HANDLE);
      float y = frame->origin.y + (i / 2 == 0 ? 0 : frame->size.height - HANDLE);

      gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (x, y, HANDLE, HANDLE));
    }

  gh_face_oval_append (snapshot, frame);
}

static void
gh_crop_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhCropView *self = GH_CROP_VIEW (widget);
  graphene_rect_t picture, frame;
  double left = 0;
  double top = 0;
  double scale;

  if (self->still == NULL)
    return;

  scale = get_scale (self, &left, &top);
  picture = GRAPHENE_RECT_INIT ((float) left, (float) top,
                                (float) (scale * gh_still_get_width (self->still)),
                                (float) (scale * gh_still_get_height (self->still)));
  frame = GRAPHENE_RECT_INIT ((float) (left + scale * self->x), (float) (top + scale * self->y),
                              (float) (scale * self->width), (float) (scale * self->height));
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &picture);
  append_shade (snapshot, &picture, &frame);
  append_frame (self, snapshot, &frame);
}

static void
gh_crop_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 560 : 380;
}

static gboolean
gh_crop_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  /* The arrows are for the frame. */
  if (gtk_widget_is_focus (widget))
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

static void
gh_crop_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STILL)
    g_value_set_object (value, GH_CROP_VIEW (object)->still);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_crop_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STILL)
    gh_crop_view_set_still (GH_CROP_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_crop_view_dispose (GObject *object)
{
  GhCropView *self = GH_CROP_VIEW (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->still);

  G_OBJECT_CLASS (gh_crop_view_parent_class)->dispose (object);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad;
    double x, y;
  } arrows[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
  };
  static const guint larger[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint smaller[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (int large = 0; large < 2; large++)
      {
        double step = large ? KEY_STEP_LARGE : KEY_STEP;
        GdkModifierType modifiers = large ? GDK_SHIFT_MASK : GDK_NO_MODIFIER_MASK;

        gtk_widget_class_add_binding (widget_class, arrows[i].key, modifiers, move_cb, "(dd)",
                                      arrows[i].x * step, arrows[i].y * step);
        gtk_widget_class_add_binding (widget_class, arrows[i].keypad, modifiers, move_cb, "(dd)",
                                      arrows[i].x * step, arrows[i].y * step);
      }
  for (guint i = 0; i < G_N_ELEMENTS (larger); i++)
    gtk_widget_class_add_binding (widget_class, larger[i], GDK_NO_MODIFIER_MASK, resize_cb, "d",
                                  1.05);
  for (guint i = 0; i < G_N_ELEMENTS (smaller); i++)
    gtk_widget_class_add_binding (widget_class, smaller[i], GDK_NO_MODIFIER_MASK, resize_cb, "d",
                                  1 / 1.05);
}

static void
gh_crop_view_class_init (GhCropViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_crop_view_get_property;
  object_class->set_property = gh_crop_view_set_property;
  object_class->dispose = gh_crop_view_dispose;
  widget_class->measure = gh_crop_view_measure;
  widget_class->snapshot = gh_crop_view_snapshot;
  widget_class->focus = gh_crop_view_focus;

  properties[PROP_STILL] =
    g_param_spec_object ("still", NULL, NULL, GH_TYPE_STILL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "crop");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
gh_crop_view_init (GhCropView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gh_photo_mark (GTK_WIDGET (self), PHOTO_SIDE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (zoom, "begin", G_CALLBACK (zoom_begin_cb), self);
  g_signal_connect_swapped (zoom, "scale-changed", G_CALLBACK (zoom_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (zoom));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Frame around the face"), -1);
}

GtkWidget *
gh_crop_view_new (void)
{
  return g_object_new (GH_TYPE_CROP_VIEW, NULL);
}

/**
 * gh_crop_view_get_still:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the whole picture
 */
GhStill *
gh_crop_view_get_still (GhCropView *self)
{
  g_return_val_if_fail (GH_IS_CROP_VIEW (self), NULL);

  return self->still;
}

/**
 * gh_crop_view_set_still:
 * @self: a view
 * @still: (nullable): a picture
 *
 * Shows another picture, with the frame in its middle.
 */
void
gh_crop_view_set_still (GhCropView *self, GhStill *still)
{
  g_return_if_fail (GH_IS_CROP_VIEW (self));
  g_return_if_fail (still == NULL || GH_IS_STILL (still));

  if (self->still == still)
    return;

  g_set_object (&self->still, still);
  g_clear_object (&self->texture);
  if (still != NULL)
    {
      GhPictureRect frame =
        gh_preview_propose_frame (gh_still_get_width (still), gh_still_get_height (still));

      self->texture = gh_texture_new_for_picture (gh_still_get_picture (still));
      self->width = 0;
      gh_crop_view_set_frame (self, &frame);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STILL]);
}

/**
 * gh_crop_view_get_frame:
 * @self: a view
 *
 * Returns: what is in the frame, in pixels of the still
 */
GhPictureRect
gh_crop_view_get_frame (GhCropView *self)
{
  GhPictureRect frame = { 0 };

  g_return_val_if_fail (GH_IS_CROP_VIEW (self), frame);

  frame.x = (int) lround (self->x);
  frame.y = (int) lround (self->y);
  frame.width = MAX (1, (int) lround (self->width));
  frame.height = MAX (1, (int) lround (self->height));

  return frame;
}

/**
 * gh_crop_view_set_frame:
 * @self: a view
 * @frame: in pixels of the still
 *
 * Places the frame; it stays within the picture.
 */
void
gh_crop_view_set_frame (GhCropView *self, const GhPictureRect *frame)
{
  g_return_if_fail (GH_IS_CROP_VIEW (self));
  g_return_if_fail (frame != NULL && frame->width > 0 && frame->height > 0);

  take_frame (self, frame->x, frame->y, frame->width, frame->height);
}
