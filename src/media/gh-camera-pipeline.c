/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "gatehouse-media"

#include "gh-camera-pipeline.h"

#include <errno.h>
#include <gst/app/gstappsink.h>
#include <string.h>

#include "gh-camera-device-private.h"
#include "gh-gst.h"

/* What is shown needs no more lines where it is copied by hand. */
#define PREVIEW_CAPS "video/x-raw,format=RGB,height=[1,%d],pixel-aspect-ratio=1/1"
#define PREVIEW_LINES 540
#define FEW_LINES 360
#define FEW_US (100 * G_TIME_SPAN_MILLISECOND)

/* One branch shows what comes, the other keeps the newest for whoever asks. Neither holds up the
 * camera: what is late is dropped. */
#define QUEUE "queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0 "
#define BRANCHES                                                                                    \
  "tee name=tee allow-not-linked=true "                                                             \
  "tee. ! " QUEUE "! videoconvertscale name=preview "                                               \
  "tee. ! " QUEUE "! appsink name=newest sync=false max-buffers=1 wait-on-eos=false "

/* What the streaming threads may touch. It lives as long as the last of them. */
typedef struct
{
  GMutex lock;
  int n_frames;         /* atomic */
  gint64 let_through_us; /* streaming thread */
  GhPicture *pending;   /* (owned) (nullable) under the lock: the newest that has not been shown */
  gboolean is_wanted;   /* under the lock: FALSE once the run has ended */
  GMainContext *context; /* (owned) */
  GhCameraPipeline *owner; /* (unowned) only on the main context, and only while wanted */
} Shared;

struct _GhCameraPipeline
{
  GstElement *pipeline;   /* (owned) */
  GstElement *tee;        /* (owned) */
  GstElement *newest;     /* (owned) */
  GstElement *own_sink;   /* (owned) (nullable): the one with the paintable */
  GObject *paintable;     /* (owned) (nullable) */
  Shared *shared;         /* (owned) */
  GhCameraDevice *device; /* (owned) */
  guint watch_id;
  GhCameraPipelineEvents events;
  gpointer user_data;
};

/* A wish for a state, carried out in a thread because devices take their time. Whichever thread is
 * last does what was wished for last. */
typedef struct
{
  GMutex lock;
  int wanted; /* atomic, a GstState */
} Wish;

static Shared *
shared_new (GhCameraPipeline *owner)
{
  Shared *shared = g_atomic_rc_box_new0 (Shared);

  g_mutex_init (&shared->lock);
  shared->is_wanted = TRUE;
  shared->context = g_main_context_ref_thread_default ();
  shared->owner = owner;

  return shared;
}

static void
shared_clear (gpointer data)
{
  Shared *shared = data;

  g_clear_pointer (&shared->pending, gh_picture_unref);
  g_main_context_unref (shared->context);
  g_mutex_clear (&shared->lock);
}

static void
shared_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, shared_clear);
}

static gboolean
show_pending_cb (gpointer user_data)
{
  Shared *shared = user_data;
  g_autoptr (GhPicture) picture = NULL;
  gboolean is_wanted;

  g_mutex_lock (&shared->lock);
  picture = g_steal_pointer (&shared->pending);
  is_wanted = shared->is_wanted;
  g_mutex_unlock (&shared->lock);

  if (is_wanted && picture != NULL)
    shared->owner->events.framed (shared->owner->user_data, picture);

  return G_SOURCE_REMOVE;
}

/* The one way from a streaming thread to the main context. An old frame that nobody has looked at
 * gives way to the new one. */
static void
hand_over (Shared *shared, GhPicture *picture)
{
  gboolean is_first;

  g_mutex_lock (&shared->lock);
  is_first = shared->pending == NULL;
  g_clear_pointer (&shared->pending, gh_picture_unref);
  if (shared->is_wanted)
    shared->pending = gh_picture_ref (picture);
  is_first &= shared->is_wanted;
  g_mutex_unlock (&shared->lock);

  if (is_first)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, show_pending_cb, g_atomic_rc_box_acquire (shared),
                             shared_unref);
      g_source_attach (source, shared->context);
    }
}

/* Streaming thread. */
static GstFlowReturn
preview_sample_cb (GstAppSink *sink, gpointer user_data)
{
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GhPicture) picture = NULL;

  if (sample != NULL)
    picture = gh_gst_wrap_sample (sample);
  if (picture != NULL)
    hand_over (user_data, picture);

  return GST_FLOW_OK;
}

