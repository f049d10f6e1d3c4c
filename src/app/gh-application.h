/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-command-line.h"
#include "gh-context.h"

G_BEGIN_DECLS

/* The program on the desktop: one instance, its windows, actions and signals of the system. */
#define GH_TYPE_APPLICATION (gh_application_get_type ())
G_DECLARE_FINAL_TYPE (GhApplication, gh_application, GH, APPLICATION, AdwApplication)

GhApplication *gh_application_new (GhCommandLine *command_line, GhContext *context)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
