/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-application.h"

#include "gh-about.h"
#include "gh-alert-bell.h"
#include "gh-certificate-dialog.h"
#include "gh-connection-dialog.h"
#include "gh-entrance.h"
#include "gh-error.h"
#include "gh-gate-settings.h"
#include "gh-network-watch.h"
#include "gh-opening.h"
#include "gh-preferences-presenter.h"
#include "gh-privacy-attachment.h"
#include "gh-sign-in-attachment.h"
#include "gh-wall-keeper.h"
#include "gh-wall-settings.h"
#include "gh-window-enrol.h"
#include "gh-window-state.h"
#include "gh-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

/* How long the window waits for the first answer about who is signed in, so that it need not show
 * a sign-in page for the blink of an eye. */
#define PATIENCE_US (300 * G_TIME_SPAN_MILLISECOND)

struct _GhApplication
{
  AdwApplication parent_instance;

  GhCommandLine *command_line;    /* (owned) */
  GhContext *context;             /* (owned) */
  GhEntrance *entrance;           /* (owned) (nullable): from the first activation on */
  GhWindow *window;               /* (nullable): GTK's, while it is open */
  GhWallKeeper *wall_keeper;      /* (owned) (nullable): has the wall in its place */
  GhWallSettings *wall_settings;  /* (owned) (nullable): once somebody has looked at them */
  GhNetworkWatch *network_watch;  /* (owned) (nullable): once there is a window */
  GhPrivacy *privacy;             /* (owned) (nullable): from the start-up on */
  GhAlertBell *bell;              /* (owned) (nullable): from the start-up on */
  gboolean is_waiting;            /* for the entrance, with the window not opened yet */
  guint patience;                 /* on the context's clock: the end of that */
  guint signal_sources[2];
  guint watch_source;
  gboolean must_end;              /* the system has said so */
  gboolean sign_in_page_is_ready;
};

G_DEFINE_FINAL_TYPE (GhApplication, gh_application, ADW_TYPE_APPLICATION)

