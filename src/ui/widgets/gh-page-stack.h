/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"
#include "gh-window-pages.h"

G_BEGIN_DECLS

/* The pages of the window, one of them shown: makes a page when it is first looked at, gives it what
 * it works with, and forgets it when it is nobody's business any more.
 *
 * Properties: "connection" (nullable), "clock", "picture-loader", "trace" (nullable),
 * "cameras" (nullable), read-write; for pages that are made from then on.
 * Signal: "toast" (#AdwToast), of any page.
 * Action: "pages.identify-picture" (bytes: an encoded picture), for the pages. */
#define GH_TYPE_PAGE_STACK (gh_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (GhPageStack, gh_page_stack, GH, PAGE_STACK, AdwBin)

GtkWidget *gh_page_stack_new (void) G_GNUC_WARN_UNUSED_RESULT;

GhPage *gh_page_stack_show (GhPageStack *self, const GhWindowPage *page);
GhPage *gh_page_stack_get_shown (GhPageStack *self);
/* Those that @role may not see. */
void gh_page_stack_forget_above (GhPageStack *self, GhRole role);
void gh_page_stack_forget_all (GhPageStack *self);

G_END_DECLS
