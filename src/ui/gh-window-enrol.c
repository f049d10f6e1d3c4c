/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window-enrol.h"

#include "gh-bulk-dialog.h"
#include "gh-enrol-dialog.h"
#include "gh-error-words.h"
#include "gh-error.h"

#include <glib/gi18n.h>

#define LEAST_ROLE GH_ROLE_MODERATOR

/* What a window keeps for its dialogs: cameras stay known from one to the next. */
typedef struct
{
  GhCameraDevices *devices; /* (owned) (nullable): until they are first needed */
  GCancellable *cancellable; /* (owned) (nullable): while a person is looked up */
  GhGateLimits limits;
} Enrol;

static void looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static G_DEFINE_QUARK (gh-window-enrol, enrol)

static void
enrol_free (gpointer data)
{
  Enrol *enrol = data;

  g_cancellable_cancel (enrol->cancellable);
  g_clear_object (&enrol->cancellable);
  g_clear_object (&enrol->devices);
  g_free (enrol);
}

static Enrol *
get_enrol (GhWindow *window)
{
  Enrol *enrol = g_object_get_qdata (G_OBJECT (window), enrol_quark ());

  if (enrol == NULL)
    {
      enrol = g_new0 (Enrol, 1);
      gh_gate_limits_init (&enrol->limits);
      g_object_set_qdata_full (G_OBJECT (window), enrol_quark (), enrol, enrol_free);
    }

  return enrol;
}

/* Where nothing is real, there is a camera that is not real either. */
static GhCameraDevices *
get_devices (Enrol *enrol, gboolean demo)
{
  if (enrol->devices != NULL)
    return enrol->devices;

  enrol->devices = gh_camera_devices_new ();
  if (gh_camera_devices_needs_portal ())
    {
      g_autoptr (GhCameraDevice) portal = gh_camera_device_new_portal ();

      gh_camera_devices_add (enrol->devices, portal);
    }
  if (demo)
    {
      g_autoptr (GhCameraDevice) test = gh_camera_device_new_test ();

      gh_camera_devices_add (enrol->devices, test);
    }

  return enrol->devices;
}

/* Said by the window: the dialog that could say it is closing. */
static void
enrolled_cb (GhWindow *window, GhFaceRecord *record)
{
  GhUser *user = gh_face_record_get_user (record);
  const char *name =
    user != NULL ? gh_user_get_display_name (user) : gh_face_record_get_face_id (record);
  /* Translators: %s is a name, or the id of a face. */
  g_autofree char *text = g_strdup_printf (_("%s is enrolled."), name);

  gh_window_add_toast (window, text);
}

/* NULL for who may not, and does not get this far but by a race. */
static GhEnrolDialog *
create_dialog (GhWindow *window)
{
  Enrol *enrol = get_enrol (window);
  g_autoptr (GhConnection) connection = NULL;
  g_autoptr (GhClock) clock = NULL;
  g_autoptr (GhPictureLoader) loader = NULL;
  GhEnrolDialog *dialog;

  g_object_get (window, "connection", &connection, "clock", &clock, "picture-loader", &loader,
                NULL);
  if (connection == NULL || gh_connection_get_role (connection) < LEAST_ROLE)
    return NULL;

  dialog = gh_enrol_dialog_new (connection, clock, loader, gh_window_enrol_get_cameras (window),
                                &enrol->limits, NULL);
  g_signal_connect_object (dialog, "enrolled", G_CALLBACK (enrolled_cb), window,
                           G_CONNECT_SWAPPED);

  return dialog;
}

static void
enrol_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEnrolDialog *dialog = create_dialog (GH_WINDOW (widget));

  if (dialog != NULL)
    adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
enrol_picture_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEnrolDialog *dialog = create_dialog (GH_WINDOW (widget));
  g_autoptr (GBytes) encoded = g_variant_get_data_as_bytes (parameter);

  if (dialog == NULL)
    return;

  gh_enrol_dialog_take_bytes (dialog, encoded);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
