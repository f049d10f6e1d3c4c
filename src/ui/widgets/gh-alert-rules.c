/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-rules.h"

#include "gh-alert-rule-dialog.h"
#include "gh-alert-words.h"
#include "gh-watch-list-dialog.h"

#include <glib/gi18n.h>

struct _GhAlertRules
{
  AdwBin parent_instance;

  GhConnection *connection;         /* (owned) (nullable) */
  GhClock *clock;                   /* (owned) (nullable) */
  GSignalGroup *connection_signals; /* (owned) */
  GSignalGroup *rule_signals;       /* (owned) */
  GSignalGroup *list_signals;       /* (owned) */
  GPtrArray *rule_rows;             /* (owned): not owned */
  GPtrArray *list_rows;             /* (owned): not owned */

  AdwPreferencesGroup *rule_group;
  AdwPreferencesGroup *list_group;
};

enum
{
  TOAST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhAlertRules, gh_alert_rules, ADW_TYPE_BIN)

static GhAlertDesk *
get_desk (GhAlertRules *self)
{
  return self->connection != NULL ? gh_connection_get_alerts (self->connection) : NULL;
}

static gint64
get_now_us (GhAlertRules *self)
{
  return self->clock != NULL ? gh_clock_get_real_us (self->clock) : 0;
}

/* What a row is about hangs on it: a rule or a watch list. */
static GQuark
get_item_quark (void)
{
  return g_quark_from_static_string ("gh-alert-rules-item");
}

static gpointer
get_item (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return g_object_get_qdata (G_OBJECT (row), get_item_quark ());
}

static void
undo_clicked_cb (GhAlertRules *self, AdwToast *toast)
{
  gpointer item = g_object_get_qdata (G_OBJECT (toast), get_item_quark ());

  if (get_desk (self) == NULL)
    return;
  if (GH_IS_ALERT_RULE (item))
    gh_alert_desk_save_rule (get_desk (self), item);
  else
    gh_alert_desk_save_list (get_desk (self), item);
}

