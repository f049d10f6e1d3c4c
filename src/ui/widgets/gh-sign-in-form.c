/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sign-in-form.h"

#include "gh-password-rules.h"
#include "gh-server-address.h"

struct _GhSignInForm
{
  AdwBin parent_instance;

  GtkWidget *rows[GH_SIGN_IN_N_FIELDS];
  GtkWidget *notes[GH_SIGN_IN_N_FIELDS]; /* what is wrong with the row above */
  GtkWidget *insecure_note;
  GtkWidget *rules;
  GtkWidget *remember;
};

enum
{
  SIGNAL_SUBMIT,
  SIGNAL_SERVER_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhSignInForm, gh_sign_in_form, ADW_TYPE_BIN)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
set_class (GtkWidget *widget, const char *name, gboolean has_class)
{
  if (has_class)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_mark (GhSignInForm *self, GhSignInField field, gboolean is_wrong, const char *note)
{
  GtkWidget *row = self->rows[field];
  GtkWidget *label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->notes[field]));

  gtk_widget_set_visible (self->notes[field], note != NULL);
  gtk_label_set_label (GTK_LABEL (label), note != NULL ? note : "");
  set_class (row, "error", is_wrong);
  set_class (row, "noted", note != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
submit_cb (GhSignInForm *self)
{
  g_signal_emit (self, signals[SIGNAL_SUBMIT], 0);
}

static void
update_insecure_note (GhSignInForm *self)
{
  const char *text = gh_sign_in_form_get_text (self, GH_SIGN_IN_SERVER);
  g_autoptr (GhServerAddress) address = gh_server_address_new (text, NULL);

  gtk_widget_set_visible (self->insecure_note,
                          address != NULL && !gh_server_address_is_secure (address)
                            && !gh_server_address_is_loopback (address));
}

static void
changed_cb (GhSignInForm *self, GtkWidget *row)
{
  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    if (self->rows[field] == row)
      set_mark (self, (GhSignInField) field, FALSE, NULL);

  if (row == self->rows[GH_SIGN_IN_SERVER])
    {
      update_insecure_note (self);
      g_signal_emit (self, signals[SIGNAL_SERVER_CHANGED], 0);
    }
  if (row == self->rows[GH_SIGN_IN_PASSWORD])
    gh_password_rules_set_password (GH_PASSWORD_RULES (self->rules),
                                    gh_sign_in_form_get_text (self, GH_SIGN_IN_PASSWORD));
}

/* Straight to what is still to be typed. */
static gboolean
gh_sign_in_form_grab_focus (GtkWidget *widget)
{
  static const GhSignInField asked[] = { GH_SIGN_IN_SERVER, GH_SIGN_IN_EMAIL };
  GhSignInForm *self = GH_SIGN_IN_FORM (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    if (*gh_sign_in_form_get_text (self, asked[i]) == '\0')
      return gtk_widget_grab_focus (self->rows[asked[i]]);

  return gtk_widget_grab_focus (self->rows[GH_SIGN_IN_PASSWORD]);
}

static void
gh_sign_in_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SIGN_IN_FORM);

  G_OBJECT_CLASS (gh_sign_in_form_parent_class)->dispose (object);
}

static void
bind_fields (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *row;
    const char *note;
  } names[GH_SIGN_IN_N_FIELDS] = {
    [GH_SIGN_IN_SERVER] = { "server", "server_note" },
    [GH_SIGN_IN_EMAIL] = { "email", "email_note" },
    [GH_SIGN_IN_FIRST_NAME] = { "first_name", "first_name_note" },
    [GH_SIGN_IN_LAST_NAME] = { "last_name", "last_name_note" },
    [GH_SIGN_IN_PASSWORD] = { "password", "password_note" },
  };

  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    {
      gtk_widget_class_bind_template_child_full (widget_class, names[field].row, FALSE,
                                                 G_STRUCT_OFFSET (GhSignInForm, rows[field]));
      gtk_widget_class_bind_template_child_full (widget_class, names[field].note, FALSE,
                                                 G_STRUCT_OFFSET (GhSignInForm, notes[field]));
    }
}

