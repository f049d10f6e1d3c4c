/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-enrol-dialog.h"
#include "gh-picture-source.h"
#include "gh-sample-events.h"
#include "gh-system-clock.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#define RECOGNIZE "/api/face-recognition/recognize"
#define RECOGNIZE_TEXT "/api/face-recognition/recognize-base64"
#define NOBODY                                                                                     \
  "{\"success\":true,\"data\":{\"recognizedFaces\":[],\"unknownFaces\":[{\"confidence\":0.8,"      \
  "\"boundingBox\":{\"x\":1,\"y\":1,\"width\":9,\"height\":9}}]}}"
#define PERSON(id, first, last)                                                                    \
  "{\"id\":\"" id "\",\"email\":\"" first "@desk.example\",\"firstName\":\"" first                \
  "\",\"lastName\":\"" last "\",\"role\":\"USER\",\"isActive\":true,"                              \
  "\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}"

static GhUiDesk desk;

/* A server of its own for each, because what is scripted is played in its order. */
static void
begin (void)
{
  if (desk.server != NULL)
    gh_ui_desk_tear_down (&desk);
  gh_ui_desk_set_up (&desk);
  gh_ui_desk_sign_in (&desk);
}

static void
script_the_rest (void)
{
  gh_test_server_respond (desk.server, "GET", "/api/users", 200,
                          "{\"success\":true,\"data\":{\"items\":["
                          PERSON ("1", "Ada", "Lovelace") "," PERSON ("2", "Grace", "Hopper") ","
                          PERSON ("3", "Mary", "Jackson") "," PERSON ("4", "Radia", "Perlman")
                          "],\"total\":4,\"page\":1,\"limit\":30,\"totalPages\":1}}");
  gh_test_server_respond (desk.server, "GET", "/api/face-recognition/records", 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":5,\"totalPages\":0}}");
  gh_test_server_respond (desk.server, "POST", RECOGNIZE, 200,
                          "{\"success\":true,\"data\":{\"imageData\":\"\",\"faceData\":\"T\","
                          "\"confidence\":0.93}}");
  gh_test_server_respond (desk.server, "POST", RECOGNIZE_TEXT, 200, NOBODY);
}

static GhEnrolDialog *
open_dialog (GtkWidget *window, gboolean with_camera)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhCameraDevices) devices = gh_camera_devices_new ();
  g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();
  GhEnrolDialog *dialog;

  script_the_rest ();
  if (with_camera)
    gh_camera_devices_add (devices, test);
  adw_window_set_content (ADW_WINDOW (window), adw_bin_new ());
  dialog = gh_enrol_dialog_new (desk.connection, clock, desk.loader, devices, NULL, NULL);
  adw_dialog_present (ADW_DIALOG (dialog), window);
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));

  return dialog;
}

static void
show_source (GtkWidget *window, const char *name)
{
  GhEnrolDialog *dialog = open_dialog (window, TRUE);

  adw_toggle_group_set_active_name (
    gh_ui_test_child (gh_ui_test_child (dialog, "source"), "toggles"), name);
}

static void
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
show_camera (GtkWidget *window)
{
  gboolean is_over = FALSE;

  open_dialog (window, TRUE);
  g_timeout_add_once (2500, over_cb, &is_over);
  gh_test_wait_until (is_over);
}

static void
show_no_camera (GtkWidget *window)
{
  open_dialog (window, FALSE);
}

static void
show_file (GtkWidget *window)
{
  show_source (window, "file");
}

static void
show_server (GtkWidget *window)
{
  show_source (window, "server");
}

static const char *
get_page (GhEnrolDialog *dialog)
{
  return adw_navigation_view_get_visible_page_tag (gh_ui_test_child (dialog, "navigation"));
}

static gpointer
get_detail (GhEnrolDialog *dialog, const char *name)
{
  return gh_ui_test_child (gh_ui_test_child (dialog, "details"), name);
}

/* A picture of somebody, from where it is said to be. */
static GhEnrolDialog *
open_frame (GtkWidget *window)
{
  const char *path = g_getenv ("GATEHOUSE_GALLERY_PICTURE");
  GhEnrolDialog *dialog = open_dialog (window, TRUE);
  GhPictureSource *source = gh_ui_test_child (dialog, "source");

  if (path != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);

      gh_picture_source_take_file (source, file);
    }
  else
    {
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (0, 0);

      gh_enrol_dialog_take_bytes (dialog, gh_face_event_get_image (event));
    }
  gh_test_wait_until (g_strcmp0 (get_page (dialog), "frame") == 0);

  return dialog;
}

