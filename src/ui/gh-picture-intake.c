/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-picture-intake.h"

#include "gh-error.h"
#include "gh-picture-files.h"
#include "gh-picture-header.h"

#include <glib/gi18n.h>

#define CHUNK_BYTES (64 * 1024)

/* What is asked for of those who offer several. */
static const char *const media_types[] = { "image/png", "image/jpeg", "image/webp", "image/heic",
                                           "image/heif", NULL };

struct _GhPictureIntake
{
  GObject parent_instance;

  GtkWidget *widget;         /* (unowned) (nullable): weak */
  GCancellable *cancellable; /* (owned) (nullable): while something is asked for */
  GdkDrop *drop;             /* (owned) (nullable): to be answered when it has come */
  GByteArray *received;      /* (owned) (nullable): so far */
};

enum
{
  SIGNAL_FILES,
  SIGNAL_ENCODED,
  SIGNAL_FAULT,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void received_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhPictureIntake, gh_picture_intake, G_TYPE_OBJECT)

static GCancellable *
begin (GhPictureIntake *self)
{
  gh_picture_intake_stop (self);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

static void
say (GhPictureIntake *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_FAULT], 0, text);
}

static void
take_files (GhPictureIntake *self, GListModel *files)
{
  if (g_list_model_get_n_items (files) > 0)
    g_signal_emit (self, signals[SIGNAL_FILES], 0, files);
}

static void
take_file_list (GhPictureIntake *self, const GValue *value)
{
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  take_files (self, G_LIST_MODEL (files));
}

/* Whoever dropped something is told that we have it, or not. */
static void
end (GhPictureIntake *self, const char *fault)
{
  g_autoptr (GhPictureIntake) kept = g_object_ref (self);

  if (self->drop != NULL)
    gdk_drop_finish (self->drop, fault == NULL ? GDK_ACTION_COPY : 0);
  g_clear_object (&self->drop);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->received, g_byte_array_unref);
  if (fault != NULL)
    say (self, fault);
}

static void
receive (GhPictureIntake *self, GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable,
                                   received_cb, g_object_ref (self));
}

/* A program may hand over what never ends. */
static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autoptr (GBytes) encoded = NULL;

  if (gh_error_is_cancelled (error) || self->received == NULL)
    return;

  if (chunk == NULL)
    end (self, _("The other program does not hand the picture over."));
  else if (self->received->len + g_bytes_get_size (chunk) > GH_PICTURE_MOST_BYTES)
    end (self, _("The picture is too large."));
  else if (g_bytes_get_size (chunk) > 0)
    {
      g_byte_array_append (self->received, g_bytes_get_data (chunk, NULL),
                           (guint) g_bytes_get_size (chunk));
      receive (self, G_INPUT_STREAM (source));
    }
  else
    {
      encoded = g_byte_array_free_to_bytes (g_steal_pointer (&self->received));
      end (self, NULL);
      g_signal_emit (self, signals[SIGNAL_ENCODED], 0, encoded);
    }
}

/* @value or @stream, nullable: what has come of the asking. */
static void
take_answer (GhPictureIntake *self, const GValue *value, GInputStream *stream)
{
  if (value != NULL)
    {
      end (self, NULL);
      take_file_list (self, value);
    }
  else if (stream != NULL)
    {
      self->received = g_byte_array_new ();
      receive (self, stream);
    }
  else
    {
      end (self, self->drop != NULL ? _("What was dropped is not a picture.")
                                    : _("What was copied is not a picture."));
    }
}

/* Files come under many names: a list of addresses, or what a portal hands over. */
static gboolean
has_files (GdkContentFormats *formats)
{
  g_autoptr (GdkContentFormats) types =
    gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  return gdk_content_formats_contain_gtype (types, GDK_TYPE_FILE_LIST);
}

static GdkContentFormats *
dup_accepted_formats (void)
{
  g_autoptr (GdkContentFormats) files =
    gdk_content_formats_union_deserialize_mime_types (
      gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST));
  g_autoptr (GdkContentFormats) pictures =
    gdk_content_formats_new ((const char **) media_types, G_N_ELEMENTS (media_types) - 1);

  return gdk_content_formats_union (g_steal_pointer (&files), pictures);
}

static void
dropped_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  if (!gh_error_is_cancelled (error))
    take_answer (self, value, NULL);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error);

  if (!gh_error_is_cancelled (error))
    take_answer (self, NULL, stream);
}

