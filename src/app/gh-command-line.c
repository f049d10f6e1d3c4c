/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-command-line.h"

#include "gh-error.h"
#include "gh-profile.h"
#include "gh-window-pages.h"

#include <glib/gi18n.h>

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

static gboolean
refuse_page (GError **error)
{
  g_autoptr (GPtrArray) pages = gh_window_pages_list (GH_ROLE_ADMIN);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const GhWindowPage *page = g_ptr_array_index (pages, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", page->name);
    }
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is a list of words to be typed: live, events. */
               _("The pages are: %s."), names->str);
  return FALSE;
}

/* What stands beside the options: links and pictures, as a file manager or a browser hands them on. */
static gboolean
take_rest (GhCommandLine *self, const char *const *rest, GError **error)
{
  g_autoptr (GListStore) pictures = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; rest != NULL && rest[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (rest[i]);

      if (g_file_has_uri_scheme (file, GH_EVENT_LINK_SCHEME))
        {
          g_clear_pointer (&self->link, gh_event_link_free);
          self->link = gh_event_link_parse (rest[i], error);
          if (self->link == NULL)
            return FALSE;
        }
      else if (!g_file_is_native (file) || g_file_query_exists (file, NULL))
        g_list_store_append (pictures, file);
      else
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       /* Translators: %s is a word from the command line. */
                       _("“%s” is not understood: it is no file, and every option begins with two "
                         "dashes."), rest[i]);
          return FALSE;
        }
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (pictures)) > 0)
    self->pictures = G_LIST_MODEL (g_steal_pointer (&pictures));
  return TRUE;
}

static gboolean
check (const GhCommandLine *self, GError **error)
{
  if (self->profile != NULL && !gh_profile_is_valid_name (self->profile))
    return refuse (error, _("A profile's name is of letters, digits, “.”, “_” and “-”, begins with "
                            "a letter or digit, and is not longer than 64."));
  if (self->page != NULL && gh_window_pages_look_up (self->page) == NULL)
    return refuse_page (error);
  if (self->page != NULL && self->kiosk)
    return refuse (error, _("--kiosk has one page only: --page does not go with it."));
  if ((self->link != NULL || self->pictures != NULL) && self->kiosk)
    return refuse (error, _("--kiosk shows the live events only: links and pictures do not go with "
                            "it."));
  if (self->demo && (self->server != NULL || self->profile != NULL || self->credentials_path != NULL))
    return refuse (error, _("--demo brings its own server and sign-in: --server, --profile and "
                            "--credentials do not go with it."));

  return TRUE;
}

/* What systemd hands to a unit of its own, with LoadCredential=gatehouse.json. */
static char *
find_system_credentials (void)
{
  const char *directory = g_getenv ("CREDENTIALS_DIRECTORY");
  g_autofree char *path =
    directory != NULL ? g_build_filename (directory, "gatehouse.json", NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  return g_steal_pointer (&path);
}

/* Kept with a profile, files have to be found from anywhere. */
static GhConnectionSettings *
new_settings (const char *ca_file,
              const char *client_certificate,
              const char *pin,
              gboolean allow_plain_http)
{
  GhConnectionSettings *settings = gh_connection_settings_new ();
  g_autofree char *ca_path = ca_file != NULL ? g_canonicalize_filename (ca_file, NULL) : NULL;
  g_autofree char *client_path =
    client_certificate != NULL ? g_canonicalize_filename (client_certificate, NULL) : NULL;

  gh_connection_settings_set_ca_file (settings, ca_path);
  gh_connection_settings_set_client_certificate (settings, client_path);
  gh_connection_settings_set_pin (settings, pin);
  gh_connection_settings_set_allow_plain_http (settings, allow_plain_http);

  return settings;
}

/**
 * gh_command_line_parse:
 * @arguments: (array zero-terminated=1): the program's name and what follows it
 *
 * Understands and checks the options. `--help` prints the list of them and ends the program.
 *
 * Errors are of #GOptionError, or %GH_ERROR_INVALID_ARGUMENT, each with a sentence for whoever
 * typed it.
 *
 * Returns: (transfer full): what was asked for
 */
GhCommandLine *
gh_command_line_parse (const char *const *arguments, GError **error)
{
  g_autoptr (GhCommandLine) self = g_new0 (GhCommandLine, 1);
  g_autofree char *server = NULL;
  g_autofree char *ca_file = NULL;
  g_autofree char *client_certificate = NULL;
  g_autofree char *pin = NULL;
  gboolean allow_plain_http = FALSE;
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) unparsed = g_strdupv ((char **) arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "server", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &server,
      N_ ("Address of the server"), N_ ("URL") },
    { "profile", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->profile,
      N_ ("Use a saved server, or save this one under that name"), N_ ("NAME") },
    { "page", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->page,
      N_ ("Begin with this page: live, events, people, …"), N_ ("PAGE") },
    { "credentials", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->credentials_path,
      N_ ("Sign in with the e-mail and password in this JSON file, which only its owner may read"),
      N_ ("FILE") },
    { "ca-file", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &ca_file,
      N_ ("Trust the authorities in this PEM file beside the system's"), N_ ("FILE") },
    { "client-certificate", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &client_certificate,
      N_ ("Show the certificate in this file, PEM with its key or PKCS #12, to a server that asks"),
      N_ ("FILE") },
    { "pin", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &pin,
      N_ ("Take the server's certificate with this fingerprint, and no other"),
      /* Translators: leave "sha256:" as it is. */
      N_ ("sha256:DIGITS") },
    { "allow-plain-http", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &allow_plain_http,
      N_ ("Speak to a server beyond this computer unencrypted, if its address is http://"), NULL },
    { "kiosk", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->kiosk,
      N_ ("Show the live events full screen, for a monitor that nobody touches"), NULL },
    { "restart", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->restart,
      N_ ("Start again by itself after a crash"), NULL },
    { "demo", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->demo,
      N_ ("Try everything with sample data and a server of its own"), NULL },
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->version,
      N_ ("Print the version"), NULL },
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->service, NULL,
      NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &rest, NULL,
      /* Translators: what may stand on the command line: pictures, or a link to an event. */
      N_ ("[PICTURE…|LINK]") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("The security desk for a face-recognition system."));
  if (!g_option_context_parse_strv (context, &unparsed, error))
    return NULL;

  if (server != NULL)
    {
      self->server = gh_server_address_new (server, error);
      if (self->server == NULL)
        return NULL;
    }
  self->settings = new_settings (ca_file, client_certificate, pin, allow_plain_http);
  if (pin != NULL && gh_connection_settings_get_pin (self->settings) == NULL)
    {
      refuse (error, _("A fingerprint is “sha256:” and 64 hexadecimal digits."));
      return NULL;
    }
  if (!take_rest (self, (const char *const *) rest, error) || !check (self, error))
    return NULL;
  if (self->kiosk && !self->demo && self->credentials_path == NULL)
    self->credentials_path = find_system_credentials ();

  return g_steal_pointer (&self);
}

void
gh_command_line_free (GhCommandLine *self)
{
  g_clear_pointer (&self->server, gh_server_address_unref);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->credentials_path, g_free);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->link, gh_event_link_free);
  g_clear_object (&self->settings);
  g_free (self);
}

/**
 * gh_command_line_wants_own_instance:
 *
 * A plain start joins the program that runs already. One that names a server, or is a screen of
 * its own, is apart from it.
 *
 * Returns: whether the program must not join a running one
 */
gboolean
gh_command_line_wants_own_instance (const GhCommandLine *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->server != NULL || self->profile != NULL || self->credentials_path != NULL
         || self->demo || self->kiosk;
}
