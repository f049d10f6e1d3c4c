/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-break-row.h"
#include "gh-event-row.h"
#include "gh-face-picture.h"
#include "gh-feed-break-private.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"

#define NOW_US (G_GINT64_CONSTANT (1795356131) * G_USEC_PER_SEC)

static const char *
text (gpointer row, const char *name)
{
  return gtk_label_get_text (gh_ui_test_child (row, name));
}

static void
test_known_and_unknown_differ_by_word (void)
{
  g_autoptr (GhFaceEvent) known = gh_sample_event_new_named ("1", "Amina Okafor", NOW_US);
  g_autoptr (GhFaceEvent) unknown = gh_sample_event_new_named ("2", NULL, NOW_US);
  GtkWidget *row = g_object_ref_sink (gh_event_row_new (NULL, 56, FALSE));

  gh_event_row_set_event (GH_EVENT_ROW (row), known);
  g_assert_cmpstr (text (row, "name"), ==, "Amina Okafor");
  g_assert_cmpstr (text (row, "type"), ==, "Recognised");
  g_assert_true (gtk_widget_has_css_class (row, "known"));

  gh_event_row_set_event (GH_EVENT_ROW (row), unknown);
  g_assert_cmpstr (text (row, "name"), ==, "Unknown person");
  g_assert_cmpstr (text (row, "type"), ==, "Unknown Face");
  g_assert_true (gtk_widget_has_css_class (row, "unknown"));

  g_assert_finalize_object (row);
}

static void
test_names_are_no_markup (void)
{
  g_autoptr (GhFaceEvent) event =
    gh_sample_event_new_named ("1", "<b>R&D</b> <a href='x'>", NOW_US);
  GtkWidget *row = g_object_ref_sink (gh_event_row_new (NULL, 56, FALSE));

  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  g_assert_cmpstr (text (row, "name"), ==, "<b>R&D</b> <a href='x'>");
  g_assert_finalize_object (row);
}

static void
test_age_goes_on_and_date_stays (void)
{
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_named ("1", "Amina", NOW_US);
  GtkWidget *row = g_object_ref_sink (gh_event_row_new (NULL, 56, FALSE));
  GtkWidget *dated = g_object_ref_sink (gh_event_row_new (NULL, 56, TRUE));

  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  gh_event_row_set_now (GH_EVENT_ROW (row), NOW_US + 12 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (text (row, "time"), ==, "14:02:11");
  g_assert_cmpstr (text (row, "aside"), ==, "12 s ago");

  gh_event_row_set_event (GH_EVENT_ROW (dated), event);
  gh_event_row_set_now (GH_EVENT_ROW (dated), NOW_US + 12 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (text (dated, "aside"), ==, "22 Nov 2026");

  g_assert_finalize_object (row);
  g_assert_finalize_object (dated);
}

static void
test_a_placeholder_is_as_high_as_a_row (void)
{
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_named ("1", "Amina", NOW_US);
  GtkWidget *row = g_object_ref_sink (gh_event_row_new (NULL, 16, FALSE));

  for (int width = 300; width <= 1200; width += 450)
    {
      int empty;
      int full;

      gh_event_row_set_event (GH_EVENT_ROW (row), NULL);
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &empty, NULL, NULL);
      gh_event_row_set_event (GH_EVENT_ROW (row), event);
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &full, NULL, NULL);
      g_assert_cmpint (empty, ==, full);
    }
  g_assert_finalize_object (row);
}

static void
test_columns_where_there_is_room (void)
{
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_named ("1", "Amina", NOW_US);
  GtkWidget *row = gh_event_row_new (NULL, 56, FALSE);
  GtkWindow *window;

  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  window = gh_ui_test_show (row, 1000, 200);
  g_assert_true (gtk_widget_get_child_visible (gh_ui_test_child (row, "meter")));
  g_assert_false (gtk_widget_get_child_visible (gh_ui_test_child (row, "share")));
  gh_ui_test_close (window);

  row = gh_event_row_new (NULL, 56, FALSE);
  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  window = gh_ui_test_show (row, 340, 200);
  g_assert_false (gtk_widget_get_child_visible (gh_ui_test_child (row, "meter")));
  g_assert_true (gtk_widget_get_child_visible (gh_ui_test_child (row, "share")));
  gh_ui_test_close (window);
}

