/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-connection.h"

G_BEGIN_DECLS

/* Says, for as long as it is so, that what goes to the server and back can be read on its way. */
#define GH_TYPE_PLAIN_MARK (gh_plain_mark_get_type ())
G_DECLARE_FINAL_TYPE (GhPlainMark, gh_plain_mark, GH, PLAIN_MARK, AdwBin)

/* @connection is nullable. */
void gh_plain_mark_set_connection (GhPlainMark *self, GhConnection *connection);

G_END_DECLS
