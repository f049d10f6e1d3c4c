/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-dialect.h"

/**
 * gh_demo_dialect_find:
 * @name: what somebody calls it
 *
 * Returns: (transfer none) (nullable): the dialect of this name
 */
const GhDemoDialect *
gh_demo_dialect_find (const char *name)
{
  static const GhDemoDialect *const dialects[] = { &gh_demo_spec_dialect, &gh_demo_field_dialect };

  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_str_equal (dialects[i]->name, name))
      return dialects[i];
  return NULL;
}

static char *
dup_target (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *query = g_uri_get_query (uri);

  return g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);
}

/**
 * gh_demo_dialect_refuse:
 * @context: what the server works with
 * @message: a request
 * @status: of HTTP
 * @why: in words
 * @form: (nullable): with what there is to complain about
 *
 * Makes the answer to a request that is refused.
 */
void
gh_demo_dialect_refuse (GhDemoContext *context,
                        SoupServerMessage *message,
                        guint status,
                        const char *why,
                        GhDemoForm *form)
{
  g_autofree char *target = dup_target (message);
  GhDemoFailure failure = {
    .status = status,
    .message = why,
    .form = form,
    .is_terse = context->is_terse,
    .method = soup_server_message_get_method (message),
    .target = target,
    .time_us = gh_clock_get_real_us (context->clock),
  };
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;

  gh_json_writer_begin_object (writer, NULL);
  context->dialect->write_failure (&failure, writer);
  gh_json_writer_end_object (writer);
  bytes = gh_json_writer_end (writer);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json; charset=utf-8", NULL);
  context->dialect->mark_answer (message, status, bytes);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  soup_server_message_set_status (message, status, NULL);
}
