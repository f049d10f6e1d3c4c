/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-step.h"

#include "gh-error.h"

#include <glib/gi18n.h>

typedef struct
{
  GhPersonStep step;
  GtkWidget *parent;        /* (weak): when it goes, nobody is there to be asked */
  GhConnection *connection; /* (owned) */
  GhUser *user;             /* (owned) */
  GhRole new_role;

  guint n_pending;
  gint64 n_records;  /* -1: could not be found out */
  gint64 n_admins;   /* likewise, of the active ones */
} Confirmation;

static void
confirmation_free (Confirmation *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->connection);
  g_clear_object (&self->user);
  g_free (self);
}

static gboolean
is_self (const Confirmation *self)
{
  GhUser *me = gh_connection_get_user (self->connection);

  return me != NULL && g_str_equal (gh_user_get_id (me), gh_user_get_id (self->user));
}

static gboolean
is_active_admin (const Confirmation *self)
{
  return gh_user_get_role (self->user) == GH_ROLE_ADMIN && gh_user_get_is_active (self->user);
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, sentence);
}

static void
describe_records (const Confirmation *self, GString *text)
{
  g_autofree char *sentence = NULL;

  if (self->step != GH_PERSON_STEP_DELETE)
    return;

  if (self->n_records < 0)
    sentence = g_strdup (_("How many face records they have could not be found out."));
  else if (self->n_records == 0)
    sentence = g_strdup (_("They have no face records."));
  else
    sentence = g_strdup_printf (
      /* Translators: the number of face records of a person. */
      ngettext ("%u face record is theirs. What becomes of it, the server decides.",
                "%u face records are theirs. What becomes of them, the server decides.",
                (gulong) self->n_records),
      (guint) self->n_records);
  add_sentence (text, sentence);
}

static void
describe_self (const Confirmation *self, GString *text)
{
  if (!is_self (self))
    return;

  switch (self->step)
    {
    case GH_PERSON_STEP_DELETE:
      add_sentence (text, _("This is your own account. You will be signed out, and cannot sign in "
                            "again."));
      break;
    case GH_PERSON_STEP_DEACTIVATE:
      add_sentence (text, _("This is your own account. You will be signed out, and cannot sign in "
                            "until another administrator activates it."));
      break;
    case GH_PERSON_STEP_CHANGE_ROLE:
    default:
      add_sentence (text, _("This is your own account. You will lose the pages of an "
                            "administrator, and cannot give them back to yourself."));
    }
}

static void
describe_admins (const Confirmation *self, GString *text)
{
  if (!is_active_admin (self))
    return;

  if (self->n_admins < 0)
    add_sentence (text, _("Whether there is another administrator could not be found out."));
  else if (self->n_admins <= 1)
    add_sentence (text, _("There is no other active administrator: nobody could look after "
                          "accounts any more. The server may refuse."));
}

static AdwDialog *
create_dialog (const Confirmation *self)
{
  g_autoptr (GString) body = g_string_new (NULL);
  /* A heading has no room for a long name. */
  const char *heading = NULL;
  const char *answer = NULL;
  AdwDialog *dialog;

  g_string_append (body, gh_user_get_display_name (self->user));
  switch (self->step)
    {
    case GH_PERSON_STEP_DELETE:
      heading = _("Delete Account?");
      answer = _("_Delete");
      add_sentence (body, _("The account is gone for good."));
      break;
    case GH_PERSON_STEP_DEACTIVATE:
      heading = _("Deactivate Account?");
      answer = _("_Deactivate");
      add_sentence (body, _("They are signed out at once and cannot sign in until the account is "
                            "activated again. Nothing is lost."));
      break;
    case GH_PERSON_STEP_CHANGE_ROLE:
    default:
      heading = _("Take Rights Away?");
      answer = _("_Change Role");
    }
  describe_records (self, body);
  describe_self (self, body);
  describe_admins (self, body);

  dialog = adw_alert_dialog_new (heading, body->str);

  adw_alert_dialog_set_body_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "go", answer,
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "go",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  return dialog;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, g_str_equal (response, "go"));
}

/* @task: (transfer full): one of its questions has been answered. */
static void
end_one (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Confirmation *self = g_task_get_task_data (task);

  if (--self->n_pending > 0 || g_task_return_error_if_cancelled (task))
    return;

  if (self->parent == NULL)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else if (self->step == GH_PERSON_STEP_CHANGE_ROLE && !is_self (self) && self->n_admins > 1)
    g_task_return_boolean (task, TRUE);
  else
    adw_alert_dialog_choose (ADW_ALERT_DIALOG (create_dialog (self)), self->parent,
                             g_task_get_cancellable (task), chosen_cb, g_steal_pointer (&owned));
}

static void
records_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Confirmation *self = g_task_get_task_data (task);
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, NULL);

  self->n_records = page != NULL ? gh_result_page_get_total (page) : -1;
  end_one (task);
}

static void
admins_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Confirmation *self = g_task_get_task_data (task);
  g_autoptr (GhResultPage) page = gh_users_list_finish (GH_USERS (source), result, NULL);

  self->n_admins = page != NULL ? gh_result_page_get_total (page) : -1;
  end_one (task);
}

static void
ask_server (GTask *task)
{
  Confirmation *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->n_pending = 1;
  if (self->step == GH_PERSON_STEP_DELETE)
    {
      g_autoptr (GhFaceQuery) query = gh_face_query_new (gh_user_get_id (self->user), NULL);

      self->n_pending++;
      gh_face_recognition_list_records_async (
        gh_connection_get_face_recognition (self->connection), 1, 1, query, cancellable,
        records_ready_cb, g_object_ref (task));
    }
  if (is_active_admin (self))
    {
      g_autoptr (GhUserQuery) query = gh_user_query_new (NULL, GH_ROLE_ADMIN, TRUE);

      self->n_pending++;
      gh_users_list_async (gh_connection_get_users (self->connection), 1, 1, query, cancellable,
                           admins_ready_cb, g_object_ref (task));
    }
  end_one (g_object_ref (task));
}

/**
 * gh_person_step_confirm_async:
 * @step: what is about to be done
 * @parent: what the question is shown over
 * @connection: the server
 * @user: to whom
 * @new_role: the role that they are to have, for %GH_PERSON_STEP_CHANGE_ROLE
 * @cancellable: (nullable): to give up; the question goes away
 * @callback: called when there is an answer
 * @user_data: for @callback
 *
 * Shows what follows from a step, and asks whether it shall be done. What the server cannot be asked
 * for is said to be unknown, and keeps nobody from it.
 */
void
gh_person_step_confirm_async (GhPersonStep step,
                              GtkWidget *parent,
                              GhConnection *connection,
                              GhUser *user,
                              GhRole new_role,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Confirmation *self = g_new0 (Confirmation, 1);

  g_task_set_source_tag (task, gh_person_step_confirm_async);
  g_task_set_task_data (task, self, (GDestroyNotify) confirmation_free);
  self->step = step;
  g_set_weak_pointer (&self->parent, parent);
  self->connection = g_object_ref (connection);
  self->user = g_object_ref (user);
  self->new_role = new_role;

  if (step == GH_PERSON_STEP_CHANGE_ROLE
      && (new_role >= gh_user_get_role (user) || (!is_active_admin (self) && !is_self (self))))
    g_task_return_boolean (task, TRUE);
  else
    ask_server (task);
}

/**
 * gh_person_step_confirm_finish:
 * @result: what the callback was given
 *
 * The only error is %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it shall be done
 */
gboolean
gh_person_step_confirm_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
