/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-demo.h"
#include "gh-cli-exit.h"
#include "gh-test-main.h"
#include "gh-test-png.h"
#include "gh-test-wait.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each command as it was built, before the evaluation server, in both dialects. */

#define N_PEOPLE 24
#define N_EVENTS 60
#define PASSWORD "Str0ng!Passw"
#define OTHER_PASSWORD "0ther!Passw"

static void
set_up (GhCliDemo *demo, gconstpointer dialect)
{
  gh_cli_demo_set_up (demo, dialect, N_EVENTS, 900);
}

static void
tear_down (GhCliDemo *demo, gconstpointer dialect)
{
  gh_cli_demo_tear_down (demo);
}

static gboolean
is_field (GhCliDemo *demo)
{
  return g_str_equal (demo->dialect, "field");
}

/* --- Running ---------------------------------------------------------------------------------- */

/* Every token begins so. */
static const char *const secrets[] = { "eyJ", PASSWORD, OTHER_PASSWORD, NULL };

static GhCliProgram *
finish (GhCliProgram *program, int expected)
{
  g_assert_cmpint (gh_cli_program_wait (program), ==, expected);
  gh_cli_program_assert_clean (program, secrets);

  return program;
}

static GPtrArray *
make_arguments (GhCliDemo *demo, const char *credentials, const char *const *words)
{
  GPtrArray *arguments = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, (gpointer) "--server");
  g_ptr_array_add (arguments, demo->base);
  g_ptr_array_add (arguments, (gpointer) "--credentials");
  g_ptr_array_add (arguments, (gpointer) credentials);
  g_ptr_array_add (arguments, NULL);

  return arguments;
}

static GhCliProgram *
run_as (GhCliDemo *demo, const char *credentials, int expected, const char *const *words)
{
  g_autoptr (GPtrArray) arguments = make_arguments (demo, credentials, words);

  return finish (gh_cli_program_startv ((const char *const *) arguments->pdata), expected);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#define RUN(demo, expected, ...) run_as (demo, (demo)->credentials, expected, WORDS (__VA_ARGS__))

/* What is expected of it is its end and nothing else. */
#define EXPECT(demo, expected, ...) gh_cli_program_free (RUN (demo, expected, __VA_ARGS__))

/* The lines of JSON, each an object. */
static GPtrArray *
parse (GhCliProgram *program)
{
  g_auto (GStrv) lines = gh_cli_program_dup_lines (program);
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);

      g_assert_no_error (error);
      g_ptr_array_add (objects, json_node_dup_object (node));
    }

  return objects;
}

static GPtrArray *
run_for_objects (GhCliDemo *demo, const char *const *words)
{
  g_autoptr (GhCliProgram) program = run_as (demo, demo->credentials, GH_CLI_EXIT_OK, words);

  return parse (program);
}

#define ASK(demo, ...) run_for_objects (demo, WORDS (__VA_ARGS__, "--json"))

static const char *
get_text (GPtrArray *objects, guint i, const char *name)
{
  g_assert_cmpuint (i, <, objects->len);
  return json_object_get_string_member (objects->pdata[i], name);
}

/* Whoever writes a script looks there. */
static void
assert_documented (const char *names)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "docs", "gatehousectl-json.md", NULL);
  g_auto (GStrv) fields = g_strsplit (names, " ", -1);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *field = g_strdup_printf ("`%s`", fields[i]);

      g_assert_nonnull (strstr (text, field));
    }
}

static void
assert_fields (GPtrArray *objects, const char *expected)
{
  assert_documented (expected);
  g_assert_cmpuint (objects->len, >, 0);
  for (guint i = 0; i < objects->len; i++)
    {
      g_autoptr (GList) members = json_object_get_members (objects->pdata[i]);
      g_autoptr (GString) names = g_string_new (NULL);

      for (GList *name = members; name != NULL; name = name->next)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const char *) name->data);
      g_assert_cmpstr (names->str, ==, expected);
    }
}

static void
assert_different_ids (GPtrArray *objects)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < objects->len; i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) get_text (objects, i, "id")));
}

/* --- Accounts --------------------------------------------------------------------------------- */

#define USER_FIELDS "id email firstName lastName role isActive createdAt updatedAt"

