/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gallery.h"

#include "gh-bulk-dialog.h"
#include "gh-sample-pictures.h"
#include "gh-test-wait.h"
#include "gh-ui-desk.h"

#include <glib/gstdio.h>

#define RECORDS "/api/face-recognition/records"
#define ENROLL "/api/face-recognition/enroll"
#define RECORD                                                                                     \
  "{\"success\":true,\"data\":{\"id\":\"r1\",\"faceId\":\"x\",\"imageData\":\"\","                 \
  "\"faceData\":\"\",\"confidence\":0.9,\"isActive\":true,"                                        \
  "\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}}"

static GhUiDesk desk;
static char *folder;

static void
write_table (void)
{
  static const char table[] =
    "file,face_id,user,confidence\n"
    "ada.jpg,ada-lovelace,ada@desk.example,\n"
    "grace.jpg,grace-hopper,,0.9\n"
    "small.jpg,mary-jackson,,\n"
    "medium.jpg,radia-perlman-who-has-a-very-long-name-that-does-not-fit,,\n"
    "nowhere.jpg,katherine-johnson,,\n"
    "katherine.jpg,hedy-lamarr,,7\n"
    "dorothy.jpg,dorothy-vaughan,,\n";
  g_autofree char *path = g_build_filename (folder, "Visitors in August.csv", NULL);

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
}

static void
make_folder (void)
{
  if (folder != NULL)
    return;

  folder = g_dir_make_tmp ("gh-gallery-bulk-XXXXXX", NULL);
  gh_sample_picture_write (folder, "ada.jpg", 400, 1);
  gh_sample_picture_write (folder, "grace.jpg", 400, 2);
  gh_sample_picture_write (folder, "small.jpg", 60, 3);
  gh_sample_picture_write (folder, "medium.jpg", 160, 4);
  gh_sample_picture_write (folder, "katherine.jpg", 400, 5);
  gh_sample_picture_write (folder, "dorothy.jpg", 400, 6);
  write_table ();
}

static void
begin (void)
{
  if (desk.server != NULL)
    gh_ui_desk_tear_down (&desk);
  make_folder ();
  gh_ui_desk_set_up (&desk);
  gh_ui_desk_sign_in (&desk);
}

static GhBulkDialog *
open_dialog (Gallery *gallery)
{
  GhBulkDialog *dialog;
  GhGateLimits limits;

  gh_test_server_respond (desk.server, "POST", "/api/face-recognition/recognize", 200,
                          "{\"success\":true,\"data\":{\"imageData\":\"\",\"faceData\":\"T\","
                          "\"confidence\":0.93}}");
  gh_test_server_respond (desk.server, "GET", "/api/users", 200,
                          "{\"success\":true,\"data\":{\"items\":[{\"id\":\"u7\",\"email\":"
                          "\"ada@desk.example\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\","
                          "\"role\":\"USER\",\"isActive\":true,\"createdAt\":"
                          "\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}],"
                          "\"total\":1,\"page\":1,\"limit\":30,\"totalPages\":1}}");
  gh_test_server_respond (desk.server, "GET", RECORDS, 200,
                          "{\"success\":true,\"data\":{\"items\":[],\"total\":0,\"page\":1,"
                          "\"limit\":50,\"totalPages\":0}}");
  gh_test_server_respond (desk.server, "POST", ENROLL, 201, RECORD);
  gh_gate_limits_init (&limits);
  adw_window_set_content (ADW_WINDOW (gallery->window), adw_bin_new ());
  dialog = gh_bulk_dialog_new (desk.connection, desk.clock, &limits);
  adw_dialog_present (ADW_DIALOG (dialog), gallery->window);
  gh_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));

  return dialog;
}

static GhBulkRun *
take_table (GhBulkDialog *dialog)
{
  g_autofree char *path = g_build_filename (folder, "Visitors in August.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gh_bulk_dialog_take (dialog, file);

  return gh_bulk_dialog_get_run (dialog);
}

static GtkWidget *
get_content (Gallery *gallery)
{
  return adw_window_get_content (ADW_WINDOW (gallery->window));
}

static GtkWidget *
empty (Gallery *gallery)
{
  begin ();
  open_dialog (gallery);
  gallery_spin (1000);

  return get_content (gallery);
}

static GtkWidget *
fault (Gallery *gallery)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GhBulkRun *run;
  GhBulkDialog *dialog;

  begin ();
  path = g_build_filename (folder, "ada.jpg", NULL);
  file = g_file_new_for_path (path);
  dialog = open_dialog (gallery);
  run = gh_bulk_dialog_get_run (dialog);
  gh_bulk_dialog_take (dialog, file);
  gh_test_wait_until (gh_bulk_run_get_error (run) != NULL);
  gallery_spin (1000);

  return get_content (gallery);
}

static GtkWidget *
checking (Gallery *gallery)
{
  begin ();
  gh_test_server_hang (desk.server, "GET", RECORDS);
  take_table (open_dialog (gallery));
  gh_test_wait_until (gh_test_server_count (desk.server, "GET", RECORDS) == 1);

  return get_content (gallery);
}

