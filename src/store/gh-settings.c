/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-settings.h"

#include "gh-error.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

/**
 * gh_settings_new:
 * @kind: whether what is set outlives the program
 *
 * The program's settings. GSettings itself ends a program whose schema is missing; here that is an
 * error with a sentence: %GH_ERROR_UNAVAILABLE.
 *
 * Returns: (transfer full): the settings
 */
GSettings *
gh_settings_new (GhSettingsKind kind, GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, GH_APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
                   /* Translators: %s is the technical name of a settings schema. */
                   _("Gatehouse is not installed completely: the settings schema “%s” is missing."),
                   GH_APPLICATION_ID);
      return NULL;
    }

  if (kind == GH_SETTINGS_FORGOTTEN)
    backend = g_memory_settings_backend_new ();

  return g_settings_new_full (schema, backend, NULL);
}