static void
test_own_account (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *mine =
    gh_cli_program_write_account (demo->folder, "mine.json", "new@example.org", PASSWORD);
  g_autofree char *other =
    gh_cli_program_write_account (demo->folder, "other.json", "new@example.org", OTHER_PASSWORD);
  g_autofree char *weak =
    gh_cli_program_write_account (demo->folder, "weak.json", "weak@example.org", "aaa");
  g_autofree char *foreign =
    gh_cli_program_write_account (demo->folder, "foreign.json", "else@example.org", PASSWORD);
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GhCliProgram) registered = NULL;
  g_autoptr (GhCliProgram) refused = NULL;

  registered = run_as (demo, mine, GH_CLI_EXIT_OK,
                       WORDS ("register", "--first-name=Ada", "--last-name=L", "--json"));
  made = parse (registered);
  assert_fields (made, USER_FIELDS);
  g_assert_cmpstr (get_text (made, 0, "firstName"), ==, "Ada");
  g_assert_cmpstr (get_text (made, 0, "role"), ==, "USER");
  gh_cli_program_free (run_as (demo, mine, GH_CLI_EXIT_REFUSED, WORDS ("register")));
  refused = run_as (demo, weak, GH_CLI_EXIT_REFUSED, WORDS ("register"));
  g_assert_nonnull (strstr (refused->errors->str, "at least 8 characters"));

  gh_cli_program_free (
    run_as (demo, mine, GH_CLI_EXIT_USAGE, WORDS ("passwd", "--new-credentials", foreign)));
  gh_cli_program_free (
    run_as (demo, mine, GH_CLI_EXIT_OK, WORDS ("passwd", "--new-credentials", other)));
  gh_cli_program_free (run_as (demo, mine, GH_CLI_EXIT_REFUSED, WORDS ("whoami")));
  gh_cli_program_free (
    run_as (demo, other, GH_CLI_EXIT_OK, WORDS ("passwd", "--forgotten", "--new-credentials", mine)));
  gh_cli_program_free (run_as (demo, mine, GH_CLI_EXIT_OK, WORDS ("whoami")));

  g_clear_pointer (&registered, gh_cli_program_free);
  registered = run_as (demo, mine, GH_CLI_EXIT_OK,
                       WORDS ("users", "update", "me", "--last-name=Lovelace", "--json"));
  changed = parse (registered);
  g_assert_cmpstr (get_text (changed, 0, "lastName"), ==, "Lovelace");
  g_assert_cmpstr (get_text (changed, 0, "firstName"), ==, "Ada");
}

static void
test_input_instead_of_files (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) whoami = make_arguments (demo, "-", WORDS ("whoami", "--json"));
  g_autoptr (GPtrArray) twice =
    make_arguments (demo, "-", WORDS ("passwd", "--new-credentials=-"));
  g_autofree char *credentials = NULL;
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", strlen ("nonsense"));

  g_assert_true (g_file_get_contents (demo->credentials, &credentials, NULL, NULL));
  input = g_bytes_new (credentials, strlen (credentials));
  gh_cli_program_free (
    finish (gh_cli_program_start_with_input (input, (const char *const *) whoami->pdata),
            GH_CLI_EXIT_OK));
  gh_cli_program_free (
    finish (gh_cli_program_start_with_input (nonsense, (const char *const *) whoami->pdata),
            GH_CLI_EXIT_USAGE));
  gh_cli_program_free (
    finish (gh_cli_program_start_with_input (input, (const char *const *) twice->pdata),
            GH_CLI_EXIT_USAGE));
}

