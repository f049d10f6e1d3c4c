/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-live-page.h"

#include "gh-camera-chooser.h"
#include "gh-control-names.h"
#include "gh-error-words.h"
#include "gh-event-browser.h"
#include "gh-event-types-model.h"
#include "gh-event-view.h"
#include "gh-format.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhLivePage
{
  GhPage parent_instance;

  GhEventLog *log; /* (owned) (nullable) */
  GhFeedState state;
  gint64 since_us;
  GError *error; /* (owned) (nullable) */

  gint64 stale_since_us; /* when the link was lost; 0 while it is up */
  GhEventType type;      /* the filter */
  GSignalGroup *log_signals;    /* (owned) */
  GBindingGroup *feed_bindings; /* (owned) */
  guint release_id;

  GtkWidget *stale_strip;
  GtkWidget *stale_label;
  GtkWidget *stack;
  GhEventView *view;
  GtkFilterListModel *filtered;
  GtkFilter *filter;
  GtkDropDown *type_drop_down;
  GhCameraChooser *camera;
  GtkWidget *clear_button;
  GtkWidget *pill;
  AdwStatusPage *status;
  GtkWidget *status_button;
};

typedef enum
{
  PROP_LOG = 1,
  PROP_STATE,
  PROP_SINCE_US,
  PROP_ERROR,
} GhLivePageProperty;

enum
{
  SIGNAL_RETRY,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhLivePage, gh_live_page, GH_TYPE_PAGE)

static GParamSpec *properties[PROP_ERROR + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static gboolean
link_is_up (GhLivePage *self)
{
  return self->state == GH_FEED_LIVE || self->state == GH_FEED_CATCHING_UP
         || self->state == GH_FEED_POLLING;
}

static guint
count_items (gpointer model)
{
  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static void
show_status (GhLivePage *self, const char *button)
{
  gtk_widget_set_visible (self->status_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->status_button), button);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
}

static void
show_fault (GhLivePage *self)
{
  if (self->error != NULL)
    gh_status_set_error (self->status, self->error);
  else
    gh_status_set_texts (self->status, "network-offline-symbolic", _("Offline"),
                         _("The link to the server is down. It comes back by itself."));
  show_status (self, _("_Try Now"));
}

static void
update_stack (GhLivePage *self)
{
  if (count_items (self->filtered) > 0)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
    }
  else if (count_items (self->log) > 0)
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("No Such Events"),
                           _("None of the latest is of this type and camera."));
      show_status (self, _("_Show All Events"));
    }
  else if (self->state == GH_FEED_LIVE || self->state == GH_FEED_POLLING)
    {
      gh_status_set_texts (self->status, "gh-live-symbolic", _("No Events Yet"),
                           _("New ones appear here by themselves."));
      show_status (self, NULL);
    }
  else if (self->state == GH_FEED_WAITING || self->state == GH_FEED_REFUSED)
    {
      show_fault (self);
    }
  else
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
    }
}

static void
update_strip (GhLivePage *self)
{
  gboolean is_stale = self->stale_since_us > 0 && count_items (self->log) > 0;
  g_autofree char *since = NULL;
  g_autofree char *text = NULL;
  g_autofree char *reason = NULL;

  gtk_widget_set_visible (self->stale_strip, is_stale);
  if (!is_stale)
    return;

  since = gh_format_time (self->stale_since_us);
  /* Translators: %s is a time of day: since then no new events have been received. */
  text = g_strdup_printf (_("Not live since %s. There may be newer events than these."), since);
  if (self->error != NULL)
    reason = gh_error_words_dup_advice (self->error, NULL);
  gtk_label_set_label (GTK_LABEL (self->stale_label), text);
  gtk_widget_set_tooltip_text (self->stale_strip, reason);
}

