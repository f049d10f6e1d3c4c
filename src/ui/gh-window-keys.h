/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page-stack.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys of the page that is shown, wherever in its window the keyboard is. */
void gh_window_keys_follow (AdwApplicationWindow *window, GhPageStack *pages);

G_END_DECLS
