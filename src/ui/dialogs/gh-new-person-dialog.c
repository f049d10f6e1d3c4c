/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-new-person-dialog.h"

#include "gh-discard-question.h"
#include "gh-error.h"
#include "gh-fault-box.h"
#include "gh-person-form.h"

#include <glib/gi18n.h>

struct _GhNewPersonDialog
{
  AdwDialog parent_instance;

  GhConnection *connection;  /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): while the server is asked */

  GhFaultBox *fault;
  GhPersonForm *form;
  GtkStack *button_stack;
  GtkWidget *create_button;
};

enum
{
  SIGNAL_CREATED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhNewPersonDialog, gh_new_person_dialog, ADW_TYPE_DIALOG)

static void
update (GhNewPersonDialog *self)
{
  gboolean is_busy = self->cancellable != NULL;

  gtk_stack_set_visible_child_name (self->button_stack, is_busy ? "busy" : "button");
  g_object_set (self->form, "editable", !is_busy, NULL);
  adw_dialog_set_can_close (ADW_DIALOG (self),
                            !is_busy && !gh_person_form_get_changed (self->form));
}

static void
show_error (GhNewPersonDialog *self, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_session_renew_user (gh_connection_get_session (self->connection));
  if (gh_person_form_show_error (self->form, error))
    gh_fault_box_clear (self->fault);
  else
    gh_fault_box_show_error (self->fault, error);
}

static void
created_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_create_finish (GH_USERS (source), result, &error);
  GhNewPersonDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  update (self);
  if (user == NULL)
    {
      show_error (self, error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_CREATED], 0, user);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
submit_cb (GhNewPersonDialog *self)
{
  GhUserDraft draft;

  if (self->cancellable != NULL || !gh_person_form_check (self->form))
    return;

  gh_fault_box_clear (self->fault);
  gh_person_form_get_draft (self->form, &draft);
  self->cancellable = g_cancellable_new ();
  gh_users_create_async (gh_connection_get_users (self->connection), &draft, self->cancellable,
                         created_ready_cb, self);
  update (self);
}

static void
cancel_clicked_cb (GhNewPersonDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* While the server is asked there is nothing to be discarded, and no way to know what it did. */
static void
close_attempted_cb (GhNewPersonDialog *self)
{
  if (self->cancellable == NULL)
    gh_discard_question_ask (ADW_DIALOG (self));
}

static void
gh_new_person_dialog_dispose (GObject *object)
{
  GhNewPersonDialog *self = GH_NEW_PERSON_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_NEW_PERSON_DIALOG);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_new_person_dialog_parent_class)->dispose (object);
}

static void
gh_new_person_dialog_class_init (GhNewPersonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_new_person_dialog_dispose;

  signals[SIGNAL_CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_USER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-new-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhNewPersonDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, GhNewPersonDialog, form);
  gtk_widget_class_bind_template_child (widget_class, GhNewPersonDialog, button_stack);
  gtk_widget_class_bind_template_child (widget_class, GhNewPersonDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempted_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);

  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_PERSON_FORM);
}

static void
gh_new_person_dialog_init (GhNewPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->form, "notify::changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gh_new_person_dialog_new:
 * @connection: the server that shall have the account
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhNewPersonDialog *
gh_new_person_dialog_new (GhConnection *connection)
{
  GhNewPersonDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_NEW_PERSON_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  return self;
}
