/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-source.h"

#include "gh-error.h"
#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhBulkSource
{
  AdwBin parent_instance;

  GhClock *clock;            /* (owned) (nullable) */
  char *server;              /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *interruptions;  /* (owned) (element-type GhBulkInterruption) */

  GtkWidget *interrupted_group;
  GtkListBox *interrupted_list;
  GtkLabel *fault;
  GtkWidget *folder_button;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_RESUMED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void folder_selected_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void table_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhBulkSource, gh_bulk_source, ADW_TYPE_BIN)

/* --- What was interrupted --------------------------------------------------------------------- */

static GhBulkInterruption *
get_interruption (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "interruption");
}

static void
resume_clicked_cb (GhBulkSource *self, GtkWidget *button)
{
  gh_bulk_source_set_fault (self, NULL);
  g_signal_emit (self, signals[SIGNAL_RESUMED], 0, get_interruption (button));
}

static void
forget_clicked_cb (GhBulkSource *self, GtkWidget *button)
{
  gh_bulk_source_forget (self, get_interruption (button));
}

static GtkWidget *
add_button (GhBulkSource *self,
            GtkWidget *row,
            GhBulkInterruption *interruption,
            GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "interruption", g_object_ref (interruption),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static void
add_row (GhBulkSource *self, GhBulkInterruption *interruption)
{
  g_autofree char *path =
    g_filename_display_name (gh_bulk_interruption_get_source (interruption));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *age = gh_format_age (gh_bulk_interruption_get_time_us (interruption),
                                        gh_clock_get_real_us (self->clock));
  guint n_enrolled = gh_bulk_interruption_get_n_enrolled (interruption);
  g_autofree char *detail =
    /* Translators: the number of faces, and how long ago that was. */
    g_strdup_printf (ngettext ("%u face is enrolled · %s", "%u faces are enrolled · %s",
                               n_enrolled),
                     n_enrolled, age);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *resume, *forget;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_widget_set_tooltip_text (row, path);

  resume = add_button (self, row, interruption, G_CALLBACK (resume_clicked_cb));
  gtk_button_set_label (GTK_BUTTON (resume), _("Resume"));
  forget = add_button (self, row, interruption, G_CALLBACK (forget_clicked_cb));
  gtk_button_set_icon_name (GTK_BUTTON (forget), "edit-delete-symbolic");
  gtk_widget_set_tooltip_text (forget, _("Forget"));
  gtk_widget_add_css_class (forget, "flat");

  gtk_list_box_append (self->interrupted_list, row);
}

static void
show_interruptions (GhBulkSource *self)
{
  gtk_list_box_remove_all (self->interrupted_list);
  for (guint i = 0; i < self->interruptions->len; i++)
    add_row (self, self->interruptions->pdata[i]);
  gtk_widget_set_visible (self->interrupted_group, self->interruptions->len > 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = gh_bulk_interruption_find_finish (result, &error);
  GhBulkSource *self = user_data;

  if (found == NULL)
    return;

  g_clear_pointer (&self->interruptions, g_ptr_array_unref);
  self->interruptions = found;
  show_interruptions (self);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_forgotten =
    gh_bulk_interruption_forget_finish (GH_BULK_INTERRUPTION (source), result, &error);
  GhBulkSource *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  gh_bulk_source_set_fault (self, is_forgotten ? NULL : error->message);
  /* The button that had the keyboard goes. */
  if (is_forgotten && self->interruptions->len <= 1)
    gtk_widget_grab_focus (self->folder_button);
  gh_bulk_source_refresh (self);
}

/* --- What is chosen --------------------------------------------------------------------------- */

static gboolean
is_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
         || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

/* Both are taken. */
static void
take_chosen (GhBulkSource *self, GFile *chosen, GError *failure)
{
  g_autoptr (GFile) file = chosen;
  g_autoptr (GError) error = failure;

  if (file != NULL)
    gh_bulk_source_take (self, file);
  else if (!is_dismissed (error))
    gh_bulk_source_set_fault (self, error->message);
}

static void
folder_selected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkSource) self = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  take_chosen (self, file, error);
}

static void
table_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBulkSource) self = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  take_chosen (self, file, error);
}

static GtkWindow *
get_window (GhBulkSource *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
folder_clicked_cb (GhBulkSource *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose a Folder of Pictures"));
  gtk_file_dialog_select_folder (dialog, get_window (self), NULL, folder_selected_cb,
                                 g_object_ref (self));
}

static void
table_clicked_cb (GhBulkSource *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Tables (CSV)"));
  gtk_file_filter_add_mime_type (filter, "text/csv");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_dialog_set_title (dialog, _("Choose a Table"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, get_window (self), NULL, table_opened_cb, g_object_ref (self));
}

static gboolean
drop_cb (GhBulkSource *self, const GValue *value, double x, double y)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;

  if (files->next != NULL)
    gh_bulk_source_set_fault (self, _("Drop one folder, or one table. Several pictures are "
                                      "enrolled together when they are in a folder."));
  else
    gh_bulk_source_take (self, files->data);
  return TRUE;
}

static void
gh_bulk_source_dispose (GObject *object)
{
  GhBulkSource *self = GH_BULK_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_BULK_SOURCE);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_bulk_source_parent_class)->dispose (object);
}

