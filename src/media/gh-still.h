/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-picture.h"

G_BEGIN_DECLS

/* One picture that a person brought, from a file, the clipboard or a camera: upright pixels and
 * nothing else of what came with them. Immutable. */
#define GH_TYPE_STILL (gh_still_get_type ())
G_DECLARE_FINAL_TYPE (GhStill, gh_still, GH, STILL, GObject)

/* The shorter side of a larger picture is brought down to this. */
#define GH_STILL_MOST_SIDE 3072

GhStill *gh_still_new (GhPicture *picture) G_GNUC_WARN_UNUSED_RESULT;

void gh_still_read_file_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void gh_still_read_bytes_async (GBytes *encoded,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhStill *gh_still_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GhPicture *gh_still_get_picture (GhStill *self);
int gh_still_get_width (GhStill *self);
int gh_still_get_height (GhStill *self);

GhStill *gh_still_crop (GhStill *self, const GhPictureRect *rect) G_GNUC_WARN_UNUSED_RESULT;

/* --- To be sent (gh-still-encode.c) ----------------------------------------------------------- */

/* What an encoded picture must keep to. */
typedef struct
{
  gsize most_bytes; /* of the JPEG */
  int most_side;    /* the longer side, in pixels */
  int least_side;   /* the shorter side is not scaled below this; 1 for no matter */
} GhStillLimits;

/* What came out. */
typedef struct
{
  int width;
  int height;
  int quality; /* of JPEG, 1 to 100 */
  guint n_tries;
} GhStillOutcome;

void gh_still_encode_async (GhStill *self,
                            const GhStillLimits *limits,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GBytes *gh_still_encode_finish (GhStill *self,
                                GAsyncResult *result,
                                GhStillOutcome *outcome,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

gsize gh_still_get_most_bytes_in_base64 (gsize n_characters);

G_END_DECLS
