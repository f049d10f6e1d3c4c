/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sign-in-page.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-password-policy.h"
#include "gh-profile-list.h"
#include "gh-sign-in-faults.h"
#include "gh-sign-in-form.h"

#include <glib/gi18n.h>

struct _GhSignInPage
{
  AdwBin parent_instance;

  gboolean busy;
  gboolean registering; /* a new account is being made, in place of a sign-in to one */

  GtkWidget *icon;
  GtkWidget *back_button;
  GtkWidget *title;
  GtkWidget *profiles;
  GhSignInForm *form;
  GtkWidget *fault;
  GtkWidget *fault_title;
  GtkWidget *fault_text;
  GtkWidget *notice;
  GtkWidget *sign_in_button;
  GtkWidget *register_button;
  GtkWidget *connection_button;
  GtkWidget *busy_box;
  GtkWidget *busy_label;
};

typedef enum
{
  PROP_BUSY = 1,
  PROP_PROFILES,
} GhSignInPageProperty;

enum
{
  SIGNAL_SIGN_IN_REQUESTED,
  SIGNAL_REGISTER_REQUESTED,
  SIGNAL_CANCELLED,
  SIGNAL_PROFILE_CHOSEN,
  SIGNAL_PROFILE_REMOVED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhSignInPage, gh_sign_in_page, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_PROFILES + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
clear_fault (GhSignInPage *self)
{
  gtk_widget_set_visible (self->fault, FALSE);
  gh_sign_in_form_clear_marks (self->form);
}

/* The person is taken to where the fault is. */
static void
show_fault (GhSignInPage *self, GhSignInField field, const char *title, const char *text)
{
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_label_set_label (GTK_LABEL (self->fault_title), title);
  gtk_label_set_label (GTK_LABEL (self->fault_text), text);
  gtk_widget_set_visible (self->fault, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);

  if (field == GH_SIGN_IN_NO_FIELD)
    {
      gtk_widget_grab_focus (self->sign_in_button);
      return;
    }
  gh_sign_in_form_go_to (self->form, field);
}

/* Something is missing or cannot be right: said before anything is sent. */
static void
refuse (GhSignInPage *self, GhSignInField field, const char *title, const char *text)
{
  clear_fault (self);
  gh_sign_in_form_mark (self->form, field, NULL);
  show_fault (self, field, title, text);
}

static void
request_registration (GhSignInPage *self, GhServerAddress *address, const char *email)
{
  g_autofree char *first_name = gh_sign_in_form_dup_stripped (self->form, GH_SIGN_IN_FIRST_NAME);
  g_autofree char *last_name = gh_sign_in_form_dup_stripped (self->form, GH_SIGN_IN_LAST_NAME);
  const GhRegistration registration = {
    .email = email,
    .password = gh_sign_in_form_get_text (self->form, GH_SIGN_IN_PASSWORD),
    .first_name = *first_name != '\0' ? first_name : NULL,
    .last_name = *last_name != '\0' ? last_name : NULL,
  };

  g_signal_emit (self, signals[SIGNAL_REGISTER_REQUESTED], 0, address, &registration,
                 gh_sign_in_form_get_remember (self->form));
}

static void
submit_cb (GhSignInPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhServerAddress) address = NULL;
  g_autofree char *email = gh_sign_in_form_dup_stripped (self->form, GH_SIGN_IN_EMAIL);
  const char *password = gh_sign_in_form_get_text (self->form, GH_SIGN_IN_PASSWORD);

  if (self->busy)
    return;

  address = gh_server_address_new (gh_sign_in_form_get_text (self->form, GH_SIGN_IN_SERVER), &error);
  if (address == NULL)
    {
      refuse (self, GH_SIGN_IN_SERVER, _("Server Address"), error->message);
      return;
    }
  if (*email == '\0')
    {
      refuse (self, GH_SIGN_IN_EMAIL, _("E-Mail"), _("Type the e-mail address of your account."));
      return;
    }
  if (*password == '\0')
    {
      refuse (self, GH_SIGN_IN_PASSWORD, _("Password"), _("Type your password."));
      return;
    }
  if (self->registering && !gh_password_policy_is_kept (password))
    {
      refuse (self, GH_SIGN_IN_PASSWORD, _("Password"),
              _("The password does not keep all the rules below it yet."));
      return;
    }

