/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-capture-view.h"

#include "gh-camera.h"
#include "gh-error.h"
#include "gh-gate-list.h"
#include "gh-control-names.h"
#include "gh-picture-gate.h"
#include "gh-preview.h"
#include "gh-texture.h"

#include <glib/gi18n.h>

#define COUNTDOWN 3
#define JUDGE_US (500 * G_TIME_SPAN_MILLISECOND)

struct _GhCaptureView
{
  AdwBin parent_instance;

  GhClock *clock;           /* (owned) (nullable) */
  GhCameraDevices *devices; /* (owned) (nullable) */
  GhCamera *camera;         /* (owned) (nullable) */
  GhGateLimits limits;
  gboolean is_judging;
  GtkWindow *window;        /* (unowned) (nullable): while on the screen */
  GCancellable *cancellable; /* (owned) (nullable): while on the screen */
  guint countdown_id;
  guint judge_id;
  int countdown;
  gboolean is_shooting;

  GtkStack *stack;
  GhPreview *preview;
  GtkLabel *status;
  GtkWidget *retry_button;
  GtkDropDown *drop_down;
  GtkMenuButton *address_button;
  GtkEditable *address;
  GtkLabel *address_fault;
  GtkWidget *shutter;
  GtkToggleButton *delay;
  GhGateList *gate;
};

enum
{
  SIGNAL_CAPTURED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void captured_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void judge_cb (gpointer user_data);
static void grabbed_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void judged_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhCaptureView, gh_capture_view, ADW_TYPE_BIN)

static void
show_status (GhCaptureView *self, const char *text, gboolean can_retry)
{
  gtk_label_set_text (self->status, text);
  gtk_widget_set_visible (self->retry_button, can_retry);
  gtk_stack_set_visible_child_name (self->stack, "status");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
end_countdown (GhCaptureView *self)
{
  gh_clock_clear_timeout (self->clock, &self->countdown_id);
  self->countdown = 0;
  gh_preview_set_countdown (self->preview, 0);
}

static void
update_shutter (GhCaptureView *self)
{
  gtk_widget_set_sensitive (self->shutter, self->camera != NULL && !self->is_shooting &&
                                             gh_camera_get_state (self->camera) ==
                                               GH_CAMERA_PLAYING);
}

static void
judge_later (GhCaptureView *self)
{
  gh_clock_clear_timeout (self->clock, &self->judge_id);
  self->judge_id = gh_clock_add_timeout (self->clock, JUDGE_US, judge_cb, self);
}

static void
state_changed_cb (GhCaptureView *self)
{
  switch (gh_camera_get_state (self->camera))
    {
    case GH_CAMERA_PLAYING:
      gtk_stack_set_visible_child_name (self->stack, "preview");
      if (self->is_judging)
        judge_later (self);
      break;
    case GH_CAMERA_STARTING:
      gtk_stack_set_visible_child_name (self->stack, "starting");
      break;
    case GH_CAMERA_FAILED:
      end_countdown (self);
      show_status (self, gh_camera_get_error (self->camera)->message, TRUE);
      break;
    case GH_CAMERA_OFF:
    default:
      end_countdown (self);
      break;
    }

  if (gh_camera_get_state (self->camera) != GH_CAMERA_PLAYING)
    {
      gh_clock_clear_timeout (self->clock, &self->judge_id);
      gh_gate_list_show (self->gate, NULL);
    }
  update_shutter (self);
}

static void
paintable_changed_cb (GhCaptureView *self)
{
  GObject *paintable = gh_camera_get_paintable (self->camera);

  gh_preview_set_paintable (self->preview, paintable != NULL ? GDK_PAINTABLE (paintable) : NULL);
}

static void
frame_cb (GhCaptureView *self, GhPicture *picture)
{
  g_autoptr (GdkTexture) texture = gh_texture_new_for_picture (picture);

  gh_preview_set_paintable (self->preview, GDK_PAINTABLE (texture));
}

/* What is chosen, if there is something to choose and somebody to see it. */
static void
start_chosen (GhCaptureView *self)
{
  GhCameraDevice *device = gtk_drop_down_get_selected_item (self->drop_down);

  if (self->cancellable == NULL || self->camera == NULL)
    return;

  if (device != NULL)
    gh_camera_start (self->camera, device);
  else if (gh_camera_devices_get_is_looking (self->devices))
    gtk_stack_set_visible_child_name (self->stack, "starting");
  else
    {
      g_autoptr (GError) error = gh_camera_error_new (GH_CAMERA_ERROR_NONE_THERE);

      show_status (self, error->message, FALSE);
    }
}

static void
device_selected_cb (GhCaptureView *self)
{
  GhCameraDevice *device = gtk_drop_down_get_selected_item (self->drop_down);

  gtk_widget_set_visible (GTK_WIDGET (self->drop_down), device != NULL);
  if (self->camera == NULL || self->cancellable == NULL)
    return;

  /* One that was unplugged leaves the list after it has failed, which is worth saying. */
  if (gh_camera_get_state (self->camera) == GH_CAMERA_FAILED && device == NULL)
    return;
  if (device == NULL || device != gh_camera_get_device (self->camera) ||
      gh_camera_get_state (self->camera) == GH_CAMERA_OFF)
    start_chosen (self);
}

static void
is_looking_cb (GhCaptureView *self)
{
  if (self->camera != NULL && gh_camera_get_state (self->camera) == GH_CAMERA_OFF)
    start_chosen (self);
}

static void
retry_clicked_cb (GhCaptureView *self)
{
  start_chosen (self);
}

static void
address_activated_cb (GhCaptureView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCameraDevice) device =
    gh_camera_device_new_for_address (gtk_editable_get_text (self->address), &error);

  gtk_label_set_text (self->address_fault, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_fault), error != NULL);
  if (device == NULL)
    return;

  gtk_menu_button_popdown (self->address_button);
  gh_camera_devices_add (self->devices, device);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->devices)); i++)
    {
      g_autoptr (GhCameraDevice) item = g_list_model_get_item (G_LIST_MODEL (self->devices), i);

      if (item == device)
        gtk_drop_down_set_selected (self->drop_down, i);
    }
}

