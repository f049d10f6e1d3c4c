/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a picture of a face must be like to be sent. Between the two values of a pair there is a
 * warning; beyond the "least" and the "most" it stops. Where they come from: gh-gate-limits.c. */
typedef struct
{
  int least_face; /* width of the face, in pixels */
  int good_face;
  double least_sharpness; /* variance of the Laplacian */
  double good_sharpness;
  double few_black; /* part of the face that is next to black, 0 to 1 */
  double most_black;
  double few_white; /* part of it that is next to white, 0 to 1 */
  double most_white;
} GhGateLimits;

void gh_gate_limits_init (GhGateLimits *self);
void gh_gate_limits_sanitize (GhGateLimits *self);

G_END_DECLS
