/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-plan.h"
#include "gh-error.h"
#include "gh-test-main.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gh-bulk-plan-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static GhBulkPlan *
load_table (Fixture *fixture, const char *text, GError **error)
{
  g_autofree char *path = write_file (fixture, "table.csv", text);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return gh_bulk_plan_new_from_table (file, NULL, error);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "b.jpg", "a.PNG", "notes.txt", ".c.jpg", "d.jpg", "d.webp" };
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GhBulkPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_bulk_plan_new_from_folder (folder, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (write_file (fixture, names[i], ""));

  plan = gh_bulk_plan_new_from_folder (folder, NULL, NULL);
  g_assert_cmpuint (gh_bulk_plan_get_n_rows (plan), ==, 4);
  g_assert_cmpuint (gh_bulk_plan_get_n_ignored (plan), ==, 2);
  g_assert_cmpstr (gh_bulk_row_get_face_id (gh_bulk_plan_get_row (plan, 0)), ==, "a");
  g_assert_cmpstr (gh_bulk_row_get_face_id (gh_bulk_plan_get_row (plan, 1)), ==, "b");
  g_assert_cmpuint (gh_bulk_row_get_number (gh_bulk_plan_get_row (plan, 1)), ==, 2);
  for (guint i = 2; i < 4; i++)
    g_assert_cmpstr (gh_bulk_row_get_reason_name (gh_bulk_plan_get_row (plan, i)), ==, "twice");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhBulkPlan) plan =
    load_table (fixture,
                "Note, FACE_ID ,file,user,confidence\r\n"
                "x,A1,one.jpg,ada@example.org,0.5\r\n"
                "\r\n"
                ",,two.jpg,,\r\n"
                ",A3,/abs/three.jpg,u9,1.5\r\n"
                ",,,,\r\n"
                ",A5,five.jpg\r\n"
                ",A5,six.jpg\r\n"
                ",\"A\n7\",seven.jpg\r\n",
                NULL);
  static const struct
  {
    guint number;
    const char *face_id;
    const char *person;
    const char *reason;
  } expected[] = {
    { 2, "A1", "ada@example.org", NULL }, { 4, "two", NULL, NULL },
    { 5, "A3", "u9", "confidence" },      { 6, "", NULL, "face-id" },
    { 7, "A5", NULL, "twice" },           { 8, "A5", NULL, "twice" },
    { 9, "A\n7", NULL, "face-id" },
  };
  g_autofree char *first = g_build_filename (fixture->folder, "one.jpg", NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (plan)), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GhBulkRow *row = gh_bulk_plan_get_row (plan, i);

      g_assert_cmpuint (gh_bulk_row_get_number (row), ==, expected[i].number);
      g_assert_cmpstr (gh_bulk_row_get_face_id (row), ==, expected[i].face_id);
      g_assert_cmpstr (gh_bulk_row_get_person (row), ==, expected[i].person);
      g_assert_cmpstr (gh_bulk_row_get_reason_name (row), ==, expected[i].reason);
    }
  g_assert_cmpstr (gh_bulk_row_get_path (gh_bulk_plan_get_row (plan, 0)), ==, first);
  g_assert_cmpstr (gh_bulk_row_get_path (gh_bulk_plan_get_row (plan, 2)), ==, "/abs/three.jpg");
  g_assert_cmpfloat (gh_bulk_row_get_confidence (gh_bulk_plan_get_row (plan, 0)), ==, 0.5);
}

static void
test_no_table (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = { "", "face_id,user\nA,b\n", "file\n", "file\n\"open" };
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/table.csv");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (load_table (fixture, cases[i], &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  g_assert_null (gh_bulk_plan_new_from_table (nowhere, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhBulkPlan) plan =
    load_table (fixture, "file,face_id,user\n/a.jpg,=1+1,x\n/b.jpg,B,\n/c.jpg,C,\n", NULL);
  g_autofree char *report = NULL;

  gh_bulk_row_set_enrolled (gh_bulk_plan_get_row (plan, 1), "r1");
  gh_bulk_row_set_failed (gh_bulk_plan_get_row (plan, 2), GH_BULK_REASON_TAKEN, "No, \"C\".");
  report = gh_bulk_plan_print_report (plan);
  g_assert_cmpstr (report, ==,
                   "row,file,face_id,user,state,reason,message,record_id\r\n"
                   "2,/a.jpg,\"'=1+1\",x,waiting,,,\r\n"
                   "3,/b.jpg,B,,enrolled,,,r1\r\n"
                   "4,/c.jpg,C,,failed,taken,\"No, \"\"C\"\".\",\r\n");
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhBulkPlan) plan =
    load_table (fixture, "file\na.jpg\nb.jpg\nc.jpg\nd.jpg\ne.jpg\n", NULL);
  g_autofree char *report = NULL;
  GhBulkCounts counts;

  gh_bulk_row_set_warning (gh_bulk_plan_get_row (plan, 0), "Dark.");
  gh_bulk_row_set_ready (gh_bulk_plan_get_row (plan, 0));
  gh_bulk_row_set_ready (gh_bulk_plan_get_row (plan, 1));
  gh_bulk_row_set_enrolled (gh_bulk_plan_get_row (plan, 2), "r2");
  gh_bulk_row_set_warning (gh_bulk_plan_get_row (plan, 3), "Dark.");
  gh_bulk_row_set_failed (gh_bulk_plan_get_row (plan, 3), GH_BULK_REASON_REFUSED, "No.");
  gh_bulk_plan_count (plan, &counts);
  g_assert_cmpuint (counts.n_waiting, ==, 1);
  g_assert_cmpuint (counts.n_ready, ==, 2);
  g_assert_cmpuint (counts.n_enrolled, ==, 1);
  g_assert_cmpuint (counts.n_failed, ==, 1);
  g_assert_cmpuint (counts.n_warnings, ==, 1);

  report = gh_bulk_plan_print_report (plan);
  g_assert_nonnull (strstr (report, ",a,,ready,,Dark.,\r\n"));
  g_assert_nonnull (strstr (report, ",d,,failed,refused,No.,\r\n"));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/bulk-plan/folder", test_folder);
  ADD ("/bulk-plan/table", test_table);
  ADD ("/bulk-plan/no-table", test_no_table);
  ADD ("/bulk-plan/report", test_report);
  ADD ("/bulk-plan/counts", test_counts);

  return g_test_run ();
}
