/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-newest-alerts.h"

#include "gh-alert-reminder.h"
#include "gh-alert-words.h"

#include <glib/gi18n.h>

struct _GhNewestAlerts
{
  AdwBin parent_instance;

  GhConnection *connection;         /* (owned) (nullable) */
  GSignalGroup *connection_signals; /* (owned) */
  GhAlertReminder *reminder;        /* (owned) (nullable): of the connection */
  GtkSliceListModel *newest;        /* (owned) */

  GtkListBox *list;
};

typedef enum
{
  PROP_CONNECTION = 1,
} GhNewestAlertsProperty;

static GParamSpec *properties[PROP_CONNECTION + 1];

G_DEFINE_FINAL_TYPE (GhNewestAlerts, gh_newest_alerts, ADW_TYPE_BIN)

static const char *
get_state_word (GhAlert *alert)
{
  switch (gh_alert_get_state (alert))
    {
    case GH_ALERT_SNOOZED:
      return C_("alert", "Quiet");
    case GH_ALERT_ACKNOWLEDGED:
      return C_("alert", "Answered");
    case GH_ALERT_NEW:
    default:
      return C_("alert", "New");
    }
}

static GtkWidget *
get_state_label (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "gh-newest-alerts-state");
}

static void
update_row (GtkWidget *row, GhAlert *alert)
{
  const GhAlertFields *fields = gh_alert_get_fields (alert);
  g_autofree char *what = gh_alert_words_dup_what (alert, TRUE);
  g_autofree char *where = gh_alert_words_dup_where (alert);
  g_autofree char *when = gh_alert_words_dup_when (alert);
  /* Translators: where and when something has happened. */
  g_autofree char *below = g_strdup_printf (C_("alert", "%s · %s"), where, when);
  g_autofree char *counted = NULL;
  GtkWidget *state = get_state_label (row);

  if (fields->count > 1)
    /* Translators: what has happened, and how often. */
    counted = g_strdup_printf (ngettext ("%s · %u time", "%s · %u times", fields->count), what,
                               fields->count);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), counted != NULL ? counted : what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  gtk_label_set_label (GTK_LABEL (state), get_state_word (alert));
  if (gh_alert_get_state (alert) == GH_ALERT_NEW)
    gtk_widget_remove_css_class (state, "dimmed");
  else
    gtk_widget_add_css_class (state, "dimmed");
}

static void
changed_cb (GtkWidget *row, GhAlert *alert)
{
  update_row (row, alert);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GhNewestAlerts *self = GH_NEWEST_ALERTS (user_data);
  GhAlert *alert = GH_ALERT (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (NULL);
  const char *icon_name = gh_alert_words_get_icon_name (gh_alert_get_fields (alert)->kind);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", icon_name,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  gtk_widget_add_css_class (state, "caption-heading");
  g_object_set_data (G_OBJECT (row), "gh-newest-alerts-state", state);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", "alerts");
  update_row (row, alert);
  g_signal_connect_object (alert, "changed", G_CALLBACK (changed_cb), row, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gh_alert_reminder_want (self->reminder, alert);
  return row;
}

/* Names are asked for when somebody looks. */
static void
gh_newest_alerts_map (GtkWidget *widget)
{
  GhNewestAlerts *self = GH_NEWEST_ALERTS (widget);

  GTK_WIDGET_CLASS (gh_newest_alerts_parent_class)->map (widget);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->newest)); i++)
    {
      g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (self->newest), i);

      gh_alert_reminder_want (self->reminder, alert);
    }
}

static void
alerts_changed_cb (GhNewestAlerts *self)
{
  GhAlertDesk *desk =
    self->connection != NULL ? gh_connection_get_alerts (self->connection) : NULL;

  gtk_slice_list_model_set_model (
    self->newest, desk != NULL ? G_LIST_MODEL (gh_alert_desk_get_inbox (desk)) : NULL);
}

static void
gh_newest_alerts_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  switch ((GhNewestAlertsProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, GH_NEWEST_ALERTS (object)->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_newest_alerts_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((GhNewestAlertsProperty) property_id)
    {
    case PROP_CONNECTION:
      gh_newest_alerts_set_connection (GH_NEWEST_ALERTS (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_newest_alerts_dispose (GObject *object)
{
  GhNewestAlerts *self = GH_NEWEST_ALERTS (object);

  g_clear_object (&self->connection_signals);
  /* It is a child of the template too, and would be let go of twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_NEWEST_ALERTS);
  g_clear_object (&self->newest);
  g_clear_object (&self->reminder);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_newest_alerts_parent_class)->dispose (object);
}

static void
gh_newest_alerts_class_init (GhNewestAlertsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_newest_alerts_get_property;
  object_class->set_property = gh_newest_alerts_set_property;
  object_class->dispose = gh_newest_alerts_dispose;
  widget_class->map = gh_newest_alerts_map;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-newest-alerts.ui");
  gtk_widget_class_bind_template_child (widget_class, GhNewestAlerts, list);
}

static void
gh_newest_alerts_init (GhNewestAlerts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->newest = gtk_slice_list_model_new (NULL, 0, GH_NEWEST_ALERTS_MOST);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->newest), create_row, self, NULL);
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::alerts",
                                  G_CALLBACK (alerts_changed_cb), self);
}

/**
 * gh_newest_alerts_new:
 *
 * Returns: (transfer floating): nobody's alerts yet
 */
GtkWidget *
gh_newest_alerts_new (void)
{
  return g_object_new (GH_TYPE_NEWEST_ALERTS, NULL);
}

/**
 * gh_newest_alerts_set_connection:
 * @self: the newest alerts
 * @connection: (nullable): whose
 *
 * Sets the connection; its alerts come and go with whoever is signed in.
 */
void
gh_newest_alerts_set_connection (GhNewestAlerts *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_NEWEST_ALERTS (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_clear_object (&self->reminder);
  if (connection != NULL)
    self->reminder = gh_alert_reminder_new (connection);
  g_signal_group_set_target (self->connection_signals, connection);
  alerts_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}
