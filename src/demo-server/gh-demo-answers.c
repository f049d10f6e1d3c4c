/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-answers.h"

/* A page with a hundred pictures is some megabytes. */
#define MOST_ANSWERS 32

typedef struct
{
  GBytes *bytes; /* (owned) */
  gint64 until_us;
} Answer;

struct _GhDemoAnswers
{
  GhClock *clock; /* (owned) */
  gint64 life_us;
  GHashTable *answers; /* (owned): char to Answer */
};

static void
answer_free (Answer *answer)
{
  g_bytes_unref (answer->bytes);
  g_free (answer);
}

/**
 * gh_demo_answers_new:
 * @clock: what time it is
 * @life_us: how long an answer is kept
 *
 * Returns: (transfer full): no answers yet
 */
GhDemoAnswers *
gh_demo_answers_new (GhClock *clock, gint64 life_us)
{
  GhDemoAnswers *self = g_new0 (GhDemoAnswers, 1);

  self->clock = g_object_ref (clock);
  self->life_us = life_us;
  self->answers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  return self;
}

/**
 * gh_demo_answers_free:
 * @self: (transfer full) (nullable): the answers
 *
 * Forgets them.
 */
void
gh_demo_answers_free (GhDemoAnswers *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->answers);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * gh_demo_answers_find:
 * @self: the answers
 * @question: what was asked
 *
 * Returns: (transfer none) (nullable): what was answered the last time, if that is not too long ago
 */
GBytes *
gh_demo_answers_find (GhDemoAnswers *self, const char *question)
{
  const Answer *answer = g_hash_table_lookup (self->answers, question);

  if (answer == NULL || gh_clock_get_monotonic_us (self->clock) >= answer->until_us)
    return NULL;
  return answer->bytes;
}

/**
 * gh_demo_answers_keep:
 * @self: the answers
 * @question: what was asked
 * @answer: what is answered
 *
 * Keeps an answer; when there are too many, the others are forgotten.
 */
void
gh_demo_answers_keep (GhDemoAnswers *self, const char *question, GBytes *answer)
{
  Answer *kept = g_new0 (Answer, 1);

  if (g_hash_table_size (self->answers) >= MOST_ANSWERS)
    g_hash_table_remove_all (self->answers);
  kept->bytes = g_bytes_ref (answer);
  kept->until_us = gh_clock_get_monotonic_us (self->clock) + self->life_us;
  g_hash_table_replace (self->answers, g_strdup (question), kept);
}
