/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-list-recorder.h"

struct _GhListRecorder
{
  GListModel *model; /* (owned) */
  gulong handler;
  GString *changes; /* (owned) */
  guint n_changes;
  guint n_items;
};

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GhListRecorder *self = user_data;

  g_assert_true (removed > 0 || added > 0);
  g_assert_cmpuint (position + removed, <=, self->n_items);
  self->n_items = self->n_items - removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, self->n_items);

  self->n_changes++;
  if (self->changes->len > 0)
    g_string_append (self->changes, ", ");

  if (removed == 0 && added == 1)
    g_string_append_printf (self->changes, "+%u", position);
  else if (removed == 1 && added == 0)
    g_string_append_printf (self->changes, "-%u", position);
  else
    {
      g_string_append_printf (self->changes, "%u", position);
      if (removed > 0)
        g_string_append_printf (self->changes, "-%u", removed);
      if (added > 0)
        g_string_append_printf (self->changes, "+%u", added);
    }
}

GhListRecorder *
gh_list_recorder_new (GListModel *model)
{
  GhListRecorder *self = g_new0 (GhListRecorder, 1);

  self->model = g_object_ref (model);
  self->changes = g_string_new (NULL);
  self->n_items = g_list_model_get_n_items (model);
  self->handler = g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);

  return self;
}

void
gh_list_recorder_free (GhListRecorder *self)
{
  g_assert_cmpstr (self->changes->str, ==, "");

  g_signal_handler_disconnect (self->model, self->handler);
  g_object_unref (self->model);
  g_string_free (self->changes, TRUE);
  g_free (self);
}

char *
gh_list_recorder_take (GhListRecorder *self)
{
  char *changes = g_strdup (self->changes->str);

  g_string_set_size (self->changes, 0);

  return changes;
}

guint
gh_list_recorder_get_n_changes (GhListRecorder *self)
{
  return self->n_changes;
}