/* Streaming thread. */
static GstPadProbeReturn
buffer_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Shared *shared = user_data;

  g_atomic_int_inc (&shared->n_frames);

  return GST_PAD_PROBE_OK;
}

/* Streaming thread. Before the frame is made smaller, which costs more than all that follows. Cameras
 * need not say when a frame was taken, so it goes by when it comes. */
static GstPadProbeReturn
let_few_through_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Shared *shared = user_data;
  gint64 now_us = g_get_monotonic_time ();

  if (shared->let_through_us != 0 && now_us - shared->let_through_us < FEW_US)
    return GST_PAD_PROBE_DROP;

  shared->let_through_us = now_us;
  return GST_PAD_PROBE_OK;
}

/* Streaming thread. Sound and whatever else comes is not wanted. */
static void
pad_added_cb (GstElement *source, GstPad *pad, GstElement *tee)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GstPad) sink = gst_element_get_static_pad (tee, "sink");

  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);
  if (!gst_caps_is_empty (caps) &&
      gst_structure_has_name (gst_caps_get_structure (caps, 0), "video/x-raw") &&
      !gst_pad_is_linked (sink))
    gst_pad_link (pad, sink);
}

/* The pad that "decoder" in the bin adds becomes one of the bin's. */
static void
decoded_cb (GstElement *decoder, GstPad *pad, GstElement *bin)
{
  GstPad *ghost = gst_ghost_pad_new (NULL, pad);

  gst_pad_set_active (ghost, TRUE);
  gst_element_add_pad (bin, ghost);
}

static void
connect_source (GhCameraPipeline *self, GstElement *source)
{
  g_autoptr (GstElement) decoder = NULL;

  gst_bin_add (GST_BIN (self->pipeline), source);
  if (gst_element_link (source, self->tee))
    return;

  if (GST_IS_BIN (source))
    decoder = gst_bin_get_by_name (GST_BIN (source), "decoder");
  if (decoder != NULL)
    g_signal_connect_object (decoder, "pad-added", G_CALLBACK (decoded_cb), source,
                             G_CONNECT_DEFAULT);
  g_signal_connect_object (source, "pad-added", G_CALLBACK (pad_added_cb), self->tee,
                           G_CONNECT_DEFAULT);
}

/* The sink for GTK is GStreamer's; a paintable is all that is known of GTK here. */
static gboolean
connect_paintable (GhCameraPipeline *self, GstElement *preview)
{
  GstElement *sink = gst_element_factory_make ("gtk4paintablesink", NULL);

  if (sink == NULL)
    return FALSE;

  /* It has to be on GTK's thread, and asks that one from any other, which is a way to wait for each
   * other, or for nobody. So its states are set there, and the pipeline leaves it alone. */
  g_object_set (sink, "sync", FALSE, "async", FALSE, "enable-last-sample", FALSE, NULL);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  gst_element_link (preview, sink);
  gst_element_set_locked_state (sink, TRUE);
  g_object_get (sink, "paintable", &self->paintable, NULL);
  self->own_sink = gst_object_ref (sink);

  return TRUE;
}

static void
connect_frames (GhCameraPipeline *self, GstElement *preview, gboolean is_few)
{
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  GstAppSinkCallbacks callbacks = { .new_sample = preview_sample_cb };
  g_autofree char *wanted =
    g_strdup_printf (PREVIEW_CAPS, is_few ? FEW_LINES : PREVIEW_LINES);
  g_autoptr (GstCaps) caps = gst_caps_from_string (wanted);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (preview, "sink");

  if (is_few)
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, let_few_through_cb,
                       g_atomic_rc_box_acquire (self->shared), shared_unref);
  g_object_set (sink, "caps", caps, "sync", FALSE, "max-buffers", 1, "enable-last-sample", FALSE,
                "wait-on-eos", FALSE, NULL);
  gh_gst_drop_late (sink);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks,
                              g_atomic_rc_box_acquire (self->shared), shared_unref);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  gst_element_link (preview, sink);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GhCameraPipeline *self = user_data;
  gboolean had_frames = gh_camera_pipeline_get_n_frames (self) > 0;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *debug = NULL;
      GhCameraError code;

      gst_message_parse_error (message, &error, &debug);
      code = gh_camera_pipeline_read_error (error, debug,
                                            gh_camera_device_get_kind (self->device), had_frames);
      /* Nothing of the message is logged: there may be an address with a password in it. */
      g_debug ("A camera failed: %s %d", g_quark_to_string (error->domain), error->code);
      self->events.failed (self->user_data, gh_camera_error_new (code));
      return G_SOURCE_CONTINUE;
    }
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    self->events.failed (self->user_data, gh_camera_error_new (GH_CAMERA_ERROR_SILENT));

  return G_SOURCE_CONTINUE;
}