static void
test_users (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *account =
    gh_cli_program_write_account (demo->folder, "new.json", "made@example.org", PASSWORD);
  g_autoptr (GPtrArray) created = ASK (demo, "users", "create", "--new-credentials", account,
                                       "--first-name=A", "--last-name=B", "--role=moderator");
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (GPtrArray) updated = NULL;
  g_autoptr (GPtrArray) off = NULL;
  g_autoptr (GPtrArray) listed_off = NULL;
  g_autoptr (GPtrArray) on = NULL;
  g_autoptr (GPtrArray) deleted = NULL;
  const char *id = get_text (created, 0, "id");

  assert_fields (created, USER_FIELDS);
  g_assert_cmpstr (get_text (created, 0, "role"), ==, "MODERATOR");
  EXPECT (demo, GH_CLI_EXIT_REFUSED, "users", "create", "--new-credentials", account);

  shown = ASK (demo, "users", "get", id);
  g_assert_cmpstr (get_text (shown, 0, "email"), ==, "made@example.org");
  updated = ASK (demo, "users", "update", id, "--first-name=", "--role=user");
  g_assert_true (json_object_get_null_member (updated->pdata[0], "firstName"));
  g_assert_cmpstr (get_text (updated, 0, "lastName"), ==, "B");
  g_assert_cmpstr (get_text (updated, 0, "role"), ==, "USER");

  off = ASK (demo, "users", "deactivate", id);
  g_assert_false (json_object_get_boolean_member (off->pdata[0], "isActive"));
  gh_cli_program_free (run_as (demo, account, GH_CLI_EXIT_REFUSED, WORDS ("whoami")));
  listed_off = ASK (demo, "users", "list", "--inactive", "--search=made@");
  g_assert_cmpuint (listed_off->len, ==, 1);
  on = ASK (demo, "users", "activate", id);
  g_assert_true (json_object_get_boolean_member (on->pdata[0], "isActive"));

  EXPECT (demo, GH_CLI_EXIT_USAGE, "users", "delete", id);
  EXPECT (demo, GH_CLI_EXIT_OK, "users", "get", id);
  deleted = ASK (demo, "users", "delete", id, "--yes");
  assert_fields (deleted, "id deleted");
  EXPECT (demo, GH_CLI_EXIT_FAILED, "users", "get", id);
  EXPECT (demo, GH_CLI_EXIT_FAILED, "users", "delete", id, "--yes");
}

static void
test_list_of_users (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) all = ASK (demo, "users", "list");
  g_autoptr (GPtrArray) admins = ASK (demo, "users", "list", "--role=admin");
  g_autoptr (GPtrArray) active = ASK (demo, "users", "list", "--active");
  g_autoptr (GPtrArray) inactive = ASK (demo, "users", "list", "--inactive");
  g_autoptr (GPtrArray) few = ASK (demo, "users", "list", "--limit=5");
  g_autoptr (GPtrArray) third = ASK (demo, "users", "list", "--limit=5", "--page=3");
  g_autoptr (GPtrArray) second = ASK (demo, "users", "list", "--page=2");
  g_autoptr (GPtrArray) beyond = ASK (demo, "users", "list", "--page=9");
  g_autoptr (GhCliProgram) table = RUN (demo, GH_CLI_EXIT_OK, "users", "list");

  g_assert_cmpuint (all->len, ==, N_PEOPLE);
  assert_different_ids (all);
  assert_fields (all, USER_FIELDS);
  g_assert_cmpuint (admins->len, >=, 1);
  g_assert_cmpuint (admins->len, <, all->len);
  g_assert_cmpuint (active->len + inactive->len, ==, all->len);
  g_assert_cmpuint (few->len, ==, 5);
  for (guint i = 0; i < third->len; i++)
    g_assert_cmpstr (get_text (third, i, "id"), ==, get_text (all, 10 + i, "id"));
  g_assert_cmpuint (third->len, ==, 5);
  g_assert_cmpuint (second->len, ==, N_PEOPLE - 20);
  g_assert_cmpuint (beyond->len, ==, 0);
  g_assert_true (g_str_has_prefix (table->output->str, "ID "));
  g_assert_nonnull (strstr (table->output->str, get_text (all, N_PEOPLE - 1, "id")));
}

/* --- Faces ------------------------------------------------------------------------------------ */

#define FACE_FIELDS                                                                               \
  "id faceId userId person confidence isActive hasImage hasTemplate createdAt updatedAt"

#define EVENT_FIELDS                                                                              \
  "id time type confidence person userId faceId faceRecordId cameraId location hasImage "          \
  "boundingBox metadata"

static void
assert_jpeg (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;
  GStatBuf info;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (data, 3, "\xff\xd8\xff", 3);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & (S_IRWXG | S_IRWXO), ==, 0);
}

static char *
take_snapshot (GhCliDemo *demo)
{
  char *path = gh_cli_demo_make_path (demo, "snapshot.jpg");

  EXPECT (demo, GH_CLI_EXIT_OK, "snapshot", "--output", path, "--force");
  assert_jpeg (path);

  return path;
}

