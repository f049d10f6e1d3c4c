/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-time-dialog.h"

#include "gh-calendar-marks.h"
#include "gh-control-names.h"

struct _GhTimeDialog
{
  AdwDialog parent_instance;

  GtkCalendar *calendar;
  GtkLabel *count;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkWidget *go_button;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhTimeDialog, gh_time_dialog, ADW_TYPE_DIALOG)

static guint signals[SIGNAL_LAST_SIGNAL];

static gboolean
two_digits_cb (GtkSpinButton *button)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), text))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
cancel_clicked_cb (GhTimeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
go_clicked_cb (GhTimeDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) moment = NULL;

  /* What is typed and not confirmed counts. */
  gtk_spin_button_update (self->hour);
  gtk_spin_button_update (self->minute);
  moment = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                  g_date_time_get_day_of_month (day),
                                  gtk_spin_button_get_value_as_int (self->hour),
                                  gtk_spin_button_get_value_as_int (self->minute), 0.0);
  if (moment != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0,
                   g_date_time_to_unix_usec (moment) + G_TIME_SPAN_MINUTE - 1);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gh_time_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_TIME_DIALOG);

  G_OBJECT_CLASS (gh_time_dialog_parent_class)->dispose (object);
}

static void
gh_time_dialog_class_init (GhTimeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_time_dialog_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-time-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTimeDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, GhTimeDialog, count);
  gtk_widget_class_bind_template_child (widget_class, GhTimeDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, GhTimeDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, GhTimeDialog, go_button);
  gtk_widget_class_bind_template_callback (widget_class, two_digits_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_clicked_cb);
}

static void
gh_time_dialog_init (GhTimeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

/**
 * gh_time_dialog_new:
 * @time_us: what to begin with, real time in microseconds
 * @counts: (nullable): knows on which days there is something to go to
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhTimeDialog *
gh_time_dialog_new (gint64 time_us, GhDayCounts *counts)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local_usec (time_us);
  GhTimeDialog *self = g_object_new (GH_TYPE_TIME_DIALOG, NULL);

  gtk_calendar_select_day (self->calendar, date);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (date));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (date));
  if (counts != NULL)
    gh_calendar_marks_attach (self->calendar, counts, self->count);

  return self;
}
