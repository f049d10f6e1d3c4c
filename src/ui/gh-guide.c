/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-guide.h"

#include <string.h>

#define RESOURCES "/dev/gatehouse/Gatehouse/guide/"
#define CODE_FENCE "```"

/* What is being read. */
typedef struct
{
  GListStore *sections;    /* (owned) */
  GListStore *later;       /* (owned): sections of the chapter, to come after it */
  GhGuideSection *chapter; /* (nullable): in @sections */
  GhGuideSection *section; /* (nullable): in @later */
  GString *text;           /* (owned): of the block, so far */
  GhGuideBlockKind kind;
  char *mark;              /* (owned) (nullable) */
} Reader;

/* What a chapter has, its section has too. */
static void
add_block (Reader *reader, GhGuideBlockKind kind, const char *mark, const char *text)
{
  if (reader->chapter != NULL)
    gh_guide_section_add (reader->chapter, kind, mark, text);
  if (reader->section != NULL && kind != GH_GUIDE_HEADING)
    gh_guide_section_add (reader->section, kind, mark, text);
}

static void
end_block (Reader *reader)
{
  if (reader->text->len > 0)
    add_block (reader, reader->kind, reader->mark, reader->text->str);
  g_string_truncate (reader->text, 0);
  reader->kind = GH_GUIDE_PARAGRAPH;
  g_clear_pointer (&reader->mark, g_free);
}

static void
end_chapter (Reader *reader)
{
  guint n_later = g_list_model_get_n_items (G_LIST_MODEL (reader->later));

  end_block (reader);
  for (guint i = 0; i < n_later; i++)
    {
      g_autoptr (GObject) section = g_list_model_get_item (G_LIST_MODEL (reader->later), i);

      g_list_store_append (reader->sections, section);
    }
  g_list_store_remove_all (reader->later);
  reader->chapter = reader->section = NULL;
}

static void
begin_chapter (Reader *reader, const char *title)
{
  g_autoptr (GhGuideSection) chapter = gh_guide_section_new (title, NULL);

  end_chapter (reader);
  g_list_store_append (reader->sections, chapter);
  reader->chapter = chapter;
}

static void
begin_section (Reader *reader, const char *title)
{
  g_autoptr (GhGuideSection) section = NULL;

  end_block (reader);
  if (reader->chapter == NULL)
    return;

  add_block (reader, GH_GUIDE_HEADING, NULL, title);
  section = gh_guide_section_new (title, gh_guide_section_get_title (reader->chapter));
  g_list_store_append (reader->later, section);
  reader->section = section;
}

static void
begin_item (Reader *reader, const char *mark, const char *text)
{
  end_block (reader);
  reader->kind = GH_GUIDE_ITEM;
  reader->mark = g_strdup (mark);
  g_string_assign (reader->text, text);
}

/* A row of a table is an item: its first cell, and what is said of that. */
static void
add_row (Reader *reader, const char *line)
{
  g_autofree char *inner = g_strndup (line + 1, strlen (line) - 1);
  g_auto (GStrv) cells = g_strsplit (inner, "|", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  end_block (reader);
  for (guint i = 0; cells[i] != NULL; i++)
    {
      const char *cell = g_strstrip (cells[i]);

      if (strspn (cell, "-: ") == strlen (cell))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", cell);
    }
  if (text->len > 0)
    add_block (reader, GH_GUIDE_ITEM, "•", text->str);
}

/* The length of "1. " at the beginning; 0 for none. */
static gsize
count_number (const char *line)
{
  gsize n = strspn (line, "0123456789");

  return n > 0 && g_str_has_prefix (line + n, ". ") ? n + 2 : 0;
}

static void
read_line (Reader *reader, const char *line)
{
  gsize number = count_number (line);

  if (g_str_has_prefix (line, "## "))
    begin_chapter (reader, line + strlen ("## "));
  else if (g_str_has_prefix (line, "### "))
    begin_section (reader, line + strlen ("### "));
  else if (g_str_has_prefix (line, "- "))
    begin_item (reader, "•", line + strlen ("- "));
  else if (number > 0)
    {
      g_autofree char *mark = g_strndup (line, number - 1);

      begin_item (reader, mark, line + number);
    }
  else if (line[0] == '|')
    add_row (reader, line);
  else if (line[strspn (line, " ")] == '\0')
    end_block (reader);
  else
    g_string_append_printf (reader->text, "%s%s", reader->text->len > 0 ? " " : "",
                            line + strspn (line, " "));
}

static void
read_code (Reader *reader, const char *line)
{
  g_string_append_printf (reader->text, "%s%s", reader->text->len > 0 ? "\n" : "", line);
}

/**
 * gh_guide_new:
 * @text: the guide, UTF-8
 *
 * What stands before the first chapter is left out.
 *
 * Returns: (transfer full): the chapters, each followed by its sections
 */
GListModel *
gh_guide_new (const char *text)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GListStore) later = g_list_store_new (GH_TYPE_GUIDE_SECTION);
  g_autoptr (GString) block = g_string_new (NULL);
  Reader reader = { .later = later, .text = block };
  gboolean is_code = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  reader.sections = g_list_store_new (GH_TYPE_GUIDE_SECTION);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], CODE_FENCE))
        {
          end_block (&reader);
          is_code = !is_code;
          reader.kind = is_code ? GH_GUIDE_CODE : GH_GUIDE_PARAGRAPH;
        }
      else if (is_code)
        read_code (&reader, lines[i]);
      else
        read_line (&reader, lines[i]);
    }
  end_chapter (&reader);

  return G_LIST_MODEL (reader.sections);
}

/**
 * gh_guide_new_from_resources:
 *
 * Returns: (transfer full): the program's own guide
 */
GListModel *
gh_guide_new_from_resources (void)
{
  const char *const *languages = g_get_language_names ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; bytes == NULL && languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, languages[i], ".md", NULL);

      bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    }
  if (bytes == NULL)
    bytes = g_resources_lookup_data (RESOURCES "C.md", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return G_LIST_MODEL (g_list_store_new (GH_TYPE_GUIDE_SECTION));

  /* A resource ends with a zero byte that does not count. */
  return gh_guide_new (g_bytes_get_data (bytes, NULL));
}
