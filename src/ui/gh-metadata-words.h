/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-bounding-box.h"

G_BEGIN_DECLS

/* Metadata as a person reads it: the names that servers are known to use in words, others with their
 * words apart, and the four figures of a box in one line. */
char *gh_metadata_words_dup_key (const char *key) G_GNUC_WARN_UNUSED_RESULT;
char *gh_metadata_words_dup_value (const char *key, const char *value) G_GNUC_WARN_UNUSED_RESULT;
/* Of #GhMetadataEntry, from a list of these. @box is nullable. */
GListModel *gh_metadata_words_new_model (GListModel *metadata, const GhBoundingBox *box)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
