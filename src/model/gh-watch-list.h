/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-alert-sound.h"
#include "gh-json-reader.h"

G_BEGIN_DECLS

/* People and face records that are looked out for together. Immutable; another one with the same id
 * takes its place. */
#define GH_TYPE_WATCH_LIST (gh_watch_list_get_type ())
G_DECLARE_FINAL_TYPE (GhWatchList, gh_watch_list, GH, WATCH_LIST, GObject)

/* The colours that a list can have: those of the desktop's palette, by name and never by colour
 * alone. */
#define GH_WATCH_LIST_N_COLORS 8

/* What a list says. The strings belong to whoever has the struct; a NULL strv is an empty one. */
typedef struct
{
  char *id;           /* NULL for a new list */
  char *name;         /* that a person has given it */
  guint color;        /* below GH_WATCH_LIST_N_COLORS */
  char **users;       /* ids of people */
  char **records;     /* ids of face records */
  double threshold;   /* least confidence, from 0 to 1 */
  GhAlertSound sound;
  gboolean repeats;   /* until somebody answers */
} GhWatchListFields;

GhWatchList *gh_watch_list_new (const GhWatchListFields *fields) G_GNUC_WARN_UNUSED_RESULT;
GhWatchList *gh_watch_list_new_from_json (GhJsonReader *reader) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_watch_list_to_json (GhWatchList *self) G_GNUC_WARN_UNUSED_RESULT;

const GhWatchListFields *gh_watch_list_get_fields (GhWatchList *self);
const char *gh_watch_list_get_id (GhWatchList *self);
const char *gh_watch_list_get_name (GhWatchList *self);

G_END_DECLS
