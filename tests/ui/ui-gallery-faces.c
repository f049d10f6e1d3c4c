/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows every state of the pages about faces at a scripted server and writes a picture of each, to
 * be looked at: ui-gallery-faces [--rtl] [--large] DIRECTORY [SCENE…]. */

#include "gh-face-detail.h"
#include "gh-face-view.h"
#include "gh-faces-page.h"
#include "gh-identify-page.h"
#include "gh-sample-events.h"
#include "gh-sample-faces.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define N_FACES 480
#define RECORDS "/api/face-recognition/records"
#define ASK "/api/face-recognition/recognize-base64"
#define FOUND                                                                                     \
  "{\"success\":true,\"data\":{\"recognizedFaces\":[{\"id\":\"record-1\",\"faceId\":\"FACE-0001\","    \
  "\"userId\":\"user-1\",\"confidence\":0.91,"                                                      \
  "\"boundingBox\":{\"x\":80,\"y\":70,\"width\":160,\"height\":200},"                                 \
  "\"user\":{\"id\":\"user-1\",\"email\":\"a@desk.example\",\"firstName\":\"Rafael\","                 \
  "\"lastName\":\"Ortega Villanueva\",\"role\":\"USER\"}}],"                                         \
  "\"unknownFaces\":[{\"confidence\":0.5,"                                                          \
  "\"boundingBox\":{\"x\":10,\"y\":20,\"width\":50,\"height\":60}},{\"confidence\":0.4}]}}"

typedef struct
{
  GhUiDesk desk;
  GhSampleFaces *faces; /* (owned) */
  GtkWidget *page;      /* (unowned) */
  GtkWindow *window;    /* (unowned) */
} Gallery;

typedef void (*Scene) (Gallery *gallery);

static void
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A person needs a moment to look, too. */
static void
spin (Gallery *gallery, guint milliseconds)
{
  for (guint passed = 0; passed < milliseconds; passed += 50)
    {
      gboolean over = FALSE;

      g_timeout_add_once (50, time_over_cb, &over);
      while (!over)
        g_main_context_iteration (NULL, TRUE);
      gh_ui_desk_advance_us (&gallery->desk, 50 * G_TIME_SPAN_MILLISECOND);
    }
}

static gpointer
child (Gallery *gallery, const char *name)
{
  return gh_ui_test_child (gallery->page, name);
}

static gpointer
detail (Gallery *gallery)
{
  return gh_ui_test_child (child (gallery, "browser"), "detail");
}

static void
sign_in (Gallery *gallery, GhRole role)
{
  gallery->desk.role = role;
  gh_ui_desk_sign_in (&gallery->desk);
}

static void
show (Gallery *gallery, GtkWidget *page, const char *title)
{
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  gallery->page = page;
  g_object_set (page,
                "clock", gallery->desk.clock,
                "picture-loader", gallery->desk.loader,
                "connection", gallery->desk.connection,
                NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), page);
  adw_window_set_content (ADW_WINDOW (gallery->window), toolbar);
  spin (gallery, 600);
}

static void
show_faces (Gallery *gallery, GhRole role)
{
  sign_in (gallery, role);
  show (gallery, gh_faces_page_new (), "Faces");
}

static void
open_face (Gallery *gallery, guint position)
{
  g_autoptr (GhPagedItem) item =
    g_list_model_get_item (gh_face_view_get_model (child (gallery, "view")), position);

  g_signal_emit_by_name (child (gallery, "view"), "activated", item);
  spin (gallery, 400);
}

static void
faces (Gallery *gallery)
{
  show_faces (gallery, GH_ROLE_ADMIN);
}

static void
faces_table (Gallery *gallery)
{
  show_faces (gallery, GH_ROLE_ADMIN);
  adw_toggle_group_set_active_name (child (gallery, "modes"), "table");
  spin (gallery, 300);
}

static void
faces_middle (Gallery *gallery)
{
  GtkAdjustment *adjustment;

  show_faces (gallery, GH_ROLE_ADMIN);
  adjustment = gtk_scrolled_window_get_vadjustment (
    gh_ui_test_child (child (gallery, "view"), "gallery_scroller"));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  spin (gallery, 400);
}

static void
faces_detail (Gallery *gallery)
{
  show_faces (gallery, GH_ROLE_ADMIN);
  open_face (gallery, 2);
}

static void
faces_user (Gallery *gallery)
{
  show_faces (gallery, GH_ROLE_USER);
  open_face (gallery, 3);
}

static void
faces_history (Gallery *gallery)
{
  faces_detail (gallery);
  adw_toggle_group_set_active_name (gh_ui_test_child (detail (gallery), "tabs"),
                                    "history");
  spin (gallery, 400);
}

static void
faces_deleting (Gallery *gallery)
{
  faces_detail (gallery);
  gtk_widget_activate_action (detail (gallery), "face.delete", NULL);
  spin (gallery, 200);
}

static void
faces_field (Gallery *gallery)
{
  gh_sample_faces_set_field (gallery->faces, TRUE);
  faces_detail (gallery);
}

static void
faces_edit (Gallery *gallery)
{
  faces_detail (gallery);
  gtk_widget_activate_action (detail (gallery), "face.edit", NULL);
  spin (gallery, 400);
}

static void
faces_empty (Gallery *gallery)
{
  gh_sample_faces_set_total (gallery->faces, 0);
  show_faces (gallery, GH_ROLE_ADMIN);
}

static void
faces_none (Gallery *gallery)
{
  show_faces (gallery, GH_ROLE_ADMIN);
  gh_page_show_item (GH_PAGE (gallery->page), "FACE-9");
  spin (gallery, 700);
}

