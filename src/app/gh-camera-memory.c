/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-camera-memory.h"

#define KEY "cameras"
/* Those of servers that nobody comes to any more are forgotten at last. */
#define MOST_SERVERS 32

typedef struct
{
  GSettings *settings; /* (owned) */
  char *server;        /* (owned) */
} Memory;

static void
memory_free (gpointer data, GClosure *closure)
{
  Memory *memory = data;

  g_clear_object (&memory->settings);
  g_free (memory->server);
  g_free (memory);
}

static void
keep_cb (GhConnection *connection, GParamSpec *pspec, Memory *memory)
{
  g_autoptr (GVariant) before = g_settings_get_value (memory->settings, KEY);
  const char *const *cameras = gh_connection_get_cameras (connection);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sas}"));
  GVariantIter iter;
  const char *server;
  GVariant *ids;
  guint n_servers = 0;

  if (cameras != NULL && cameras[0] != NULL)
    {
      g_variant_builder_add (&builder, "{s^as}", memory->server, cameras);
      n_servers++;
    }
  g_variant_iter_init (&iter, before);
  while (n_servers < MOST_SERVERS && g_variant_iter_next (&iter, "{&s@as}", &server, &ids))
    {
      if (!g_str_equal (server, memory->server))
        {
          g_variant_builder_add (&builder, "{s@as}", server, ids);
          n_servers++;
        }
      g_variant_unref (ids);
    }
  g_settings_set_value (memory->settings, KEY, g_variant_builder_end (&builder));
}

/**
 * gh_camera_memory_attach:
 * @settings: where they are kept
 * @server: the base address of the server
 * @connection: to the server
 *
 * Takes care of the cameras of @connection for as long as that lives.
 */
void
gh_camera_memory_attach (GSettings *settings, const char *server, GhConnection *connection)
{
  g_autoptr (GVariant) all = NULL;
  g_autofree const char **cameras = NULL;
  Memory *memory;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (server != NULL);
  g_return_if_fail (GH_IS_CONNECTION (connection));

  all = g_settings_get_value (settings, KEY);
  if (g_variant_lookup (all, server, "^a&s", &cameras))
    gh_connection_set_cameras (connection, cameras);

  memory = g_new0 (Memory, 1);
  memory->settings = g_object_ref (settings);
  memory->server = g_strdup (server);
  g_signal_connect_data (connection, "notify::cameras", G_CALLBACK (keep_cb), memory, memory_free,
                         0);
}
