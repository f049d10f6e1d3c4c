/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-dialog.h"

#include "gh-bulk-list.h"
#include "gh-bulk-report.h"
#include "gh-bulk-source.h"
#include "gh-bulk-words.h"
#include "gh-error.h"

#include <glib/gi18n.h>

struct _GhBulkDialog
{
  AdwDialog parent_instance;

  GhBulkRun *run;            /* (owned) */
  GCancellable *cancellable; /* (owned): as long as the dialog */
  GhBulkRunPhase shown;      /* the phase that is shown */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GhBulkSource *source;
  GtkImage *icon;
  GtkWidget *spinner;
  GtkLabel *title;
  GtkLabel *detail;
  GtkProgressBar *bar;
  GhBulkList *list;
  GtkWidget *buttons;
  GtkWidget *report_button;
  GtkButton *other_button;
  GtkButton *main_button;
};

static void report_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhBulkDialog, gh_bulk_dialog, ADW_TYPE_DIALOG)

/* --- What is shown ---------------------------------------------------------------------------- */

/* What can be done in each phase; %NULL for nothing. */
typedef struct
{
  const char *icon_name;
  const char *main_label;
  const char *other_label;
  gboolean is_suggested;
  gboolean has_report;
} Face;

static const Face faces[] = {
  [GH_BULK_RUN_EMPTY] = { NULL },
  [GH_BULK_RUN_LOADING] = { NULL },
  [GH_BULK_RUN_CHECKING] = { NULL, NULL, N_ ("_Cancel"), FALSE, FALSE },
  [GH_BULK_RUN_UNCHECKED] = { "dialog-warning-symbolic", N_ ("_Try Again"),
                              N_ ("Choose _Others"), TRUE, FALSE },
  [GH_BULK_RUN_CHECKED] = { "object-select-symbolic", N_ ("_Enrol"), N_ ("Choose _Others"), TRUE,
                            TRUE },
  [GH_BULK_RUN_ENROLLING] = { NULL, N_ ("_Pause"), N_ ("_Stop"), FALSE, FALSE },
  [GH_BULK_RUN_PAUSED] = { "media-playback-pause-symbolic", N_ ("_Continue"), N_ ("_Stop"), TRUE,
                           FALSE },
  [GH_BULK_RUN_RESTING] = { "content-loading-symbolic", N_ ("_Try Now"), N_ ("_Stop"), FALSE,
                            FALSE },
  [GH_BULK_RUN_STOPPED] = { "media-playback-stop-symbolic", N_ ("_Resume"), N_ ("Choose _Others"),
                            TRUE, TRUE },
  [GH_BULK_RUN_FINISHED] = { "object-select-symbolic", N_ ("_Close"), N_ ("Enrol _More"), FALSE,
                             TRUE },
};

static void
set_button (GtkButton *button, const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (button, g_dgettext (NULL, label));
}

/* It says how many, for it is the last thing before they are sent. */
static void
show_count (GhBulkDialog *self, guint n_faces)
{
  g_autofree char *label =
    /* Translators: the number of faces. */
    g_strdup_printf (ngettext ("_Enrol %u Face", "_Enrol %u Faces", n_faces), n_faces);

  if (n_faces > 0)
    gtk_button_set_label (self->main_button, label);
}

static const char *
get_icon_name (GhBulkDialog *self, GhBulkRunPhase phase, const GhBulkCounts *counts)
{
  gboolean is_bad = gh_bulk_run_get_error (self->run) != NULL
                    || (phase == GH_BULK_RUN_CHECKED && counts->n_ready == 0)
                    || (phase == GH_BULK_RUN_FINISHED && counts->n_failed > 0);

  return is_bad ? "dialog-warning-symbolic" : faces[phase].icon_name;
}

static void
show_buttons (GhBulkDialog *self, GhBulkRunPhase phase, const GhBulkCounts *counts)
{
  const Face *face = &faces[phase];
  GtkWidget *main_button = GTK_WIDGET (self->main_button);
  gboolean is_useless = (phase == GH_BULK_RUN_CHECKED && counts->n_ready == 0)
                        || (phase == GH_BULK_RUN_ENROLLING && gh_bulk_run_is_pausing (self->run));

  gtk_widget_set_visible (self->buttons, face->other_label != NULL);
  gtk_widget_set_visible (self->report_button, face->has_report);
  set_button (self->other_button, face->other_label);
  set_button (self->main_button, face->main_label);
  if (phase == GH_BULK_RUN_CHECKED)
    show_count (self, counts->n_ready);
  gtk_widget_set_sensitive (main_button, !is_useless);
  if (face->is_suggested)
    gtk_widget_add_css_class (main_button, "suggested-action");
  else
    gtk_widget_remove_css_class (main_button, "suggested-action");
}

static void
show_progress (GhBulkDialog *self, GhBulkRunPhase phase)
{
  GhBulkEnrolment *enrolment = gh_bulk_run_get_enrolment (self->run);
  guint n_rows = gh_bulk_plan_get_n_rows (gh_bulk_run_get_plan (self->run));

  gtk_widget_set_visible (GTK_WIDGET (self->bar), phase == GH_BULK_RUN_CHECKING
                                                    || gh_bulk_run_is_under_way (self->run)
                                                    || phase == GH_BULK_RUN_STOPPED);
  gtk_progress_bar_set_fraction (self->bar, n_rows > 0
                                              ? (double) gh_bulk_enrolment_get_n_done (enrolment)
                                                  / n_rows
                                              : 0);
}

