/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-context.h"
#include "gh-entrance.h"
#include "gh-sign-in-page.h"

G_BEGIN_DECLS

/* Says on the page what is known of who may come, and does at the entrance what a person asks for on
 * the page. Neither keeps the other. */
void gh_sign_in_attach (GhSignInPage *page, GhContext *context, GhEntrance *entrance);

G_END_DECLS
