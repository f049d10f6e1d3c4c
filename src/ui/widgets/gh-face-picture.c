/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-picture.h"

#include "gh-error.h"
#include "gh-photo.h"
#include "gh-texture.h"

#include <adwaita.h>
#include <math.h>

#define DEFAULT_SIZE 56

/* The radius of the corners, of the side. */
#define CORNER 0.2f

struct _GhFacePicture
{
  GtkWidget parent_instance;

  int size;
  GhPictureLoader *loader;   /* (owned) (nullable) */
  char *id;                  /* (owned) (nullable) */
  GBytes *encoded;           /* (owned) (nullable) */
  char *name;                /* (owned) (nullable) */
  int pixels;                /* what was asked for: device pixels */
  GCancellable *cancellable; /* (owned) (nullable): while decoding */
  GdkTexture *texture;       /* (owned) (nullable) */
  cairo_surface_t *square;   /* (owned) (nullable): @texture as cairo paints it, once it did */
  GtkWidget *avatar;         /* (nullable): made when first needed, most rows never do */
};

typedef enum
{
  PROP_SIZE = 1,
} GhFacePictureProperty;

G_DEFINE_FINAL_TYPE (GhFacePicture, gh_face_picture, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_SIZE + 1];

static void
update_avatar (GhFacePicture *self)
{
  gboolean wanted = self->texture == NULL && self->id != NULL && self->cancellable == NULL;
  gboolean named = self->name != NULL && *self->name != '\0';

  if (wanted && self->avatar == NULL)
    {
      self->avatar = adw_avatar_new (self->size, NULL, FALSE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->avatar),
                                   GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                                   -1);
      gtk_widget_set_parent (self->avatar, GTK_WIDGET (self));
    }
  if (self->avatar == NULL)
    return;

  gtk_widget_set_visible (self->avatar, wanted);
  if (!wanted)
    return;

  adw_avatar_set_size (ADW_AVATAR (self->avatar), self->size);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), named ? self->name : NULL);
  adw_avatar_set_show_initials (ADW_AVATAR (self->avatar), named);
  if (named)
    gtk_widget_remove_css_class (self->avatar, "unknown");
  else
    gtk_widget_add_css_class (self->avatar, "unknown");
}

static void
take_picture (GhFacePicture *self, const GhPicture *picture)
{
  g_set_object (&self->texture, NULL);
  g_clear_pointer (&self->square, cairo_surface_destroy);
  if (picture != NULL)
    self->texture = gh_texture_new_for_picture (picture);

  update_avatar (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_loading (GhFacePicture *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &error);
  GhFacePicture *self;

  if (gh_error_is_cancelled (error))
    return;

  /* Whatever else it is, a picture that cannot be shown leaves the initials. */
  self = GH_FACE_PICTURE (user_data);
  g_clear_object (&self->cancellable);
  take_picture (self, picture);
}

static void
load (GhFacePicture *self)
{
  g_autoptr (GhPicture) picture = NULL;

  stop_loading (self);
  if (self->encoded == NULL || self->loader == NULL)
    {
      take_picture (self, NULL);
      return;
    }

  self->pixels = self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  picture = gh_picture_loader_peek (self->loader, self->id, self->pixels);
  if (picture != NULL)
    {
      take_picture (self, picture);
      return;
    }

  self->cancellable = g_cancellable_new ();
  take_picture (self, NULL);
  gh_picture_loader_load_async (self->loader, self->id, self->encoded, self->pixels,
                                self->cancellable, picture_loaded_cb, self);
}

static void
scale_factor_changed_cb (GhFacePicture *self)
{
  if (self->encoded != NULL
      && self->pixels != self->size * gtk_widget_get_scale_factor (GTK_WIDGET (self)))
    load (self);
}

static GtkSizeRequestMode
gh_face_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
gh_face_picture_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GhFacePicture *self = GH_FACE_PICTURE (widget);

  /* GTK wants to have asked a child before it places it. */
  if (self->avatar != NULL)
    gtk_widget_measure (self->avatar, orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = *natural = self->size;
}

static void
gh_face_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhFacePicture *self = GH_FACE_PICTURE (widget);

  if (self->avatar != NULL && gtk_widget_should_layout (self->avatar))
    gtk_widget_size_allocate (self->avatar,
                              &(GtkAllocation) {
                                (width - self->size) / 2,
                                (height - self->size) / 2,
                                self->size,
                                self->size,
                              },
                              -1);
}

/* On whole pixels: what has been scaled already is copied. */
static void
paint_square (GhFacePicture *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int side = self->size * scale_factor;
  double x = floor ((double) bounds->origin.x);
  double y = floor ((double) bounds->origin.y);
  cairo_t *cr;

  if (self->square == NULL || cairo_image_surface_get_width (self->square) != side)
    {
      g_clear_pointer (&self->square, cairo_surface_destroy);
      self->square = gh_texture_dup_square (self->texture, side, side * (double) CORNER);
      cairo_surface_set_device_scale (self->square, scale_factor, scale_factor);
    }

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT ((float) x, (float) y, bounds->size.width, bounds->size.height));
  cairo_set_source_surface (cr, self->square, x, y);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
