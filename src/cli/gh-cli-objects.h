/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-bulk-row.h"
#include "gh-cli-output.h"
#include "gh-face-event.h"
#include "gh-face-scan.h"
#include "gh-recognition.h"
#include "gh-statistics.h"
#include "gh-uploaded-image.h"
#include "gh-user.h"

G_BEGIN_DECLS

/* The names of the fields of what is printed. Scripts rely on them: none is renamed, and
 * docs/gatehousectl-json.md tells of each. */

extern const GhCliColumn gh_cli_bulk_columns[];
extern const GhCliColumn gh_cli_event_columns[];
extern const GhCliColumn gh_cli_face_columns[];
extern const GhCliColumn gh_cli_user_columns[];

GhCliRecord *gh_cli_objects_record_bulk_row (GhBulkRow *row) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_event (GhFaceEvent *event) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_face (GhFaceRecord *face) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_user (GhUser *user) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_statistics (GhStatistics *statistics) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_scan (GhFaceScan *scan) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_upload (GhUploadedImage *image) G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_saved_picture (GBytes *picture, const char *path)
  G_GNUC_WARN_UNUSED_RESULT;
GhCliRecord *gh_cli_objects_record_deletion (const char *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_cli_objects_add_recognition (GhCliOutput *output, GhRecognition *recognition);

G_END_DECLS
