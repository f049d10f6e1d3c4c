/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-file-row.h"

#include <glib/gi18n.h>

struct _GhFileRow
{
  AdwActionRow parent_instance;

  char *path;                /* (owned) (nullable) */
  char *placeholder;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of looking at @path */

  GtkWidget *clear_button;
  GtkWidget *choose_button;
};

typedef enum
{
  PROP_PATH = 1,
  PROP_PLACEHOLDER,
} GhFileRowProperty;

static GParamSpec *properties[PROP_PLACEHOLDER + 1];

G_DEFINE_FINAL_TYPE (GhFileRow, gh_file_row, ADW_TYPE_ACTION_ROW)

static void
show_subtitle (GhFileRow *self, gboolean is_readable)
{
  g_autofree char *name = NULL;
  g_autofree char *fault = NULL;

  if (self->path == NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), self->placeholder);
      return;
    }

  name = g_filename_display_name (self->path);
  if (!is_readable)
    /* Translators: %s is the name of a file. */
    fault = g_strdup_printf (_("%s cannot be read. Choose it again."), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), is_readable ? name : fault);
}

static void
looked_at_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);
  gboolean is_readable;
  GhFileRow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = GH_FILE_ROW (user_data);
  is_readable = info != NULL
                && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ);
  show_subtitle (self, is_readable);
  if (is_readable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

static void
look (GhFileRow *self)
{
  g_autoptr (GFile) file = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (self->clear_button, self->path != NULL);
  show_subtitle (self, TRUE);
  if (self->path == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  file = g_file_new_for_path (self->path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_ACCESS_CAN_READ, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, looked_at_cb, self);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhFileRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    gh_file_row_set_path (self, path);
}

static void
choose_clicked_cb (GhFileRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

static void
clear_clicked_cb (GhFileRow *self)
{
  /* The button goes, and the focus must not go with it. */
  gtk_widget_grab_focus (self->choose_button);
  gh_file_row_set_path (self, NULL);
}

static void
gh_file_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFileRow *self = GH_FILE_ROW (object);

  switch ((GhFileRowProperty) property_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_file_row_set_property (GObject *object,
                          guint property_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  GhFileRow *self = GH_FILE_ROW (object);

  switch ((GhFileRowProperty) property_id)
    {
    case PROP_PATH:
      gh_file_row_set_path (self, g_value_get_string (value));
      break;
    case PROP_PLACEHOLDER:
      if (g_set_str (&self->placeholder, g_value_get_string (value)))
        {
          if (self->path == NULL)
            show_subtitle (self, TRUE);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_file_row_dispose (GObject *object)
{
  GhFileRow *self = GH_FILE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FILE_ROW);

  G_OBJECT_CLASS (gh_file_row_parent_class)->dispose (object);
}

static void
gh_file_row_finalize (GObject *object)
{
  GhFileRow *self = GH_FILE_ROW (object);

  g_free (self->path);
  g_free (self->placeholder);

  G_OBJECT_CLASS (gh_file_row_parent_class)->finalize (object);
}

static void
gh_file_row_class_init (GhFileRowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_file_row_get_property;
  object_class->set_property = gh_file_row_set_property;
  object_class->dispose = gh_file_row_dispose;
  object_class->finalize = gh_file_row_finalize;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/widgets/gh-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFileRow, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GhFileRow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
gh_file_row_init (GhFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  look (self);
}

/**
 * gh_file_row_get_path:
 * @self: a row
 *
 * Returns: (nullable) (type filename): the file that it names
 */
const char *
gh_file_row_get_path (GhFileRow *self)
{
  g_return_val_if_fail (GH_IS_FILE_ROW (self), NULL);

  return self->path;
}

/**
 * gh_file_row_set_path:
 * @self: a row
 * @path: (nullable) (type filename): a file, that need not exist
 *
 * Names @path, and looks whether it can be read.
 */
void
gh_file_row_set_path (GhFileRow *self, const char *path)
{
  g_return_if_fail (GH_IS_FILE_ROW (self));

  if (!g_set_str (&self->path, path))
    return;

  look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}
