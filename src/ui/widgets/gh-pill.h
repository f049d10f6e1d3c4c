/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-user.h"

G_BEGIN_DECLS

/* A state in an icon and a word, tinted, and never told by the tint alone.
 *
 * Properties (read-write): "icon-name" (string, nullable), "label" (string, nullable: plain text). */
#define GH_TYPE_PILL (gh_pill_get_type ())
G_DECLARE_FINAL_TYPE (GhPill, gh_pill, GH, PILL, AdwBin)

typedef enum
{
  GH_PILL_PLAIN,
  GH_PILL_ACCENT,
  GH_PILL_GOOD,
  GH_PILL_WARNING,
  GH_PILL_BAD,
} GhPillTint;

GtkWidget *gh_pill_new (void) G_GNUC_WARN_UNUSED_RESULT;

void gh_pill_set (GhPill *self, GhPillTint tint, const char *icon_name, const char *label);
void gh_pill_keep_whole (GhPill *self);
void gh_pill_set_role (GhPill *self, GhRole role);
void gh_pill_set_active (GhPill *self, gboolean is_active);

G_END_DECLS
