/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sign-in-page.h"

#include "gh-error-words.h"
#include "gh-error.h"

#include <glib/gi18n.h>

struct _GhSignInPage
{
  AdwBin parent_instance;

  gboolean busy;

  GtkWidget *icon;
  GtkWidget *form;
  GtkWidget *server;
  GtkWidget *insecure_note;
  GtkWidget *email;
  GtkWidget *password;
  GtkWidget *remember;
  GtkWidget *fault;
  GtkWidget *fault_title;
  GtkWidget *fault_text;
  GtkWidget *notice;
  GtkWidget *sign_in_button;
  GtkWidget *busy_box;
};

typedef enum
{
  PROP_BUSY = 1,
} GhSignInPageProperty;

enum
{
  SIGNAL_SIGN_IN_REQUESTED,
  SIGNAL_SIGN_IN_CANCELLED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhSignInPage, gh_sign_in_page, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_BUSY + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
clear_fault (GhSignInPage *self)
{
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_widget_remove_css_class (self->server, "error");
  gtk_widget_remove_css_class (self->email, "error");
  gtk_widget_remove_css_class (self->password, "error");
}

/* @row is where the fault is: it is marked, and the person is taken there. */
static void
show_fault (GhSignInPage *self, GtkWidget *row, const char *title, const char *text)
{
  clear_fault (self);
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_label_set_label (GTK_LABEL (self->fault_title), title);
  gtk_label_set_label (GTK_LABEL (self->fault_text), text);
  gtk_widget_set_visible (self->fault, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  if (row == NULL)
    {
      gtk_widget_grab_focus (self->sign_in_button);
      return;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
  gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
}

/* Where a refused value is, by the name that the contract gives the field. */
static GtkWidget *
find_refused_row (GhSignInPage *self, const GError *error)
{
  GHashTable *fields = gh_error_get_field_errors (error);

  if (fields != NULL && g_hash_table_contains (fields, "password")
      && !g_hash_table_contains (fields, "email"))
    return self->password;
  return self->email;
}

static GtkWidget *
find_faulty_row (GhSignInPage *self, const GError *error)
{
  if (error->domain != GH_ERROR)
    return NULL;

  switch ((GhError) error->code)
    {
    case GH_ERROR_OFFLINE:
    case GH_ERROR_TIMEOUT:
    case GH_ERROR_TLS:
    case GH_ERROR_NOT_API:
    case GH_ERROR_NOT_FOUND:
    case GH_ERROR_UNSUPPORTED:
    case GH_ERROR_INVALID_REPLY:
      return self->server;
    case GH_ERROR_WRONG_CREDENTIALS:
      return self->password;
    case GH_ERROR_DEACTIVATED:
      return self->email;
    case GH_ERROR_VALIDATION:
      return find_refused_row (self, error);
    case GH_ERROR_UNAUTHORIZED:
    case GH_ERROR_FORBIDDEN:
    case GH_ERROR_CONFLICT:
    case GH_ERROR_RATE_LIMITED:
    case GH_ERROR_SERVER:
    case GH_ERROR_LIMIT:
    case GH_ERROR_INVALID_ARGUMENT:
    case GH_ERROR_UNAVAILABLE:
    default:
      return NULL;
    }
}

static void
submit_cb (GhSignInPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) address = NULL;
  g_autofree char *email = g_strstrip (g_strdup (get_text (self->email)));

  if (self->busy)
    return;

  address = gh_server_address_new (get_text (self->server), &error);
  if (address == NULL)
    {
      show_fault (self, self->server, _("Server Address"), error->message);
      return;
    }
  if (*email == '\0')
    {
      show_fault (self, self->email, _("E-Mail"), _("Type the e-mail address of your account."));
      return;
    }
  if (*get_text (self->password) == '\0')
    {
      show_fault (self, self->password, _("Password"), _("Type your password."));
      return;
    }

  clear_fault (self);
  gtk_widget_set_visible (self->notice, FALSE);
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_REQUESTED], 0, address, email,
                 get_text (self->password),
                 adw_switch_row_get_active (ADW_SWITCH_ROW (self->remember)));
}

static void
cancel_clicked_cb (GhSignInPage *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_CANCELLED], 0);
}

static void
server_changed_cb (GhSignInPage *self)
{
  g_autoptr (GhServerAddress) address = gh_server_address_new (get_text (self->server), NULL);

  gtk_widget_remove_css_class (self->server, "error");
  gtk_widget_set_visible (self->insecure_note,
                          address != NULL && !gh_server_address_is_secure (address)
                            && !gh_server_address_is_loopback (address));
}

static void
field_changed_cb (GtkWidget *row)
{
  gtk_widget_remove_css_class (row, "error");
}

/* Straight to what is still to be typed. */
static gboolean
gh_sign_in_page_grab_focus (GtkWidget *widget)
{
  GhSignInPage *self = GH_SIGN_IN_PAGE (widget);

  if (*get_text (self->server) == '\0')
    return gtk_widget_grab_focus (self->server);
  if (*get_text (self->email) == '\0')
    return gtk_widget_grab_focus (self->email);
  return gtk_widget_grab_focus (self->password);
}

