/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-locale.h"

#include <libintl.h>
#include <locale.h>

/**
 * gh_locale_init:
 *
 * Sets the program to the person's language. TEXTDOMAINDIR says where translations are, as it does
 * for gettext's own programs, so that translators see their work before it is installed. To be
 * called once, before there are threads.
 */
void
gh_locale_init (void)
{
  const char *directory = g_getenv ("TEXTDOMAINDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : GH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
