/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What holds for every widget of ours alike. */

#include "gh-account-box.h"
#include "gh-account-page.h"
#include "gh-break-row.h"
#include "gh-cameras-page.h"
#include "gh-event-browser.h"
#include "gh-event-detail.h"
#include "gh-event-picture.h"
#include "gh-event-row.h"
#include "gh-event-view.h"
#include "gh-events-page.h"
#include "gh-face-picture.h"
#include "gh-faceless-dialog.h"
#include "gh-fault-box.h"
#include "gh-field-fault.h"
#include "gh-fold-box.h"
#include "gh-link-indicator.h"
#include "gh-live-page.h"
#include "gh-meter.h"
#include "gh-new-person-dialog.h"
#include "gh-notices.h"
#include "gh-page-stack.h"
#include "gh-password-form.h"
#include "gh-people-page.h"
#include "gh-people-view.h"
#include "gh-person-dialog.h"
#include "gh-person-faces.h"
#include "gh-person-form.h"
#include "gh-person-row.h"
#include "gh-pill.h"
#include "gh-sample-events.h"
#include "gh-shortcuts-dialog.h"
#include "gh-sidebar.h"
#include "gh-sign-in-page.h"
#include "gh-ui-test.h"

static GType
get_type (gconstpointer data)
{
  return g_type_from_name (data);
}

static void
test_comes_and_goes (gconstpointer data)
{
  GObject *object = g_object_ref_sink (g_object_new (get_type (data), NULL));

  /* Twice is not too often. */
  g_object_run_dispose (object);
  g_assert_finalize_object (object);
}

/* To set what is there already is no change. */
static void
test_same_value_is_not_notified (gconstpointer data)
{
  GObject *object = g_object_ref_sink (g_object_new (get_type (data), NULL));
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autofree char *detailed = g_strdup_printf ("notify::%s", pspecs[i]->name);
      guint n_notified = 0;

      if (pspecs[i]->owner_type != get_type (data) || !(pspecs[i]->flags & G_PARAM_READABLE)
          || !(pspecs[i]->flags & G_PARAM_WRITABLE) || (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY))
        continue;

      g_signal_connect_swapped (object, detailed, G_CALLBACK (gh_ui_test_count), &n_notified);
      g_object_get_property (object, pspecs[i]->name, &value);
      g_object_set_property (object, pspecs[i]->name, &value);
      if (n_notified != 0)
        g_error ("%s:%s is notified without a change", (const char *) data, pspecs[i]->name);
    }
  g_assert_finalize_object (object);
}

/* A button that has only an icon must say in words what it does. */
static void
assert_named (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL
      && gtk_widget_get_tooltip_text (widget) == NULL)
    g_error ("a button with the icon %s has no name",
             gtk_button_get_icon_name (GTK_BUTTON (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    /* What libadwaita makes by itself has names of its own kind. */
    if (!ADW_IS_ENTRY_ROW (child) && !g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwBackButton"))
      assert_named (child);
}

static void
test_icons_have_names (gconstpointer data)
{
  GObject *object = g_object_ref_sink (g_object_new (get_type (data), NULL));

  assert_named (GTK_WIDGET (object));
  g_assert_finalize_object (object);
}

static void
test_the_detail_shows_every_field_as_text (void)
{
  g_autoptr (GhFaceEvent) event = gh_sample_event_new (4, G_GINT64_CONSTANT (1795356131000000));
  g_autoptr (GhFaceEvent) plain = gh_sample_event_new_named ("<i>1</i>", "<b>R&D</b>", 0);
  GhEventDetail *detail = GH_EVENT_DETAIL (gh_event_detail_new (NULL));
  GtkWindow *window;

  gh_event_detail_set_event (detail, event);
  window = gh_ui_test_show (GTK_WIDGET (detail), 400, 900);
  g_assert_true (gh_ui_test_says (detail, "22 Nov 2026, 14:02:11"));
  g_assert_true (gh_ui_test_says (detail, "event-000004"));
  g_assert_true (gtk_widget_get_visible (gh_ui_test_child (detail, "metadata_group")));

  gh_event_detail_set_event (detail, plain);
  gh_ui_test_paint (window);
  g_assert_true (gh_ui_test_says (detail, "<b>R&D</b>"));
  g_assert_true (gh_ui_test_says (detail, "<i>1</i>"));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "location")));
  g_assert_false (gtk_widget_get_visible (gh_ui_test_child (detail, "enrolled_box")));
  gh_ui_test_close (window);
}

static void
test_a_meter_knows_what_it_does_not_know (void)
{
  GhMeter *meter = g_object_ref_sink (GH_METER (gh_meter_new ()));

  gh_meter_set_share (meter, 0.9);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (meter), "good"));
  gh_meter_set_share (meter, 0.3);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (meter), "poor"));
  gh_meter_set_share (meter, 7.0);
  g_assert_cmpfloat (gh_meter_get_share (meter), ==, -1.0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (meter), "none"));
  g_assert_finalize_object (meter);
}

G_NORETURN static void
parsing_failed_cb (GtkCssProvider *provider,
                   GtkCssSection *section,
                   const GError *error,
                   gpointer user_data)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_error ("%s: %s", where, error->message);
}

