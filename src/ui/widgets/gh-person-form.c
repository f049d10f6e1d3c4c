/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-form.h"

#include "gh-control-names.h"
#include "gh-error.h"
#include "gh-field-fault.h"
#include "gh-password-policy.h"
#include "gh-password-rules.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GhPersonForm
{
  AdwBin parent_instance;

  GhUser *user; /* (owned) (nullable) */
  gboolean editable;
  gboolean has_role;
  gboolean changed;
  gboolean is_filling;
  char *sent_email; /* (owned) (nullable): as it is sent, without spaces around it */

  GtkWidget *first_name;
  GtkWidget *last_name;
  GtkWidget *email;
  GtkWidget *password;
  AdwComboRow *role;
  GtkWidget *password_group;
  GhPasswordRules *rules;
  GhFieldFault *first_name_fault;
  GhFieldFault *last_name_fault;
  GhFieldFault *email_fault;
  GhFieldFault *password_fault;
  GhFieldFault *role_fault;
};

typedef enum
{
  PROP_USER = 1,
  PROP_EDITABLE,
  PROP_HAS_ROLE,
  PROP_CHANGED,
} GhPersonFormProperty;

enum
{
  SIGNAL_EDITED,
  SIGNAL_SUBMIT,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_CHANGED + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPersonForm, gh_person_form, ADW_TYPE_BIN)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_touched (GhPersonForm *self)
{
  GhUserChanges changes;

  if (self->user == NULL)
    return *get_text (self->first_name) != '\0' || *get_text (self->last_name) != '\0'
           || *get_text (self->email) != '\0' || *get_text (self->password) != '\0';

  gh_person_form_get_changes (self, &changes);
  return changes.fields != GH_USER_FIELD_NONE;
}

static void
changed_cb (GhPersonForm *self)
{
  gboolean changed;

  if (self->is_filling || self->role == NULL)
    return;

  changed = is_touched (self);
  if (changed != self->changed)
    {
      self->changed = changed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
    }
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
password_changed_cb (GhPersonForm *self)
{
  gh_password_rules_set_password (self->rules, get_text (self->password));
  changed_cb (self);
}

static void
activated_cb (GhPersonForm *self)
{
  g_signal_emit (self, signals[SIGNAL_SUBMIT], 0);
}

static void
fill (GhPersonForm *self)
{
  GhUser *user = self->user;
  const char *first_name = user != NULL ? gh_user_get_first_name (user) : NULL;
  const char *last_name = user != NULL ? gh_user_get_last_name (user) : NULL;

  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->first_name), first_name != NULL ? first_name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->last_name), last_name != NULL ? last_name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->email), user != NULL ? gh_user_get_email (user) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  adw_combo_row_set_selected (self->role, user != NULL ? gh_user_get_role (user) : GH_ROLE_USER);
  gtk_widget_set_visible (self->password_group, user == NULL);
  self->is_filling = FALSE;
  changed_cb (self);
}

/* Which field a server's sentence is about, by the name that the contract gives it, or, where it
 * gives none, by what the sentence is about. */
static GhFieldFault *
find_fault (GhPersonForm *self, const char *field, const char *sentence)
{
  const struct
  {
    const char *name;
    GhFieldFault *fault;
  } faults[] = {
    { "firstName", self->first_name_fault }, { "lastName", self->last_name_fault },
    { "email", self->email_fault },          { "password", self->password_fault },
    { "role", self->role_fault },
  };
  g_autofree char *lower = g_ascii_strdown (sentence, -1);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_ascii_strdown (faults[i].name, -1);

      if (*field != '\0' ? g_str_equal (field, faults[i].name) : strstr (lower, name) != NULL)
        return faults[i].fault;
    }
  return NULL;
}

static void
add_fault (GhFieldFault *fault, const char *sentence)
{
  const char *before = gh_field_fault_get_text (fault);
  g_autofree char *both = before != NULL ? g_strdup_printf ("%s\n%s", before, sentence) : NULL;

  gh_field_fault_set_text (fault, both != NULL ? both : sentence);
}

static void
clear_faults (GhPersonForm *self)
{
  gh_field_fault_set_text (self->first_name_fault, NULL);
  gh_field_fault_set_text (self->last_name_fault, NULL);
  gh_field_fault_set_text (self->email_fault, NULL);
  gh_field_fault_set_text (self->password_fault, NULL);
  gh_field_fault_set_text (self->role_fault, NULL);
}