enrol_many_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *window = GH_WINDOW (widget);
  g_autoptr (GhConnection) connection = NULL;
  g_autoptr (GhClock) clock = NULL;

  g_object_get (window, "connection", &connection, "clock", &clock, NULL);
  if (connection == NULL || gh_connection_get_role (connection) < LEAST_ROLE)
    return;

  adw_dialog_present (
    ADW_DIALOG (gh_bulk_dialog_new (connection, clock, &get_enrol (window)->limits)), widget);
}

static void
enrol_face_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEnrolDialog *dialog = create_dialog (GH_WINDOW (widget));
  g_autoptr (GVariant) picture = NULL;
  g_autoptr (GBytes) encoded = NULL;
  GhBoundingBox face = { .is_relative = TRUE };

  if (dialog == NULL)
    return;

  g_variant_get (parameter, "(@aydddd)", &picture, &face.x, &face.y, &face.width, &face.height);
  encoded = g_variant_get_data_as_bytes (picture);
  gh_enrol_dialog_take_face (dialog, encoded, &face);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);
  GhWindow *window = user_data;
  GhEnrolDialog *dialog;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&get_enrol (window)->cancellable);
  if (user == NULL)
    {
      g_autofree char *advice = gh_error_words_dup_advice (error, NULL);

      gh_window_add_toast (window, advice);
      return;
    }

  dialog = create_dialog (window);
  if (dialog == NULL)
    return;

  gh_enrol_dialog_set_person (dialog, user);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static void
enrol_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *window = GH_WINDOW (widget);
  Enrol *enrol = get_enrol (window);
  g_autoptr (GhConnection) connection = NULL;

  g_object_get (window, "connection", &connection, NULL);
  if (connection == NULL)
    return;

  g_cancellable_cancel (enrol->cancellable);
  g_clear_object (&enrol->cancellable);
  enrol->cancellable = g_cancellable_new ();
  gh_users_get_async (gh_connection_get_users (connection), g_variant_get_string (parameter, NULL),
                      enrol->cancellable, looked_up_cb, window);
}

/**
 * gh_window_enrol_get_cameras:
 * @window: a window
 *
 * Returns: (transfer none): the cameras of this computer, looked for only while somebody watches
 */
GhCameraDevices *
gh_window_enrol_get_cameras (GhWindow *window)
{
  gboolean demo;

  g_return_val_if_fail (GH_IS_WINDOW (window), NULL);

  g_object_get (window, "demo", &demo, NULL);

  return get_devices (get_enrol (window), demo);
}

/**
 * gh_window_enrol_set_limits:
 * @window: a window
 * @limits: what the quality gate asks for
 *
 * Says what pictures have to be like, as it is in the settings.
 */
void
gh_window_enrol_set_limits (GhWindow *window, const GhGateLimits *limits)
{
  g_return_if_fail (GH_IS_WINDOW (window));
  g_return_if_fail (limits != NULL);

  get_enrol (window)->limits = *limits;
}

/**
 * gh_window_enrol_install:
 * @widget_class: the window's class
 *
 * Installs the actions.
 */
void
gh_window_enrol_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.enrol", NULL, enrol_action_cb);
  gtk_widget_class_install_action (widget_class, "win.enrol-picture", "ay",
                                   enrol_picture_action_cb);
  gtk_widget_class_install_action (widget_class, "win.enrol-face", "(aydddd)",
                                   enrol_face_action_cb);
  gtk_widget_class_install_action (widget_class, "win.enrol-person", "s", enrol_person_action_cb);
  gtk_widget_class_install_action (widget_class, "win.enrol-many", NULL, enrol_many_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "win.enrol",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.enrol-many", NULL);
}

/**
 * gh_window_enrol_update:
 * @window: a window
 * @connection: (nullable): its server, and who is signed in
 *
 * Lets those enrol who may.
 */
void
gh_window_enrol_update (GhWindow *window, GhConnection *connection)
{
  static const char *const actions[] = { "win.enrol", "win.enrol-picture", "win.enrol-face",
                                         "win.enrol-person", "win.enrol-many" };
  gboolean may = connection != NULL && gh_connection_get_role (connection) >= LEAST_ROLE;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (window), actions[i], may);
}