static void
update_pill (GhLivePage *self)
{
  guint n_pending = self->log != NULL ? gh_event_log_get_n_pending (self->log) : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->pill, n_pending > 0);
  if (n_pending == 0)
    return;

  /* Translators: the number of events that came while the list stood still. */
  text = g_strdup_printf (ngettext ("%u new", "%u new", n_pending), n_pending);
  gtk_button_set_label (GTK_BUTTON (self->pill), text);
}

static void
update (GhLivePage *self)
{
  gtk_widget_set_sensitive (self->clear_button, count_items (self->log) > 0);
  update_stack (self);
  update_strip (self);
}

static void
release (gpointer user_data)
{
  GhLivePage *self = GH_LIVE_PAGE (user_data);

  g_clear_handle_id (&self->release_id, g_source_remove);
  if (self->log != NULL)
    gh_event_log_set_held (self->log, FALSE);
}

static void
release_later_cb (gpointer user_data)
{
  GhLivePage *self = GH_LIVE_PAGE (user_data);

  self->release_id = 0;
  if (gh_event_view_get_at_top (self->view))
    release (self);
}

/* The list stands still while its top is not shown, and goes on when it is. The top may come into
 * view while the list is being laid out, and then no row must come or go. */
static void
at_top_changed_cb (GhLivePage *self)
{
  if (self->log == NULL)
    return;

  if (!gh_event_view_get_at_top (self->view))
    gh_event_log_set_held (self->log, TRUE);
  else if (self->release_id == 0)
    self->release_id = g_idle_add_once (release_later_cb, self);
}

static void
show_newest (GhLivePage *self)
{
  gh_event_view_scroll_to_top (self->view);
  release (self);
}

/* With the rows goes the reason to stand still: an empty list is never scrolled. */
static void
clear_clicked_cb (GhLivePage *self)
{
  show_newest (self);
  gh_event_log_clear (self->log);
}

static void
filter_changed_cb (GhLivePage *self)
{
  /* The first choice is made while the template is built. */
  if (self->filter == NULL)
    return;

  self->type = gh_event_types_model_get_type_at (gtk_drop_down_get_selected (self->type_drop_down));
  show_newest (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
status_clicked_cb (GhLivePage *self)
{
  if (count_items (self->log) > 0)
    {
      gtk_drop_down_set_selected (self->type_drop_down, 0);
      gh_camera_chooser_choose_all (self->camera);
    }
  else
    g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
retry_clicked_cb (GhLivePage *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

/* A mark where the link was lost passes every filter: it says that something may be missing. */
static gboolean
item_is_shown (gpointer item, gpointer user_data)
{
  GhLivePage *self = GH_LIVE_PAGE (user_data);

  if (!GH_IS_FACE_EVENT (item))
    return TRUE;

  return (self->type == GH_EVENT_TYPE_ANY
          || gh_face_event_get_event_type (GH_FACE_EVENT (item)) == self->type)
         && gh_camera_chooser_lets_through (self->camera, GH_FACE_EVENT (item));
}

static gboolean
set_error (GhLivePage *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return FALSE;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  return TRUE;
}

static void
update_stale_since (GhLivePage *self)
{
  if (link_is_up (self))
    self->stale_since_us = 0;
  else if (self->stale_since_us == 0)
    self->stale_since_us = self->since_us;
}

static gboolean
set_log (GhLivePage *self, GhEventLog *log)
{
  if (!g_set_object (&self->log, log))
    return FALSE;

  g_signal_group_set_target (self->log_signals, log);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (log));
  at_top_changed_cb (self);
  update_pill (self);
  return TRUE;
}

static void
gh_live_page_connection_changed (GhPage *page)
{
  GhLivePage *self = GH_LIVE_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_binding_group_set_source (self->feed_bindings,
                              connection != NULL ? gh_connection_get_feed (connection) : NULL);
}

static void
gh_live_page_retry (GhLivePage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  if (connection != NULL)
    gh_feed_retry_now (gh_connection_get_feed (connection));
}

/* Whoever comes by the keyboard wants to be among the rows. */
static gboolean
gh_live_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_LIVE_PAGE (widget)->view));
}