static void
set_action_enabled (GhApplication *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static GhKioskWindow *
get_wall (GhApplication *self)
{
  return self->wall_keeper != NULL ? gh_wall_keeper_get_window (self->wall_keeper) : NULL;
}

static void
show_connection (GhApplication *self)
{
  GhConnection *connection = gh_context_get_connection (self->context);

  if (self->bell != NULL)
    gh_alert_bell_set_connection (self->bell, connection);
  if (self->window != NULL)
    gh_server_window_set_connection (GH_SERVER_WINDOW (self->window), connection);
  if (get_wall (self) != NULL)
    gh_server_window_set_connection (GH_SERVER_WINDOW (get_wall (self)), connection);
}

/* The sign-in page; NULL while it is not shown: a start that needs none does not build it. */
static GhSignInPage *
get_sign_in_page (GhApplication *self)
{
  GhSession *session = gh_context_get_session (self->context);
  GhSignInPage *page;

  if (self->window == NULL
      || (session != NULL && gh_session_get_state (session) == GH_SESSION_SIGNED_IN))
    return NULL;

  page = gh_window_get_sign_in_page (self->window);
  if (!self->sign_in_page_is_ready)
    {
      self->sign_in_page_is_ready = TRUE;
      gh_sign_in_attach (page, self->context, self->entrance);
    }

  return page;
}

/* The certificate that a person may look at, because it has kept them out. */
static GhCertificate *
get_refused_certificate (GhApplication *self)
{
  GhWay *way = gh_entrance_get_way (self->entrance);

  return way != NULL ? gh_way_get_refused_certificate (way) : NULL;
}

/* What the entrance says, where it can be seen. */
static void
show_entrance (GhApplication *self)
{
  const GError *error = gh_entrance_get_error (self->entrance);
  GhSignInPage *page = get_sign_in_page (self);

  set_action_enabled (self, "show-certificate",
                      g_error_matches (error, GH_ERROR, GH_ERROR_TLS)
                        && get_refused_certificate (self) != NULL);
  if (page != NULL)
    {
      gh_sign_in_page_set_busy (page, gh_entrance_get_busy (self->entrance));
      gh_sign_in_page_show_notice (page, gh_entrance_get_notice (self->entrance));
      gh_sign_in_page_show_error (page, error);
    }
  if (get_wall (self) != NULL)
    gh_kiosk_window_show_error (get_wall (self), error);
}

static void
save_window_state (GhApplication *self)
{
  if (self->window != NULL)
    gh_window_state_save (GTK_WINDOW (self->window), gh_context_get_settings (self->context));
}

static gboolean
window_close_requested_cb (GhApplication *self)
{
  save_window_state (self);

  return GDK_EVENT_PROPAGATE;
}

static void
end (GhApplication *self)
{
  g_application_quit (G_APPLICATION (self));
}

static void
open_window (GhApplication *self)
{
  GhGateLimits limits;

  self->window =
    gh_window_new (GTK_APPLICATION (self), gh_context_get_clock (self->context),
                   gh_context_get_picture_loader (self->context),
                   gh_context_get_trace (self->context), self->command_line->demo);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gh_window_state_restore (GTK_WINDOW (self->window), gh_context_get_settings (self->context));
  gh_gate_settings_read (gh_context_get_settings (self->context), &limits);
  gh_window_enrol_set_limits (self->window, &limits);
  if (self->command_line->page != NULL)
    gh_window_show_page (self->window, self->command_line->page);

  g_signal_connect_object (self->window, "close-request",
                           G_CALLBACK (window_close_requested_cb), self, G_CONNECT_SWAPPED);
}

static void
open_wall (GhApplication *self)
{
  g_clear_object (&self->wall_keeper);
  self->wall_keeper =
    gh_wall_keeper_new (GTK_APPLICATION (self), self->context, self->privacy,
                        self->command_line->demo ? GH_CONTEXT_DEMO : GH_CONTEXT_OWN);
  g_signal_connect_object (self->wall_keeper, "left", G_CALLBACK (end), self, G_CONNECT_SWAPPED);
}

static void
network_came_back_cb (GhApplication *self)
{
  GhConnection *connection = gh_context_get_connection (self->context);

  if (connection != NULL)
    gh_feed_retry_now (gh_connection_get_feed (connection));
}

/* When the first picture has been painted: nobody waits for it. */
static gboolean
watch_network_cb (gpointer user_data)
{
  GhApplication *self = user_data;

  self->network_watch = gh_network_watch_new ();
  g_signal_connect_object (self->network_watch, "came-back", G_CALLBACK (network_came_back_cb),
                           self, G_CONNECT_SWAPPED);
  gh_network_watch_start (self->network_watch);
  self->watch_source = 0;

  return G_SOURCE_REMOVE;
}

static void
present_window (GhApplication *self)
{
  if (self->window == NULL && get_wall (self) == NULL)
    {
      if (self->command_line->kiosk)
        open_wall (self);
      else
        open_window (self);
      show_connection (self);
      show_entrance (self);
      gh_trace_mark (gh_context_get_trace (self->context), "window");
      if (self->network_watch == NULL && self->watch_source == 0)
        self->watch_source = g_idle_add_full (G_PRIORITY_LOW, watch_network_cb, self, NULL);
    }

  if (self->window != NULL)
    gtk_window_present (GTK_WINDOW (self->window));
  else
    gtk_window_present (GTK_WINDOW (get_wall (self)));
}

static void
stop_waiting (GhApplication *self)
{
  if (!self->is_waiting)
    return;

  self->is_waiting = FALSE;
  gh_clock_clear_timeout (gh_context_get_clock (self->context), &self->patience);
  present_window (self);
  g_application_release (G_APPLICATION (self));
}

static void
patience_ended_cb (gpointer user_data)
{
  GhApplication *self = user_data;

  self->patience = 0;
  stop_waiting (self);
}

static void
wait_for_entrance (GhApplication *self)
{
  self->is_waiting = TRUE;
  self->patience = gh_clock_add_timeout (gh_context_get_clock (self->context), PATIENCE_US,
                                         patience_ended_cb, self);
  g_application_hold (G_APPLICATION (self));
}

static void
entrance_changed_cb (GhApplication *self)
{
  show_entrance (self);
  if (!gh_entrance_get_busy (self->entrance))
    stop_waiting (self);
}

static void
entrance_connected_cb (GhApplication *self)
{
  show_connection (self);
}

/* Where to, and how in, as the command line has it. */
static void
enter (GhApplication *self)
{
  const GhCommandLine *command_line = self->command_line;

  self->entrance = gh_entrance_new (self->context);
  g_signal_connect_object (self->entrance, "connected", G_CALLBACK (entrance_connected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entrance, "changed", G_CALLBACK (entrance_changed_cb), self,
                           G_CONNECT_SWAPPED);

  if (command_line->demo)
    {
      gh_entrance_open_demo (self->entrance);
      return;
    }

  gh_entrance_open (self->entrance, command_line->profile, command_line->server);
  gh_way_add_settings (gh_entrance_get_way (self->entrance), command_line->settings);
  if (command_line->credentials_path != NULL)
    gh_entrance_open_unattended (self->entrance, command_line->credentials_path);
  else
    gh_entrance_restore (self->entrance);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Where the server would not have it, the window stays and says so; but who is told to end by the
   * system ends. */
  if (gh_face_deletions_commit_finish (GH_FACE_DELETIONS (source), result, &error))
    g_application_quit (G_APPLICATION (self));
  else if (self->must_end)
    {
      g_message ("A face was not deleted: %s", error->message);
      g_application_quit (G_APPLICATION (self));
    }
}

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;
  GhConnection *connection = gh_context_get_connection (self->context);
  GhFaceDeletions *deletions =
    connection != NULL ? gh_connection_get_face_deletions (connection) : NULL;

  /* From the wall people go by another door; the system does not ask. */
  if (get_wall (self) != NULL && !self->must_end)
    {
      gh_kiosk_window_ask_to_leave (get_wall (self));
      return;
    }

  save_window_state (self);
  if (deletions == NULL || gh_face_deletions_get_n_pending (deletions) == 0)
    g_application_quit (G_APPLICATION (self));
  else
    gh_face_deletions_commit_async (deletions, NULL, committed_cb, g_object_ref (self));
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;

  if (self->window != NULL)
    gh_about_show (GTK_WIDGET (self->window));
}

static void
show_page_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;

  if (self->window == NULL)
    return;
  gh_window_show_page (self->window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
end_signal_cb (gpointer user_data)
{
  GH_APPLICATION (user_data)->must_end = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);

  return G_SOURCE_CONTINUE;
}

/* Of the server that is typed, or of the one that the window speaks to. */
static void
show_connection_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;
  const char *text = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) server = NULL;
  GhSignInPage *page;
  GhWay *way;

  if (self->window == NULL || self->entrance == NULL)
    return;

  page = get_sign_in_page (self);
  if (page != NULL)
    {
      server = gh_server_address_new (text, &error);
      if (server == NULL)
        {
          gh_sign_in_page_show_error (page, error);
          return;
        }
      way = gh_entrance_lead_to (self->entrance, server);
    }
  else
    way = gh_entrance_get_way (self->entrance);

  adw_dialog_present (gh_connection_dialog_new (gh_way_get_address (way), gh_way_get_settings (way),
                                                gh_way_get_refused_certificate (way)),
                      GTK_WIDGET (self->window));
}

