/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-connection-dialog.h"

#include "gh-certificate-dialog.h"
#include "gh-control-names.h"
#include "gh-file-row.h"
#include "gh-pin.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GhConnectionDialog
{
  AdwDialog parent_instance;

  GhConnectionSettings *settings; /* (owned) */
  GhServerAddress *address;       /* (owned) */
  GhCertificate *certificate;     /* (owned) (nullable): that was refused */

  AdwActionRow *server;
  AdwActionRow *refused;
  GtkWidget *plain;
  GtkWidget *encryption;
  GtkWidget *ca_file;
  GtkWidget *client_certificate;
  GtkEditable *client_password;
  AdwActionRow *pin;
  GtkWidget *forget_button;
  GtkWidget *transport;
};

typedef enum
{
  PROP_SETTINGS = 1,
} GhConnectionDialogProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

G_DEFINE_FINAL_TYPE (GhConnectionDialog, gh_connection_dialog, ADW_TYPE_DIALOG)

/* What was refused because of a pin, or for want of one, is settled with the pin. */
static void
show_pin (GhConnectionDialog *self)
{
  const char *pin = gh_connection_settings_get_pin (self->settings);
  g_autofree char *readable = pin != NULL ? gh_pin_dup_readable (pin) : NULL;
  g_autofree char *faults =
    self->certificate != NULL ? gh_certificate_dup_faults_text (self->certificate) : NULL;

  adw_action_row_set_subtitle (self->pin,
                               readable != NULL ? readable
                                                : _("None: any certificate that is trusted is taken"));
  if (pin != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->pin), "fingerprint");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pin), "fingerprint");
  if (pin == NULL && gtk_widget_has_focus (self->forget_button))
    gtk_widget_grab_focus (self->ca_file);
  gtk_widget_set_visible (self->forget_button, pin != NULL);
  adw_action_row_set_subtitle (self->refused,
                               pin != NULL ? _("It is not the one that is pinned.") : faults);
  gtk_widget_set_visible (GTK_WIDGET (self->refused),
                          self->certificate != NULL
                            && g_strcmp0 (gh_certificate_get_pin (self->certificate), pin) != 0);
}

/* Of the two kinds of files this one can be locked. */
static void
show_password (GhConnectionDialog *self)
{
  const char *path = gh_connection_settings_get_client_certificate (self->settings);
  const char *suffix = path != NULL ? strrchr (path, '.') : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->client_password),
                          suffix != NULL
                            && (g_ascii_strcasecmp (suffix, ".p12") == 0
                                || g_ascii_strcasecmp (suffix, ".pfx") == 0));
}

static void
password_applied_cb (GhConnectionDialog *self)
{
  gh_connection_settings_set_client_password (self->settings,
                                              gtk_editable_get_text (self->client_password));
}

/* Whoever types a password and closes the dialog means it. A row that was left empty says nothing. */
static void
closed_cb (GhConnectionDialog *self)
{
  if (*gtk_editable_get_text (self->client_password) != '\0')
    password_applied_cb (self);
}

static void
forget_clicked_cb (GhConnectionDialog *self)
{
  gh_connection_settings_set_pin (self->settings, NULL);
}

static void
show_clicked_cb (GhConnectionDialog *self)
{
  AdwDialog *dialog =
    gh_certificate_dialog_new (gh_server_address_get_host_label (self->address),
                               self->certificate, self->settings);

  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
gh_connection_dialog_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  GhConnectionDialog *self = GH_CONNECTION_DIALOG (object);

  switch ((GhConnectionDialogProperty) property_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_connection_dialog_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  GhConnectionDialog *self = GH_CONNECTION_DIALOG (object);

  switch ((GhConnectionDialogProperty) property_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_connection_dialog_constructed (GObject *object)
{
  const GBindingFlags both_ways = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GhConnectionDialog *self = GH_CONNECTION_DIALOG (object);

  G_OBJECT_CLASS (gh_connection_dialog_parent_class)->constructed (object);

  g_object_bind_property (self->settings, "ca-file", self->ca_file, "path", both_ways);
  g_object_bind_property (self->settings, "client-certificate", self->client_certificate, "path",
                          both_ways);
  g_object_bind_property (self->settings, "allow-plain-http", self->plain, "active", both_ways);
  /* The rows of the list are the values of the enumeration. */
  g_object_bind_property (self->settings, "transport", self->transport, "selected", both_ways);
  g_signal_connect_object (self->settings, "notify::pin", G_CALLBACK (show_pin), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "notify::client-certificate",
                           G_CALLBACK (show_password), self, G_CONNECT_SWAPPED);
}

static void
gh_connection_dialog_dispose (GObject *object)
{
  GhConnectionDialog *self = GH_CONNECTION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CONNECTION_DIALOG);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->address, gh_server_address_unref);
  g_clear_pointer (&self->certificate, gh_certificate_unref);

  G_OBJECT_CLASS (gh_connection_dialog_parent_class)->dispose (object);
}

static void
gh_connection_dialog_class_init (GhConnectionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_connection_dialog_get_property;
  object_class->set_property = gh_connection_dialog_set_property;
  object_class->constructed = gh_connection_dialog_constructed;
  object_class->dispose = gh_connection_dialog_dispose;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, GH_TYPE_CONNECTION_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-connection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, server);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, refused);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, plain);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, encryption);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, ca_file);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, client_certificate);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, client_password);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, pin);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, forget_button);
  gtk_widget_class_bind_template_child (widget_class, GhConnectionDialog, transport);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);

  g_type_ensure (GH_TYPE_FILE_ROW);
}

static void
gh_connection_dialog_init (GhConnectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

/**
 * gh_connection_dialog_new:
 * @server: the server
 * @settings: what was said about the way there; the dialog changes it
 * @refused: (nullable): the server's certificate, where it was refused
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_connection_dialog_new (GhServerAddress *server,
                          GhConnectionSettings *settings,
                          GhCertificate *refused)
{
  GhConnectionDialog *self;

  g_return_val_if_fail (server != NULL, NULL);
  g_return_val_if_fail (GH_IS_CONNECTION_SETTINGS (settings), NULL);

  self = g_object_new (GH_TYPE_CONNECTION_DIALOG, "settings", settings, NULL);
  self->address = gh_server_address_ref (server);
  self->certificate = refused != NULL ? gh_certificate_ref (refused) : NULL;

  adw_action_row_set_subtitle (self->server, gh_server_address_get_base (server));
  gtk_widget_set_visible (self->encryption, gh_server_address_is_secure (server));
  gtk_widget_set_visible (self->plain, !gh_server_address_is_secure (server)
                                         && !gh_server_address_is_loopback (server));
  show_pin (self);
  show_password (self);

  return ADW_DIALOG (self);
}
