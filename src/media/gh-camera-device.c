/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-device.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "gh-camera-device-private.h"
#include "gh-camera-error.h"
#include "gh-error.h"
#include "gh-gst.h"

#define MOST_ADDRESS_BYTES 2048

/* More would cost more to show than a face is worth. */
#define MOST_WIDTH 1920
#define MOST_HEIGHT 1080
#define LEAST_FRAMES 15

#define TEST_LAUNCH                                                                                 \
  "videotestsrc is-live=true pattern=smpte ! video/x-raw,width=1280,height=720,framerate=30/1"

struct _GhCameraDevice
{
  GObject parent_instance;

  GhCameraDeviceKind kind;
  char *id;          /* (owned) */
  char *name;        /* (owned) */
  GstDevice *device; /* (owned) (nullable) */
  char *launch;      /* (owned) (nullable) */
  GUri *uri;         /* (owned) (nullable) without name and password */
  char *user;        /* (owned) (nullable) */
  char *password;    /* (owned) (nullable) */
  gboolean is_gone;
};

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_IS_GONE,
} GhCameraDeviceProperty;

static GParamSpec *properties[PROP_IS_GONE + 1];

G_DEFINE_FINAL_TYPE (GhCameraDevice, gh_camera_device, G_TYPE_OBJECT)

static GhCameraDevice *
new_device (GhCameraDeviceKind kind, const char *id, const char *name)
{
  GhCameraDevice *self = g_object_new (GH_TYPE_CAMERA_DEVICE, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

static gboolean
fail_address (GError **error, const char *words)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, words);
  return FALSE;
}

/* The password is told to the camera and to nobody else: it does not stay in the address. */
static void
source_setup_cb (GstElement *decoder, GstElement *source, GhCameraDevice *self)
{
  GObjectClass *class = G_OBJECT_GET_CLASS (source);

  if (self->user != NULL && g_object_class_find_property (class, "user-id") != NULL)
    g_object_set (source, "user-id", self->user, "user-pw",
                  self->password != NULL ? self->password : "", NULL);
  /* What one camera's address leads to is not to be decided by the camera. */
  if (g_object_class_find_property (class, "automatic-redirect") != NULL)
    g_object_set (source, "automatic-redirect", FALSE, NULL);
}

static GstElement *
make_address_source (GhCameraDevice *self, GError **error)
{
  GstElement *source = gst_element_factory_make ("uridecodebin", NULL);
  g_autofree char *text = g_uri_to_string (self->uri);
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw(ANY)");

  if (source == NULL)
    {
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
      return NULL;
    }

  g_object_set (source, "uri", text, "caps", caps, "expose-all-streams", FALSE, NULL);
  g_signal_connect_object (source, "source-setup", G_CALLBACK (source_setup_cb), self,
                           G_CONNECT_DEFAULT);

  return source;
}

/* A camera, what is wanted of it, and what decodes it where it comes as JPEG. */
static GstElement *
make_camera_source (GstElement *camera, GstCaps *caps, GError **error)
{
  GstElement *bin = gst_bin_new ("camera");
  GstElement *filter = gst_element_factory_make ("capsfilter", NULL);
  GstElement *decoder = gst_element_factory_make ("decodebin", "decoder");

  if (filter == NULL || decoder == NULL)
    {
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
      gst_clear_object (&filter);
      gst_clear_object (&decoder);
      gst_object_unref (gst_object_ref_sink (camera));
      gst_object_unref (gst_object_ref_sink (bin));
      return NULL;
    }

  g_object_set (filter, "caps", caps, NULL);
  gst_bin_add_many (GST_BIN (bin), camera, filter, decoder, NULL);
  gst_element_link_many (camera, filter, decoder, NULL);

  return bin;
}

static GstElement *
make_local_source (GhCameraDevice *self, GError **error)
{
  GstElement *camera = gst_device_create_element (self->device, NULL);
  g_autoptr (GstCaps) offered = gst_device_get_caps (self->device);
  g_autoptr (GstCaps) caps = gh_camera_device_choose_caps (offered);

  if (camera == NULL)
    {
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNPLUGGED));
      return NULL;
    }

  return make_camera_source (camera, caps, error);
}

static GstElement *
make_portal_source (int fd, GError **error)
{
  GstElement *camera = gst_element_factory_make ("pipewiresrc", NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_any ();

  if (camera == NULL)
    {
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));
      return NULL;
    }

  /* It closes what it is given. */
  g_object_set (camera, "fd", dup (fd), NULL);

  return make_camera_source (camera, caps, error);
}

