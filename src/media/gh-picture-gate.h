/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-gate-limits.h"
#include "gh-gate-report.h"
#include "gh-picture.h"

G_BEGIN_DECLS

/* The quality gate: says in plain words what is wrong with the picture of a face before it is sent
 * anywhere. */

/* How much of a frame's shorter side a face is taken to be across, where it cannot be looked for.
 * The frame has an oval of this size for the person who places it. */
#define GH_PICTURE_GATE_FACE_PART 0.6

void gh_picture_gate_guess_face (const GhPictureRect *crop, GhPictureRect *face);

GhGateReport *gh_picture_gate_judge (const GhPicture *picture,
                                     const GhPictureRect *crop,
                                     GArray *faces,
                                     const GhGateLimits *limits) G_GNUC_WARN_UNUSED_RESULT;

void gh_picture_gate_judge_async (GhPicture *picture,
                                  const GhPictureRect *crop,
                                  const GhGateLimits *limits,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GhGateReport *gh_picture_gate_judge_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

int gh_picture_gate_get_least_side (const GhGateReport *report,
                                    const GhPictureRect *crop,
                                    const GhGateLimits *limits);

G_END_DECLS
