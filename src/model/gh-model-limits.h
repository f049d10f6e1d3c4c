/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How the decoders of this folder bear with servers:
 *
 * - What identifies a thing is required: a user's id and e-mail, a face record's id and faceId, an
 *   event's id and timestamp. Without it, or beyond its limit, the thing is not read.
 * - Everything else is optional: missing and null have a fallback that is written at the decoder.
 *   An optional text beyond its limit is cut.
 * - A wrong type is a fault wherever it stands, and names the path of the field; so is a number
 *   that makes no sense. Only an event's metadata may be anything.
 * - A word that is not known (a role, a type of event) is no fault.
 * - Members that are not known are passed over; of doubles the last one counts. */

/* In bytes of UTF-8. */
#define GH_MOST_ID_BYTES 128
#define GH_MOST_WORD_BYTES 64
#define GH_MOST_NAME_BYTES 256
#define GH_MOST_EMAIL_BYTES 320
#define GH_MOST_TOKEN_BYTES 16384
