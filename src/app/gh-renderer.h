/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What GTK is to draw with. */
void gh_renderer_choose (const char *dri_directory);

G_END_DECLS
