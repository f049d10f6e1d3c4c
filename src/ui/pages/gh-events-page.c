/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-events-page.h"

#include "gh-error-words.h"
#include "gh-event-browser.h"
#include "gh-event-history.h"
#include "gh-event-types-model.h"
#include "gh-event-view.h"
#include "gh-face-event.h"
#include "gh-period-chooser.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhEventsPage
{
  GhPage parent_instance;

  GhEventQuery *query;        /* (owned) (nullable) */
  GhPagedList *events;        /* (owned) (nullable) */
  GhEventLog *log;            /* (owned) (nullable) */
  GSignalGroup *list_signals; /* (owned) */
  GSignalGroup *log_signals;  /* (owned) */

  GtkWidget *stack;
  GhEventView *view;
  GtkDropDown *type_drop_down;
  GhPeriodChooser *period;
  GtkWidget *count;
  GtkWidget *newer;
  GtkWidget *fault_strip;
  GtkWidget *fault_label;
  AdwStatusPage *status;
  GtkWidget *status_button;
};

typedef enum
{
  PROP_QUERY = 1,
  PROP_EVENTS,
  PROP_LOG,
} GhEventsPageProperty;

G_DEFINE_FINAL_TYPE (GhEventsPage, gh_events_page, GH_TYPE_PAGE)

static GParamSpec *properties[PROP_LOG + 1];

static guint
count_events (GhEventsPage *self)
{
  return self->events != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->events)) : 0;
}

static GhFaceEvent *
dup_log_event (GhEventsPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->log), position);

  return GH_IS_FACE_EVENT (item) ? GH_FACE_EVENT (g_steal_pointer (&item)) : NULL;
}

/* The log is no longer than a person can read, and its newest are first. */
static guint
count_newer (GhEventsPage *self)
{
  GhEventType type;
  guint n_newer = 0;
  guint n_items;

  if (self->log == NULL || self->query == NULL)
    return 0;
  /* Of a period that is over, nothing is new. */
  if (gh_period_chooser_get_end_us (self->period) <= gh_event_query_get_end_us (self->query))
    return 0;

  type = gh_event_query_get_event_type (self->query);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GhFaceEvent) event = dup_log_event (self, i);

      if (event == NULL)
        continue;
      if (gh_face_event_get_timestamp_us (event) <= gh_event_query_get_end_us (self->query))
        break;
      n_newer += type == GH_EVENT_TYPE_ANY || gh_face_event_get_event_type (event) == type;
    }
  return n_newer + gh_event_log_get_n_pending (self->log);
}

static void
update_newer (GhEventsPage *self)
{
  guint n_newer = count_newer (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->newer, n_newer > 0);
  if (n_newer == 0)
    return;

  /* Translators: the number of events that are newer than the list. */
  text = g_strdup_printf (ngettext ("%u newer", "%u newer", n_newer), n_newer);
  gtk_button_set_label (GTK_BUTTON (self->newer), text);
}

static void
show_status (GhEventsPage *self, const char *button)
{
  gtk_widget_set_visible (self->status_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->status_button), button);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "status");
}

static gboolean
is_filtered (GhEventsPage *self)
{
  return self->query != NULL
         && (gh_event_query_get_event_type (self->query) != GH_EVENT_TYPE_ANY
             || gh_event_query_get_start_us (self->query) > 0);
}

static void
show_empty (GhEventsPage *self)
{
  if (is_filtered (self))
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("No Such Events"),
                           _("Nothing of this type happened in this time."));
      show_status (self, _("_Show All Events"));
    }
  else
    {
      gh_status_set_texts (self->status, "document-open-recent-symbolic", _("No Events Yet"),
                           _("The server has not recorded anything."));
      show_status (self, NULL);
    }
}

static void
update_stack (GhEventsPage *self)
{
  GhPagedListState state = self->events != NULL ? gh_paged_list_get_state (self->events)
                                                : GH_PAGED_LIST_EMPTY;

  switch (state)
    {
    case GH_PAGED_LIST_READY:
      if (count_events (self) > 0)
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
      else
        show_empty (self);
      break;
    case GH_PAGED_LIST_FAILED:
      if (gh_paged_list_get_error (self->events) != NULL)
        gh_status_set_error (self->status, gh_paged_list_get_error (self->events));
      show_status (self, _("_Try Again"));
      break;
    case GH_PAGED_LIST_EMPTY:
    case GH_PAGED_LIST_LOADING:
    default:
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
    }
}

