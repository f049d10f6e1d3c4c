/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-members.h"

#include "gh-alert-rule.h"
#include "gh-control-names.h"
#include "gh-person-chooser.h"

#include <glib/gi18n.h>

struct _GhAlertMembers
{
  AdwBin parent_instance;

  GhUsers *users;            /* (owned) (nullable) */
  GPtrArray *user_ids;       /* (owned) (element-type utf8) */
  GPtrArray *record_ids;     /* (owned) (element-type utf8) */
  GHashTable *rows;          /* (owned): id to AdwActionRow, not owned */
  GCancellable *cancellable; /* (owned) */

  AdwPreferencesGroup *group;
  GtkWidget *record_row;
  GtkPopover *popover;
  GhPersonChooser *chooser;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhAlertMembers, gh_alert_members, ADW_TYPE_BIN)

static void
name_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (object), result, &error);
  GhAlertMembers *self = user_data;
  AdwPreferencesRow *row;

  /* Who is gone, or may not be seen, stays an id. */
  if (user == NULL)
    return;

  row = g_hash_table_lookup (self->rows, gh_user_get_id (user));
  if (row != NULL)
    adw_preferences_row_set_title (row, gh_user_get_display_name (user));
}

static void
remove_clicked_cb (GhAlertMembers *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  const char *id = gtk_widget_get_name (row);
  guint position;

  if (g_ptr_array_find_with_equal_func (self->user_ids, id, g_str_equal, &position))
    g_ptr_array_remove_index (self->user_ids, position);
  else if (g_ptr_array_find_with_equal_func (self->record_ids, id, g_str_equal, &position))
    g_ptr_array_remove_index (self->record_ids, position);
  g_hash_table_remove (self->rows, id);
  gtk_widget_grab_focus (self->record_row);
  adw_preferences_group_remove (self->group, row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (GhAlertMembers *self, const char *id, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_name (row, id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->group, row);
  g_hash_table_insert (self->rows, g_strdup (id), row);
}

static gboolean
has_room_for (GhAlertMembers *self, const char *id)
{
  return self->user_ids->len + self->record_ids->len < GH_ALERT_RULE_MOST_MEMBERS
         && !g_hash_table_contains (self->rows, id);
}

static void
add_user (GhAlertMembers *self, const char *id, const char *name)
{
  if (!has_room_for (self, id))
    return;

  g_ptr_array_add (self->user_ids, g_strdup (id));
  add_row (self, id, name != NULL ? name : id, _("Person"));
  if (name == NULL && self->users != NULL)
    gh_users_get_async (self->users, id, self->cancellable, name_ready_cb, self);
}

static void
add_record (GhAlertMembers *self, const char *id)
{
  if (!has_room_for (self, id))
    return;

  g_ptr_array_add (self->record_ids, g_strdup (id));
  add_row (self, id, id, _("Face record"));
}

static void
chosen_cb (GhAlertMembers *self, GhUser *user)
{
  if (user == NULL)
    return;

  gtk_popover_popdown (self->popover);
  add_user (self, gh_user_get_id (user), gh_user_get_display_name (user));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
record_applied_cb (GhAlertMembers *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->record_row))));

  if (id[0] == '\0')
    return;

  add_record (self, id);
  gtk_editable_set_text (GTK_EDITABLE (self->record_row), "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gh_alert_members_dispose (GObject *object)
{
  GhAlertMembers *self = GH_ALERT_MEMBERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* It is a child of the template too, and would be let go of twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERT_MEMBERS);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (gh_alert_members_parent_class)->dispose (object);
}

static void
gh_alert_members_finalize (GObject *object)
{
  GhAlertMembers *self = GH_ALERT_MEMBERS (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->user_ids, g_ptr_array_unref);
  g_clear_pointer (&self->record_ids, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_alert_members_parent_class)->finalize (object);
}

static void
gh_alert_members_class_init (GhAlertMembersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_alert_members_dispose;
  object_class->finalize = gh_alert_members_finalize;

  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_ALERT_MEMBERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GH_TYPE_PERSON_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-alert-members.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertMembers, group);
  gtk_widget_class_bind_template_child (widget_class, GhAlertMembers, record_row);
  gtk_widget_class_bind_template_child (widget_class, GhAlertMembers, popover);
  gtk_widget_class_bind_template_child (widget_class, GhAlertMembers, chooser);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_applied_cb);
}

static void
gh_alert_members_init (GhAlertMembers *self)
{
  self->cancellable = g_cancellable_new ();
  self->user_ids = g_ptr_array_new_with_free_func (g_free);
  self->record_ids = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

/**
 * gh_alert_members_set:
 * @self: members that were not set yet
 * @users: (nullable): who is offered, and knows the names
 * @user_ids: ids of people
 * @record_ids: ids of face records
 *
 * Sets whom to begin with.
 */
void
gh_alert_members_set (GhAlertMembers *self, GhUsers *users, char **user_ids, char **record_ids)
{
  g_return_if_fail (GH_IS_ALERT_MEMBERS (self));
  g_return_if_fail (users == NULL || GH_IS_USERS (users));

  g_set_object (&self->users, users);
  gh_person_chooser_set_users (self->chooser, users);
  for (guint i = 0; user_ids != NULL && user_ids[i] != NULL; i++)
    add_user (self, user_ids[i], NULL);
  for (guint i = 0; record_ids != NULL && record_ids[i] != NULL; i++)
    add_record (self, record_ids[i]);
}

static char **
dup_ids (GPtrArray *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < ids->len; i++)
    g_strv_builder_add (builder, ids->pdata[i]);

  return g_strv_builder_end (builder);
}

/**
 * gh_alert_members_dup_users:
 * @self: members
 *
 * Returns: (transfer full): the ids of the people
 */
char **
gh_alert_members_dup_users (GhAlertMembers *self)
{
  g_return_val_if_fail (GH_IS_ALERT_MEMBERS (self), NULL);

  return dup_ids (self->user_ids);
}

/**
 * gh_alert_members_dup_records:
 * @self: members
 *
 * Returns: (transfer full): the ids of the face records
 */
char **
gh_alert_members_dup_records (GhAlertMembers *self)
{
  g_return_val_if_fail (GH_IS_ALERT_MEMBERS (self), NULL);

  return dup_ids (self->record_ids);
}
