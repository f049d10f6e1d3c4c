/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-health-list.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-format.h"
#include "gh-pill.h"
#include "gh-transport-timing.h"

#include <glib/gi18n.h>

/* A header says the time to the second; what is within a few is as good as none. */
#define CLOCK_GOOD_US (5 * G_TIME_SPAN_SECOND)
/* A click then waits for longer than people do. */
#define SLOW_US (2 * G_TIME_SPAN_SECOND)

struct _GhHealthList
{
  AdwBin parent_instance;

  GhConnection *connection;  /* (owned) (nullable) */
  GhOverview *overview;      /* (owned) (nullable) */
  GhClock *clock;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while the recogniser is tested */

  AdwActionRow *server;
  GhPill *server_pill;
  AdwActionRow *recogniser;
  GhPill *recogniser_pill;
  GtkWidget *recogniser_busy;
  GtkWidget *test_button;
  AdwActionRow *link;
  GhPill *link_pill;
  AdwActionRow *budget;
  GhPill *budget_pill;
  AdwActionRow *clock_row;
  GhPill *clock_pill;
};

G_DEFINE_FINAL_TYPE (GhHealthList, gh_health_list, ADW_TYPE_BIN)

static GhTransport *
get_transport (GhHealthList *self)
{
  return gh_session_get_transport (gh_connection_get_session (self->connection));
}

/* What an answer said before a failure is no health. */
static const GError *
get_server_error (GhHealthList *self)
{
  const GError *errors[3];
  GhOverviewState state;

  gh_overview_get_state (self->overview, &state);
  errors[0] = gh_session_get_connectivity_error (gh_connection_get_session (self->connection));
  errors[1] = state.statistics_error;
  errors[2] = state.history_error;

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i] != NULL && !g_error_matches (errors[i], GH_ERROR, GH_ERROR_FORBIDDEN)
        && !g_error_matches (errors[i], GH_ERROR, GH_ERROR_UNSUPPORTED)
        && !g_error_matches (errors[i], GH_ERROR, GH_ERROR_RATE_LIMITED))
      return errors[i];
  return NULL;
}

static void
update_server (GhHealthList *self)
{
  const GhServerFacts *facts = gh_transport_get_facts (get_transport (self));
  const GError *error = get_server_error (self);
  const char *host =
    gh_server_address_get_host_label (gh_transport_get_address (get_transport (self)));
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      /* Translators: the name of a server, and why it does not answer. */
      text = g_strdup_printf (_("%s: %s"), host, gh_error_words_get_title (error));
      gh_pill_set (self->server_pill, GH_PILL_BAD, "network-offline-symbolic", _("No answer"));
    }
  else if (facts == NULL)
    {
      text = g_strdup (host);
      gh_pill_set (self->server_pill, GH_PILL_PLAIN, "content-loading-symbolic", _("Not asked yet"));
    }
  else
    {
      gint64 answered_in_us = gh_transport_get_answered_in_us (get_transport (self));
      int milliseconds = (int) CLAMP (answered_in_us / 1000, 0, G_MAXINT);

      /* Translators: the name of a server, and how fast it answered: desk.example, in 12 ms. */
      text = g_strdup_printf (_("%s, answered in %d ms"), host, milliseconds);
      if (answered_in_us > SLOW_US)
        gh_pill_set (self->server_pill, GH_PILL_WARNING, "dialog-warning-symbolic", _("Slow"));
      else
        gh_pill_set (self->server_pill, GH_PILL_GOOD, "object-select-symbolic", _("Reachable"));
    }
  adw_action_row_set_subtitle (self->server, text);
}

static const char *
get_transport_word (GhFeedTransport transport)
{
  switch (transport)
    {
    case GH_FEED_TRANSPORT_WEBSOCKET:
      return "WebSocket";
    case GH_FEED_TRANSPORT_SOCKETIO:
      return "Socket.IO";
    case GH_FEED_TRANSPORT_POLLING:
      return C_("transport", "Polling");
    case GH_FEED_TRANSPORT_AUTO:
    default:
      return NULL;
    }
}

static void
set_link_pill (GhHealthList *self, GhFeedState state)
{
  switch (state)
    {
    case GH_FEED_LIVE:
      gh_pill_set (self->link_pill, GH_PILL_GOOD, "gh-live-symbolic", _("Live"));
      break;
    case GH_FEED_CONNECTING:
      gh_pill_set (self->link_pill, GH_PILL_ACCENT, "content-loading-symbolic", _("Connecting"));
      break;
    case GH_FEED_CATCHING_UP:
      gh_pill_set (self->link_pill, GH_PILL_ACCENT, "media-seek-forward-symbolic",
                   _("Catching up"));
      break;
    case GH_FEED_POLLING:
      gh_pill_set (self->link_pill, GH_PILL_ACCENT, "view-refresh-symbolic", _("Polling"));
      break;
    case GH_FEED_WAITING:
      gh_pill_set (self->link_pill, GH_PILL_BAD, "network-offline-symbolic", _("Offline"));
      break;
    case GH_FEED_REFUSED:
      gh_pill_set (self->link_pill, GH_PILL_BAD, "action-unavailable-symbolic", _("Refused"));
      break;
    case GH_FEED_OFF:
    default:
      gh_pill_set (self->link_pill, GH_PILL_PLAIN, "media-playback-pause-symbolic", _("Off"));
      break;
    }
}

