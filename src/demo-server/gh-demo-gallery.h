/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-demo-portrait.h"

G_BEGIN_DECLS

/* The pictures of the sample people: each has one photograph from enrolment and a few from every
 * camera. Which picture it is, is a small number, so that a row of the history can name it. */

#define GH_DEMO_GALLERY_SIZE 320
#define GH_DEMO_GALLERY_N_VARIANTS 10

typedef struct
{
  const char *camera_id;
  const char *location;
  GhDemoScene scene;
} GhDemoCamera;

#define GH_DEMO_N_CAMERAS 5

const GhDemoCamera *gh_demo_camera_get (guint index);

guint gh_demo_gallery_picture (guint person, guint camera, guint take);
guint gh_demo_gallery_enrolled_picture (guint person);
guint gh_demo_gallery_get_person (guint picture);
GBytes *gh_demo_gallery_take (guint picture, GhDemoFaceBox *box) G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_gallery_get_shot (guint picture, GhDemoShot *shot);

G_END_DECLS
