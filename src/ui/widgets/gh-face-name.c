/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-name.h"

#include "gh-face-picture.h"
#include "gh-face-words.h"

#define FACE_SIZE 36
#define SPACING 12
#define LEAST_CHARS 8

struct _GhFaceName
{
  GtkBox parent_instance;

  GhFacePicture *picture; /* (unowned): a child, as the next */
  GtkInscription *name;
};

G_DEFINE_FINAL_TYPE (GhFaceName, gh_face_name, GTK_TYPE_BOX)

static void
gh_face_name_class_init (GhFaceNameClass *klass)
{
}

static void
gh_face_name_init (GhFaceName *self)
{
  gtk_box_set_spacing (GTK_BOX (self), SPACING);

  self->picture = GH_FACE_PICTURE (gh_face_picture_new ());
  gh_face_picture_set_size (self->picture, FACE_SIZE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->picture));

  self->name = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->name, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (self->name, LEAST_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->name));
}

/**
 * gh_face_name_new:
 *
 * Returns: (transfer floating): a cell without a record
 */
GtkWidget *
gh_face_name_new (void)
{
  return g_object_new (GH_TYPE_FACE_NAME, NULL);
}

/**
 * gh_face_name_show:
 * @self: a cell
 * @loader: (nullable): decodes the picture
 * @record: (nullable): what to show
 *
 * Shows a record, or nothing.
 */
void
gh_face_name_show (GhFaceName *self, GhPictureLoader *loader, GhFaceRecord *record)
{
  g_autofree char *who = record != NULL ? gh_face_words_dup_who (record) : NULL;
  g_autofree char *id = record != NULL ? gh_face_words_dup_picture_id (record) : NULL;

  g_return_if_fail (GH_IS_FACE_NAME (self));

  gtk_inscription_set_text (self->name, who);
  if (record != NULL)
    gh_face_picture_show (self->picture, loader, id, gh_face_record_get_image (record),
                          gh_face_words_get_name (record));
  else
    gh_face_picture_clear (self->picture);
}

/**
 * gh_face_name_forget:
 * @self: a cell
 *
 * Lets go of the picture that is decoded, or being decoded; the name is written over in a moment.
 */
void
gh_face_name_forget (GhFaceName *self)
{
  g_return_if_fail (GH_IS_FACE_NAME (self));

  gh_face_picture_clear (self->picture);
}
