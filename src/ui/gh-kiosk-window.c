/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-kiosk-window.h"

#include "gh-event-view.h"
#include "gh-face-event.h"
#include "gh-format.h"
#include "gh-link-indicator.h"
#include "gh-plain-mark.h"
#include "gh-paint-trace.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhKioskWindow
{
  AdwApplicationWindow parent_instance;

  GhClock *clock;           /* (owned) */
  GhPictureLoader *loader;  /* (owned) */
  GhTrace *trace;           /* (owned) (nullable) */
  gboolean demo;
  GhConnection *connection; /* (owned) (nullable) */
  GError *error;            /* (owned) (nullable): why nobody is signed in */

  GSignalGroup *session_signals; /* (owned) */
  GSignalGroup *feed_signals;    /* (owned) */
  GSignalGroup *log_signals;     /* (owned) */
  GBindingGroup *feed_bindings;  /* (owned) */
  GhPaintTrace *paint_trace;     /* (owned) (nullable) */
  guint tick_id;

  GtkWidget *time;
  GtkWidget *date;
  GtkWidget *demo_note;
  GtkWidget *plain_mark;
  GtkWidget *newest;
  GtkWidget *link;
  GtkStack *stack;
  GhEventView *view;
  AdwStatusPage *status;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_PICTURE_LOADER,
  PROP_TRACE,
  PROP_DEMO,
  PROP_CONNECTION,
} GhKioskWindowProperty;

G_DEFINE_FINAL_TYPE (GhKioskWindow, gh_kiosk_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[PROP_CONNECTION + 1];

static GhSession *
get_session (GhKioskWindow *self)
{
  return self->connection != NULL ? gh_connection_get_session (self->connection) : NULL;
}

static GhFeed *
get_feed (GhKioskWindow *self)
{
  return self->connection != NULL ? gh_connection_get_feed (self->connection) : NULL;
}

static GListModel *
get_log (GhKioskWindow *self)
{
  GhFeed *feed = get_feed (self);

  return feed != NULL ? G_LIST_MODEL (gh_feed_get_log (feed)) : NULL;
}

static gint64
get_newest_us (GhKioskWindow *self)
{
  GListModel *log = get_log (self);
  guint n_items = log != NULL ? g_list_model_get_n_items (log) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (log, i);

      if (GH_IS_FACE_EVENT (item))
        return gh_face_event_get_timestamp_us (GH_FACE_EVENT (item));
    }
  return 0;
}

static void
update_times (GhKioskWindow *self)
{
  gint64 now_us = gh_clock_get_real_us (self->clock);
  gint64 newest_us = get_newest_us (self);
  g_autofree char *time = gh_format_time (now_us);
  g_autofree char *date = gh_format_date (now_us);
  g_autofree char *newest = NULL;

  if (newest_us > 0)
    {
      g_autofree char *age = gh_format_age (newest_us, now_us);

      /* Translators: %s is an age: "12 s ago". */
      newest = g_strdup_printf (_("Newest event: %s"), age);
    }
  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_label_set_label (GTK_LABEL (self->date), date);
  gtk_label_set_label (GTK_LABEL (self->newest), newest != NULL ? newest : "");
}

