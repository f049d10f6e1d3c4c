/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* Events as rows of a table. Names of columns and types are those of the API, whatever the language
 * of the person, because programs read them; times are ISO 8601 in UTC. */
void gh_event_csv_append_header (GString *text);
void gh_event_csv_append (GString *text, GhFaceEvent *event, gboolean is_false_match);

G_END_DECLS
