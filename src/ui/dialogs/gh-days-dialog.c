/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-days-dialog.h"

#include "gh-calendar-marks.h"
#include "gh-control-names.h"

struct _GhDaysDialog
{
  AdwDialog parent_instance;

  GtkCalendar *first;
  GtkCalendar *last;
  GtkLabel *first_count;
  GtkLabel *last_count;
  GtkWidget *apply_button;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhDaysDialog, gh_days_dialog, ADW_TYPE_DIALOG)

static guint signals[SIGNAL_LAST_SIGNAL];

/* A calendar keeps the time of day that it was given, and what counts is the day. */
static GDateTime *
dup_day (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  return g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date), 0, 0, 0.0);
}

/* Whichever was chosen just now stays, and the other follows. */
static void
keep_order (GhDaysDialog *self, GtkCalendar *chosen)
{
  g_autoptr (GDateTime) first = dup_day (self->first);
  g_autoptr (GDateTime) last = dup_day (self->last);

  if (g_date_time_compare (first, last) <= 0)
    return;

  if (chosen == self->first)
    gtk_calendar_select_day (self->last, first);
  else
    gtk_calendar_select_day (self->first, last);
}

static void
apply_clicked_cb (GhDaysDialog *self)
{
  g_autoptr (GDateTime) first = dup_day (self->first);
  g_autoptr (GDateTime) last = dup_day (self->last);

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, first, last);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_clicked_cb (GhDaysDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
gh_days_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_DAYS_DIALOG);

  G_OBJECT_CLASS (gh_days_dialog_parent_class)->dispose (object);
}

static void
gh_days_dialog_class_init (GhDaysDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_days_dialog_dispose;

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DATE_TIME, G_TYPE_DATE_TIME);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-days-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhDaysDialog, first);
  gtk_widget_class_bind_template_child (widget_class, GhDaysDialog, last);
  gtk_widget_class_bind_template_child (widget_class, GhDaysDialog, first_count);
  gtk_widget_class_bind_template_child (widget_class, GhDaysDialog, last_count);
  gtk_widget_class_bind_template_child (widget_class, GhDaysDialog, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, keep_order);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
gh_days_dialog_init (GhDaysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

/**
 * gh_days_dialog_new:
 * @first: the first day to begin with
 * @last: the last day to begin with
 * @counts: (nullable): knows on which days there was something
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhDaysDialog *
gh_days_dialog_new (GDateTime *first, GDateTime *last, GhDayCounts *counts)
{
  GhDaysDialog *self;

  g_return_val_if_fail (first != NULL, NULL);
  g_return_val_if_fail (last != NULL, NULL);
  g_return_val_if_fail (counts == NULL || GH_IS_DAY_COUNTS (counts), NULL);

  self = g_object_new (GH_TYPE_DAYS_DIALOG, NULL);
  gtk_calendar_select_day (self->first, first);
  gtk_calendar_select_day (self->last, last);
  gtk_widget_set_visible (GTK_WIDGET (self->first_count), counts != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->last_count), counts != NULL);
  if (counts != NULL)
    {
      gh_calendar_marks_attach (self->first, counts, self->first_count);
      gh_calendar_marks_attach (self->last, counts, self->last_count);
    }

  return self;
}