static void
test_list_of_faces (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) all = ASK (demo, "faces", "list");
  g_autoptr (GPtrArray) some = ASK (demo, "faces", "list", "--limit=7", "--page=2");
  g_autoptr (GPtrArray) one =
    ASK (demo, "faces", "list", "--face", get_text (all, 3, "faceId"));
  g_autoptr (GPtrArray) of_user =
    ASK (demo, "faces", "list", "--user", get_text (all, 4, "userId"));

  g_assert_cmpuint (all->len, ==, N_PEOPLE);
  assert_different_ids (all);
  assert_fields (all, FACE_FIELDS);
  g_assert_cmpuint (some->len, ==, 7);
  g_assert_cmpstr (get_text (some, 0, "id"), ==, get_text (all, 7, "id"));
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (get_text (one, 0, "id"), ==, get_text (all, 3, "id"));
  g_assert_cmpuint (of_user->len, ==, 1);
  g_assert_cmpstr (get_text (of_user, 0, "id"), ==, get_text (all, 4, "id"));
}

static void
test_one_face (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) all = ASK (demo, "faces", "list");
  const char *id = get_text (all, 2, "id");
  g_autofree char *path = gh_cli_demo_make_path (demo, "face.jpg");
  g_autoptr (GPtrArray) shown = ASK (demo, "faces", "get", id, "-o", path);
  g_autoptr (GPtrArray) history = ASK (demo, "faces", "history", id, "--limit=0");
  g_autoptr (GPtrArray) newest = ASK (demo, "faces", "history", id, "--limit=1");

  /* Also from a server that cannot show a single record. */
  assert_fields (shown, FACE_FIELDS);
  g_assert_cmpstr (get_text (shown, 0, "id"), ==, id);
  assert_jpeg (path);
  EXPECT (demo, GH_CLI_EXIT_FAILED, "faces", "get", "no-such-face");

  assert_fields (history, EVENT_FIELDS);
  for (guint i = 0; i < history->len; i++)
    g_assert_cmpstr (get_text (history, i, "faceRecordId"), ==, id);
  g_assert_cmpuint (newest->len, ==, 1);
  g_assert_cmpstr (get_text (newest, 0, "id"), ==, get_text (history, 0, "id"));
  g_assert_cmpuint (history->len, >, 1);
}

static void
test_changes_of_a_face (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *picture = take_snapshot (demo);
  g_autoptr (GPtrArray) all = ASK (demo, "faces", "list");
  g_autoptr (GPtrArray) updated = NULL;
  g_autoptr (GPtrArray) deleted = NULL;
  const char *id = get_text (all, 0, "id");

  EXPECT (demo, GH_CLI_EXIT_USAGE, "faces", "update", id);
  EXPECT (demo, GH_CLI_EXIT_USAGE, "faces", "update", id, "--active", "--inactive");
  EXPECT (demo, GH_CLI_EXIT_USAGE, "faces", "delete", id);
  if (is_field (demo))
    {
      /* It refuses the ids that it has given. */
      EXPECT (demo, GH_CLI_EXIT_FAILED, "faces", "update", id, "--inactive");
      EXPECT (demo, GH_CLI_EXIT_FAILED, "faces", "delete", id, "--yes");
      return;
    }

  updated = ASK (demo, "faces", "update", id, "--inactive", "--user=", "--picture", picture);
  assert_fields (updated, FACE_FIELDS);
  g_assert_false (json_object_get_boolean_member (updated->pdata[0], "isActive"));
  g_assert_true (json_object_get_null_member (updated->pdata[0], "userId"));
  deleted = ASK (demo, "faces", "delete", id, "--yes");
  assert_fields (deleted, "id deleted");
  EXPECT (demo, GH_CLI_EXIT_FAILED, "faces", "get", id);
}

