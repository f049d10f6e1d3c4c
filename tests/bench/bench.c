/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <unistd.h>

#define LEAST_US G_TIME_SPAN_SECOND
#define LEAST_ROUNDS 11

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
time_once (BenchFunc run, gpointer data, GArray *times)
{
  gint64 start_us = g_get_monotonic_time ();
  gint64 took_us;

  run (data);
  took_us = g_get_monotonic_time () - start_us;
  g_array_append_val (times, took_us);
}

static double
get_median_s (GArray *times)
{
  g_array_sort (times, compare_times);

  return (double) g_array_index (times, gint64, times->len / 2) / G_TIME_SPAN_SECOND;
}

/* Seconds that one run takes: the median of as many as fit into a second, after one that warms
 * up. */
double
bench_measure (BenchFunc run, gpointer data)
{
  double ours_s, bare_s;

  bench_compare (run, NULL, data, &ours_s, &bare_s);

  return ours_s;
}

/* In turn, so that what else the machine does falls on both alike. */
void
bench_compare (BenchFunc ours, BenchFunc bare, gpointer data, double *ours_s, double *bare_s)
{
  g_autoptr (GArray) ours_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) bare_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 begin_us;

  ours (data);
  if (bare != NULL)
    bare (data);
  begin_us = g_get_monotonic_time ();
  while (ours_times->len < LEAST_ROUNDS || g_get_monotonic_time () - begin_us < LEAST_US)
    {
      time_once (ours, data, ours_times);
      if (bare != NULL)
        time_once (bare, data, bare_times);
    }

  *ours_s = get_median_s (ours_times);
  *bare_s = bare != NULL ? get_median_s (bare_times) : 0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

double
bench_median (GArray *values)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, values->len / 2);
}

double
bench_get_resident_mib (void)
{
  g_autofree char *text = NULL;
  unsigned long size = 0, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%lu %lu", &size, &resident);

  return (double) resident * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

void
bench_report (const char *what, double value, const char *unit, double reference)
{
  printf ("%s\t%g\t%s\t%g\n", what, value, unit, reference);
  fflush (stdout);
}
