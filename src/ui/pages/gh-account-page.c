/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-account-page.h"

#include "gh-error.h"
#include "gh-fault-box.h"
#include "gh-password-form.h"
#include "gh-person-form.h"
#include "gh-pill.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhAccountPage
{
  GhPage parent_instance;

  GSignalGroup *session_signals; /* (owned) */
  GCancellable *cancellable;     /* (owned) (nullable): while the server is asked */

  GtkStack *stack;
  AdwStatusPage *status;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *place;
  GhPill *role;
  GhFaultBox *fault;
  GhPersonForm *form;
  GtkWidget *email_note;
  GtkWidget *busy;
  GtkWidget *revert_button;
  GtkWidget *save_button;
  GhPasswordForm *password;
};

G_DEFINE_FINAL_TYPE (GhAccountPage, gh_account_page, GH_TYPE_PAGE)

static GhUser *
get_user (GhAccountPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  return connection != NULL ? gh_connection_get_user (connection) : NULL;
}

static gboolean
changes_email (GhAccountPage *self)
{
  GhUserChanges changes;

  if (get_user (self) == NULL || !gh_person_form_get_changed (self->form))
    return FALSE;

  gh_person_form_get_changes (self->form, &changes);
  return (changes.fields & GH_USER_FIELD_EMAIL) != 0;
}

static void
update_form (GhAccountPage *self)
{
  gboolean is_changed = gh_person_form_get_changed (self->form);
  gboolean is_busy = self->cancellable != NULL;

  gtk_widget_set_visible (self->busy, is_busy);
  g_object_set (self->form, "editable", !is_busy, NULL);
  gtk_widget_set_sensitive (self->save_button, is_changed && !is_busy);
  gtk_widget_set_visible (self->revert_button, is_changed && !is_busy);
  gtk_widget_set_visible (self->email_note, changes_email (self));
}

static void
show_user (GhAccountPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  GhUser *user = get_user (self);
  GhServerAddress *address;

  if (user == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      return;
    }

  address =
    gh_transport_get_address (gh_session_get_transport (gh_connection_get_session (connection)));
  adw_avatar_set_text (self->avatar, gh_user_get_display_name (user));
  gtk_label_set_label (self->name, gh_user_get_display_name (user));
  gtk_label_set_label (self->place, gh_server_address_get_host_label (address));
  gh_pill_set_role (self->role, gh_user_get_role (user));
  gtk_stack_set_visible_child_name (self->stack, "account");
}

/* The server has told anew who this is. What is being typed is nobody's to take away. */
static void
user_changed_cb (GhAccountPage *self)
{
  if (!gh_person_form_get_changed (self->form))
    gh_person_form_set_user (self->form, get_user (self));
  show_user (self);
  update_form (self);
}

static void
show_error (GhAccountPage *self, const GError *error)
{
  if (gh_person_form_show_error (self->form, error))
    gh_fault_box_clear (self->fault);
  else
    gh_fault_box_show_error (self->fault, error);
}

/* After a change of the address some servers take no token any more that was made out to the old
 * one: to ask who this is now makes the session renew it before anybody else stumbles over it. */
static void
saved_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_update_me_finish (GH_USERS (source), result, &error);
  GhAccountPage *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (user == NULL)
    {
      update_form (self);
      show_error (self, error);
      return;
    }

  gh_person_form_set_user (self->form, user);
  update_form (self);
  gh_session_renew_user (gh_connection_get_session (gh_page_get_connection (GH_PAGE (self))));
  gh_page_say (GH_PAGE (self), _("Saved"));
}

static void
save_cb (GhAccountPage *self)
{
  GhUserChanges changes;

  if (self->cancellable != NULL || !gh_person_form_get_changed (self->form)
      || !gh_person_form_check (self->form))
    return;

  gh_fault_box_clear (self->fault);
  gh_person_form_get_changes (self->form, &changes);
  self->cancellable = g_cancellable_new ();
  gh_users_update_me_async (
    gh_connection_get_users (gh_page_get_connection (GH_PAGE (self))), &changes,
    self->cancellable, saved_ready_cb, self);
  update_form (self);
}

static void
revert_clicked_cb (GhAccountPage *self)
{
  gh_fault_box_clear (self->fault);
  gh_person_form_set_user (self->form, NULL);
  gh_person_form_set_user (self->form, get_user (self));
  update_form (self);
}

static void
password_done_cb (GhAccountPage *self)
{
  gh_page_say (GH_PAGE (self), _("The password is changed."));
}

static void
gh_account_page_connection_changed (GhPage *page)
{
  GhAccountPage *self = GH_ACCOUNT_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_group_set_target (self->session_signals,
                             connection != NULL ? gh_connection_get_session (connection) : NULL);
  gh_person_form_set_user (self->form, get_user (self));
  show_user (self);
  update_form (self);
}

static gboolean
gh_account_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_ACCOUNT_PAGE (widget)->form));
}

static void
gh_account_page_dispose (GObject *object)
{
  GhAccountPage *self = GH_ACCOUNT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session_signals);
  /* The bin must let go of its child before the template does. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ACCOUNT_PAGE);

  G_OBJECT_CLASS (gh_account_page_parent_class)->dispose (object);
}

static void
gh_account_page_class_init (GhAccountPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_account_page_dispose;
  widget_class->grab_focus = gh_account_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_account_page_connection_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, name);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, place);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, role);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, fault);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, form);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, email_note);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, busy);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, revert_button);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhAccountPage, password);
  gtk_widget_class_bind_template_callback (widget_class, password_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, revert_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);

  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_PASSWORD_FORM);
  g_type_ensure (GH_TYPE_PERSON_FORM);
  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_account_page_init (GhAccountPage *self)
{
  self->session_signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::user",
                                  G_CALLBACK (user_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_status_set_texts (self->status, "avatar-default-symbolic", _("One Moment"),
                       _("The server is asked who you are."));
  g_signal_connect_object (self->form, "notify::changed", G_CALLBACK (update_form), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (update_form), self,
                           G_CONNECT_SWAPPED);
  show_user (self);
  update_form (self);
}

/**
 * gh_account_page_new:
 *
 * Returns: (transfer floating): a page without a server
 */
GtkWidget *
gh_account_page_new (void)
{
  return g_object_new (GH_TYPE_ACCOUNT_PAGE, NULL);
}
