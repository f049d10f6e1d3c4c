/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-events-page.h"

#include "gh-error-words.h"
#include "gh-day-strip.h"
#include "gh-event-browser.h"
#include "gh-event-filter-bar.h"
#include "gh-event-gathering.h"
#include "gh-event-history.h"
#include "gh-event-jump.h"
#include "gh-event-newer.h"
#include "gh-event-view.h"
#include "gh-events-export.h"
#include "gh-fold-box.h"
#include "gh-gathering-strip.h"
#include "gh-control-names.h"
#include "gh-status.h"
#include "gh-time-dialog.h"

#include <glib/gi18n.h>

struct _GhEventsPage
{
  GhPage parent_instance;

  GhEventFilter *filter;       /* (owned) (nullable): of the list */
  GhEventQuery *query;         /* (owned) (nullable): where one is enough for the filter */
  GhPagedList *events;         /* (owned) (nullable): what the query asks for */
  GhEventGathering *gathering; /* (owned) (nullable): where there is no one query */
  GhEventLog *log;             /* (owned) (nullable) */
  GhEventJump *jump;           /* (owned) */
  GSignalGroup *list_signals;  /* (owned) */
  GSignalGroup *gathering_signals; /* (owned) */
  GSignalGroup *log_signals;   /* (owned) */

  GtkWidget *stack;
  GhEventView *view;
  GhEventFilterBar *filter_bar;
  GhGatheringStrip *gathering_strip;
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

static GListModel *
get_list (GhEventsPage *self)
{
  return self->gathering != NULL ? G_LIST_MODEL (self->gathering) : G_LIST_MODEL (self->events);
}

static guint
count_events (GhEventsPage *self)
{
  GListModel *list = get_list (self);

  return list != NULL ? g_list_model_get_n_items (list) : 0;
}

static guint
count_newer (GhEventsPage *self)
{
  GhPeriodChooser *period = gh_event_filter_bar_get_period (self->filter_bar);

  if (self->log == NULL || self->filter == NULL)
    return 0;
  /* Of a period that is over, nothing is new. */
  if (gh_period_chooser_get_end_us (period) <= self->filter->end_us)
    return 0;

  return gh_event_newer_count (self->log, self->filter, self->filter->end_us);
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

static void
show_empty (GhEventsPage *self)
{
  if (self->gathering != NULL && !gh_event_gathering_get_is_done (self->gathering))
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("None Found So Far"),
                           _("The newest events were looked through, and there are older ones."));
      show_status (self, _("_Show All Events"));
    }
  else if (self->filter != NULL && !gh_event_filter_is_everything (self->filter))
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("No Such Events"),
                           _("Nothing of this kind happened in this time."));
      show_status (self, _("_Show All Events"));
    }
  else
    {
      gh_status_set_texts (self->status, "document-open-recent-symbolic", _("No Events Yet"),
                           _("The server has not recorded anything."));
      show_status (self, NULL);
    }
}

static GhPagedListState
get_state (GhEventsPage *self)
{
  if (self->gathering != NULL)
    return gh_event_gathering_get_state (self->gathering);
  return self->events != NULL ? gh_paged_list_get_state (self->events) : GH_PAGED_LIST_EMPTY;
}

static const GError *
get_error (GhEventsPage *self)
{
  if (self->gathering != NULL)
    return gh_event_gathering_get_error (self->gathering);
  return self->events != NULL ? gh_paged_list_get_error (self->events) : NULL;
}