  clear_fault (self);
  gtk_widget_set_visible (self->notice, FALSE);
  if (self->registering)
    request_registration (self, address, email);
  else
    g_signal_emit (self, signals[SIGNAL_SIGN_IN_REQUESTED], 0, address, email, password,
                   gh_sign_in_form_get_remember (self->form));
}

static void
cancel_clicked_cb (GhSignInPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
update_profiles (GhSignInPage *self)
{
  GListModel *profiles = gh_profile_list_get_model (GH_PROFILE_LIST (self->profiles));
  gboolean has_profiles = profiles != NULL && g_list_model_get_n_items (profiles) > 0;

  gtk_widget_set_visible (self->profiles, has_profiles && !self->registering);
  /* The longer the page, the less room is there for what only looks nice. */
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), has_profiles || self->registering ? 64 : 96);
}

static void
set_registering (GhSignInPage *self, gboolean registering)
{
  self->registering = registering;
  clear_fault (self);
  gtk_widget_set_visible (self->notice, FALSE);
  gtk_widget_set_visible (self->back_button, registering);
  update_profiles (self);
  gh_sign_in_form_set_registering (self->form, registering);
  gtk_widget_set_visible (self->register_button, !registering);
  gtk_label_set_label (GTK_LABEL (self->title),
                       registering ? _("Create an Account") : _("Sign In to Gatehouse"));
  gtk_button_set_label (GTK_BUTTON (self->sign_in_button),
                        registering ? _("_Create Account") : _("_Sign In"));
  gtk_label_set_label (GTK_LABEL (self->busy_label),
                       registering ? _("Creating the account…") : _("Signing in…"));
}

static void
register_clicked_cb (GhSignInPage *self)
{
  set_registering (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
back_clicked_cb (GhSignInPage *self)
{
  set_registering (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
profile_chosen_cb (GhSignInPage *self, GhProfileItem *item)
{
  const char *account = gh_profile_item_get_account (item);

  clear_fault (self);
  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_SERVER, gh_profile_item_get_server (item));
  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_EMAIL, account != NULL ? account : "");
  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_PASSWORD, "");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_PROFILE_CHOSEN], 0, item);
}

static void
profile_removed_cb (GhSignInPage *self, GhProfileItem *item)
{
  /* Who is forgotten is not left in the form. */
  if (g_strcmp0 (gh_sign_in_form_get_text (self->form, GH_SIGN_IN_EMAIL),
                 gh_profile_item_get_account (item)) == 0)
    gh_sign_in_form_set_text (self->form, GH_SIGN_IN_EMAIL, "");
  g_signal_emit (self, signals[SIGNAL_PROFILE_REMOVED], 0, item);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
server_changed_cb (GhSignInPage *self)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->connection_button), "s",
                                    gh_sign_in_form_get_text (self->form, GH_SIGN_IN_SERVER));
}

static gboolean
gh_sign_in_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_SIGN_IN_PAGE (widget)->form));
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
    case PROP_PROFILES:
      g_value_set_object (value, gh_profile_list_get_model (GH_PROFILE_LIST (self->profiles)));
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
    case PROP_PROFILES:
      gh_sign_in_page_set_profiles (self, g_value_get_object (value));
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
install_signals (GType type)
{
  /* The password is not copied on its way. */
  signals[SIGNAL_SIGN_IN_REQUESTED] =
    g_signal_new ("sign-in-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  4, GH_TYPE_SERVER_ADDRESS, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_BOOLEAN);
  signals[SIGNAL_REGISTER_REQUESTED] =
    g_signal_new ("register-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, GH_TYPE_SERVER_ADDRESS, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROFILE_CHOSEN] =
    g_signal_new ("profile-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  GH_TYPE_PROFILE_ITEM);
  signals[SIGNAL_PROFILE_REMOVED] =
    g_signal_new ("profile-removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  GH_TYPE_PROFILE_ITEM);
}

static void
gh_sign_in_page_class_init (GhSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_sign_in_page_get_property;
  object_class->set_property = gh_sign_in_page_set_property;
  object_class->dispose = gh_sign_in_page_dispose;

  widget_class->grab_focus = gh_sign_in_page_grab_focus;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read_write);
  properties[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (GH_TYPE_PROFILE_LIST);
  g_type_ensure (GH_TYPE_SIGN_IN_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, icon);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, title);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, profiles);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault_title);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, fault_text);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, notice);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, register_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, connection_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, busy_label);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, register_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, profile_removed_cb);
}