static void
gh_camera_device_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhCameraDevice *self = GH_CAMERA_DEVICE (object);

  switch ((GhCameraDeviceProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_IS_GONE:
      g_value_set_boolean (value, self->is_gone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_camera_device_finalize (GObject *object)
{
  GhCameraDevice *self = GH_CAMERA_DEVICE (object);

  gst_clear_object (&self->device);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->id);
  g_free (self->name);
  g_free (self->launch);
  g_free (self->user);
  g_free (self->password);

  G_OBJECT_CLASS (gh_camera_device_parent_class)->finalize (object);
}

static void
gh_camera_device_class_init (GhCameraDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_camera_device_get_property;
  object_class->finalize = gh_camera_device_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_IS_GONE] = g_param_spec_boolean ("is-gone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_camera_device_init (GhCameraDevice *self)
{
}

static int
get_int (const GstStructure *structure, const char *name)
{
  const GValue *value = gst_structure_get_value (structure, name);

  if (value != NULL && G_VALUE_HOLDS_INT (value))
    return g_value_get_int (value);
  if (value != NULL && GST_VALUE_HOLDS_INT_RANGE (value))
    return gst_value_get_int_range_max (value);

  return 0;
}

/* The most frames in a second of a structure; 0 where it does not say. */
static int
get_frames (const GstStructure *structure)
{
  const GValue *value = gst_structure_get_value (structure, "framerate");
  int most = 0;

  if (value == NULL)
    return 0;
  if (GST_VALUE_HOLDS_FRACTION_RANGE (value))
    value = gst_value_get_fraction_range_max (value);
  if (GST_VALUE_HOLDS_LIST (value))
    for (guint i = 0; i < gst_value_list_get_size (value); i++)
      {
        const GValue *one = gst_value_list_get_value (value, i);

        most = MAX (most, gst_value_get_fraction_numerator (one) /
                            MAX (1, gst_value_get_fraction_denominator (one)));
      }
  else if (GST_VALUE_HOLDS_FRACTION (value))
    most = gst_value_get_fraction_numerator (value) /
           MAX (1, gst_value_get_fraction_denominator (value));

  return most;
}

/*
 * gh_camera_device_choose_caps:
 * @offered: (nullable): what a camera can do
 *
 * Chooses the largest picture that is not too large and moves well. Left to itself a camera takes
 * its largest, uncompressed, and then five times a second.
 *
 * Returns: (transfer full): what to ask the camera for; anything, where nothing fits
 */
GstCaps *
gh_camera_device_choose_caps (GstCaps *offered)
{
  guint n = offered != NULL && !gst_caps_is_any (offered) ? gst_caps_get_size (offered) : 0;
  int best = -1;
  int best_pixels = 0;
  int best_frames = 0;

  for (guint i = 0; i < n; i++)
    {
      const GstStructure *structure = gst_caps_get_structure (offered, i);
      int width = get_int (structure, "width");
      int height = get_int (structure, "height");
      int frames = get_frames (structure);
      int pixels;

      if (width <= 0 || height <= 0 || width > MOST_WIDTH || height > MOST_HEIGHT ||
          (frames > 0 && frames < LEAST_FRAMES) ||
          (!gst_structure_has_name (structure, "video/x-raw") &&
           !gst_structure_has_name (structure, "image/jpeg")))
        continue;

      pixels = width * height;
      if (pixels > best_pixels || (pixels == best_pixels && frames > best_frames))
        {
          best = (int) i;
          best_pixels = pixels;
          best_frames = frames;
        }
    }

  return best >= 0 ? gst_caps_copy_nth (offered, (guint) best) : gst_caps_new_any ();
}

/*
 * gh_camera_device_make_source:
 * @self: a camera
 * @fd: where the portal's PipeWire is, for %GH_CAMERA_DEVICE_PORTAL; otherwise -1
 * @error: return location for a #GhCameraError
 *
 * Returns: (transfer floating) (nullable): an element; raw video comes from a pad that it has, that
 *   it adds, or that its element "decoder" adds
 */
GstElement *
gh_camera_device_make_source (GhCameraDevice *self, int fd, GError **error)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICE (self), NULL);

  if (self->is_gone)
    {
      g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNPLUGGED));
      return NULL;
    }
  if (self->device != NULL)
    return make_local_source (self, error);
  if (self->uri != NULL)
    return make_address_source (self, error);
  if (self->launch != NULL)
    {
      /* Caps at the end of a description hold only what comes after them. */
      g_autofree char *launch = g_strconcat (self->launch, " ! identity silent=true", NULL);
      GstElement *bin = gst_parse_bin_from_description_full (launch, TRUE, NULL,
                                                             GST_PARSE_FLAG_FATAL_ERRORS, NULL);

      if (bin == NULL)
        g_propagate_error (error, gh_camera_error_new (GH_CAMERA_ERROR_UNSUPPORTED));

      return bin;
    }

  return make_portal_source (fd, error);
}

/*
 * gh_camera_device_new_for_gst:
 * @device: what GStreamer found
 *
 * Returns: (transfer full): a camera of this computer
 */
