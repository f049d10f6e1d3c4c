/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an alert is about. */
typedef enum
{
  GH_ALERT_KIND_UNKNOWN_FACE,
  GH_ALERT_KIND_PERSON,
  GH_ALERT_KIND_WATCH_LIST,
  GH_ALERT_KIND_LOW_CONFIDENCE,
  GH_ALERT_KIND_CAMERA_SILENT,
  GH_ALERT_KIND_DOWN, /* the link to the server, or the server's recogniser */
} GhAlertKind;

#define GH_ALERT_N_KINDS (GH_ALERT_KIND_DOWN + 1)

#define GH_TYPE_ALERT_KIND (gh_alert_kind_get_type ())
GType gh_alert_kind_get_type (void);

gboolean gh_alert_kind_from_text (const char *text, GhAlertKind *kind);
const char *gh_alert_kind_to_text (GhAlertKind kind);
gboolean gh_alert_kind_is_about_events (GhAlertKind kind);
gboolean gh_alert_kind_is_about_faces (GhAlertKind kind);

G_END_DECLS