static void
gh_bulk_source_finalize (GObject *object)
{
  GhBulkSource *self = GH_BULK_SOURCE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->interruptions, g_ptr_array_unref);
  g_free (self->server);

  G_OBJECT_CLASS (gh_bulk_source_parent_class)->finalize (object);
}

static void
gh_bulk_source_class_init (GhBulkSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_bulk_source_dispose;
  object_class->finalize = gh_bulk_source_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          GH_TYPE_BULK_INTERRUPTION);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-bulk-source.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBulkSource, interrupted_group);
  gtk_widget_class_bind_template_child (widget_class, GhBulkSource, interrupted_list);
  gtk_widget_class_bind_template_child (widget_class, GhBulkSource, fault);
  gtk_widget_class_bind_template_child (widget_class, GhBulkSource, folder_button);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_clicked_cb);
}

static void
gh_bulk_source_init (GhBulkSource *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->interruptions = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * gh_bulk_source_new:
 *
 * Returns: (transfer floating): a source that knows no server
 */
GtkWidget *
gh_bulk_source_new (void)
{
  return g_object_new (GH_TYPE_BULK_SOURCE, NULL);
}

/**
 * gh_bulk_source_set_up:
 * @self: a source
 * @clock: tells how old what was interrupted is
 * @server: the address of the server
 *
 * Says where faces are to go to.
 */
void
gh_bulk_source_set_up (GhBulkSource *self, GhClock *clock, const char *server)
{
  g_return_if_fail (GH_IS_BULK_SOURCE (self) && GH_IS_CLOCK (clock));
  g_return_if_fail (server != NULL);

  g_set_object (&self->clock, clock);
  g_set_str (&self->server, server);
  gh_bulk_source_refresh (self);
}

/**
 * gh_bulk_source_refresh:
 * @self: a source that knows the server
 *
 * Looks for what was interrupted, and shows it.
 */
void
gh_bulk_source_refresh (GhBulkSource *self)
{
  g_return_if_fail (GH_IS_BULK_SOURCE (self) && self->server != NULL);

  gh_bulk_interruption_find_async (self->server, self->cancellable, found_cb, self);
}

/**
 * gh_bulk_source_find_interruption:
 * @self: a source
 * @source: a folder or a table
 *
 * Returns: (transfer none) (nullable): what was interrupted of @source, as far as it is shown
 */
GhBulkInterruption *
gh_bulk_source_find_interruption (GhBulkSource *self, GFile *source)
{
  g_return_val_if_fail (GH_IS_BULK_SOURCE (self) && G_IS_FILE (source), NULL);

  for (guint i = 0; i < self->interruptions->len; i++)
    {
      GhBulkInterruption *interruption = self->interruptions->pdata[i];
      g_autoptr (GFile) file =
        g_file_new_for_path (gh_bulk_interruption_get_source (interruption));

      if (g_file_equal (file, source))
        return interruption;
    }

  return NULL;
}

/**
 * gh_bulk_source_forget:
 * @self: a source
 * @interruption: one that is shown
 *
 * Takes away what is left of it. What is enrolled stays enrolled.
 */
void
gh_bulk_source_forget (GhBulkSource *self, GhBulkInterruption *interruption)
{
  g_return_if_fail (GH_IS_BULK_SOURCE (self));
  g_return_if_fail (GH_IS_BULK_INTERRUPTION (interruption));

  gh_bulk_interruption_forget_async (interruption, self->cancellable, forgotten_cb, self);
}

/**
 * gh_bulk_source_take:
 * @self: a source
 * @source: a folder or a table
 *
 * Takes it as if it had been chosen.
 */
void
gh_bulk_source_take (GhBulkSource *self, GFile *source)
{
  g_return_if_fail (GH_IS_BULK_SOURCE (self) && G_IS_FILE (source));

  gh_bulk_source_set_fault (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, source);
}

/**
 * gh_bulk_source_set_fault:
 * @self: a source
 * @words: (nullable): what is wrong with what was chosen
 *
 * Says why nothing came of it.
 */
void
gh_bulk_source_set_fault (GhBulkSource *self, const char *words)
{
  g_return_if_fail (GH_IS_BULK_SOURCE (self));

  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
