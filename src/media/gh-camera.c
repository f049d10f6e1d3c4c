/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera.h"

#include <gst/video/video.h>
#include <unistd.h>

#include "gh-camera-pipeline.h"
#include "gh-camera-portal.h"
#include "gh-error.h"
#include "gh-gst.h"

/* How often it is looked whether pictures still come. */
#define LOOK_US (250 * G_TIME_SPAN_MILLISECOND)

struct _GhCamera
{
  GObject parent_instance;

  GhClock *clock; /* (owned) */
  GhCameraPreview preview;

  GhCameraState state;
  GError *error;          /* (owned) (nullable) */
  GhCameraDevice *device; /* (owned) (nullable) what was asked for last */

  /* Of the run, which is made anew for each start. */
  GCancellable *cancellable;  /* (owned) (nullable) while it is made ready */
  GhCameraPipeline *pipeline; /* (owned) (nullable) */
  guint look_id;
  guint n_frames;
  gint64 frame_at_us; /* monotonic: when the newest was seen, or the run began */

  /* A device must be let go of by one run before the next can have it. */
  guint n_ending;
  gboolean is_waiting;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_PAINTABLE,
} GhCameraProperty;

static GParamSpec *properties[PROP_PAINTABLE + 1];

enum
{
  FRAME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  GstSample *sample; /* (owned) */
  int pixels;
} Grab;

static void prepare (GhCamera *self);
static void prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void bus_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void portal_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void begin_run (GhCamera *self, int fd);
static void look_cb (gpointer user_data);

G_DEFINE_FINAL_TYPE (GhCamera, gh_camera, G_TYPE_OBJECT)

static void
set_state (GhCamera *self, GhCameraState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_error (GhCamera *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (GhCamera) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL)
    return;

  self->n_ending--;
  if (self->n_ending == 0 && self->is_waiting)
    prepare (self);
}

static void
end_run (GhCamera *self)
{
  self->is_waiting = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gh_clock_clear_timeout (self->clock, &self->look_id);

  if (self->pipeline != NULL)
    {
      GhCameraPipeline *pipeline = g_steal_pointer (&self->pipeline);
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      self->n_ending++;
      gh_camera_pipeline_end_async (pipeline, ended_cb, weak);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
    }
}

static void
fail (GhCamera *self, GError *error)
{
  end_run (self);
  take_error (self, error);
  set_state (self, GH_CAMERA_FAILED);
}

static void
failed_cb (gpointer user_data, GError *error)
{
  fail (user_data, error);
}

static void
framed_cb (gpointer user_data, GhPicture *picture)
{
  g_signal_emit (user_data, signals[FRAME], 0, picture);
}

static void
init_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gh_gst_init ());
}

/* GStreamer first, which the first time takes a moment; then the person's leave; then the camera. */
static void
prepare (GhCamera *self)
{
  g_autoptr (GTask) task = NULL;

  self->is_waiting = self->n_ending > 0;
  if (self->is_waiting)
    return;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, prepared_cb, self);
  g_task_set_source_tag (task, prepare);
  g_task_run_in_thread (task, init_in_thread);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_there = g_task_propagate_boolean (G_TASK (result), &error);
  GhCamera *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (!is_there)
    fail (self, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
  else if (gh_camera_device_get_kind (self->device) == GH_CAMERA_DEVICE_PORTAL)
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_cb, self);
  else
    begin_run (self, -1);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GhCamera *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (bus != NULL)
    gh_camera_portal_open_async (bus, self->cancellable, portal_cb, self);
  else
    fail (self, gh_camera_error_new (GH_CAMERA_ERROR_NONE_THERE));
}

static void
portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int fd = gh_camera_portal_open_finish (result, &error);
  GhCamera *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (fd < 0)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  begin_run (self, fd);
  close (fd);
}