static void
test_the_same_event_is_not_notified (void)
{
  g_autoptr (GhFaceEvent) event = gh_sample_event_new_named ("1", "Amina", NOW_US);
  GtkWidget *row = g_object_ref_sink (gh_event_row_new (NULL, 56, FALSE));
  guint n_notified = 0;

  g_signal_connect_swapped (row, "notify::event", G_CALLBACK (gh_ui_test_count), &n_notified);
  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  g_assert_cmpuint (n_notified, ==, 1);
  gh_event_row_set_event (GH_EVENT_ROW (row), event);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_finalize_object (row);
}

static void
test_a_picture_comes_and_one_that_cannot_be_read_does_not (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  g_autoptr (GhFaceEvent) event = gh_sample_event_new (1, NOW_US);
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("no picture", 10);
  GhFacePicture *picture = g_object_ref_sink (GH_FACE_PICTURE (gh_face_picture_new ()));

  gh_face_picture_show (picture, loader, "1", gh_face_event_get_image (event), "Amina");
  gh_test_wait_until (gh_face_picture_has_picture (picture));

  gh_face_picture_show (picture, loader, "2", rubbish, "Amina Okafor");
  g_assert_false (gh_face_picture_has_picture (picture));
  gh_test_wait_until (gtk_widget_get_first_child (GTK_WIDGET (picture)) != NULL);
  g_assert_cmpstr (adw_avatar_get_text (gh_ui_test_find (picture, ADW_TYPE_AVATAR)), ==,
                   "Amina Okafor");
  g_assert_false (gh_face_picture_has_picture (picture));

  /* Known already, it is there at once. */
  gh_face_picture_show (picture, loader, "1", gh_face_event_get_image (event), "Amina");
  g_assert_true (gh_face_picture_has_picture (picture));

  g_assert_finalize_object (picture);
}

static void
test_a_row_that_goes_cancels_its_picture (void)
{
  g_autoptr (GhPictureLoader) loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
  g_autoptr (GhFaceEvent) event = gh_sample_event_new (1, NOW_US);
  GhFacePicture *picture = g_object_ref_sink (GH_FACE_PICTURE (gh_face_picture_new ()));

  gh_face_picture_show (picture, loader, "1", gh_face_event_get_image (event), "Amina");
  gh_face_picture_clear (picture);
  gh_face_picture_show (picture, loader, "1", gh_face_event_get_image (event), "Amina");
  g_assert_finalize_object (picture);
  gh_test_drain ();
}

static void
test_a_break_says_how_long_and_how_much (void)
{
  GhBreakRow *row = g_object_ref_sink (GH_BREAK_ROW (gh_break_row_new ()));
  g_autoptr (GhFeedBreak) mark = gh_feed_break_new (NOW_US, NOW_US);

  gh_break_row_set_break (row, mark);
  gh_feed_break_set_to_us (mark, NOW_US + 89 * G_TIME_SPAN_SECOND);
  gh_feed_break_set_filled (mark, 3);
  g_assert_cmpstr (text (row, "label"), ==,
                   "Link lost 14:02:11 – 14:03:40 · 3 events filled in, some may be missing");
  gh_feed_break_set_complete (mark, TRUE);
  g_assert_cmpstr (text (row, "label"), ==,
                   "Link lost 14:02:11 – 14:03:40 · 3 events filled in");
  gh_feed_break_set_filled (mark, 0);
  g_assert_cmpstr (text (row, "label"), ==, "Link lost 14:02:11 – 14:03:40 · nothing missed");
  g_assert_finalize_object (row);
}

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  g_test_add_func ("/event-row/words", test_known_and_unknown_differ_by_word);
  g_test_add_func ("/event-row/markup", test_names_are_no_markup);
  g_test_add_func ("/event-row/age", test_age_goes_on_and_date_stays);
  g_test_add_func ("/event-row/placeholder", test_a_placeholder_is_as_high_as_a_row);
  g_test_add_func ("/event-row/columns", test_columns_where_there_is_room);
  g_test_add_func ("/event-row/notify", test_the_same_event_is_not_notified);
  g_test_add_func ("/face-picture/decodes",
                   test_a_picture_comes_and_one_that_cannot_be_read_does_not);
  g_test_add_func ("/face-picture/cancels", test_a_row_that_goes_cancels_its_picture);
  g_test_add_func ("/break-row/words", test_a_break_says_how_long_and_how_much);

  return g_test_run ();
}
