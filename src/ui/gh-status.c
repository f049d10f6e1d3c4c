/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-status.h"

#include "gh-error-words.h"

/**
 * gh_status_set_texts:
 * @status: a status page
 * @icon_name: a symbolic icon
 * @title: what is the matter, plain text
 * @description: (nullable): more about it, plain text
 *
 * Says something in place of a page's content.
 */
void
gh_status_set_texts (AdwStatusPage *status,
                     const char *icon_name,
                     const char *title,
                     const char *description)
{
  /* Of all the texts here this is the one that libadwaita takes for markup, always. */
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_icon_name (status, icon_name);
  adw_status_page_set_title (status, title);
  adw_status_page_set_description (status, escaped);
}

/**
 * gh_status_set_error:
 * @status: a status page
 * @error: what went wrong
 *
 * Says in place of a page's content why there is none.
 */
void
gh_status_set_error (AdwStatusPage *status, const GError *error)
{
  g_autofree char *advice = gh_error_words_dup_advice (error, NULL);

  gh_status_set_texts (status, gh_error_words_get_icon_name (error),
                       gh_error_words_get_title (error), advice);
}
