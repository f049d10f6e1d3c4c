/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-keeper.h"

#include "gh-display-hold.h"
#include "gh-wall-lock.h"

#include <glib/gi18n.h>

struct _GhWallKeeper
{
  GObject parent_instance;

  GhWallLock *lock;          /* (owned) (nullable): none in a demonstration */
  GhKioskWindow *window;     /* (nullable): GTK's, while it is open */
  GCancellable *cancellable; /* (owned) */
};

enum
{
  SIGNAL_LEFT,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhWallKeeper, gh_wall_keeper, G_TYPE_OBJECT)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
tried_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWallKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_wall_lock_try_finish (GH_WALL_LOCK (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  else if (self->window != NULL)
    gh_kiosk_window_refuse (self->window, error);
}

static void
leave_cb (GhWallKeeper *self, const char *pin)
{
  if (self->lock == NULL || !gh_wall_lock_get_has_pin (self->lock))
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  else
    gh_wall_lock_try_async (self->lock, pin != NULL ? pin : "", self->cancellable, tried_ready_cb,
                            g_object_ref (self));
}

static void
gh_wall_keeper_dispose (GObject *object)
{
  GhWallKeeper *self = GH_WALL_KEEPER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->lock);

  G_OBJECT_CLASS (gh_wall_keeper_parent_class)->dispose (object);
}

static void
gh_wall_keeper_finalize (GObject *object)
{
  g_clear_object (&GH_WALL_KEEPER (object)->cancellable);

  G_OBJECT_CLASS (gh_wall_keeper_parent_class)->finalize (object);
}

static void
gh_wall_keeper_class_init (GhWallKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_wall_keeper_dispose;
  object_class->finalize = gh_wall_keeper_finalize;

  signals[SIGNAL_LEFT] = g_signal_new ("left", GH_TYPE_WALL_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_wall_keeper_init (GhWallKeeper *self)
{
  self->cancellable = g_cancellable_new ();
}

static void
load_lock (GhWallKeeper *self, GhContext *context)
{
  g_autofree char *path = gh_wall_lock_get_default_path ();

  self->lock = gh_wall_lock_new (gh_context_get_clock (context), path);
  gh_wall_lock_load (self->lock);
  gh_kiosk_window_set_has_pin (self->window, gh_wall_lock_get_has_pin (self->lock));
}

/**
 * gh_wall_keeper_new:
 * @application: the application
 * @context: the parts of the program
 * @privacy: knows whether the screen is locked
 * @kind: whose settings and PIN
 *
 * Opens the wall. It is not presented yet.
 *
 * Returns: (transfer full): who keeps it
 */
GhWallKeeper *
gh_wall_keeper_new (GtkApplication *application,
                    GhContext *context,
                    GhPrivacy *privacy,
                    GhContextKind kind)
{
  GhWallKeeper *self;
  GSettings *settings;
  g_autofree char *monitor = NULL;

  g_return_val_if_fail (GH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (GH_IS_PRIVACY (privacy), NULL);

  self = g_object_new (GH_TYPE_WALL_KEEPER, NULL);
  g_set_weak_pointer (&self->window,
                      gh_kiosk_window_new (application, gh_context_get_clock (context),
                                           gh_context_get_picture_loader (context),
                                           gh_context_get_trace (context),
                                           kind == GH_CONTEXT_DEMO));
  gh_kiosk_window_set_privacy (self->window, privacy);
  settings = gh_context_get_settings (context);
  monitor = g_settings_get_string (settings, "wall-monitor");
  gh_kiosk_window_set_monitor (self->window, monitor);
  gh_kiosk_window_set_n_faces (self->window, g_settings_get_uint (settings, "wall-faces"));
  gh_kiosk_window_set_can_acknowledge (self->window,
                                       g_settings_get_boolean (settings, "wall-acknowledge"));
  if (kind == GH_CONTEXT_OWN)
    load_lock (self, context);
  g_signal_connect_object (self->window, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_realize (GTK_WIDGET (self->window));
  gh_display_hold_take (application, GTK_WINDOW (self->window),
                        /* Translators: why the screen is kept on. */
                        _("Showing who is at the door"));
  return self;
}

/**
 * gh_wall_keeper_get_window:
 * @self: who keeps the wall
 *
 * Returns: (transfer none) (nullable): its window; %NULL once it has been closed
 */
GhKioskWindow *
gh_wall_keeper_get_window (GhWallKeeper *self)
{
  g_return_val_if_fail (GH_IS_WALL_KEEPER (self), NULL);

  return self->window;
}
