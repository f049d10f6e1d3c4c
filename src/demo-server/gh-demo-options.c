/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-options.h"

#include <math.h>

#include "gh-demo-dialect.h"
#include "gh-demo-people.h"
#include "gh-time.h"

#define MOST_EVENTS 10000000
#define MOST_PEOPLE 100000
#define MOST_RATE 5000.0
#define RATE_LIMIT_OF_DIALECT -1
#define MOST_TTL_S (10 * 365 * 24 * 3600)

/* Only what has no value of its own when it is missing; the rest is read into the result. */
typedef struct
{
  char *dialect;   /* (owned) (nullable) */
  char *errors;    /* (owned) (nullable) */
  char *now;       /* (owned) (nullable) */
  char *rate_text; /* (owned) (nullable) */
  char *database;  /* (owned) (nullable) */
  int port;
  int n_events;
  int n_people;
  int access_ttl_s;
  int refresh_ttl_s;
  int rate_limit;
  gint64 seed;
} Raw;

static void
raw_clear (Raw *raw)
{
  g_free (raw->dialect);
  g_free (raw->errors);
  g_free (raw->now);
  g_free (raw->rate_text);
  g_free (raw->database);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

/**
 * gh_demo_options_new:
 *
 * Returns: (transfer full): what holds where the command line says nothing
 */
GhDemoOptions *
gh_demo_options_new (void)
{
  GhDemoOptions *self = g_new0 (GhDemoOptions, 1);

  self->database =
    g_build_filename (g_get_user_data_dir (), "gatehouse", "demo-server.sqlite", NULL);
  self->dialect = &gh_demo_spec_dialect;
  self->port = 3000;
  self->n_events = 2000;
  self->n_people = GH_DEMO_N_ENROLLED;
  self->rate = 1;
  self->access_ttl_s = 15 * 60;
  self->refresh_ttl_s = 7 * 24 * 3600;
  return self;
}

/**
 * gh_demo_options_free:
 * @self: (transfer full) (nullable): the options
 *
 * Frees the options.
 */
void
gh_demo_options_free (GhDemoOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->database);
  g_free (self->port_file);
  g_free (self->credentials_file);
  g_free (self->admin_password_file);
  g_free (self->contact_sheet);
  g_strfreev (self->faults);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, what);
  return FALSE;
}

static gboolean
take (GhDemoOptions *self, Raw *raw, GError **error)
{
  double rate = self->rate;
  char *end = NULL;

  if (raw->dialect != NULL)
    self->dialect = gh_demo_dialect_find (raw->dialect);
  if (self->dialect == NULL)
    return refuse (error, "--dialect must be \"spec\" or \"field\"");
  self->is_terse = g_strcmp0 (raw->errors, "production") == 0;
  if (raw->errors != NULL && !self->is_terse && !g_str_equal (raw->errors, "development"))
    return refuse (error, "--errors must be \"production\" or \"development\"");
  if (raw->port < 0 || raw->port > G_MAXUINT16)
    return refuse (error, "--port must be between 0 and 65535");
  if (raw->n_events < 0 || raw->n_events > MOST_EVENTS)
    return refuse (error, "--events must be between 0 and 10000000");
  if (raw->n_people < GH_DEMO_N_ENROLLED || raw->n_people > MOST_PEOPLE)
    return refuse (error, "--people must be between 24 and 100000");
  if (raw->rate_text != NULL)
    rate = g_ascii_strtod (raw->rate_text, &end);
  if ((end != NULL && (end == raw->rate_text || *end != '\0')) || !(rate >= 0 && rate <= MOST_RATE))
    return refuse (error, "--rate must be between 0 and 5000");
  if (raw->access_ttl_s < 1 || raw->access_ttl_s > MOST_TTL_S || raw->refresh_ttl_s < 1 ||
      raw->refresh_ttl_s > MOST_TTL_S)
    return refuse (error, "--access-ttl and --refresh-ttl must be at least one second");
  if (raw->rate_limit < RATE_LIMIT_OF_DIALECT)
    return refuse (error, "--rate-limit must not be negative");
  if (raw->seed > G_MAXUINT32)
    return refuse (error, "--seed must be between 0 and 4294967295");
  if (raw->now != NULL && !gh_time_parse_iso8601 (raw->now, &self->now_us, NULL))
    return refuse (error, "--now must be a time of ISO 8601 with a zone");

  self->port = (guint) raw->port;
  self->n_events = (guint) raw->n_events;
  self->n_people = (guint) raw->n_people;
  self->rate = rate;
  self->access_ttl_s = (guint) raw->access_ttl_s;
  self->refresh_ttl_s = (guint) raw->refresh_ttl_s;
  self->rate_limit = raw->rate_limit == RATE_LIMIT_OF_DIALECT ? self->dialect->rate_limit
                                                              : (guint) raw->rate_limit;
  self->has_seed = raw->seed >= 0;
  self->seed = (guint32) MAX (raw->seed, 0);
  if (raw->database != NULL)
    g_set_str (&self->database, raw->database);
  return TRUE;
}

