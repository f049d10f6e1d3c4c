/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-bulk-row.h"

G_BEGIN_DECLS

/* One face of many: what it is called, where its picture is, what has become of it and why.
 *
 * Properties: "row" (GhBulkRow, nullable, read-write), "summary" (string, read-only, notified: all
 * of it in a sentence, for who cannot see it), "compact" (boolean, read-write: whether there is little
 * room). */
#define GH_TYPE_BULK_FACE_ROW (gh_bulk_face_row_get_type ())
G_DECLARE_FINAL_TYPE (GhBulkFaceRow, gh_bulk_face_row, GH, BULK_FACE_ROW, AdwBin)

GtkWidget *gh_bulk_face_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

GhBulkRow *gh_bulk_face_row_get_row (GhBulkFaceRow *self);
void gh_bulk_face_row_set_row (GhBulkFaceRow *self, GhBulkRow *row);

G_END_DECLS
