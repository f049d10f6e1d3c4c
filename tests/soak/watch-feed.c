/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layers below the windows, as the program puts them together: signs in, follows the live feed
 * for as long as it is let, and writes down the id of every event that comes into the log, so that
 * somebody can count what is missing and what is there twice.
 *
 *   watch-feed SERVER CREDENTIALS FILE */
#include <stdio.h>

#include "gh-feed.h"
#include "gh-json-reader.h"
#include "gh-system-clock.h"

#define REQUESTS_A_MINUTE 6000

typedef struct
{
  GMainLoop *loop;
  GhFeed *feed;
  GPtrArray *rows; /* (element-type utf8): the ids in the log; a mark has an empty one */
  FILE *file;
} Watch;

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_session_sign_in_finish (GH_SESSION (source), result, &error))
    g_error ("%s", error->message);

  gh_feed_start (watch->feed);
}

/* A change may span rows that were there before and are there again: those did not come. */
static void
items_changed_cb (GListModel *log, guint position, guint removed, guint added, Watch *watch)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = position; i < position + removed; i++)
    g_hash_table_add (before, g_strdup (watch->rows->pdata[i]));
  if (removed > 0)
    g_ptr_array_remove_range (watch->rows, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (log, i);
      const char *id = GH_IS_FACE_EVENT (item) ? gh_face_event_get_id (GH_FACE_EVENT (item)) : "";

      g_ptr_array_insert (watch->rows, (int) i, g_strdup (id));
      if (*id != '\0' && !g_hash_table_remove (before, id))
        fprintf (watch->file, "%s\n", id);
    }
  fflush (watch->file);
}

static void
state_changed_cb (GhFeed *feed)
{
  const GError *error = gh_feed_get_error (feed);
  g_autofree char *state = g_enum_to_string (GH_TYPE_FEED_STATE, (int) gh_feed_get_state (feed));

  g_print ("%s %s\n", state, error != NULL ? error->message : "");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhServerAddress) address = NULL;
  g_autoptr (GhTransport) transport = NULL;
  g_autoptr (GhSession) session = NULL;
  g_autoptr (GhFaceRecognition) face_recognition = NULL;
  g_autoptr (GhEventLog) log = NULL;
  g_autoptr (GhJsonReader) reader = NULL;
  g_autofree char *text = NULL;
  g_autofree char *email = NULL;
  g_autofree char *password = NULL;
  Watch watch = { 0 };

  if (argc != 4)
    return 2;

  address = gh_server_address_new (argv[1], &error);
  g_assert_no_error (error);
  g_file_get_contents (argv[2], &text, NULL, &error);
  g_assert_no_error (error);
  reader = gh_json_reader_new_for_text (text, -1, &error);
  g_assert_no_error (error);
  email = gh_json_reader_dup_string (reader, "email", GH_JSON_REQUIRED, 256);
  password = gh_json_reader_dup_string (reader, "password", GH_JSON_REQUIRED, 256);

  transport = gh_transport_new (address, clock);
  /* It is looked at whether anything is lost, and not at how long it takes to be polite. */
  gh_budget_set_limit (gh_transport_get_budget (transport), REQUESTS_A_MINUTE);
  session = gh_session_new (transport, NULL);
  face_recognition = gh_face_recognition_new (session);
  log = gh_event_log_new (clock, GH_EVENT_LOG_MOST_CAPACITY);
  watch.loop = g_main_loop_new (NULL, FALSE);
  watch.feed = gh_feed_new (session, face_recognition, log, NULL);
  watch.rows = g_ptr_array_new_with_free_func (g_free);
  watch.file = fopen (argv[3], "we");
  g_assert_nonnull (watch.file);

  g_signal_connect (log, "items-changed", G_CALLBACK (items_changed_cb), &watch);
  g_signal_connect (watch.feed, "notify::state", G_CALLBACK (state_changed_cb), NULL);
  gh_session_sign_in_async (session, email, password, FALSE, NULL, signed_in_cb, &watch);
  g_main_loop_run (watch.loop);

  return 0;
}
