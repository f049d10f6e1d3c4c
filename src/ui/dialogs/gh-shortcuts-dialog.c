/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-shortcuts-dialog.h"

#include "gh-window-pages.h"

#include <glib/gi18n.h>

struct _GhShortcutsDialog
{
  AdwDialog parent_instance;

  GtkListBox *pages;
  GtkListBox *general;
  GtkListBox *events;
  GtkListBox *pictures;
};

G_DEFINE_FINAL_TYPE (GhShortcutsDialog, gh_shortcuts_dialog, ADW_TYPE_DIALOG)

static void
add (GtkListBox *list, const char *title, const char *accelerator)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = NULL;
  GtkWidget *label;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  keys = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (keys);
  gtk_widget_add_css_class (label, "dimmed");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (list, row);
}

static void
gh_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (gh_shortcuts_dialog_parent_class)->dispose (object);
}

static void
gh_shortcuts_dialog_class_init (GhShortcutsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhShortcutsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, GhShortcutsDialog, general);
  gtk_widget_class_bind_template_child (widget_class, GhShortcutsDialog, events);
  gtk_widget_class_bind_template_child (widget_class, GhShortcutsDialog, pictures);
}

static void
gh_shortcuts_dialog_init (GhShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add (self->general, _("Menu"), "F10");
  add (self->general, _("Help"), "F1");
  add (self->general, _("Enrol a Face"), "<Control>e");
  add (self->general, _("Enrol Many Faces"), "<Control><Shift>e");
  add (self->general, _("Blur Photos"), "<Control>b");
  add (self->general, _("Preferences"), "<Control>comma");
  add (self->general, _("Keyboard Shortcuts"), "<Control>question");
  add (self->general, _("Search People"), "<Control>f");
  add (self->general, _("New Person"), "<Control>n");
  add (self->general, _("Refresh"), "F5");
  add (self->general, _("Close Window"), "<Control>w");
  add (self->general, _("Quit"), "<Control>q");

  add (self->events, _("Open"), "Return");
  add (self->events, _("Previous Event"), "<Alt>Up");
  add (self->events, _("Next Event"), "<Alt>Down");
  add (self->events, _("Close"), "Escape");
  add (self->events, _("Filter"), "<Control>f");
  add (self->events, _("Go to Time"), "<Control>g");
  add (self->events, _("Export as CSV"), "<Control>s");
  add (self->events, _("Print Report"), "<Control>p");
  add (self->events, _("First Event"), "Home");
  add (self->events, _("Last Event"), "End");

  add (self->pictures, _("Open Pictures"), "<Control>o");
  add (self->pictures, _("Paste a Picture"), "<Control>v");
  add (self->pictures, _("Larger Frame"), "plus");
  add (self->pictures, _("Smaller Frame"), "minus");
  add (self->pictures, _("Delete Face"), "Delete");
}

/**
 * gh_shortcuts_dialog_new:
 * @role: of whoever is signed in: the pages are those of the role
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_shortcuts_dialog_new (GhRole role)
{
  GhShortcutsDialog *self = g_object_new (GH_TYPE_SHORTCUTS_DIALOG, NULL);
  g_autoptr (GPtrArray) pages = gh_window_pages_list (role);

  for (guint i = 0; i < MIN (pages->len, 9); i++)
    {
      g_autofree char *keys = g_strdup_printf ("<Alt>%u", i + 1);

      add (self->pages, gh_window_page_get_title (g_ptr_array_index (pages, i)), keys);
    }
  return ADW_DIALOG (self);
}
