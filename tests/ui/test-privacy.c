/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-card.h"
#include "gh-crop-view.h"
#include "gh-event-picture.h"
#include "gh-face-boxes.h"
#include "gh-face-crop.h"
#include "gh-face-picture.h"
#include "gh-preview.h"
#include "gh-privacy.h"
#include "gh-sample-events.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"

#define SIDE 160

typedef struct
{
  GhPreferences *preferences; /* (owned) */
  GhPrivacy *privacy;         /* (owned) */
  GhPictureLoader *loader;    /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->preferences = gh_preferences_new ();
  fixture->privacy = gh_privacy_new (fixture->preferences);
  fixture->loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->privacy);
  g_assert_finalize_object (fixture->preferences);
  g_assert_finalize_object (fixture->loader);
}

/* What is on the screen, as pixels. */
static GBytes *
draw (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (root);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  gsize stride;
  gsize size;
  g_autofree guchar *pixels = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (root),
                          gtk_widget_get_height (root));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (root)), node, NULL);
  stride = 4 * (gsize) gdk_texture_get_width (texture);
  size = stride * (gsize) gdk_texture_get_height (texture);
  pixels = g_malloc (size);
  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new (pixels, size);
}

/* How much neighbours differ at most: what is blurred has no edges. */
static double
measure_edges (GtkWidget *widget)
{
  g_autoptr (GBytes) bytes = draw (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (widget)));
  graphene_rect_t bounds;
  const guchar *pixels = g_bytes_get_data (bytes, NULL);
  int most = 0;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (gtk_widget_get_root (widget)),
                                            &bounds));
  /* Not where the picture ends. */
  graphene_rect_inset (&bounds, bounds.size.width / 4, bounds.size.height / 4);
  for (int y = (int) bounds.origin.y; y < (int) (bounds.origin.y + bounds.size.height); y++)
    for (int x = (int) bounds.origin.x; x < (int) (bounds.origin.x + bounds.size.width); x++)
      {
        const guchar *pixel = pixels + 4 * (y * width + x);

        most = MAX (most, ABS (pixel[0] - pixel[4]) + ABS (pixel[1] - pixel[5])
                            + ABS (pixel[2] - pixel[6]));
      }
  return most;
}

static GtkWidget *
create_face (Fixture *fixture)
{
  GtkWidget *face = gh_face_picture_new ();
  g_autoptr (GBytes) png = gh_sample_portrait_draw (0);

  gh_face_picture_set_size (GH_FACE_PICTURE (face), SIDE);
  gh_face_picture_show (GH_FACE_PICTURE (face), fixture->loader, "face", png, "Amina");
  return face;
}

static void
test_photos_are_blurred_and_sharp_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *face = create_face (fixture);
  GtkWindow *window = gh_ui_test_show (face, 300, 300);
  double sharp;

  gh_privacy_watch (fixture->privacy, window);
  gh_test_wait_until (gh_face_picture_has_picture (GH_FACE_PICTURE (face)));
  gh_ui_test_paint (window);
  sharp = measure_edges (face);

  g_object_set (fixture->preferences, "blur-photos", TRUE, NULL);
  gh_ui_test_paint (window);
  g_assert_cmpfloat (measure_edges (face), <, sharp / 4);

  /* Who points at it sees it. */
  gtk_widget_set_state_flags (face, GTK_STATE_FLAG_PRELIGHT, FALSE);
  gh_ui_test_paint (window);
  g_assert_cmpfloat_with_epsilon (measure_edges (face), sharp, sharp / 20);
  gtk_widget_unset_state_flags (face, GTK_STATE_FLAG_PRELIGHT);
  gh_ui_test_paint (window);
  g_assert_cmpfloat (measure_edges (face), <, sharp / 4);

  g_object_set (fixture->preferences, "blur-photos", FALSE, NULL);
  gh_ui_test_paint (window);
  g_assert_cmpfloat_with_epsilon (measure_edges (face), sharp, sharp / 20);
  gh_ui_test_close (window);
}

static void
test_whatever_shows_a_photo_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCameraItem) camera = gh_camera_item_new ("dock");
  GtkWidget *card = g_object_ref_sink (gh_camera_card_new (camera));
  const GType types[] = { GH_TYPE_FACE_PICTURE, GH_TYPE_EVENT_PICTURE, GH_TYPE_FACE_BOXES,
                          GH_TYPE_FACE_CROP,    GH_TYPE_CROP_VIEW,     GH_TYPE_PREVIEW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_true (gtk_widget_has_css_class (widget, "photo"));
      g_object_unref (widget);
    }
  g_assert_true (gtk_widget_has_css_class (gh_ui_test_find (card, GTK_TYPE_PICTURE), "photo"));
  g_object_unref (card);
}

static void
test_a_locked_screen_shows_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWindow *window;
  int width;

  gtk_box_append (GTK_BOX (box), gtk_label_new ("Amina Okafor"));
  gtk_box_append (GTK_BOX (box), entry);
  window = gh_ui_test_show (box, 300, 300);
  gh_privacy_watch (fixture->privacy, window);
  gtk_widget_grab_focus (entry);
  width = gtk_widget_get_width (GTK_WIDGET (window));

  gh_privacy_set_locked (fixture->privacy, TRUE);
  gh_ui_test_paint (window);
  g_assert_false (gtk_widget_get_mapped (box));
  g_assert_false (gh_ui_test_says (window, "Amina Okafor"));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), ==, width);

  gh_privacy_set_locked (fixture->privacy, FALSE);
  gh_ui_test_paint (window);
  g_assert_true (gh_ui_test_says (window, "Amina Okafor"));
  /* On with what was being typed. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), box));
  gh_ui_test_close (window);
}

static void
test_who_does_not_want_it_is_not_hidden (Fixture *fixture, gconstpointer data)
{
  GtkWidget *label = gtk_label_new ("Amina Okafor");
  GtkWindow *window = gh_ui_test_show (label, 300, 300);

  g_object_set (fixture->preferences, "hide-when-locked", FALSE, NULL);
  gh_privacy_watch (fixture->privacy, window);
  gh_privacy_set_locked (fixture->privacy, TRUE);
  g_assert_true (gtk_widget_get_mapped (label));
  g_object_set (fixture->preferences, "hide-when-locked", TRUE, NULL);
  g_assert_false (gtk_widget_get_mapped (label));
  gh_ui_test_close (window);
  /* A window that has gone is no matter. */
  gh_privacy_set_locked (fixture->privacy, FALSE);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("/privacy/blur", test_photos_are_blurred_and_sharp_again);
  add ("/privacy/photos", test_whatever_shows_a_photo_says_so);
  add ("/privacy/locked", test_a_locked_screen_shows_nothing);
  add ("/privacy/not-hidden", test_who_does_not_want_it_is_not_hidden);

  return g_test_run ();
}
