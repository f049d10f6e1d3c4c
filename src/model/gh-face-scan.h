/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-recognition.h"

G_BEGIN_DECLS

/* What a server or its camera has made of a face: a picture, a template, the people in it. Which of
 * them there is depends on the server; each may be missing. */
#define GH_TYPE_FACE_SCAN (gh_face_scan_get_type ())
G_DECLARE_FINAL_TYPE (GhFaceScan, gh_face_scan, GH, FACE_SCAN, GObject)

#define GH_FACE_SCAN_MOST_TEMPLATE_BYTES (256 * 1024)

GhFaceScan *gh_face_scan_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;

GBytes *gh_face_scan_get_image (GhFaceScan *self);
const char *gh_face_scan_get_face_data (GhFaceScan *self);
double gh_face_scan_get_confidence (GhFaceScan *self);
GhRecognition *gh_face_scan_get_recognition (GhFaceScan *self);

G_END_DECLS
