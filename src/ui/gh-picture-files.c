/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-picture-files.h"

#include <glib/gi18n.h>

/**
 * gh_picture_files_new_dialog:
 * @title: what is wanted
 *
 * Returns: (transfer full): a file dialog for pictures
 */
GtkFileDialog *
gh_picture_files_new_dialog (const char *title)
{
  static const char *const media_types[] = { "image/jpeg", "image/png", "image/webp",
                                             "image/heic", "image/heif" };
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _("Pictures"));
  for (guint i = 0; i < G_N_ELEMENTS (media_types); i++)
    gtk_file_filter_add_mime_type (filter, media_types[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_modal (dialog, TRUE);
  return dialog;
}
