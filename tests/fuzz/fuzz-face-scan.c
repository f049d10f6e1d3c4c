/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-face-scan.h"
#include "gh-fuzz.h"

static void
check_recognition (GhRecognition *recognition)
{
  guint n_unknown;
  const GhUnknownFace *unknown = gh_recognition_get_unknown (recognition, &n_unknown);
  GPtrArray *recognized = gh_recognition_get_recognized (recognition);

  g_assert_cmpuint (recognized->len + n_unknown + gh_recognition_get_n_invalid (recognition), <=,
                    2 * GH_RECOGNITION_MOST_FACES);
  for (guint i = 0; i < recognized->len; i++)
    g_assert_cmpstr (gh_face_record_get_face_id (recognized->pdata[i]), !=, "");
  for (guint i = 0; i < n_unknown; i++)
    {
      g_assert_cmpfloat (unknown[i].confidence, >=, 0);
      g_assert_cmpfloat (unknown[i].confidence, <=, 1);
      if (unknown[i].has_box)
        g_assert_cmpfloat (unknown[i].box.width, >, 0);
    }
}

/* What a server makes of a picture: it is one of the things that it can be, and each is clean. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhJsonReader) reader
    = gh_json_reader_new_for_text ((const char *) data, (gssize) size, NULL);
  g_autoptr (GhFaceScan) scan = NULL;

  if (reader == NULL)
    return 0;
  scan = gh_face_scan_new_from_json (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL) == (scan != NULL));
  if (scan == NULL)
    return 0;

  g_assert_true (gh_face_scan_get_image (scan) != NULL || gh_face_scan_get_face_data (scan) != NULL
                 || gh_face_scan_get_recognition (scan) != NULL);
  g_assert_cmpfloat (gh_face_scan_get_confidence (scan), >=, 0);
  g_assert_cmpfloat (gh_face_scan_get_confidence (scan), <=, 1);
  if (gh_face_scan_get_recognition (scan) != NULL)
    check_recognition (gh_face_scan_get_recognition (scan));

  return 0;
}