static void
faces_loading (Gallery *gallery)
{
  gh_test_server_hold (gallery->desk.server, "GET", RECORDS);
  show_faces (gallery, GH_ROLE_ADMIN);
}

static void
faces_offline (Gallery *gallery)
{
  sign_in (gallery, GH_ROLE_ADMIN);
  gh_test_server_stop (gallery->desk.server);
  show (gallery, gh_faces_page_new (), "Faces");
  for (guint i = 0; i < 12; i++)
    {
      gh_ui_desk_advance_us (&gallery->desk, G_TIME_SPAN_SECOND);
      spin (gallery, 50);
    }
}

static void
show_identify (Gallery *gallery, guint n_pictures)
{
  sign_in (gallery, GH_ROLE_ADMIN);
  show (gallery, gh_identify_page_new (), "Identify");
  for (guint i = 0; i < n_pictures; i++)
    {
      g_autoptr (GBytes) picture = gh_sample_portrait_draw (i);
      g_autofree char *name = g_strdup_printf ("door-%u.jpeg", i + 1);

      gh_identify_page_add_bytes (GH_IDENTIFY_PAGE (gallery->page), picture, name);
    }
  spin (gallery, 900);
}

static void
identify_empty (Gallery *gallery)
{
  show_identify (gallery, 0);
}

static void
identify (Gallery *gallery)
{
  gh_test_server_respond (gallery->desk.server, "POST", ASK, 200, FOUND);
  show_identify (gallery, 1);
}

static void
identify_batch (Gallery *gallery)
{
  gh_test_server_respond (gallery->desk.server, "POST", ASK, 200, FOUND);
  gh_test_server_respond (gallery->desk.server, "POST", ASK, 403, "{\"message\":\"no\"}");
  show_identify (gallery, 4);
}

static void
identify_camera (Gallery *gallery)
{
  g_autoptr (GhCameraDevices) cameras = gh_camera_devices_new ();
  g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();

  gh_camera_devices_add (cameras, test);
  show_identify (gallery, 0);
  g_object_set (gallery->page, "cameras", cameras, NULL);
  gtk_widget_activate_action (GTK_WIDGET (gallery->page), "identify.camera", NULL);
  for (guint i = 0; i < 50; i++)
    {
      gh_ui_desk_advance_us (&gallery->desk, 50 * G_TIME_SPAN_MILLISECOND);
      spin (gallery, 50);
    }
}

static const struct
{
  const char *name;
  Scene scene;
} scenes[] = {
  { "faces", faces },
  { "faces-table", faces_table },
  { "faces-middle", faces_middle },
  { "faces-detail", faces_detail },
  { "faces-user", faces_user },
  { "faces-history", faces_history },
  { "faces-deleting", faces_deleting },
  { "faces-field", faces_field },
  { "faces-edit", faces_edit },
  { "faces-empty", faces_empty },
  { "faces-none", faces_none },
  { "faces-loading", faces_loading },
  { "faces-offline", faces_offline },
  { "identify-empty", identify_empty },
  { "identify", identify },
  { "identify-batch", identify_batch },
  { "identify-camera", identify_camera },
};

static const struct
{
  int width;
  int height;
} sizes[] = { { 360, 720 }, { 1200, 800 }, { 1920, 1080 } };

static void
write_picture (Gallery *gallery, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (gallery->window));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  /* Nothing is there while the window is about to be laid out. */
  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gdk_paintable_snapshot (paintable, snapshot,
                              gtk_widget_get_width (GTK_WIDGET (gallery->window)),
                              gtk_widget_get_height (GTK_WIDGET (gallery->window)));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        spin (gallery, 50);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (gallery->window)),
                                         node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static void
take (guint scene, guint size, gboolean dark, const char *directory)
{
  g_autofree char *name = g_strdup_printf ("%s/%s-%dx%d%s.png", directory, scenes[scene].name,
                                           sizes[size].width, sizes[size].height,
                                           dark ? "-dark" : "");
  Gallery gallery = { 0 };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gh_ui_desk_set_up (&gallery.desk);
  gallery.faces = gh_sample_faces_new (gallery.desk.server, N_FACES);
  gallery.window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (gallery.window, sizes[size].width, sizes[size].height);
  gtk_widget_set_size_request (GTK_WIDGET (gallery.window), 360, 200);
  gtk_window_present (gallery.window);
  spin (&gallery, 50);

  scenes[scene].scene (&gallery);
  spin (&gallery, 300);
  write_picture (&gallery, name);
  gh_test_server_release (gallery.desk.server, "GET", RECORDS);
  gtk_window_destroy (gallery.window);
  gh_test_drain ();
  gh_ui_desk_tear_down (&gallery.desk);
  gh_sample_faces_free (gallery.faces);
  g_print ("%s\n", name);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("DIRECTORY [SCENE…]");
  g_autoptr (GError) error = NULL;
  gboolean rtl = FALSE;
  gboolean large = FALSE;
  const GOptionEntry options[] = {
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, "With text of twice the size", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "ui-gallery-faces DIRECTORY [SCENE…]");
      return 2;
    }

  gh_ui_test_init (&(int) { 1 }, &argv);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  g_mkdir_with_parents (argv[1], 0755);

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      if (argc > 2 && !g_strv_contains ((const char *const *) argv + 2, scenes[i].name))
        continue;
      for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
        for (guint dark = 0; dark < 2; dark++)
          take (i, size, dark == 1, argv[1]);
    }
  return 0;
}
