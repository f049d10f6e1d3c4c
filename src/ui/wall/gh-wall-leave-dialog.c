/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-leave-dialog.h"

#include "gh-secret.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_DIGITS 12
/* In pixels, and in heights of the wall's text: room for three keys and a sentence. */
#define LEAST_WIDTH 420
#define EMS 20

struct _GhWallLeaveDialog
{
  AdwDialog parent_instance;

  GhClock *clock; /* (owned) */
  gboolean has_pin;
  gboolean is_busy;
  guint patience;

  GtkWidget *pin_box;
  GtkEditable *pin;
  GtkLabel *message;
  GtkWidget *leave_button;
  GtkStack *leave_stack;
};

enum
{
  SIGNAL_LEAVE,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhWallLeaveDialog, gh_wall_leave_dialog, ADW_TYPE_DIALOG)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
patience_ended_cb (gpointer user_data)
{
  GhWallLeaveDialog *self = user_data;

  self->patience = 0;
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Somebody is there: the wall waits for them again. */
static void
wait_again (GhWallLeaveDialog *self)
{
  gh_clock_clear_timeout (self->clock, &self->patience);
  self->patience = gh_clock_add_timeout (self->clock, GH_WALL_LEAVE_DIALOG_PATIENCE_US,
                                         patience_ended_cb, self);
}

static void
update (GhWallLeaveDialog *self)
{
  gboolean has_typed = *gtk_editable_get_text (self->pin) != '\0';

  gtk_widget_set_sensitive (self->leave_button, !self->is_busy && (!self->has_pin || has_typed));
  /* Not insensitive: that would take the keyboard's place from it. */
  gtk_editable_set_editable (self->pin, !self->is_busy);
  gtk_stack_set_visible_child_name (self->leave_stack, self->is_busy ? "busy" : "word");
}

static void
pin_changed_cb (GhWallLeaveDialog *self)
{
  if (self->clock == NULL)
    return;

  wait_again (self);
  update (self);
}

static void
digit_clicked_cb (GhWallLeaveDialog *self, GtkButton *button)
{
  const char *typed = gtk_editable_get_text (self->pin);
  g_autofree char *text = NULL;

  if (self->is_busy || strlen (typed) >= MOST_DIGITS)
    return;

  text = g_strconcat (typed, gtk_button_get_label (button), NULL);
  gtk_editable_set_text (self->pin, text);
  gtk_editable_set_position (self->pin, -1);
}

static void
erase_clicked_cb (GhWallLeaveDialog *self)
{
  if (!self->is_busy)
    gtk_editable_set_text (self->pin, "");
}

static void
leave_clicked_cb (GhWallLeaveDialog *self)
{
  g_autoptr (GhSecret) pin = NULL;

  if (!gtk_widget_get_sensitive (self->leave_button))
    return;

  wait_again (self);
  pin = self->has_pin ? g_strdup (gtk_editable_get_text (self->pin)) : NULL;
  self->is_busy = TRUE;
  gtk_label_set_label (self->message, "");
  update (self);
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, pin);
}

static void
gh_wall_leave_dialog_closed (AdwDialog *dialog)
{
  GhWallLeaveDialog *self = GH_WALL_LEAVE_DIALOG (dialog);

  gh_clock_clear_timeout (self->clock, &self->patience);
}

static void
gh_wall_leave_dialog_dispose (GObject *object)
{
  GhWallLeaveDialog *self = GH_WALL_LEAVE_DIALOG (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->patience);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WALL_LEAVE_DIALOG);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_wall_leave_dialog_parent_class)->dispose (object);
}

static void
gh_wall_leave_dialog_class_init (GhWallLeaveDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_wall_leave_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = gh_wall_leave_dialog_closed;

  signals[SIGNAL_LEAVE] = g_signal_new ("leave", GH_TYPE_WALL_LEAVE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/wall/gh-wall-leave-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWallLeaveDialog, pin_box);
  gtk_widget_class_bind_template_child (widget_class, GhWallLeaveDialog, pin);
  gtk_widget_class_bind_template_child (widget_class, GhWallLeaveDialog, message);
  gtk_widget_class_bind_template_child (widget_class, GhWallLeaveDialog, leave_button);
  gtk_widget_class_bind_template_child (widget_class, GhWallLeaveDialog, leave_stack);
  gtk_widget_class_bind_template_callback (widget_class, pin_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, digit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_clicked_cb);
}

static void
gh_wall_leave_dialog_init (GhWallLeaveDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_wall_leave_dialog_new:
 * @clock: tells the time
 * @has_pin: whether a PIN has to be typed
 * @text_size: of ordinary text on the wall, in pixels; the dialog is as wide as that needs
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
gh_wall_leave_dialog_new (GhClock *clock, gboolean has_pin, int text_size)
{
  GhWallLeaveDialog *self;

  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_WALL_LEAVE_DIALOG, NULL);
  self->clock = g_object_ref (clock);
  self->has_pin = has_pin;
  adw_dialog_set_content_width (ADW_DIALOG (self), MAX (LEAST_WIDTH, EMS * text_size));
  gtk_widget_set_visible (self->pin_box, has_pin);
  if (has_pin)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->pin));
  gtk_label_set_label (self->message, has_pin ? _("Type the PIN to leave the wall.")
                                              : _("The faces go on when you stay."));
  update (self);
  wait_again (self);
  return ADW_DIALOG (self);
}

/**
 * gh_wall_leave_dialog_refuse:
 * @self: a dialog that waits for an answer
 * @error: why nobody may leave
 *
 * Says it, and lets the PIN be typed again.
 */
void
gh_wall_leave_dialog_refuse (GhWallLeaveDialog *self, const GError *error)
{
  g_return_if_fail (GH_IS_WALL_LEAVE_DIALOG (self));
  g_return_if_fail (error != NULL);

  self->is_busy = FALSE;
  gtk_editable_set_text (self->pin, "");
  gtk_label_set_label (self->message, error->message);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->message), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}
