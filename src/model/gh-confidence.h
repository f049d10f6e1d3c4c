/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-json-reader.h"

G_BEGIN_DECLS

double gh_confidence_read (GhJsonReader *reader, const char *name);

G_END_DECLS
