/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-faceless-dialog.h"

#include "gh-error-words.h"
#include "gh-faceless-report.h"
#include "gh-person-row.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhFacelessDialog
{
  AdwDialog parent_instance;

  GhFacelessReport *report; /* (owned) */

  GtkLabel *summary;
  GtkProgressBar *bar;
  GtkStack *stack;
  GtkListView *list;
  GtkNoSelection *selection;
  AdwStatusPage *status;
  GtkWidget *retry_button;
};

G_DEFINE_FINAL_TYPE (GhFacelessDialog, gh_faceless_dialog, ADW_TYPE_DIALOG)

static void
show_status (GhFacelessDialog *self, guint n_people)
{
  GhFacelessReportState state = gh_faceless_report_get_state (self->report);
  gboolean is_failed = state == GH_FACELESS_REPORT_FAILED;

  if (is_failed)
    gh_status_set_error (self->status, gh_faceless_report_get_error (self->report));
  else if (state == GH_FACELESS_REPORT_DONE)
    gh_status_set_texts (self->status, "object-select-symbolic", _("Everybody Has a Face"),
                         _("Each person has an active face record."));
  else
    gh_status_set_texts (self->status, "auth-face-symbolic", _("Looking"),
                         _("All face records are read, and all people."));
  gtk_widget_set_visible (self->retry_button, is_failed);
  gtk_stack_set_visible_child_name (self->stack,
                                    n_people > 0 && !is_failed ? "list" : "status");
}

static void
update (GhFacelessDialog *self)
{
  guint n_people = g_list_model_get_n_items (G_LIST_MODEL (self->report));
  GhFacelessReportState state = gh_faceless_report_get_state (self->report);
  g_autofree char *text = NULL;

  if (state == GH_FACELESS_REPORT_DONE && n_people > 0)
    /* Translators: the number of people. */
    text = g_strdup_printf (ngettext ("%u person has no active face record.",
                                      "%u people have no active face record.", n_people),
                            n_people);
  else if (state == GH_FACELESS_REPORT_WAITING)
    text = gh_error_words_dup_advice (gh_faceless_report_get_error (self->report), NULL);
  gtk_label_set_label (self->summary, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), state == GH_FACELESS_REPORT_RUNNING
                                                    || state == GH_FACELESS_REPORT_WAITING);
  gtk_progress_bar_set_fraction (self->bar, gh_faceless_report_get_progress (self->report));
  show_status (self, n_people);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (GH_TYPE_PERSON_ROW, "compact", TRUE, NULL));
}

static void
bound_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GhUser *user = gtk_list_item_get_item (list_item);

  gh_person_row_set_user (GH_PERSON_ROW (gtk_list_item_get_child (list_item)), user);
  gtk_list_item_set_accessible_label (list_item, gh_user_get_display_name (user));
}

static void
activated_cb (GhFacelessDialog *self, guint position)
{
  g_autoptr (GhUser) user = g_list_model_get_item (G_LIST_MODEL (self->report), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-person", "s", gh_user_get_id (user));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
retry_clicked_cb (GhFacelessDialog *self)
{
  gh_faceless_report_run (self->report);
}

static void
gh_faceless_dialog_dispose (GObject *object)
{
  GhFacelessDialog *self = GH_FACELESS_DIALOG (object);

  if (self->report != NULL)
    g_signal_handlers_disconnect_by_data (self->report, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACELESS_DIALOG);
  /* A page that is under way is not waited for by anybody. */
  if (self->report != NULL)
    g_object_run_dispose (G_OBJECT (self->report));
  g_clear_object (&self->report);

  G_OBJECT_CLASS (gh_faceless_dialog_parent_class)->dispose (object);
}

static void
gh_faceless_dialog_class_init (GhFacelessDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_faceless_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-faceless-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, status);
  gtk_widget_class_bind_template_child (widget_class, GhFacelessDialog, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
}

static void
gh_faceless_dialog_init (GhFacelessDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_faceless_dialog_new:
 * @connection: the server that is asked
 * @clock: for waiting
 *
 * Begins to look at once.
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhFacelessDialog *
gh_faceless_dialog_new (GhConnection *connection, GhClock *clock)
{
  GhFacelessDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_FACELESS_DIALOG, NULL);
  self->report = gh_faceless_report_new (connection, clock);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->report));
  g_signal_connect_object (self->report, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->report, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gh_faceless_report_run (self->report);
  update (self);
  return self;
}
