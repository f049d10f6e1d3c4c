/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-camera-dialog.h"

#include "gh-capture-view.h"

struct _GhCameraDialog
{
  AdwDialog parent_instance;

  GhCaptureView *capture;
};

enum
{
  SIGNAL_CAPTURED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhCameraDialog, gh_camera_dialog, ADW_TYPE_DIALOG)

static void
captured_cb (GhCameraDialog *self, GhStill *still)
{
  g_signal_emit (self, signals[SIGNAL_CAPTURED], 0, still);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gh_camera_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CAMERA_DIALOG);

  G_OBJECT_CLASS (gh_camera_dialog_parent_class)->dispose (object);
}

static void
gh_camera_dialog_class_init (GhCameraDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_camera_dialog_dispose;

  signals[SIGNAL_CAPTURED] = g_signal_new ("captured", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           GH_TYPE_STILL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-camera-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCameraDialog, capture);
  gtk_widget_class_bind_template_callback (widget_class, captured_cb);

  g_type_ensure (GH_TYPE_CAPTURE_VIEW);
}

static void
gh_camera_dialog_init (GhCameraDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_camera_dialog_new:
 * @clock: counts down
 * @cameras: the cameras of this computer
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhCameraDialog *
gh_camera_dialog_new (GhClock *clock, GhCameraDevices *cameras)
{
  GhCameraDialog *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (GH_IS_CAMERA_DEVICES (cameras), NULL);

  self = g_object_new (GH_TYPE_CAMERA_DIALOG, NULL);
  gh_capture_view_set_up (self->capture, clock, cameras, NULL);

  return self;
}