static void
test_the_style_is_understood (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *css = NULL;

  g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_failed_cb), NULL);
  gtk_css_provider_load_from_resource (provider, "/dev/gatehouse/Gatehouse/style.css");
  css = gtk_css_provider_to_string (provider);
  g_assert_nonnull (strstr (css, "stale-strip"));
}

/* As wide as that, and as high as it needs: where the child is. */
static graphene_rect_t
place_child (GtkWidget *box, GtkWidget *child, int width, int *height)
{
  graphene_rect_t bounds;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, height, NULL, NULL, NULL);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, width, *height }, -1);
  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  return bounds;
}

static void
assert_bounds (graphene_rect_t found, double x, double y, double width, double height)
{
  g_test_message ("%g %g %g %g", (double) found.origin.x, (double) found.origin.y,
                  (double) found.size.width, (double) found.size.height);
  g_assert_true (graphene_rect_equal (
    &found, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height)));
}

static void
test_a_box_folds_where_there_is_no_room (void)
{
  GtkWidget *box = g_object_ref_sink (gh_fold_box_new ());
  /* Wants 300, and is content with 90. */
  GtkWidget *words = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                   "min-content-width", 90,
                                   "propagate-natural-width", TRUE,
                                   "height-request", 60,
                                   "child", g_object_new (GTK_TYPE_BOX, "width-request", 300, NULL),
                                   NULL);
  GtkWidget *buttons = g_object_new (GTK_TYPE_BOX, "width-request", 100, "height-request", 30, NULL);
  int height;

  gtk_widget_set_parent (words, box);
  gtk_widget_set_parent (buttons, box);

  assert_bounds (place_child (box, words, 500, &height), 0, 0, 388, 60);
  assert_bounds (place_child (box, buttons, 500, &height), 400, 0, 100, 60);
  g_assert_cmpint (height, ==, 60);
  /* Less than it wants, but buttons take no more than a quarter. */
  assert_bounds (place_child (box, words, 410, &height), 0, 0, 298, 60);
  assert_bounds (place_child (box, words, 280, &height), 0, 0, 280, 60);
  assert_bounds (place_child (box, buttons, 280, &height), 180, 66, 100, 30);
  g_assert_cmpint (height, ==, 96);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  assert_bounds (place_child (box, words, 500, &height), 112, 0, 388, 60);
  assert_bounds (place_child (box, buttons, 500, &height), 0, 0, 100, 60);
  assert_bounds (place_child (box, words, 280, &height), 0, 0, 280, 60);
  assert_bounds (place_child (box, buttons, 280, &height), 0, 66, 100, 30);

  gtk_widget_set_visible (buttons, FALSE);
  assert_bounds (place_child (box, words, 280, &height), 0, 0, 280, 60);
  g_assert_cmpint (height, ==, 60);
  g_assert_finalize_object (box);
}

int
main (int argc, char *argv[])
{
  GType types[] = {
    GH_TYPE_ACCOUNT_BOX,   GH_TYPE_BREAK_ROW,     GH_TYPE_EVENT_BROWSER, GH_TYPE_EVENT_DETAIL,
    GH_TYPE_EVENT_PICTURE, GH_TYPE_EVENT_ROW,     GH_TYPE_EVENT_VIEW,    GH_TYPE_EVENTS_PAGE,
    GH_TYPE_FACE_PICTURE,  GH_TYPE_LINK_INDICATOR, GH_TYPE_LIVE_PAGE,    GH_TYPE_METER,
    GH_TYPE_NOTICES,       GH_TYPE_SHORTCUTS_DIALOG, GH_TYPE_SIGN_IN_PAGE,
    GH_TYPE_FACELESS_DIALOG, GH_TYPE_FAULT_BOX,     GH_TYPE_FIELD_FAULT, GH_TYPE_NEW_PERSON_DIALOG,
    GH_TYPE_PAGE_STACK,      GH_TYPE_PEOPLE_PAGE,   GH_TYPE_PEOPLE_VIEW, GH_TYPE_PERSON_DIALOG,
    GH_TYPE_PERSON_FACES,    GH_TYPE_PERSON_FORM,   GH_TYPE_PERSON_ROW,  GH_TYPE_PILL,
    GH_TYPE_SIDEBAR,         GH_TYPE_ACCOUNT_PAGE,  GH_TYPE_CAMERAS_PAGE, GH_TYPE_PASSWORD_FORM,
    GH_TYPE_FOLD_BOX,
  };

  gh_ui_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const char *name = g_type_name (types[i]);
      g_autofree char *lives = g_strdup_printf ("/widgets/%s/lives", name);
      g_autofree char *notifies = g_strdup_printf ("/widgets/%s/notifies", name);
      g_autofree char *named = g_strdup_printf ("/widgets/%s/named", name);

      g_test_add_data_func (lives, name, test_comes_and_goes);
      g_test_add_data_func (notifies, name, test_same_value_is_not_notified);
      g_test_add_data_func (named, name, test_icons_have_names);
    }
  g_test_add_func ("/widgets/detail", test_the_detail_shows_every_field_as_text);
  g_test_add_func ("/widgets/meter", test_a_meter_knows_what_it_does_not_know);
  g_test_add_func ("/widgets/fold-box", test_a_box_folds_where_there_is_no_room);
  g_test_add_func ("/widgets/style", test_the_style_is_understood);

  return g_test_run ();
}