static void
update_stack (GhEventsPage *self)
{
  switch (get_state (self))
    {
    case GH_PAGED_LIST_READY:
      if (count_events (self) > 0)
        gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
      else
        show_empty (self);
      break;
    case GH_PAGED_LIST_FAILED:
      if (get_error (self) != NULL)
        gh_status_set_error (self->status, get_error (self));
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
  gtk_label_set_label (GTK_LABEL (self->count),
                       n_events > 0 && self->gathering == NULL ? text : "");
  update_stack (self);
  update_fault_strip (self);
}

static void
filter_changed_cb (GhEventsPage *self)
{
  /* The first choice is made while the template is built. */
  if (self->filter != NULL)
    gh_events_page_refresh (self);
}

/* The faces of a person could not be had, or the place of a time, or what is marked not be kept. */
static void
filter_failed_cb (GhEventsPage *self, const GError *error)
{
  g_autofree char *advice = gh_error_words_dup_advice (error, NULL);

  gh_page_say (GH_PAGE (self), advice);
}

static void
range_changed_cb (GhEventsPage *self, guint first, guint last)
{
  if (self->events != NULL && self->gathering == NULL)
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
  if (get_state (self) == GH_PAGED_LIST_FAILED)
    gh_events_page_refresh (self);
  else
    gh_event_filter_bar_reset (self->filter_bar);
}

static void
position_found_cb (GhEventsPage *self, guint position)
{
  guint n_events = count_events (self);

  if (n_events > 0)
    gh_event_view_show_position (self->view, MIN (position, n_events - 1));
}

static void
too_far_cb (GhEventsPage *self)
{
  gh_page_say (GH_PAGE (self), _("The events were not looked through that far back."));
}

static void
time_chosen_cb (GhEventsPage *self, gint64 time_us)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  if (self->gathering != NULL)
    gh_event_jump_go_in_gathering (self->jump, self->gathering, time_us);
  else if (self->query != NULL && connection != NULL)
    gh_event_jump_go_in_query (self->jump, gh_connection_get_face_recognition (connection),
                               self->query, time_us);
}

static void
go_to_time_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEventsPage *self = GH_EVENTS_PAGE (widget);
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));
  GhTimeDialog *dialog;

  if (connection == NULL)
    return;

  dialog = gh_time_dialog_new (gh_clock_get_real_us (clock),
                               gh_event_filter_bar_get_day_counts (self->filter_bar));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (time_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* What is shown, whole, and not only what has been loaded. */
static void
export_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEventsPage *self = GH_EVENTS_PAGE (widget);

  g_autofree char *words = gh_event_filter_bar_dup_words (self->filter_bar);

  if (self->filter == NULL || gh_page_get_connection (GH_PAGE (self)) == NULL)
    return;

  gh_events_export (GH_PAGE (self), self->filter, words, name);
}

static void
filter_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_event_filter_bar_edit (GH_EVENTS_PAGE (widget)->filter_bar);
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
  if (self->filter == NULL)
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

static void
set_gathering (GhEventsPage *self, GhEventGathering *gathering)
{
  if (!g_set_object (&self->gathering, gathering))
    return;

  g_signal_group_set_target (self->gathering_signals, gathering);
  gh_gathering_strip_set_gathering (self->gathering_strip, gathering);
  gh_event_view_set_model (self->view, get_list (self));
  update (self);
}

static void
gather (GhEventsPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  g_autoptr (GhEventGathering) gathering = NULL;

  if (connection == NULL)
    return;

  gathering = gh_event_gathering_new (gh_connection_get_face_recognition (connection),
                                      self->filter);
  set_gathering (self, gathering);
  gh_events_page_set_events (self, NULL);
  gh_event_gathering_load_more (gathering);
}

/* Answers the page's own query, where there is a server to ask. */
static void
fetch (GhEventsPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  g_autoptr (GhPagedList) events = NULL;

  set_gathering (self, NULL);
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
  gh_event_jump_stop (self->jump);
  g_object_set (self->filter_bar, "connection", connection, NULL);
  set_gathering (self, NULL);
  gh_events_page_set_events (self, NULL);
  if (connection != NULL)
    g_signal_connect_object (gh_connection_get_false_matches (connection), "fault",
                             G_CALLBACK (filter_failed_cb), self, G_CONNECT_SWAPPED);
  if (self->filter != NULL && connection != NULL)
    gh_events_page_refresh (self);
}

