/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-recognition.h"

G_BEGIN_DECLS

/* The faces of an answer of the server, as #GhIdentifiedFace. */
void gh_identified_faces_list (GhRecognition *recognition,
                               int width,
                               int height,
                               GListStore *faces);

G_END_DECLS
