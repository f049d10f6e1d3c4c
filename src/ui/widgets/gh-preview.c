/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-preview.h"

#include "gh-face-oval.h"
#include "gh-picture-gate.h"
#include "gh-photo.h"

#include <glib/gi18n.h>

#define CORNER 12.0f
#define PHOTO_SIDE 320
#define ASPECT (16.0 / 9.0)
/* ISO/IEC 19794-5: the picture of a face is 3 to 4. */
#define FRAME_WIDTH 3
#define FRAME_HEIGHT 4
#define FRAME_PART 0.9

struct _GhPreview
{
  GtkWidget parent_instance;

  GdkPaintable *paintable; /* (owned) (nullable) */
  int countdown;
  gboolean has_oval;
  GtkWidget *label;
};

typedef enum
{
  PROP_PAINTABLE = 1,
  PROP_COUNTDOWN,
} GhPreviewProperty;

static GParamSpec *properties[PROP_COUNTDOWN + 1];

G_DEFINE_FINAL_TYPE (GhPreview, gh_preview, GTK_TYPE_WIDGET)

static graphene_rect_t
get_picture_bounds (GhPreview *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double aspect = gdk_paintable_get_intrinsic_aspect_ratio (self->paintable);
  double drawn_width = width;
  double drawn_height = height;

  if (aspect > 0 && width / height > aspect)
    drawn_width = height * aspect;
  else if (aspect > 0)
    drawn_height = width / aspect;

  return GRAPHENE_RECT_INIT ((float) ((width - drawn_width) / 2),
                             (float) ((height - drawn_height) / 2), (float) drawn_width,
                             (float) drawn_height);
}

/* The oval stands where the face has to be for the frame that will be proposed. */
static void
append_oval (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GhPictureRect frame =
    gh_preview_propose_frame ((int) bounds->size.width, (int) bounds->size.height);

  gh_face_oval_append (snapshot, &GRAPHENE_RECT_INIT (bounds->origin.x + (float) frame.x,
                                                      bounds->origin.y + (float) frame.y,
                                                      (float) frame.width, (float) frame.height));
}

static void
gh_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhPreview *self = GH_PREVIEW (widget);
  graphene_rect_t bounds;
  GskRoundedRect clip;

  if (self->paintable == NULL)
    return;

  bounds = get_picture_bounds (self);
  gsk_rounded_rect_init_from_rect (&clip, &bounds, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width,
                                                          bounds.origin.y));
  gtk_snapshot_scale (snapshot, -1, 1);
  gdk_paintable_snapshot (self->paintable, snapshot, (double) bounds.size.width,
                          (double) bounds.size.height);
  gtk_snapshot_restore (snapshot);
  if (self->has_oval)
    append_oval (snapshot, &bounds);
  gtk_snapshot_pop (snapshot);

  if (gtk_widget_get_visible (self->label))
    gtk_widget_snapshot_child (widget, self->label, snapshot);
}

static GtkSizeRequestMode
gh_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_preview_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 150;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
               ? 560
               : MAX (*minimum, (int) ((for_size >= 0 ? for_size : 560) / ASPECT));
}

static void
gh_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhPreview *self = GH_PREVIEW (widget);
  GtkRequisition size;

  gtk_widget_get_preferred_size (self->label, NULL, &size);
  gtk_widget_size_allocate (self->label,
                            &(GtkAllocation) { (width - size.width) / 2,
                                               (height - size.height) / 2, size.width,
                                               size.height },
                            -1);
}

