/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-recognition.h"
#include "gh-test-main.h"

static GhRecognition *
read_known (const char *known)
{
  g_autofree char *json = g_strdup_printf ("{\"recognizedFaces\":[%s]}", known);
  g_autoptr (GhJsonReader) reader = gh_json_reader_new_for_text (json, -1, NULL);

  g_assert_nonnull (reader);
  return gh_recognition_new_from_json (reader);
}

#define RECORD "\"id\":\"r1\",\"faceId\":\"F1\""
#define BOX "\"boundingBox\":{\"x\":1,\"y\":2,\"width\":30,\"height\":40}"

static void
test_box_of_a_known_face (void)
{
  g_autoptr (GhRecognition) recognition =
    read_known ("{" RECORD "},{" RECORD "," BOX "},{\"id\":5},{" RECORD "," BOX "}");
  GhBoundingBox box = { 0 };

  g_assert_cmpuint (gh_recognition_get_recognized (recognition)->len, ==, 3);
  g_assert_cmpuint (gh_recognition_get_n_invalid (recognition), ==, 1);
  g_assert_false (gh_recognition_get_recognized_box (recognition, 0, &box));
  g_assert_true (gh_recognition_get_recognized_box (recognition, 2, &box));
  g_assert_cmpfloat (box.width, ==, 30.0);
}

static void
test_box_that_is_none_costs_nobody (void)
{
  static const char *const boxes[] = {
    "7", "{}", "null", "{\"x\":0,\"y\":0,\"width\":0,\"height\":9}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autofree char *known = g_strdup_printf ("{" RECORD ",\"boundingBox\":%s}", boxes[i]);
      g_autoptr (GhRecognition) recognition = read_known (known);
      GhBoundingBox box;

      g_assert_cmpuint (gh_recognition_get_recognized (recognition)->len, ==, 1);
      g_assert_false (gh_recognition_get_recognized_box (recognition, 0, &box));
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);
  g_test_add_func ("/recognition/box-of-a-known-face", test_box_of_a_known_face);
  g_test_add_func ("/recognition/box-that-is-none", test_box_that_is_none_costs_nobody);
  return g_test_run ();
}
