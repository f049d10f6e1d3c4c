/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-dialog.h"

#include "gh-discard-question.h"
#include "gh-error.h"
#include "gh-face-picture.h"
#include "gh-fault-box.h"
#include "gh-format.h"
#include "gh-person-faces.h"
#include "gh-person-form.h"
#include "gh-person-step.h"
#include "gh-pill.h"

#include <glib/gi18n.h>

struct _GhPersonDialog
{
  AdwDialog parent_instance;

  GhConnection *connection;  /* (owned) */
  GhPictureLoader *loader;   /* (owned) */
  GhUser *user;              /* (owned) */
  GCancellable *cancellable; /* (owned): of everything */
  gboolean is_busy;

  AdwToastOverlay *toasts;
  GtkWidget *save_button;
  GtkWidget *busy;
  GhFacePicture *picture;
  GtkLabel *name;
  GtkLabel *email;
  GhPill *role;
  GhPill *state;
  GtkWidget *yourself;
  GhFaultBox *fault;
  GtkWidget *read_only_note;
  GhPersonForm *form;
  GhPersonFaces *faces;
  AdwActionRow *since;
  AdwActionRow *changed_at;
  AdwActionRow *id;
  GtkWidget *steps;
  GtkWidget *state_button;
  GtkWidget *delete_button;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DELETED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPersonDialog, gh_person_dialog, ADW_TYPE_DIALOG)

static gboolean
is_self (GhPersonDialog *self)
{
  GhUser *me = gh_connection_get_user (self->connection);

  return me != NULL && g_str_equal (gh_user_get_id (me), gh_user_get_id (self->user));
}

static gboolean
can_edit (GhPersonDialog *self)
{
  return gh_connection_get_role (self->connection) == GH_ROLE_ADMIN;
}

static void
update (GhPersonDialog *self)
{
  gboolean is_changed = gh_person_form_get_changed (self->form);

  gtk_widget_set_visible (self->busy, self->is_busy);
  gtk_widget_set_visible (self->save_button, can_edit (self) && !self->is_busy);
  gtk_widget_set_sensitive (self->save_button, is_changed);
  /* What was typed would be lost with the next answer of the server. Whoever is waited for finds the
   * keyboard where they left it: what is not sensitive would lose it. */
  gtk_widget_set_sensitive (self->steps, !is_changed);
  gtk_widget_set_visible (self->steps, can_edit (self));
  gtk_widget_set_visible (self->read_only_note, !can_edit (self));
  g_object_set (self->form, "editable", can_edit (self) && !self->is_busy, NULL);
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->is_busy && !is_changed);
}

static void
set_busy (GhPersonDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  update (self);
}

static void
set_time (AdwActionRow *row, gint64 time_us)
{
  g_autofree char *text = time_us > 0 ? gh_format_date_and_time (time_us) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static void
show_user (GhPersonDialog *self)
{
  GhUser *user = self->user;
  gboolean is_active = gh_user_get_is_active (user);

  adw_dialog_set_title (ADW_DIALOG (self), gh_user_get_display_name (user));
  gtk_label_set_label (self->name, gh_user_get_display_name (user));
  gtk_label_set_label (self->email, gh_user_get_email (user));
  gh_pill_set_role (self->role, gh_user_get_role (user));
  gh_pill_set_active (self->state, is_active);
  gtk_widget_set_visible (self->yourself, is_self (self));
  set_time (self->since, gh_user_get_created_at_us (user));
  set_time (self->changed_at, gh_user_get_updated_at_us (user));
  adw_action_row_set_subtitle (self->id, gh_user_get_id (user));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_button),
                                 is_active ? _("De_activate…") : _("_Activate"));
  gh_person_form_set_user (self->form, user);
  update (self);
}

static void
say (GhPersonDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* @user: (transfer full): as the server has it now. What was typed and not saved meanwhile stays:
 * only the form's own answer fills it in anew. */
static void
take_user (GhPersonDialog *self, GhUser *user)
{
  g_autoptr (GhUser) owned = user;

  g_set_object (&self->user, owned);
  gh_fault_box_clear (self->fault);
  if (is_self (self))
    gh_session_renew_user (gh_connection_get_session (self->connection));
  show_user (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->user);
}

/* Where we are not allowed any more, the server says what we are now, and the pages follow. */
static void
show_error (GhPersonDialog *self, const GError *error, gboolean is_about_form)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_session_renew_user (gh_connection_get_session (self->connection));

  if (is_about_form && gh_person_form_show_error (self->form, error))
    gh_fault_box_clear (self->fault);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    gh_fault_box_show (self->fault, _("Not There Any More"),
                       _("Somebody else has deleted this account meanwhile."));
  else
    gh_fault_box_show_error (self->fault, error);
}

static void
saved_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GhUser *user = gh_users_update_finish (GH_USERS (source), result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  set_busy (self, FALSE);
  if (user != NULL)
    {
      take_user (self, user);
      say (self, _("Saved"));
    }
  else
    show_error (self, error, TRUE);
}

static void
save_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_wanted = gh_person_step_confirm_finish (result, &error);
  GhPersonDialog *self = user_data;
  GhUserChanges changes;

  if (gh_error_is_cancelled (error))
    return;
  if (!is_wanted)
    {
      set_busy (self, FALSE);
      return;
    }

  gh_person_form_get_changes (self->form, &changes);
  gh_users_update_async (gh_connection_get_users (self->connection), gh_user_get_id (self->user),
                         &changes, self->cancellable, saved_ready_cb, self);
}

