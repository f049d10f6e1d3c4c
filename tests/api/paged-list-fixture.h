/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-list-recorder.h"
#include "gh-paged-list.h"
#include "gh-virtual-clock.h"

G_BEGIN_DECLS

#define PAGE_SIZE 10
#define MOST_PAGES 6
#define MILLION 1000000
#define SETTLE_US (40 * G_TIME_SPAN_MILLISECOND)

/* A list on a server that answers when it is told to. Its rows are named by numbers, the newest
 * first: row 0 of 100 is "100". */
typedef struct
{
  guint total;
  guint most_limit; /* 0 for whatever is asked */
  gboolean fails;
  GPtrArray *pending; /* (owned) of GTask */
  GString *log;       /* (owned) what was asked for */
  guint n_cancelled;
  guint n_asked;
  gboolean *is_freed;
} PagedListOrigin;

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  PagedListOrigin *origin;
  GhPagedList *list;        /* (owned) */
  GhListRecorder *recorder; /* (owned) */
  GPtrArray *held;          /* (owned) rows that a view shows */
  gboolean is_freed;
} PagedListFixture;

void paged_list_fixture_set_up (PagedListFixture *fixture, gconstpointer user_data);
void paged_list_fixture_tear_down (PagedListFixture *fixture, gconstpointer user_data);

/* Loads a list of @total rows; what it asked for and told by that is forgotten. */
void paged_list_fixture_load (PagedListFixture *fixture, guint total);
/* Answers all that is asked now; what is asked because of that waits. */
void paged_list_fixture_answer (PagedListFixture *fixture);
void paged_list_fixture_answer_until_quiet (PagedListFixture *fixture);

/* Holds a row as a view does. */
GhPagedItem *paged_list_fixture_hold (PagedListFixture *fixture, guint position);
/* What a view does on every frame: lets go of the rows that have left, asks for those that came. */
void paged_list_fixture_show (PagedListFixture *fixture, guint first, guint last);
/* The rows have stood for a moment. */
void paged_list_fixture_settle (PagedListFixture *fixture);
void paged_list_fixture_assert_row (PagedListFixture *fixture, guint position, const char *name);

/* The numbers of the pages that were asked for since the last time. */
#define paged_list_fixture_assert_asked(fixture, expected)                                        \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_cmpstr ((fixture)->origin->log->str, ==, expected);                                  \
    g_string_set_size ((fixture)->origin->log, 0);                                                \
  }                                                                                               \
  G_STMT_END

G_END_DECLS
