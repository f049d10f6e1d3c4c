/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GH_TYPE_CLOCK (gh_clock_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhClock, gh_clock, GH, CLOCK, GObject)

struct _GhClockClass
{
  GObjectClass parent_class;

  gint64 (*get_monotonic_us) (GhClock *self);
  gint64 (*get_real_us) (GhClock *self);
  guint (*add_timeout) (GhClock *self,
                        gint64 delay_us,
                        GSourceOnceFunc callback,
                        gpointer user_data);
  void (*remove_timeout) (GhClock *self, guint timeout_id);
};

gint64 gh_clock_get_monotonic_us (GhClock *self);
gint64 gh_clock_get_real_us (GhClock *self);

guint gh_clock_add_timeout (GhClock *self,
                            gint64 delay_us,
                            GSourceOnceFunc callback,
                            gpointer user_data);
void gh_clock_clear_timeout (GhClock *self, guint *timeout_id);

G_END_DECLS
