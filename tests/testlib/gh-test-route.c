/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-test-route.h"

static void
play_clear (GhTestPlay *self)
{
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
}

static void
message_gone_cb (SoupServerMessage *message, gpointer user_data)
{
  GhTestRoute *self = user_data;

  g_signal_handlers_disconnect_by_data (message, self);
  g_ptr_array_remove (self->held, message);
}

static void
forget_held (gpointer data, gpointer user_data)
{
  g_signal_handlers_disconnect_by_data (data, user_data);
}

GhTestPlay *
gh_test_play_new (GhTestPlayKind kind)
{
  GhTestPlay *self = g_rc_box_new0 (GhTestPlay);

  self->kind = kind;

  return self;
}

GhTestPlay *
gh_test_play_ref (GhTestPlay *self)
{
  return g_rc_box_acquire (self);
}

void
gh_test_play_unref (GhTestPlay *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) play_clear);
}

void
gh_test_play_respond (const GhTestPlay *self, SoupServerMessage *message)
{
  soup_server_message_set_status (message, self->status, NULL);

  if (self->headers != NULL)
    {
      SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
      SoupMessageHeadersIter iter;
      const char *name, *value;

      soup_message_headers_iter_init (&iter, self->headers);
      while (soup_message_headers_iter_next (&iter, &name, &value))
        soup_message_headers_append (headers, name, value);
    }

  if (self->content_type != NULL)
    soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                           self->content_type,
                                           NULL);
  if (self->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), self->body);
}

GhTestRoute *
gh_test_route_new (void)
{
  GhTestRoute *self = g_new0 (GhTestRoute, 1);

  g_queue_init (&self->plays);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
gh_test_route_free (GhTestRoute *self)
{
  g_ptr_array_foreach (self->held, forget_held, self);
  g_ptr_array_unref (self->held);
  g_queue_clear_full (&self->plays, (GDestroyNotify) gh_test_play_unref);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self->query);
  g_free (self->body);
  g_free (self);
}

void
gh_test_route_record (GhTestRoute *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  self->count++;

  g_free (self->body);
  self->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_set_str (&self->query, query);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
}

void
gh_test_route_push (GhTestRoute *self, GhTestPlay *play)
{
  g_queue_push_tail (&self->plays, play);
}

GhTestPlay *
gh_test_route_take_next (GhTestRoute *self)
{
  GhTestPlay *next = g_queue_pop_head (&self->plays);

  if (next != NULL && g_queue_is_empty (&self->plays))
    g_queue_push_head (&self->plays, gh_test_play_ref (next));

  return next;
}

void
gh_test_route_pause (GhTestRoute *self, SoupServerMessage *message)
{
  g_ptr_array_add (self->held, g_object_ref (message));
  g_signal_connect (message, "finished", G_CALLBACK (message_gone_cb), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (message_gone_cb), self);
  soup_server_message_pause (message);
}

void
gh_test_route_release (GhTestRoute *self)
{
  g_autoptr (GPtrArray) released = g_steal_pointer (&self->held);

  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_holding = FALSE;

  g_ptr_array_foreach (released, forget_held, self);
  for (guint i = 0; i < released->len; i++)
    soup_server_message_unpause (g_ptr_array_index (released, i));
}
