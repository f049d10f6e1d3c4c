/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-false-match-pair.h"

G_BEGIN_DECLS

/* Where the false matches of one server outlive the program. #GhFalseMatches speaks to this; the
 * database implements it, and so does a table in memory in tests.
 *
 * Loading gives the pairs with their marks and counts. What is written is written in order, behind
 * the caller's back; a write that fails is told by the signal "fault" (const GError *). */
#define GH_TYPE_FALSE_MATCH_STORE (gh_false_match_store_get_type ())
G_DECLARE_INTERFACE (GhFalseMatchStore, gh_false_match_store, GH, FALSE_MATCH_STORE, GObject)

struct _GhFalseMatchStoreInterface
{
  GTypeInterface parent_iface;

  void (*load_async) (GhFalseMatchStore *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  GPtrArray *(*load_finish) (GhFalseMatchStore *self, GAsyncResult *result, GError **error);
  void (*add) (GhFalseMatchStore *self, GhFalseMatch *match);
  void (*remove) (GhFalseMatchStore *self, const char *event_id);
  void (*set_suppressed) (GhFalseMatchStore *self,
                          const char *face_record_id,
                          const char *camera_id,
                          guint n,
                          gint64 at_us);
};

void gh_false_match_store_load_async (GhFalseMatchStore *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (element-type GhFalseMatchPair) */
GPtrArray *gh_false_match_store_load_finish (GhFalseMatchStore *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void gh_false_match_store_add (GhFalseMatchStore *self, GhFalseMatch *match);
void gh_false_match_store_remove (GhFalseMatchStore *self, const char *event_id);
/* 0 forgets the count of the pair. */
void gh_false_match_store_set_suppressed (GhFalseMatchStore *self,
                                          const char *face_record_id,
                                          const char *camera_id,
                                          guint n,
                                          gint64 at_us);
/* For implementations: something could not be written. */
void gh_false_match_store_report_fault (GhFalseMatchStore *self, const GError *error);

G_END_DECLS