static void
focus_first_fault (GhPersonForm *self)
{
  GhFieldFault *const faults[] = { self->first_name_fault, self->last_name_fault,
                                   self->email_fault, self->password_fault, self->role_fault };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (gh_field_fault_get_text (faults[i]) != NULL)
      {
        g_autoptr (GtkWidget) row = NULL;

        g_object_get (faults[i], "about", &row, NULL);
        gtk_widget_grab_focus (row);
        return;
      }
}

/* No more than a typing error is looked for: what is an address, the server knows. */
static gboolean
looks_like_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strpbrk (text, " \t") == NULL;
}

static gboolean
is_about_email (const GError *error)
{
  const char *message = gh_error_get_server_message (error);
  g_autofree char *lower = message != NULL ? g_ascii_strdown (message, -1) : NULL;

  return lower == NULL || strstr (lower, "mail") != NULL;
}

static gboolean
gh_person_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GH_PERSON_FORM (widget)->first_name);
}

static void
gh_person_form_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPersonForm *self = GH_PERSON_FORM (object);

  switch ((GhPersonFormProperty) property_id)
    {
    case PROP_USER:
      g_value_set_object (value, self->user);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    case PROP_HAS_ROLE:
      g_value_set_boolean (value, self->has_role);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->changed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static gboolean
set_boolean (gboolean *field, const GValue *value)
{
  if (*field == g_value_get_boolean (value))
    return FALSE;

  *field = g_value_get_boolean (value);
  return TRUE;
}

static void
gh_person_form_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhPersonForm *self = GH_PERSON_FORM (object);
  gboolean changed = FALSE;

  switch ((GhPersonFormProperty) property_id)
    {
    case PROP_USER:
      gh_person_form_set_user (self, g_value_get_object (value));
      break;
    case PROP_EDITABLE:
      changed = set_boolean (&self->editable, value);
      break;
    case PROP_HAS_ROLE:
      changed = set_boolean (&self->has_role, value);
      break;
    case PROP_CHANGED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_person_form_dispose (GObject *object)
{
  GhPersonForm *self = GH_PERSON_FORM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_FORM);
  g_clear_object (&self->user);

  G_OBJECT_CLASS (gh_person_form_parent_class)->dispose (object);
}

static void
gh_person_form_finalize (GObject *object)
{
  GhPersonForm *self = GH_PERSON_FORM (object);

  g_clear_pointer (&self->sent_email, g_free);

  G_OBJECT_CLASS (gh_person_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, first_name);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, last_name);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, email);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, password);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, role);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, password_group);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, rules);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, first_name_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, last_name_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, email_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, password_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPersonForm, role_fault);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
}

static void
gh_person_form_class_init (GhPersonFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_person_form_get_property;
  object_class->set_property = gh_person_form_set_property;
  object_class->dispose = gh_person_form_dispose;
  object_class->finalize = gh_person_form_finalize;

  GTK_WIDGET_CLASS (klass)->grab_focus = gh_person_form_grab_focus;

  properties[PROP_USER] = g_param_spec_object ("user", NULL, NULL, GH_TYPE_USER, read_write);
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, read_write);
  properties[PROP_HAS_ROLE] = g_param_spec_boolean ("has-role", NULL, NULL, TRUE, read_write);
  properties[PROP_CHANGED] =
    g_param_spec_boolean ("changed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SUBMIT] = g_signal_new ("submit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
  g_type_ensure (GH_TYPE_FIELD_FAULT);
  g_type_ensure (GH_TYPE_PASSWORD_RULES);
}

static void
gh_person_form_init (GhPersonForm *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  self->editable = TRUE;
  self->has_role = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  for (guint role = GH_ROLE_USER; role <= GH_ROLE_ADMIN; role++)
    gtk_string_list_append (roles, gh_role_get_label ((GhRole) role));
  adw_combo_row_set_model (self->role, G_LIST_MODEL (roles));
  fill (self);
}

/**
 * gh_person_form_new:
 *
 * Returns: (transfer floating): a form for a new account
 */
GtkWidget *
gh_person_form_new (void)
{
  return g_object_new (GH_TYPE_PERSON_FORM, NULL);
}

/**
 * gh_person_form_set_user:
 * @self: a form
 * @user: (nullable): whose account; %NULL for a new one
 *
 * Fills the form in with what the server has.
 */
