/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-kiosk-window.h"

#include "gh-wall-leave-dialog.h"
#include "gh-wall.h"

struct _GhKioskWindow
{
  GhServerWindow parent_instance;

  GdkSurface *surface;        /* (owned) (nullable): while realized */
  GListModel *monitors;       /* (owned) */
  char *connector;            /* (owned) (nullable): of the monitor that was chosen */
  GhPrivacy *privacy;         /* (owned) (nullable): knows whether the screen is locked */
  gboolean has_pin;
  GhWallLeaveDialog *leaving; /* (nullable): GTK's, while somebody is asked */

  GhWall *wall;
};

enum
{
  SIGNAL_LEAVE,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhKioskWindow, gh_kiosk_window, GH_TYPE_SERVER_WINDOW)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
show_pointer (GhKioskWindow *self, gboolean shown)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), shown ? NULL : "none");
}

static void
leave_requested_cb (GhKioskWindow *self, const char *pin)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, pin);
}

static void
leaving_closed_cb (GhKioskWindow *self)
{
  g_clear_weak_pointer (&self->leaving);
  show_pointer (self, FALSE);
}

static void
show_leave_dialog (GhKioskWindow *self)
{
  AdwDialog *dialog;

  if (self->leaving != NULL)
    return;

  dialog = gh_wall_leave_dialog_new (gh_server_window_get_clock (GH_SERVER_WINDOW (self)),
                                     self->has_pin, gh_wall_get_text_size (self->wall));
  g_set_weak_pointer (&self->leaving, GH_WALL_LEAVE_DIALOG (dialog));
  g_signal_connect_object (dialog, "leave", G_CALLBACK (leave_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (leaving_closed_cb), self,
                           G_CONNECT_SWAPPED);
  show_pointer (self, TRUE);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (GhKioskWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  if (self->leaving != NULL || (key != GDK_KEY_Escape && key != GDK_KEY_Menu && key != GDK_KEY_F10))
    return GDK_EVENT_PROPAGATE;

  show_leave_dialog (self);
  return GDK_EVENT_STOP;
}

static gboolean
gh_kiosk_window_close_request (GtkWindow *window)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (window);

  if (!self->has_pin)
    return GTK_WINDOW_CLASS (gh_kiosk_window_parent_class)->close_request (window);

  show_leave_dialog (self);
  return GDK_EVENT_STOP;
}

/* (transfer full) (nullable): what was chosen, if it is there. */
static GdkMonitor *
find_monitor (GhKioskWindow *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, i);

      if (g_strcmp0 (gdk_monitor_get_connector (monitor), self->connector) == 0)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

/* Monitors come and go: on the chosen one when it is there, on any while it is not. */
static void
fill_monitor (GhKioskWindow *self)
{
  g_autoptr (GdkMonitor) monitor =
    self->connector != NULL && *self->connector != '\0' ? find_monitor (self) : NULL;

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
update_resting (GhKioskWindow *self)
{
  gboolean is_suspended =
    self->surface != NULL
    && (gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & GDK_TOPLEVEL_STATE_SUSPENDED) != 0;

  gh_wall_set_resting (self->wall,
                       is_suspended
                         || (self->privacy != NULL && gh_privacy_get_locked (self->privacy)));
}

static void
gh_kiosk_window_realize (GtkWidget *widget)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (widget);

  GTK_WIDGET_CLASS (gh_kiosk_window_parent_class)->realize (widget);

  self->surface = g_object_ref (gtk_native_get_surface (GTK_NATIVE (self)));
  /* A compositor says so when the screen is off, locked, or something else covers all of it. */
  g_signal_connect_object (self->surface, "notify::state", G_CALLBACK (update_resting), self,
                           G_CONNECT_SWAPPED);
}

static void
gh_kiosk_window_unrealize (GtkWidget *widget)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (widget);

  /* By the function: GTK has handlers of its own there, with the same data. */
  g_signal_handlers_disconnect_by_func (self->surface, update_resting, self);
  g_clear_object (&self->surface);

  GTK_WIDGET_CLASS (gh_kiosk_window_parent_class)->unrealize (widget);
}

static void
gh_kiosk_window_connection_changed (GhServerWindow *window, GhConnection *connection)
{
  gh_wall_set_connection (GH_KIOSK_WINDOW (window)->wall, connection);
}

static void
gh_kiosk_window_constructed (GObject *object)
{
  GhServerWindow *window = GH_SERVER_WINDOW (object);

  G_OBJECT_CLASS (gh_kiosk_window_parent_class)->constructed (object);

  gh_wall_set_up (GH_KIOSK_WINDOW (object)->wall,
                  gh_server_window_get_clock (window),
                  gh_server_window_get_picture_loader (window),
                  gh_server_window_get_trace (window),
                  gh_server_window_get_demo (window));
}

static void
gh_kiosk_window_dispose (GObject *object)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (object);

  g_clear_weak_pointer (&self->leaving);
  g_clear_object (&self->monitors);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_KIOSK_WINDOW);
  g_clear_object (&self->privacy);

  G_OBJECT_CLASS (gh_kiosk_window_parent_class)->dispose (object);
}

static void
gh_kiosk_window_finalize (GObject *object)
{
  g_clear_pointer (&GH_KIOSK_WINDOW (object)->connector, g_free);

  G_OBJECT_CLASS (gh_kiosk_window_parent_class)->finalize (object);
}

