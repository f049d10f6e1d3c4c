/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-boxes.h"

#include "gh-error.h"
#include "gh-identified-face.h"
#include "gh-photo.h"
#include "gh-texture.h"

#include <glib/gi18n.h>

#define CORNER 12.0f
#define LEAST_HEIGHT 160
#define NATURAL_SIDE 240
/* Small enough for a face in a crowd, large enough for a finger to find. */
#define LEAST_BOX 20

struct _GhFaceBoxes
{
  GtkWidget parent_instance;

  GCancellable *cancellable; /* (owned) (nullable): while decoding */
  GdkTexture *texture;       /* (owned) (nullable) */
  GPtrArray *boxes;          /* (owned) (element-type GtkWidget): children of ours */
  GArray *places;            /* (owned) (element-type GhBoundingBox): of the boxes */
  GArray *numbers;           /* (owned) (element-type int): of the faces in the boxes */
  int selected;
  gboolean is_selecting;
};

typedef enum
{
  PROP_SELECTED = 1,
  PROP_TEXTURE,
} GhFaceBoxesProperty;

G_DEFINE_FINAL_TYPE (GhFaceBoxes, gh_face_boxes, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_TEXTURE + 1];

static void
set_texture (GhFaceBoxes *self, GdkTexture *texture)
{
  if (!g_set_object (&self->texture, texture))
    return;

  for (guint i = 0; i < self->boxes->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->boxes, i), texture != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXTURE]);
}

static void
stop_loading (GhFaceBoxes *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;
  GhFaceBoxes *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_BOXES (user_data);
  g_clear_object (&self->cancellable);
  if (picture != NULL)
    texture = gh_texture_new_for_picture (picture);
  set_texture (self, texture);
}

static void
box_toggled_cb (GhFaceBoxes *self, GtkToggleButton *box)
{
  guint i;

  if (self->is_selecting || !g_ptr_array_find (self->boxes, box, &i))
    return;
  gh_face_boxes_set_selected (
    self, gtk_toggle_button_get_active (box) ? g_array_index (self->numbers, int, i) : -1);
}

static void
add_box (GhFaceBoxes *self, int number, GhIdentifiedFace *face, const GhBoundingBox *place)
{
  GtkWidget *box = gtk_toggle_button_new ();
  g_autofree char *who = gh_identified_face_dup_who (face);
  /* Translators: a face in a picture: its number there, and whose it is. */
  g_autofree char *label = g_strdup_printf (_("Face %d: %s"), number + 1, who);

  gtk_widget_add_css_class (box, "face-box");
  gtk_widget_add_css_class (box,
                            gh_identified_face_get_record (face) != NULL ? "known" : "unknown");
  gtk_widget_set_tooltip_text (box, who);
  gtk_widget_set_visible (box, self->texture != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (box, "toggled", G_CALLBACK (box_toggled_cb), self);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_ptr_array_add (self->boxes, box);
  g_array_append_val (self->places, *place);
  g_array_append_val (self->numbers, number);
}

static void
remove_boxes (GhFaceBoxes *self)
{
  for (guint i = 0; i < self->boxes->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->boxes, i));
  g_ptr_array_set_size (self->boxes, 0);
  g_array_set_size (self->places, 0);
  g_array_set_size (self->numbers, 0);
}

static graphene_rect_t
get_bounds (GhFaceBoxes *self, int width, int height)
{
  float picture_width = (float) gdk_texture_get_width (self->texture);
  float picture_height = (float) gdk_texture_get_height (self->texture);
  float scale = MIN ((float) width / picture_width, (float) height / picture_height);

  return GRAPHENE_RECT_INIT (((float) width - scale * picture_width) / 2.0f,
                             ((float) height - scale * picture_height) / 2.0f,
                             scale * picture_width, scale * picture_height);
}

static GtkAllocation
place (const graphene_rect_t *bounds, const GhBoundingBox *box)
{
  GtkAllocation at = {
    .x = (int) (bounds->origin.x + bounds->size.width * (float) box->x),
    .y = (int) (bounds->origin.y + bounds->size.height * (float) box->y),
    .width = MAX (LEAST_BOX, (int) (bounds->size.width * (float) box->width)),
    .height = MAX (LEAST_BOX, (int) (bounds->size.height * (float) box->height)),
  };

  return at;
}

static void
gh_face_boxes_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  GhFaceBoxes *self = GH_FACE_BOXES (widget);

  /* GTK wants to have asked a child before it places it. */
  for (guint i = 0; i < self->boxes->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->boxes, i), orientation, -1, NULL, NULL, NULL,
                        NULL);
  *minimum = LEAST_HEIGHT;
  *natural = NATURAL_SIDE;
}

static void
gh_face_boxes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhFaceBoxes *self = GH_FACE_BOXES (widget);
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;

  bounds = get_bounds (self, width, height);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      GtkAllocation at = place (&bounds, &g_array_index (self->places, GhBoundingBox, i));

      gtk_widget_size_allocate (g_ptr_array_index (self->boxes, i), &at, -1);
    }
}

