/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-error.h"
#include "gh-json-reader.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the accessors in gh-json-reader-values.c are made with. */

JsonNode *gh_json_reader_get_node (GhJsonReader *self);
JsonNode *gh_json_reader_look_up (GhJsonReader *self,
                                  const char *name,
                                  GhJsonPresence presence,
                                  GhJsonKind kind,
                                  const char *expected);
void gh_json_reader_set_fault (GhJsonReader *self,
                               const char *name,
                               GhError code,
                               const char *format,
                               ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
