/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window-pages.h"

#include "gh-account-page.h"
#include "gh-alerts-page.h"
#include "gh-cameras-page.h"
#include "gh-events-page.h"
#include "gh-faces-page.h"
#include "gh-identify-page.h"
#include "gh-live-page.h"
#include "gh-overview-page.h"
#include "gh-people-page.h"

#include <glib/gi18n.h>

/* In the order of the sidebar. The first two are for everybody. */
static const GhWindowPage pages[] = {
  { GH_WINDOW_PAGE_OVERVIEW, NC_ ("page", "Overview"), "gh-overview-symbolic",
    gh_overview_page_get_type, GH_ROLE_USER },
  { GH_WINDOW_PAGE_LIVE, NC_ ("page", "Live"), "gh-live-symbolic", gh_live_page_get_type,
    GH_ROLE_USER },
  { GH_WINDOW_PAGE_EVENTS, NC_ ("page", "Events"), "document-open-recent-symbolic",
    gh_events_page_get_type, GH_ROLE_USER },
  { GH_WINDOW_PAGE_FACES, NC_ ("page", "Faces"), "auth-face-symbolic", gh_faces_page_get_type,
    GH_ROLE_USER },
  { GH_WINDOW_PAGE_IDENTIFY, NC_ ("page", "Identify"), "system-search-symbolic",
    gh_identify_page_get_type, GH_ROLE_USER },
  { GH_WINDOW_PAGE_PEOPLE, NC_ ("page", "People"), "gh-people-symbolic", gh_people_page_get_type,
    GH_ROLE_MODERATOR },
  { GH_WINDOW_PAGE_CAMERAS, NC_ ("page", "Cameras"), "camera-web-symbolic",
    gh_cameras_page_get_type, GH_ROLE_MODERATOR },
  { GH_WINDOW_PAGE_ALERTS, NC_ ("page", "Alerts"), "gh-alert-symbolic", gh_alerts_page_get_type,
    GH_ROLE_USER },
  { GH_WINDOW_PAGE_ACCOUNT, NC_ ("page", "Account"), "avatar-default-symbolic",
    gh_account_page_get_type, GH_ROLE_USER },
};

/**
 * gh_window_pages_list:
 * @role: of whoever is signed in
 *
 * Returns: (transfer container) (element-type GhWindowPage): the pages that @role may see
 */
GPtrArray *
gh_window_pages_list (GhRole role)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (role >= pages[i].least_role)
      g_ptr_array_add (list, (gpointer) &pages[i]);
  return list;
}

/**
 * gh_window_pages_look_up:
 * @name: a page's name
 *
 * Returns: (transfer none) (nullable): the page, whoever may see it
 */
const GhWindowPage *
gh_window_pages_look_up (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return &pages[i];
  return NULL;
}

/**
 * gh_window_page_get_title:
 *
 * Returns: the page's title, translated
 */
const char *
gh_window_page_get_title (const GhWindowPage *page)
{
  g_return_val_if_fail (page != NULL, NULL);

  return g_dpgettext2 (NULL, "page", page->title);
}

/**
 * gh_window_page_dup_refusal:
 *
 * Returns: a sentence that says for whom the page is
 */
char *
gh_window_page_dup_refusal (const GhWindowPage *page)
{
  g_return_val_if_fail (page != NULL, NULL);

  if (page->least_role == GH_ROLE_ADMIN)
    /* Translators: %s is the title of a page. */
    return g_strdup_printf (_("“%s” is for administrators only."),
                            gh_window_page_get_title (page));
  /* Translators: %s is the title of a page. */
  return g_strdup_printf (_("“%s” is for moderators and administrators only."),
                          gh_window_page_get_title (page));
}
