/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-accounts.h"
#include "gh-demo-pictures.h"

G_BEGIN_DECLS

/* A row of the table of face records, with the user it belongs to. */
typedef struct
{
  gint64 row;
  char *id;         /* (owned) */
  char *face_id;    /* (owned) */
  char *image;      /* (owned) (nullable): as it was sent; NULL where @picture has it */
  int picture;      /* of the gallery; -1 is none */
  char *face_data;  /* (owned) */
  GBytes *template; /* (owned) (nullable): what recognition compares; made when first needed */
  double confidence;
  gboolean is_active;
  gint64 created_us;
  gint64 updated_us;
  GhDemoUser *user; /* (owned) (nullable) */
} GhDemoFace;

GhDemoFace *gh_demo_face_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_face_free (GhDemoFace *self);
void gh_demo_face_write_members (const GhDemoFace *self,
                                 GhDemoPictures *pictures,
                                 GhJsonWriter *writer);
void gh_demo_face_write (const GhDemoFace *self,
                         GhDemoPictures *pictures,
                         GhJsonWriter *writer,
                         const char *name);
const char *gh_demo_face_get_image (const GhDemoFace *self, GhDemoPictures *pictures);
GhDemoFace *gh_demo_face_read (GhDemoStatement *statement, int column) G_GNUC_WARN_UNUSED_RESULT;
#define GH_DEMO_FACE_COLUMNS                                                                       \
  " f.row, f.id, f.face_id, f.image, f.picture, f.face_data, f.template, f.confidence, f.active, " \
  "f.created, f.updated," GH_DEMO_USER_COLUMNS

GhDemoFace *gh_demo_faces_find (GhDemoDatabase *database, const char *id) G_GNUC_WARN_UNUSED_RESULT;
GhDemoFace *gh_demo_faces_find_by_row (GhDemoDatabase *database, gint64 row)
  G_GNUC_WARN_UNUSED_RESULT;
GhDemoFace *gh_demo_faces_find_by_face_id (GhDemoDatabase *database, const char *face_id)
  G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *gh_demo_faces_list (GhDemoDatabase *database,
                               const char *user_id,
                               const char *face_id,
                               gint64 offset,
                               gint64 limit,
                               gint64 *total) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *gh_demo_faces_list_active (GhDemoDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_faces_count (GhDemoDatabase *database, gint64 *total, gint64 *active);
void gh_demo_faces_add (GhDemoDatabase *database, GhDemoFace *face);
void gh_demo_faces_save (GhDemoDatabase *database, const GhDemoFace *face);
void gh_demo_faces_remove (GhDemoDatabase *database, const GhDemoFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoFace, gh_demo_face_free)

G_END_DECLS
