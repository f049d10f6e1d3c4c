/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-redaction.h"

#include <string.h>

#define REMOVED "[removed]"

typedef enum
{
  KEY_NONE,
  KEY_VALUE, /* what follows the key and a ":" or "=" is secret */
  KEY_LINE,  /* so is the rest of the line: "Authorization: Digest a, b" */
  KEY_BEARER /* so is the next word, without any ":" */
} KeyKind;

/* A key is known by a part of it: refreshToken, X-Api-Token, new_password. */
static const struct
{
  const char *part;
  KeyKind kind;
} secret_keys[] = {
  { "authorization", KEY_LINE }, { "cookie", KEY_LINE },     { "bearer", KEY_BEARER },
  { "password", KEY_VALUE },     { "passwd", KEY_VALUE },    { "passphrase", KEY_VALUE },
  { "token", KEY_VALUE },        { "secret", KEY_VALUE },    { "credential", KEY_VALUE },
  { "apikey", KEY_VALUE },       { "api_key", KEY_VALUE },   { "api-key", KEY_VALUE },
};

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gboolean
is_host_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || (c & 0x80) != 0;
}

static gboolean
is_mailbox_char (char c)
{
  return is_word_char (c) || (c != '\0' && strchr (".%+~#$!*^", c) != NULL) || (c & 0x80) != 0;
}

static gsize
word_length (const char *text)
{
  gsize length = 0;

  while (is_word_char (text[length]))
    length++;
  return length;
}

static KeyKind
find_key_kind (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (secret_keys); i++)
    {
      gsize part_length = strlen (secret_keys[i].part);

      for (gsize at = 0; at + part_length <= length; at++)
        if (g_ascii_strncasecmp (word + at, secret_keys[i].part, part_length) == 0)
          return secret_keys[i].kind;
    }
  return KEY_NONE;
}

typedef struct
{
  gsize length;
  gboolean has_mark; /* a ":" or "=" was there */
  char quote;        /* that the value begins with, '\0' for none */
  gsize escapes;     /* backslashes before that quote */
} Separator;

/* What may stand between a key and its value: blanks, a ":" or "=", quotes; the quotes escaped
 * where JSON is quoted in JSON, all of it percent-encoded in an address. */
static Separator
read_separator (const char *text)
{
  Separator separator = { 0 };

  while (separator.quote == '\0')
    {
      const char *p = text + separator.length;
      gboolean is_encoded
        = p[0] == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]);
      char c = is_encoded
                 ? (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]))
                 : p[0];

      if (c == ':' || c == '=')
        separator.has_mark = TRUE;
      else if ((c == '"' || c == '\'') && separator.has_mark && !is_encoded)
        separator.quote = c;
      else if (c == '\0' || strchr (separator.has_mark ? " \t\\\"'>" : " \t\\\"'", c) == NULL)
        break;

      separator.escapes = c == '\\' || separator.quote != '\0' ? separator.escapes : 0;
      separator.escapes += c == '\\';
      separator.length += is_encoded ? 3 : 1;
    }

  return separator;
}

/* A quote that was opened behind n backslashes is closed behind n. JSON quoted in JSON doubles them
 * and adds one, so that a quote within the value has n more, n + 1 counted twice, and so on. */
static gsize
quoted_length (const char *text, const Separator *separator)
{
  gsize run = 0, at;

  for (at = 0; text[at] != '\0'; at++)
    {
      if (text[at] == separator->quote
          && (run < separator->escapes
              || run % (2 * (separator->escapes + 1)) == separator->escapes))
        return at - MIN (run, separator->escapes);
      run = text[at] == '\\' ? run + 1 : 0;
    }
  return at;
}

static gsize
secret_length (const char *text, KeyKind kind, const Separator *separator)
{
  if (!separator->has_mark && (kind != KEY_BEARER || separator->length == 0))
    return 0;
  if (separator->quote != '\0')
    return quoted_length (text, separator);
  if (kind == KEY_LINE)
    return strcspn (text, "\r\n\"");
  if (text[0] == '[')
    return strcspn (text, "]");
  /* An object's members are looked at one by one. */
  return strcspn (text, " \t\r\n&,;(){}]\"'<>\\");
}

