/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_text_sanitize (const char *text, gsize most_bytes) G_GNUC_WARN_UNUSED_RESULT;
char *gh_text_initials (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
