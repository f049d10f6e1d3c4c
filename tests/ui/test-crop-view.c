/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame around a face, moved and sized with the keyboard. */

#include "gh-crop-view.h"

#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-ui-test.h"

#define WIDTH 600
#define HEIGHT 800

typedef struct
{
  GhCropView *crop;  /* (unowned) */
  GtkWidget *after;  /* (unowned): what comes after it */
  GtkWindow *window; /* (owned) */
  guint n_changes;
} Fixture;

static GhStill *
make_still (void)
{
  gsize stride = WIDTH * 3;
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (stride * HEIGHT), stride * HEIGHT);
  g_autoptr (GhPicture) picture = gh_picture_new (pixels, WIDTH, HEIGHT, stride, FALSE);

  return gh_still_new (picture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GhStill) still = make_still ();

  fixture->crop = GH_CROP_VIEW (gh_crop_view_new ());
  fixture->after = gtk_button_new_with_label ("Next");
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->crop), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->crop));
  gtk_box_append (GTK_BOX (box), fixture->after);
  fixture->window = gh_ui_test_show (box, 500, 500);
  gh_crop_view_set_still (fixture->crop, still);
  gh_crop_view_set_frame (fixture->crop, &(GhPictureRect) { 150, 200, 300, 400 });
  g_signal_connect_swapped (fixture->crop, "changed", G_CALLBACK (gh_ui_test_count),
                            &fixture->n_changes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_ui_test_close (fixture->window);
}

static GtkShortcut *
find_shortcut (GhCropView *crop, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (crop));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut =
            g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return g_steal_pointer (&shortcut);
        }
    }
  return NULL;
}

static GhPictureRect
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GtkShortcut) shortcut = find_shortcut (fixture->crop, key, modifiers);

  g_assert_nonnull (shortcut);
  g_assert_true (gtk_shortcut_action_activate (
    gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
    GTK_WIDGET (fixture->crop), gtk_shortcut_get_arguments (shortcut)));

  return gh_crop_view_get_frame (fixture->crop);
}

static void
assert_frame (GhPictureRect frame, int x, int y, int width, int height)
{
  g_assert_cmpint (frame.x, ==, x);
  g_assert_cmpint (frame.y, ==, y);
  g_assert_cmpint (frame.width, ==, width);
  g_assert_cmpint (frame.height, ==, height);
}

/* A hundredth of the shorter side, and a twentieth with Shift. */
static void
test_arrows_move (Fixture *fixture, gconstpointer data)
{
  assert_frame (press (fixture, GDK_KEY_Right, 0), 156, 200, 300, 400);
  assert_frame (press (fixture, GDK_KEY_Down, 0), 156, 206, 300, 400);
  assert_frame (press (fixture, GDK_KEY_KP_Left, 0), 150, 206, 300, 400);
  assert_frame (press (fixture, GDK_KEY_KP_Up, 0), 150, 200, 300, 400);
  assert_frame (press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK), 120, 200, 300, 400);
  assert_frame (press (fixture, GDK_KEY_Up, GDK_SHIFT_MASK), 120, 170, 300, 400);
  g_assert_cmpuint (fixture->n_changes, ==, 6);
}

static void
test_edges_hold (Fixture *fixture, gconstpointer data)
{
  GhPictureRect frame = { 0 };

  for (guint i = 0; i < 20; i++)
    {
      press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
      frame = press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
    }
  assert_frame (frame, WIDTH - 300, HEIGHT - 400, 300, 400);
}

/* From right to left an arrow still points to where it points. */
static void
test_arrows_are_not_mirrored (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->crop), GTK_TEXT_DIR_RTL);
  assert_frame (press (fixture, GDK_KEY_Right, 0), 156, 200, 300, 400);
}

static void
test_plus_and_minus_size (Fixture *fixture, gconstpointer data)
{
  GhPictureRect frame = press (fixture, GDK_KEY_plus, 0);

  /* About its middle, and in its shape. */
  g_assert_cmpint (frame.width, ==, 315);
  g_assert_cmpint (frame.height, ==, 420);
  g_assert_cmpint (frame.x + frame.width / 2, ==, 300);
  assert_frame (press (fixture, GDK_KEY_minus, 0), 150, 200, 300, 400);
  g_assert_cmpint (press (fixture, GDK_KEY_equal, 0).width, ==, 315);
  g_assert_cmpint (press (fixture, GDK_KEY_KP_Subtract, 0).width, ==, 300);

  for (guint i = 0; i < 100; i++)
    frame = press (fixture, GDK_KEY_KP_Add, 0);
  assert_frame (frame, 0, 0, WIDTH, HEIGHT);
  for (guint i = 0; i < 200; i++)
    frame = press (fixture, GDK_KEY_minus, 0);
  g_assert_cmpint (frame.width, ==, 24);
}

/* The arrows are for the frame, so that Tab has to lead in and out. */
static void
test_tab_leads_past (Fixture *fixture, gconstpointer data)
{
  GtkWidget *crop = GTK_WIDGET (fixture->crop);
  GtkWidget *root = GTK_WIDGET (fixture->window);

  gtk_window_set_focus (fixture->window, NULL);
  g_assert_true (gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_has_focus (crop) || gtk_widget_is_focus (crop));
  g_assert_true (gtk_widget_child_focus (root, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (fixture->after));
  g_assert_true (gtk_widget_child_focus (root, GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_is_focus (crop));
}

static void
test_nothing_to_frame (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkShortcut) shortcut = find_shortcut (fixture->crop, GDK_KEY_Right, 0);

  gh_crop_view_set_still (fixture->crop, NULL);
  g_assert_false (gtk_shortcut_action_activate (
    gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE,
    GTK_WIDGET (fixture->crop), gtk_shortcut_get_arguments (shortcut)));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

#define add(path, function)                                                                       \
  g_test_add ("/crop-view/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  add ("arrows", test_arrows_move);
  add ("edges", test_edges_hold);
  add ("right-to-left", test_arrows_are_not_mirrored);
  add ("size", test_plus_and_minus_size);
  add ("tab", test_tab_leads_past);
  add ("nothing", test_nothing_to_frame);

  return g_test_run ();
}
