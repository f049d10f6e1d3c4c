/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-application.h"
#include "gh-command-line.h"
#include "gh-context.h"
#include "gh-locale.h"
#include "gh-process.h"
#include "gh-redaction.h"
#include "gh-renderer.h"
#include "gh-restarter.h"

#include <glib/gi18n.h>

#define EXIT_USAGE 2

/* The trace that GATEHOUSE_TRACE asks for, or NULL. */
static GhTrace *
open_trace (void)
{
  const char *path = g_getenv ("GATEHOUSE_TRACE");
  g_autoptr (GError) error = NULL;
  GhTrace *trace;

  if (path == NULL)
    return NULL;

  trace = gh_trace_new_for_path (path, &error);
  if (trace == NULL)
    g_printerr ("gatehouse: %s\n", error->message);

  return trace;
}

/* The same again, but by itself: this process only looks after that one. */
static int
run_again_and_again (char **argv)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  g_strv_builder_add (builder, program != NULL ? program : argv[0]);
  for (guint i = 1; argv[i] != NULL; i++)
    if (!g_str_equal (argv[i], "--restart"))
      g_strv_builder_add (builder, argv[i]);
  arguments = g_strv_builder_end (builder);

  return gh_restarter_run ((const char *const *) arguments, GH_RESTARTER_DELAY_MS);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GhTrace) trace = open_trace ();
  g_autoptr (GhCommandLine) command_line = NULL;
  g_autoptr (GhContext) context = NULL;
  g_autoptr (GhApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  gh_trace_mark (trace, "start");
  gh_process_harden ();
  gh_process_keep_heap_small ();
  gh_redaction_install_log_writer ();

  gh_locale_init ();

  command_line = gh_command_line_parse ((const char *const *) argv, &error);
  if (command_line == NULL)
    {
      g_printerr ("gatehouse: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (command_line->version)
    {
      g_print ("gatehouse %s\n", GH_VERSION);
      return EXIT_SUCCESS;
    }

  if (command_line->restart)
    return run_again_and_again (argv);

  context = gh_context_new (command_line->demo ? GH_CONTEXT_DEMO : GH_CONTEXT_OWN, trace, &error);
  if (context == NULL)
    {
      g_printerr ("gatehouse: %s\n", error->message);
      return EXIT_FAILURE;
    }

  gh_renderer_choose ("/dev/dri");
  application = gh_application_new (g_steal_pointer (&command_line), context);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
