/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-users.h"

G_BEGIN_DECLS

/* Inside enrolment/ only: whose account an e-mail address or an id means. Each is asked once. */
#define GH_TYPE_BULK_PEOPLE (gh_bulk_people_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkPeople, gh_bulk_people, GH, BULK_PEOPLE, GObject)

GhBulkPeople *gh_bulk_people_new (GhUsers *users) G_GNUC_WARN_UNUSED_RESULT;

void gh_bulk_people_find_async (GhBulkPeople *self,
                                const char *person,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *gh_bulk_people_find_finish (GhBulkPeople *self, GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
