/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-command.h"
#include "gh-face-record.h"

G_BEGIN_DECLS

/* The group "faces". */
extern const GhCliCommand gh_cli_faces_list;
extern const GhCliCommand gh_cli_faces_get;
extern const GhCliCommand gh_cli_faces_history;
extern const GhCliCommand gh_cli_faces_update;
extern const GhCliCommand gh_cli_faces_delete;

GhFaceRecord *gh_cli_faces_fetch (GhCliContext *context, const char *id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
