/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-oval.h"

#include "gh-picture-gate.h"

/* As a face is longer than wide, the oval reaches above and below what is measured. */
#define LENGTH 1.3f

/**
 * gh_face_oval_append:
 * @snapshot: where to draw
 * @frame: the frame around the face, on the screen
 *
 * Draws the oval in a frame.
 */
void
gh_face_oval_append (GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  const GhPictureRect crop = { 0, 0, (int) frame->size.width, (int) frame->size.height };
  g_autoptr (GskStroke) dark = gsk_stroke_new (4);
  g_autoptr (GskStroke) light = gsk_stroke_new (1.5f);
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  const GdkRGBA black = { 0, 0, 0, 0.4f };
  const GdkRGBA white = { 1, 1, 1, 0.95f };
  const float dashes[] = { 7, 5 };
  GskRoundedRect oval;
  graphene_size_t corner;
  GhPictureRect face;

  gh_picture_gate_guess_face (&crop, &face);
  graphene_size_init (&corner, (float) face.width / 2, (float) face.height * LENGTH / 2);
  gsk_rounded_rect_init (
    &oval,
    &GRAPHENE_RECT_INIT (frame->origin.x + (float) face.x,
                         frame->origin.y + (float) face.y -
                           (LENGTH - 1) / 2 * (float) face.height,
                         (float) face.width, (float) face.height * LENGTH),
    &corner, &corner, &corner, &corner);
  gsk_path_builder_add_rounded_rect (builder, &oval);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, dark, &black);
  gsk_stroke_set_dash (light, dashes, G_N_ELEMENTS (dashes));
  gtk_snapshot_append_stroke (snapshot, path, light, &white);
}