static void
capture (GhCaptureView *self)
{
  self->is_shooting = TRUE;
  update_shutter (self);
  gh_camera_grab_async (self->camera, 0, self->cancellable, captured_cb, self);
}

static void
captured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture = gh_camera_grab_finish (GH_CAMERA (source), result, &error);
  g_autoptr (GhStill) still = NULL;
  GhCaptureView *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  self->is_shooting = FALSE;
  update_shutter (self);
  if (picture == NULL)
    {
      show_status (self, error->message, TRUE);
      return;
    }

  still = gh_still_new (picture);
  g_signal_emit (self, signals[SIGNAL_CAPTURED], 0, still);
}

static void
count_cb (gpointer user_data)
{
  GhCaptureView *self = user_data;

  self->countdown_id = 0;
  self->countdown--;
  gh_preview_set_countdown (self->preview, self->countdown);
  if (self->countdown > 0)
    self->countdown_id =
      gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND, count_cb, self);
  else
    capture (self);
}

static void
shutter_clicked_cb (GhCaptureView *self)
{
  gh_capture_view_shoot (self);
}

/* Twice a second, and not before the last answer: what a person does about it takes longer. */
static void
judge_cb (gpointer user_data)
{
  GhCaptureView *self = user_data;

  self->judge_id = 0;
  gh_camera_grab_async (self->camera, 0, self->cancellable, grabbed_cb, self);
}

static void
grabbed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture = gh_camera_grab_finish (GH_CAMERA (source), result, &error);
  GhCaptureView *self = user_data;
  GhPictureRect frame;

  if (gh_error_is_cancelled (error) || picture == NULL)
    return;

  frame =
    gh_preview_propose_frame (gh_picture_get_width (picture), gh_picture_get_height (picture));
  gh_picture_gate_judge_async (picture, &frame, &self->limits, self->cancellable, judged_cb, self);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGateReport) report = gh_picture_gate_judge_finish (result, &error);
  GhCaptureView *self = user_data;

  if (report == NULL)
    return;

  if (gh_camera_get_state (self->camera) == GH_CAMERA_PLAYING)
    {
      gh_gate_list_show (self->gate, report);
      judge_later (self);
    }
}

static void
sleep_camera (GhCaptureView *self)
{
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_shooting = FALSE;
  gh_camera_stop (self->camera);
  gh_camera_devices_stop (self->devices);
}

/* Without a GPU each frame is painted on the thread that everything else waits for: at thirty a second
 * of full size there is next to no time left for whoever types, or asks by a screen reader. */
static GhCameraPreview
choose_preview (GhCaptureView *self)
{
  return gh_texture_is_painted_by_cairo (GTK_WIDGET (self)) ? GH_CAMERA_PREVIEW_FEW_FRAMES
                                                            : GH_CAMERA_PREVIEW_PAINTABLE;
}

static void
wake_camera (GhCaptureView *self)
{
  if (self->camera == NULL || self->cancellable != NULL)
    return;

  gh_camera_set_preview (self->camera, choose_preview (self));
  self->cancellable = g_cancellable_new ();
  gh_camera_devices_start (self->devices);
  start_chosen (self);
}

/* A window that nobody sees takes no pictures of anybody. */
static void
suspended_cb (GhCaptureView *self)
{
  if (gtk_window_is_suspended (self->window))
    sleep_camera (self);
  else
    wake_camera (self);
}

