/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GH_SETTINGS_KEPT,
  GH_SETTINGS_FORGOTTEN, /* in memory: neither read from nor written to the person's own */
} GhSettingsKind;

GSettings *gh_settings_new (GhSettingsKind kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
