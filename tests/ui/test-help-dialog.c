/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-error-words.h"
#include "gh-guide.h"
#include "gh-help-dialog.h"
#include "gh-ui-test.h"
#include "gh-test-wait.h"

static const char guide_text[] =
  "# Title\n\nLeft out.\n\n"
  "## First\n\nA *new* **strong** `code` & <word>\nover two lines.\n\n"
  "- an item\n  that goes on\n- 3 * 4 * 5\n\n1. one\n2. two\n\n"
  "| key | meaning |\n|---|---|\n| F1 | help |\n\n"
  "```\na *code*\n## block\n```\n\n"
  "### Deep\n\nDeep text.\n\n"
  "## Second\n\nOther text.\n";

static GhGuideSection *
dup_section (GListModel *guide, guint position)
{
  return g_list_model_get_item (guide, position);
}

static void
check_block (GhGuideSection *section,
             guint position,
             GhGuideBlockKind kind,
             const char *mark,
             const char *markup)
{
  const GhGuideBlock *block = gh_guide_section_get_block (section, position);

  g_assert_cmpint (block->kind, ==, kind);
  g_assert_cmpstr (block->mark, ==, mark);
  g_assert_cmpstr (block->markup, ==, markup);
}

static void
test_the_guide_is_taken_apart (void)
{
  g_autoptr (GListModel) guide = gh_guide_new (guide_text);
  g_autoptr (GhGuideSection) first = dup_section (guide, 0);
  g_autoptr (GhGuideSection) deep = dup_section (guide, 1);
  g_autoptr (GhGuideSection) second = dup_section (guide, 2);

  g_assert_cmpuint (g_list_model_get_n_items (guide), ==, 3);
  g_assert_cmpstr (gh_guide_section_get_title (first), ==, "First");
  g_assert_null (gh_guide_section_get_chapter (first));
  g_assert_cmpstr (gh_guide_section_get_chapter (deep), ==, "First");
  g_assert_cmpstr (gh_guide_section_get_title (second), ==, "Second");

  check_block (first, 0, GH_GUIDE_PARAGRAPH, NULL,
               "A <i>new</i> <b>strong</b> <tt>code</tt> &amp; &lt;word&gt; over two lines.");
  check_block (first, 1, GH_GUIDE_ITEM, "•", "an item that goes on");
  check_block (first, 2, GH_GUIDE_ITEM, "•", "3 * 4 * 5");
  check_block (first, 3, GH_GUIDE_ITEM, "1.", "one");
  check_block (first, 4, GH_GUIDE_ITEM, "2.", "two");
  check_block (first, 5, GH_GUIDE_ITEM, "•", "key: meaning");
  check_block (first, 6, GH_GUIDE_ITEM, "•", "F1: help");
  check_block (first, 7, GH_GUIDE_CODE, NULL, "a *code*\n## block");
  check_block (first, 8, GH_GUIDE_HEADING, NULL, "Deep");
  check_block (first, 9, GH_GUIDE_PARAGRAPH, NULL, "Deep text.");
  g_assert_cmpuint (gh_guide_section_get_n_blocks (first), ==, 10);
  g_assert_cmpuint (gh_guide_section_get_n_blocks (deep), ==, 1);
}

static void
test_words_are_found (void)
{
  g_autoptr (GListModel) guide = gh_guide_new (guide_text);
  g_autoptr (GhGuideSection) first = dup_section (guide, 0);
  g_autoptr (GhGuideSection) deep = dup_section (guide, 1);

  g_assert_true (gh_guide_section_matches (first, "STRONG new"));
  g_assert_true (gh_guide_section_matches (first, "deep text"));
  g_assert_true (gh_guide_section_matches (deep, "Deep"));
  g_assert_false (gh_guide_section_matches (deep, "deep strong"));
}

static GListModel *
new_guide_in (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  return gh_guide_new_from_resources ();
}