static void
wish_clear (gpointer data)
{
  Wish *wish = data;

  g_mutex_clear (&wish->lock);
}

static void
wish_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, wish_clear);
}

static void
set_state_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GstElement *pipeline = data;
  Wish *wish = g_object_get_data (G_OBJECT (pipeline), "gh-wish");

  g_mutex_lock (&wish->lock);
  gst_element_set_state (pipeline, (GstState) g_atomic_int_get (&wish->wanted));
  g_mutex_unlock (&wish->lock);

  g_task_return_boolean (task, TRUE);
}

static void
set_state (GstElement *pipeline, GstState state, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Wish *wish = g_object_get_data (G_OBJECT (pipeline), "gh-wish");

  g_task_set_source_tag (task, set_state);
  g_task_set_task_data (task, gst_object_ref (pipeline), gst_object_unref);
  g_atomic_int_set (&wish->wanted, (int) state);
  g_task_run_in_thread (task, set_state_in_thread);
}

static void
pipeline_free (GhCameraPipeline *self)
{
  g_clear_handle_id (&self->watch_id, g_source_remove);
  if (self->own_sink != NULL)
    gst_element_set_state (self->own_sink, GST_STATE_NULL);
  gst_clear_object (&self->own_sink);
  g_clear_object (&self->paintable);
  gst_clear_object (&self->newest);
  gst_clear_object (&self->tee);
  gst_clear_object (&self->pipeline);
  g_clear_object (&self->device);
  shared_unref (self->shared);
  g_free (self);
}

/*
 * gh_camera_pipeline_new:
 * @device: a camera
 * @fd: of the portal's PipeWire, or -1; the caller closes it
 * @preview: how to show what comes
 * @events: whom to tell
 * @user_data: for @events
 * @error: return location for a #GhCameraError
 *
 * Builds what brings a camera's pictures, and starts nothing. GStreamer has been started before.
 *
 * Returns: (transfer full) (nullable): a run
 */
GhCameraPipeline *
gh_camera_pipeline_new (GhCameraDevice *device,
                        int fd,
                        GhCameraPreview preview,
                        const GhCameraPipelineEvents *events,
                        gpointer user_data,
                        GError **error)
{
  GstElement *source = gh_camera_device_make_source (device, fd, error);
  g_autoptr (GstElement) convert = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstBus) bus = NULL;
  GhCameraPipeline *self;
  Wish *wish;

  if (source == NULL)
    return NULL;

  self = g_new0 (GhCameraPipeline, 1);
  self->device = g_object_ref (device);
  self->events = *events;
  self->user_data = user_data;
  self->shared = shared_new (self);
  self->pipeline = gst_parse_launch (BRANCHES, NULL);
  if (self->pipeline == NULL)
    {
      gst_object_unref (gst_object_ref_sink (source));
      pipeline_free (self);
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
      return NULL;
    }

  gst_object_ref_sink (self->pipeline);
  wish = g_atomic_rc_box_new0 (Wish);
  g_mutex_init (&wish->lock);
  g_object_set_data_full (G_OBJECT (self->pipeline), "gh-wish", wish, wish_unref);
  self->tee = gst_bin_get_by_name (GST_BIN (self->pipeline), "tee");
  self->newest = gst_bin_get_by_name (GST_BIN (self->pipeline), "newest");
  gh_gst_drop_late (self->newest);
  convert = gst_bin_get_by_name (GST_BIN (self->pipeline), "preview");
  if (preview != GH_CAMERA_PREVIEW_PAINTABLE || !connect_paintable (self, convert))
    connect_frames (self, convert, preview == GH_CAMERA_PREVIEW_FEW_FRAMES);

  pad = gst_element_get_static_pad (self->tee, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, buffer_cb,
                     g_atomic_rc_box_acquire (self->shared), shared_unref);
  bus = gst_element_get_bus (self->pipeline);
  self->watch_id = gst_bus_add_watch (bus, message_cb, self);
  connect_source (self, source);

  return self;
}

void
gh_camera_pipeline_play (GhCameraPipeline *self)
{
  if (self->own_sink != NULL)
    gst_element_set_state (self->own_sink, GST_STATE_PLAYING);
  set_state (self->pipeline, GST_STATE_PLAYING, NULL, NULL);
}