static void
show_rows (GhBulkDialog *self, GhBulkRunPhase phase)
{
  GhBulkPlan *plan = gh_bulk_run_get_plan (self->run);
  g_autofree char *title = gh_bulk_words_dup_title (self->run);
  g_autofree char *detail = gh_bulk_words_dup_detail (self->run);
  const char *icon_name;
  GhBulkCounts counts;

  gh_bulk_plan_count (plan, &counts);
  icon_name = get_icon_name (self, phase, &counts);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  gtk_widget_set_visible (self->spinner, icon_name == NULL);
  show_progress (self, phase);
  gh_bulk_list_set_plan (self->list, plan);
  gh_bulk_list_set_enrolling (self->list, phase >= GH_BULK_RUN_ENROLLING);
  gh_bulk_list_refresh (self->list);
  show_buttons (self, phase, &counts);
}

/* A change that nobody asked for is told to who does not see it. */
static void
announce (GhBulkDialog *self, GhBulkRunPhase phase)
{
  if (self->shown == phase || phase < GH_BULK_RUN_UNCHECKED || phase == GH_BULK_RUN_ENROLLING)
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->title),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_source (GhBulkDialog *self)
{
  const GError *error = gh_bulk_run_get_error (self->run);

  gh_bulk_list_set_plan (self->list, NULL);
  gtk_widget_set_visible (self->buttons, FALSE);
  gh_bulk_source_set_fault (self->source, error != NULL ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->stack, "source");
  if (self->shown != GH_BULK_RUN_EMPTY)
    gh_bulk_source_refresh (self->source);
}

