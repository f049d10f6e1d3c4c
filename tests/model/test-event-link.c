/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-event-link.h"
#include "gh-test-main.h"
#include "gh-time.h"

static void
test_links_are_understood (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEventLink) plain = gh_event_link_parse ("gatehouse://event/64ab-EV_1.x", &error);
  g_autoptr (GhEventLink) dated = NULL;
  gint64 time_us = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (plain->id, ==, "64ab-EV_1.x");
  g_assert_cmpint (plain->time_us, ==, 0);

  dated = gh_event_link_parse ("GATEHOUSE://event/7?at=2026-11-29T21:00:00.250Z", &error);
  g_assert_no_error (error);
  g_assert_true (gh_time_parse_iso8601 ("2026-11-29T21:00:00.250Z", &time_us, NULL));
  g_assert_cmpstr (dated->id, ==, "7");
  g_assert_cmpint (dated->time_us, ==, time_us);
}

static void
test_what_is_made_is_understood (void)
{
  static const char *const ids[] = { "1", "evt-00001", "a:b@c", "événement+1", "x=y&z" };
  const gint64 times[] = { 0, G_GINT64_CONSTANT (1795986000123000) };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (times); j++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *text = gh_event_link_dup_text (ids[i], times[j]);
        g_autoptr (GhEventLink) link = gh_event_link_parse (text, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (link->id, ==, ids[i]);
        g_assert_cmpint (link->time_us, ==, times[j]);
      }
}

static void
test_all_else_is_refused (void)
{
  g_autofree char *long_id = g_strnfill (129, 'a');
  g_autofree char *too_long = g_strconcat ("gatehouse://event/", long_id, NULL);
  g_autofree char *huge_id = g_strnfill (100000, 'a');
  g_autofree char *huge = g_strconcat ("gatehouse://event/", huge_id, NULL);
  const char *const texts[] = {
    "",
    "gatehouse:",
    "gatehouse://",
    "gatehouse://event",
    "gatehouse://event/",
    "gatehouse:event/1",
    "gatehouse://person/1",
    "gatehouse://event/1/delete",
    "gatehouse://event/1/",
    "gatehouse://event//1",
    "gatehouse://event/..%2fusers",
    "gatehouse://event/a%00b",
    "gatehouse://event/a%0ab",
    "gatehouse://event/a%20b",
    "gatehouse://event/a%ffb",
    "gatehouse://event/%",
    "gatehouse://event/1#top",
    "gatehouse://event/1?",
    "gatehouse://event/1?at=",
    "gatehouse://event/1?at=yesterday",
    "gatehouse://event/1?do=delete",
    "gatehouse://event/1?at=2026-11-29T21:00:00Z&do=delete",
    "gatehouse://somebody@event/1",
    "gatehouse://event:80/1",
    "https://event/1",
    "file:///etc/passwd",
    "event/1",
    too_long,
    huge,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhEventLink) link = gh_event_link_parse (texts[i], &error);

      if (link != NULL)
        g_error ("taken for a link: %.80s", texts[i]);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/event-link/links-are-understood", test_links_are_understood);
  g_test_add_func ("/event-link/what-is-made-is-understood", test_what_is_made_is_understood);
  g_test_add_func ("/event-link/all-else-is-refused", test_all_else_is_refused);

  return g_test_run ();
}