static void
save_cb (GhPersonDialog *self)
{
  GhUserChanges changes;

  if (self->is_busy || !can_edit (self) || !gh_person_form_get_changed (self->form)
      || !gh_person_form_check (self->form))
    return;

  gh_fault_box_clear (self->fault);
  gh_person_form_get_changes (self->form, &changes);
  set_busy (self, TRUE);
  gh_person_step_confirm_async (GH_PERSON_STEP_CHANGE_ROLE, GTK_WIDGET (self), self->connection,
                                self->user, changes.role, self->cancellable, save_confirmed_cb,
                                self);
}

static void
activated_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GhUser *user = gh_users_activate_finish (GH_USERS (source), result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  set_busy (self, FALSE);
  if (user != NULL)
    take_user (self, user);
  else
    show_error (self, error, FALSE);
}

static void
deactivated_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GhUser *user = gh_users_deactivate_finish (GH_USERS (source), result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  set_busy (self, FALSE);
  if (user != NULL)
    take_user (self, user);
  else
    show_error (self, error, FALSE);
}

static void
deactivate_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_wanted = gh_person_step_confirm_finish (result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;
  if (is_wanted)
    gh_users_deactivate_async (gh_connection_get_users (self->connection),
                               gh_user_get_id (self->user), self->cancellable,
                               deactivated_ready_cb, self);
  else
    set_busy (self, FALSE);
}

static void
state_clicked_cb (GhPersonDialog *self)
{
  if (self->is_busy)
    return;

  gh_fault_box_clear (self->fault);
  set_busy (self, TRUE);
  if (gh_user_get_is_active (self->user))
    gh_person_step_confirm_async (GH_PERSON_STEP_DEACTIVATE, GTK_WIDGET (self), self->connection,
                                  self->user, GH_ROLE_USER, self->cancellable,
                                  deactivate_confirmed_cb, self);
  else
    gh_users_activate_async (gh_connection_get_users (self->connection),
                             gh_user_get_id (self->user), self->cancellable, activated_ready_cb,
                             self);
}

static void
deleted_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_deleted = gh_users_delete_finish (GH_USERS (source), result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  set_busy (self, FALSE);
  if (!is_deleted)
    {
      show_error (self, error, FALSE);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_DELETED], 0, self->user);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
delete_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_wanted = gh_person_step_confirm_finish (result, &error);
  GhPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;
  if (is_wanted)
    gh_users_delete_async (gh_connection_get_users (self->connection), gh_user_get_id (self->user),
                           self->cancellable, deleted_ready_cb, self);
  else
    set_busy (self, FALSE);
}

static void
delete_clicked_cb (GhPersonDialog *self)
{
  if (self->is_busy)
    return;

  gh_fault_box_clear (self->fault);
  set_busy (self, TRUE);
  gh_person_step_confirm_async (GH_PERSON_STEP_DELETE, GTK_WIDGET (self), self->connection,
                                self->user, GH_ROLE_USER, self->cancellable, delete_confirmed_cb,
                                self);
}

static void
close_attempted_cb (GhPersonDialog *self)
{
  if (!self->is_busy)
    gh_discard_question_ask (ADW_DIALOG (self));
}

static void
face_found_cb (GhPersonDialog *self)
{
  GhFaceRecord *record = gh_person_faces_get_best (self->faces);

  gh_face_picture_show (self->picture, self->loader,
                        record != NULL ? gh_face_record_get_id (record)
                                       : gh_user_get_id (self->user),
                        record != NULL ? gh_face_record_get_image (record) : NULL,
                        gh_user_get_display_name (self->user));
}

static void
gh_person_dialog_dispose (GObject *object)
{
  GhPersonDialog *self = GH_PERSON_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  /* The dialog must let go of its child before the template does. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_DIALOG);
  g_clear_object (&self->user);
  g_clear_object (&self->loader);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_person_dialog_parent_class)->dispose (object);
}

static void
gh_person_dialog_finalize (GObject *object)
{
  GhPersonDialog *self = GH_PERSON_DIALOG (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gh_person_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, name);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, email);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, role);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, state);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, yourself);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, read_only_note);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, form);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, faces);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, since);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, changed_at);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, id);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, state_button);
  gtk_widget_class_bind_template_child (widget_class, GhPersonDialog, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, close_attempted_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, face_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_clicked_cb);
}

static void
gh_person_dialog_class_init (GhPersonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_person_dialog_dispose;
  object_class->finalize = gh_person_dialog_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_USER);
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_USER);

  bind_template (GTK_WIDGET_CLASS (klass));
  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_PERSON_FACES);
  g_type_ensure (GH_TYPE_PERSON_FORM);
  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_person_dialog_init (GhPersonDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->form, "notify::changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gh_person_dialog_new:
 * @connection: the server that has the account
 * @picture_loader: decodes the picture of the face
 * @user: the account
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhPersonDialog *
gh_person_dialog_new (GhConnection *connection, GhPictureLoader *picture_loader, GhUser *user)
{
  GhPersonDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (picture_loader), NULL);
  g_return_val_if_fail (GH_IS_USER (user), NULL);

  self = g_object_new (GH_TYPE_PERSON_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  self->loader = g_object_ref (picture_loader);
  self->user = g_object_ref (user);
  g_signal_connect_object (connection, "notify::role", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  show_user (self);
  face_found_cb (self);
  gh_person_faces_load (self->faces, connection, gh_user_get_id (user));
  return self;
}

/**
 * gh_person_dialog_get_user:
 *
 * Returns: (transfer none): the account as the server has it
 */
GhUser *
gh_person_dialog_get_user (GhPersonDialog *self)
{
  g_return_val_if_fail (GH_IS_PERSON_DIALOG (self), NULL);

  return self->user;
}
