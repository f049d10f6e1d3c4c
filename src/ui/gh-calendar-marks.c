/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-calendar-marks.h"

#include "gh-error-words.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkCalendar *calendar; /* (unowned): has this */
  GhDayCounts *counts;   /* (owned) */
  GtkLabel *label;       /* (owned) */
  int year;
  int month;
} Marks;

static void
marks_free (gpointer data)
{
  Marks *self = data;

  g_signal_handlers_disconnect_by_data (self->counts, self);
  g_object_unref (self->counts);
  g_object_unref (self->label);
  g_free (self);
}

static char *
dup_words (Marks *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  gint64 n = gh_day_counts_get (self->counts, g_date_time_get_year (date),
                                g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date));

  if (n >= 0)
    return g_strdup_printf (ngettext ("%'lu event on this day", "%'lu events on this day",
                                      (gulong) n),
                            (gulong) n);
  if (gh_day_counts_get_error (self->counts) != NULL)
    return gh_error_words_dup_advice (gh_day_counts_get_error (self->counts), NULL);
  /* As high as the words that will be there. */
  return g_strdup (" ");
}

static void
update (Marks *self)
{
  g_autofree char *words = dup_words (self);

  gtk_calendar_clear_marks (self->calendar);
  for (int day = 1; day <= 31; day++)
    if (gh_day_counts_get (self->counts, self->year, self->month, day) > 0)
      gtk_calendar_mark_day (self->calendar, (guint) day);
  gtk_label_set_label (self->label, words);
}

static void
day_selected_cb (Marks *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

  if (g_date_time_get_year (date) != self->year || g_date_time_get_month (date) != self->month)
    {
      self->year = g_date_time_get_year (date);
      self->month = g_date_time_get_month (date);
      gh_day_counts_want_month (self->counts, self->year, self->month);
    }
  update (self);
}

/**
 * gh_calendar_marks_attach:
 * @calendar: a calendar
 * @counts: knows the days
 * @label: says how many events there were on the day that is chosen
 *
 * Marks the days of the month that is shown, as soon as they are known.
 */
void
gh_calendar_marks_attach (GtkCalendar *calendar, GhDayCounts *counts, GtkLabel *label)
{
  Marks *self;

  g_return_if_fail (GTK_IS_CALENDAR (calendar));
  g_return_if_fail (GH_IS_DAY_COUNTS (counts));
  g_return_if_fail (GTK_IS_LABEL (label));

  self = g_new0 (Marks, 1);
  self->calendar = calendar;
  self->counts = g_object_ref (counts);
  self->label = g_object_ref (label);
  g_object_set_data_full (G_OBJECT (calendar), "gh-calendar-marks", self, marks_free);
  g_signal_connect_swapped (counts, "changed", G_CALLBACK (update), self);
  /* Another month is another day, too. */
  g_signal_connect_swapped (calendar, "notify::day", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (calendar, "notify::month", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (calendar, "notify::year", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  day_selected_cb (self);
}