/* Some rows are there and others could not be fetched: said above the list, which stays. */
static void
update_fault_strip (GhEventsPage *self)
{
  const GError *error = self->events != NULL ? gh_paged_list_get_error (self->events) : NULL;
  gboolean is_shown = error != NULL && count_events (self) > 0;
  g_autofree char *advice = is_shown ? gh_error_words_dup_advice (error, NULL) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->fault_strip, is_shown);
  if (!is_shown)
    return;

  /* Translators: %s is a sentence that tells why. */
  text = g_strdup_printf (_("Some rows are missing. %s"), advice);
  gtk_label_set_label (GTK_LABEL (self->fault_label), text);
}

static void
update (GhEventsPage *self)
{
  guint n_events = count_events (self);
  g_autofree char *text = NULL;

  /* Translators: the number of events in the list, with thousands separated. */
  text = g_strdup_printf (ngettext ("%'u event", "%'u events", n_events), n_events);
  gtk_label_set_label (GTK_LABEL (self->count), n_events > 0 ? text : "");
  update_stack (self);
  update_fault_strip (self);
}

static void
filter_changed_cb (GhEventsPage *self)
{
  /* The first choice is made while the template is built. */
  if (self->query != NULL)
    gh_events_page_refresh (self);
}

static void
range_changed_cb (GhEventsPage *self, guint first, guint last)
{
  if (self->events != NULL)
    gh_paged_list_set_visible_range (self->events, first, last);
}

static void
retry_clicked_cb (GhEventsPage *self)
{
  gh_paged_list_retry_failed (self->events);
}

static void
status_clicked_cb (GhEventsPage *self)
{
  if (self->events != NULL && gh_paged_list_get_state (self->events) == GH_PAGED_LIST_FAILED)
    {
      gh_events_page_refresh (self);
      return;
    }

  gtk_drop_down_set_selected (self->type_drop_down, 0);
  gh_period_chooser_set_period (self->period, GH_EVENT_PERIOD_ALL);
}

static void
refresh_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_events_page_refresh (GH_EVENTS_PAGE (widget));
}

static void
gh_events_page_map (GtkWidget *widget)
{
  GhEventsPage *self = GH_EVENTS_PAGE (widget);

  GTK_WIDGET_CLASS (gh_events_page_parent_class)->map (widget);
  if (self->query == NULL)
    gh_events_page_refresh (self);
}

static gboolean
set_log (GhEventsPage *self, GhEventLog *log)
{
  if (!g_set_object (&self->log, log))
    return FALSE;

  g_signal_group_set_target (self->log_signals, log);
  update_newer (self);
  return TRUE;
}

/* Answers the page's own query, where there is a server to ask. */
static void
fetch (GhEventsPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  g_autoptr (GhPagedList) events = NULL;

  if (connection == NULL)
    return;

  events = gh_event_history_new (gh_connection_get_face_recognition (connection), self->query,
                                 gh_page_get_clock (GH_PAGE (self)));
  gh_events_page_set_events (self, events);
  gh_paged_list_reload (events);
}

/* A history belongs to one server. */
static void
gh_events_page_connection_changed (GhPage *page)
{
  GhEventsPage *self = GH_EVENTS_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_object_set (self,
                "log", connection != NULL ? gh_feed_get_log (gh_connection_get_feed (connection))
                                          : NULL,
                NULL);
  gh_events_page_set_events (self, NULL);
  if (self->query != NULL && connection != NULL)
    gh_events_page_refresh (self);
}

/* Whoever comes by the keyboard wants to be among the rows. */
static gboolean
gh_events_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_EVENTS_PAGE (widget)->view));
}

