/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-rows.h"

#include "gh-face-words.h"
#include "gh-format.h"
#include "gh-paged-item.h"

static void
label_cb (GhPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  GhFaceRecord *record = gh_paged_item_get_object (item);
  g_autofree char *label = record != NULL ? gh_face_words_dup_label (record) : NULL;

  gtk_column_view_row_set_accessible_label (GTK_COLUMN_VIEW_ROW (user_data),
                                            label != NULL ? label : "");
}

static void
row_bound_cb (gpointer view, GtkColumnViewRow *row)
{
  GhPagedItem *item = gtk_column_view_row_get_item (row);

  g_signal_connect_object (item, "notify::object", G_CALLBACK (label_cb), row,
                           G_CONNECT_DEFAULT);
  label_cb (item, NULL, row);
}

static void
row_unbound_cb (gpointer view, GtkColumnViewRow *row)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), label_cb, row);
}

static char *
format_confidence (GtkListItem *cell, GhFaceRecord *record)
{
  return record != NULL ? gh_format_share (gh_face_record_get_confidence (record)) : g_strdup ("");
}

static char *
format_template (GtkListItem *cell, GhFaceRecord *record)
{
  return record != NULL ? gh_face_words_dup_template (gh_face_record_get_template_length (record))
                        : g_strdup ("");
}

static char *
format_day (GtkListItem *cell, gint64 time_us)
{
  return time_us > 0 ? gh_format_date (time_us) : g_strdup ("");
}

/**
 * gh_face_rows_bind:
 * @widget_class: of a widget whose template has a table of face records
 *
 * Binds what the template calls for the words of a row: *row_bound_cb*, *row_unbound_cb*,
 * *format_confidence*, *format_template* and *format_day*.
 */
void
gh_face_rows_bind (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_bind_template_callback (widget_class, row_bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_unbound_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_confidence);
  gtk_widget_class_bind_template_callback (widget_class, format_template);
  gtk_widget_class_bind_template_callback (widget_class, format_day);
}
