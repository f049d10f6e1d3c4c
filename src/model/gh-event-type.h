/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What happened. %GH_EVENT_TYPE_OTHER is a type that this program does not know: the event is
 * shown all the same. As a filter, %GH_EVENT_TYPE_ANY means no filter. */
typedef enum
{
  GH_EVENT_TYPE_ANY,
  GH_EVENT_TYPE_DETECTED,
  GH_EVENT_TYPE_RECOGNIZED,
  GH_EVENT_TYPE_UNKNOWN,
  GH_EVENT_TYPE_ENROLLED,
  GH_EVENT_TYPE_UPDATED,
  GH_EVENT_TYPE_DELETED,
  GH_EVENT_TYPE_OTHER,
} GhEventType;

#define GH_TYPE_EVENT_TYPE (gh_event_type_get_type ())
GType gh_event_type_get_type (void);

GhEventType gh_event_type_from_wire (const char *text);
const char *gh_event_type_to_wire (GhEventType type);
const char *gh_event_type_get_label (GhEventType type);
const char *gh_event_type_get_icon_name (GhEventType type);

G_END_DECLS
