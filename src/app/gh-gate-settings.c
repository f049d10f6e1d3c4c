/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-gate-settings.h"

/**
 * gh_gate_settings_read:
 * @settings: the settings
 * @limits: (out caller-allocates): what the quality gate asks for
 *
 * Reads what pictures of faces have to be like. Their defaults are those of gh_gate_limits_init().
 */
void
gh_gate_settings_read (GSettings *settings, GhGateLimits *limits)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (limits != NULL);

  *limits = (GhGateLimits) {
    .least_face = g_settings_get_int (settings, "quality-least-face"),
    .good_face = g_settings_get_int (settings, "quality-good-face"),
    .least_sharpness = g_settings_get_double (settings, "quality-least-sharpness"),
    .good_sharpness = g_settings_get_double (settings, "quality-good-sharpness"),
    .few_black = g_settings_get_double (settings, "quality-few-black"),
    .most_black = g_settings_get_double (settings, "quality-most-black"),
    .few_white = g_settings_get_double (settings, "quality-few-white"),
    .most_white = g_settings_get_double (settings, "quality-most-white"),
  };
  gh_gate_limits_sanitize (limits);
}
