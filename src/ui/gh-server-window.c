/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-server-window.h"

#include "gh-paint-trace.h"

typedef struct
{
  GhClock *clock;            /* (owned) */
  GhPictureLoader *loader;   /* (owned) */
  GhTrace *trace;            /* (owned) (nullable) */
  gboolean demo;
  GhConnection *connection;  /* (owned) (nullable) */
  GhPaintTrace *paint_trace; /* (owned) (nullable) */
} GhServerWindowPrivate;

typedef enum
{
  PROP_CLOCK = 1,
  PROP_PICTURE_LOADER,
  PROP_TRACE,
  PROP_DEMO,
  PROP_CONNECTION,
} GhServerWindowProperty;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhServerWindow, gh_server_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[PROP_CONNECTION + 1];

static GhServerWindowPrivate *
get_private (GhServerWindow *self)
{
  return gh_server_window_get_instance_private (self);
}

static void
gh_server_window_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  GhServerWindowPrivate *priv = get_private (GH_SERVER_WINDOW (object));

  switch ((GhServerWindowProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, priv->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, priv->loader);
      break;
    case PROP_TRACE:
      g_value_set_object (value, priv->trace);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, priv->demo);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, priv->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_server_window_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  GhServerWindowPrivate *priv = get_private (GH_SERVER_WINDOW (object));

  switch ((GhServerWindowProperty) property_id)
    {
    case PROP_CLOCK:
      priv->clock = g_value_dup_object (value);
      break;
    case PROP_PICTURE_LOADER:
      priv->loader = g_value_dup_object (value);
      break;
    case PROP_TRACE:
      priv->trace = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      priv->demo = g_value_get_boolean (value);
      break;
    case PROP_CONNECTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_server_window_constructed (GObject *object)
{
  GhServerWindowPrivate *priv = get_private (GH_SERVER_WINDOW (object));

  G_OBJECT_CLASS (gh_server_window_parent_class)->constructed (object);

  if (priv->trace != NULL)
    priv->paint_trace = gh_paint_trace_new (GTK_WIDGET (object), priv->trace, NULL);
}

static void
gh_server_window_dispose (GObject *object)
{
  GhServerWindowPrivate *priv = get_private (GH_SERVER_WINDOW (object));

  g_clear_pointer (&priv->paint_trace, gh_paint_trace_free);
  g_clear_object (&priv->connection);
  g_clear_object (&priv->trace);
  g_clear_object (&priv->loader);
  g_clear_object (&priv->clock);

  G_OBJECT_CLASS (gh_server_window_parent_class)->dispose (object);
}

static void
gh_server_window_class_init (GhServerWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_server_window_get_property;
  object_class->set_property = gh_server_window_set_property;
  object_class->constructed = gh_server_window_constructed;
  object_class->dispose = gh_server_window_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, construct_only);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, construct_only);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, construct_only);
  /* Whether what is shown is sample data. */
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, construct_only);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_server_window_init (GhServerWindow *self)
{
}

/**
 * gh_server_window_get_clock:
 * @self: a window
 *
 * Returns: (transfer none): what tells the time
 */
GhClock *
gh_server_window_get_clock (GhServerWindow *self)
{
  g_return_val_if_fail (GH_IS_SERVER_WINDOW (self), NULL);

  return get_private (self)->clock;
}

/**
 * gh_server_window_get_picture_loader:
 * @self: a window
 *
 * Returns: (transfer none): what decodes its pictures
 */
GhPictureLoader *
gh_server_window_get_picture_loader (GhServerWindow *self)
{
  g_return_val_if_fail (GH_IS_SERVER_WINDOW (self), NULL);

  return get_private (self)->loader;
}

/**
 * gh_server_window_get_trace:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): where it writes what has been painted
 */
GhTrace *
gh_server_window_get_trace (GhServerWindow *self)
{
  g_return_val_if_fail (GH_IS_SERVER_WINDOW (self), NULL);

  return get_private (self)->trace;
}

/**
 * gh_server_window_get_demo:
 * @self: a window
 *
 * Returns: whether what is shown is sample data
 */
gboolean
gh_server_window_get_demo (GhServerWindow *self)
{
  g_return_val_if_fail (GH_IS_SERVER_WINDOW (self), FALSE);

  return get_private (self)->demo;
}

/**
 * gh_server_window_get_connection:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): everything of the server that it shows
 */
GhConnection *
gh_server_window_get_connection (GhServerWindow *self)
{
  g_return_val_if_fail (GH_IS_SERVER_WINDOW (self), NULL);

  return get_private (self)->connection;
}

/**
 * gh_server_window_set_connection:
 * @self: a window
 * @connection: (nullable): everything of one server
 *
 * Sets the server that the window shows.
 */
void
gh_server_window_set_connection (GhServerWindow *self, GhConnection *connection)
{
  GhServerWindowPrivate *priv;

  g_return_if_fail (GH_IS_SERVER_WINDOW (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  priv = get_private (self);
  if (priv->connection == connection && connection != NULL)
    return;

  g_set_object (&priv->connection, connection);
  GH_SERVER_WINDOW_GET_CLASS (self)->connection_changed (self, connection);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}
