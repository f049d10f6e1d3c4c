/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row that names a file, lets another be chosen, and says when it cannot be read. The file is not
 * copied; the path of one that was chosen from within a sandbox stays good.
 *
 * Properties: "path" (string, nullable), "placeholder" (string: what is said where there is none). */
#define GH_TYPE_FILE_ROW (gh_file_row_get_type ())
G_DECLARE_FINAL_TYPE (GhFileRow, gh_file_row, GH, FILE_ROW, AdwActionRow)

const char *gh_file_row_get_path (GhFileRow *self);
void gh_file_row_set_path (GhFileRow *self, const char *path);

G_END_DECLS
