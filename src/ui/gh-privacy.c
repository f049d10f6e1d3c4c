/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-privacy.h"

typedef struct
{
  GtkWindow *window; /* (nullable): a weak pointer */
  GtkWidget *focus;  /* (nullable): a weak pointer: where it was before the window was emptied */
} Watched;

struct _GhPrivacy
{
  GObject parent_instance;

  GhPreferences *preferences; /* (owned) */
  gboolean locked;
  GPtrArray *windows; /* (owned) of Watched */
};

typedef enum
{
  PROP_LOCKED = 1,
} GhPrivacyProperty;

static GParamSpec *properties[PROP_LOCKED + 1];

G_DEFINE_FINAL_TYPE (GhPrivacy, gh_privacy, G_TYPE_OBJECT)

static void
watched_free (gpointer data)
{
  Watched *watched = data;

  g_clear_weak_pointer (&watched->window);
  g_clear_weak_pointer (&watched->focus);
  g_free (watched);
}

static gboolean
is_hidden (GhPrivacy *self)
{
  return self->locked && gh_preferences_get_hide_when_locked (self->preferences);
}

/* Not seen, not painted, and not in the accessibility tree; what runs only while it is seen rests. */
static void
empty (Watched *watched, GtkWidget *child)
{
  g_set_weak_pointer (&watched->focus, gtk_window_get_focus (watched->window));
  gtk_window_set_focus (watched->window, NULL);
  gtk_widget_set_visible (child, FALSE);
}

static void
restore (Watched *watched, GtkWidget *child)
{
  gtk_widget_set_visible (child, TRUE);
  if (watched->focus != NULL && gtk_widget_get_root (watched->focus) == GTK_ROOT (watched->window))
    gtk_window_set_focus (watched->window, watched->focus);
  g_clear_weak_pointer (&watched->focus);
}

static void
apply (GhPrivacy *self, Watched *watched)
{
  GtkWidget *child = watched->window != NULL ? gtk_window_get_child (watched->window) : NULL;

  if (child == NULL)
    return;

  if (gh_preferences_get_blur_photos (self->preferences))
    gtk_widget_add_css_class (GTK_WIDGET (watched->window), "veiled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (watched->window), "veiled");
  if (is_hidden (self) == !gtk_widget_get_visible (child))
    return;

  if (is_hidden (self))
    empty (watched, child);
  else
    restore (watched, child);
}

static void
update (GhPrivacy *self)
{
  for (guint i = self->windows->len; i > 0; i--)
    {
      Watched *watched = g_ptr_array_index (self->windows, i - 1);

      if (watched->window == NULL)
        g_ptr_array_remove_index (self->windows, i - 1);
      else
        apply (self, watched);
    }
}

static void
gh_privacy_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPrivacy *self = GH_PRIVACY (object);

  switch ((GhPrivacyProperty) property_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, self->locked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_privacy_set_property (GObject *object,
                         guint property_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  switch ((GhPrivacyProperty) property_id)
    {
    case PROP_LOCKED:
      gh_privacy_set_locked (GH_PRIVACY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_privacy_finalize (GObject *object)
{
  GhPrivacy *self = GH_PRIVACY (object);

  g_clear_pointer (&self->windows, g_ptr_array_unref);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (gh_privacy_parent_class)->finalize (object);
}

static void
gh_privacy_class_init (GhPrivacyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_privacy_get_property;
  object_class->set_property = gh_privacy_set_property;
  object_class->finalize = gh_privacy_finalize;

  properties[PROP_LOCKED] =
    g_param_spec_boolean ("locked", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_privacy_init (GhPrivacy *self)
{
  self->windows = g_ptr_array_new_with_free_func (watched_free);
}

/**
 * gh_privacy_new:
 * @preferences: what is to be kept from whom
 *
 * Returns: (transfer full): privacy for no window yet, with the screen not locked
 */
GhPrivacy *
gh_privacy_new (GhPreferences *preferences)
{
  GhPrivacy *self;

  g_return_val_if_fail (GH_IS_PREFERENCES (preferences), NULL);

  self = g_object_new (GH_TYPE_PRIVACY, NULL);
  self->preferences = g_object_ref (preferences);
  g_signal_connect_object (preferences, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_privacy_watch:
 * @self: privacy
 * @window: a window with its child
 *
 * Has @window show what is to be seen and no more, from now on.
 */
void
gh_privacy_watch (GhPrivacy *self, GtkWindow *window)
{
  Watched *watched;

  g_return_if_fail (GH_IS_PRIVACY (self));
  g_return_if_fail (GTK_IS_WINDOW (window));

  watched = g_new0 (Watched, 1);
  g_set_weak_pointer (&watched->window, window);
  g_ptr_array_add (self->windows, watched);
  apply (self, watched);
}

/**
 * gh_privacy_get_locked:
 *
 * Returns: whether the screen is locked
 */
gboolean
gh_privacy_get_locked (GhPrivacy *self)
{
  g_return_val_if_fail (GH_IS_PRIVACY (self), FALSE);

  return self->locked;
}

/**
 * gh_privacy_set_locked:
 * @self: privacy
 * @locked: whether the screen is locked
 *
 * Says what has become of the screen.
 */
void
gh_privacy_set_locked (GhPrivacy *self, gboolean locked)
{
  g_return_if_fail (GH_IS_PRIVACY (self));

  if (self->locked == locked)
    return;

  self->locked = locked;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}