static void
update_link (GhHealthList *self)
{
  GhFeed *feed = gh_connection_get_feed (self->connection);
  gint64 received_us = gh_feed_get_last_received_us (feed);
  const char *way = get_transport_word (gh_feed_get_active_transport (feed));
  g_autofree char *age =
    received_us > 0 ? gh_format_age (received_us, gh_clock_get_real_us (self->clock)) : NULL;
  g_autofree char *text = NULL;

  set_link_pill (self, gh_feed_get_state (feed));
  if (way != NULL && age != NULL)
    /* Translators: how live events come, and the age of the last sign of life: 3 s ago. */
    text = g_strdup_printf (_("%s, last sign of life %s"), way, age);
  else if (age != NULL)
    /* Translators: %s is an age: 3 s ago. */
    text = g_strdup_printf (_("Last sign of life %s"), age);
  else
    text = g_strdup (_("Nothing has come yet"));
  adw_action_row_set_subtitle (self->link, text);
}

static void
update_budget (GhHealthList *self)
{
  GhBudgetUse use;
  guint n_left;
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;

  gh_budget_get_use (gh_transport_get_budget (get_transport (self)), &use);
  n_left = use.limit > use.n_used ? use.limit - use.n_used : 0;
  if (use.n_waiting > 0)
    text = g_strdup_printf (
      /* Translators: requests to the server on the busiest route within a minute. */
      ngettext ("%u of %u sent within a minute, %u waiting",
                "%u of %u sent within a minute, %u waiting", use.n_waiting),
      use.n_used, use.limit, use.n_waiting);
  else
    text = g_strdup_printf (
      /* Translators: requests to the server on the busiest route within a minute. */
      ngettext ("%u of %u sent within a minute", "%u of %u sent within a minute", use.limit),
      use.n_used, use.limit);
  /* Translators: how many requests may still be sent. */
  left = g_strdup_printf (ngettext ("%u left", "%u left", n_left), n_left);
  if (use.opens_at_us != 0 || n_left == 0)
    gh_pill_set (self->budget_pill, GH_PILL_BAD, "action-unavailable-symbolic", _("Used up"));
  else if (n_left < 10)
    gh_pill_set (self->budget_pill, GH_PILL_WARNING, "dialog-warning-symbolic", left);
  else
    gh_pill_set (self->budget_pill, GH_PILL_GOOD, "object-select-symbolic", left);
  adw_action_row_set_subtitle (self->budget, text);
}

static char *
dup_clock_words (gint64 ahead_us)
{
  int seconds = (int) CLAMP (ABS (ahead_us) / G_TIME_SPAN_SECOND, 0, G_MAXINT);
  g_autofree char *span = NULL;

  if (ABS (ahead_us) <= CLOCK_GOOD_US)
    return g_strdup (_("The server’s clock and this computer’s agree"));

  span = seconds < 120
           /* Translators: a difference between two clocks. */
           ? g_strdup_printf (_("%d s"), seconds)
           /* Translators: a difference between two clocks. */
           : g_strdup_printf (_("%d min"), seconds / 60);
  return ahead_us > 0
           /* Translators: %s is a span of time: 12 s. */
           ? g_strdup_printf (_("The server’s clock is %s ahead of this computer’s"), span)
           /* Translators: %s is a span of time: 12 s. */
           : g_strdup_printf (_("The server’s clock is %s behind this computer’s"), span);
}

static void
update_clock (GhHealthList *self)
{
  const GhServerFacts *facts = gh_transport_get_facts (get_transport (self));
  g_autofree char *text = NULL;

  if (facts == NULL || !facts->has_clock)
    {
      adw_action_row_set_subtitle (self->clock_row, _("The server has not said what time it is"));
      gh_pill_set (self->clock_pill, GH_PILL_PLAIN, "dialog-question-symbolic", _("Unknown"));
      return;
    }

  text = dup_clock_words (facts->clock_ahead_us);
  adw_action_row_set_subtitle (self->clock_row, text);
  if (ABS (facts->clock_ahead_us) <= CLOCK_GOOD_US)
    gh_pill_set (self->clock_pill, GH_PILL_GOOD, "object-select-symbolic", _("Right"));
  else
    gh_pill_set (self->clock_pill, GH_PILL_WARNING, "dialog-warning-symbolic", _("Differs"));
}

static gboolean
is_admin (GhHealthList *self)
{
  return self->connection != NULL && gh_connection_get_role (self->connection) == GH_ROLE_ADMIN;
}

