/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Compares pictures of faces by how they look: shapes of light and dark, and colours, in the middle
 * of the picture. It tells the sample people apart and knows a photograph of the same pose again,
 * which is enough to try an application; it is no biometric system, and sees one face at most. */

/* Somebody that the picture may show. */
typedef struct
{
  gint64 row;
  char *image;      /* (owned) (nullable): what @template is made from if there is none */
  GBytes *template; /* (owned) (nullable) */
  gboolean is_new;  /* @template was made just now */
} GhDemoCandidate;

typedef struct
{
  GBytes *template;      /* (owned): of the picture itself */
  GPtrArray *candidates; /* (owned) of GhDemoCandidate: those handed in */
  gint64 best_row;       /* 0 is nobody */
  double confidence;     /* of that, or that there is a face */
  gboolean has_face;
  int x;
  int y;
  int width;
  int height;
} GhDemoIdentification;

GhDemoCandidate *gh_demo_candidate_new (gint64 row, const char *image, GBytes *template)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_candidate_free (GhDemoCandidate *self);
void gh_demo_identification_free (GhDemoIdentification *self);

void gh_demo_matcher_identify_async (GBytes *image,
                                     GPtrArray *candidates,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GhDemoIdentification *gh_demo_matcher_identify_finish (GAsyncResult *result, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* For start-up and tests: the same, in this thread. */
GhDemoIdentification *gh_demo_matcher_identify (GBytes *image,
                                                GPtrArray *candidates,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoIdentification, gh_demo_identification_free)

G_END_DECLS