static void
certificate_pinned_cb (GhApplication *self)
{
  GhSignInPage *page = get_sign_in_page (self);

  if (page == NULL)
    return;

  gh_sign_in_page_show_error (page, NULL);
  gh_sign_in_page_show_notice (page, _("The certificate is trusted from now on. Sign in again."));
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
show_certificate_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;
  GhCertificate *refused = get_refused_certificate (self);
  GhWay *way = gh_entrance_get_way (self->entrance);
  AdwDialog *dialog;

  if (self->window == NULL || refused == NULL)
    return;

  dialog =
    gh_certificate_dialog_new (gh_server_address_get_host_label (gh_way_get_address (way)), refused,
                               gh_way_get_settings (way));
  g_signal_connect_object (dialog, "response::" GH_CERTIFICATE_DIALOG_PIN,
                           G_CALLBACK (certificate_pinned_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
show_wall_settings_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;

  if (self->window == NULL)
    return;

  if (self->wall_settings == NULL)
    self->wall_settings = gh_wall_settings_new (self->context);
  gh_wall_settings_show (self->wall_settings, GTK_WIDGET (self->window));
}

static void
preferences_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;

  if (self->window != NULL && self->entrance != NULL)
    gh_preferences_presenter_present (self->context, self->entrance, GTK_WIDGET (self->window));
}

static void
add_actions (GhApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_activated_cb },
    { .name = "about", .activate = about_activated_cb },
    { .name = "preferences", .activate = preferences_activated_cb },
    { .name = "wall", .activate = gh_opening_wall_activated_cb },
    { .name = "show-page", .activate = show_page_activated_cb, .parameter_type = "s" },
    { .name = "show-connection", .activate = show_connection_activated_cb, .parameter_type = "s" },
    { .name = "show-certificate", .activate = show_certificate_activated_cb },
    { .name = "show-wall-settings", .activate = show_wall_settings_activated_cb },
  };
  /* Those of the window's own actions are in its class. */
  static const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.blur-photos", { "<Control>b" } },
    { "window.close", { "<Control>w" } },
    { "win.retry", { "F5", "<Control>r" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_action_enabled (self, "show-certificate", FALSE);
  /* Nothing that belongs to a person is touched in a demonstration. */
  set_action_enabled (self, "show-wall-settings", !self->command_line->demo);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);
}

