/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows every state of the pages with made-up objects and writes a picture of each, to be looked
 * at: ui-gallery [--rtl] [--large] [--size WIDTHxHEIGHT] DIRECTORY [SCENE…]. With --tell in place
 * of a directory it says what is in each. */

#include "gallery.h"

#include "gallery-telling.h"
#include "gh-link-indicator.h"
#include "gh-locale.h"
#include "gh-system-clock.h"

static void
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
gallery_spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add_once (milliseconds, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

GError *
gallery_make_error (GhError code, const char *message)
{
  return g_error_new_literal (GH_ERROR, (int) code, message);
}

/* As the window has it: a header with the state of the link over the page. */
GtkWidget *
gallery_with_header (Gallery *gallery,
                     const char *title,
                     GtkWidget *page,
                     GhFeedState state,
                     GError *error)
{
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *link =
    g_object_new (GH_TYPE_LINK_INDICATOR,
                  "clock", gallery->clock,
                  "state", state,
                  "since-us", gh_clock_get_real_us (gallery->clock) - 90 * G_TIME_SPAN_SECOND,
                  "retry-at-us", gh_clock_get_real_us (gallery->clock) + 5 * G_TIME_SPAN_SECOND,
                  "error", error,
                  "brief", gtk_widget_get_width (gallery->window) < 500,
                  NULL);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), link);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), page);
  return toolbar;
}

GtkWidget *
gallery_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gallery_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
gallery_show (Gallery *gallery, GtkWidget *widget)
{
  adw_window_set_content (ADW_WINDOW (gallery->window), widget);
  gallery_spin (100);
}

/* Each ends with a scene without a name. */
static const GalleryScene *const collections[] = {
  gallery_sign_in_scenes, gallery_live_scenes,   gallery_events_scenes,
  gallery_alerts_scenes,  gallery_bulk_scenes,   gallery_enrol_scenes,
  gallery_history_scenes, gallery_overview_scenes, gallery_people_scenes,
  gallery_wall_scenes,
};

static struct
{
  int width;
  int height;
} sizes[] = { { 360, 720 }, { 1280, 800 }, { 1920, 1080 } };

static guint n_sizes = G_N_ELEMENTS (sizes);

static void
write_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  /* Nothing is there while the window is about to be laid out. */
  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                              gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        gallery_spin (50);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static void
take (Gallery *gallery, const GalleryScene *scene, guint size, gboolean dark, const char *directory)
{
  GtkWidget *widget;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gallery->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (gallery->window), sizes[size].width,
                               sizes[size].height);
  gtk_widget_set_size_request (gallery->window, 360, 200);
  gtk_window_present (GTK_WINDOW (gallery->window));
  gallery_spin (50);

  widget = scene->make (gallery);
  if (gtk_widget_get_parent (widget) == NULL)
    adw_window_set_content (ADW_WINDOW (gallery->window), widget);
  gallery_spin (directory != NULL ? 400 : 100);
  if (directory != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s-%dx%d%s.png", directory, scene->name,
                                               sizes[size].width, sizes[size].height,
                                               dark ? "-dark" : "");

      write_picture (gallery->window, name);
      g_print ("%s\n", name);
    }
  else
    gallery_tell (scene->name, gallery->window, sizes[size].width);
  gtk_window_destroy (GTK_WINDOW (gallery->window));
}

static void
take_all (Gallery *gallery, const GalleryScene *scene, const char *directory)
{
  if (directory == NULL)
    {
      /* It announces something, and that of GTK_A11Y=test crashes then (GTK 4.18). */
      if (!g_str_equal (scene->name, "overview-focus"))
        take (gallery, scene, 0, FALSE, NULL);
      return;
    }
  for (guint size = 0; size < n_sizes; size++)
    for (guint dark = 0; dark < 2; dark++)
      take (gallery, scene, size, dark == 1, directory);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new ("DIRECTORY [SCENE…]");
  g_autoptr (GError) error = NULL;
  gboolean rtl = FALSE;
  gboolean large = FALSE;
  gboolean only_tell = FALSE;
  const char *directory;
  char **chosen;
  g_autofree char *size = NULL;
  const GOptionEntry options[] = {
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, "With text of twice the size", NULL },
    { "tell", 0, 0, G_OPTION_ARG_NONE, &only_tell, "Say what is there", NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Of this size alone", "WIDTHxHEIGHT" },
    { NULL },
  };
  Gallery gallery = { 0 };

  gh_locale_init ();
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || (argc < 2 && !only_tell))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "ui-gallery DIRECTORY [SCENE…]");
      return 2;
    }

  if (size != NULL && sscanf (size, "%dx%d", &sizes[0].width, &sizes[0].height) == 2)
    n_sizes = 1;

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/dev/gatehouse/Gatehouse/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/dev/gatehouse/Gatehouse/icons");
  directory = only_tell ? NULL : argv[1];
  chosen = argv + (only_tell ? 1 : 2);
  if (directory != NULL)
    g_mkdir_with_parents (directory, 0755);
  gallery.clock = gh_system_clock_new ();
  gallery.loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    for (const GalleryScene *scene = collections[i]; scene->name != NULL; scene++)
      if (*chosen == NULL || g_strv_contains ((const char *const *) chosen, scene->name))
        take_all (&gallery, scene, directory);

  g_clear_object (&gallery.loader);
  g_clear_object (&gallery.clock);
  return 0;
}