static gboolean
drop_cb (GhPictureIntake *self, GdkDrop *drop)
{
  GCancellable *cancellable = begin (self);

  self->drop = g_object_ref (drop);
  if (has_files (gdk_drop_get_formats (drop)))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable,
                               dropped_files_cb, g_object_ref (self));
  else
    gdk_drop_read_async (drop, (const char **) media_types, G_PRIORITY_DEFAULT, cancellable,
                         dropped_cb, g_object_ref (self));

  return TRUE;
}

/* Somebody who has closed the dialog knows that there is no picture. */
static void
say_dialog_error (GhPictureIntake *self, const GError *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    say (self, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GListStore) files = NULL;

  if (file == NULL)
    {
      say_dialog_error (self, error);
      return;
    }
  if (self->widget == NULL)
    return;

  files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (files, file);
  take_files (self, G_LIST_MODEL (files));
}

static void
opened_several_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files == NULL)
    say_dialog_error (self, error);
  else if (self->widget != NULL)
    take_files (self, files);
}

static void
pasted_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (!gh_error_is_cancelled (error))
    take_answer (self, value, NULL);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureIntake) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (!gh_error_is_cancelled (error))
    take_answer (self, NULL, stream);
}

static void
gh_picture_intake_dispose (GObject *object)
{
  GhPictureIntake *self = GH_PICTURE_INTAKE (object);

  gh_picture_intake_stop (self);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (gh_picture_intake_parent_class)->dispose (object);
}

static void
gh_picture_intake_class_init (GhPictureIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_picture_intake_dispose;

  signals[SIGNAL_FILES] = g_signal_new ("files", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);
  signals[SIGNAL_ENCODED] = g_signal_new ("encoded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[SIGNAL_FAULT] = g_signal_new ("fault", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_picture_intake_init (GhPictureIntake *self)
{
}

/**
 * gh_picture_intake_new:
 * @widget: what pictures are dropped onto; not kept alive
 *
 * Returns: (transfer full): an intake, to be stopped when @widget is disposed of
 */
GhPictureIntake *
gh_picture_intake_new (GtkWidget *widget)
{
  GhPictureIntake *self;
  GtkDropTargetAsync *target;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (GH_TYPE_PICTURE_INTAKE, NULL);
  g_set_weak_pointer (&self->widget, widget);
  target = gtk_drop_target_async_new (dup_accepted_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));

  return self;
}

/**
 * gh_picture_intake_choose:
 * @self: an intake
 * @title: of the dialog
 * @several: whether more than one may be chosen
 *
 * Shows a dialog to choose files in.
 */
void
gh_picture_intake_choose (GhPictureIntake *self, const char *title, gboolean several)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  GtkRoot *root;
  GtkWindow *window;

  g_return_if_fail (GH_IS_PICTURE_INTAKE (self) && self->widget != NULL);

  dialog = gh_picture_files_new_dialog (title);
  root = gtk_widget_get_root (self->widget);
  window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  if (several)
    gtk_file_dialog_open_multiple (dialog, window, begin (self), opened_several_cb,
                                   g_object_ref (self));
  else
    gtk_file_dialog_open (dialog, window, begin (self), opened_cb, g_object_ref (self));
}

/**
 * gh_picture_intake_paste:
 * @self: an intake
 *
 * Takes what was copied: files, or a picture.
 */
void
gh_picture_intake_paste (GhPictureIntake *self)
{
  GdkClipboard *clipboard;
  GCancellable *cancellable;

  g_return_if_fail (GH_IS_PICTURE_INTAKE (self) && self->widget != NULL);

  clipboard = gtk_widget_get_clipboard (self->widget);
  cancellable = begin (self);
  if (has_files (gdk_clipboard_get_formats (clipboard)))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable,
                                    pasted_files_cb, g_object_ref (self));
  else
    gdk_clipboard_read_async (clipboard, (const char **) media_types, G_PRIORITY_DEFAULT,
                              cancellable, pasted_cb, g_object_ref (self));
}

/**
 * gh_picture_intake_stop:
 * @self: an intake
 *
 * Gives up what is under way; a dialog that is open is closed.
 */
void
gh_picture_intake_stop (GhPictureIntake *self)
{
  g_return_if_fail (GH_IS_PICTURE_INTAKE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->received, g_byte_array_unref);
  if (self->drop != NULL)
    gdk_drop_finish (self->drop, 0);
  g_clear_object (&self->drop);
}
