/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _GhDemoDialect GhDemoDialect;

/* What the command line says. */
typedef struct
{
  const GhDemoDialect *dialect;
  char *database;            /* (owned): a path or ":memory:" */
  char *port_file;           /* (owned) (nullable) */
  char *credentials_file;    /* (owned) (nullable) */
  char *admin_password_file; /* (owned) (nullable) */
  char *contact_sheet;       /* (owned) (nullable) */
  guint port;
  guint n_events;
  guint n_people;
  double rate;
  guint access_ttl_s;
  guint refresh_ttl_s;
  guint rate_limit;
  guint32 seed;
  gboolean has_seed;
  gint64 now_us; /* where the sample history ends; 0 is now */
  gboolean is_terse; /* errors say what they say in production */
  char **faults;     /* (owned) (nullable): lines of the control line to begin with */
  gboolean emit; /* tell of what the cameras see, where the dialect does not do so by itself */
  gboolean control_stdin;
  gboolean exit_with_parent;
  gboolean show_version;
} GhDemoOptions;

GhDemoOptions *gh_demo_options_new (void) G_GNUC_WARN_UNUSED_RESULT;
GhDemoOptions *gh_demo_options_parse (int *argc, char ***argv, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_options_free (GhDemoOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoOptions, gh_demo_options_free)

G_END_DECLS
