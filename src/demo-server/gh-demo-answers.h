/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"

G_BEGIN_DECLS

/* Answers that are given again for a while, whatever has happened in the meantime. */
typedef struct _GhDemoAnswers GhDemoAnswers;

GhDemoAnswers *gh_demo_answers_new (GhClock *clock, gint64 life_us) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_answers_free (GhDemoAnswers *self);

GBytes *gh_demo_answers_find (GhDemoAnswers *self, const char *question);
void gh_demo_answers_keep (GhDemoAnswers *self, const char *question, GBytes *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoAnswers, gh_demo_answers_free)

G_END_DECLS
