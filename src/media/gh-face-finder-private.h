/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "gh-face-finder.h"

G_BEGIN_DECLS

void gh_face_finder_read (const GstStructure *structure, GArray *faces);

G_END_DECLS
