/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"
#include "gh-still.h"

G_BEGIN_DECLS

#define GH_CLI_PICTURE_MEDIA_TYPE "image/jpeg"

GBytes *gh_cli_picture_load (GhCliContext *context,
                             const char *path,
                             const char **media_type,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GhStill *gh_cli_picture_load_still (GhCliContext *context,
                                    const char *path,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_cli_picture_encode (GhCliContext *context,
                               GhStill *still,
                               const GhStillLimits *limits,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_cli_picture_encode_for_json (GhCliContext *context,
                                        GhStill *still,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_cli_picture_check_target (const char *path, gboolean replaces, GError **error);
gboolean gh_cli_picture_save (GhCliContext *context,
                              GBytes *picture,
                              const char *path,
                              gboolean replaces,
                              GError **error);

G_END_DECLS
