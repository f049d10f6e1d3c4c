/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-guide-section.h"

#include <string.h>

struct _GhGuideSection
{
  GObject parent_instance;

  char *title;       /* (owned) */
  char *chapter;     /* (owned) (nullable) */
  GPtrArray *blocks; /* (owned) (element-type GhGuideBlock) */
  GString *words;    /* (owned): all of it, case folded, for searching */
};

G_DEFINE_FINAL_TYPE (GhGuideSection, gh_guide_section, G_TYPE_OBJECT)

static void
block_free (gpointer data)
{
  GhGuideBlock *block = data;

  g_clear_pointer (&block->mark, g_free);
  g_clear_pointer (&block->markup, g_free);
  g_free (block);
}

/* How **strong**, *emphasis* and `code` begin and end, the longer first. */
static const struct
{
  const char *mark;
  const char *opening;
  const char *closing;
} spans[] = {
  { "**", "<b>", "</b>" },
  { "*", "<i>", "</i>" },
  { "`", "<tt>", "</tt>" },
};

/* The span that begins at @text, with its end; NULL where it is a plain character. */
static const char *
find_end (const char *text, guint *span)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gsize length = strlen (spans[i].mark);
      const char *end;

      if (!g_str_has_prefix (text, spans[i].mark) || text[length] == ' ')
        continue;
      end = strstr (text + length, spans[i].mark);
      if (end != NULL && end > text + length)
        {
          *span = i;
          return end;
        }
    }
  return NULL;
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/* (transfer full): Pango markup of one paragraph. */
static char *
dup_markup (const char *text, gboolean is_code)
{
  GString *markup = g_string_new (NULL);
  guint span = 0;

  while (*text != '\0')
    {
      const char *end = is_code ? NULL : find_end (text, &span);

      if (end != NULL)
        {
          gsize length = strlen (spans[span].mark);

          g_string_append (markup, spans[span].opening);
          append_escaped (markup, text + length, (gsize) (end - text) - length);
          g_string_append (markup, spans[span].closing);
          text = end + length;
        }
      else
        {
          const char *next = g_utf8_next_char (text);

          append_escaped (markup, text, (gsize) (next - text));
          text = next;
        }
    }
  return g_string_free_and_steal (markup);
}

static void
add_words (GhGuideSection *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != '*' && *p != '`')
      g_string_append_c (self->words, *p);
  g_string_append_c (self->words, '\n');
}

static void
gh_guide_section_finalize (GObject *object)
{
  GhGuideSection *self = GH_GUIDE_SECTION (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->chapter, g_free);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_string_free (self->words, TRUE);

  G_OBJECT_CLASS (gh_guide_section_parent_class)->finalize (object);
}

static void
gh_guide_section_class_init (GhGuideSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_guide_section_finalize;
}

static void
gh_guide_section_init (GhGuideSection *self)
{
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->words = g_string_new (NULL);
}

/**
 * gh_guide_section_new:
 * @title: of the section
 * @chapter: (nullable): the title of the chapter that it is in
 *
 * Returns: (transfer full): a section without text
 */
GhGuideSection *
gh_guide_section_new (const char *title, const char *chapter)
{
  GhGuideSection *self = g_object_new (GH_TYPE_GUIDE_SECTION, NULL);

  self->title = g_strdup (title);
  self->chapter = g_strdup (chapter);
  add_words (self, title);

  return self;
}

const char *
gh_guide_section_get_title (GhGuideSection *self)
{
  g_return_val_if_fail (GH_IS_GUIDE_SECTION (self), NULL);

  return self->title;
}

const char *
gh_guide_section_get_chapter (GhGuideSection *self)
{
  g_return_val_if_fail (GH_IS_GUIDE_SECTION (self), NULL);

  return self->chapter;
}

void
gh_guide_section_add (GhGuideSection *self,
                      GhGuideBlockKind kind,
                      const char *mark,
                      const char *text)
{
  GhGuideBlock *block = g_new0 (GhGuideBlock, 1);

  g_return_if_fail (GH_IS_GUIDE_SECTION (self));

  block->kind = kind;
  block->mark = g_strdup (mark);
  block->markup = dup_markup (text, kind == GH_GUIDE_CODE);
  g_ptr_array_add (self->blocks, block);
  add_words (self, text);
}

guint
gh_guide_section_get_n_blocks (GhGuideSection *self)
{
  g_return_val_if_fail (GH_IS_GUIDE_SECTION (self), 0);

  return self->blocks->len;
}

const GhGuideBlock *
gh_guide_section_get_block (GhGuideSection *self, guint position)
{
  g_return_val_if_fail (GH_IS_GUIDE_SECTION (self), NULL);
  g_return_val_if_fail (position < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, position);
}

gboolean
gh_guide_section_matches (GhGuideSection *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);

  g_return_val_if_fail (GH_IS_GUIDE_SECTION (self), FALSE);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->words->str, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