static void
test_enroll_and_identify (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *moderator = gh_cli_demo_write_credentials (demo, "moderator@gatehouse.example");
  g_autofree char *officer = gh_cli_demo_write_credentials (demo, "officer@gatehouse.example");
  g_autofree char *picture = take_snapshot (demo);
  g_autoptr (GPtrArray) found = ASK (demo, "identify", picture);
  g_autoptr (GPtrArray) enrolled = NULL;
  g_autoptr (GhCliProgram) program = NULL;

  assert_fields (found, "known person userId faceId faceRecordId confidence boundingBox");
  g_assert_true (json_object_get_boolean_member (found->pdata[0], "known"));

  program = run_as (demo, moderator, GH_CLI_EXIT_OK,
                    WORDS ("enroll", picture, "--face=NEW-1", "--json"));
  enrolled = parse (program);
  assert_fields (enrolled, FACE_FIELDS);
  g_assert_cmpstr (get_text (enrolled, 0, "faceId"), ==, "NEW-1");
  EXPECT (demo, GH_CLI_EXIT_REFUSED, "enroll", picture, "--face=NEW-1");
  gh_cli_program_free (run_as (demo, officer, GH_CLI_EXIT_REFUSED,
                               WORDS ("enroll", picture, "--face=NEW-2")));
  EXPECT (demo, GH_CLI_EXIT_USAGE, "enroll", picture);
  EXPECT (demo, GH_CLI_EXIT_USAGE, "enroll", picture, "--face=NEW-2", "--confidence=95");
}

/* As cameras make them: of megabytes, and telling where it was taken. */
static char *
make_photo (GhCliDemo *demo)
{
  g_autoptr (GBytes) picture = gh_test_png_new_noise (1200, 900, 1, "behind the house");
  char *path = gh_cli_demo_make_path (demo, "photo.png");

  g_assert_cmpuint (g_bytes_get_size (picture), >, 1024 * 1024);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (picture, NULL),
                                      (gssize) g_bytes_get_size (picture), NULL));

  return path;
}

static void
test_photo (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *photo = make_photo (demo);
  g_autofree char *path = gh_cli_demo_make_path (demo, "kept.jpg");
  g_autoptr (GPtrArray) enrolled = ASK (demo, "enroll", photo, "--face=PHOTO");
  g_autofree char *data = NULL;
  gsize length;

  EXPECT (demo, GH_CLI_EXIT_OK, "identify", photo);
  EXPECT (demo, GH_CLI_EXIT_OK, "faces", "get", get_text (enrolled, 0, "id"), "-o", path);
  assert_jpeg (path);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_cmpuint (length, <, 100 * 1024);
  g_assert_null (g_strstr_len (data, (gssize) length, "behind the house"));
}

/* --- Pictures --------------------------------------------------------------------------------- */

static void
test_pictures_that_are_none (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *text = gh_cli_demo_make_path (demo, "picture.jpg");
  g_autofree char *huge = gh_cli_demo_make_path (demo, "huge.jpg");
  g_autofree char *missing = gh_cli_demo_make_path (demo, "missing.jpg");
  const char *const paths[] = { text, huge, missing, demo->folder, "/dev/null", "/dev/zero" };

  g_assert_true (g_file_set_contents (text, "not a picture", -1, NULL));
  g_assert_true (g_file_set_contents (huge, "\xff\xd8\xff", 3, NULL));
  g_assert_cmpint (truncate (huge, 17 * 1024 * 1024), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GhCliProgram) program =
        RUN (demo, GH_CLI_EXIT_USAGE, "identify", paths[i]);

      g_assert_nonnull (strstr (program->errors->str, paths[i]));
      EXPECT (demo, GH_CLI_EXIT_USAGE, "enroll", "--face=NEW-1", paths[i]);
      EXPECT (demo, GH_CLI_EXIT_USAGE, "upload", paths[i]);
    }
}

static guint
count_files (GhCliDemo *demo)
{
  g_autoptr (GDir) dir = g_dir_open (demo->folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  /* The server's own come and go. */
  while ((name = g_dir_read_name (dir)) != NULL)
    n_files += !g_str_has_prefix (name, "demo.sqlite");

  return n_files;
}

static void
test_files_are_not_lost (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *path = gh_cli_demo_make_path (demo, "kept.jpg");
  g_autofree char *nowhere = gh_cli_demo_make_path (demo, "nowhere/a.jpg");
  g_autofree char *text = NULL;
  guint n_files;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  n_files = count_files (demo);
  EXPECT (demo, GH_CLI_EXIT_USAGE, "snapshot", "--output", path);
  EXPECT (demo, GH_CLI_EXIT_USAGE, "snapshot");
  EXPECT (demo, GH_CLI_EXIT_USAGE, "snapshot", "--force", "--output", demo->folder);
  EXPECT (demo, GH_CLI_EXIT_USAGE, "snapshot", "--force", "--output=/dev/null");
  EXPECT (demo, GH_CLI_EXIT_FAILED, "snapshot", "--output", nowhere);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_cmpuint (count_files (demo), ==, n_files);
}

static void
test_snapshot (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *path = gh_cli_demo_make_path (demo, "kept.jpg");
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) arguments =
    make_arguments (demo, demo->credentials, WORDS ("snapshot", "CAM-01", "--output=-", "--json"));
  g_autoptr (GhCliProgram) program = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  saved = ASK (demo, "snapshot", "CAM-01", "--output", path, "--force");
  assert_fields (saved, "file bytes");
  assert_jpeg (path);

  /* The picture, and nothing else. */
  program = gh_cli_program_startv ((const char *const *) arguments->pdata);
  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_OK);
  g_assert_cmpmem (program->output->str, 3, "\xff\xd8\xff", 3);
  g_assert_cmpmem (program->output->str + program->output->len - 2, 2, "\xff\xd9", 2);
}

