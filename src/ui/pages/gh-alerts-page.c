/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alerts-page.h"

#include "gh-alert-reminder.h"
#include "gh-alert-row.h"
#include "gh-alert-rules.h"
#include "gh-fold-box.h"
#include "gh-status.h"

#include <glib/gi18n.h>

/* What is scrolled by faster than this is not looked at. */
#define LOOK_US (200 * G_TIME_SPAN_MILLISECOND)

struct _GhAlertsPage
{
  GhPage parent_instance;

  GSignalGroup *connection_signals; /* (owned) */
  GSignalGroup *desk_signals;       /* (owned) */
  GSignalGroup *inbox_signals;      /* (owned) */
  GtkFilter *filter;                /* (owned) */
  GtkFilterListModel *shown;        /* (owned) */
  GhAlertState state;               /* of the alerts that are shown */
  GhAlertReminder *reminder;        /* (owned) (nullable): of the connection */
  GPtrArray *rows;                  /* (owned): not owned; bound to an alert */
  guint look_id;

  AdwBanner *fault_banner;
  AdwToggleGroup *parts;
  AdwToggle *new_toggle;
  GtkWidget *acknowledge_all_button;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  GhAlertRules *rules;
};

G_DEFINE_FINAL_TYPE (GhAlertsPage, gh_alerts_page, GH_TYPE_PAGE)

static GhAlertDesk *
get_desk (GhAlertsPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  return connection != NULL ? gh_connection_get_alerts (connection) : NULL;
}

static GhAlertInbox *
get_inbox (GhAlertsPage *self)
{
  GhAlertDesk *desk = get_desk (self);

  return desk != NULL ? gh_alert_desk_get_inbox (desk) : NULL;
}

static gboolean
shows_rules (GhAlertsPage *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->parts), "rules") == 0;
}

static void
show_nothing (GhAlertsPage *self)
{
  GhAlertDesk *desk = get_desk (self);

  if (self->state == GH_ALERT_SNOOZED)
    gh_status_set_texts (self->status, "alarm-symbolic", _("Nothing Keeps Quiet"),
                         _("An alert that you do not want to hear for a while is kept here."));
  else if (self->state == GH_ALERT_ACKNOWLEDGED)
    gh_status_set_texts (self->status, "object-select-symbolic", _("Nothing Answered Yet"),
                         _("What you acknowledge is kept here for ninety days."));
  else if (desk != NULL && g_list_model_get_n_items (gh_alert_desk_get_rules (desk)) == 0)
    gh_status_set_texts (self->status, "gh-alert-symbolic", _("No Rules Yet"),
                         _("Choose “Rules” and say what you want to be told of."));
  else
    gh_status_set_texts (self->status, "object-select-symbolic", _("No New Alerts"),
                         _("You are told here, by sound and by the desktop, when a rule finds "
                           "something."));
}

static void
update (GhAlertsPage *self)
{
  GhAlertInbox *inbox = get_inbox (self);
  guint n_new = inbox != NULL ? gh_alert_inbox_get_n_new (inbox) : 0;
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;
  g_autofree char *label = NULL;

  /* Translators: the alerts that wait for an answer, and how many they are. */
  label = n_new > 0 ? g_strdup_printf (_("New (%u)"), n_new) : g_strdup (_("New"));
  adw_toggle_set_label (self->new_toggle, label);
  gtk_widget_set_visible (self->acknowledge_all_button,
                          n_new > 1 && !shows_rules (self) && self->state == GH_ALERT_NEW);
  if (shows_rules (self))
    gtk_stack_set_visible_child_name (self->stack, "rules");
  else
    {
      if (is_empty)
        show_nothing (self);
      gtk_stack_set_visible_child_name (self->stack, is_empty ? "status" : "list");
    }
}

static void
refilter (GhAlertsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
fault_changed_cb (GhAlertsPage *self)
{
  GhAlertDesk *desk = get_desk (self);
  const GError *fault = desk != NULL ? gh_alert_desk_get_fault (desk) : NULL;

  if (fault != NULL)
    adw_banner_set_title (self->fault_banner, fault->message);
  adw_banner_set_revealed (self->fault_banner, fault != NULL);
}

static void
fault_read_cb (GhAlertsPage *self)
{
  if (get_desk (self) != NULL)
    gh_alert_desk_clear_fault (get_desk (self));
}

static void
part_changed_cb (GhAlertsPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->parts);

  self->state = g_strcmp0 (name, "snoozed") == 0        ? GH_ALERT_SNOOZED
                : g_strcmp0 (name, "acknowledged") == 0 ? GH_ALERT_ACKNOWLEDGED
                                                        : GH_ALERT_NEW;
  refilter (self);
}

static void
acknowledge_all_clicked_cb (GhAlertsPage *self)
{
  GhUser *user = gh_connection_get_user (gh_page_get_connection (GH_PAGE (self)));

  if (get_inbox (self) != NULL)
    gh_alert_inbox_acknowledge_all (get_inbox (self), user != NULL ? gh_user_get_id (user) : NULL);
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  return gh_alert_get_state (GH_ALERT (item)) == GH_ALERTS_PAGE (user_data)->state;
}

