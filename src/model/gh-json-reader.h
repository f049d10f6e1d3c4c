/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one door through which JSON enters the program. A reader stands on one value of a parsed
 * document; the accessors below take the name of a member of the object that it stands on. The
 * first fault is kept, with the path of the field ("data.items[3].confidence"); after it every
 * accessor answers its default, so that a decoder reads straight through and asks at the end. */
typedef struct _GhJsonReader GhJsonReader;

#define GH_JSON_MOST_BYTES (32 * 1024 * 1024)
#define GH_JSON_MOST_DEPTH 64

typedef enum
{
  GH_JSON_OPTIONAL,
  GH_JSON_REQUIRED,
} GhJsonPresence;

typedef enum
{
  GH_JSON_KIND_NONE,
  GH_JSON_KIND_NULL,
  GH_JSON_KIND_BOOLEAN,
  GH_JSON_KIND_NUMBER,
  GH_JSON_KIND_STRING,
  GH_JSON_KIND_ARRAY,
  GH_JSON_KIND_OBJECT,
} GhJsonKind;

GhJsonReader *gh_json_reader_new (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GhJsonReader *gh_json_reader_new_for_text (const char *text, gssize length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_json_reader_free (GhJsonReader *self);

/* What stands here or at a member; never a fault. */
GhJsonKind gh_json_reader_get_kind (GhJsonReader *self);
GhJsonKind gh_json_reader_get_member_kind (GhJsonReader *self, const char *name);
char **gh_json_reader_dup_member_names (GhJsonReader *self, guint most) G_GNUC_WARN_UNUSED_RESULT;

/* Moving: TRUE means that the reader now stands there and gh_json_reader_leave() is owed. */
gboolean gh_json_reader_enter_member (GhJsonReader *self, const char *name);
gboolean gh_json_reader_enter_object (GhJsonReader *self,
                                      const char *name,
                                      GhJsonPresence presence);
gboolean gh_json_reader_enter_array (GhJsonReader *self,
                                     const char *name,
                                     GhJsonPresence presence,
                                     guint most_items,
                                     guint *n_items);
gboolean gh_json_reader_enter_element (GhJsonReader *self, guint index);
void gh_json_reader_leave (GhJsonReader *self);

/* Members of the object that the reader stands on. Null counts as missing. */
char *gh_json_reader_dup_string (GhJsonReader *self,
                                 const char *name,
                                 GhJsonPresence presence,
                                 gsize most_bytes) G_GNUC_WARN_UNUSED_RESULT;
const char *gh_json_reader_peek_string (GhJsonReader *self,
                                        const char *name,
                                        GhJsonPresence presence,
                                        gsize most_bytes);
double gh_json_reader_get_double (GhJsonReader *self,
                                  const char *name,
                                  GhJsonPresence presence,
                                  double least,
                                  double most,
                                  double fallback);
gint64 gh_json_reader_get_int (GhJsonReader *self,
                               const char *name,
                               GhJsonPresence presence,
                               gint64 least,
                               gint64 most,
                               gint64 fallback);
gboolean gh_json_reader_get_boolean (GhJsonReader *self,
                                     const char *name,
                                     GhJsonPresence presence,
                                     gboolean fallback);
gint64 gh_json_reader_get_time_us (GhJsonReader *self, const char *name, GhJsonPresence presence);

/* The value that the reader stands on, as text for a person: "12", "true", "word"; NULL for
 * objects, arrays and null. */
char *gh_json_reader_dup_scalar_text (GhJsonReader *self, gsize most_bytes)
  G_GNUC_WARN_UNUSED_RESULT;

/* The string that the reader stands on (an element of an array of strings). */
char *gh_json_reader_dup_string_here (GhJsonReader *self, gsize most_bytes)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_json_reader_fail (GhJsonReader *self, const char *name, const char *what);
gboolean gh_json_reader_has_failed (GhJsonReader *self);
GError *gh_json_reader_take_fault (GhJsonReader *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean gh_json_reader_finish (GhJsonReader *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhJsonReader, gh_json_reader_free)

G_END_DECLS
