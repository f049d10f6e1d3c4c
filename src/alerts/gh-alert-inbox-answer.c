/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-inbox.h"
#include "gh-alert-inbox-private.h"

/**
 * gh_alert_inbox_acknowledge:
 * @self: an inbox
 * @alert: an alert of it
 * @by: (nullable): the id of whoever answers
 * @note: (nullable): what they have to say
 *
 * Answers an alert.
 */
void
gh_alert_inbox_acknowledge (GhAlertInbox *self,
                            GhAlert *alert,
                            const char *by,
                            const char *note)
{
  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (GH_IS_ALERT (alert));

  gh_alert_set_acknowledged (alert, gh_alert_inbox_get_now_us (self), by, note);
  gh_alert_inbox_note_change (self, alert);
  gh_alert_inbox_flush (self);
  gh_alert_inbox_plan_wake (self);
}

/**
 * gh_alert_inbox_acknowledge_all:
 * @self: an inbox
 * @by: (nullable): the id of whoever answers
 *
 * Answers every alert that waits for it; what keeps quiet for a while goes on doing so.
 */
void
gh_alert_inbox_acknowledge_all (GhAlertInbox *self, const char *by)
{
  g_return_if_fail (GH_IS_ALERT_INBOX (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (GhAlert) alert = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (gh_alert_get_state (alert) != GH_ALERT_NEW)
        continue;
      gh_alert_set_acknowledged (alert, gh_alert_inbox_get_now_us (self), by, NULL);
      gh_alert_inbox_note_change (self, alert);
    }
  gh_alert_inbox_flush (self);
}

/**
 * gh_alert_inbox_reopen:
 * @self: an inbox
 * @alert: an alert of it
 *
 * Takes an answer or a rest back. Nothing rings.
 */
void
gh_alert_inbox_reopen (GhAlertInbox *self, GhAlert *alert)
{
  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (GH_IS_ALERT (alert));

  gh_alert_set_new (alert);
  gh_alert_inbox_note_change (self, alert);
  gh_alert_inbox_flush (self);
  gh_alert_inbox_plan_wake (self);
}

/**
 * gh_alert_inbox_snooze:
 * @self: an inbox
 * @alert: an alert of it
 * @duration_us: for how long, in microseconds
 *
 * Has an alert keep quiet for a while; then it rings again. It counts meanwhile.
 */
void
gh_alert_inbox_snooze (GhAlertInbox *self, GhAlert *alert, gint64 duration_us)
{
  g_return_if_fail (GH_IS_ALERT_INBOX (self));
  g_return_if_fail (GH_IS_ALERT (alert));
  g_return_if_fail (duration_us > 0);

  gh_alert_set_snoozed (alert, gh_alert_inbox_get_now_us (self) + duration_us);
  gh_alert_inbox_note_change (self, alert);
  gh_alert_inbox_flush (self);
  gh_alert_inbox_plan_wake (self);
}