static gboolean
is_on_screen (GhAlertsPage *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row)
         && gtk_widget_compute_bounds (row, GTK_WIDGET (self->scroller), &bounds)
         && bounds.origin.y + bounds.size.height > 0.0f
         && bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (self->scroller));
}

/* A list makes many more rows than anybody sees. */
static void
look_cb (gpointer user_data)
{
  GhAlertsPage *self = user_data;

  self->look_id = 0;
  for (guint i = 0; self->reminder != NULL && i < self->rows->len; i++)
    if (is_on_screen (self, self->rows->pdata[i]))
      gh_alert_reminder_want (self->reminder, gh_alert_row_get_alert (self->rows->pdata[i]));
}

static void
look_soon (GhAlertsPage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock == NULL)
    return;

  gh_clock_clear_timeout (clock, &self->look_id);
  self->look_id = gh_clock_add_timeout (clock, LOOK_US, look_cb, self);
}

static void
gh_alerts_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_alerts_page_parent_class)->map (widget);
  look_soon (GH_ALERTS_PAGE (widget));
}

static void
setup_cb (GhAlertsPage *self, GtkListItem *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_child (item,
                           gh_alert_row_new (gh_page_get_connection (GH_PAGE (self)),
                                             gh_page_get_picture_loader (GH_PAGE (self))));
}

static void
bind_cb (GhAlertsPage *self, GtkListItem *item)
{
  gh_alert_row_set_alert (GH_ALERT_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
  g_ptr_array_add (self->rows, gtk_list_item_get_child (item));
  look_soon (self);
}

static void
unbind_cb (GhAlertsPage *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->rows, gtk_list_item_get_child (item));
  gh_alert_row_set_alert (GH_ALERT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
alerts_changed_cb (GhAlertsPage *self)
{
  GhAlertInbox *inbox = get_inbox (self);

  g_signal_group_set_target (self->desk_signals, get_desk (self));
  g_signal_group_set_target (self->inbox_signals, inbox);
  gtk_filter_list_model_set_model (self->shown, inbox != NULL ? G_LIST_MODEL (inbox) : NULL);
  fault_changed_cb (self);
  update (self);
}

static void
gh_alerts_page_connection_changed (GhPage *page)
{
  GhAlertsPage *self = GH_ALERTS_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_clear_object (&self->reminder);
  if (connection != NULL)
    self->reminder = gh_alert_reminder_new (connection);
  g_signal_group_set_target (self->connection_signals, connection);
  gh_alert_rules_set_connection (self->rules, connection);
  gh_alert_rules_set_clock (self->rules, gh_page_get_clock (page));
  alerts_changed_cb (self);
}

static void
toast_cb (GhAlertsPage *self, AdwToast *toast)
{
  gh_page_add_toast (GH_PAGE (self), g_object_ref (toast));
}

static void
gh_alerts_page_dispose (GObject *object)
{
  GhAlertsPage *self = GH_ALERTS_PAGE (object);

  if (gh_page_get_clock (GH_PAGE (self)) != NULL)
    gh_clock_clear_timeout (gh_page_get_clock (GH_PAGE (self)), &self->look_id);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->desk_signals);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->reminder);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERTS_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (gh_alerts_page_parent_class)->dispose (object);
}

static void
gh_alerts_page_finalize (GObject *object)
{
  g_clear_pointer (&GH_ALERTS_PAGE (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_alerts_page_parent_class)->finalize (object);
}

static void
gh_alerts_page_class_init (GhAlertsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_alerts_page_dispose;
  object_class->finalize = gh_alerts_page_finalize;
  widget_class->map = gh_alerts_page_map;
  GH_PAGE_CLASS (klass)->connection_changed = gh_alerts_page_connection_changed;

  g_type_ensure (GH_TYPE_ALERT_RULES);
  g_type_ensure (GH_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-alerts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, fault_banner);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, parts);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, new_toggle);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, acknowledge_all_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, view);
  gtk_widget_class_bind_template_child (widget_class, GhAlertsPage, rules);
  gtk_widget_class_bind_template_callback (widget_class, fault_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, acknowledge_all_clicked_cb);
}

static void
gh_alerts_page_init (GhAlertsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_ptr_array_new ();
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rules, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);

  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::alerts",
                                  G_CALLBACK (alerts_changed_cb), self);
  self->desk_signals = g_signal_group_new (GH_TYPE_ALERT_DESK);
  g_signal_group_connect_swapped (self->desk_signals, "notify::fault",
                                  G_CALLBACK (fault_changed_cb), self);
  self->inbox_signals = g_signal_group_new (GH_TYPE_ALERT_INBOX);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::n-new", G_CALLBACK (refilter),
                                  self);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::n-snoozed", G_CALLBACK (refilter),
                                  self);
}
