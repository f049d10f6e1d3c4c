/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-picture.h"

#include "gh-error.h"
#include "gh-photo.h"
#include "gh-texture.h"

#define FRAME_WIDTH 2.0f
#define CORNER 12.0f
/* Taller than it is wide, a picture would push the words off a narrow screen. */
#define NATURAL_SHARE 0.75
#define EMPTY_ICON_SIZE 48
#define PHOTO_SIDE 320

struct _GhEventPicture
{
  GtkWidget parent_instance;

  GCancellable *cancellable; /* (owned) (nullable): while decoding */
  GdkTexture *texture;       /* (owned) (nullable) */
  gboolean has_box;
  GhBoundingBox box;
  GtkWidget *placeholder;
};

G_DEFINE_FINAL_TYPE (GhEventPicture, gh_event_picture, GTK_TYPE_WIDGET)

static void
stop_loading (GhEventPicture *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update (GhEventPicture *self)
{
  gtk_widget_set_visible (self->placeholder, self->texture == NULL && self->cancellable == NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &error);
  GhEventPicture *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_EVENT_PICTURE (user_data);
  g_clear_object (&self->cancellable);
  if (picture != NULL)
    self->texture = gh_texture_new_for_picture (picture);
  update (self);
}

static graphene_rect_t
get_picture_bounds (GhEventPicture *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float scale = MIN (width / (float) gdk_texture_get_width (self->texture),
                     height / (float) gdk_texture_get_height (self->texture));
  float drawn_width = scale * (float) gdk_texture_get_width (self->texture);
  float drawn_height = scale * (float) gdk_texture_get_height (self->texture);

  return GRAPHENE_RECT_INIT ((width - drawn_width) / 2.0f, (height - drawn_height) / 2.0f,
                             drawn_width, drawn_height);
}

static void
append_box (GhEventPicture *self, GtkSnapshot *snapshot, const graphene_rect_t *picture)
{
  double unit_x = self->box.is_relative ? 1.0 : 1.0 / gdk_texture_get_width (self->texture);
  double unit_y = self->box.is_relative ? 1.0 : 1.0 / gdk_texture_get_height (self->texture);
  graphene_rect_t face = GRAPHENE_RECT_INIT (
    picture->origin.x + picture->size.width * (float) (self->box.x * unit_x),
    picture->origin.y + picture->size.height * (float) (self->box.y * unit_y),
    picture->size.width * (float) (self->box.width * unit_x),
    picture->size.height * (float) (self->box.height * unit_y));
  const float dark[] = { FRAME_WIDTH * 2, FRAME_WIDTH * 2, FRAME_WIDTH * 2, FRAME_WIDTH * 2 };
  const float light[] = { FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH };
  const GdkRGBA black = { 0, 0, 0, 0.6f };
  const GdkRGBA white = { 1, 1, 1, 1 };
  graphene_rect_t visible;
  GskRoundedRect outline;

  /* The figures come from outside: a box that is not on the picture is not drawn. */
  if (!graphene_rect_intersection (&face, picture, &visible)
      || visible.size.width < FRAME_WIDTH * 4 || visible.size.height < FRAME_WIDTH * 4)
    return;

  gsk_rounded_rect_init_from_rect (&outline, &visible, FRAME_WIDTH * 3);
  gtk_snapshot_append_border (snapshot, &outline, dark,
                              (const GdkRGBA[]) { black, black, black, black });
  gtk_snapshot_append_border (snapshot, &outline, light,
                              (const GdkRGBA[]) { white, white, white, white });
}

static GtkSizeRequestMode
gh_event_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_event_picture_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  GhEventPicture *self = GH_EVENT_PICTURE (widget);

  gtk_widget_measure (self->placeholder, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*natural, 320);
  else
    *minimum = *natural = MAX (*natural, (int) (NATURAL_SHARE * (for_size >= 0 ? for_size : 320)));
}

static void
gh_event_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhEventPicture *self = GH_EVENT_PICTURE (widget);

  if (gtk_widget_should_layout (self->placeholder))
    gtk_widget_size_allocate (self->placeholder, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static void
gh_event_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhEventPicture *self = GH_EVENT_PICTURE (widget);
  graphene_rect_t bounds;
  GskRoundedRect outline;

  if (self->texture == NULL)
    {
      GTK_WIDGET_CLASS (gh_event_picture_parent_class)->snapshot (widget, snapshot);
      return;
    }

  bounds = get_picture_bounds (self);
  gsk_rounded_rect_init_from_rect (&outline, &bounds, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  if (self->has_box)
    append_box (self, snapshot, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
gh_event_picture_dispose (GObject *object)
{
  GhEventPicture *self = GH_EVENT_PICTURE (object);

  stop_loading (self);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->placeholder, gtk_widget_unparent);

  G_OBJECT_CLASS (gh_event_picture_parent_class)->dispose (object);
}

static void
gh_event_picture_class_init (GhEventPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_event_picture_dispose;

  widget_class->get_request_mode = gh_event_picture_get_request_mode;
  widget_class->measure = gh_event_picture_measure;
  widget_class->size_allocate = gh_event_picture_size_allocate;
  widget_class->snapshot = gh_event_picture_snapshot;

  gtk_widget_class_set_css_name (widget_class, "event-picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gh_event_picture_init (GhEventPicture *self)
{
  gh_photo_mark (GTK_WIDGET (self), PHOTO_SIDE);
  self->placeholder = gtk_image_new_from_icon_name ("image-missing-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->placeholder), EMPTY_ICON_SIZE);
  gtk_widget_add_css_class (self->placeholder, "dimmed");
  gtk_widget_set_parent (self->placeholder, GTK_WIDGET (self));
}

/**
 * gh_event_picture_new:
 *
 * Returns: (transfer floating): an empty picture
 */
GtkWidget *
gh_event_picture_new (void)
{
  return g_object_new (GH_TYPE_EVENT_PICTURE, NULL);
}

/**
 * gh_event_picture_show:
 * @self: a picture
 * @loader: (nullable): decodes it
 * @id: names it in the loader's cache
 * @encoded: (nullable): the picture as it came
 * @box: (nullable): where the face is
 *
 * Shows another picture. It is decoded at its own size, for a box in pixels is of that size.
 */
void
gh_event_picture_show (GhEventPicture *self,
                       GhPictureLoader *loader,
                       const char *id,
                       GBytes *encoded,
                       const GhBoundingBox *box)
{
  g_return_if_fail (GH_IS_EVENT_PICTURE (self));
  g_return_if_fail (id != NULL);

  stop_loading (self);
  g_clear_object (&self->texture);
  self->has_box = box != NULL;
  if (box != NULL)
    self->box = *box;

  if (loader != NULL && encoded != NULL)
    {
      self->cancellable = g_cancellable_new ();
      gh_picture_loader_load_async (loader, id, encoded, 0, self->cancellable, picture_loaded_cb,
                                    self);
    }
  update (self);
}

/**
 * gh_event_picture_has_picture:
 * @self: a picture
 *
 * Returns: whether a picture has been decoded and is shown
 */
gboolean
gh_event_picture_has_picture (GhEventPicture *self)
{
  g_return_val_if_fail (GH_IS_EVENT_PICTURE (self), FALSE);

  return self->texture != NULL;
}