static gboolean
gh_application_local_command_line (GApplication *application, char ***arguments, int *exit_status)
{
  GhApplication *self = GH_APPLICATION (application);

  /* Joining one that runs already, we hand on what can be done there: to show a page. */
  if (self->command_line->page != NULL && g_application_register (application, NULL, NULL)
      && g_application_get_is_remote (application))
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-page",
                                    g_variant_new_string (self->command_line->page));

  if (gh_opening_send (application, self->command_line, exit_status))
    return TRUE;

  return G_APPLICATION_CLASS (gh_application_parent_class)
    ->local_command_line (application, arguments, exit_status);
}

static void
gh_application_startup (GApplication *application)
{
  GhApplication *self = GH_APPLICATION (application);

  G_APPLICATION_CLASS (gh_application_parent_class)->startup (application);

  add_actions (self);
  self->privacy = gh_privacy_attachment_new (GTK_APPLICATION (self), self->context);
  self->bell = gh_alert_bell_new (GTK_APPLICATION (self), self->privacy,
                                  gh_context_get_clock (self->context),
                                  gh_context_get_trace (self->context));
  self->signal_sources[0] = g_unix_signal_add (SIGTERM, end_signal_cb, self);
  self->signal_sources[1] = g_unix_signal_add (SIGINT, end_signal_cb, self);
}

static void
gh_application_activate (GApplication *application)
{
  GhApplication *self = GH_APPLICATION (application);

  if (self->entrance == NULL)
    {
      /* The network is set going before the window is built. */
      enter (self);
      if (gh_entrance_get_busy (self->entrance))
        {
          wait_for_entrance (self);
          return;
        }
    }

  present_window (self);
}

/* With a window at once: it is told what to show. */
static void
open_now (GhApplication *self)
{
  if (self->entrance == NULL)
    enter (self);
  stop_waiting (self);
  present_window (self);
}

static void
gh_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GhApplication *self = GH_APPLICATION (application);

  if (self->command_line->kiosk || !gh_opening_is_allowed (self->privacy))
    return;

  open_now (self);
  if (self->window != NULL)
    gh_opening_show (self->window, files, n_files);
}

static void
gh_application_shutdown (GApplication *application)
{
  GhApplication *self = GH_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_sources); i++)
    g_clear_handle_id (&self->signal_sources[i], g_source_remove);
  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_clear_object (&self->network_watch);
  g_clear_object (&self->bell);
  gh_clock_clear_timeout (gh_context_get_clock (self->context), &self->patience);
  if (self->entrance != NULL)
    gh_entrance_close (self->entrance);
  gh_context_settle (self->context);
  g_settings_sync ();

  G_APPLICATION_CLASS (gh_application_parent_class)->shutdown (application);
}

static void
gh_application_dispose (GObject *object)
{
  GhApplication *self = GH_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->wall_keeper);
  g_clear_object (&self->wall_settings);
  g_clear_object (&self->entrance);
  g_clear_object (&self->privacy);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (gh_application_parent_class)->dispose (object);
}

static void
gh_application_finalize (GObject *object)
{
  GhApplication *self = GH_APPLICATION (object);

  g_clear_pointer (&self->command_line, gh_command_line_free);

  G_OBJECT_CLASS (gh_application_parent_class)->finalize (object);
}

static void
gh_application_class_init (GhApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = gh_application_dispose;
  object_class->finalize = gh_application_finalize;

  application_class->local_command_line = gh_application_local_command_line;
  application_class->startup = gh_application_startup;
  application_class->activate = gh_application_activate;
  application_class->open = gh_application_open;
  application_class->shutdown = gh_application_shutdown;
}

static void
gh_application_init (GhApplication *self)
{
}

/**
 * gh_application_new:
 * @command_line: (transfer full): what the program was asked for
 * @context: the parts that the program is made of
 *
 * Returns: (transfer full): the application, to be run with g_application_run()
 */
GhApplication *
gh_application_new (GhCommandLine *command_line, GhContext *context)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;
  GhApplication *self;

  g_return_val_if_fail (command_line != NULL, NULL);
  g_return_val_if_fail (GH_IS_CONTEXT (context), NULL);

  if (gh_command_line_wants_own_instance (command_line))
    flags |= G_APPLICATION_NON_UNIQUE;
  if (command_line->service)
    flags |= G_APPLICATION_IS_SERVICE;

  self = g_object_new (GH_TYPE_APPLICATION,
                       "application-id", GH_APPLICATION_ID,
                       "flags", flags,
                       /* The portal then tells of the screen saver; elsewhere logind does, and to
                        * be a client of the session's manager has no use. */
                       "register-session", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS),
                       /* Not from the id, which has the build profile in it. */
                       "resource-base-path", "/dev/gatehouse/Gatehouse",
                       NULL);
  self->command_line = command_line;
  self->context = g_object_ref (context);

  return self;
}
