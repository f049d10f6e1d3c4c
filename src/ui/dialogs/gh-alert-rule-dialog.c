/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-rule-dialog.h"

#include "gh-alert-members.h"
#include "gh-alert-words.h"
#include "gh-control-names.h"

#include <glib/gi18n.h>
#include <math.h>

struct _GhAlertRuleDialog
{
  AdwDialog parent_instance;

  GhConnection *connection; /* (owned) */
  GhAlertRule *rule;        /* (owned) (nullable): that is changed */
  gint64 now_us;

  GtkWidget *save_button;
  GtkEditable *name;
  AdwComboRow *kind;
  AdwComboRow *list;
  AdwSpinRow *threshold;
  AdwSpinRow *after;
  GtkWidget *members_group;
  GhAlertMembers *members;
  GtkEditable *cameras;
  AdwExpanderRow *hours;
  AdwWrapBox *days;
  GtkToggleButton *day_buttons[7];
  GtkEditable *from;
  GtkEditable *until;
  AdwComboRow *sound;
  GtkWidget *repeats;
  AdwSpinRow *cool_down;
};

G_DEFINE_FINAL_TYPE (GhAlertRuleDialog, gh_alert_rule_dialog, ADW_TYPE_DIALOG)

static GhAlertKind
get_kind (GhAlertRuleDialog *self)
{
  return (GhAlertKind) MIN (adw_combo_row_get_selected (self->kind), GH_ALERT_N_KINDS - 1);
}

/**
 * gh_alert_rule_dialog_read_time:
 * @text: hours and minutes with a colon in between
 * @minutes: (out): since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
gh_alert_rule_dialog_read_time (const char *text, guint16 *minutes)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 hour = 0, minute = 0;

  *minutes = 0;
  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (g_strstrip (parts[0]), 10, 0, 24, &hour, NULL)
      || !g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, 59, &minute, NULL)
      || (hour == 24 && minute > 0))
    return FALSE;
  *minutes = (guint16) (hour * 60 + minute) % GH_SCHEDULE_MINUTES_A_DAY;

  return TRUE;
}

/* FALSE where what was typed are no hours. */
static gboolean
read_schedule (GhAlertRuleDialog *self, GhSchedule *schedule)
{
  *schedule = GH_SCHEDULE_ALWAYS;
  if (!adw_expander_row_get_enable_expansion (self->hours))
    return TRUE;

  schedule->days = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->day_buttons); i++)
    if (gtk_toggle_button_get_active (self->day_buttons[i]))
      schedule->days |= (guint8) (1 << i);

  return schedule->days != 0
         && gh_alert_rule_dialog_read_time (gtk_editable_get_text (self->from), &schedule->from)
         && gh_alert_rule_dialog_read_time (gtk_editable_get_text (self->until), &schedule->until);
}

static void
mark_time (GtkEditable *entry)
{
  guint16 minutes;

  if (gh_alert_rule_dialog_read_time (gtk_editable_get_text (entry), &minutes))
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

static gboolean
has_members (GhAlertRuleDialog *self)
{
  g_auto (GStrv) users = gh_alert_members_dup_users (self->members);
  g_auto (GStrv) records = gh_alert_members_dup_records (self->members);

  return users[0] != NULL || records[0] != NULL;
}

/* What belongs to the kind is shown, and what is not complete cannot be saved. */
static void
update (GhAlertRuleDialog *self)
{
  GhAlertKind kind = get_kind (self);
  gboolean is_list = kind == GH_ALERT_KIND_WATCH_LIST;
  GhSchedule schedule;

  if (self->connection == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->list), is_list);
  gtk_widget_set_visible (self->members_group, kind == GH_ALERT_KIND_PERSON);
  gtk_widget_set_visible (GTK_WIDGET (self->threshold), kind == GH_ALERT_KIND_PERSON
                                                          || kind == GH_ALERT_KIND_LOW_CONFIDENCE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->threshold),
                               kind == GH_ALERT_KIND_PERSON ? _("Percent at least")
                                                            : _("Below this percentage"));
  gtk_widget_set_visible (GTK_WIDGET (self->after), !gh_alert_kind_is_about_events (kind));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->after),
                               kind == GH_ALERT_KIND_CAMERA_SILENT ? _("Minutes without an event")
                                                                   : _("Minutes"));
  gtk_widget_set_visible (GTK_WIDGET (self->cameras), kind != GH_ALERT_KIND_DOWN);
  gtk_widget_set_visible (GTK_WIDGET (self->sound), !is_list);
  gtk_widget_set_visible (self->repeats, !is_list);
  mark_time (self->from);
  mark_time (self->until);

  gtk_widget_set_sensitive (self->save_button,
                            read_schedule (self, &schedule)
                              && (kind != GH_ALERT_KIND_PERSON || has_members (self))
                              && (!is_list || adw_combo_row_get_selected_item (self->list) != NULL));
}