static GhBulkRun *
go_to_checked (Gallery *gallery)
{
  GhBulkRun *run = take_table (open_dialog (gallery));

  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_CHECKED);
  return run;
}

static GtkWidget *
checked (Gallery *gallery)
{
  begin ();
  go_to_checked (gallery);

  return get_content (gallery);
}

static GtkWidget *
problems (Gallery *gallery)
{
  GhBulkDialog *dialog;
  GhBulkRun *run;

  begin ();
  dialog = open_dialog (gallery);
  run = take_table (dialog);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_CHECKED);
  adw_toggle_group_set_active_name (
    gh_ui_test_child (gh_ui_test_child (dialog, "list"), "toggles"), "problems");

  return get_content (gallery);
}

static GtkWidget *
unchecked (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  gh_test_server_respond (desk.server, "GET", RECORDS, 403, "{\"message\":\"Forbidden\"}");
  run = take_table (open_dialog (gallery));
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_UNCHECKED);

  return get_content (gallery);
}

/* One is enrolled, the next under way. */
static GhBulkRun *
go_to_running (Gallery *gallery)
{
  GhBulkRun *run;

  gh_test_server_respond (desk.server, "POST", ENROLL, 201, RECORD);
  gh_test_server_hang (desk.server, "POST", ENROLL);
  run = go_to_checked (gallery);
  gh_bulk_run_enrol (run);
  gh_test_wait_until (gh_test_server_count (desk.server, "POST", ENROLL) == 2);

  return run;
}

static GtkWidget *
running (Gallery *gallery)
{
  begin ();
  go_to_running (gallery);

  return get_content (gallery);
}

static GtkWidget *
paused (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  gh_test_server_hold (desk.server, "POST", ENROLL);
  run = go_to_checked (gallery);
  gh_bulk_run_enrol (run);
  gh_test_wait_until (gh_test_server_get_n_held (desk.server, "POST", ENROLL) == 1);
  gh_bulk_run_pause (run);
  gh_test_server_release (desk.server, "POST", ENROLL);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_PAUSED);

  return get_content (gallery);
}

static GtkWidget *
waiting (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  gh_test_server_respond (desk.server, "POST", ENROLL, 429, "{}");
  run = go_to_checked (gallery);
  gh_bulk_run_enrol (run);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_RESTING);

  return get_content (gallery);
}

/* Each try has its own time. */
static GtkWidget *
offline (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  run = go_to_checked (gallery);
  gh_test_server_stop (desk.server);
  gh_bulk_run_enrol (run);
  while (gh_bulk_run_get_phase (run) != GH_BULK_RUN_RESTING)
    {
      gallery_spin (20);
      gh_ui_desk_advance_us (&desk, G_TIME_SPAN_SECOND / 10);
    }

  return get_content (gallery);
}

static GtkWidget *
stopped (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  run = go_to_running (gallery);
  gh_bulk_run_stop (run);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_STOPPED);

  return get_content (gallery);
}

static GtkWidget *
signed_out (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  run = go_to_running (gallery);
  gh_connection_sign_out (desk.connection);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_STOPPED);

  return get_content (gallery);
}

static GtkWidget *
finished (Gallery *gallery)
{
  GhBulkRun *run;

  begin ();
  gh_test_server_respond (desk.server, "POST", ENROLL, 201, RECORD);
  gh_test_server_respond (desk.server, "POST", ENROLL, 409,
                          "{\"message\":\"faceId already exists\",\"statusCode\":409}");
  gh_test_server_respond (desk.server, "POST", ENROLL, 201, RECORD);
  run = go_to_checked (gallery);
  gh_bulk_run_enrol (run);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_FINISHED);

  return get_content (gallery);
}

/* Another dialog at the same server. */
static GtkWidget *
interrupted (Gallery *gallery)
{
  GhBulkDialog *dialog;
  GhBulkRun *run;

  begin ();
  dialog = open_dialog (gallery);
  run = take_table (dialog);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_CHECKED);
  gh_test_server_hang (desk.server, "POST", ENROLL);
  gh_bulk_run_enrol (run);
  gh_test_wait_until (gh_test_server_count (desk.server, "POST", ENROLL) > 0);
  gh_bulk_run_stop (run);
  gh_test_wait_until (gh_bulk_run_get_phase (run) == GH_BULK_RUN_STOPPED);
  gh_bulk_run_clear (run);
  gh_test_wait_until (gtk_widget_get_visible (
    gh_ui_test_child (gh_ui_test_child (dialog, "source"), "interrupted_group")));

  return get_content (gallery);
}

const GalleryScene gallery_bulk_scenes[] = {
  { "bulk-empty", empty },
  { "bulk-fault", fault },
  { "bulk-interrupted", interrupted },
  { "bulk-checking", checking },
  { "bulk-checked", checked },
  { "bulk-problems", problems },
  { "bulk-unchecked", unchecked },
  { "bulk-running", running },
  { "bulk-paused", paused },
  { "bulk-waiting", waiting },
  { "bulk-offline", offline },
  { "bulk-stopped", stopped },
  { "bulk-signed-out", signed_out },
  { "bulk-finished", finished },
  { NULL },
};
