/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-kind.h"
#include "gh-alert-sound.h"
#include "gh-json-reader.h"
#include "gh-json-writer.h"

G_BEGIN_DECLS

/* What rules, watch lists and alerts have in common when they are read and written. */

char **gh_alert_fields_copy_strings (char **strings) G_GNUC_WARN_UNUSED_RESULT;
char **gh_alert_fields_read_strings (GhJsonReader *reader, const char *name)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_fields_write_strings (GhJsonWriter *writer, const char *name, char **strings);

GhAlertKind gh_alert_fields_read_kind (GhJsonReader *reader, const char *name);
GhAlertSound gh_alert_fields_read_sound (GhJsonReader *reader, const char *name);

G_END_DECLS
