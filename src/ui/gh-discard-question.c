/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-discard-question.h"

#include <glib/gi18n.h>

static void
discarded_cb (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
}

/**
 * gh_discard_question_ask:
 * @dialog: what is about to be closed
 *
 * Asks whether what was typed may be lost, and closes @dialog if so.
 */
void
gh_discard_question_ask (AdwDialog *dialog)
{
  AdwDialog *question;

  g_return_if_fail (ADW_IS_DIALOG (dialog));

  question = adw_alert_dialog_new (_("Discard What Was Typed?"),
                                   _("It has not been saved, and will be lost."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Editing"),
                                  "discard", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response::discard", G_CALLBACK (discarded_cb), dialog,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (dialog));
}
