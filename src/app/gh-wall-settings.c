/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-settings.h"

#include "gh-autostart.h"
#include "gh-wall-dialog.h"
#include "gh-wall-lock.h"

struct _GhWallSettings
{
  GObject parent_instance;

  GSettings *settings;   /* (owned) */
  GhWallLock *lock;      /* (owned) */
  GhWallDialog *dialog;  /* (nullable): GTK's, while it is open */
  gboolean is_asked_for; /* whether the wall shall be started with the session */
};

G_DEFINE_FINAL_TYPE (GhWallSettings, gh_wall_settings, G_TYPE_OBJECT)

static void
pin_set_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWallSettings) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_wall_lock_set_pin_finish (GH_WALL_LOCK (source), result, &error);
  if (self->dialog != NULL)
    gh_wall_dialog_take_pin (self->dialog, gh_wall_lock_get_has_pin (self->lock), error);
}

static void
set_pin_cb (GhWallSettings *self, const char *pin)
{
  gh_wall_lock_set_pin_async (self->lock, pin, NULL, pin_set_ready_cb, g_object_ref (self));
}

/* Inside Flatpak the portal puts before it what it takes. */
static char *
dup_program (GhAutostartWay way)
{
  g_autofree char *path =
    way != GH_AUTOSTART_PORTAL ? g_file_read_link ("/proc/self/exe", NULL) : NULL;

  return path != NULL ? g_steal_pointer (&path) : g_strdup ("gatehouse");
}

static gboolean
is_autostarted (GhWallSettings *self)
{
  GhAutostartWay way = gh_autostart_get_way ();

  return way == GH_AUTOSTART_PORTAL
           ? g_settings_get_boolean (self->settings, "wall-autostart")
           : gh_autostart_get_enabled (way, g_get_user_config_dir ());
}

static void
autostart_set_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWallSettings) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The portal does not tell later what it was told. */
  if (gh_autostart_set_finish (result, &error))
    g_settings_set_boolean (self->settings, "wall-autostart", self->is_asked_for);
  if (self->dialog != NULL)
    gh_wall_dialog_take_autostart (self->dialog, is_autostarted (self), error);
}

static void
set_autostart_cb (GhWallSettings *self, gboolean enabled)
{
  GhAutostartWay way = gh_autostart_get_way ();
  g_autofree char *program = dup_program (way);
  /* A unit is started again by systemd. */
  const char *const arguments[] = {
    program, "--kiosk", way != GH_AUTOSTART_SYSTEMD ? "--restart" : NULL, NULL,
  };

  self->is_asked_for = enabled;
  gh_autostart_set_async (way, g_get_user_config_dir (), arguments, enabled, NULL,
                          autostart_set_ready_cb, g_object_ref (self));
}

/* A program of its own: this window goes on. */
static void
open_wall_cb (GhWallSettings *self)
{
  g_autofree char *program = dup_program (GH_AUTOSTART_DESKTOP);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) wall =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--kiosk", NULL);

  if (wall == NULL)
    gh_wall_dialog_take_autostart (self->dialog, is_autostarted (self), error);
  else
    adw_dialog_close (ADW_DIALOG (self->dialog));
}

static void
gh_wall_settings_dispose (GObject *object)
{
  GhWallSettings *self = GH_WALL_SETTINGS (object);

  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->lock);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gh_wall_settings_parent_class)->dispose (object);
}

static void
gh_wall_settings_class_init (GhWallSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_wall_settings_dispose;
}

static void
gh_wall_settings_init (GhWallSettings *self)
{
}

/**
 * gh_wall_settings_new:
 * @context: the parts of the program
 *
 * Returns: (transfer full): what shows how the wall is to be
 */
GhWallSettings *
gh_wall_settings_new (GhContext *context)
{
  GhWallSettings *self;
  g_autofree char *path = gh_wall_lock_get_default_path ();

  g_return_val_if_fail (GH_IS_CONTEXT (context), NULL);

  self = g_object_new (GH_TYPE_WALL_SETTINGS, NULL);
  self->settings = g_object_ref (gh_context_get_settings (context));
  self->lock = gh_wall_lock_new (gh_context_get_clock (context), path);
  return self;
}

/**
 * gh_wall_settings_show:
 * @self: what shows it
 * @parent: the window
 *
 * Opens the dialog.
 */
void
gh_wall_settings_show (GhWallSettings *self, GtkWidget *parent)
{
  AdwDialog *dialog;

  g_return_if_fail (GH_IS_WALL_SETTINGS (self));

  if (self->dialog != NULL)
    return;

  dialog = gh_wall_dialog_new (self->settings);
  g_set_weak_pointer (&self->dialog, GH_WALL_DIALOG (dialog));
  gh_wall_lock_load (self->lock);
  gh_wall_dialog_take_pin (self->dialog, gh_wall_lock_get_has_pin (self->lock), NULL);
  gh_wall_dialog_take_autostart (self->dialog, is_autostarted (self), NULL);
  g_signal_connect_object (dialog, "set-pin", G_CALLBACK (set_pin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "set-autostart", G_CALLBACK (set_autostart_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-wall", G_CALLBACK (open_wall_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}