static void
gh_face_boxes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhFaceBoxes *self = GH_FACE_BOXES (widget);
  graphene_rect_t bounds;
  GskRoundedRect outline;

  if (self->texture == NULL)
    return;

  bounds = get_bounds (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gsk_rounded_rect_init_from_rect (&outline, &bounds, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  gtk_snapshot_pop (snapshot);
  GTK_WIDGET_CLASS (gh_face_boxes_parent_class)->snapshot (widget, snapshot);
}

static void
gh_face_boxes_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceBoxes *self = GH_FACE_BOXES (object);

  switch ((GhFaceBoxesProperty) property_id)
    {
    case PROP_SELECTED:
      g_value_set_int (value, self->selected);
      break;
    case PROP_TEXTURE:
      g_value_set_object (value, self->texture);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_boxes_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhFaceBoxes *self = GH_FACE_BOXES (object);

  switch ((GhFaceBoxesProperty) property_id)
    {
    case PROP_SELECTED:
      gh_face_boxes_set_selected (self, g_value_get_int (value));
      break;
    case PROP_TEXTURE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_boxes_dispose (GObject *object)
{
  GhFaceBoxes *self = GH_FACE_BOXES (object);

  stop_loading (self);
  remove_boxes (self);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (gh_face_boxes_parent_class)->dispose (object);
}

static void
gh_face_boxes_finalize (GObject *object)
{
  GhFaceBoxes *self = GH_FACE_BOXES (object);

  g_clear_pointer (&self->boxes, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);

  G_OBJECT_CLASS (gh_face_boxes_parent_class)->finalize (object);
}

static void
gh_face_boxes_class_init (GhFaceBoxesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_boxes_get_property;
  object_class->set_property = gh_face_boxes_set_property;
  object_class->dispose = gh_face_boxes_dispose;
  object_class->finalize = gh_face_boxes_finalize;

  widget_class->measure = gh_face_boxes_measure;
  widget_class->size_allocate = gh_face_boxes_size_allocate;
  widget_class->snapshot = gh_face_boxes_snapshot;

  properties[PROP_SELECTED] =
    g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXTURE] =
    g_param_spec_object ("texture", NULL, NULL, GDK_TYPE_TEXTURE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "face-boxes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gh_face_boxes_init (GhFaceBoxes *self)
{
  gh_photo_mark (GTK_WIDGET (self), NATURAL_SIDE);
  self->selected = -1;
  self->boxes = g_ptr_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (GhBoundingBox));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (int));
}

/**
 * gh_face_boxes_new:
 *
 * Returns: (transfer floating): an empty picture
 */
GtkWidget *
gh_face_boxes_new (void)
{
  return g_object_new (GH_TYPE_FACE_BOXES, NULL);
}

/**
 * gh_face_boxes_show:
 * @self: a picture
 * @loader: (nullable): decodes it
 * @id: names it in the loader's cache
 * @encoded: (nullable): the picture
 * @faces: (nullable): the faces in it
 *
 * Shows another picture, or other faces in it. No face is chosen.
 */
void
gh_face_boxes_show (GhFaceBoxes *self,
                    GhPictureLoader *loader,
                    const char *id,
                    GBytes *encoded,
                    GListModel *faces)
{
  guint n_faces = faces != NULL ? g_list_model_get_n_items (faces) : 0;
  g_autoptr (GhPicture) picture = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  g_return_if_fail (GH_IS_FACE_BOXES (self));
  g_return_if_fail (id != NULL);

  stop_loading (self);
  gh_face_boxes_set_selected (self, -1);
  remove_boxes (self);
  for (guint i = 0; i < n_faces; i++)
    {
      g_autoptr (GhIdentifiedFace) face = g_list_model_get_item (faces, i);
      GhBoundingBox box;

      if (gh_identified_face_get_box (face, &box))
        add_box (self, (int) i, face, &box);
    }

  if (loader != NULL && encoded != NULL)
    picture = gh_picture_loader_peek (loader, id, 0);
  if (picture != NULL)
    texture = gh_texture_new_for_picture (picture);
  set_texture (self, texture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (texture != NULL || loader == NULL || encoded == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  gh_picture_loader_load_async (loader, id, encoded, 0, self->cancellable, loaded_cb, self);
}

/**
 * gh_face_boxes_get_texture:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): the picture, once it is decoded
 */
GdkTexture *
gh_face_boxes_get_texture (GhFaceBoxes *self)
{
  g_return_val_if_fail (GH_IS_FACE_BOXES (self), NULL);

  return self->texture;
}

/**
 * gh_face_boxes_get_selected:
 * @self: a picture
 *
 * Returns: the number of the face that is chosen, -1 for none
 */
int
gh_face_boxes_get_selected (GhFaceBoxes *self)
{
  g_return_val_if_fail (GH_IS_FACE_BOXES (self), -1);

  return self->selected;
}

/**
 * gh_face_boxes_set_selected:
 * @self: a picture
 * @selected: the number of a face, -1 for none; it need not have a box
 *
 * Chooses a face.
 */
void
gh_face_boxes_set_selected (GhFaceBoxes *self, int selected)
{
  g_return_if_fail (GH_IS_FACE_BOXES (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  self->is_selecting = TRUE;
  for (guint i = 0; i < self->boxes->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->boxes, i),
                                  g_array_index (self->numbers, int, i) == selected);
  self->is_selecting = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