static char **
read_cameras (GhAlertRuleDialog *self)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (self->cameras), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strstrip (parts[i])[0] != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static void
save_clicked_cb (GhAlertRuleDialog *self)
{
  GhAlertDesk *desk = gh_connection_get_alerts (self->connection);
  g_auto (GStrv) cameras = read_cameras (self);
  g_auto (GStrv) users = gh_alert_members_dup_users (self->members);
  g_auto (GStrv) records = gh_alert_members_dup_records (self->members);
  GhWatchList *list = adw_combo_row_get_selected_item (self->list);
  GhAlertRuleFields fields;
  g_autoptr (GhAlertRule) rule = NULL;

  gh_alert_rule_fields_init (&fields, get_kind (self));
  if (self->rule != NULL)
    {
      fields.id = (char *) gh_alert_rule_get_id (self->rule);
      fields.enabled = gh_alert_rule_get_fields (self->rule)->enabled;
    }
  fields.created_us =
    self->rule != NULL ? gh_alert_rule_get_fields (self->rule)->created_us : self->now_us;
  fields.name = (char *) gtk_editable_get_text (self->name);
  read_schedule (self, &fields.schedule);
  fields.cameras = fields.kind != GH_ALERT_KIND_DOWN ? cameras : NULL;
  if (fields.kind == GH_ALERT_KIND_PERSON)
    {
      fields.users = users;
      fields.records = records;
    }
  if (fields.kind == GH_ALERT_KIND_WATCH_LIST && list != NULL)
    fields.list_id = (char *) gh_watch_list_get_id (list);
  fields.threshold = adw_spin_row_get_value (self->threshold) / 100;
  fields.after_s = (guint) lrint (adw_spin_row_get_value (self->after) * 60);
  fields.cool_down_s = (guint) lrint (adw_spin_row_get_value (self->cool_down));
  fields.sound = (GhAlertSound) adw_combo_row_get_selected (self->sound);
  fields.repeats = adw_switch_row_get_active (ADW_SWITCH_ROW (self->repeats));

  rule = gh_alert_rule_new (&fields);
  if (desk != NULL)
    gh_alert_desk_save_rule (desk, rule);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_clicked_cb (GhAlertRuleDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gh_alert_rule_dialog_dispose (GObject *object)
{
  GhAlertRuleDialog *self = GH_ALERT_RULE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERT_RULE_DIALOG);
  g_clear_object (&self->rule);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_alert_rule_dialog_parent_class)->dispose (object);
}

static void
gh_alert_rule_dialog_class_init (GhAlertRuleDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_alert_rule_dialog_dispose;

  g_type_ensure (GH_TYPE_ALERT_MEMBERS);
  g_type_ensure (GH_TYPE_WATCH_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-alert-rule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, kind);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, threshold);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, after);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, members_group);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, members);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, cameras);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, hours);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, days);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, from);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, until);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, sound);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, repeats);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRuleDialog, cool_down);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

/* Named as this person's language names them; 2026-01-05 was a Monday. */
static void
add_day_buttons (GhAlertRuleDialog *self)
{
  g_autoptr (GDateTime) monday = g_date_time_new_utc (2026, 1, 5, 12, 0, 0);

  for (int i = 0; i < (int) G_N_ELEMENTS (self->day_buttons); i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (monday, i);
      g_autofree char *brief = g_date_time_format (day, "%a");
      g_autofree char *full = g_date_time_format (day, "%A");
      GtkWidget *button = gtk_toggle_button_new_with_label (brief);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full,
                                      -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->days, button);
      self->day_buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
}