static void
update (GhBulkDialog *self)
{
  GhBulkRunPhase phase = gh_bulk_run_get_phase (self->run);

  adw_dialog_set_can_close (ADW_DIALOG (self), !gh_bulk_run_is_under_way (self->run));
  if (phase == GH_BULK_RUN_EMPTY)
    {
      show_source (self);
    }
  else if (phase == GH_BULK_RUN_LOADING)
    {
      gtk_widget_set_visible (self->buttons, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
  else
    {
      show_rows (self, phase);
      gtk_stack_set_visible_child_name (self->stack, "rows");
      announce (self, phase);
    }
  self->shown = phase;
}

/* --- What is asked for ------------------------------------------------------------------------ */

static void
resumed_cb (GhBulkDialog *self, GhBulkInterruption *interruption)
{
  g_autoptr (GFile) file = g_file_new_for_path (gh_bulk_interruption_get_source (interruption));

  gh_bulk_run_load (self->run, file, TRUE);
}

/* What an answer to a question is about. */
typedef struct
{
  GhBulkDialog *dialog;             /* (owned) */
  GhBulkInterruption *interruption; /* (owned) */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->dialog);
  g_object_unref (question->interruption);
  g_free (question);
}

static void
answered_cb (AdwAlertDialog *alert, const char *response, gpointer user_data)
{
  const Question *question = user_data;
  GhBulkDialog *self = question->dialog;
  g_autoptr (GFile) file =
    g_file_new_for_path (gh_bulk_interruption_get_source (question->interruption));

  if (gh_bulk_run_get_phase (self->run) != GH_BULK_RUN_EMPTY)
    return;

  if (g_str_equal (response, "resume"))
    {
      gh_bulk_run_load (self->run, file, TRUE);
    }
  else if (g_str_equal (response, "forget"))
    {
      gh_bulk_source_forget (self->source, question->interruption);
      gh_bulk_run_load (self->run, file, FALSE);
    }
}

static void
ask_about_interruption (GhBulkDialog *self, GhBulkInterruption *interruption)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Resume Enrolling?"), NULL);
  guint n_enrolled = gh_bulk_interruption_get_n_enrolled (interruption);
  Question *question = g_new0 (Question, 1);

  adw_alert_dialog_format_body (
    ADW_ALERT_DIALOG (alert),
    /* Translators: the number of faces. */
    ngettext ("An enrolment of these was interrupted: %u face is enrolled already. Go on with what "
              "is missing, or forget that and look at all of them anew?",
              "An enrolment of these was interrupted: %u faces are enrolled already. Go on with "
              "what is missing, or forget that and look at all of them anew?",
              n_enrolled),
    n_enrolled);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "forget",
                                  _("_Forget"), "resume", _("_Resume"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "resume",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "resume");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  question->dialog = g_object_ref (self);
  question->interruption = g_object_ref (interruption);
  g_signal_connect_data (alert, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
chosen_cb (GhBulkDialog *self, GFile *source)
{
  GhBulkInterruption *interruption =
    gh_bulk_source_find_interruption (self->source, source);

  if (interruption != NULL)
    ask_about_interruption (self, interruption);
  else
    gh_bulk_run_load (self->run, source, FALSE);
}

static void
main_clicked_cb (GhBulkDialog *self)
{
  switch (gh_bulk_run_get_phase (self->run))
    {
    case GH_BULK_RUN_UNCHECKED:
      gh_bulk_run_check (self->run);
      break;
    case GH_BULK_RUN_CHECKED:
    case GH_BULK_RUN_STOPPED:
      gh_bulk_run_enrol (self->run);
      break;
    case GH_BULK_RUN_ENROLLING:
      gh_bulk_run_pause (self->run);
      break;
    case GH_BULK_RUN_PAUSED:
    case GH_BULK_RUN_RESTING:
      gh_bulk_run_go_on (self->run);
      break;
    case GH_BULK_RUN_FINISHED:
      adw_dialog_close (ADW_DIALOG (self));
      break;
    case GH_BULK_RUN_EMPTY:
    case GH_BULK_RUN_LOADING:
    case GH_BULK_RUN_CHECKING:
    default:
      break;
    }
}

static void
other_clicked_cb (GhBulkDialog *self)
{
  if (gh_bulk_run_is_under_way (self->run)
      || gh_bulk_run_get_phase (self->run) == GH_BULK_RUN_CHECKING)
    gh_bulk_run_stop (self->run);
  else
    gh_bulk_run_clear (self->run);
}

static void
report_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_saved = gh_bulk_report_save_finish (result, &error);
  GhBulkDialog *self = user_data;
  AdwToast *toast;

  if (gh_error_is_cancelled (error)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;

  toast = adw_toast_new (is_saved ? _("The report is saved.") : error->message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
report_clicked_cb (GhBulkDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gh_bulk_report_save_async (gh_bulk_run_get_plan (self->run),
                             GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->cancellable,
                             report_saved_cb, self);
}

static void
stop_confirmed_cb (GhBulkDialog *self)
{
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Only while faces are on their way; see update(). */
static void
gh_bulk_dialog_close_attempt (AdwDialog *dialog)
{
  AdwDialog *alert = adw_alert_dialog_new (
    _("Stop Enrolling?"),
    _("Faces that are enrolled stay so. The rest can be enrolled later: this dialog offers it."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "keep", _("_Keep Enrolling"), "stop",
                                  _("_Stop and Close"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "stop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "keep");
  g_signal_connect_object (alert, "response::stop", G_CALLBACK (stop_confirmed_cb), dialog,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (alert, GTK_WIDGET (dialog));
}

/* Whoever closes it does not want it to go on unseen. */
static void
gh_bulk_dialog_closed (AdwDialog *dialog)
{
  gh_bulk_run_stop (GH_BULK_DIALOG (dialog)->run);
}

static void
gh_bulk_dialog_dispose (GObject *object)
{
  GhBulkDialog *self = GH_BULK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->run != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->run, self);
      gh_bulk_run_stop (self->run);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_BULK_DIALOG);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gh_bulk_dialog_parent_class)->dispose (object);
}

static void
gh_bulk_dialog_class_init (GhBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_bulk_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->close_attempt = gh_bulk_dialog_close_attempt;
  ADW_DIALOG_CLASS (klass)->closed = gh_bulk_dialog_closed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, source);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, icon);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, title);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, detail);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, buttons);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, report_button);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, other_button);
  gtk_widget_class_bind_template_child (widget_class, GhBulkDialog, main_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, main_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, resumed_cb);

  g_type_ensure (GH_TYPE_BULK_LIST);
  g_type_ensure (GH_TYPE_BULK_SOURCE);
}

static void
gh_bulk_dialog_init (GhBulkDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_bulk_dialog_new:
 * @connection: the server
 * @clock: tells the time
 * @limits: what the quality gate asks for
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhBulkDialog *
gh_bulk_dialog_new (GhConnection *connection, GhClock *clock, const GhGateLimits *limits)
{
  GhBulkDialog *self;
  GhTransport *transport;

  g_return_val_if_fail (GH_IS_CONNECTION (connection) && GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (limits != NULL, NULL);

  self = g_object_new (GH_TYPE_BULK_DIALOG, NULL);
  transport = gh_session_get_transport (gh_connection_get_session (connection));
  self->run = gh_bulk_run_new (connection, clock, limits);
  gh_bulk_list_set_clock (self->list, clock);
  gh_bulk_source_set_up (self->source, clock,
                         gh_server_address_get_base (gh_transport_get_address (transport)));
  g_signal_connect_object (self->run, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * gh_bulk_dialog_take:
 * @self: a dialog in which nothing is under way
 * @source: a folder or a table
 *
 * Takes it as if it had been chosen.
 */
void
gh_bulk_dialog_take (GhBulkDialog *self, GFile *source)
{
  g_return_if_fail (GH_IS_BULK_DIALOG (self) && G_IS_FILE (source));

  gh_bulk_source_take (self->source, source);
}

/**
 * gh_bulk_dialog_get_run:
 *
 * Returns: (transfer none): what it shows
 */
GhBulkRun *
gh_bulk_dialog_get_run (GhBulkDialog *self)
{
  g_return_val_if_fail (GH_IS_BULK_DIALOG (self), NULL);

  return self->run;
}