static void
gh_events_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventsPage *self = GH_EVENTS_PAGE (object);

  switch ((GhEventsPageProperty) property_id)
    {
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_EVENTS:
      g_value_set_object (value, self->events);
      break;
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_events_page_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhEventsPage *self = GH_EVENTS_PAGE (object);
  gboolean changed = FALSE;

  switch ((GhEventsPageProperty) property_id)
    {
    case PROP_EVENTS:
      gh_events_page_set_events (self, g_value_get_object (value));
      break;
    case PROP_LOG:
      changed = set_log (self, g_value_get_object (value));
      break;
    case PROP_QUERY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_events_page_dispose (GObject *object)
{
  GhEventsPage *self = GH_EVENTS_PAGE (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->log_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENTS_PAGE);
  g_clear_pointer (&self->query, gh_event_query_unref);
  g_clear_object (&self->events);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (gh_events_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_QUERY] =
    g_param_spec_boxed ("query", NULL, NULL, GH_TYPE_EVENT_QUERY,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVENTS] =
    g_param_spec_object ("events", NULL, NULL, GH_TYPE_PAGED_LIST, read_write);
  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, GH_TYPE_EVENT_LOG, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_events_page_class_init (GhEventsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_events_page_get_property;
  object_class->set_property = gh_events_page_set_property;
  object_class->dispose = gh_events_page_dispose;

  widget_class->map = gh_events_page_map;
  widget_class->grab_focus = gh_events_page_grab_focus;

  GH_PAGE_CLASS (klass)->connection_changed = gh_events_page_connection_changed;

  install_properties (object_class);
  gtk_widget_class_install_action (widget_class, "events.refresh", NULL, refresh_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "events.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "events.refresh", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, view);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, period);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, newer);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, fault_strip);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, status_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);

  g_type_ensure (GH_TYPE_EVENT_BROWSER);
  g_type_ensure (GH_TYPE_EVENT_VIEW);
  g_type_ensure (GH_TYPE_PERIOD_CHOOSER);
}

static void
gh_events_page_init (GhEventsPage *self)
{
  g_autoptr (GListModel) types = gh_event_types_model_new (FALSE);

  self->list_signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (update), self);
  self->log_signals = g_signal_group_new (GH_TYPE_EVENT_LOG);
  g_signal_group_connect_swapped (self->log_signals, "notify::n-pending",
                                  G_CALLBACK (update_newer), self);
  g_signal_group_connect_swapped (self->log_signals, "items-changed", G_CALLBACK (update_newer),
                                  self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->type_drop_down, types);
  update (self);
}

/**
 * gh_events_page_new:
 *
 * Returns: (transfer floating): a page without events
 */
GtkWidget *
gh_events_page_new (void)
{
  return g_object_new (GH_TYPE_EVENTS_PAGE, NULL);
}

/**
 * gh_events_page_get_query:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): which events the page wants; %NULL before it was first
 *   shown
 */
GhEventQuery *
gh_events_page_get_query (GhEventsPage *self)
{
  g_return_val_if_fail (GH_IS_EVENTS_PAGE (self), NULL);

  return self->query;
}

/**
 * gh_events_page_set_events:
 * @self: a page
 * @events: (nullable): what the page's query asks for
 *
 * Sets the list of events.
 */
void
gh_events_page_set_events (GhEventsPage *self, GhPagedList *events)
{
  g_return_if_fail (GH_IS_EVENTS_PAGE (self));
  g_return_if_fail (events == NULL || GH_IS_PAGED_LIST (events));

  if (!g_set_object (&self->events, events))
    return;

  g_signal_group_set_target (self->list_signals, events);
  gh_event_view_set_model (self->view, G_LIST_MODEL (events));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENTS]);
}

/**
 * gh_events_page_refresh:
 * @self: a page
 *
 * Makes a new query of what the person has chosen, up to the present or the end of what was chosen.
 * The present is at least the time of the newest event that is known: the server's clock may be
 * ahead of ours.
 */
void
gh_events_page_refresh (GhEventsPage *self)
{
  gint64 now_us;
  gint64 start_us;
  gint64 end_us;
  g_autoptr (GhFaceEvent) newest = NULL;

  g_return_if_fail (GH_IS_EVENTS_PAGE (self));
  g_return_if_fail (gh_page_get_clock (GH_PAGE (self)) != NULL);

  now_us = end_us = gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self)));
  start_us = gh_period_chooser_get_start_us (self->period, now_us);
  if (self->log != NULL)
    newest = dup_log_event (self, 0);
  if (newest != NULL)
    end_us = MAX (end_us, gh_face_event_get_timestamp_us (newest));
  /* Of days to come, the first moment: nothing has happened in it. */
  end_us = MAX (MIN (end_us, gh_period_chooser_get_end_us (self->period)), start_us);

  g_clear_pointer (&self->query, gh_event_query_unref);
  self->query = gh_event_query_new (
    gh_event_types_model_get_type_at (gtk_drop_down_get_selected (self->type_drop_down)), NULL,
    NULL, start_us, end_us);
  update_newer (self);
  fetch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}
