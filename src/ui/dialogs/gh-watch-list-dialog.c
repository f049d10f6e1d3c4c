/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-watch-list-dialog.h"

#include "gh-alert-members.h"
#include "gh-alert-words.h"
#include "gh-control-names.h"

#include <glib/gi18n.h>

struct _GhWatchListDialog
{
  AdwDialog parent_instance;

  GhConnection *connection; /* (owned) */
  GhWatchList *list;        /* (owned) (nullable): that is changed */

  GtkWidget *save_button;
  GtkEditable *name;
  AdwComboRow *color;
  AdwSpinRow *threshold;
  AdwComboRow *sound;
  AdwSwitchRow *repeats;
  GhAlertMembers *members;
};

G_DEFINE_FINAL_TYPE (GhWatchListDialog, gh_watch_list_dialog, ADW_TYPE_DIALOG)

static void
update (GhWatchListDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, gtk_editable_get_text (self->name)[0] != '\0');
}

static void
save_clicked_cb (GhWatchListDialog *self)
{
  GhAlertDesk *desk = gh_connection_get_alerts (self->connection);
  g_auto (GStrv) users = gh_alert_members_dup_users (self->members);
  g_auto (GStrv) records = gh_alert_members_dup_records (self->members);
  const GhWatchListFields fields = {
    .id = self->list != NULL ? (char *) gh_watch_list_get_id (self->list) : NULL,
    .name = (char *) gtk_editable_get_text (self->name),
    .color = adw_combo_row_get_selected (self->color),
    .users = users,
    .records = records,
    .threshold = adw_spin_row_get_value (self->threshold) / 100,
    .sound = (GhAlertSound) adw_combo_row_get_selected (self->sound),
    .repeats = adw_switch_row_get_active (self->repeats),
  };
  g_autoptr (GhWatchList) list = gh_watch_list_new (&fields);

  if (desk != NULL)
    gh_alert_desk_save_list (desk, list);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_clicked_cb (GhWatchListDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gh_watch_list_dialog_dispose (GObject *object)
{
  GhWatchListDialog *self = GH_WATCH_LIST_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WATCH_LIST_DIALOG);
  g_clear_object (&self->list);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_watch_list_dialog_parent_class)->dispose (object);
}

static void
gh_watch_list_dialog_class_init (GhWatchListDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_watch_list_dialog_dispose;

  g_type_ensure (GH_TYPE_ALERT_MEMBERS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-watch-list-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, color);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, threshold);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, sound);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, repeats);
  gtk_widget_class_bind_template_child (widget_class, GhWatchListDialog, members);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
gh_watch_list_dialog_init (GhWatchListDialog *self)
{
  const char *const colors[] = { _("Blue"), _("Teal"), _("Green"), _("Yellow"),
                                 _("Orange"), _("Red"), _("Pink"), _("Purple"), NULL };
  g_autoptr (GtkStringList) sounds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) color_list = gtk_string_list_new (colors);

  G_STATIC_ASSERT (G_N_ELEMENTS (colors) == GH_WATCH_LIST_N_COLORS + 1);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  for (int i = 0; i < (int) GH_ALERT_N_SOUNDS; i++)
    gtk_string_list_append (sounds, gh_alert_words_get_sound ((GhAlertSound) i));
  adw_combo_row_set_model (self->sound, G_LIST_MODEL (sounds));
  adw_combo_row_set_model (self->color, G_LIST_MODEL (color_list));
}

/**
 * gh_watch_list_dialog_new:
 * @connection: whose alerts; somebody is signed in
 * @list: (nullable): what is to be changed; %NULL for a new one
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_watch_list_dialog_new (GhConnection *connection, GhWatchList *list)
{
  static const GhWatchListFields beginning = { .color = 5, .sound = GH_ALERT_SOUND_BELL };
  const GhWatchListFields *fields;
  GhWatchListDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (list == NULL || GH_IS_WATCH_LIST (list), NULL);

  self = g_object_new (GH_TYPE_WATCH_LIST_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  g_set_object (&self->list, list);
  fields = list != NULL ? gh_watch_list_get_fields (list) : &beginning;
  gtk_editable_set_text (self->name, fields->name != NULL ? fields->name : "");
  adw_combo_row_set_selected (self->color, fields->color);
  adw_spin_row_set_value (self->threshold, fields->threshold * 100);
  adw_combo_row_set_selected (self->sound, (guint) fields->sound);
  adw_switch_row_set_active (self->repeats, fields->repeats);
  gh_alert_members_set (self->members, gh_connection_get_users (connection), fields->users,
                        fields->records);
  update (self);

  return ADW_DIALOG (self);
}
