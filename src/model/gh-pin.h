/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The fingerprint that one certificate is known again by: "sha256:" and 64 lower-case hexadecimal
 * digits, in settings and on command lines; "AB:CD:…" as browsers show it to people. */

char *gh_pin_new_for_bytes (const void *certificate, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;
char *gh_pin_new_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *gh_pin_dup_readable (const char *pin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
