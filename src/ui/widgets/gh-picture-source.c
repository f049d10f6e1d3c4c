/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-picture-source.h"

#include "gh-capture-view.h"
#include "gh-error.h"
#include "gh-picture-intake.h"

#include <glib/gi18n.h>

struct _GhPictureSource
{
  AdwBin parent_instance;

  GhFaceRecognition *server; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while a picture is being fetched or read */
  GhPictureIntake *intake;   /* (owned) */

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
choose_clicked_cb (GhPictureSource *self)
{
  gh_picture_intake_choose (self->intake, _("Choose a Picture"), FALSE);
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

static void
files_cb (GhPictureSource *self, GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  gh_picture_source_take_file (self, file);
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_picture_intake_paste (GH_PICTURE_SOURCE (widget)->intake);
}

static void
gh_picture_source_dispose (GObject *object)
{
  GhPictureSource *self = GH_PICTURE_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->intake != NULL)
    gh_picture_intake_stop (self->intake);
  g_clear_object (&self->intake);
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
  gtk_widget_init_template (GTK_WIDGET (self));

  self->intake = gh_picture_intake_new (GTK_WIDGET (self));
  g_signal_connect_object (self->intake, "files", G_CALLBACK (files_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "encoded", G_CALLBACK (gh_picture_source_take_bytes),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "fault", G_CALLBACK (set_fault), self, G_CONNECT_SWAPPED);
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