static void
offer_undo (GhAlertRules *self, gpointer item, const char *text)
{
  g_autoptr (AdwToast) toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_qdata_full (G_OBJECT (toast), get_item_quark (), g_object_ref (item),
                           g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
delete_clicked_cb (GhAlertRules *self, GtkButton *button)
{
  g_autoptr (GObject) item = g_object_ref (get_item (GTK_WIDGET (button)));

  if (get_desk (self) == NULL)
    return;

  if (GH_IS_ALERT_RULE (item))
    {
      gh_alert_desk_remove_rule (get_desk (self), GH_ALERT_RULE (item));
      offer_undo (self, item, _("The rule was deleted"));
    }
  else
    {
      gh_alert_desk_remove_list (get_desk (self), GH_WATCH_LIST (item));
      offer_undo (self, item, _("The watch list was deleted"));
    }
}

static void
row_activated_cb (GhAlertRules *self, AdwActionRow *row)
{
  gpointer item = get_item (GTK_WIDGET (row));
  AdwDialog *dialog;

  if (get_desk (self) == NULL)
    return;

  if (GH_IS_ALERT_RULE (item))
    dialog = gh_alert_rule_dialog_new (self->connection, item, get_now_us (self));
  else
    dialog = gh_watch_list_dialog_new (self->connection, item);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
enabled_changed_cb (GhAlertRules *self, GParamSpec *pspec, GtkSwitch *toggle)
{
  GhAlertRule *rule = get_item (GTK_WIDGET (toggle));
  GhAlertRuleFields fields = *gh_alert_rule_get_fields (rule);
  g_autoptr (GhAlertRule) changed = NULL;

  fields.enabled = gtk_switch_get_active (toggle);
  if (get_desk (self) == NULL || fields.enabled == gh_alert_rule_get_fields (rule)->enabled)
    return;

  changed = gh_alert_rule_new (&fields);
  gh_alert_desk_save_rule (get_desk (self), changed);
}

static GtkWidget *
create_row (GhAlertRules *self, GObject *item, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_qdata_full (G_OBJECT (row), get_item_quark (), g_object_ref (item), g_object_unref);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Delete"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

/* In its place, so that the keyboard does not lose it. */
static void
update_rule_row (GtkWidget *row, GhAlertRule *rule)
{
  const char *name = gh_alert_rule_get_name (rule);
  g_autofree char *subtitle = gh_alert_words_dup_rule (rule);

  g_object_set_qdata_full (G_OBJECT (row), get_item_quark (), g_object_ref (rule), g_object_unref);
  adw_preferences_row_set_title (
    ADW_PREFERENCES_ROW (row),
    name[0] != '\0' ? name : gh_alert_words_get_kind (gh_alert_rule_get_kind (rule)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static GtkWidget *
create_rule_row (GhAlertRules *self, GhAlertRule *rule)
{
  GtkWidget *row = create_row (self, G_OBJECT (rule), "", "");
  GtkWidget *toggle = gtk_switch_new ();

  update_rule_row (row, rule);
  gtk_switch_set_active (GTK_SWITCH (toggle), gh_alert_rule_get_fields (rule)->enabled);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Switched On"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_data (toggle, "notify::active", G_CALLBACK (enabled_changed_cb), self, NULL,
                         G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
create_list_row (GhAlertRules *self, GhWatchList *list)
{
  const GhWatchListFields *fields = gh_watch_list_get_fields (list);
  guint n_members = g_strv_length (fields->users) + g_strv_length (fields->records);
  g_autofree char *subtitle =
    g_strdup_printf (g_dngettext (NULL, "%u person or face", "%u people or faces", n_members),
                     n_members);

  return create_row (self, G_OBJECT (list), fields->name, subtitle);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
show_rules (GhAlertRules *self)
{
  GListModel *rules = get_desk (self) != NULL ? gh_alert_desk_get_rules (get_desk (self)) : NULL;

  clear_rows (self->rule_group, self->rule_rows);
  for (guint i = 0; rules != NULL && i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GhAlertRule) rule = g_list_model_get_item (rules, i);

      add_row (self->rule_group, self->rule_rows, create_rule_row (self, rule));
    }
}

static void
show_lists (GhAlertRules *self)
{
  GListModel *lists = get_desk (self) != NULL ? gh_alert_desk_get_lists (get_desk (self)) : NULL;

  clear_rows (self->list_group, self->list_rows);
  for (guint i = 0; lists != NULL && i < g_list_model_get_n_items (lists); i++)
    {
      g_autoptr (GhWatchList) list = g_list_model_get_item (lists, i);

      add_row (self->list_group, self->list_rows, create_list_row (self, list));
    }
}

static void
rules_changed_cb (GhAlertRules *self, guint position, guint removed, guint added, GListModel *rules)
{
  g_autoptr (GhAlertRule) rule = NULL;

  if (removed != 1 || added != 1 || position >= self->rule_rows->len)
    {
      show_rules (self);
      return;
    }

  rule = g_list_model_get_item (rules, position);
  update_rule_row (self->rule_rows->pdata[position], rule);
}

static void
alerts_changed_cb (GhAlertRules *self)
{
  GhAlertDesk *desk = get_desk (self);

  g_signal_group_set_target (self->rule_signals,
                             desk != NULL ? gh_alert_desk_get_rules (desk) : NULL);
  g_signal_group_set_target (self->list_signals,
                             desk != NULL ? gh_alert_desk_get_lists (desk) : NULL);
  show_rules (self);
  show_lists (self);
}

static void
add_rule_clicked_cb (GhAlertRules *self)
{
  if (get_desk (self) != NULL)
    adw_dialog_present (gh_alert_rule_dialog_new (self->connection, NULL, get_now_us (self)),
                        GTK_WIDGET (self));
}

static void
add_list_clicked_cb (GhAlertRules *self)
{
  if (get_desk (self) != NULL)
    adw_dialog_present (gh_watch_list_dialog_new (self->connection, NULL), GTK_WIDGET (self));
}

static void
gh_alert_rules_dispose (GObject *object)
{
  GhAlertRules *self = GH_ALERT_RULES (object);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->rule_signals);
  g_clear_object (&self->list_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERT_RULES);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_rules_parent_class)->dispose (object);
}

static void
gh_alert_rules_finalize (GObject *object)
{
  GhAlertRules *self = GH_ALERT_RULES (object);

  g_clear_pointer (&self->rule_rows, g_ptr_array_unref);
  g_clear_pointer (&self->list_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_alert_rules_parent_class)->finalize (object);
}

static void
gh_alert_rules_class_init (GhAlertRulesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_alert_rules_dispose;
  object_class->finalize = gh_alert_rules_finalize;

  signals[TOAST] = g_signal_new ("toast", GH_TYPE_ALERT_RULES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-alert-rules.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertRules, rule_group);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRules, list_group);
  gtk_widget_class_bind_template_callback (widget_class, add_rule_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_list_clicked_cb);
}

static void
gh_alert_rules_init (GhAlertRules *self)
{
  self->rule_rows = g_ptr_array_new ();
  self->list_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::alerts",
                                  G_CALLBACK (alerts_changed_cb), self);
  self->rule_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->rule_signals, "items-changed",
                                  G_CALLBACK (rules_changed_cb), self);
  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (show_lists), self);
}

/**
 * gh_alert_rules_set_connection:
 * @self: the rules
 * @connection: (nullable): whose
 *
 * Sets the connection; its rules come and go with whoever is signed in.
 */
void
gh_alert_rules_set_connection (GhAlertRules *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_ALERT_RULES (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_signal_group_set_target (self->connection_signals, connection);
  alerts_changed_cb (self);
}

/**
 * gh_alert_rules_set_clock:
 * @self: the rules
 * @clock: (nullable): tells when a new rule was made
 *
 * Sets the clock.
 */
void
gh_alert_rules_set_clock (GhAlertRules *self, GhClock *clock)
{
  g_return_if_fail (GH_IS_ALERT_RULES (self));

  g_set_object (&self->clock, clock);
}