/**
 * gh_demo_options_parse:
 * @argc: (inout): number of arguments
 * @argv: (inout): the arguments
 * @error: (out) (optional): what is wrong with them
 *
 * Reads the command line; with --help it shows it and ends the program.
 *
 * Returns: (transfer full) (nullable): the options
 */
GhDemoOptions *
gh_demo_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (GhDemoOptions) self = gh_demo_options_new ();
  g_auto (Raw) raw = {
    .port = (int) self->port,
    .n_events = (int) self->n_events,
    .n_people = (int) self->n_people,
    .access_ttl_s = (int) self->access_ttl_s,
    .refresh_ttl_s = (int) self->refresh_ttl_s,
    .rate_limit = RATE_LIMIT_OF_DIALECT,
    .seed = -1,
  };
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &raw.port,
      "Listen on PORT of this computer, 0 for a free one (default 3000)", "PORT" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &self->port_file,
      "Write the port to FILE once requests are answered", "FILE" },
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &raw.database,
      "Keep the data in FILE, or in memory if it is \":memory:\"", "FILE" },
    { "events", 0, 0, G_OPTION_ARG_INT, &raw.n_events,
      "Fill an empty history with N events (default 2000)", "N" },
    { "people", 0, 0, G_OPTION_ARG_INT, &raw.n_people,
      "Fill an empty database with N people and their face records (default 24)", "N" },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &raw.rate_text,
      "Live events a second on average, 0 for none (default 1)", "R" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &raw.seed,
      "Make the same sample data and live events every time", "N" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &raw.now, "Let the sample history end at TIME",
      "TIME" },
    { "access-ttl", 0, 0, G_OPTION_ARG_INT, &raw.access_ttl_s,
      "Seconds an access token is good for (default 900)", "S" },
    { "refresh-ttl", 0, 0, G_OPTION_ARG_INT, &raw.refresh_ttl_s,
      "Seconds a refresh token is good for (default 604800)", "S" },
    { "rate-limit", 0, 0, G_OPTION_ARG_INT, &raw.rate_limit,
      "Allow N requests per route and minute, 0 for any number (default: as the dialect has it)",
      "N" },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &raw.dialect,
      "How to speak: \"spec\", as the specification has it, or \"field\", as the server in the field",
      "NAME" },
    { "errors", 0, 0, G_OPTION_ARG_STRING, &raw.errors,
      "How much the dialect \"field\" says about errors: as in \"development\" (the default) or "
      "as in \"production\"",
      "KIND" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults,
      "Let something go wrong from the start: a line for --control-stdin, as often as wanted",
      "LINE" },
    { "emit", 0, 0, G_OPTION_ARG_NONE, &self->emit,
      "Tell of live events also in a dialect that only keeps them", NULL },
    { "credentials-file", 0, 0, G_OPTION_ARG_FILENAME, &self->credentials_file,
      "Write the administrator's e-mail address and password to FILE as JSON", "FILE" },
    { "admin-password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->admin_password_file,
      "Take the administrator's password from FILE", "FILE" },
    { "control-stdin", 0, 0, G_OPTION_ARG_NONE, &self->control_stdin,
      "Obey lines of standard input, end at its end", NULL },
    { "exit-with-parent", 0, 0, G_OPTION_ARG_NONE, &self->exit_with_parent,
      "End when the program that started this one ends", NULL },
    { "contact-sheet", 0, 0, G_OPTION_ARG_FILENAME, &self->contact_sheet,
      "Write a picture of all the sample people to FILE and end", "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->show_version, "Show the version and end", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
    context, "An evaluation server for Gatehouse: the API of the specification with sample\n"
             "people, a made-up history and live events. It listens on this computer only and\n"
             "is not made for production.");
  g_option_context_set_description (
    context, "The accounts admin@, moderator@ and officer@gatehouse.example share one password.\n"
             "It is drawn and printed when a database is made, drawn anew whenever it is to be\n"
             "written with --credentials-file, or taken from --admin-password-file.\n\n"
             "Lines for --control-stdin: emit N (live events), drop (live connections), pause,\n"
             "resume, quit. For tests, what is to go wrong:\n"
             "  latency MS        every answer comes so much later\n"
             "  status CODE N     the next N requests are answered with CODE\n"
             "  truncate N        the next N answers break off in the middle\n"
             "  hang N            the next N requests are never answered\n"
             "  half-open on|off  connections stay, and nothing comes any more: old and new ones\n"
             "  garbage           live connections are told something that makes no sense\n"
             "  duplicate on|off  live events come twice\n"
             "  reorder on|off    live events come in another order\n"
             "  revoke            all refresh tokens are suddenly worth nothing");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "Unexpected argument: %s",
                   (*argv)[1]);
      return NULL;
    }

  return take (self, &raw, error) ? g_steal_pointer (&self) : NULL;
}