static void
begin_run (GhCamera *self, int fd)
{
  const GhCameraPipelineEvents events = { failed_cb, framed_cb };
  GError *error = NULL;

  g_clear_object (&self->cancellable);
  self->pipeline =
    gh_camera_pipeline_new (self->device, fd, self->preview, &events, self, &error);
  if (self->pipeline == NULL)
    {
      fail (self, error);
      return;
    }

  self->n_frames = 0;
  self->frame_at_us = gh_clock_get_monotonic_us (self->clock);
  self->look_id = gh_clock_add_timeout (self->clock, LOOK_US, look_cb, self);
  gh_camera_pipeline_play (self->pipeline);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

/* A frame that was counted is on its way, and there to be grabbed a moment later. */
static gboolean
has_sample (GhCamera *self)
{
  g_autoptr (GstSample) sample = gh_camera_pipeline_dup_sample (self->pipeline);

  return sample != NULL;
}

/* Cameras fall silent without a word: a cable that is half in, a network that is gone. */
static void
look_cb (gpointer user_data)
{
  GhCamera *self = user_data;
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);
  guint n_frames = gh_camera_pipeline_get_n_frames (self->pipeline);

  self->look_id = gh_clock_add_timeout (self->clock, LOOK_US, look_cb, self);
  if (n_frames != self->n_frames && (self->state == GH_CAMERA_PLAYING || has_sample (self)))
    {
      self->n_frames = n_frames;
      self->frame_at_us = now_us;
      set_state (self, GH_CAMERA_PLAYING);
    }
  else if (now_us - self->frame_at_us >=
           (n_frames == 0 ? GH_CAMERA_FIRST_FRAME_US : GH_CAMERA_SILENCE_US))
    {
      fail (self, gh_camera_error_new (GH_CAMERA_ERROR_SILENT));
    }
}

static void
is_gone_cb (GhCamera *self)
{
  if (self->state != GH_CAMERA_OFF && gh_camera_device_get_is_gone (self->device))
    fail (self, gh_camera_error_new (GH_CAMERA_ERROR_UNPLUGGED));
}

