/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-test-server.h"

G_BEGIN_DECLS

/* Made-up face records at a scripted server: "record-0", "FACE-0000" and so on, in pages and one by
 * one; every seventh is switched off, every ninth belongs to nobody. They are changed and deleted as
 * a server does that. */
typedef struct _GhSampleFaces GhSampleFaces;

GhSampleFaces *gh_sample_faces_new (GhTestServer *server, guint total) G_GNUC_WARN_UNUSED_RESULT;
void gh_sample_faces_free (GhSampleFaces *self);

void gh_sample_faces_set_total (GhSampleFaces *self, guint total);
/* Serves no record by its id, and no person with it, as the server in the field. */
void gh_sample_faces_set_field (GhSampleFaces *self, gboolean field);
/* The newest body of a PUT, NULL where there was none. */
const char *gh_sample_faces_get_update (GhSampleFaces *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSampleFaces, gh_sample_faces_free)

G_END_DECLS
