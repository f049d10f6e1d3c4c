/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-guide-section.h"

G_BEGIN_DECLS

/* Takes the user guide apart, which is written in a small part of Markdown: chapters ("## "),
 * sections ("### "), paragraphs, lists ("- ", "1. "), tables, and code between lines of "```"; in a
 * line **strong**, *emphasis* and `code`. */

/* A #GListModel of #GhGuideSection: each chapter with all that is in it, and after it each of its
 * sections alone. */
GListModel *gh_guide_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The guide in the language of the locale, or in English. */
GListModel *gh_guide_new_from_resources (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
