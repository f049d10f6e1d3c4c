/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-cli-context.h"

G_BEGIN_DECLS

/* What is said about a server. It is printed at once: the next thing may take its time. */
typedef struct
{
  GhCliContext *context; /* (unowned) */
  GError *first_error;   /* (owned) (nullable): that the program ends with */
} GhCliCheck;

GhCliRecord *gh_cli_check_begin (const char *name,
                                 const char *state,
                                 const char *detail) G_GNUC_WARN_UNUSED_RESULT;
void gh_cli_check_print (GhCliCheck *self, GhCliRecord *record);
void gh_cli_check_report (GhCliCheck *self,
                          const char *name,
                          const char *state,
                          const char *detail);
void gh_cli_check_report_error (GhCliCheck *self, const char *name, const GError *error);

/* Each group of calls, as this account may use it (gh-cli-check-calls.c). */
void gh_cli_check_calls (GhCliCheck *self);

G_END_DECLS
