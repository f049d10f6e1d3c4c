/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GH_GUIDE_PARAGRAPH,
  GH_GUIDE_HEADING,
  GH_GUIDE_ITEM,
  GH_GUIDE_CODE,
} GhGuideBlockKind;

typedef struct
{
  GhGuideBlockKind kind;
  char *mark;   /* (owned) (nullable): of an item, "•" or "1." */
  char *markup; /* (owned): Pango markup */
} GhGuideBlock;

/* A chapter of the user guide, or a section of one. */
#define GH_TYPE_GUIDE_SECTION (gh_guide_section_get_type ())
G_DECLARE_FINAL_TYPE (GhGuideSection, gh_guide_section, GH, GUIDE_SECTION, GObject)

/* @chapter: nullable: the title of the chapter that this is a section of. */
GhGuideSection *gh_guide_section_new (const char *title, const char *chapter)
  G_GNUC_WARN_UNUSED_RESULT;

const char *gh_guide_section_get_title (GhGuideSection *self);
const char *gh_guide_section_get_chapter (GhGuideSection *self);

/* @text: a line or paragraph of Markdown. @mark: nullable. */
void gh_guide_section_add (GhGuideSection *self,
                           GhGuideBlockKind kind,
                           const char *mark,
                           const char *text);
guint gh_guide_section_get_n_blocks (GhGuideSection *self);
const GhGuideBlock *gh_guide_section_get_block (GhGuideSection *self, guint position);

/* Whether all the words of @text are in it, in any case. */
gboolean gh_guide_section_matches (GhGuideSection *self, const char *text);

G_END_DECLS
