/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-database.h"
#include "gh-demo-portrait.h"

G_BEGIN_DECLS

/* The gallery's pictures, each drawn once: kept in the database for the next start, and ready to be
 * sent in memory. There are a few hundred at most, however long the history is. */
typedef struct _GhDemoPictures GhDemoPictures;

typedef struct
{
  char *data_url; /* (owned) */
  GhDemoFaceBox box;
} GhDemoPicture;

GhDemoPictures *gh_demo_pictures_new (GhDemoDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_pictures_free (GhDemoPictures *self);

const GhDemoPicture *gh_demo_pictures_get (GhDemoPictures *self, guint picture);
void gh_demo_pictures_warm_up (GhDemoPictures *self, GArray *pictures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoPictures, gh_demo_pictures_free)

G_END_DECLS
