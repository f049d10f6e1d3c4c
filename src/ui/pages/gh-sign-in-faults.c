/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-sign-in-faults.h"

#include "gh-error-words.h"
#include "gh-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* The fields as the contract names them, and words by which sentences without a field are about
 * one: servers also send a mere list of them. */
static const struct
{
  const char *name;
  const char *words[3];
} fields[GH_SIGN_IN_N_FIELDS] = {
  [GH_SIGN_IN_EMAIL] = { "email", { "email", "e-mail" } },
  [GH_SIGN_IN_FIRST_NAME] = { "firstName", { "firstname", "first name" } },
  [GH_SIGN_IN_LAST_NAME] = { "lastName", { "lastname", "last name" } },
  [GH_SIGN_IN_PASSWORD] = { "password", { "password" } },
};

static GhSignInField
find_field_by_name (const char *name)
{
  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    if (g_strcmp0 (fields[field].name, name) == 0)
      return (GhSignInField) field;

  return GH_SIGN_IN_NO_FIELD;
}

static GhSignInField
find_field_by_words (const char *sentence)
{
  g_autofree char *lower = g_ascii_strdown (sentence, -1);

  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    for (const char *const *word = fields[field].words; *word != NULL; word++)
      if (strstr (lower, *word) != NULL)
        return (GhSignInField) field;

  return GH_SIGN_IN_NO_FIELD;
}

static void
append_line (char **text, const char *line)
{
  char *longer = *text != NULL ? g_strdup_printf ("%s\n%s", *text, line) : g_strdup (line);

  g_free (*text);
  *text = longer;
}

/* What the server says of a field that is not on the page is said above all of them. */
static void
take_field_errors (GhSignInFaults *self, GHashTable *field_errors, gboolean registering)
{
  GHashTableIter iter;
  gpointer name;
  gpointer sentences;

  g_hash_table_iter_init (&iter, field_errors);
  while (g_hash_table_iter_next (&iter, &name, &sentences))
    for (guint i = 0; i < ((GPtrArray *) sentences)->len; i++)
      {
        const char *sentence = g_ptr_array_index ((GPtrArray *) sentences, i);
        GhSignInField field = find_field_by_name (name);
        gboolean is_name;

        if (field == GH_SIGN_IN_NO_FIELD)
          field = find_field_by_words (sentence);
        is_name = field == GH_SIGN_IN_FIRST_NAME || field == GH_SIGN_IN_LAST_NAME;
        append_line (field == GH_SIGN_IN_NO_FIELD || (is_name && !registering)
                       ? &self->text : &self->notes[field],
                     sentence);
      }
}

static GhSignInField
find_first_noted (const GhSignInFaults *self)
{
  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    if (self->notes[field] != NULL)
      return (GhSignInField) field;

  return GH_SIGN_IN_NO_FIELD;
}

static GhSignInField
find_field_by_code (GhError code)
{
  switch (code)
    {
    case GH_ERROR_OFFLINE:
    case GH_ERROR_TIMEOUT:
    case GH_ERROR_TLS:
    case GH_ERROR_NOT_API:
    case GH_ERROR_NOT_FOUND:
    case GH_ERROR_UNSUPPORTED:
    case GH_ERROR_INVALID_REPLY:
      return GH_SIGN_IN_SERVER;
    case GH_ERROR_WRONG_CREDENTIALS:
      return GH_SIGN_IN_PASSWORD;
    case GH_ERROR_DEACTIVATED:
    case GH_ERROR_VALIDATION:
      return GH_SIGN_IN_EMAIL;
    case GH_ERROR_UNAUTHORIZED:
    case GH_ERROR_FORBIDDEN:
    case GH_ERROR_CONFLICT:
    case GH_ERROR_RATE_LIMITED:
    case GH_ERROR_SERVER:
    case GH_ERROR_LIMIT:
    case GH_ERROR_INVALID_ARGUMENT:
    case GH_ERROR_UNAVAILABLE:
    default:
      return GH_SIGN_IN_NO_FIELD;
    }
}

/* What means something else where an account is to be made than where one is used. */
static gboolean
say_of_registration (GhSignInFaults *self, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT))
    {
      self->field = GH_SIGN_IN_EMAIL;
      self->title = _("Account Exists Already");
      self->text = g_strdup (_("There is an account with this e-mail address. Go back and sign in "
                               "with it, or type another address."));
      return TRUE;
    }
  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN)
      || g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    {
      self->title = _("Not Offered by This Server");
      self->text = g_strdup (_("This server does not let people make accounts for themselves. Ask "
                               "an administrator for one."));
      return TRUE;
    }

  return FALSE;
}

/*
 * gh_sign_in_faults_init:
 * @self: all zero
 * @error: why it failed, in no case because it was cancelled
 * @registering: whether an account was to be made
 * @host: (nullable): the server as a person knows it
 *
 * Puts an error into the words and the places of the page.
 */
void
gh_sign_in_faults_init (GhSignInFaults *self,
                        const GError *error,
                        gboolean registering,
                        const char *host)
{
  GHashTable *field_errors = gh_error_get_field_errors (error);

  self->field = GH_SIGN_IN_NO_FIELD;
  if (registering && say_of_registration (self, error))
    return;

  self->title = gh_error_words_get_title (error);
  if (error->domain == GH_ERROR)
    self->field = find_field_by_code ((GhError) error->code);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_VALIDATION) && field_errors != NULL)
    {
      take_field_errors (self, field_errors, registering);
      self->field = find_first_noted (self);
      if (self->text == NULL)
        self->text = g_strdup (_("Change what is marked below, and try again."));
    }
  if (self->text == NULL)
    self->text = gh_error_words_dup_advice (error, host);
}

/*
 * gh_sign_in_faults_clear:
 * @self: what gh_sign_in_faults_init() has set, or all zero
 *
 * Frees the texts.
 */
void
gh_sign_in_faults_clear (GhSignInFaults *self)
{
  g_clear_pointer (&self->text, g_free);
  for (guint field = 0; field < GH_SIGN_IN_N_FIELDS; field++)
    g_clear_pointer (&self->notes[field], g_free);
}