/* "eyJ" is how base64url begins every JSON object, and so the header of every signed or encrypted
 * token, whose parts are joined by dots. Answers the length of the token that begins at @text, 0
 * where it has one part only; one that was cut short counts. */
static gsize
jwt_length (const char *text)
{
  gsize at = word_length (text), first = at;

  while (text[at] == '.' || is_word_char (text[at]))
    at++;
  while (at > 0 && text[at - 1] == '.')
    at--;
  return at > first ? at : 0;
}

static const char *
redact_mail_address (GString *safe, const char *at_sign, gsize at_sign_length)
{
  const char *host = at_sign + at_sign_length;
  gsize host_length = 0, kept = safe->len;

  while (is_host_char (host[host_length]))
    host_length++;
  while (kept > 0 && is_mailbox_char (safe->str[kept - 1]))
    kept--;

  if (host_length == 0 || kept == safe->len)
    {
      g_string_append_len (safe, at_sign, (gssize) at_sign_length);
      return host;
    }
  g_string_truncate (safe, kept);
  g_string_append (safe, REMOVED);
  return host + host_length;
}

static const char *
redact_word (GString *safe, const char *word)
{
  gsize length = word_length (word);
  const char *jwt = g_strstr_len (word, (gssize) length, "eyJ");
  KeyKind kind = find_key_kind (word, length);
  const char *end = word + length;

  if (jwt != NULL && jwt_length (jwt) > 0)
    {
      g_string_append_len (safe, word, jwt - word);
      g_string_append (safe, REMOVED);
      return jwt + jwt_length (jwt);
    }

  g_string_append_len (safe, word, (gssize) length);
  if (kind != KEY_NONE)
    {
      Separator separator = read_separator (end);
      gsize secret = secret_length (end + separator.length, kind, &separator);

      if (secret > 0)
        {
          g_string_append_len (safe, end, (gssize) separator.length);
          g_string_append (safe, REMOVED);
          end += separator.length + secret;
        }
    }
  return end;
}

/**
 * gh_redaction_apply:
 * @text: (nullable): a message for a log
 *
 * Takes out what must not be read in a log: JSON web tokens, bearer tokens, e-mail addresses, and
 * the values of keys that speak of passwords, tokens or secrets, in headers, addresses and JSON. It
 * rather removes too much than too little.
 *
 * Returns: (transfer full) (nullable): the text with "[removed]" in those places; %NULL for %NULL
 */
char *
gh_redaction_apply (const char *text)
{
  g_autoptr (GString) safe = NULL;

  if (text == NULL)
    return NULL;

  safe = g_string_sized_new (strlen (text) + 1);
  while (*text != '\0')
    {
      if (is_word_char (*text))
        text = redact_word (safe, text);
      else if (*text == '@')
        text = redact_mail_address (safe, text, 1);
      else if (strncmp (text, "%40", 3) == 0)
        text = redact_mail_address (safe, text, 3);
      else
        g_string_append_c (safe, *text++);
    }

  return g_string_free_and_steal (g_steal_pointer (&safe));
}

static GLogWriterOutput
redacting_log_writer (GLogLevelFlags level,
                      const GLogField *fields,
                      gsize n_fields,
                      gpointer user_data)
{
  g_autofree GLogField *safe_fields = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autofree char *safe_message = NULL;

  for (gsize i = 0; i < n_fields; i++)
    {
      if (safe_message == NULL && strcmp (fields[i].key, "MESSAGE") == 0)
        {
          g_autofree char *message = fields[i].length < 0
                                       ? g_strdup (fields[i].value)
                                       : g_strndup (fields[i].value, (gsize) fields[i].length);

          safe_message = gh_redaction_apply (message);
          safe_fields[i].value = safe_message;
          safe_fields[i].length = -1;
        }
    }

  return g_log_writer_default (level, safe_fields, n_fields, user_data);
}

/**
 * gh_redaction_install_log_writer:
 *
 * Sends every message of this process, those of libraries included, through gh_redaction_apply().
 * To be called once, first thing in main(): GLib takes one log writer only.
 */
void
gh_redaction_install_log_writer (void)
{
  g_log_set_writer_func (redacting_log_writer, NULL, NULL);
}
