/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-crop.h"

#include "gh-photo.h"

/* How much of what is around the face is shown with it. */
#define SURROUNDINGS 1.35f
#define DEFAULT_SIZE 72

struct _GhFaceCrop
{
  GtkWidget parent_instance;

  int size;
  GdkTexture *texture; /* (owned) (nullable) */
  GhBoundingBox box;
};

typedef enum
{
  PROP_SIZE = 1,
} GhFaceCropProperty;

G_DEFINE_FINAL_TYPE (GhFaceCrop, gh_face_crop, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_SIZE + 1];

static GtkSizeRequestMode
gh_face_crop_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
gh_face_crop_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = GH_FACE_CROP (widget)->size;
}

static void
gh_face_crop_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhFaceCrop *self = GH_FACE_CROP (widget);
  float side = (float) self->size;
  float width;
  float height;
  float wanted;
  float scale;
  graphene_rect_t square;
  GskRoundedRect outline;

  if (self->texture == NULL)
    return;

  width = (float) gdk_texture_get_width (self->texture);
  height = (float) gdk_texture_get_height (self->texture);
  wanted = SURROUNDINGS * MAX ((float) self->box.width * width, (float) self->box.height * height);
  wanted = CLAMP (wanted, 1.0f, MIN (width, height));
  scale = side / wanted;

  square = GRAPHENE_RECT_INIT (((float) gtk_widget_get_width (widget) - side) / 2.0f,
                               ((float) gtk_widget_get_height (widget) - side) / 2.0f, side, side);
  gsk_rounded_rect_init_from_rect (&outline, &square, side * 0.2f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  /* The face in the middle, as far as the picture reaches. */
  gtk_snapshot_append_texture (
    snapshot, self->texture,
    &GRAPHENE_RECT_INIT (
      square.origin.x
        - scale * CLAMP ((float) (self->box.x + self->box.width / 2.0) * width - wanted / 2.0f,
                         0.0f, width - wanted),
      square.origin.y
        - scale * CLAMP ((float) (self->box.y + self->box.height / 2.0) * height - wanted / 2.0f,
                         0.0f, height - wanted),
      scale * width, scale * height));
  gtk_snapshot_pop (snapshot);
}

static void
gh_face_crop_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GhFaceCropProperty) property_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, GH_FACE_CROP (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_crop_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  switch ((GhFaceCropProperty) property_id)
    {
    case PROP_SIZE:
      GH_FACE_CROP (object)->size = g_value_get_int (value);
      gh_photo_mark (GTK_WIDGET (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_crop_dispose (GObject *object)
{
  g_clear_object (&GH_FACE_CROP (object)->texture);

  G_OBJECT_CLASS (gh_face_crop_parent_class)->dispose (object);
}

static void
gh_face_crop_class_init (GhFaceCropClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_crop_get_property;
  object_class->set_property = gh_face_crop_set_property;
  object_class->dispose = gh_face_crop_dispose;

  widget_class->get_request_mode = gh_face_crop_get_request_mode;
  widget_class->measure = gh_face_crop_measure;
  widget_class->snapshot = gh_face_crop_snapshot;

  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 1, 4096, DEFAULT_SIZE,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "face-crop");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gh_face_crop_init (GhFaceCrop *self)
{
}

/**
 * gh_face_crop_new:
 * @size: the side of the square in logical pixels
 *
 * Returns: (transfer floating): a square that shows nothing
 */
GtkWidget *
gh_face_crop_new (int size)
{
  return g_object_new (GH_TYPE_FACE_CROP, "size", size, NULL);
}

/**
 * gh_face_crop_show:
 * @self: a square
 * @texture: (nullable): the whole picture
 * @box: where the face is, in shares of the picture
 *
 * Shows another face.
 */
void
gh_face_crop_show (GhFaceCrop *self, GdkTexture *texture, const GhBoundingBox *box)
{
  g_return_if_fail (GH_IS_FACE_CROP (self));
  g_return_if_fail (box != NULL);

  g_set_object (&self->texture, texture);
  self->box = *box;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