static void
gh_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhPreview *self = GH_PREVIEW (object);

  switch ((GhPreviewProperty) id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_COUNTDOWN:
      g_value_set_int (value, self->countdown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_preview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhPreview *self = GH_PREVIEW (object);

  switch ((GhPreviewProperty) id)
    {
    case PROP_PAINTABLE:
      gh_preview_set_paintable (self, g_value_get_object (value));
      break;
    case PROP_COUNTDOWN:
      gh_preview_set_countdown (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_preview_dispose (GObject *object)
{
  GhPreview *self = GH_PREVIEW (object);

  gh_preview_set_paintable (self, NULL);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_preview_parent_class)->dispose (object);
}

static void
gh_preview_class_init (GhPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_preview_get_property;
  object_class->set_property = gh_preview_set_property;
  object_class->dispose = gh_preview_dispose;
  widget_class->get_request_mode = gh_preview_get_request_mode;
  widget_class->measure = gh_preview_measure;
  widget_class->size_allocate = gh_preview_size_allocate;
  widget_class->snapshot = gh_preview_snapshot;

  properties[PROP_PAINTABLE] =
    g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE, flags);
  properties[PROP_COUNTDOWN] = g_param_spec_int ("countdown", NULL, NULL, 0, 60, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gh_preview_init (GhPreview *self)
{
  self->has_oval = TRUE;
  gh_photo_mark (GTK_WIDGET (self), PHOTO_SIDE);
  self->label = gtk_label_new (NULL);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the camera sees"), -1);
}

GtkWidget *
gh_preview_new (void)
{
  return g_object_new (GH_TYPE_PREVIEW, NULL);
}

/**
 * gh_preview_set_paintable:
 * @self: a preview
 * @paintable: (nullable): what the camera sees
 *
 * Shows something else, or nothing.
 */
void
gh_preview_set_paintable (GhPreview *self, GdkPaintable *paintable)
{
  g_return_if_fail (GH_IS_PREVIEW (self));

  if (self->paintable == paintable)
    return;

  if (self->paintable != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->paintable, gtk_widget_queue_draw, self);
      g_signal_handlers_disconnect_by_func (self->paintable, gtk_widget_queue_resize, self);
    }
  g_set_object (&self->paintable, paintable);
  if (paintable != NULL)
    {
      g_signal_connect_swapped (paintable, "invalidate-contents",
                                G_CALLBACK (gtk_widget_queue_draw), self);
      g_signal_connect_swapped (paintable, "invalidate-size", G_CALLBACK (gtk_widget_queue_resize),
                                self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

/**
 * gh_preview_set_countdown:
 * @self: a preview
 * @countdown: how many seconds are left; 0 for none
 *
 * Shows and says how long it is until the picture is taken.
 */
void
gh_preview_set_countdown (GhPreview *self, int countdown)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GH_IS_PREVIEW (self));

  if (self->countdown == countdown)
    return;

  self->countdown = countdown;
  text = g_strdup_printf ("%d", countdown);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->label, countdown > 0);
  if (countdown > 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNTDOWN]);
}

/**
 * gh_preview_set_has_oval:
 * @self: a preview
 * @has_oval: whether to show where a face has to be; so it is to begin with
 *
 * Shows or hides the oval.
 */
void
gh_preview_set_has_oval (GhPreview *self, gboolean has_oval)
{
  g_return_if_fail (GH_IS_PREVIEW (self));

  self->has_oval = has_oval;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gh_preview_propose_frame:
 * @width: of a picture
 * @height: of a picture
 *
 * Returns: the part of it in which a face is expected
 */
GhPictureRect
gh_preview_propose_frame (int width, int height)
{
  double scale = FRAME_PART * MIN ((double) width / FRAME_WIDTH, (double) height / FRAME_HEIGHT);
  GhPictureRect frame = { 0 };

  frame.width = MAX (1, (int) (scale * FRAME_WIDTH));
  frame.height = MAX (1, (int) (scale * FRAME_HEIGHT));
  frame.x = (width - frame.width) / 2;
  frame.y = (height - frame.height) / 2;

  return frame;
}

/**
 * gh_preview_frame_face:
 * @face: where a face is
 * @width: of its picture
 * @height: of its picture
 *
 * Returns: a frame in whose oval the face is, as far as the picture reaches
 */
GhPictureRect
gh_preview_frame_face (const GhPictureRect *face, int width, int height)
{
  GhPictureRect frame = { 0 };
  double side;

  g_return_val_if_fail (face != NULL && width > 0 && height > 0, frame);

  side = MAX (face->width, face->height) / GH_PICTURE_GATE_FACE_PART;
  side = MIN (side, FRAME_WIDTH * MIN ((double) width / FRAME_WIDTH, (double) height / FRAME_HEIGHT));
  frame.width = MAX (1, (int) side);
  frame.height = MAX (1, (int) (side * FRAME_HEIGHT / FRAME_WIDTH));
  frame.x = CLAMP (face->x + (face->width - frame.width) / 2, 0, MAX (0, width - frame.width));
  frame.y = CLAMP (face->y + (face->height - frame.height) / 2, 0, MAX (0, height - frame.height));

  return frame;
}