static void
gh_sign_in_form_class_init (GhSignInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_sign_in_form_dispose;

  widget_class->grab_focus = gh_sign_in_form_grab_focus;

  signals[SIGNAL_SUBMIT] = g_signal_new ("submit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SERVER_CHANGED] =
    g_signal_new ("server-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (GH_TYPE_PASSWORD_RULES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-sign-in-form.ui");
  bind_fields (widget_class);
  gtk_widget_class_bind_template_child (widget_class, GhSignInForm, insecure_note);
  gtk_widget_class_bind_template_child (widget_class, GhSignInForm, rules);
  gtk_widget_class_bind_template_child (widget_class, GhSignInForm, remember);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gh_sign_in_form_init (GhSignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_sign_in_form_set_text (self, GH_SIGN_IN_SERVER, GH_SERVER_ADDRESS_DEFAULT);
  gh_sign_in_form_set_registering (self, FALSE);
}

/**
 * gh_sign_in_form_new:
 *
 * Returns: (transfer floating): a form for a sign-in, with the default server filled in
 */
GtkWidget *
gh_sign_in_form_new (void)
{
  return g_object_new (GH_TYPE_SIGN_IN_FORM, NULL);
}

/**
 * gh_sign_in_form_set_registering:
 * @self: a form
 * @registering: whether a new account is to be made
 *
 * Shows or hides what only a new account needs. Nothing that was typed is lost.
 */
void
gh_sign_in_form_set_registering (GhSignInForm *self, gboolean registering)
{
  g_return_if_fail (GH_IS_SIGN_IN_FORM (self));

  gtk_widget_set_visible (self->rows[GH_SIGN_IN_FIRST_NAME], registering);
  gtk_widget_set_visible (self->rows[GH_SIGN_IN_LAST_NAME], registering);
  gtk_widget_set_visible (self->rules, registering);
}

/**
 * gh_sign_in_form_get_text:
 * @self: a form
 * @field: one of its fields
 *
 * Returns: (transfer none): what the field says, exactly
 */
const char *
gh_sign_in_form_get_text (GhSignInForm *self, GhSignInField field)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_FORM (self), NULL);
  g_return_val_if_fail (field < GH_SIGN_IN_N_FIELDS, NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->rows[field]));
}

/**
 * gh_sign_in_form_dup_stripped:
 * @self: a form
 * @field: one of its fields
 *
 * Returns: (transfer full): what the field says, without the blanks that slip in before and after
 */
char *
gh_sign_in_form_dup_stripped (GhSignInForm *self, GhSignInField field)
{
  return g_strstrip (g_strdup (gh_sign_in_form_get_text (self, field)));
}

/**
 * gh_sign_in_form_set_text:
 * @self: a form
 * @field: one of its fields
 * @text: what it is to say
 *
 * Fills a field in.
 */
void
gh_sign_in_form_set_text (GhSignInForm *self, GhSignInField field, const char *text)
{
  g_return_if_fail (GH_IS_SIGN_IN_FORM (self));
  g_return_if_fail (field < GH_SIGN_IN_N_FIELDS);

  gtk_editable_set_text (GTK_EDITABLE (self->rows[field]), text);
}

/**
 * gh_sign_in_form_get_remember:
 * @self: a form
 *
 * Returns: whether the sign-in is to be remembered
 */
gboolean
gh_sign_in_form_get_remember (GhSignInForm *self)
{
  g_return_val_if_fail (GH_IS_SIGN_IN_FORM (self), FALSE);

  return adw_switch_row_get_active (ADW_SWITCH_ROW (self->remember));
}

/**
 * gh_sign_in_form_mark:
 * @self: a form
 * @field: one of its fields
 * @note: (nullable): what is wrong with it, plain text; %NULL where that is said elsewhere
 *
 * Marks a field as wrong, until it is changed.
 */
void
gh_sign_in_form_mark (GhSignInForm *self, GhSignInField field, const char *note)
{
  g_return_if_fail (GH_IS_SIGN_IN_FORM (self));
  g_return_if_fail (field < GH_SIGN_IN_N_FIELDS);

  set_mark (self, field, TRUE, note);
}

/**
 * gh_sign_in_form_clear_marks:
 * @self: a form
 *
 * Nothing is wrong with any field.
 */
void
gh_sign_in_form_clear_marks (GhSignInForm *self)
{
  g_return_if_fail (GH_IS_SIGN_IN_FORM (self));

  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    set_mark (self, (GhSignInField) field, FALSE, NULL);
}

/**
 * gh_sign_in_form_go_to:
 * @self: a form
 * @field: one of its fields
 *
 * Takes the person to a field, where typing replaces what it says.
 */
void
gh_sign_in_form_go_to (GhSignInForm *self, GhSignInField field)
{
  g_return_if_fail (GH_IS_SIGN_IN_FORM (self));
  g_return_if_fail (field < GH_SIGN_IN_N_FIELDS);

  gtk_widget_grab_focus (self->rows[field]);
  gtk_editable_select_region (GTK_EDITABLE (self->rows[field]), 0, -1);
}