static void
gh_live_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhLivePage *self = GH_LIVE_PAGE (object);

  switch ((GhLivePageProperty) property_id)
    {
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SINCE_US:
      g_value_set_int64 (value, self->since_us);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_live_page_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhLivePage *self = GH_LIVE_PAGE (object);
  gboolean changed = FALSE;

  switch ((GhLivePageProperty) property_id)
    {
    case PROP_LOG:
      changed = set_log (self, g_value_get_object (value));
      break;
    case PROP_STATE:
      changed = self->state != (GhFeedState) g_value_get_enum (value);
      self->state = g_value_get_enum (value);
      /* Nobody is signed in: what one person saw is not for the next. */
      if (self->state == GH_FEED_OFF)
        gh_camera_chooser_forget (self->camera);
      break;
    case PROP_SINCE_US:
      changed = self->since_us != g_value_get_int64 (value);
      self->since_us = g_value_get_int64 (value);
      break;
    case PROP_ERROR:
      changed = set_error (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    {
      update_stale_since (self);
      update (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
gh_live_page_dispose (GObject *object)
{
  GhLivePage *self = GH_LIVE_PAGE (object);

  g_clear_handle_id (&self->release_id, g_source_remove);
  g_clear_object (&self->feed_bindings);
  g_clear_object (&self->log_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_LIVE_PAGE);
  g_clear_object (&self->log);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_live_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, GH_TYPE_EVENT_LOG, read_write);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GH_TYPE_FEED_STATE, GH_FEED_OFF, read_write);
  properties[PROP_SINCE_US] =
    g_param_spec_int64 ("since-us", NULL, NULL, 0, G_MAXINT64, 0, read_write);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_live_page_class_init (GhLivePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_live_page_get_property;
  object_class->set_property = gh_live_page_set_property;
  object_class->dispose = gh_live_page_dispose;

  widget_class->grab_focus = gh_live_page_grab_focus;

  GH_PAGE_CLASS (klass)->connection_changed = gh_live_page_connection_changed;

  install_properties (object_class);
  signals[SIGNAL_RETRY] =
    g_signal_new_class_handler ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                G_CALLBACK (gh_live_page_retry), NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-live-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, stale_strip);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, stale_label);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, view);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, filtered);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, camera);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, pill);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, status);
  gtk_widget_class_bind_template_child (widget_class, GhLivePage, status_button);
  gtk_widget_class_bind_template_callback (widget_class, at_top_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_newest);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);

  g_type_ensure (GH_TYPE_CAMERA_CHOOSER);
  g_type_ensure (GH_TYPE_EVENT_BROWSER);
  g_type_ensure (GH_TYPE_EVENT_VIEW);
}

static void
gh_live_page_init (GhLivePage *self)
{
  /* The state last: with it the page is judged. */
  static const char *const bound[] = { "since-us", "error", "log", "state" };
  g_autoptr (GListModel) types = gh_event_types_model_new (TRUE);

  self->log_signals = g_signal_group_new (GH_TYPE_EVENT_LOG);
  g_signal_group_connect_swapped (self->log_signals, "notify::n-pending", G_CALLBACK (update_pill),
                                  self);
  g_signal_group_connect_swapped (self->log_signals, "items-changed", G_CALLBACK (update), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (item_is_shown, self, NULL));
  gtk_filter_list_model_set_filter (self->filtered, self->filter);
  g_object_unref (self->filter);
  gtk_drop_down_set_model (self->type_drop_down, types);
  update (self);

  self->feed_bindings = g_binding_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    g_binding_group_bind (self->feed_bindings, bound[i], self, bound[i], G_BINDING_SYNC_CREATE);
}

/**
 * gh_live_page_new:
 *
 * Returns: (transfer floating): a page without a log
 */
GtkWidget *
gh_live_page_new (void)
{
  return g_object_new (GH_TYPE_LIVE_PAGE, NULL);
}