static void
gh_sign_in_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhSignInPage *self = GH_SIGN_IN_PAGE (object);

  switch ((GhSignInPageProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_sign_in_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhSignInPage *self = GH_SIGN_IN_PAGE (object);

  switch ((GhSignInPageProperty) property_id)
    {
    case PROP_BUSY:
      gh_sign_in_page_set_busy (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_sign_in_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (gh_sign_in_page_parent_class)->dispose (object);
}

static void
gh_sign_in_page_class_init (GhSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_sign_in_page_get_property;
  object_class->set_property = gh_sign_in_page_set_property;
  object_class->dispose = gh_sign_in_page_dispose;

  widget_class->grab_focus = gh_sign_in_page_grab_focus;

  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* The password is not copied on its way. */
  signals[SIGNAL_SIGN_IN_REQUESTED] =
    g_signal_new ("sign-in-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 4, GH_TYPE_SERVER_ADDRESS,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_BOOLEAN);
  signals[SIGNAL_SIGN_IN_CANCELLED] =
    g_signal_new ("sign-in-cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, icon);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, server);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, insecure_note);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, email);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, remember);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault_title);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault_text);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, busy_box);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
}

static void
gh_sign_in_page_init (GhSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), GH_APPLICATION_ID);
  gtk_editable_set_text (GTK_EDITABLE (self->server), GH_SERVER_ADDRESS_DEFAULT);
}

/**
 * gh_sign_in_page_new:
 *
 * Returns: (transfer floating): a page with the default server filled in
 */
GhSignInPage *
gh_sign_in_page_new (void)
{
  return g_object_new (GH_TYPE_SIGN_IN_PAGE, NULL);
}

/**
 * gh_sign_in_page_set_server:
 * @self: a page
 * @server: (nullable): an address
 *
 * Sets what the server field says.
 */
void
gh_sign_in_page_set_server (GhSignInPage *self, const char *server)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  if (server != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->server), server);
}

/**
 * gh_sign_in_page_set_email:
 * @self: a page
 * @email: (nullable): an e-mail address
 *
 * Sets what the e-mail field says.
 */
void
gh_sign_in_page_set_email (GhSignInPage *self, const char *email)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  if (email != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->email), email);
}

/**
 * gh_sign_in_page_get_busy:
 * @self: a page
 *
 * Returns: whether a sign-in is under way
 */
gboolean
gh_sign_in_page_get_busy (GhSignInPage *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_PAGE (self), FALSE);

  return self->busy;
}

/**
 * gh_sign_in_page_set_busy:
 * @self: a page
 * @busy: whether a sign-in is under way
 *
 * Shows that a sign-in is under way, and offers to stop waiting for it.
 */
void
gh_sign_in_page_set_busy (GhSignInPage *self, gboolean busy)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  busy = !!busy;
  if (self->busy == busy)
    return;

  self->busy = busy;
  if (busy)
    {
      gtk_widget_set_visible (self->busy_box, TRUE);
      /* The focus is led out of what cannot have it any more, to what can be done now. */
      if (gtk_widget_get_focus_child (self->form) != NULL
          || gtk_widget_has_focus (self->sign_in_button))
        gtk_widget_child_focus (self->busy_box, GTK_DIR_TAB_FORWARD);
    }
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_visible (self->sign_in_button, !busy);
  if (!busy)
    {
      if (gtk_widget_get_focus_child (self->busy_box) != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self));
      gtk_widget_set_visible (self->busy_box, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * gh_sign_in_page_show_error:
 * @self: a page
 * @error: (nullable): why the sign-in failed; %NULL takes the word away
 *
 * Says what went wrong and takes the person to where the fault is. Nothing that was typed is lost.
 */
void
gh_sign_in_page_show_error (GhSignInPage *self, const GError *error)
{
  g_autoptr (GhServerAddress) address = NULL;
  g_autofree char *advice = NULL;

  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  if (error == NULL || gh_error_is_cancelled (error))
    {
      clear_fault (self);
      return;
    }

  gh_sign_in_page_set_busy (self, FALSE);
  address = gh_server_address_new (get_text (self->server), NULL);
  advice = gh_error_words_dup_advice (
    error, address != NULL ? gh_server_address_get_host_label (address) : NULL);
  show_fault (self, find_faulty_row (self, error), gh_error_words_get_title (error), advice);
}

/**
 * gh_sign_in_page_show_notice:
 * @self: a page
 * @notice: (nullable): a sentence, plain text
 *
 * Says something that is not about a fault.
 */
void
gh_sign_in_page_show_notice (GhSignInPage *self, const char *notice)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  gtk_label_set_label (GTK_LABEL (self->notice), notice != NULL ? notice : "");
  gtk_widget_set_visible (self->notice, notice != NULL);
}

/**
 * gh_sign_in_page_forget_password:
 * @self: a page
 *
 * The sign-in worked: wipes the password. The server and the e-mail stay for the next time.
 */
void
gh_sign_in_page_forget_password (GhSignInPage *self)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  clear_fault (self);
  gh_sign_in_page_set_busy (self, FALSE);
}
