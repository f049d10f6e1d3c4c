/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* What an event is in words, for every place that shows one. */
gboolean gh_event_words_is_known (GhFaceEvent *event);
char *gh_event_words_dup_who (GhFaceEvent *event) G_GNUC_WARN_UNUSED_RESULT;
char *gh_event_words_dup_label (GhFaceEvent *event) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_event_words_get_type_word (GhFaceEvent *event);
const char *gh_event_words_get_type_class (GhEventType type);

G_END_DECLS
