/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-json-reader.h"

G_BEGIN_DECLS

#define GH_METADATA_MOST_ENTRIES 64
#define GH_METADATA_MOST_DEPTH 4

char **gh_metadata_flatten (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GListModel *gh_metadata_make_model (char **metadata) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