void
gh_camera_pipeline_end_async (GhCameraPipeline *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_mutex_lock (&self->shared->lock);
  self->shared->is_wanted = FALSE;
  g_clear_pointer (&self->shared->pending, gh_picture_unref);
  g_mutex_unlock (&self->shared->lock);

  if (self->own_sink != NULL)
    gst_element_set_state (self->own_sink, GST_STATE_NULL);
  set_state (self->pipeline, GST_STATE_NULL, callback, user_data);
  pipeline_free (self);
}

guint
gh_camera_pipeline_get_n_frames (GhCameraPipeline *self)
{
  return (guint) g_atomic_int_get (&self->shared->n_frames);
}

GObject *
gh_camera_pipeline_get_paintable (GhCameraPipeline *self)
{
  return self->paintable;
}

/*
 * gh_camera_pipeline_dup_sample:
 * @self: a run
 *
 * Returns: (transfer full) (nullable): the newest frame as it came
 */
GstSample *
gh_camera_pipeline_dup_sample (GhCameraPipeline *self)
{
  GstSample *sample = NULL;

  g_object_get (self->newest, "last-sample", &sample, NULL);

  return sample;
}

static GhCameraError
read_resource_error (int code, const char *debug, gboolean is_remote, gboolean had_frames)
{
  switch ((GstResourceError) code)
    {
    case GST_RESOURCE_ERROR_BUSY:
      return GH_CAMERA_ERROR_BUSY;
    case GST_RESOURCE_ERROR_NOT_AUTHORIZED:
      return is_remote ? GH_CAMERA_ERROR_UNAUTHORIZED : GH_CAMERA_ERROR_REFUSED;
    case GST_RESOURCE_ERROR_NOT_FOUND:
      return is_remote ? GH_CAMERA_ERROR_UNREACHABLE : GH_CAMERA_ERROR_UNPLUGGED;
    case GST_RESOURCE_ERROR_OPEN_READ:
    case GST_RESOURCE_ERROR_OPEN_READ_WRITE:
      if (is_remote)
        return GH_CAMERA_ERROR_UNREACHABLE;
      /* Why the system did not open it stands in nothing but the text for developers. */
      if (debug != NULL && strstr (debug, g_strerror (EACCES)) != NULL)
        return GH_CAMERA_ERROR_REFUSED;
      if (debug != NULL && strstr (debug, g_strerror (EBUSY)) != NULL)
        return GH_CAMERA_ERROR_BUSY;
      return GH_CAMERA_ERROR_FAILED;
    case GST_RESOURCE_ERROR_READ:
      if (is_remote)
        return had_frames ? GH_CAMERA_ERROR_SILENT : GH_CAMERA_ERROR_UNREACHABLE;
      return had_frames ? GH_CAMERA_ERROR_UNPLUGGED : GH_CAMERA_ERROR_FAILED;
    case GST_RESOURCE_ERROR_FAILED:
    case GST_RESOURCE_ERROR_TOO_LAZY:
    case GST_RESOURCE_ERROR_OPEN_WRITE:
    case GST_RESOURCE_ERROR_CLOSE:
    case GST_RESOURCE_ERROR_WRITE:
    case GST_RESOURCE_ERROR_SEEK:
    case GST_RESOURCE_ERROR_SYNC:
    case GST_RESOURCE_ERROR_SETTINGS:
    case GST_RESOURCE_ERROR_NO_SPACE_LEFT:
    case GST_RESOURCE_ERROR_NUM_ERRORS:
    default:
      return GH_CAMERA_ERROR_FAILED;
    }
}

/*
 * gh_camera_pipeline_read_error:
 * @error: what GStreamer says
 * @debug: (nullable): what it says to developers
 * @kind: where the camera is
 * @had_frames: whether it worked until then
 *
 * Returns: what is the matter
 */
GhCameraError
gh_camera_pipeline_read_error (const GError *error,
                               const char *debug,
                               GhCameraDeviceKind kind,
                               gboolean had_frames)
{
  if (error->domain == GST_RESOURCE_ERROR)
    return read_resource_error (error->code, debug, kind == GH_CAMERA_DEVICE_ADDRESS, had_frames);
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_WRONG_TYPE) ||
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_FORMAT))
    return GH_CAMERA_ERROR_UNSUPPORTED;
  /* What is said of a connection that does not come about, or breaks. */
  if (kind == GH_CAMERA_DEVICE_ADDRESS &&
      g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED))
    return had_frames ? GH_CAMERA_ERROR_SILENT : GH_CAMERA_ERROR_UNREACHABLE;

  return GH_CAMERA_ERROR_FAILED;
}
