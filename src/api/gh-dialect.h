/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-json-reader.h"

G_BEGIN_DECLS

gboolean gh_dialect_enter_payload (GhJsonReader *reader, GError **error);

G_END_DECLS
