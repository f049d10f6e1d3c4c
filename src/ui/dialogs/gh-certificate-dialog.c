/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-certificate-dialog.h"

#include "gh-format.h"
#include "gh-pin.h"

#include <glib/gi18n.h>

struct _GhCertificateDialog
{
  AdwAlertDialog parent_instance;

  GhConnectionSettings *settings; /* (owned) */
  GhCertificate *certificate;     /* (owned) */

  AdwActionRow *subject;
  AdwActionRow *issuer;
  AdwActionRow *validity;
  AdwActionRow *fingerprint;
  AdwActionRow *pinned;
};

G_DEFINE_FINAL_TYPE (GhCertificateDialog, gh_certificate_dialog, ADW_TYPE_ALERT_DIALOG)

static void
gh_certificate_dialog_response (AdwAlertDialog *dialog, const char *response)
{
  GhCertificateDialog *self = GH_CERTIFICATE_DIALOG (dialog);

  if (g_str_equal (response, GH_CERTIFICATE_DIALOG_PIN))
    gh_connection_settings_set_pin (self->settings, gh_certificate_get_pin (self->certificate));
}

static void
gh_certificate_dialog_dispose (GObject *object)
{
  GhCertificateDialog *self = GH_CERTIFICATE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CERTIFICATE_DIALOG);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->certificate, gh_certificate_unref);

  G_OBJECT_CLASS (gh_certificate_dialog_parent_class)->dispose (object);
}

static void
gh_certificate_dialog_class_init (GhCertificateDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwAlertDialogClass *alert_class = ADW_ALERT_DIALOG_CLASS (klass);

  object_class->dispose = gh_certificate_dialog_dispose;
  alert_class->response = gh_certificate_dialog_response;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-certificate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCertificateDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, GhCertificateDialog, issuer);
  gtk_widget_class_bind_template_child (widget_class, GhCertificateDialog, validity);
  gtk_widget_class_bind_template_child (widget_class, GhCertificateDialog, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, GhCertificateDialog, pinned);
}

static void
gh_certificate_dialog_init (GhCertificateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static void
set_certificate (GhCertificateDialog *self)
{
  g_autofree char *begin = gh_format_date (gh_certificate_get_begins_us (self->certificate));
  g_autofree char *end = gh_format_date (gh_certificate_get_ends_us (self->certificate));
  g_autofree char *fingerprint = gh_pin_dup_readable (gh_certificate_get_pin (self->certificate));
  /* Translators: two dates. */
  g_autofree char *validity = g_strdup_printf (_("%s to %s"), begin, end);

  set_text (self->subject, gh_certificate_get_subject (self->certificate));
  set_text (self->issuer, gh_certificate_get_issuer (self->certificate));
  set_text (self->validity, validity);
  set_text (self->fingerprint, fingerprint);
}

static void
ask_for_trust (GhCertificateDialog *self, const char *host)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  g_autofree char *faults = gh_certificate_dup_faults_text (self->certificate);

  adw_alert_dialog_set_heading (dialog, _("Trust This Certificate?"));
  adw_alert_dialog_format_body (
    dialog,
    /* Translators: the name of a server, and sentences about what is wrong with its certificate. */
    _("%s shows the certificate below. %s Trust it only if whoever looks after the server tells you "
      "the same fingerprint."),
    host, faults);
  adw_alert_dialog_add_responses (dialog,
                                  "cancel", _("_Cancel"),
                                  GH_CERTIFICATE_DIALOG_PIN, _("_Trust"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, GH_CERTIFICATE_DIALOG_PIN,
                                            ADW_RESPONSE_DESTRUCTIVE);
}

static void
warn_of_change (GhCertificateDialog *self, const char *host, const char *pin)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  g_autofree char *pinned = gh_pin_dup_readable (pin);

  adw_alert_dialog_set_heading (dialog, _("Another Certificate"));
  adw_alert_dialog_format_body (
    dialog,
    /* Translators: %s is the name of a server. */
    _("%s does not show the certificate that you have pinned. Somebody may be listening. If whoever "
      "looks after the server has changed it, forget the pinned one in the connection settings, and "
      "you will be asked again."),
    host);
  set_text (self->pinned, pinned);
  adw_alert_dialog_add_response (dialog, "cancel", _("_Close"));
}

/**
 * gh_certificate_dialog_new:
 * @host: the server as a person knows it
 * @certificate: what it has shown
 * @settings: where the certificate is pinned, if the person wants that
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_certificate_dialog_new (const char *host,
                           GhCertificate *certificate,
                           GhConnectionSettings *settings)
{
  GhCertificateDialog *self;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (certificate != NULL, NULL);
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (settings), NULL);

  self = g_object_new (GH_TYPE_CERTIFICATE_DIALOG, NULL);
  self->certificate = gh_certificate_ref (certificate);
  self->settings = g_object_ref (settings);
  set_certificate (self);
  set_text (self->pinned, NULL);
  if (gh_connection_settings_get_pin (settings) != NULL)
    warn_of_change (self, host, gh_connection_settings_get_pin (settings));
  else
    ask_for_trust (self, host);

  return ADW_DIALOG (self);
}
