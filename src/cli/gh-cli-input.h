/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"

G_BEGIN_DECLS

gboolean gh_cli_input_read (GhCliContext *context,
                            const char *path,
                            gpointer buffer,
                            gsize size,
                            gsize *length,
                            GError **error);

G_END_DECLS