static void
gh_alert_rule_dialog_init (GhAlertRuleDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sounds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  for (int i = 0; i < (int) GH_ALERT_N_KINDS; i++)
    gtk_string_list_append (kinds, gh_alert_words_get_kind ((GhAlertKind) i));
  for (int i = 0; i < (int) GH_ALERT_N_SOUNDS; i++)
    gtk_string_list_append (sounds, gh_alert_words_get_sound ((GhAlertSound) i));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->sound, G_LIST_MODEL (sounds));
  add_day_buttons (self);
}

static void
set_time (GtkEditable *entry, guint16 minutes)
{
  g_autofree char *text = g_strdup_printf ("%02u:%02u", minutes / 60u, minutes % 60u);

  gtk_editable_set_text (entry, text);
}

static void
select_list (GhAlertRuleDialog *self, const char *id)
{
  GListModel *lists = adw_combo_row_get_model (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (lists); i++)
    {
      g_autoptr (GhWatchList) list = g_list_model_get_item (lists, i);

      if (g_strcmp0 (gh_watch_list_get_id (list), id) == 0)
        adw_combo_row_set_selected (self->list, i);
    }
}

static void
fill (GhAlertRuleDialog *self, const GhAlertRuleFields *fields)
{
  g_autofree char *cameras =
    fields->cameras != NULL ? g_strjoinv (", ", fields->cameras) : g_strdup ("");
  gboolean has_hours = !gh_schedule_is_always (&fields->schedule);

  gtk_editable_set_text (self->name, fields->name != NULL ? fields->name : "");
  adw_combo_row_set_selected (self->kind, (guint) fields->kind);
  select_list (self, fields->list_id);
  adw_spin_row_set_value (self->threshold, fields->threshold * 100);
  adw_spin_row_set_value (self->after, MAX (1, fields->after_s / 60.0));
  gh_alert_members_set (self->members, gh_connection_get_users (self->connection), fields->users,
                        fields->records);
  gtk_editable_set_text (self->cameras, cameras);
  for (guint i = 0; i < G_N_ELEMENTS (self->day_buttons); i++)
    gtk_toggle_button_set_active (self->day_buttons[i], (fields->schedule.days >> i & 1) != 0);
  set_time (self->from, has_hours ? fields->schedule.from : 22 * 60);
  set_time (self->until, has_hours ? fields->schedule.until : 6 * 60);
  adw_expander_row_set_enable_expansion (self->hours, has_hours);
  adw_combo_row_set_selected (self->sound, (guint) fields->sound);
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->repeats), fields->repeats);
  adw_spin_row_set_value (self->cool_down, fields->cool_down_s);
}

/**
 * gh_alert_rule_dialog_new:
 * @connection: whose alerts; somebody is signed in
 * @rule: (nullable): what is to be changed; %NULL for a new one
 * @now_us: real time; of a new rule what happened before is not looked at
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_alert_rule_dialog_new (GhConnection *connection, GhAlertRule *rule, gint64 now_us)
{
  GhAlertRuleDialog *self;
  GhAlertRuleFields fields;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (gh_connection_get_alerts (connection) != NULL, NULL);
  g_return_val_if_fail (rule == NULL || GH_IS_ALERT_RULE (rule), NULL);

  self = g_object_new (GH_TYPE_ALERT_RULE_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  g_set_object (&self->rule, rule);
  self->now_us = now_us;
  adw_combo_row_set_model (self->list,
                           gh_alert_desk_get_lists (gh_connection_get_alerts (connection)));
  gh_alert_rule_fields_init (&fields, GH_ALERT_KIND_UNKNOWN_FACE);
  fill (self, rule != NULL ? gh_alert_rule_get_fields (rule) : &fields);
  update (self);

  return ADW_DIALOG (self);
}