static void
gh_capture_view_map (GtkWidget *widget)
{
  GhCaptureView *self = GH_CAPTURE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (gh_capture_view_parent_class)->map (widget);

  if (GTK_IS_WINDOW (root))
    {
      self->window = GTK_WINDOW (root);
      g_signal_connect_swapped (root, "notify::suspended", G_CALLBACK (suspended_cb), self);
    }
  wake_camera (self);
}

static void
gh_capture_view_unmap (GtkWidget *widget)
{
  GhCaptureView *self = GH_CAPTURE_VIEW (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, suspended_cb, self);
  self->window = NULL;
  sleep_camera (self);

  GTK_WIDGET_CLASS (gh_capture_view_parent_class)->unmap (widget);
}

static void
gh_capture_view_dispose (GObject *object)
{
  GhCaptureView *self = GH_CAPTURE_VIEW (object);

  if (self->camera != NULL)
    {
      sleep_camera (self);
      end_countdown (self);
      gh_clock_clear_timeout (self->clock, &self->judge_id);
      g_signal_handlers_disconnect_by_data (self->camera, self);
      g_signal_handlers_disconnect_by_func (self->devices, is_looking_cb, self);
    }
  g_clear_object (&self->camera);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_CAPTURE_VIEW);
  g_clear_object (&self->devices);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_capture_view_parent_class)->dispose (object);
}

static void
gh_capture_view_class_init (GhCaptureViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_capture_view_dispose;
  widget_class->map = gh_capture_view_map;
  widget_class->unmap = gh_capture_view_unmap;

  signals[SIGNAL_CAPTURED] = g_signal_new ("captured", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           GH_TYPE_STILL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-capture-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, stack);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, preview);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, status);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, address_button);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, address);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, address_fault);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, shutter);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, delay);
  gtk_widget_class_bind_template_child (widget_class, GhCaptureView, gate);
  gtk_widget_class_bind_template_callback (widget_class, address_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, device_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, shutter_clicked_cb);

  g_type_ensure (GH_TYPE_CAMERA_DEVICE);
  g_type_ensure (GH_TYPE_GATE_LIST);
  g_type_ensure (GH_TYPE_PREVIEW);
}

static void
gh_capture_view_init (GhCaptureView *self)
{
  gh_gate_limits_init (&self->limits);
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

/**
 * gh_capture_view_set_up:
 * @self: a view
 * @clock: counts down
 * @devices: the cameras
 * @limits: (nullable): what the quality gate asks for; %NULL where any picture will do
 *
 * Gives the view what it works with; once.
 */
void
gh_capture_view_set_up (GhCaptureView *self,
                        GhClock *clock,
                        GhCameraDevices *devices,
                        const GhGateLimits *limits)
{
  g_return_if_fail (GH_IS_CAPTURE_VIEW (self) && self->clock == NULL);
  g_return_if_fail (GH_IS_CLOCK (clock) && GH_IS_CAMERA_DEVICES (devices));

  self->clock = g_object_ref (clock);
  self->devices = g_object_ref (devices);
  self->is_judging = limits != NULL;
  if (limits != NULL)
    self->limits = *limits;
  gtk_widget_set_visible (GTK_WIDGET (self->gate), self->is_judging);
  gh_preview_set_has_oval (self->preview, self->is_judging);
  self->camera = gh_camera_new (clock, GH_CAMERA_PREVIEW_PAINTABLE);
  g_signal_connect_swapped (self->camera, "notify::state", G_CALLBACK (state_changed_cb), self);
  g_signal_connect_swapped (self->camera, "notify::paintable", G_CALLBACK (paintable_changed_cb),
                            self);
  g_signal_connect_swapped (self->camera, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (devices, "notify::is-looking", G_CALLBACK (is_looking_cb), self);
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (devices));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    wake_camera (self);
}

/**
 * gh_capture_view_shoot:
 * @self: a view
 *
 * Takes a picture, at once or at the end of the countdown; a countdown that runs is ended.
 */
void
gh_capture_view_shoot (GhCaptureView *self)
{
  g_return_if_fail (GH_IS_CAPTURE_VIEW (self));

  if (self->camera == NULL || self->is_shooting ||
      gh_camera_get_state (self->camera) != GH_CAMERA_PLAYING)
    return;

  if (self->countdown > 0)
    {
      end_countdown (self);
    }
  else if (gtk_toggle_button_get_active (self->delay))
    {
      self->countdown = COUNTDOWN;
      gh_preview_set_countdown (self->preview, COUNTDOWN);
      self->countdown_id =
        gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND, count_cb, self);
    }
  else
    {
      capture (self);
    }
}