static void
update_recogniser (GhHealthList *self)
{
  gboolean is_testing = self->cancellable != NULL;

  gtk_widget_set_visible (self->recogniser_busy, is_testing);
  gtk_widget_set_visible (self->test_button, is_admin (self));
  gtk_widget_set_sensitive (self->test_button, !is_testing);
  if (!is_admin (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->recogniser_pill), FALSE);
      adw_action_row_set_subtitle (self->recogniser, _("Only an administrator can test it"));
    }
}

static void
show_recogniser (GhHealthList *self, gboolean is_connected, const char *text)
{
  g_autofree char *time = gh_format_time (gh_clock_get_real_us (self->clock));
  /* Translators: %s is a time of day. */
  g_autofree char *tested = g_strdup_printf (_("Tested at %s"), time);

  gtk_widget_set_visible (GTK_WIDGET (self->recogniser_pill), TRUE);
  if (is_connected)
    gh_pill_set (self->recogniser_pill, GH_PILL_GOOD, "object-select-symbolic", _("Connected"));
  else
    gh_pill_set (self->recogniser_pill, GH_PILL_BAD, "network-offline-symbolic", _("Failed"));
  adw_action_row_set_subtitle (self->recogniser, text != NULL ? text : tested);
}

static void
tested_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean is_connected = FALSE;
  gboolean is_answered = gh_face_recognition_test_connection_finish (
    GH_FACE_RECOGNITION (source), result, &is_connected, &reason, &error);
  GhHealthList *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_HEALTH_LIST (user_data);
  g_clear_object (&self->cancellable);
  if (is_answered)
    show_recogniser (self, is_connected, is_connected ? NULL : reason);
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->recogniser_pill), FALSE);
      adw_action_row_set_subtitle (self->recogniser, gh_error_words_get_title (error));
      if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
        gh_session_renew_user (gh_connection_get_session (self->connection));
    }
  update_recogniser (self);
}

static void
test_clicked_cb (GhHealthList *self)
{
  gh_health_list_test (self);
}

static void
let_go (GhHealthList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      g_signal_handlers_disconnect_by_data (gh_connection_get_feed (self->connection), self);
    }
  g_clear_object (&self->overview);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);
}

static void
gh_health_list_dispose (GObject *object)
{
  let_go (GH_HEALTH_LIST (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_HEALTH_LIST);

  G_OBJECT_CLASS (gh_health_list_parent_class)->dispose (object);
}

static void
gh_health_list_class_init (GhHealthListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_health_list_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-health-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, server);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, server_pill);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, recogniser);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, recogniser_pill);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, recogniser_busy);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, test_button);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, link);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, link_pill);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, budget);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, budget_pill);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, clock_row);
  gtk_widget_class_bind_template_child (widget_class, GhHealthList, clock_pill);
  gtk_widget_class_bind_template_callback (widget_class, test_clicked_cb);

  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_health_list_init (GhHealthList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_pill_keep_whole (self->server_pill);
  gh_pill_keep_whole (self->recogniser_pill);
  gh_pill_keep_whole (self->link_pill);
  gh_pill_keep_whole (self->budget_pill);
  gh_pill_keep_whole (self->clock_pill);
}

/**
 * gh_health_list_new:
 *
 * Returns: (transfer floating): a list about no server
 */
GtkWidget *
gh_health_list_new (void)
{
  return g_object_new (GH_TYPE_HEALTH_LIST, NULL);
}

/**
 * gh_health_list_set_server:
 * @self: a list
 * @connection: (nullable): the server
 * @overview: (nullable): its figures
 * @clock: (nullable): tells the time
 *
 * Sets what the list is about.
 */
void
gh_health_list_set_server (GhHealthList *self,
                           GhConnection *connection,
                           GhOverview *overview,
                           GhClock *clock)
{
  g_return_if_fail (GH_IS_HEALTH_LIST (self));

  let_go (self);
  if (connection == NULL)
    return;

  self->connection = g_object_ref (connection);
  self->overview = g_object_ref (overview);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (connection, "notify::role", G_CALLBACK (update_recogniser), self);
  g_signal_connect_swapped (gh_connection_get_feed (connection), "notify::state",
                            G_CALLBACK (update_link), self);
  adw_action_row_set_subtitle (self->recogniser, _("Not tested yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->recogniser_pill), FALSE);
  update_recogniser (self);
  gh_health_list_update (self);
}

/**
 * gh_health_list_test:
 * @self: a list
 *
 * Asks the server whether it reaches its recogniser, if whoever is signed in may ask.
 */
void
gh_health_list_test (GhHealthList *self)
{
  g_return_if_fail (GH_IS_HEALTH_LIST (self));

  if (!is_admin (self) || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  update_recogniser (self);
  gh_face_recognition_test_connection_async (
    gh_connection_get_face_recognition (self->connection), self->cancellable, tested_ready_cb,
    self);
}

/**
 * gh_health_list_update:
 * @self: a list
 *
 * Says anew what changes without telling: ages, and what was sent.
 */
void
gh_health_list_update (GhHealthList *self)
{
  g_return_if_fail (GH_IS_HEALTH_LIST (self));

  if (self->connection == NULL)
    return;

  update_server (self);
  update_link (self);
  update_budget (self);
  update_clock (self);
}
