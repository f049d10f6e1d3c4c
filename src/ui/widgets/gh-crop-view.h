/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-still.h"

G_BEGIN_DECLS

/* A picture with a frame on it that is moved and sized with the pointer, with the keys (arrows, +
 * and −, Shift for more), or with two fingers. It keeps its shape.
 *
 * Property: "still" (#GhStill, nullable, read-write).
 * Signal: "changed": the frame is another. */
#define GH_TYPE_CROP_VIEW (gh_crop_view_get_type ())
G_DECLARE_FINAL_TYPE (GhCropView, gh_crop_view, GH, CROP_VIEW, GtkWidget)

GtkWidget *gh_crop_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

GhStill *gh_crop_view_get_still (GhCropView *self);
void gh_crop_view_set_still (GhCropView *self, GhStill *still);

/* In pixels of the still. */
GhPictureRect gh_crop_view_get_frame (GhCropView *self);
void gh_crop_view_set_frame (GhCropView *self, const GhPictureRect *frame);

G_END_DECLS
