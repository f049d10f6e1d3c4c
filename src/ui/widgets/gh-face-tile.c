/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-tile.h"

#include "gh-face-picture.h"
#include "gh-face-state.h"
#include "gh-face-words.h"

struct _GhFaceTile
{
  AdwBin parent_instance;

  GhPictureLoader *loader; /* (owned) (nullable) */
  GhFaceRecord *record;    /* (owned) (nullable) */
  GhFaceDeletionState deletion;

  GtkWidget *face;
  GtkWidget *badge;
  GtkInscription *name;
  GtkInscription *face_id;
};

typedef enum
{
  PROP_PICTURE_LOADER = 1,
} GhFaceTileProperty;

G_DEFINE_FINAL_TYPE (GhFaceTile, gh_face_tile, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];

static void
update_badge (GhFaceTile *self)
{
  gboolean is_active = self->record == NULL || gh_face_record_get_is_active (self->record);
  gboolean is_plain = is_active && self->deletion == GH_FACE_DELETION_NONE;

  /* What is as it mostly is needs no word. */
  gtk_widget_set_visible (self->badge, !is_plain);
  gtk_widget_set_opacity (self->face, is_plain ? 1.0 : 0.4);
  if (!is_plain)
    gh_face_state_show (GH_FACE_STATE (self->badge), is_active, self->deletion);
}

static void
gh_face_tile_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceTile *self = GH_FACE_TILE (object);

  switch ((GhFaceTileProperty) property_id)
    {
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_tile_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhFaceTile *self = GH_FACE_TILE (object);

  switch ((GhFaceTileProperty) property_id)
    {
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_tile_dispose (GObject *object)
{
  GhFaceTile *self = GH_FACE_TILE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_TILE);
  g_clear_object (&self->record);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_face_tile_parent_class)->dispose (object);
}

static void
gh_face_tile_class_init (GhFaceTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_tile_get_property;
  object_class->set_property = gh_face_tile_set_property;
  object_class->dispose = gh_face_tile_dispose;

  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceTile, face);
  gtk_widget_class_bind_template_child (widget_class, GhFaceTile, badge);
  gtk_widget_class_bind_template_child (widget_class, GhFaceTile, name);
  gtk_widget_class_bind_template_child (widget_class, GhFaceTile, face_id);
  gtk_widget_class_set_css_name (widget_class, "face-tile");

  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_FACE_STATE);
}

static void
gh_face_tile_init (GhFaceTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_face_tile_new:
 * @loader: (nullable): decodes the pictures
 *
 * Returns: (transfer floating): a tile without a record
 */
GtkWidget *
gh_face_tile_new (GhPictureLoader *loader)
{
  return g_object_new (GH_TYPE_FACE_TILE, "picture-loader", loader, NULL);
}

/**
 * gh_face_tile_set_record:
 * @self: a tile
 * @record: (nullable): what to show; the tile has the same size without one
 *
 * Shows another record. What was being decoded for the one before is cancelled.
 */
void
gh_face_tile_set_record (GhFaceTile *self, GhFaceRecord *record)
{
  const char *name;
  g_autofree char *id = NULL;

  g_return_if_fail (GH_IS_FACE_TILE (self));
  g_return_if_fail (record == NULL || GH_IS_FACE_RECORD (record));

  if (self->record == record && record != NULL)
    return;

  g_set_object (&self->record, record);
  update_badge (self);
  if (record == NULL)
    {
      gh_face_picture_clear (GH_FACE_PICTURE (self->face));
      gtk_inscription_set_text (self->name, NULL);
      gtk_inscription_set_text (self->face_id, NULL);
      return;
    }

  name = gh_face_words_get_name (record);
  id = gh_face_words_dup_picture_id (record);
  gh_face_picture_show (GH_FACE_PICTURE (self->face), self->loader, id,
                        gh_face_record_get_image (record), name);
  gtk_inscription_set_text (self->name, name != NULL ? name : gh_face_record_get_face_id (record));
  gtk_inscription_set_text (self->face_id,
                            name != NULL ? gh_face_record_get_face_id (record) : NULL);
}

/**
 * gh_face_tile_forget:
 * @self: a tile
 *
 * Lets go of the record and its picture, before another is shown. What is written stays until then: to
 * take it away would cost as much as to write something else.
 */
void
gh_face_tile_forget (GhFaceTile *self)
{
  g_return_if_fail (GH_IS_FACE_TILE (self));

  gh_face_picture_clear (GH_FACE_PICTURE (self->face));
  g_clear_object (&self->record);
}

/**
 * gh_face_tile_set_deletion:
 * @self: a tile
 * @deletion: whether the record is about to go
 *
 * Marks a record that is still there and will not be for long.
 */
void
gh_face_tile_set_deletion (GhFaceTile *self, GhFaceDeletionState deletion)
{
  g_return_if_fail (GH_IS_FACE_TILE (self));

  if (self->deletion == deletion)
    return;

  self->deletion = deletion;
  update_badge (self);
}