static void
set_device (GhCamera *self, GhCameraDevice *device)
{
  if (self->device == device)
    return;

  if (self->device != NULL)
    g_signal_handlers_disconnect_by_func (self->device, is_gone_cb, self);
  g_set_object (&self->device, device);
  if (device != NULL)
    g_signal_connect_object (device, "notify::is-gone", G_CALLBACK (is_gone_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
grab_free (Grab *grab)
{
  gst_sample_unref (grab->sample);
  g_free (grab);
}

static void
grab_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Grab *grab = data;
  GhPicture *picture = gh_gst_make_picture (grab->sample, grab->pixels, NULL);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) gh_picture_unref);
  else
    g_task_return_error (task, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
}

static void
gh_camera_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhCamera *self = GH_CAMERA (object);

  switch ((GhCameraProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_PAINTABLE:
      g_value_set_object (value, gh_camera_get_paintable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_camera_dispose (GObject *object)
{
  GhCamera *self = GH_CAMERA (object);

  if (self->clock != NULL)
    end_run (self);
  set_device (self, NULL);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_camera_parent_class)->dispose (object);
}

static void
gh_camera_finalize (GObject *object)
{
  g_clear_error (&GH_CAMERA (object)->error);

  G_OBJECT_CLASS (gh_camera_parent_class)->finalize (object);
}

static void
gh_camera_class_init (GhCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_camera_get_property;
  object_class->dispose = gh_camera_dispose;
  object_class->finalize = gh_camera_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_CAMERA_STATE, GH_CAMERA_OFF, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_PAINTABLE] = g_param_spec_object ("paintable", NULL, NULL, G_TYPE_OBJECT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[FRAME] = g_signal_new ("frame", GH_TYPE_CAMERA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GH_TYPE_PICTURE);
}

static void
gh_camera_init (GhCamera *self)
{
}

/**
 * gh_camera_new:
 * @clock: tells when a camera has fallen silent
 * @preview: how its pictures are to be shown; a paintable needs GTK on this thread
 *
 * Returns: (transfer full): a camera that is off
 */
GhCamera *
gh_camera_new (GhClock *clock, GhCameraPreview preview)
{
  GhCamera *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_CAMERA, NULL);
  self->clock = g_object_ref (clock);
  self->preview = preview;

  return self;
}

/**
 * gh_camera_set_preview:
 * @self: a camera
 * @preview: how its pictures are to be shown
 *
 * Has what it sees shown in another way, from the next start on.
 */
void
gh_camera_set_preview (GhCamera *self, GhCameraPreview preview)
{
  g_return_if_fail (GH_IS_CAMERA (self));

  self->preview = preview;
}

/**
 * gh_camera_start:
 * @self: a camera
 * @device: which one
 *
 * Starts a device, after letting go of the one that was running; be it the same, for another try.
 */
void
gh_camera_start (GhCamera *self, GhCameraDevice *device)
{
  g_return_if_fail (GH_IS_CAMERA (self));
  g_return_if_fail (GH_IS_CAMERA_DEVICE (device));

  end_run (self);
  set_device (self, device);
  take_error (self, NULL);
  set_state (self, GH_CAMERA_STARTING);
  prepare (self);
}

/**
 * gh_camera_stop:
 * @self: a camera
 *
 * Lets go of the device. Nothing of it comes from here on; its threads end soon after.
 */
void
gh_camera_stop (GhCamera *self)
{
  g_return_if_fail (GH_IS_CAMERA (self));

  end_run (self);
  take_error (self, NULL);
  set_state (self, GH_CAMERA_OFF);
}

/**
 * gh_camera_get_state:
 * @self: a camera
 *
 * Returns: its state
 */
GhCameraState
gh_camera_get_state (GhCamera *self)
{
  g_return_val_if_fail (GH_IS_CAMERA (self), GH_CAMERA_OFF);

  return self->state;
}

/**
 * gh_camera_get_error:
 * @self: a camera
 *
 * Returns: (nullable): why it failed, a sentence of #GhCameraError; %NULL unless it did
 */
const GError *
gh_camera_get_error (GhCamera *self)
{
  g_return_val_if_fail (GH_IS_CAMERA (self), NULL);

  return self->error;
}

/**
 * gh_camera_get_device:
 * @self: a camera
 *
 * Returns: (transfer none) (nullable): the device that was started last
 */
GhCameraDevice *
gh_camera_get_device (GhCamera *self)
{
  g_return_val_if_fail (GH_IS_CAMERA (self), NULL);

  return self->device;
}

/**
 * gh_camera_get_paintable:
 * @self: a camera
 *
 * Returns: (transfer none) (nullable): a GdkPaintable of what it sees
 */
GObject *
gh_camera_get_paintable (GhCamera *self)
{
  g_return_val_if_fail (GH_IS_CAMERA (self), NULL);

  return self->pipeline != NULL ? gh_camera_pipeline_get_paintable (self->pipeline) : NULL;
}

/**
 * gh_camera_get_size:
 * @self: a camera
 * @width: (out): of its pictures, in pixels
 * @height: (out): of its pictures, in pixels
 *
 * Returns: %FALSE before the first one
 */
gboolean
gh_camera_get_size (GhCamera *self, int *width, int *height)
{
  g_autoptr (GstSample) sample = NULL;
  GstVideoInfo info;

  g_return_val_if_fail (GH_IS_CAMERA (self), FALSE);

  if (self->pipeline != NULL)
    sample = gh_camera_pipeline_dup_sample (self->pipeline);
  if (sample == NULL || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return FALSE;

  *width = GST_VIDEO_INFO_WIDTH (&info);
  *height = GST_VIDEO_INFO_HEIGHT (&info);

  return TRUE;
}

/**
 * gh_camera_grab_async:
 * @self: a camera
 * @pixels: what the shorter side is to be; 0 for the full resolution
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the picture is there
 * @user_data: for @callback
 *
 * Takes the newest picture, which costs nothing until somebody asks.
 */
void
gh_camera_grab_async (GhCamera *self,
                      int pixels,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GstSample) sample = NULL;
  Grab *grab;

  g_return_if_fail (GH_IS_CAMERA (self));
  g_return_if_fail (pixels >= 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_camera_grab_async);
  if (self->pipeline != NULL)
    sample = gh_camera_pipeline_dup_sample (self->pipeline);
  if (sample == NULL)
    {
      g_task_return_error (task, gh_camera_error_new (GH_CAMERA_ERROR_SILENT));
      return;
    }

  grab = g_new0 (Grab, 1);
  grab->sample = g_steal_pointer (&sample);
  grab->pixels = pixels;
  g_task_set_task_data (task, grab, (GDestroyNotify) grab_free);
  g_task_run_in_thread (task, grab_in_thread);
}

/**
 * gh_camera_grab_finish:
 * @self: a camera
 * @result: the result
 * @error: return location for a #GhCameraError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what it saw
 */
GhPicture *
gh_camera_grab_finish (GhCamera *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
