/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sound-player.h"

#include "gh-error.h"
#include "gh-gst.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gst/app/gstappsrc.h>

#define DEFAULT_SINK "autoaudiosink"
#define SAMPLE_FORMAT (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE")

/* One tone being played. Threads make of it what was wished for last, whichever of them is late. */
typedef struct
{
  GMutex lock;
  GstElement *pipeline; /* (owned) */
  int wanted;           /* atomic, a GstState */
} Run;

struct _GhSoundPlayer
{
  GObject parent_instance;

  char *sink;           /* (owned) */
  GBytes *tones[GH_TONE_ALARM + 1]; /* (owned) (nullable): once they were computed */
  Run *run;             /* (owned) (nullable): while it plays */
  guint watch_id;
  GhTone tone;
  int wanted;           /* -1, or the tone to be played when GStreamer is ready */
  gboolean is_ready;
  gboolean is_preparing;
  gboolean has_begun;
};

typedef enum
{
  PROP_SINK = 1,
} GhSoundPlayerProperty;

static GParamSpec *properties[PROP_SINK + 1];

enum
{
  BEGAN,
  ENDED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSoundPlayer, gh_sound_player, G_TYPE_OBJECT)

/* What the system says is for the journal; a person is told what they can do. */
static const char *
find_words (const GError *cause)
{
  if (cause == NULL)
    return _("Alerts cannot be heard: GStreamer, which plays them, does not start.");
  if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return _("Alerts cannot be heard: another program keeps the sound output to itself.");
  if (cause->domain == GST_RESOURCE_ERROR)
    return _("Alerts cannot be heard: no sound output answers. Look whether one is connected, and "
             "whether the desktop's sound service runs.");
  if (g_error_matches (cause, GST_PARSE_ERROR, GST_PARSE_ERROR_NO_SUCH_ELEMENT)
      || g_error_matches (cause, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return _("Alerts cannot be heard: a part of GStreamer is missing on this computer. Install its "
             "“good” plugins.");
  return _("Alerts cannot be heard: the sound output failed.");
}

static void
fail (GhSoundPlayer *self, const GError *cause)
{
  g_autoptr (GError) error =
    g_error_new_literal (GH_ERROR, GH_ERROR_UNAVAILABLE, find_words (cause));

  if (cause != NULL)
    g_info ("Sound: %s", cause->message);
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
run_clear (gpointer data)
{
  Run *run = data;

  gst_clear_object (&run->pipeline);
  g_mutex_clear (&run->lock);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, run_clear);
}

/* Devices take their time, and the main thread does not wait for them. */
static void
set_state_in_thread (GTask *task,
                     gpointer source,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  Run *run = task_data;

  g_mutex_lock (&run->lock);
  gst_element_set_state (run->pipeline, (GstState) g_atomic_int_get (&run->wanted));
  g_mutex_unlock (&run->lock);
  g_task_return_boolean (task, TRUE);
}

static void
set_state (Run *run, GstState state)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_atomic_int_set (&run->wanted, (int) state);
  g_task_set_source_tag (task, set_state);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (run), run_unref);
  g_task_run_in_thread (task, set_state_in_thread);
}

static void
let_go (GhSoundPlayer *self)
{
  if (self->run == NULL)
    return;

  g_clear_handle_id (&self->watch_id, g_source_remove);
  set_state (self->run, GST_STATE_NULL);
  g_clear_pointer (&self->run, run_unref);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GhSoundPlayer *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ASYNC_DONE:
      if (!self->has_begun)
        {
          self->has_begun = TRUE;
          g_signal_emit (self, signals[BEGAN], 0);
        }
      break;
    case GST_MESSAGE_EOS:
      self->watch_id = 0;
      let_go (self);
      g_signal_emit (self, signals[ENDED], 0);
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_WARNING:
      /* So the desktop's sink says that there is none, and plays into the void. */
      gst_message_parse_warning (message, &error, &detail);
      fail (self, error);
      break;
    case GST_MESSAGE_ERROR:
      gst_message_parse_error (message, &error, &detail);
      self->watch_id = 0;
      let_go (self);
      fail (self, error);
      return G_SOURCE_REMOVE;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
feed_tone (GhSoundPlayer *self, GhTone tone)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (self->run->pipeline), "source");
  g_autoptr (GstCaps) caps =
    gst_caps_new_simple ("audio/x-raw",
                         "format", G_TYPE_STRING, SAMPLE_FORMAT,
                         "rate", G_TYPE_INT, GH_TONE_RATE,
                         "channels", G_TYPE_INT, 1,
                         "layout", G_TYPE_STRING, "interleaved", NULL);
  GstBuffer *buffer;

  if (self->tones[tone] == NULL)
    self->tones[tone] = gh_tone_render (tone);
  buffer = gst_buffer_new_wrapped_bytes (self->tones[tone]);
  GST_BUFFER_PTS (buffer) = 0;
  GST_BUFFER_DURATION (buffer) =
    g_bytes_get_size (self->tones[tone]) / sizeof (gint16) * GST_SECOND / GH_TONE_RATE;
  gst_app_src_set_caps (GST_APP_SRC (source), caps);
  gst_app_src_push_buffer (GST_APP_SRC (source), buffer);
  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static void
