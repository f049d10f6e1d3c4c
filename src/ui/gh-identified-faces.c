/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identified-faces.h"

#include "gh-identified-face.h"

/* Pixels are those of the picture that was sent. */
static void
append (GListStore *faces,
        GhFaceRecord *record,
        double confidence,
        const GhBoundingBox *found,
        int width,
        int height)
{
  GhBoundingBox box = { 0 };
  g_autoptr (GhIdentifiedFace) face = NULL;

  if (found != NULL)
    {
      box = *found;
      if (!box.is_relative && width > 0 && height > 0)
        {
          box.x /= width;
          box.width /= width;
          box.y /= height;
          box.height /= height;
        }
    }
  face = gh_identified_face_new (record, confidence, found != NULL ? &box : NULL);
  g_list_store_append (faces, face);
}

/**
 * gh_identified_faces_list:
 * @recognition: what the server said of a picture
 * @width: of the picture that was sent, in pixels
 * @height: of the picture that was sent, in pixels
 * @faces: a list of #GhIdentifiedFace, whose items give way
 *
 * Lists who was found, those that the server knows first.
 */
void
gh_identified_faces_list (GhRecognition *recognition, int width, int height, GListStore *faces)
{
  GPtrArray *known;
  const GhUnknownFace *unknown;
  guint n_unknown = 0;

  g_return_if_fail (GH_IS_RECOGNITION (recognition));
  g_return_if_fail (G_IS_LIST_STORE (faces));

  known = gh_recognition_get_recognized (recognition);
  unknown = gh_recognition_get_unknown (recognition, &n_unknown);
  g_list_store_remove_all (faces);
  for (guint i = 0; i < known->len; i++)
    {
      GhFaceRecord *record = g_ptr_array_index (known, i);
      GhBoundingBox box;

      append (faces, record, gh_face_record_get_confidence (record),
              gh_recognition_get_recognized_box (recognition, i, &box) ? &box : NULL, width,
              height);
    }
  for (guint i = 0; i < n_unknown; i++)
    append (faces, NULL, unknown[i].confidence, unknown[i].has_box ? &unknown[i].box : NULL, width,
            height);
}