void
gh_person_form_set_user (GhPersonForm *self, GhUser *user)
{
  g_return_if_fail (GH_IS_PERSON_FORM (self));
  g_return_if_fail (user == NULL || GH_IS_USER (user));

  if (!g_set_object (&self->user, user))
    return;

  clear_faults (self);
  fill (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}

/**
 * gh_person_form_get_changed:
 *
 * Returns: whether there is something to be saved
 */
gboolean
gh_person_form_get_changed (GhPersonForm *self)
{
  g_return_val_if_fail (GH_IS_PERSON_FORM (self), FALSE);

  return self->changed;
}

/**
 * gh_person_form_check:
 * @self: a form
 *
 * Looks for what no server would take, so that it need not be asked.
 *
 * Returns: whether the form can be sent; if not, the first fault has the focus
 */
gboolean
gh_person_form_check (GhPersonForm *self)
{
  GhUserDraft draft;

  g_return_val_if_fail (GH_IS_PERSON_FORM (self), FALSE);

  clear_faults (self);
  gh_person_form_get_draft (self, &draft);
  if (!looks_like_email (draft.email))
    gh_field_fault_set_text (self->email_fault,
                             _("Type a whole address, like name@example.org."));
  if (self->user == NULL && !gh_password_policy_is_kept (draft.password))
    gh_field_fault_set_text (self->password_fault,
                             _("The password does not keep to the rules below yet."));

  focus_first_fault (self);
  return gh_field_fault_get_text (self->email_fault) == NULL
         && gh_field_fault_get_text (self->password_fault) == NULL;
}

/**
 * gh_person_form_get_draft:
 * @self: a form
 * @draft: (out caller-allocates): the account as it is filled in
 *
 * Reads the form.
 */
void
gh_person_form_get_draft (GhPersonForm *self, GhUserDraft *draft)
{
  g_return_if_fail (GH_IS_PERSON_FORM (self));

  g_free (self->sent_email);
  self->sent_email = g_strstrip (g_strdup (get_text (self->email)));
  *draft = (GhUserDraft) {
    .email = self->sent_email,
    .password = get_text (self->password),
    .first_name = get_text (self->first_name),
    .last_name = get_text (self->last_name),
    .role = (GhRole) adw_combo_row_get_selected (self->role),
  };
}

/**
 * gh_person_form_get_changes:
 * @self: a form for an account that is there
 * @changes: (out caller-allocates): what is another than the server has
 *
 * Reads what has been changed in the form, and nothing else.
 */
void
gh_person_form_get_changes (GhPersonForm *self, GhUserChanges *changes)
{
  GhUserDraft draft;

  g_return_if_fail (GH_IS_PERSON_FORM (self));
  g_return_if_fail (self->user != NULL);

  gh_person_form_get_draft (self, &draft);
  *changes = (GhUserChanges) {
    .fields = GH_USER_FIELD_EMAIL | GH_USER_FIELD_FIRST_NAME | GH_USER_FIELD_LAST_NAME,
    .email = draft.email,
    .first_name = draft.first_name,
    .last_name = draft.last_name,
    .role = draft.role,
  };
  if (self->has_role)
    changes->fields |= GH_USER_FIELD_ROLE;
  gh_user_changes_trim (changes, self->user);
}

/**
 * gh_person_form_show_error:
 * @self: a form
 * @error: why it was not taken
 *
 * Says at the fields what is wrong with them. All that was typed stays.
 *
 * Returns: whether all of it could be said at fields
 */
gboolean
gh_person_form_show_error (GhPersonForm *self, const GError *error)
{
  GHashTable *fields;
  GHashTableIter iter;
  gpointer field, sentences;
  gboolean is_placed = FALSE;
  gboolean is_lost = FALSE;

  g_return_val_if_fail (GH_IS_PERSON_FORM (self), FALSE);
  g_return_val_if_fail (error != NULL, FALSE);

  clear_faults (self);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT) && is_about_email (error))
    {
      gh_field_fault_set_text (self->email_fault, _("There is an account with this address already."));
      is_placed = TRUE;
    }

  fields = gh_error_get_field_errors (error);
  if (fields != NULL)
    {
      g_hash_table_iter_init (&iter, fields);
      while (g_hash_table_iter_next (&iter, &field, &sentences))
        for (guint i = 0; i < ((GPtrArray *) sentences)->len; i++)
          {
            const char *sentence = g_ptr_array_index ((GPtrArray *) sentences, i);
            GhFieldFault *fault = find_fault (self, field, sentence);

            if (fault != NULL)
              add_fault (fault, sentence);
            is_placed = is_placed || fault != NULL;
            is_lost = is_lost || fault == NULL;
          }
    }
  focus_first_fault (self);
  return is_placed && !is_lost;
}
