/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-connection.h"
#include "gh-identification.h"

G_BEGIN_DECLS

/* Several pictures in a row, a #GListModel of #GhIdentification: one is asked for at a time, so that
 * the server is not flooded and what somebody clicks meanwhile gets through. */
#define GH_TYPE_IDENTIFICATION_BATCH (gh_identification_batch_get_type ())
G_DECLARE_FINAL_TYPE (GhIdentificationBatch, gh_identification_batch, GH, IDENTIFICATION_BATCH,
                      GObject)

#define GH_IDENTIFICATION_BATCH_MOST 200

GhIdentificationBatch *gh_identification_batch_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

/* Nothing goes on without one. Another one empties the batch. */
void gh_identification_batch_set_connection (GhIdentificationBatch *self,
                                             GhConnection *connection);

/* FALSE where there are too many. */
gboolean gh_identification_batch_add (GhIdentificationBatch *self,
                                      GhIdentification *identification);
void gh_identification_batch_retry (GhIdentificationBatch *self,
                                    GhIdentification *identification);
void gh_identification_batch_clear (GhIdentificationBatch *self);

G_END_DECLS
