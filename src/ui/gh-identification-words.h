/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-identification.h"

G_BEGIN_DECLS

/* How far a picture is, and who is in it, in words. */
char *gh_identification_words_dup_summary (GhIdentification *picture) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_identification_words_get_short (GhIdentification *picture);
char *gh_identification_words_dup_label (GhIdentification *picture) G_GNUC_WARN_UNUSED_RESULT;
char *gh_identification_words_dup_notes (GhIdentification *picture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
