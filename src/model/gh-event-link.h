/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_EVENT_LINK_SCHEME "gatehouse"

/* A link to one event, which can be handed on and opened: "gatehouse://event/ID", with "?at=TIME"
 * where its time is known, so that it is found however long ago it was. It names no server, and
 * opening it shows the event and does nothing else. */
typedef struct
{
  char *id;       /* (owned): not empty, at most 128 bytes */
  gint64 time_us; /* UTC; 0: not known */
} GhEventLink;

GhEventLink *gh_event_link_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_event_link_free (GhEventLink *self);

/* @time_us: 0 for not known. */
char *gh_event_link_dup_text (const char *id, gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhEventLink, gh_event_link_free)

G_END_DECLS
