/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-record.h"
#include "gh-face-event.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* The names of the fields of what is printed. Scripts rely on them: none is renamed. */

extern const GhCliColumn gh_cli_event_columns[];

GhCliRecord *gh_cli_objects_record_event (GhFaceEvent *event) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_user (GhUser *user) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