/* As from a face that was found in a picture: the frame is around it. */
static void
show_face (GtkWidget *window)
{
  const GhBoundingBox face = { 0.42, 0.3, 0.3, 0.3, TRUE };
  GhEnrolDialog *dialog = open_dialog (window, TRUE);
  g_autoptr (GhFaceEvent) event = gh_sample_event_new (0, 0);

  gh_enrol_dialog_take_face (dialog, gh_face_event_get_image (event), &face);
  gh_test_wait_until (g_strcmp0 (get_page (dialog), "frame") == 0);
}

static void
show_frame (GtkWidget *window)
{
  open_frame (window);
}

static GhEnrolDialog *
go_on (GtkWidget *window, const char *page)
{
  GhEnrolDialog *dialog = open_frame (window);
  GtkWidget *button = gh_ui_test_child (dialog, "next_button");

  gh_test_wait_until (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  gh_test_wait_until (g_strcmp0 (get_page (dialog), page) == 0);

  return dialog;
}

static void
show_details (GtkWidget *window)
{
  go_on (window, "details");
}

static void
show_known (GtkWidget *window)
{
  gh_test_server_respond (desk.server, "POST", RECOGNIZE_TEXT, 200,
                          "{\"success\":true,\"data\":{\"recognizedFaces\":[{\"id\":\"r1\","
                          "\"userId\":\"1\",\"faceId\":\"ada-1\",\"imageData\":\"\","
                          "\"faceData\":\"\",\"confidence\":0.9,\"isActive\":true,"
                          "\"createdAt\":\"2026-01-01T00:00:00Z\","
                          "\"updatedAt\":\"2026-01-01T00:00:00Z\",\"user\":"
                          PERSON ("1", "Ada", "Lovelace") "}],\"unknownFaces\":[]}}");
  go_on (window, "known");
}

static void
show_conflict (GtkWidget *window)
{
  GhEnrolDialog *dialog;

  gh_test_server_respond (desk.server, "POST", "/api/face-recognition/enroll", 409,
                          "{\"message\":\"exists\",\"statusCode\":409}");
  dialog = go_on (window, "details");
  gtk_editable_set_text (get_detail (dialog, "id_row"), "door-7");
  g_signal_emit_by_name (get_detail (dialog, "enrol_button"), "clicked");
  gh_test_wait_until (gtk_widget_get_visible (get_detail (dialog, "id_fault")));
}

static void
show_failed (GtkWidget *window)
{
  GhEnrolDialog *dialog;

  gh_test_server_respond (desk.server, "POST", "/api/face-recognition/enroll", 500, "{}");
  dialog = go_on (window, "details");
  g_signal_emit_by_name (get_detail (dialog, "enrol_button"), "clicked");
  gh_test_wait_until (adw_banner_get_revealed (gh_ui_test_child (dialog, "details_banner")));
}

static void
show_person (GtkWidget *window)
{
  GhEnrolDialog *dialog = go_on (window, "details");

  g_signal_emit_by_name (get_detail (dialog, "person_row"), "activated");
  gh_test_wait_until (gh_ui_test_says (gh_ui_test_child (dialog, "chooser"), "Ada Lovelace"));
}

/* Behind the dialog there is nothing. */
static GtkWidget *
present (Gallery *gallery, void (*show) (GtkWidget *window))
{
  begin ();
  show (gallery->window);

  return adw_window_get_content (ADW_WINDOW (gallery->window));
}

static GtkWidget *
camera (Gallery *gallery)
{
  return present (gallery, show_camera);
}

static GtkWidget *
no_camera (Gallery *gallery)
{
  return present (gallery, show_no_camera);
}

static GtkWidget *
file (Gallery *gallery)
{
  return present (gallery, show_file);
}

static GtkWidget *
server (Gallery *gallery)
{
  return present (gallery, show_server);
}

static GtkWidget *
frame (Gallery *gallery)
{
  return present (gallery, show_frame);
}

static GtkWidget *
face (Gallery *gallery)
{
  return present (gallery, show_face);
}

static GtkWidget *
details (Gallery *gallery)
{
  return present (gallery, show_details);
}

static GtkWidget *
known (Gallery *gallery)
{
  return present (gallery, show_known);
}

static GtkWidget *
conflict (Gallery *gallery)
{
  return present (gallery, show_conflict);
}

static GtkWidget *
failed (Gallery *gallery)
{
  return present (gallery, show_failed);
}

static GtkWidget *
person (Gallery *gallery)
{
  return present (gallery, show_person);
}

const GalleryScene gallery_enrol_scenes[] = {
  { "enrol-camera", camera },
  { "enrol-no-camera", no_camera },
  { "enrol-file", file },
  { "enrol-server", server },
  { "enrol-frame", frame },
  { "enrol-face", face },
  { "enrol-details", details },
  { "enrol-known", known },
  { "enrol-conflict", conflict },
  { "enrol-failed", failed },
  { "enrol-person", person },
  { NULL },
};