static void
test_the_guide_speaks_the_language_of_the_system (void)
{
  static const struct
  {
    const char *language;
    const char *title;
  } cases[] = {
    { "de_AT.UTF-8:en", "Erste Schritte" },
    { "ar", "الخطوات الأولى" },
    { "tlh", "First Steps" },
    { "C", "First Steps" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListModel) guide = new_guide_in (cases[i].language);
      g_autoptr (GhGuideSection) first = dup_section (guide, 0);

      g_assert_cmpstr (gh_guide_section_get_title (first), ==, cases[i].title);
    }
}

/* The program's own: every line of it can be shown, and what people look for is found. */
static void
test_the_own_guide_is_whole (gconstpointer language)
{
  g_autoptr (GListModel) guide = new_guide_in (language);
  guint n_sections = g_list_model_get_n_items (guide);

  g_assert_cmpuint (n_sections, >, 20);
  for (guint i = 0; i < n_sections; i++)
    {
      g_autoptr (GhGuideSection) section = dup_section (guide, i);

      g_assert_cmpuint (gh_guide_section_get_n_blocks (section), >, 0);
      for (guint j = 0; j < gh_guide_section_get_n_blocks (section); j++)
        {
          g_autoptr (GError) error = NULL;

          pango_parse_markup (gh_guide_section_get_block (section, j)->markup, -1, 0, NULL, NULL,
                              NULL, &error);
          g_assert_no_error (error);
        }
    }
}

/* Whoever searches for the words above an error finds what to do about it. */
static void
test_every_error_is_in_the_own_guide (void)
{
  g_autoptr (GListModel) guide = new_guide_in ("C");

  for (int code = GH_ERROR_OFFLINE; code <= GH_ERROR_UNSUPPORTED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (GH_ERROR, code, "");
      const char *title = gh_error_words_get_title (error);
      gboolean is_there = FALSE;

      for (guint i = 0; i < g_list_model_get_n_items (guide) && !is_there; i++)
        {
          g_autoptr (GhGuideSection) section = dup_section (guide, i);

          is_there = g_str_equal (gh_guide_section_get_title (section), title);
        }
      if (!is_there)
        g_test_message ("the guide has no section “%s”", title);
      g_assert_true (is_there);
    }
}

static void
test_the_dialog_leads_to_sections (void)
{
  g_autoptr (GListModel) guide = gh_guide_new (guide_text);
  GtkWindow *window = gh_ui_test_show (gtk_label_new (""), 900, 700);
  AdwDialog *dialog = gh_help_dialog_new (guide);
  GtkEditable *search;

  /* It has its width only some frames after it was opened. */
  adw_dialog_present (dialog, GTK_WIDGET (window));
  gh_test_wait_until (gh_ui_test_says (dialog, "First"));
  g_assert_true (gh_ui_test_says (dialog, "Second"));
  g_assert_true (gh_ui_test_says (dialog, "an item that goes on"));
  g_assert_false (gh_ui_test_says (dialog, "Other text."));

  search = gh_ui_test_child (dialog, "search");
  gtk_editable_set_text (search, "other");
  g_signal_emit_by_name (search, "search-changed");
  gh_test_wait_until (gh_ui_test_says (dialog, "Other text."));

  gtk_editable_set_text (search, "nowhere to be found");
  g_signal_emit_by_name (search, "search-changed");
  gh_test_wait_until (gh_ui_test_says (dialog, "Nothing Found"));

  adw_dialog_force_close (dialog);
  gh_ui_test_close (window);
}

int
main (int argc, char *argv[])
{
  gh_ui_test_init (&argc, &argv);

  g_test_add_func ("/help/taken-apart", test_the_guide_is_taken_apart);
  g_test_add_func ("/help/found", test_words_are_found);
  g_test_add_func ("/help/language", test_the_guide_speaks_the_language_of_the_system);
  g_test_add_data_func ("/help/own-guide", "C", test_the_own_guide_is_whole);
  g_test_add_data_func ("/help/own-guide/ar", "ar", test_the_own_guide_is_whole);
  g_test_add_data_func ("/help/own-guide/de", "de", test_the_own_guide_is_whole);
  g_test_add_func ("/help/errors", test_every_error_is_in_the_own_guide);
  g_test_add_func ("/help/dialog", test_the_dialog_leads_to_sections);

  return g_test_run ();
}
