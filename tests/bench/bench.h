/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*BenchFunc) (gpointer data);

double bench_measure (BenchFunc run, gpointer data);
void bench_compare (BenchFunc ours, BenchFunc bare, gpointer data, double *ours_s, double *bare_s);
/* Of doubles, which it sorts. */
double bench_median (GArray *values);
double bench_get_resident_mib (void);

/* One line for run-bench: what was measured, how much, and how much by the bare reference, 0 where
 * there is none. */
void bench_report (const char *what, double value, const char *unit, double reference);

G_END_DECLS
