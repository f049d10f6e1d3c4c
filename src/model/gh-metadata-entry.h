/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One line of an event's metadata, flattened: key "boundingBox.x", value "0.31". */
#define GH_TYPE_METADATA_ENTRY (gh_metadata_entry_get_type ())
G_DECLARE_FINAL_TYPE (GhMetadataEntry, gh_metadata_entry, GH, METADATA_ENTRY, GObject)

GhMetadataEntry *gh_metadata_entry_new (const char *key, const char *value)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_metadata_entry_get_key (GhMetadataEntry *self);
const char *gh_metadata_entry_get_value (GhMetadataEntry *self);

G_END_DECLS
