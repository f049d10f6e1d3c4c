/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-preferences.h"

struct _GhPreferences
{
  GObject parent_instance;

  guint live_list_length;
  gboolean blur_photos;
  gboolean hide_when_locked;
};

typedef enum
{
  PROP_LIVE_LIST_LENGTH = 1,
  PROP_BLUR_PHOTOS,
  PROP_HIDE_WHEN_LOCKED,
} GhPreferencesProperty;

static GParamSpec *properties[PROP_HIDE_WHEN_LOCKED + 1];

G_DEFINE_FINAL_TYPE (GhPreferences, gh_preferences, G_TYPE_OBJECT)

static gboolean
set_boolean (gboolean *field, const GValue *value)
{
  gboolean is_changed = *field != g_value_get_boolean (value);

  *field = g_value_get_boolean (value);
  return is_changed;
}

static void
gh_preferences_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPreferences *self = GH_PREFERENCES (object);

  switch ((GhPreferencesProperty) property_id)
    {
    case PROP_LIVE_LIST_LENGTH:
      g_value_set_uint (value, self->live_list_length);
      break;
    case PROP_BLUR_PHOTOS:
      g_value_set_boolean (value, self->blur_photos);
      break;
    case PROP_HIDE_WHEN_LOCKED:
      g_value_set_boolean (value, self->hide_when_locked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_preferences_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhPreferences *self = GH_PREFERENCES (object);
  gboolean is_changed = FALSE;

  switch ((GhPreferencesProperty) property_id)
    {
    case PROP_LIVE_LIST_LENGTH:
      is_changed = self->live_list_length != g_value_get_uint (value);
      self->live_list_length = g_value_get_uint (value);
      break;
    case PROP_BLUR_PHOTOS:
      is_changed = set_boolean (&self->blur_photos, value);
      break;
    case PROP_HIDE_WHEN_LOCKED:
      is_changed = set_boolean (&self->hide_when_locked, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (is_changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_preferences_class_init (GhPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_preferences_get_property;
  object_class->set_property = gh_preferences_set_property;

  properties[PROP_LIVE_LIST_LENGTH] =
    g_param_spec_uint ("live-list-length", NULL, NULL, GH_PREFERENCES_LEAST_LIST_LENGTH,
                       GH_PREFERENCES_MOST_LIST_LENGTH, GH_PREFERENCES_DEFAULT_LIST_LENGTH,
                       read_write);
  properties[PROP_BLUR_PHOTOS] =
    g_param_spec_boolean ("blur-photos", NULL, NULL, FALSE, read_write);
  properties[PROP_HIDE_WHEN_LOCKED] =
    g_param_spec_boolean ("hide-when-locked", NULL, NULL, TRUE, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_preferences_init (GhPreferences *self)
{
  self->live_list_length = GH_PREFERENCES_DEFAULT_LIST_LENGTH;
  self->hide_when_locked = TRUE;
}

/**
 * gh_preferences_new:
 *
 * Returns: (transfer full): what holds where nobody has chosen anything
 */
GhPreferences *
gh_preferences_new (void)
{
  return g_object_new (GH_TYPE_PREFERENCES, NULL);
}

/**
 * gh_preferences_get_live_list_length:
 *
 * Returns: how many events the live list keeps
 */
guint
gh_preferences_get_live_list_length (GhPreferences *self)
{
  g_return_val_if_fail (GH_IS_PREFERENCES (self), GH_PREFERENCES_DEFAULT_LIST_LENGTH);

  return self->live_list_length;
}

/**
 * gh_preferences_get_blur_photos:
 *
 * Returns: whether photos are blurred until somebody points at them
 */
gboolean
gh_preferences_get_blur_photos (GhPreferences *self)
{
  g_return_val_if_fail (GH_IS_PREFERENCES (self), FALSE);

  return self->blur_photos;
}

/**
 * gh_preferences_get_hide_when_locked:
 *
 * Returns: whether the windows show nothing while the screen is locked
 */
gboolean
gh_preferences_get_hide_when_locked (GhPreferences *self)
{
  g_return_val_if_fail (GH_IS_PREFERENCES (self), TRUE);

  return self->hide_when_locked;
}
