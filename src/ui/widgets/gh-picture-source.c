/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-picture-source.h"

#include "gh-capture-view.h"
#include "gh-error.h"

#include <glib/gi18n.h>

struct _GhPictureSource
{
  AdwBin parent_instance;

  GhFaceRecognition *server; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while a picture is being fetched or read */

  AdwToggleGroup *toggles;
  GtkLabel *fault;
  GtkStack *stack;
  GhCaptureView *capture;
  GtkWidget *file_button;
  GtkEditable *camera_id;
  GtkWidget *snapshot_button;
  GtkWidget *spinner;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhPictureSource, gh_picture_source, ADW_TYPE_BIN)

static void
set_fault (GhPictureSource *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
  if (words != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
set_busy (GhPictureSource *self, gboolean is_busy)
{
  gtk_widget_set_visible (self->spinner, is_busy);
  gtk_widget_set_sensitive (self->snapshot_button, !is_busy);
}

/* One picture at a time: what was under way for another is not waited for. */
static GCancellable *
begin (GhPictureSource *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_fault (self, NULL);
  set_busy (self, TRUE);

  return self->cancellable;
}

static void
end (GhPictureSource *self, const char *fault)
{
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  set_fault (self, fault);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStill) still = gh_still_read_finish (result, &error);
  GhPictureSource *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  end (self, error != NULL ? error->message : NULL);
  if (still != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, still);
}

static void
chosen_cb (GhPictureSource *self, GhStill *still)
{
  set_fault (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, still);
}

static void
toggled_cb (GhPictureSource *self)
{
  const char *name = adw_toggle_group_get_active_name (self->toggles);

  set_fault (self, NULL);
  if (name != NULL && self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, name);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhPictureSource) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file =
    gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    gh_picture_source_take_file (self, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    set_fault (self, error->message);
}

static void
choose_clicked_cb (GhPictureSource *self)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/webp", "image/heif",
                                       "image/heic" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (filter, _("Pictures"));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  gtk_file_dialog_set_title (dialog, _("Choose a Picture"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, opened_cb,
                        g_object_ref (self));
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image =
    gh_face_recognition_snapshot_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhPictureSource *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (image != NULL)
    gh_still_read_bytes_async (image, self->cancellable, read_cb, self);
  else
    end (self, error->message);
}

static void
snapshot_clicked_cb (GhPictureSource *self)
{
  const char *id = gtk_editable_get_text (self->camera_id);

  if (self->server != NULL && self->cancellable == NULL)
    gh_face_recognition_snapshot_async (self->server, *id != '\0' ? id : NULL, begin (self),
                                        snapshot_cb, self);
}

/* What another program copied as pixels: taken as they are. */
static void
take_texture (GhPictureSource *self, GdkTexture *texture)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GhPicture) picture = NULL;
  g_autoptr (GhStill) still = NULL;
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  pixels = gdk_texture_downloader_download_bytes (downloader, &stride);
  picture = gh_picture_new (pixels, gdk_texture_get_width (texture),
                            gdk_texture_get_height (texture), stride, TRUE);
  still = gh_still_new (picture);
  chosen_cb (self, still);
}

static void
take_value (GhPictureSource *self, const GValue *value)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      if (files != NULL)
        gh_picture_source_take_file (self, files->data);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      take_texture (self, g_value_get_object (value));
    }
}

static gboolean
drop_cb (GhPictureSource *self, const GValue *value, double x, double y)
{
  take_value (self, value);

  return TRUE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  GhPictureSource *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  end (self, value == NULL ? _("What was copied is not a picture.") : NULL);
  if (value != NULL)
    take_value (self, value);
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhPictureSource *self = GH_PICTURE_SOURCE (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
                   gdk_content_formats_contain_mime_type (formats, "text/uri-list")
                 ? GDK_TYPE_FILE_LIST
                 : GDK_TYPE_TEXTURE;

  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, begin (self), pasted_cb,
                                  self);
}

static void
gh_picture_source_dispose (GObject *object)
{
  GhPictureSource *self = GH_PICTURE_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PICTURE_SOURCE);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (gh_picture_source_parent_class)->dispose (object);
}

static void
gh_picture_source_class_init (GhPictureSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_picture_source_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_STILL);

  gtk_widget_class_install_action (widget_class, "picture.paste", NULL, paste_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "picture.paste",
                                       NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-picture-source.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, toggles);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, fault);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, stack);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, capture);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, file_button);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, camera_id);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, snapshot_button);
  gtk_widget_class_bind_template_child (widget_class, GhPictureSource, spinner);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, snapshot_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);

  g_type_ensure (GH_TYPE_CAPTURE_VIEW);
}

static void
gh_picture_source_init (GhPictureSource *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_drop_target_set_gtypes (drop, types, G_N_ELEMENTS (types));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * gh_picture_source_set_up:
 * @self: a source
 * @clock: counts down
 * @devices: the cameras of this computer
 * @server: (nullable): whose cameras may be asked; %NULL where that is not offered
 * @limits: what the quality gate asks for
 *
 * Gives the source what it works with; once.
 */
void
gh_picture_source_set_up (GhPictureSource *self,
                          GhClock *clock,
                          GhCameraDevices *devices,
                          GhFaceRecognition *server,
                          const GhGateLimits *limits)
{
  g_return_if_fail (GH_IS_PICTURE_SOURCE (self));

  g_set_object (&self->server, server);
  if (server == NULL)
    adw_toggle_group_remove (self->toggles,
                             adw_toggle_group_get_toggle_by_name (self->toggles, "server"));
  gh_capture_view_set_up (self->capture, clock, devices, limits);
}

/**
 * gh_picture_source_take_file:
 * @self: a source
 * @file: with a picture
 *
 * Reads a file, as if it had been chosen.
 */
void
gh_picture_source_take_file (GhPictureSource *self, GFile *file)
{
  g_return_if_fail (GH_IS_PICTURE_SOURCE (self));
  g_return_if_fail (G_IS_FILE (file));

  gh_still_read_file_async (file, begin (self), read_cb, self);
}

/**
 * gh_picture_source_take_bytes:
 * @self: a source
 * @encoded: a picture
 *
 * Reads an encoded picture, as if it had been chosen.
 */
void
gh_picture_source_take_bytes (GhPictureSource *self, GBytes *encoded)
{
  g_return_if_fail (GH_IS_PICTURE_SOURCE (self));
  g_return_if_fail (encoded != NULL);

  gh_still_read_bytes_async (encoded, begin (self), read_cb, self);
}
