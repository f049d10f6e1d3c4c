/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-server.h"

G_BEGIN_DECLS

/* Answers GET /users, narrowed by search, role and state, with as many made-up people as there are
 * said to be; and GET /face-recognition/records: two of every even person and none of the others. */
void gh_sample_people_serve (GhTestServer *server, guint n_people);

/* One of them as JSON. */
char *gh_sample_people_dup_json (guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
