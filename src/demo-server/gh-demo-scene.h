/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GH_DEMO_SCENE_STUDIO,
  GH_DEMO_SCENE_LOBBY,
  GH_DEMO_SCENE_GATE,
  GH_DEMO_SCENE_DOCK,
  GH_DEMO_SCENE_RECEPTION,
  GH_DEMO_SCENE_STAIRS,
} GhDemoScene;

void gh_demo_scene_paint (GhDemoScene scene, cairo_t *cr, double size, double shift);

G_END_DECLS
