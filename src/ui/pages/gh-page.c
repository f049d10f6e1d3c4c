/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-page.h"

typedef struct
{
  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  GhTrace *trace;           /* (owned) (nullable) */
  GhCameraDevices *cameras; /* (owned) (nullable) */
} GhPagePrivate;

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
  PROP_TRACE,
  PROP_CAMERAS,
} GhPageProperty;

enum
{
  SIGNAL_TOAST,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_CAMERAS + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhPage, gh_page, ADW_TYPE_BIN)

static gboolean
set_connection (GhPage *self, GhConnection *connection)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  if (!g_set_object (&priv->connection, connection))
    return FALSE;

  if (GH_PAGE_GET_CLASS (self)->connection_changed != NULL)
    GH_PAGE_GET_CLASS (self)->connection_changed (self);
  return TRUE;
}

static void
gh_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPagePrivate *priv = gh_page_get_instance_private (GH_PAGE (object));

  switch ((GhPageProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, priv->connection);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, priv->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, priv->loader);
      break;
    case PROP_TRACE:
      g_value_set_object (value, priv->trace);
      break;
    case PROP_CAMERAS:
      g_value_set_object (value, priv->cameras);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  GhPage *self = GH_PAGE (object);
  GhPagePrivate *priv = gh_page_get_instance_private (self);
  gboolean changed = FALSE;

  switch ((GhPageProperty) property_id)
    {
    case PROP_CONNECTION:
      changed = set_connection (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      changed = g_set_object (&priv->clock, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      changed = g_set_object (&priv->loader, g_value_get_object (value));
      break;
    case PROP_TRACE:
      changed = g_set_object (&priv->trace, g_value_get_object (value));
      break;
    case PROP_CAMERAS:
      changed = g_set_object (&priv->cameras, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_page_dispose (GObject *object)
{
  GhPagePrivate *priv = gh_page_get_instance_private (GH_PAGE (object));

  g_clear_object (&priv->connection);
  g_clear_object (&priv->cameras);
  g_clear_object (&priv->trace);
  g_clear_object (&priv->loader);
  g_clear_object (&priv->clock);

  G_OBJECT_CLASS (gh_page_parent_class)->dispose (object);
}

static void
gh_page_class_init (GhPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_page_get_property;
  object_class->set_property = gh_page_set_property;
  object_class->dispose = gh_page_dispose;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, read_write);
  properties[PROP_CAMERAS] =
    g_param_spec_object ("cameras", NULL, NULL, GH_TYPE_CAMERA_DEVICES, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
gh_page_init (GhPage *self)
{
}

/**
 * gh_page_get_connection:
 *
 * Returns: (transfer none) (nullable): the server that the page works with
 */
GhConnection *
gh_page_get_connection (GhPage *self)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return priv->connection;
}

/**
 * gh_page_get_clock:
 *
 * Returns: (transfer none) (nullable): what tells the time
 */
GhClock *
gh_page_get_clock (GhPage *self)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return priv->clock;
}

/**
 * gh_page_get_picture_loader:
 *
 * Returns: (transfer none) (nullable): what decodes the pictures
 */
GhPictureLoader *
gh_page_get_picture_loader (GhPage *self)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return priv->loader;
}

/**
 * gh_page_get_trace:
 *
 * Returns: (transfer none) (nullable): where to write what has been painted
 */
GhTrace *
gh_page_get_trace (GhPage *self)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return priv->trace;
}

/**
 * gh_page_get_cameras:
 *
 * Returns: (transfer none) (nullable): the cameras of this computer
 */
GhCameraDevices *
gh_page_get_cameras (GhPage *self)
{
  GhPagePrivate *priv = gh_page_get_instance_private (self);

  g_return_val_if_fail (GH_IS_PAGE (self), NULL);

  return priv->cameras;
}

/**
 * gh_page_show_item:
 * @self: a page
 * @id: one of the things that the page is about
 *
 * Shows one thing; a page that is not about things does nothing.
 */
void
gh_page_show_item (GhPage *self, const char *id)
{
  g_return_if_fail (GH_IS_PAGE (self));
  g_return_if_fail (id != NULL);

  if (GH_PAGE_GET_CLASS (self)->show_item != NULL)
    GH_PAGE_GET_CLASS (self)->show_item (self, id);
}

/**
 * gh_page_say:
 * @self: a page
 * @text: plain text
 *
 * Says for a moment that something has happened.
 */
void
gh_page_say (GhPage *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (GH_IS_PAGE (self));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  gh_page_add_toast (self, toast);
}

/**
 * gh_page_add_toast:
 * @self: a page
 * @toast: (transfer full): what is to be said; text from outside without markup
 *
 * Hands a toast to whoever shows it.
 */
void
gh_page_add_toast (GhPage *self, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = toast;

  g_return_if_fail (GH_IS_PAGE (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  g_signal_emit (self, signals[SIGNAL_TOAST], 0, owned);
}
