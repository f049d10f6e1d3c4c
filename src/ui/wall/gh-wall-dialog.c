/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-dialog.h"

#include "gh-control-names.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_DIGITS 4
#define MOST_DIGITS 12

struct _GhWallDialog
{
  AdwDialog parent_instance;

  GSettings *settings;      /* (owned) (nullable): once it is set up */
  GListModel *monitors;     /* (owned) (nullable) */
  GPtrArray *connectors;    /* (owned) (element-type utf8): of the rows of "monitor", "" for any */
  gboolean is_answering;    /* a switch is moved by us */

  AdwComboRow *monitor;
  AdwSpinRow *faces;
  AdwPasswordEntryRow *pin;
  GtkWidget *pin_state;
  GtkWidget *remove_button;
  GtkWidget *pin_note;
  AdwSwitchRow *acknowledge;
  AdwSwitchRow *autostart;
  AdwToastOverlay *toasts;
};

enum
{
  SIGNAL_SET_PIN,
  SIGNAL_SET_AUTOSTART,
  SIGNAL_OPEN_WALL,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhWallDialog, gh_wall_dialog, ADW_TYPE_DIALOG)

static guint signals[SIGNAL_LAST_SIGNAL];

static char *
describe_monitor (GdkMonitor *monitor)
{
  const char *connector = gdk_monitor_get_connector (monitor);
  const char *description = gdk_monitor_get_description (monitor);

  if (description == NULL || g_strcmp0 (description, connector) == 0)
    return g_strdup (connector);
  /* Translators: a connector of a monitor and the monitor's name: DP-1 · Dell U2720Q. */
  return g_strdup_printf (C_("monitor", "%s · %s"), connector, description);
}

static void
add_monitor (GhWallDialog *self, GtkStringList *names, const char *connector, const char *name)
{
  g_ptr_array_add (self->connectors, g_strdup (connector));
  gtk_string_list_append (names, name);
}

/* Those that are there; and the one that was chosen, which may be switched off. */
static void
fill_monitors (GhWallDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_settings_get_string (self->settings, "wall-monitor");
  guint selected = 0;

  g_ptr_array_set_size (self->connectors, 0);
  add_monitor (self, names, "", C_("monitor", "Any"));
  for (guint i = 0; i < g_list_model_get_n_items (self->monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (self->monitors, i);
      g_autofree char *name = NULL;

      if (gdk_monitor_get_connector (monitor) == NULL)
        continue;
      name = describe_monitor (monitor);
      add_monitor (self, names, gdk_monitor_get_connector (monitor), name);
    }
  if (!g_ptr_array_find_with_equal_func (self->connectors, chosen, g_str_equal, &selected))
    {
      /* Translators: %s is the connector of a monitor: DP-1. */
      g_autofree char *name = g_strdup_printf (_("%s (not connected)"), chosen);

      selected = self->connectors->len;
      add_monitor (self, names, chosen, name);
    }

  self->is_answering = TRUE;
  adw_combo_row_set_model (self->monitor, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->monitor, selected);
  self->is_answering = FALSE;
}

static void
monitor_changed_cb (GhWallDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->monitor);

  if (!self->is_answering && self->settings != NULL && selected < self->connectors->len)
    g_settings_set_string (self->settings, "wall-monitor", self->connectors->pdata[selected]);
}

static gboolean
is_pin (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return text[length] == '\0' && length >= LEAST_DIGITS && length <= MOST_DIGITS;
}

static void
pin_changed_cb (GhWallDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->pin));
  gboolean is_wrong = *text != '\0' && !is_pin (text);

  gtk_widget_set_visible (self->pin_note, is_wrong);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->pin), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->pin), "error");
}

static void
pin_applied_cb (GhWallDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->pin));

  if (!is_pin (text))
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->pin), FALSE);
  g_signal_emit (self, signals[SIGNAL_SET_PIN], 0, text);
}