/* Nobody wants a picture on their screen in letters. */
static void
test_no_picture_to_a_terminal (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) arguments =
    make_arguments (demo, demo->credentials, WORDS ("snapshot", "--output=-"));
  int terminal;
  g_autoptr (GhCliProgram) program = gh_cli_program_start_at_terminal (
    &terminal, (const char *const *) arguments->pdata);

  g_assert_cmpint (gh_cli_program_wait (program), ==, GH_CLI_EXIT_USAGE);
  close (terminal);
}

static void
test_upload (GhCliDemo *demo, gconstpointer dialect)
{
  g_autofree char *picture = take_snapshot (demo);
  g_autoptr (GPtrArray) scanned = ASK (demo, "upload", "--face", picture);
  g_autoptr (GPtrArray) kept = NULL;

  assert_fields (scanned, "confidence hasImage hasTemplate knownFaces unknownFaces");
  if (is_field (demo))
    {
      EXPECT (demo, GH_CLI_EXIT_FAILED, "upload", picture);
      return;
    }

  kept = ASK (demo, "upload", picture);
  assert_fields (kept, "url fileName");
}

/* --- The rest --------------------------------------------------------------------------------- */

static void
test_stats (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) stats = ASK (demo, "stats");
  JsonObject *figures = stats->pdata[0];

  assert_fields (stats, "totalFaces activeFaces totalEvents eventsToday recognitionRate "
                        "averageConfidence eventsByType");
  g_assert_cmpint (json_object_get_int_member (figures, "totalFaces"), ==, N_PEOPLE);
  g_assert_cmpint (json_object_get_int_member (figures, "totalEvents"), ==, N_EVENTS);
  /* What a server does not tell is not made up. */
  g_assert_true (json_object_get_null_member (figures, "recognitionRate") == is_field (demo));
}

static void
test_events (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) all = ASK (demo, "events", "--all");
  g_autoptr (GPtrArray) unknown = ASK (demo, "events", "--all", "--type=unknown");
  g_autoptr (GPtrArray) few = ASK (demo, "events", "--limit=3");

  g_assert_cmpuint (all->len, ==, N_EVENTS);
  assert_different_ids (all);
  assert_fields (all, EVENT_FIELDS);
  g_assert_cmpuint (few->len, ==, 3);
  g_assert_cmpuint (unknown->len, >, 0);
  for (guint i = 0; i < unknown->len; i++)
    g_assert_cmpstr (get_text (unknown, i, "type"), ==, "UNKNOWN");
}

static void
test_events_as_a_table (GhCliDemo *demo, gconstpointer dialect)
{
  g_autoptr (GPtrArray) all = ASK (demo, "events", "--all");
  g_autoptr (GhCliProgram) program = RUN (demo, GH_CLI_EXIT_OK, "events", "--all", "--table");
  g_auto (GStrv) lines = gh_cli_program_dup_lines (program);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + N_EVENTS);
  g_assert_true (g_str_has_prefix (lines[0], "time,type,person,faceId,"));
  for (guint i = 0; i < all->len; i++)
    g_assert_nonnull (strstr (lines[1 + i], get_text (all, i, "id")));
  EXPECT (demo, GH_CLI_EXIT_USAGE, "events", "--table", "--follow");
  EXPECT (demo, GH_CLI_EXIT_USAGE, "events", "--table", "--json");
}

