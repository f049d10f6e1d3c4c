/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-preferences-dialog.h"

#include "gh-control-names.h"

#include <glib/gi18n.h>

struct _GhPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  char *in_use; /* (owned) (nullable) */

  GtkWidget *list_length;
  GtkWidget *blur_photos;
  GtkWidget *hide_when_locked;
  GtkListBox *profiles;
};

enum
{
  SIGNAL_PROFILE_REMOVED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPreferencesDialog, gh_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* A question that waits for its answer. */
typedef struct
{
  GhPreferencesDialog *dialog; /* (owned) */
  GhProfileItem *item;         /* (owned) */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_object (&question->dialog);
  g_clear_object (&question->item);
  g_free (question);
}

static void
answered_cb (AdwAlertDialog *alert, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "remove"))
    g_signal_emit (question->dialog, signals[SIGNAL_PROFILE_REMOVED], 0, question->item);
}

static void
ask (GhPreferencesDialog *self, GhProfileItem *item)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Forget This Server?"), NULL);
  Question *question = g_new0 (Question, 1);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (alert),
                                /* Translators: %s is the name of a server. */
                                _("What was said about the way to %s is forgotten, and so is a "
                                  "sign-in that was remembered."),
                                gh_profile_item_get_host (item));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "remove",
                                  _("_Forget"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "remove",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  question->dialog = g_object_ref (self);
  question->item = g_object_ref (item);
  g_signal_connect_data (alert, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
remove_activated_cb (GtkWidget *row, GhProfileItem *item)
{
  ask (GH_PREFERENCES_DIALOG (gtk_widget_get_ancestor (row, GH_TYPE_PREFERENCES_DIALOG)), item);
}

static GtkWidget *
create_transport_row (GhProfileItem *item)
{
  /* In the order of #GhFeedTransport. */
  const char *const words[] = { C_("transport", "Automatic"), "WebSocket", "Socket.IO",
                                C_("transport", "Polling"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (words);
  GtkWidget *row = adw_combo_row_new ();

  gh_control_names_set (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Live Events Come By"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_object_bind_property (item, "transport", row, "selected",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return row;
}

static GtkWidget *
create_remove_row (GhProfileItem *item, gboolean is_in_use)
{
  GtkWidget *row;

  if (is_in_use)
    {
      row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("In use now"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Sign out before you forget it"));
      return row;
    }

  row = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Forget This Server…"));
  gtk_widget_add_css_class (row, "destructive-action");
  g_signal_connect_object (row, "activated", G_CALLBACK (remove_activated_cb), item, 0);
  return row;
}

static GtkWidget *
create_profile_cb (gpointer data, gpointer user_data)
{
  GhPreferencesDialog *self = user_data;
  GhProfileItem *item = data;
  const char *account = gh_profile_item_get_account (item);
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gh_profile_item_get_host (item));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), account != NULL ? account : "");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_transport_row (item));
  adw_expander_row_add_row (
    ADW_EXPANDER_ROW (row),
    create_remove_row (item, g_strcmp0 (gh_profile_item_get_name (item), self->in_use) == 0));
  return row;
}

static void
gh_preferences_dialog_dispose (GObject *object)
{
  GhPreferencesDialog *self = GH_PREFERENCES_DIALOG (object);

  if (self->profiles != NULL)
    gtk_list_box_bind_model (self->profiles, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (gh_preferences_dialog_parent_class)->dispose (object);
}

static void
gh_preferences_dialog_finalize (GObject *object)
{
  g_clear_pointer (&GH_PREFERENCES_DIALOG (object)->in_use, g_free);

  G_OBJECT_CLASS (gh_preferences_dialog_parent_class)->finalize (object);
}

static void
gh_preferences_dialog_class_init (GhPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_preferences_dialog_dispose;
  object_class->finalize = gh_preferences_dialog_finalize;

  signals[SIGNAL_PROFILE_REMOVED] =
    g_signal_new ("profile-removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, GH_TYPE_PROFILE_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPreferencesDialog, list_length);
  gtk_widget_class_bind_template_child (widget_class, GhPreferencesDialog, blur_photos);
  gtk_widget_class_bind_template_child (widget_class, GhPreferencesDialog, hide_when_locked);
  gtk_widget_class_bind_template_child (widget_class, GhPreferencesDialog, profiles);
}

static void
gh_preferences_dialog_init (GhPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_preferences_dialog_new:
 * @preferences: what was chosen; the dialog changes it
 * @profiles: a list of #GhProfileItem; the dialog changes their transport
 * @in_use: (nullable): the name of the one that must not be forgotten now
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_preferences_dialog_new (GhPreferences *preferences, GListModel *profiles, const char *in_use)
{
  const GBindingFlags both_ways = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GhPreferencesDialog *self;

  g_return_val_if_fail (GH_IS_PREFERENCES (preferences), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  self = g_object_new (GH_TYPE_PREFERENCES_DIALOG, NULL);
  self->in_use = g_strdup (in_use);
  g_object_bind_property (preferences, "live-list-length", self->list_length, "value", both_ways);
  g_object_bind_property (preferences, "blur-photos", self->blur_photos, "active", both_ways);
  g_object_bind_property (preferences, "hide-when-locked", self->hide_when_locked, "active",
                          both_ways);
  gtk_list_box_bind_model (self->profiles, profiles, create_profile_cb, self, NULL);

  return ADW_DIALOG (self);
}
