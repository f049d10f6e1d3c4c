/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-error.h"
#include "gh-feed-state.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* What the scenes of ui-gallery share. */
typedef struct
{
  GhClock *clock;
  GhPictureLoader *loader;
  GtkWidget *window;
} Gallery;

/* Returns what the window shall show; it may be there already. */
typedef struct
{
  const char *name;
  GtkWidget *(*make) (Gallery *gallery);
} GalleryScene;

/* Each ends with a scene without a name. */
extern const GalleryScene gallery_alerts_scenes[];
extern const GalleryScene gallery_bulk_scenes[];
extern const GalleryScene gallery_enrol_scenes[];
extern const GalleryScene gallery_events_scenes[];
extern const GalleryScene gallery_history_scenes[];
extern const GalleryScene gallery_live_scenes[];
extern const GalleryScene gallery_overview_scenes[];
extern const GalleryScene gallery_people_scenes[];
extern const GalleryScene gallery_sign_in_scenes[];
extern const GalleryScene gallery_wall_scenes[];

/* A person needs a moment to look, too. */
void gallery_spin (guint milliseconds);
void gallery_show (Gallery *gallery, GtkWidget *widget);
GtkWidget *gallery_find (GtkWidget *widget, GType type);
GtkWidget *gallery_with_header (Gallery *gallery,
                                const char *title,
                                GtkWidget *page,
                                GhFeedState state,
                                GError *error);
GError *gallery_make_error (GhError code, const char *message);

G_END_DECLS