/* "camera=CAM-02", and so "face", "record" and "person"; type and period stay as they were chosen. */
static void
gh_events_page_show_item (GhPage *page, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, "=", 2);

  if (g_strv_length (parts) == 2)
    gh_event_filter_bar_show_only (GH_EVENTS_PAGE (page)->filter_bar, parts[0], parts[1]);
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

  g_clear_object (&self->jump);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->gathering_signals);
  g_clear_object (&self->log_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENTS_PAGE);
  g_clear_pointer (&self->query, gh_event_query_unref);
  g_clear_pointer (&self->filter, gh_event_filter_free);
  g_clear_object (&self->events);
  g_clear_object (&self->gathering);
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
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F5, 0, "events.refresh" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "events.refresh" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "events.filter" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "events.go-to-time" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "events.export-csv" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "events.print" },
  };

  gtk_widget_class_install_action (widget_class, "events.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "events.filter", NULL, filter_action_cb);
  gtk_widget_class_install_action (widget_class, "events.go-to-time", NULL, go_to_time_action_cb);
  gtk_widget_class_install_action (widget_class, "events.export-csv", NULL, export_action_cb);
  gtk_widget_class_install_action (widget_class, "events.export-pdf", NULL, export_action_cb);
  gtk_widget_class_install_action (widget_class, "events.print", NULL, export_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-events-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, view);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, gathering_strip);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, newer);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, fault_strip);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhEventsPage, status_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);

  g_type_ensure (GH_TYPE_DAY_STRIP);
  g_type_ensure (GH_TYPE_EVENT_BROWSER);
  g_type_ensure (GH_TYPE_EVENT_FILTER_BAR);
  g_type_ensure (GH_TYPE_EVENT_VIEW);
  g_type_ensure (GH_TYPE_FOLD_BOX);
  g_type_ensure (GH_TYPE_GATHERING_STRIP);
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
  GH_PAGE_CLASS (klass)->show_item = gh_events_page_show_item;

  install_properties (object_class);
  install_actions (widget_class);
  bind_template (widget_class);
}

static void
gh_events_page_init (GhEventsPage *self)
{
  self->list_signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (update), self);
  self->gathering_signals = g_signal_group_new (GH_TYPE_EVENT_GATHERING);
  g_signal_group_connect_swapped (self->gathering_signals, "notify", G_CALLBACK (update), self);
  self->log_signals = g_signal_group_new (GH_TYPE_EVENT_LOG);
  g_signal_group_connect_swapped (self->log_signals, "notify::n-pending",
                                  G_CALLBACK (update_newer), self);
  g_signal_group_connect_swapped (self->log_signals, "items-changed", G_CALLBACK (update_newer),
                                  self);

  self->jump = gh_event_jump_new ();
  g_signal_connect_swapped (self->jump, "found", G_CALLBACK (position_found_cb), self);
  g_signal_connect_swapped (self->jump, "failed", G_CALLBACK (filter_failed_cb), self);
  g_signal_connect_swapped (self->jump, "too-far", G_CALLBACK (too_far_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
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
 *   shown, and where no one query answers what was chosen
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
  gh_event_view_set_model (self->view, get_list (self));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENTS]);
}

/**
 * gh_events_page_refresh:
 * @self: a page
 *
 * Asks anew for what the person has chosen, up to the present or the end of what was chosen. The
 * present is at least the time of the newest event that is known: the server's clock may be ahead
 * of ours.
 */
void
gh_events_page_refresh (GhEventsPage *self)
{
  g_autoptr (GPtrArray) queries = NULL;
  GhEventFilter *filter;
  gint64 now_us;
  gint64 end_us;

  g_return_if_fail (GH_IS_EVENTS_PAGE (self));
  g_return_if_fail (gh_page_get_clock (GH_PAGE (self)) != NULL);

  now_us = gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self)));
  filter = gh_event_filter_bar_dup_filter (self->filter_bar, now_us);
  end_us = MAX (now_us, gh_event_newer_get_newest_us (self->log));
  if (filter->end_us != 0)
    end_us = MIN (end_us, filter->end_us);
  /* Of days to come, the first moment: nothing has happened in it. */
  filter->end_us = MAX (end_us, filter->start_us);

  gh_event_jump_stop (self->jump);
  g_clear_pointer (&self->filter, gh_event_filter_free);
  self->filter = filter;
  g_clear_pointer (&self->query, gh_event_query_unref);
  queries = gh_event_filter_dup_queries (filter);
  if (queries->len == 1 && !gh_event_filter_is_local (filter))
    self->query = gh_event_query_ref (g_ptr_array_index (queries, 0));

  update_newer (self);
  if (self->query != NULL)
    fetch (self);
  else
    gather (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}