static void
gh_kiosk_window_class_init (GhKioskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gh_kiosk_window_constructed;
  object_class->dispose = gh_kiosk_window_dispose;
  object_class->finalize = gh_kiosk_window_finalize;

  GTK_WINDOW_CLASS (klass)->close_request = gh_kiosk_window_close_request;
  GH_SERVER_WINDOW_CLASS (klass)->connection_changed = gh_kiosk_window_connection_changed;

  widget_class->realize = gh_kiosk_window_realize;
  widget_class->unrealize = gh_kiosk_window_unrealize;

  signals[SIGNAL_LEAVE] = g_signal_new ("leave", GH_TYPE_KIOSK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/gh-kiosk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, wall);

  g_type_ensure (GH_TYPE_WALL);
}

static void
gh_kiosk_window_init (GhKioskWindow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  show_pointer (self, FALSE);

  g_signal_connect_swapped (click, "released", G_CALLBACK (show_leave_dialog), self);
  gtk_widget_add_controller (GTK_WIDGET (self->wall), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  self->monitors = g_object_ref (gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self))));
  g_signal_connect_object (self->monitors, "items-changed", G_CALLBACK (fill_monitor), self,
                           G_CONNECT_SWAPPED);
  fill_monitor (self);
}

/**
 * gh_kiosk_window_new:
 * @application: the application
 * @clock: tells the time
 * @picture_loader: decodes the pictures
 * @trace: (nullable): where to write what has been painted
 * @demo: whether what is shown is sample data
 *
 * Returns: (transfer floating): a full-screen window without a connection
 */
GhKioskWindow *
gh_kiosk_window_new (GtkApplication *application,
                     GhClock *clock,
                     GhPictureLoader *picture_loader,
                     GhTrace *trace,
                     gboolean demo)
{
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (picture_loader), NULL);

  return g_object_new (GH_TYPE_KIOSK_WINDOW,
                       "application", application,
                       "clock", clock,
                       "picture-loader", picture_loader,
                       "trace", trace,
                       "demo", demo,
                       NULL);
}

/**
 * gh_kiosk_window_set_privacy:
 * @self: a window
 * @privacy: knows whether the screen is locked
 *
 * Has the wall rest while the screen is locked: nobody sees it then.
 */
void
gh_kiosk_window_set_privacy (GhKioskWindow *self, GhPrivacy *privacy)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));
  g_return_if_fail (GH_IS_PRIVACY (privacy));
  g_return_if_fail (self->privacy == NULL);

  self->privacy = g_object_ref (privacy);
  g_signal_connect_object (privacy, "notify::locked", G_CALLBACK (update_resting), self,
                           G_CONNECT_SWAPPED);
  update_resting (self);
}

/**
 * gh_kiosk_window_show_error:
 * @self: a window
 * @error: (nullable): why nobody is signed in
 *
 * Says in large letters why there is nothing to see, while nobody is signed in.
 */
void
gh_kiosk_window_show_error (GhKioskWindow *self, const GError *error)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  gh_wall_show_error (self->wall, error);
}

/**
 * gh_kiosk_window_set_has_pin:
 * @self: a window
 * @has_pin: whether it takes a PIN to leave
 *
 * With a PIN the window is not closed by any key or by the desktop, but by the PIN.
 */
void
gh_kiosk_window_set_has_pin (GhKioskWindow *self, gboolean has_pin)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  self->has_pin = has_pin;
}

/**
 * gh_kiosk_window_ask_to_leave:
 * @self: a window
 *
 * Somebody wants to leave by other means than by touching it.
 */
void
gh_kiosk_window_ask_to_leave (GhKioskWindow *self)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  if (self->has_pin)
    show_leave_dialog (self);
  else
    leave_requested_cb (self, NULL);
}

/**
 * gh_kiosk_window_refuse:
 * @self: a window that somebody wants to leave
 * @error: why they may not
 *
 * Says why.
 */
void
gh_kiosk_window_refuse (GhKioskWindow *self, const GError *error)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));
  g_return_if_fail (error != NULL);

  if (self->leaving != NULL)
    gh_wall_leave_dialog_refuse (self->leaving, error);
}

/**
 * gh_kiosk_window_set_monitor:
 * @self: a window
 * @connector: (nullable): the connector of a monitor, "DP-1"
 *
 * Chooses the monitor that the window fills whenever that is there.
 */
void
gh_kiosk_window_set_monitor (GhKioskWindow *self, const char *connector)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  if (g_set_str (&self->connector, connector))
    fill_monitor (self);
}

/**
 * gh_kiosk_window_set_n_faces:
 * @self: a window
 * @n_faces: how many faces there shall be, 0 for as many as there is room for
 *
 * Sets how many faces are shown.
 */
void
gh_kiosk_window_set_n_faces (GhKioskWindow *self, guint n_faces)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  gh_wall_set_n_wanted (self->wall, n_faces);
}

/**
 * gh_kiosk_window_set_can_acknowledge:
 * @self: a window
 * @can_acknowledge: whether alerts can be answered without leaving the wall
 *
 * Sets whether whoever stands before the wall may acknowledge alerts, without the PIN.
 */
void
gh_kiosk_window_set_can_acknowledge (GhKioskWindow *self, gboolean can_acknowledge)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));

  gh_wall_set_can_acknowledge (self->wall, can_acknowledge);
}