typedef struct
{
  const char *name;
  const char *state;
} Check;

static void
assert_checks (GPtrArray *lines, const Check *expected)
{
  for (guint i = 0; expected[i].name != NULL; i++)
    {
      g_assert_cmpstr (get_text (lines, i, "check"), ==, expected[i].name);
      g_assert_cmpstr (get_text (lines, i, "state"), ==, expected[i].state);
    }
}

static void
test_check (GhCliDemo *demo, gconstpointer dialect)
{
  const Check expected[] = {
    { "address", "ok" }, { "tls", "ok" },    { "api", "ok" },
    { "clock", "ok" },   { "sign-in", "ok" }, { "events", "ok" },
    { "faces", "ok" },   { "statistics", "ok" }, { "camera", "ok" },
    { "users", "ok" },   { "upload", is_field (demo) ? "missing" : "ok" },
    { "dialect", "ok" }, { "live", "ok" },   { NULL },
  };
  g_autoptr (GPtrArray) lines = ASK (demo, "check");
  g_autoptr (GPtrArray) polled = ASK (demo, "check", "--feed=polling");
  JsonObject *live;

  assert_checks (lines, expected);
  assert_documented ("check state detail aheadSeconds email role total transport liveMs "
                     "firstMessageMs");
  g_assert_cmpstr (get_text (lines, 4, "role"), ==, "ADMIN");
  g_assert_cmpfloat (json_object_get_double_member (lines->pdata[3], "aheadSeconds"), <, 2);
  g_assert_cmpint (json_object_get_int_member (lines->pdata[5], "total"), ==, N_EVENTS);
  g_assert_cmpstr (get_text (lines, 11, "detail"), ==, is_field (demo) ? "field" : "specification");
  live = lines->pdata[12];
  g_assert_cmpstr (json_object_get_string_member (live, "transport"), ==,
                   is_field (demo) ? "socketio" : "websocket");
  g_assert_cmpint (json_object_get_int_member (live, "liveMs"), >=, 0);
  g_assert_cmpint (json_object_get_int_member (live, "firstMessageMs"), >=, 0);
  g_assert_cmpstr (get_text (polled, 12, "transport"), ==, "polling");
}

/* That one may not is no fault of the server, and is said of each group of calls. */
static void
test_check_by_role (GhCliDemo *demo, gconstpointer dialect)
{
  static const Check expected[] = {
    { "address", "ok" }, { "tls", "ok" },        { "api", "ok" },        { "clock", "ok" },
    { "sign-in", "ok" }, { "events", "ok" },     { "faces", "ok" },      { "statistics", "ok" },
    { "camera", "refused" }, { "users", "refused" }, { NULL },
  };
  g_autofree char *officer = gh_cli_demo_write_credentials (demo, "officer@gatehouse.example");
  g_autoptr (GhCliProgram) program =
    run_as (demo, officer, GH_CLI_EXIT_OK, WORDS ("check", "--json"));
  g_autoptr (GPtrArray) lines = parse (program);

  assert_checks (lines, expected);
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

#define ADD(name, function)                                                                       \
  g_test_add ("/cli/commands/spec/" name, GhCliDemo, "spec", set_up, function, tear_down);        \
  g_test_add ("/cli/commands/field/" name, GhCliDemo, "field", set_up, function, tear_down)
  ADD ("own-account", test_own_account);
  ADD ("input-instead-of-files", test_input_instead_of_files);
  ADD ("users", test_users);
  ADD ("list-of-users", test_list_of_users);
  ADD ("list-of-faces", test_list_of_faces);
  ADD ("one-face", test_one_face);
  ADD ("changes-of-a-face", test_changes_of_a_face);
  ADD ("enroll-and-identify", test_enroll_and_identify);
  ADD ("photo", test_photo);
  ADD ("pictures-that-are-none", test_pictures_that_are_none);
  ADD ("files-are-not-lost", test_files_are_not_lost);
  ADD ("snapshot", test_snapshot);
  ADD ("no-picture-to-a-terminal", test_no_picture_to_a_terminal);
  ADD ("upload", test_upload);
  ADD ("stats", test_stats);
  ADD ("events", test_events);
  ADD ("events-csv", test_events_as_a_table);
  ADD ("check", test_check);
  ADD ("check-by-role", test_check_by_role);
#undef ADD

  return g_test_run ();
}
