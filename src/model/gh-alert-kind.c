/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-kind.h"

G_DEFINE_ENUM_TYPE (GhAlertKind, gh_alert_kind,
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_UNKNOWN_FACE, "unknown-face"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_PERSON, "person"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_WATCH_LIST, "watch-list"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_LOW_CONFIDENCE, "low-confidence"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_CAMERA_SILENT, "camera-silent"),
                    G_DEFINE_ENUM_VALUE (GH_ALERT_KIND_DOWN, "down"))

/**
 * gh_alert_kind_from_text:
 * @text: (nullable): as gh_alert_kind_to_text() writes it
 * @kind: (out): the kind
 *
 * Returns: whether @text is a kind
 */
gboolean
gh_alert_kind_from_text (const char *text, GhAlertKind *kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (GH_TYPE_ALERT_KIND);
  GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (klass, text) : NULL;

  g_return_val_if_fail (kind != NULL, FALSE);

  *kind = value != NULL ? (GhAlertKind) value->value : GH_ALERT_KIND_UNKNOWN_FACE;

  return value != NULL;
}

/**
 * gh_alert_kind_to_text:
 * @kind: a kind
 *
 * Returns: (transfer none): a word that is kept
 */
const char *
gh_alert_kind_to_text (GhAlertKind kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (GH_TYPE_ALERT_KIND);
  GEnumValue *value = g_enum_get_value (klass, (int) kind);

  g_return_val_if_fail (value != NULL, "unknown-face");

  return value->value_nick;
}

/**
 * gh_alert_kind_is_about_events:
 * @kind: a kind
 *
 * Returns: whether an event raises it; otherwise that something stays away does
 */
gboolean
gh_alert_kind_is_about_events (GhAlertKind kind)
{
  return kind != GH_ALERT_KIND_CAMERA_SILENT && kind != GH_ALERT_KIND_DOWN;
}

/**
 * gh_alert_kind_is_about_faces:
 * @kind: a kind
 *
 * Returns: whether it is about certain faces
 */
gboolean
gh_alert_kind_is_about_faces (GhAlertKind kind)
{
  return kind == GH_ALERT_KIND_PERSON || kind == GH_ALERT_KIND_WATCH_LIST;
}
