/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-form-private.h"

#include <string.h>

#include "gh-time.h"

/* The parameters of the query. */

/**
 * gh_demo_form_query_text:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: (transfer none) (nullable): the parameter; an empty one is none
 */
const char *
gh_demo_form_query_text (GhDemoForm *self, const char *name)
{
  const char *text = gh_demo_form_peek_query (self, name);

  return text != NULL && text[0] != '\0' ? text : NULL;
}

/**
 * gh_demo_form_query_int:
 * @self: a form
 * @name: the name of a member or field
 * @least: less is a mistake
 * @most: more is a mistake
 * @fallback: the answer where there is none
 *
 * Returns: the number, or @fallback where there is none
 */
gint64
gh_demo_form_query_int (GhDemoForm *self,
                        const char *name,
                        gint64 least,
                        gint64 most,
                        gint64 fallback)
{
  const char *text = gh_demo_form_peek_query (self, name);
  gint64 value;

  if (text == NULL)
    return fallback;
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    {
      gh_demo_form_complain (self, name, "%s must be an integer number", name);
      return fallback;
    }
  if (value < least)
    gh_demo_form_complain (self, name, "%s must not be less than %" G_GINT64_FORMAT, name, least);
  if (value > most)
    gh_demo_form_complain (self, name, "%s must not be greater than %" G_GINT64_FORMAT, name,
                           most);
  return CLAMP (value, least, most);
}

/**
 * gh_demo_form_query_role:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: a #GhRole, -1 where there is none
 */
int
gh_demo_form_query_role (GhDemoForm *self, const char *name)
{
  const char *text = gh_demo_form_peek_query (self, name);

  return text != NULL ? gh_demo_form_parse_role (self, name, text, -1) : -1;
}

/**
 * gh_demo_form_query_boolean:
 * @self: a form
 * @name: the name of a member or field
 *
 * Returns: %TRUE or %FALSE, -1 where there is none
 */
int
gh_demo_form_query_boolean (GhDemoForm *self, const char *name)
{
  const char *text = gh_demo_form_peek_query (self, name);

  if (text == NULL)
    return -1;
  if (g_str_equal (text, "true"))
    return TRUE;
  if (!g_str_equal (text, "false"))
    gh_demo_form_complain (self, name, "%s must be true or false", name);
  return FALSE;
}

/**
 * gh_demo_form_query_time_us:
 * @self: a form
 * @name: a parameter: an instant, or a day of UTC
 * @is_end: whether it is the end of a period, to which the day or the millisecond named belongs
 * @fallback_us: where there is none
 *
 * Returns: the first moment of the period, or the first moment after it
 */
gint64
gh_demo_form_query_time_us (GhDemoForm *self,
                            const char *name,
                            gboolean is_end,
                            gint64 fallback_us)
{
  const char *text = gh_demo_form_peek_query (self, name);
  g_autofree char *midnight = NULL;
  gboolean is_day;
  gint64 time_us;

  if (text == NULL)
    return fallback_us;
  is_day = strlen (text) == strlen ("2026-01-31");
  midnight = g_strconcat (text, is_day ? "T00:00:00Z" : "", NULL);
  if (!gh_time_parse_iso8601 (midnight, &time_us, NULL))
    {
      gh_demo_form_complain (self, name, "%s must be a valid ISO 8601 date string", name);
      return fallback_us;
    }
  if (is_end)
    time_us += is_day ? G_TIME_SPAN_DAY : G_TIME_SPAN_MILLISECOND;
  return time_us;
}
