/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identified-face.h"

#include "gh-face-words.h"

#include <glib/gi18n.h>

struct _GhIdentifiedFace
{
  GObject parent_instance;

  GhFaceRecord *record; /* (owned) (nullable) */
  double confidence;
  gboolean has_box;
  GhBoundingBox box;
};

G_DEFINE_FINAL_TYPE (GhIdentifiedFace, gh_identified_face, G_TYPE_OBJECT)

static void
gh_identified_face_finalize (GObject *object)
{
  g_clear_object (&GH_IDENTIFIED_FACE (object)->record);

  G_OBJECT_CLASS (gh_identified_face_parent_class)->finalize (object);
}

static void
gh_identified_face_class_init (GhIdentifiedFaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_identified_face_finalize;
}

static void
gh_identified_face_init (GhIdentifiedFace *self)
{
}

/**
 * gh_identified_face_new:
 * @record: (nullable): whose face it is, %NULL for somebody unknown
 * @confidence: what the server says, 0 to 1
 * @box: (nullable): where it is, in shares of the picture
 *
 * Returns: (transfer full): a face
 */
GhIdentifiedFace *
gh_identified_face_new (GhFaceRecord *record, double confidence, const GhBoundingBox *box)
{
  GhIdentifiedFace *self = g_object_new (GH_TYPE_IDENTIFIED_FACE, NULL);

  g_set_object (&self->record, record);
  self->confidence = confidence;
  if (box == NULL)
    return self;

  /* The figures come from outside. */
  self->box.x = CLAMP (box->x, 0.0, 1.0);
  self->box.y = CLAMP (box->y, 0.0, 1.0);
  self->box.width = CLAMP (box->x + box->width, 0.0, 1.0) - self->box.x;
  self->box.height = CLAMP (box->y + box->height, 0.0, 1.0) - self->box.y;
  self->box.is_relative = TRUE;
  self->has_box = self->box.width > 0.0 && self->box.height > 0.0;

  return self;
}

/**
 * gh_identified_face_get_record:
 * @self: a face
 *
 * Returns: (transfer none) (nullable): whose face it is
 */
GhFaceRecord *
gh_identified_face_get_record (GhIdentifiedFace *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFIED_FACE (self), NULL);

  return self->record;
}

/**
 * gh_identified_face_get_confidence:
 * @self: a face
 *
 * Returns: what the server says, 0 to 1; of what, depends on the server
 */
double
gh_identified_face_get_confidence (GhIdentifiedFace *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFIED_FACE (self), 0.0);

  return self->confidence;
}

/**
 * gh_identified_face_get_box:
 * @self: a face
 * @box: (out caller-allocates): where it is, in shares of the picture
 *
 * Returns: whether the server says where
 */
gboolean
gh_identified_face_get_box (GhIdentifiedFace *self, GhBoundingBox *box)
{
  g_return_val_if_fail (GH_IS_IDENTIFIED_FACE (self), FALSE);
  g_return_val_if_fail (box != NULL, FALSE);

  *box = self->box;
  return self->has_box;
}

/**
 * gh_identified_face_dup_who:
 * @self: a face
 *
 * Returns: (transfer full): whose face it is, in words
 */
char *
gh_identified_face_dup_who (GhIdentifiedFace *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFIED_FACE (self), NULL);

  return self->record != NULL ? gh_face_words_dup_who (self->record)
                              : g_strdup (_("Unknown person"));
}