GhCameraDevice *
gh_camera_device_new_for_gst (GstDevice *device)
{
  static const char *const keys[] = { "api.v4l2.path", "device.path", "node.name" };
  g_autoptr (GstStructure) about = gst_device_get_properties (device);
  g_autofree char *name = gst_device_get_display_name (device);
  const char *id = NULL;
  GhCameraDevice *self;

  for (gsize i = 0; about != NULL && id == NULL && i < G_N_ELEMENTS (keys); i++)
    id = gst_structure_get_string (about, keys[i]);

  self = new_device (GH_CAMERA_DEVICE_LOCAL, id != NULL ? id : name, name);
  self->device = gst_object_ref (device);

  return self;
}

GhCameraDevice *
gh_camera_device_new_for_launch (GhCameraDeviceKind kind,
                                 const char *id,
                                 const char *name,
                                 const char *launch)
{
  GhCameraDevice *self = new_device (kind, id, name);

  self->launch = g_strdup (launch);

  return self;
}

GstDevice *
gh_camera_device_get_gst (GhCameraDevice *self)
{
  return self->device;
}

void
gh_camera_device_set_is_gone (GhCameraDevice *self)
{
  if (self->is_gone)
    return;

  self->is_gone = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_GONE]);
}

/**
 * gh_camera_device_new_test:
 *
 * Returns: (transfer full): a camera that shows a test card, 720 lines, 30 frames a second
 */
GhCameraDevice *
gh_camera_device_new_test (void)
{
  /* Translators: the name of a camera that shows a test card. */
  return gh_camera_device_new_for_launch (GH_CAMERA_DEVICE_TEST, "test", _("Test picture"),
                                          TEST_LAUNCH);
}

/**
 * gh_camera_device_new_portal:
 *
 * Returns: (transfer full): the camera that the desktop hands out when the person agrees
 */
GhCameraDevice *
gh_camera_device_new_portal (void)
{
  /* Translators: the name of the camera that the desktop chooses. */
  return new_device (GH_CAMERA_DEVICE_PORTAL, "portal", _("Camera"));
}

/**
 * gh_camera_device_new_for_address:
 * @address: what a person typed: rtsp://, rtsps://, http:// or https://, with name and password
 *   where the camera wants them
 * @error: return location for %GH_ERROR_INVALID_ARGUMENT, with a sentence
 *
 * Name and password are in no property, no message and no log.
 *
 * Returns: (transfer full) (nullable): a camera on the network
 */
GhCameraDevice *
gh_camera_device_new_for_address (const char *address, GError **error)
{
  static const char *const schemes[] = { "rtsp", "rtsps", "http", "https", NULL };
  g_autoptr (GUri) uri = NULL;
  g_autofree char *id = NULL;
  GhCameraDevice *self;

  g_return_val_if_fail (address != NULL, NULL);

  if (strlen (address) > MOST_ADDRESS_BYTES)
    {
      fail_address (error, _("This address is too long."));
      return NULL;
    }

  uri = g_uri_parse (address,
                     G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH |
                       G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_SCHEME_NORMALIZE,
                     NULL);
  if (uri == NULL || strpbrk (address, " \t\r\n") != NULL ||
      !g_strv_contains (schemes, g_uri_get_scheme (uri)) || g_uri_get_host (uri) == NULL ||
      *g_uri_get_host (uri) == '\0')
    {
      fail_address (error, _("The address of a camera begins with rtsp:// or http://."));
      return NULL;
    }

  id = g_strdup_printf ("%s:%d%s", g_uri_get_host (uri), g_uri_get_port (uri),
                        g_uri_get_path (uri));
  self = new_device (GH_CAMERA_DEVICE_ADDRESS, id, g_uri_get_host (uri));
  self->user = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));
  self->uri = g_uri_build (G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY,
                           g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                           g_uri_get_path (uri), g_uri_get_query (uri), NULL);

  return self;
}

/**
 * gh_camera_device_get_kind:
 * @self: a camera
 *
 * Returns: where it is
 */
GhCameraDeviceKind
gh_camera_device_get_kind (GhCameraDevice *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICE (self), GH_CAMERA_DEVICE_LOCAL);

  return self->kind;
}

/**
 * gh_camera_device_get_id:
 * @self: a camera
 *
 * Returns: (transfer none): what tells it from other cameras, and stays when it is plugged in again
 */
const char *
gh_camera_device_get_id (GhCameraDevice *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICE (self), NULL);

  return self->id;
}

/**
 * gh_camera_device_get_name:
 * @self: a camera
 *
 * Returns: (transfer none): its name for people
 */
const char *
gh_camera_device_get_name (GhCameraDevice *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICE (self), NULL);

  return self->name;
}

/**
 * gh_camera_device_get_is_gone:
 * @self: a camera
 *
 * Returns: %TRUE when it was unplugged
 */
gboolean
gh_camera_device_get_is_gone (GhCameraDevice *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_DEVICE (self), FALSE);

  return self->is_gone;
}