gh_face_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhFacePicture *self = GH_FACE_PICTURE (widget);
  float side = (float) self->size;
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t square;
  graphene_rect_t picture;
  GskRoundedRect outline;
  float scale;

  if (self->texture == NULL)
    {
      GTK_WIDGET_CLASS (gh_face_picture_parent_class)->snapshot (widget, snapshot);
      return;
    }

  /* Fills the square: what is too long on one side is cut off on both ends. */
  square = GRAPHENE_RECT_INIT ((width - side) / 2.0f, (height - side) / 2.0f, side, side);
  if (gh_texture_is_painted_by_cairo (GTK_WIDGET (self)))
    {
      paint_square (self, snapshot, &square);
      return;
    }

  scale = side / (float) MIN (gdk_texture_get_width (self->texture),
                              gdk_texture_get_height (self->texture));
  picture.size.width = scale * (float) gdk_texture_get_width (self->texture);
  picture.size.height = scale * (float) gdk_texture_get_height (self->texture);
  picture.origin.x = square.origin.x + (side - picture.size.width) / 2.0f;
  picture.origin.y = square.origin.y + (side - picture.size.height) / 2.0f;

  gsk_rounded_rect_init_from_rect (&outline, &square, side * CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_texture (snapshot, self->texture, &picture);
  gtk_snapshot_pop (snapshot);
}

static void
gh_face_picture_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFacePicture *self = GH_FACE_PICTURE (object);

  switch ((GhFacePictureProperty) property_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_picture_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhFacePicture *self = GH_FACE_PICTURE (object);

  switch ((GhFacePictureProperty) property_id)
    {
    case PROP_SIZE:
      gh_face_picture_set_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_picture_dispose (GObject *object)
{
  GhFacePicture *self = GH_FACE_PICTURE (object);

  stop_loading (self);
  g_clear_pointer (&self->avatar, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->square, cairo_surface_destroy);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_face_picture_parent_class)->dispose (object);
}

static void
gh_face_picture_finalize (GObject *object)
{
  GhFacePicture *self = GH_FACE_PICTURE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->encoded, g_bytes_unref);

  G_OBJECT_CLASS (gh_face_picture_parent_class)->finalize (object);
}

static void
gh_face_picture_class_init (GhFacePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_picture_get_property;
  object_class->set_property = gh_face_picture_set_property;
  object_class->dispose = gh_face_picture_dispose;
  object_class->finalize = gh_face_picture_finalize;

  widget_class->get_request_mode = gh_face_picture_get_request_mode;
  widget_class->measure = gh_face_picture_measure;
  widget_class->size_allocate = gh_face_picture_size_allocate;
  widget_class->snapshot = gh_face_picture_snapshot;

  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 1, 4096, DEFAULT_SIZE,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "face");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gh_face_picture_init (GhFacePicture *self)
{
  self->size = DEFAULT_SIZE;
  gh_photo_mark (GTK_WIDGET (self), DEFAULT_SIZE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
}

/**
 * gh_face_picture_new:
 *
 * Returns: (transfer floating): a face picture that shows nothing
 */
GtkWidget *
gh_face_picture_new (void)
{
  return g_object_new (GH_TYPE_FACE_PICTURE, NULL);
}

/**
 * gh_face_picture_get_size:
 * @self: a face picture
 *
 * Returns: the side of the square in logical pixels
 */
int
gh_face_picture_get_size (GhFacePicture *self)
{
  g_return_val_if_fail (GH_IS_FACE_PICTURE (self), 0);

  return self->size;
}

/**
 * gh_face_picture_set_size:
 * @self: a face picture
 * @size: the side of the square in logical pixels
 *
 * Sets the side of the square. A picture that is shown is decoded again for the new size.
 */
void
gh_face_picture_set_size (GhFacePicture *self, int size)
{
  g_return_if_fail (GH_IS_FACE_PICTURE (self));
  g_return_if_fail (size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gh_photo_mark (GTK_WIDGET (self), size);
  load (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

/**
 * gh_face_picture_show:
 * @self: a face picture
 * @loader: (nullable): decodes the picture
 * @id: names the picture in the loader's cache
 * @encoded: (nullable): the picture as it came
 * @name: (nullable): the person's name, for the initials
 *
 * Shows another face. What was being decoded for the one before is cancelled.
 */
void
gh_face_picture_show (GhFacePicture *self,
                      GhPictureLoader *loader,
                      const char *id,
                      GBytes *encoded,
                      const char *name)
{
  g_return_if_fail (GH_IS_FACE_PICTURE (self));
  g_return_if_fail (loader == NULL || GH_IS_PICTURE_LOADER (loader));
  g_return_if_fail (id != NULL);

  g_set_object (&self->loader, loader);
  g_set_str (&self->id, id);
  g_set_str (&self->name, name);
  g_clear_pointer (&self->encoded, g_bytes_unref);
  if (encoded != NULL)
    self->encoded = g_bytes_ref (encoded);

  load (self);
}

/**
 * gh_face_picture_clear:
 * @self: a face picture
 *
 * Shows nothing at all, and lets go of what was shown: the row has been recycled.
 */
void
gh_face_picture_clear (GhFacePicture *self)
{
  g_return_if_fail (GH_IS_FACE_PICTURE (self));

  stop_loading (self);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->encoded, g_bytes_unref);
  take_picture (self, NULL);
}

/**
 * gh_face_picture_has_picture:
 * @self: a face picture
 *
 * Returns: whether a picture is shown, and not initials
 */
gboolean
gh_face_picture_has_picture (GhFacePicture *self)
{
  g_return_val_if_fail (GH_IS_FACE_PICTURE (self), FALSE);

  return self->texture != NULL;
}
