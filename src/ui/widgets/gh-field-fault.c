/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-field-fault.h"

struct _GhFieldFault
{
  AdwPreferencesRow parent_instance;

  GtkWidget *about; /* (owned) (nullable) */
  char *text;       /* (owned) (nullable) */

  GtkWidget *label;
};

typedef enum
{
  PROP_ABOUT = 1,
  PROP_TEXT,
} GhFieldFaultProperty;

static GParamSpec *properties[PROP_TEXT + 1];

G_DEFINE_FINAL_TYPE (GhFieldFault, gh_field_fault, ADW_TYPE_PREFERENCES_ROW)

static void
mark (GhFieldFault *self)
{
  gboolean is_faulty = self->text != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_faulty);
  gtk_label_set_label (GTK_LABEL (self->label), is_faulty ? self->text : "");
  if (self->about == NULL)
    return;

  if (is_faulty)
    {
      gtk_widget_add_css_class (self->about, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->about), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->about),
                                      GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (self->about, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self->about), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->about),
                                     GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

static void
value_changed_cb (GhFieldFault *self)
{
  gh_field_fault_set_text (self, NULL);
}

static gboolean
set_about (GhFieldFault *self, GtkWidget *about)
{
  if (self->about == about)
    return FALSE;

  if (self->about != NULL)
    g_signal_handlers_disconnect_by_func (self->about, value_changed_cb, self);
  g_set_object (&self->about, about);
  if (GTK_IS_EDITABLE (about))
    g_signal_connect_object (about, "changed", G_CALLBACK (value_changed_cb), self,
                             G_CONNECT_SWAPPED);
  else if (about != NULL)
    g_signal_connect_object (about, "notify::selected", G_CALLBACK (value_changed_cb), self,
                             G_CONNECT_SWAPPED);
  return TRUE;
}

/* A GtkListBox hands the focus to the row beside, and gives up where that takes none: so we hand it
 * on, and Tab leads from field to field whatever is wrong with them. */
static gboolean
gh_field_fault_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_backward = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *row = widget;

  do
    row = is_backward ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  while (row != NULL && !gtk_widget_get_visible (row));

  return row != NULL && gtk_widget_child_focus (row, direction);
}

static void
gh_field_fault_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFieldFault *self = GH_FIELD_FAULT (object);

  switch ((GhFieldFaultProperty) property_id)
    {
    case PROP_ABOUT:
      g_value_set_object (value, self->about);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_field_fault_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhFieldFault *self = GH_FIELD_FAULT (object);

  switch ((GhFieldFaultProperty) property_id)
    {
    case PROP_ABOUT:
      if (set_about (self, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TEXT:
      gh_field_fault_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_field_fault_dispose (GObject *object)
{
  GhFieldFault *self = GH_FIELD_FAULT (object);

  set_about (self, NULL);

  G_OBJECT_CLASS (gh_field_fault_parent_class)->dispose (object);
}

static void
gh_field_fault_finalize (GObject *object)
{
  GhFieldFault *self = GH_FIELD_FAULT (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (gh_field_fault_parent_class)->finalize (object);
}

static void
gh_field_fault_class_init (GhFieldFaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_field_fault_get_property;
  object_class->set_property = gh_field_fault_set_property;
  object_class->dispose = gh_field_fault_dispose;
  object_class->finalize = gh_field_fault_finalize;

  GTK_WIDGET_CLASS (klass)->focus = gh_field_fault_focus;

  properties[PROP_ABOUT] =
    g_param_spec_object ("about", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_field_fault_init (GhFieldFault *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "xalign", 0.0,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "margin-top", 6,
                              "margin-bottom", 9,
                              "margin-start", 12,
                              "margin-end", 12,
                              NULL);
  gtk_widget_add_css_class (self->label, "error");
  gtk_widget_add_css_class (self->label, "caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * gh_field_fault_new:
 *
 * Returns: (transfer floating): a row that is hidden
 */
GtkWidget *
gh_field_fault_new (void)
{
  return g_object_new (GH_TYPE_FIELD_FAULT, NULL);
}

/**
 * gh_field_fault_get_text:
 *
 * Returns: (nullable): what is wrong
 */
const char *
gh_field_fault_get_text (GhFieldFault *self)
{
  g_return_val_if_fail (GH_IS_FIELD_FAULT (self), NULL);

  return self->text;
}

/**
 * gh_field_fault_set_text:
 * @self: a row
 * @text: (nullable): what is wrong, plain text
 *
 * Marks the row that this is about, or takes the mark away.
 */
void
gh_field_fault_set_text (GhFieldFault *self, const char *text)
{
  g_return_if_fail (GH_IS_FIELD_FAULT (self));

  if (!g_set_str (&self->text, text))
    return;

  mark (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}
