/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-database.h"
#include "gh-json-writer.h"
#include "gh-role.h"

G_BEGIN_DECLS

/* A row of the table of users. */
typedef struct
{
  gint64 row;
  char *id;         /* (owned) */
  char *email;      /* (owned) */
  char *first_name; /* (owned) (nullable) */
  char *last_name;  /* (owned) (nullable) */
  char *password;   /* (owned): its hash */
  GhRole role;
  gboolean is_active;
  gint64 created_us;
  gint64 updated_us;
} GhDemoUser;

typedef struct
{
  const char *search; /* (nullable) */
  int role;           /* -1 is any */
  int is_active;      /* -1 is any */
} GhDemoUserFilter;

GhDemoUser *gh_demo_user_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_user_free (GhDemoUser *self);
void gh_demo_user_write (const GhDemoUser *self, GhJsonWriter *writer, const char *name);
/* Reads it from columns that start at @column, in the order of GH_DEMO_USER_COLUMNS. */
GhDemoUser *gh_demo_user_read (GhDemoStatement *statement, int column) G_GNUC_WARN_UNUSED_RESULT;
#define GH_DEMO_USER_COLUMNS                                                                       \
  " u.row, u.id, u.email, u.first_name, u.last_name, u.password, u.role, u.active, u.created, "    \
  "u.updated "
#define GH_DEMO_USER_N_COLUMNS 10

GhDemoUser *gh_demo_accounts_find (GhDemoDatabase *database, const char *id)
  G_GNUC_WARN_UNUSED_RESULT;
GhDemoUser *gh_demo_accounts_find_by_email (GhDemoDatabase *database, const char *email)
  G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *gh_demo_accounts_list (GhDemoDatabase *database,
                                  const GhDemoUserFilter *filter,
                                  gint64 offset,
                                  gint64 limit,
                                  gint64 *total) G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_accounts_add (GhDemoDatabase *database, GhDemoUser *user);
void gh_demo_accounts_save (GhDemoDatabase *database, const GhDemoUser *user);
void gh_demo_accounts_remove (GhDemoDatabase *database, const GhDemoUser *user);
gboolean gh_demo_accounts_is_last_admin (GhDemoDatabase *database, const GhDemoUser *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoUser, gh_demo_user_free)

G_END_DECLS
