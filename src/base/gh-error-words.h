/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a #GhError means to the person in front of the screen. */
const char *gh_error_words_get_title (const GError *error);
char *gh_error_words_dup_advice (const GError *error, const char *host) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_error_words_get_icon_name (const GError *error);

G_END_DECLS