static void
gh_sign_in_page_init (GhSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), GH_APPLICATION_ID);
  set_registering (self, FALSE);
  server_changed_cb (self);
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
    gh_sign_in_form_set_text (self->form, GH_SIGN_IN_SERVER, server);
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
    gh_sign_in_form_set_text (self->form, GH_SIGN_IN_EMAIL, email);
}

/**
 * gh_sign_in_page_set_profiles:
 * @self: a page
 * @profiles: (nullable): a list of #GhProfileItem
 *
 * Sets which saved servers are offered. The list may change at any time.
 */
void
gh_sign_in_page_set_profiles (GhSignInPage *self, GListModel *profiles)
{
  GListModel *before;

  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  before = gh_profile_list_get_model (GH_PROFILE_LIST (self->profiles));
  if (before == profiles)
    return;

  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, update_profiles, self);
  if (profiles != NULL)
    g_signal_connect_object (profiles, "items-changed", G_CALLBACK (update_profiles), self,
                             G_CONNECT_SWAPPED);
  gh_profile_list_set_model (GH_PROFILE_LIST (self->profiles), profiles);
  update_profiles (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROFILES]);
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
      if ((gtk_widget_get_focus_child (GTK_WIDGET (self->form)) != NULL
           || gtk_widget_has_focus (self->sign_in_button))
          && !gtk_widget_child_focus (self->busy_box, GTK_DIR_TAB_FORWARD)
          && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (self->profiles, !busy);
  gtk_widget_set_sensitive (self->back_button, !busy);
  gtk_widget_set_visible (self->sign_in_button, !busy);
  gtk_widget_set_visible (self->register_button, !busy && !self->registering);
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
 * @error: (nullable): why it failed; %NULL takes the word away
 *
 * Says what went wrong and takes the person to where the fault is. What the server has against a
 * field stands below that field. Nothing that was typed is lost.
 */
void
gh_sign_in_page_show_error (GhSignInPage *self, const GError *error)
{
  g_auto (GhSignInFaults) faults = { 0 };
  g_autoptr (GhServerAddress) address = NULL;

  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  clear_fault (self);
  if (error == NULL || gh_error_is_cancelled (error))
    return;

  gh_sign_in_page_set_busy (self, FALSE);
  address = gh_server_address_new (gh_sign_in_form_get_text (self->form, GH_SIGN_IN_SERVER), NULL);
  gh_sign_in_faults_init (&faults, error, self->registering,
                          address != NULL ? gh_server_address_get_host_label (address) : NULL);
  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    if (faults.notes[field] != NULL)
      gh_sign_in_form_mark (self->form, (GhSignInField) field, faults.notes[field]);
  if (faults.field != GH_SIGN_IN_NO_FIELD && faults.notes[faults.field] == NULL)
    gh_sign_in_form_mark (self->form, faults.field, NULL);
  show_fault (self, faults.field, faults.title, faults.text);
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
 * It worked: wipes the password, and what was typed for a new account. The server and the e-mail
 * stay for the next time.
 */
void
gh_sign_in_page_forget_password (GhSignInPage *self)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));

  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_PASSWORD, "");
  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_FIRST_NAME, "");
  gh_sign_in_form_set_text (self->form, GH_SIGN_IN_LAST_NAME, "");
  set_registering (self, FALSE);
  gh_sign_in_page_set_busy (self, FALSE);
}
