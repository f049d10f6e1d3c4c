/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-role.h"

G_BEGIN_DECLS

#define GH_WINDOW_PAGE_OVERVIEW "overview"
#define GH_WINDOW_PAGE_LIVE "live"
#define GH_WINDOW_PAGE_EVENTS "events"
#define GH_WINDOW_PAGE_FACES "faces"
#define GH_WINDOW_PAGE_IDENTIFY "identify"
#define GH_WINDOW_PAGE_PEOPLE "people"
#define GH_WINDOW_PAGE_CAMERAS "cameras"
#define GH_WINDOW_PAGE_ALERTS "alerts"
#define GH_WINDOW_PAGE_ACCOUNT "account"

/* One page of the window. */
typedef struct
{
  const char *name;
  const char *title; /* to be translated: gh_window_page_get_title() */
  const char *icon_name;
  GType (*get_type) (void);
  GhRole least_role;
} GhWindowPage;

/* Those that @role may see, in the order of the sidebar; the elements are not owned. */
GPtrArray *gh_window_pages_list (GhRole role) G_GNUC_WARN_UNUSED_RESULT;
const GhWindowPage *gh_window_pages_look_up (const char *name);

const char *gh_window_page_get_title (const GhWindowPage *page);
char *gh_window_page_dup_refusal (const GhWindowPage *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
