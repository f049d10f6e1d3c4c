/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"
#include "gh-json-writer.h"
#include "gh-sign-in-reply.h"

static void
assert_token (const char *token)
{
  g_assert_cmpstr (token, !=, "");
  for (const char *p = token; *p != '\0'; p++)
    g_assert_true (g_ascii_isgraph (*p));
}

/* A sign-in: tokens that are read fit a header; what is written of the user is read again. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhJsonReader) reader
    = gh_json_reader_new_for_text ((const char *) data, (gssize) size, NULL);
  g_autoptr (GhSignInReply) reply = NULL;
  g_autoptr (GhJsonWriter) writer = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GhJsonReader) again = NULL;
  g_autoptr (GhUser) back = NULL;
  GhUser *user;

  if (reader == NULL)
    return 0;
  reply = gh_sign_in_reply_new_from_json (reader);
  g_assert_true (gh_json_reader_finish (reader, NULL) == (reply != NULL));
  if (reply == NULL)
    return 0;

  assert_token (gh_tokens_get_access_token (gh_sign_in_reply_get_tokens (reply)));
  assert_token (gh_tokens_get_refresh_token (gh_sign_in_reply_get_tokens (reply)));

  user = gh_sign_in_reply_get_user (reply);
  writer = gh_json_writer_new ();
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_add_string (writer, "id", gh_user_get_id (user));
  gh_json_writer_add_string (writer, "email", gh_user_get_email (user));
  gh_json_writer_add_string (writer, "firstName", gh_user_get_first_name (user));
  gh_json_writer_add_string (writer, "lastName", gh_user_get_last_name (user));
  gh_json_writer_add_string (writer, "role", gh_role_to_wire (gh_user_get_role (user)));
  gh_json_writer_add_boolean (writer, "isActive", gh_user_get_is_active (user));
  gh_json_writer_end_object (writer);
  text = gh_json_writer_end (writer);
  again = gh_json_reader_new (text, NULL);
  g_assert_nonnull (again);
  back = gh_user_new_from_json (again);
  g_assert_nonnull (back);
  g_assert_cmpstr (gh_user_get_id (back), ==, gh_user_get_id (user));
  g_assert_cmpstr (gh_user_get_display_name (back), ==, gh_user_get_display_name (user));
  g_assert_cmpint (gh_user_get_role (back), ==, gh_user_get_role (user));

  return 0;
}