static void
update_status (GhKioskWindow *self)
{
  GhSession *session = get_session (self);
  GhFeed *feed = get_feed (self);
  gboolean is_signed_in = session != NULL && gh_session_get_state (session) == GH_SESSION_SIGNED_IN;
  const GError *error = feed != NULL ? gh_feed_get_error (feed) : NULL;
  GListModel *log = get_log (self);

  if (is_signed_in && log != NULL && g_list_model_get_n_items (log) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }

  if (!is_signed_in && self->error != NULL)
    gh_status_set_error (self->status, self->error);
  else if (!is_signed_in)
    gh_status_set_texts (self->status, "dialog-password-symbolic", _("Nobody Is Signed In"),
                         _("Sign in once without --kiosk and stay signed in, or start with "
                           "--credentials."));
  else if (error != NULL)
    gh_status_set_error (self->status, error);
  else if (gh_feed_get_state (feed) == GH_FEED_LIVE || gh_feed_get_state (feed) == GH_FEED_POLLING)
    gh_status_set_texts (self->status, "gh-live-symbolic", _("No Events Yet"),
                         _("New ones appear here by themselves."));
  else
    gh_status_set_texts (self->status, "content-loading-symbolic", _("Connecting"), NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* What is shown is not live: the whole screen says so, so that it is seen from afar. */
static void
update_link (GhKioskWindow *self)
{
  GhFeed *feed = get_feed (self);
  GhFeedState state = feed != NULL ? gh_feed_get_state (feed) : GH_FEED_OFF;

  if (state == GH_FEED_LIVE || state == GH_FEED_CATCHING_UP || state == GH_FEED_POLLING)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  update_status (self);
}

static void tick_cb (gpointer user_data);

static void
tick (GhKioskWindow *self)
{
  gint64 into_second_us = gh_clock_get_real_us (self->clock) % G_TIME_SPAN_SECOND;

  update_times (self);
  gh_clock_clear_timeout (self->clock, &self->tick_id);
  self->tick_id =
    gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND - into_second_us, tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (user_data);

  self->tick_id = 0;
  tick (self);
}

static void
log_changed_cb (GhKioskWindow *self)
{
  update_times (self);
  update_status (self);
}

static void
retry_cb (GhKioskWindow *self)
{
  if (self->connection != NULL)
    gh_feed_retry_now (get_feed (self));
}

static void
gh_kiosk_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (object);

  switch ((GhKioskWindowProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_TRACE:
      g_value_set_object (value, self->trace);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_kiosk_window_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (object);

  switch ((GhKioskWindowProperty) property_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    case PROP_TRACE:
      self->trace = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    case PROP_CONNECTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_kiosk_window_constructed (GObject *object)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (object);

  G_OBJECT_CLASS (gh_kiosk_window_parent_class)->constructed (object);

  g_object_set (self->link, "clock", self->clock, NULL);
  g_object_set (self->view,
                "clock", self->clock,
                "picture-loader", self->loader,
                "trace", self->trace,
                NULL);
  gtk_widget_set_visible (self->demo_note, self->demo);
  if (self->trace != NULL)
    self->paint_trace = gh_paint_trace_new (GTK_WIDGET (self), self->trace, NULL);
  tick (self);
  update_link (self);
}

static void
gh_kiosk_window_dispose (GObject *object)
{
  GhKioskWindow *self = GH_KIOSK_WINDOW (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  g_clear_pointer (&self->paint_trace, gh_paint_trace_free);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->feed_signals);
  g_clear_object (&self->log_signals);
  g_clear_object (&self->feed_bindings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_KIOSK_WINDOW);
  g_clear_object (&self->connection);
  g_clear_error (&self->error);
  g_clear_object (&self->trace);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_kiosk_window_parent_class)->dispose (object);
}

static void
gh_kiosk_window_class_init (GhKioskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_kiosk_window_get_property;
  object_class->set_property = gh_kiosk_window_set_property;
  object_class->constructed = gh_kiosk_window_constructed;
  object_class->dispose = gh_kiosk_window_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, construct_only);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, construct_only);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, construct_only);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, construct_only);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/gh-kiosk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, time);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, date);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, demo_note);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, plain_mark);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, newest);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, link);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, view);
  gtk_widget_class_bind_template_child (widget_class, GhKioskWindow, status);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);

  g_type_ensure (GH_TYPE_EVENT_VIEW);
  g_type_ensure (GH_TYPE_LINK_INDICATOR);
  g_type_ensure (GH_TYPE_PLAIN_MARK);
}

static void
gh_kiosk_window_init (GhKioskWindow *self)
{
  static const char *const linked[] = { "state", "since-us", "retry-at-us", "error" };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  gtk_window_fullscreen (GTK_WINDOW (self));

  self->session_signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (update_status), self);
  self->feed_signals = g_signal_group_new (GH_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "notify::state", G_CALLBACK (update_link),
                                  self);
  g_signal_group_connect_swapped (self->feed_signals, "notify::error", G_CALLBACK (update_status),
                                  self);
  self->log_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->log_signals, "items-changed", G_CALLBACK (log_changed_cb),
                                  self);

  self->feed_bindings = g_binding_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (linked); i++)
    g_binding_group_bind (self->feed_bindings, linked[i], self->link, linked[i],
                          G_BINDING_SYNC_CREATE);
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
 * gh_kiosk_window_set_connection:
 * @self: a window
 * @connection: (nullable): everything of one server
 *
 * Sets the server that the window watches.
 */
void
gh_kiosk_window_set_connection (GhKioskWindow *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_KIOSK_WINDOW (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_signal_group_set_target (self->session_signals, get_session (self));
  g_signal_group_set_target (self->feed_signals, get_feed (self));
  g_signal_group_set_target (self->log_signals, get_log (self));
  g_binding_group_set_source (self->feed_bindings, get_feed (self));
  gh_event_view_set_model (self->view, get_log (self));
  gh_plain_mark_set_connection (GH_PLAIN_MARK (self->plain_mark), connection);
  update_times (self);
  update_link (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
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

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  update_status (self);
}
