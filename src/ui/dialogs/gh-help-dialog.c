/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-help-dialog.h"

#include "gh-guide-section.h"

struct _GhHelpDialog
{
  AdwDialog parent_instance;

  GListModel *guide;          /* (owned): of #GhGuideSection */
  GtkFilterListModel *found;  /* (owned): what the list shows */

  AdwNavigationSplitView *split;
  AdwNavigationPage *page;
  GtkSearchEntry *search;
  GtkStack *results;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkBox *text;
};

G_DEFINE_FINAL_TYPE (GhHelpDialog, gh_help_dialog, ADW_TYPE_DIALOG)

/* Chapters; when something is searched for, the sections that have it, and chapters of none. */
static gboolean
is_listed (gpointer item, gpointer user_data)
{
  GhHelpDialog *self = user_data;
  GhGuideSection *section = GH_GUIDE_SECTION (item);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean is_chapter = gh_guide_section_get_chapter (section) == NULL;

  if (text[0] == '\0')
    return is_chapter;
  return gh_guide_section_matches (section, text);
}

static GtkWidget *
new_label (const char *markup)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, NULL);
  label = gtk_label_new (text);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0F);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* For the mouse alone: the keyboard goes to what scrolls. */
  gtk_widget_set_can_focus (label, FALSE);

  return label;
}

static GtkWidget *
new_item (const GhGuideBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_label_new (block->mark);
  GtkWidget *label = new_label (block->markup);

  gtk_label_set_width_chars (GTK_LABEL (mark), 2);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
new_block (const GhGuideBlock *block)
{
  GtkWidget *label;

  switch (block->kind)
    {
    case GH_GUIDE_ITEM:
      return new_item (block);

    case GH_GUIDE_HEADING:
      label = new_label (block->markup);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_margin_top (label, 12);
      return label;

    case GH_GUIDE_CODE:
      label = new_label (block->markup);
      gtk_widget_add_css_class (label, "monospace");
      gtk_widget_add_css_class (label, "guide-code");
      return label;

    case GH_GUIDE_PARAGRAPH:
    default:
      return new_label (block->markup);
    }
}

static void
show_section (GhHelpDialog *self, GhGuideSection *section)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->text))) != NULL)
    gtk_box_remove (self->text, child);

  adw_navigation_page_set_title (self->page, gh_guide_section_get_title (section));
  for (guint i = 0; i < gh_guide_section_get_n_blocks (section); i++)
    gtk_box_append (self->text, new_block (gh_guide_section_get_block (section, i)));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0.0);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GhGuideSection *section = GH_GUIDE_SECTION (item);
  const char *chapter = gh_guide_section_get_chapter (section);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (gh_guide_section_get_title (section));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_guide_section_get_title (section), -1);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0F);
  gtk_box_append (GTK_BOX (box), title);
  if (chapter != NULL)
    {
      GtkWidget *label = gtk_label_new (chapter);

      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      chapter, -1);
      gtk_label_set_xalign (GTK_LABEL (label), 0.0F);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

/* The first that is listed is shown, so that there is always something to read. */
static void
select_first (GhHelpDialog *self)
{
  g_autoptr (GhGuideSection) first = g_list_model_get_item (G_LIST_MODEL (self->found), 0);

  gtk_stack_set_visible_child_name (self->results, first != NULL ? "list" : "nothing");
  if (first == NULL)
    return;

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
search_changed_cb (GhHelpDialog *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
  select_first (self);
}

/* Escape: back to all chapters, and then out of the dialog, as from everywhere else in it. */
static void
search_stopped_cb (GhHelpDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
row_selected_cb (GhHelpDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GhGuideSection) section = NULL;

  if (row == NULL)
    return;
  section = g_list_model_get_item (G_LIST_MODEL (self->found),
                                   (guint) gtk_list_box_row_get_index (row));
  show_section (self, section);
}

/* Where there is room for one thing only, the text takes the place of the list. */
static void
row_activated_cb (GhHelpDialog *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
gh_help_dialog_dispose (GObject *object)
{
  GhHelpDialog *self = GH_HELP_DIALOG (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_HELP_DIALOG);
  g_clear_object (&self->found);
  g_clear_object (&self->guide);

  G_OBJECT_CLASS (gh_help_dialog_parent_class)->dispose (object);
}

static void
gh_help_dialog_class_init (GhHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_help_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, split);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, page);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, search);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, results);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhHelpDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gh_help_dialog_init (GhHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_help_dialog_new:
 * @guide: (element-type GhGuideSection): chapters and sections
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_help_dialog_new (GListModel *guide)
{
  GhHelpDialog *self;
  GtkFilter *filter;

  g_return_val_if_fail (G_IS_LIST_MODEL (guide), NULL);

  self = g_object_new (GH_TYPE_HELP_DIALOG, NULL);
  self->guide = g_object_ref (guide);
  filter = GTK_FILTER (gtk_custom_filter_new (is_listed, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (guide), filter);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->found), create_row, NULL, NULL);
  select_first (self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->search));

  return ADW_DIALOG (self);
}
