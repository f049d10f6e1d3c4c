/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-gate-limits.h"

/**
 * gh_gate_limits_init:
 * @self: (out caller-allocates): limits
 *
 * Sets what is taken where nobody has set anything else.
 *
 * The face: ISO/IEC 19794-5:2011 wants 90 pixels between the eyes of a full frontal picture, and 60
 * at the least for one that a machine is to compare. A face is about twice as wide as its eyes are
 * apart, so that is 180 and 120 pixels of face; cameras at doors store templates of smaller ones,
 * and 90 is where we stop.
 *
 * Sharpness: the variance of the Laplacian, which Pech-Pacheco et al. (2000) found to tell focus in
 * light microscopy, over a face that is brought to %GH_PICTURE_MEASURE_SIDE pixels, because it
 * depends on the size. The two values are ours, measured with a photographed portrait: sharp it has
 * 80 and more, blurred (Gaussian) over a hundredth of the face's width 14 to 60, over a fiftieth 3
 * to 12. Noise adds to it, so that a noisy picture may pass for sharper than it is.
 *
 * Exposure: the share of pixels from 0 to 25 and from 247 to 255, which are the bands that ISO/IEC
 * 29794-5:2025 (and OFIQ, its reference software) counts for under- and over-exposure. The mean is
 * not judged: it would judge the skin. The shares are ours, and wide, because hair and shade are in
 * the rectangle of a face as well.
 */
void
gh_gate_limits_init (GhGateLimits *self)
{
  g_return_if_fail (self != NULL);

  *self = (GhGateLimits) {
    .least_face = 90,
    .good_face = 180,
    .least_sharpness = 8,
    .good_sharpness = 30,
    .few_black = 0.3,
    .most_black = 0.6,
    .few_white = 0.1,
    .most_white = 0.35,
  };
}

/**
 * gh_gate_limits_sanitize:
 * @self: limits from settings
 *
 * Makes the two values of each pair agree. The one that stops is left as it is.
 */
void
gh_gate_limits_sanitize (GhGateLimits *self)
{
  g_return_if_fail (self != NULL);

  self->least_face = MAX (self->least_face, 1);
  self->good_face = MAX (self->good_face, self->least_face);
  self->good_sharpness = MAX (self->good_sharpness, self->least_sharpness);
  self->few_black = MIN (self->few_black, self->most_black);
  self->few_white = MIN (self->few_white, self->most_white);
}