start (GhSoundPlayer *self, GhTone tone)
{
  g_autofree char *description =
    g_strconcat ("appsrc name=source format=time ! audioconvert ! audioresample ! ", self->sink,
                 NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstBus) bus = NULL;
  GstElement *pipeline =
    gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);

  if (pipeline == NULL)
    {
      fail (self, error);
      return;
    }

  self->run = g_atomic_rc_box_new0 (Run);
  g_mutex_init (&self->run->lock);
  self->run->pipeline = gst_object_ref_sink (pipeline);
  self->tone = tone;
  self->has_begun = FALSE;
  bus = gst_element_get_bus (pipeline);
  self->watch_id = gst_bus_add_watch (bus, message_cb, self);
  feed_tone (self, tone);
  set_state (self->run, GST_STATE_PLAYING);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task, gh_gst_init ());
}

static void
prepared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GhSoundPlayer *self = GH_SOUND_PLAYER (object);
  int wanted = self->wanted;

  self->is_preparing = FALSE;
  self->is_ready = g_task_propagate_boolean (G_TASK (result), NULL);
  self->wanted = -1;
  if (!self->is_ready)
    fail (self, NULL);
  else if (wanted >= 0)
    start (self, (GhTone) wanted);
}

static void
gh_sound_player_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_SINK)
    g_value_set_string (value, GH_SOUND_PLAYER (object)->sink);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
gh_sound_player_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  if (property_id == PROP_SINK)
    GH_SOUND_PLAYER (object)->sink =
      g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : DEFAULT_SINK);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
gh_sound_player_dispose (GObject *object)
{
  let_go (GH_SOUND_PLAYER (object));

  G_OBJECT_CLASS (gh_sound_player_parent_class)->dispose (object);
}

static void
gh_sound_player_finalize (GObject *object)
{
  GhSoundPlayer *self = GH_SOUND_PLAYER (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->tones); i++)
    g_clear_pointer (&self->tones[i], g_bytes_unref);
  g_free (self->sink);

  G_OBJECT_CLASS (gh_sound_player_parent_class)->finalize (object);
}

static void
gh_sound_player_class_init (GhSoundPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_sound_player_get_property;
  object_class->set_property = gh_sound_player_set_property;
  object_class->dispose = gh_sound_player_dispose;
  object_class->finalize = gh_sound_player_finalize;

  /* The element that takes the sound. */
  properties[PROP_SINK] =
    g_param_spec_string ("sink", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[BEGAN] = g_signal_new ("began", GH_TYPE_SOUND_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", GH_TYPE_SOUND_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", GH_TYPE_SOUND_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gh_sound_player_init (GhSoundPlayer *self)
{
  self->wanted = -1;
}

/**
 * gh_sound_player_new:
 * @sink: (nullable): the GStreamer element that takes the sound; %NULL for the desktop's
 *
 * Returns: (transfer full): a player that is silent
 */
GhSoundPlayer *
gh_sound_player_new (const char *sink)
{
  return g_object_new (GH_TYPE_SOUND_PLAYER, "sink", sink, NULL);
}

/**
 * gh_sound_player_prepare:
 * @self: a player
 *
 * Starts GStreamer, in a thread, so that the first tone need not wait for it.
 */
void
gh_sound_player_prepare (GhSoundPlayer *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_SOUND_PLAYER (self));

  if (self->is_ready || self->is_preparing)
    return;

  self->is_preparing = TRUE;
  task = g_task_new (self, NULL, prepared_cb, NULL);
  g_task_set_source_tag (task, gh_sound_player_prepare);
  g_task_run_in_thread (task, prepare_in_thread);
}

/**
 * gh_sound_player_play:
 * @self: a player
 * @tone: a tone
 *
 * Plays a tone. A more urgent one takes the place of what is heard; another one is passed over
 * while something is heard, because several at once are noise.
 */
void
gh_sound_player_play (GhSoundPlayer *self, GhTone tone)
{
  g_return_if_fail (GH_IS_SOUND_PLAYER (self));

  if (!self->is_ready)
    {
      self->wanted = MAX (self->wanted, (int) tone);
      gh_sound_player_prepare (self);
      return;
    }
  if (self->run != NULL && tone <= self->tone)
    return;

  let_go (self);
  start (self, tone);
}

/**
 * gh_sound_player_stop:
 * @self: a player
 *
 * Is silent at once.
 */
void
gh_sound_player_stop (GhSoundPlayer *self)
{
  g_return_if_fail (GH_IS_SOUND_PLAYER (self));

  self->wanted = -1;
  let_go (self);
}

/**
 * gh_sound_player_get_is_playing:
 * @self: a player
 *
 * Returns: whether something is heard, or about to be
 */
gboolean
gh_sound_player_get_is_playing (GhSoundPlayer *self)
{
  g_return_val_if_fail (GH_IS_SOUND_PLAYER (self), FALSE);

  return self->run != NULL || self->wanted >= 0;
}
