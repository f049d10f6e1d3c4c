/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-password-form.h"

#include "gh-error.h"
#include "gh-fault-box.h"
#include "gh-field-fault.h"
#include "gh-password-policy.h"
#include "gh-password-rules.h"

#include <glib/gi18n.h>

struct _GhPasswordForm
{
  AdwBin parent_instance;

  GhConnection *connection;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while the server is asked */

  GhFaultBox *fault;
  GtkWidget *current;
  GtkWidget *new_password;
  GtkWidget *repeated;
  GhFieldFault *current_fault;
  GhFieldFault *new_fault;
  GhFieldFault *repeated_fault;
  GhPasswordRules *rules;
  GtkWidget *busy;
  GtkWidget *button;
};

typedef enum
{
  PROP_CONNECTION = 1,
} GhPasswordFormProperty;

enum
{
  SIGNAL_DONE,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_CONNECTION + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPasswordForm, gh_password_form, ADW_TYPE_BIN)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
update (GhPasswordForm *self)
{
  gboolean is_busy = self->cancellable != NULL;

  gtk_widget_set_visible (self->busy, is_busy);
  /* What cannot be typed into keeps the focus; what is not sensitive would lose it. */
  gtk_editable_set_editable (GTK_EDITABLE (self->current), !is_busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->new_password), !is_busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->repeated), !is_busy);
  gtk_widget_set_sensitive (self->button, !is_busy && *get_text (self->current) != '\0'
                                            && *get_text (self->new_password) != '\0'
                                            && *get_text (self->repeated) != '\0');
}

static void
changed_cb (GhPasswordForm *self)
{
  gh_password_rules_set_password (self->rules, get_text (self->new_password));
  update (self);
}

static void
clear_faults (GhPasswordForm *self)
{
  gh_fault_box_clear (self->fault);
  gh_field_fault_set_text (self->current_fault, NULL);
  gh_field_fault_set_text (self->new_fault, NULL);
  gh_field_fault_set_text (self->repeated_fault, NULL);
}

static void
clear_fields (GhPasswordForm *self)
{
  clear_faults (self);
  gtk_editable_set_text (GTK_EDITABLE (self->current), "");
  gtk_editable_set_text (GTK_EDITABLE (self->new_password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->repeated), "");
}

static gboolean
check (GhPasswordForm *self)
{
  clear_faults (self);
  if (!gh_password_policy_is_kept (get_text (self->new_password)))
    {
      gh_field_fault_set_text (self->new_fault,
                               _("The password does not keep to the rules below yet."));
      gtk_widget_grab_focus (self->new_password);
      return FALSE;
    }
  if (!g_str_equal (get_text (self->new_password), get_text (self->repeated)))
    {
      gh_field_fault_set_text (self->repeated_fault, _("This is not the same password."));
      gtk_widget_grab_focus (self->repeated);
      return FALSE;
    }
  return TRUE;
}

static char *
dup_sentences (const GError *error)
{
  GHashTable *fields = gh_error_get_field_errors (error);
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer sentences;

  if (fields != NULL)
    {
      g_hash_table_iter_init (&iter, fields);
      while (g_hash_table_iter_next (&iter, NULL, &sentences))
        for (guint i = 0; i < ((GPtrArray *) sentences)->len; i++)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                  (const char *) g_ptr_array_index ((GPtrArray *) sentences, i));
    }
  if (text->len == 0 && gh_error_get_server_message (error) != NULL)
    g_string_append (text, gh_error_get_server_message (error));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* That the password until now is wrong is an answer, and no end of the sign-in. */
static void
show_error (GhPasswordForm *self, const GError *error)
{
  g_autofree char *sentences = dup_sentences (error);

  if (g_error_matches (error, GH_ERROR, GH_ERROR_WRONG_CREDENTIALS)
      || g_error_matches (error, GH_ERROR, GH_ERROR_UNAUTHORIZED))
    {
      gh_field_fault_set_text (self->current_fault, _("This is not your current password."));
      gtk_widget_grab_focus (self->current);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION) && sentences != NULL)
    {
      gh_field_fault_set_text (self->new_fault, sentences);
      gtk_widget_grab_focus (self->new_password);
    }
  else
    {
      gh_fault_box_show_error (self->fault, error);
    }
}

static void
changed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = gh_auth_change_password_finish (GH_AUTH (source), result, &error);
  GhPasswordForm *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (is_done)
    clear_fields (self);
  update (self);
  if (is_done)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
  else
    show_error (self, error);
}

static void
submit_cb (GhPasswordForm *self)
{
  if (self->cancellable != NULL || self->connection == NULL
      || !gtk_widget_get_sensitive (self->button) || !check (self))
    return;

  self->cancellable = g_cancellable_new ();
  gh_auth_change_password_async (gh_connection_get_auth (self->connection),
                                 get_text (self->current), get_text (self->new_password),
                                 self->cancellable, changed_ready_cb, self);
  update (self);
}

static void
gh_password_form_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  GhPasswordForm *self = GH_PASSWORD_FORM (object);

  switch ((GhPasswordFormProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_password_form_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  GhPasswordForm *self = GH_PASSWORD_FORM (object);

  switch ((GhPasswordFormProperty) property_id)
    {
    case PROP_CONNECTION:
      gh_password_form_set_connection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_password_form_dispose (GObject *object)
{
  GhPasswordForm *self = GH_PASSWORD_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PASSWORD_FORM);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_password_form_parent_class)->dispose (object);
}

static void
gh_password_form_class_init (GhPasswordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_password_form_get_property;
  object_class->set_property = gh_password_form_set_property;
  object_class->dispose = gh_password_form_dispose;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-password-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, fault);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, current);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, new_password);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, repeated);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, current_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, new_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, repeated_fault);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, rules);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, busy);
  gtk_widget_class_bind_template_child (widget_class, GhPasswordForm, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);

  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_FIELD_FAULT);
  g_type_ensure (GH_TYPE_PASSWORD_RULES);
}

static void
gh_password_form_init (GhPasswordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * gh_password_form_new:
 *
 * Returns: (transfer floating): a form without a server
 */
GtkWidget *
gh_password_form_new (void)
{
  return g_object_new (GH_TYPE_PASSWORD_FORM, NULL);
}

/**
 * gh_password_form_set_connection:
 * @self: a form
 * @connection: (nullable): the server that knows the password
 *
 * Sets the server, and empties the fields: what was typed was for another.
 */
void
gh_password_form_set_connection (GhPasswordForm *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_PASSWORD_FORM (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  clear_fields (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}