static void
remove_clicked_cb (GhWallDialog *self)
{
  gtk_widget_set_sensitive (self->remove_button, FALSE);
  g_signal_emit (self, signals[SIGNAL_SET_PIN], 0, NULL);
}

static void
autostart_changed_cb (GhWallDialog *self)
{
  if (self->is_answering)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->autostart), FALSE);
  g_signal_emit (self, signals[SIGNAL_SET_AUTOSTART], 0, adw_switch_row_get_active (self->autostart));
}

static void
open_clicked_cb (GhWallDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_WALL], 0);
}

static void
say (GhWallDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
gh_wall_dialog_dispose (GObject *object)
{
  GhWallDialog *self = GH_WALL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WALL_DIALOG);
  g_clear_object (&self->monitors);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gh_wall_dialog_parent_class)->dispose (object);
}

static void
gh_wall_dialog_finalize (GObject *object)
{
  g_clear_pointer (&GH_WALL_DIALOG (object)->connectors, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_wall_dialog_parent_class)->finalize (object);
}

static void
gh_wall_dialog_class_init (GhWallDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_wall_dialog_dispose;
  object_class->finalize = gh_wall_dialog_finalize;

  signals[SIGNAL_SET_PIN] = g_signal_new ("set-pin", GH_TYPE_WALL_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_SET_AUTOSTART] =
    g_signal_new ("set-autostart", GH_TYPE_WALL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_OPEN_WALL] = g_signal_new ("open-wall", GH_TYPE_WALL_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/wall/gh-wall-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, monitor);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, faces);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, pin);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, pin_state);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, pin_note);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, acknowledge);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, autostart);
  gtk_widget_class_bind_template_child (widget_class, GhWallDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, monitor_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, autostart_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
gh_wall_dialog_init (GhWallDialog *self)
{
  self->connectors = g_ptr_array_new_with_free_func (g_free);
  self->is_answering = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  self->is_answering = FALSE;
}

/**
 * gh_wall_dialog_new:
 * @settings: the program's settings
 *
 * Returns: (transfer floating): the dialog; it is to be told about the PIN and the session
 */
AdwDialog *
gh_wall_dialog_new (GSettings *settings)
{
  GhWallDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GH_TYPE_WALL_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  self->monitors =
    g_object_ref (gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self))));
  g_signal_connect_object (self->monitors, "items-changed", G_CALLBACK (fill_monitors), self,
                           G_CONNECT_SWAPPED);
  fill_monitors (self);
  g_settings_bind (settings, "wall-faces", self->faces, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "wall-acknowledge", self->acknowledge, "active",
                   G_SETTINGS_BIND_DEFAULT);
  return ADW_DIALOG (self);
}

/**
 * gh_wall_dialog_take_pin:
 * @self: a dialog
 * @has_pin: whether there is a PIN
 * @error: (nullable): why it could not be changed
 *
 * Answers "set-pin", or says at first what is so.
 */
void
gh_wall_dialog_take_pin (GhWallDialog *self, gboolean has_pin, const GError *error)
{
  g_return_if_fail (GH_IS_WALL_DIALOG (self));

  if (error != NULL)
    say (self, error->message);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pin),
                                 has_pin ? _("New _PIN") : _("_PIN"));
  gtk_widget_set_visible (self->pin_state, has_pin);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pin), TRUE);
  gtk_widget_set_sensitive (self->remove_button, TRUE);
}

/**
 * gh_wall_dialog_take_autostart:
 * @self: a dialog
 * @enabled: whether the wall is started with the session
 * @error: (nullable): why that could not be changed
 *
 * Answers "set-autostart", or says at first what is so.
 */
void
gh_wall_dialog_take_autostart (GhWallDialog *self, gboolean enabled, const GError *error)
{
  g_return_if_fail (GH_IS_WALL_DIALOG (self));

  if (error != NULL)
    say (self, error->message);
  self->is_answering = TRUE;
  adw_switch_row_set_active (self->autostart, enabled);
  self->is_answering = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->autostart), TRUE);
}
