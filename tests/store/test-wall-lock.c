/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-error.h"
#include "gh-secret-hash.h"
#include "gh-test-main.h"
#include "gh-test-wait.h"
#include "gh-virtual-clock.h"
#include "gh-wall-lock-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  GhVirtualClock *clock; /* (owned) */
  char *path;            /* (owned) */
  GhWallLock *lock;      /* (owned) */
} Fixture;

static void
restart (Fixture *fixture)
{
  g_clear_object (&fixture->lock);
  fixture->lock = gh_wall_lock_new (GH_CLOCK (fixture->clock), fixture->path);
  gh_wall_lock_set_iterations (fixture->lock, 10);
  gh_wall_lock_load (fixture->lock);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = gh_virtual_clock_new ();
  fixture->path = g_build_filename (g_get_user_config_dir (), "gatehouse", "wall-pin", NULL);
  g_unlink (fixture->path);
  restart (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* A thread may still be letting go of it. */
  g_clear_object (&fixture->lock);
  g_clear_object (&fixture->clock);
  g_free (fixture->path);
}

static void
set_pin (Fixture *fixture, const char *pin)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_wall_lock_set_pin_async (fixture->lock, pin, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_wall_lock_set_pin_finish (fixture->lock, result, &error));
  g_assert_no_error (error);
}

/* 0 for the right one. */
static int
try (Fixture *fixture, const char *pin)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  gh_wall_lock_try_async (fixture->lock, pin, NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  is_right = gh_wall_lock_try_finish (fixture->lock, result, &error);
  g_assert_true (is_right == (error == NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == GH_ERROR);
      g_assert_null (strstr (error->message, pin));
    }
  return error != NULL ? error->code : 0;
}

static void
advance (Fixture *fixture, gint64 time_us)
{
  gh_virtual_clock_advance_us (fixture->clock, time_us);
}

/* RFC 7914, section 11. */
static void
test_derives_as_the_rfc_has_it (void)
{
  static const struct
  {
    const char *secret, *salt;
    guint iterations;
    const char *key;
  } cases[] = {
    { "passwd", "salt", 1,
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
      "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783" },
    { "Password", "NaCl", 80000,
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
      "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 key[64];
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (gh_secret_hash_derive (cases[i].secret, (const guint8 *) cases[i].salt,
                                            strlen (cases[i].salt), cases[i].iterations, key,
                                            sizeof key, &error));
      g_assert_no_error (error);
      for (guint j = 0; j < sizeof key; j++)
        g_string_append_printf (text, "%02x", key[j]);
      g_assert_cmpstr (text->str, ==, cases[i].key);
    }
}

static void
test_tells_one_secret_from_another (void)
{
  GhSecretHash hash, again;
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_secret_hash_make (&hash, "4711", 100, &error));
  g_assert_true (gh_secret_hash_make (&again, "4711", 100, &error));
  g_assert_cmpint (memcmp (hash.hash, again.hash, sizeof hash.hash), !=, 0);
  g_assert_true (gh_secret_hash_matches (&hash, "4711", &error));
  g_assert_true (gh_secret_hash_matches (&again, "4711", &error));
  g_assert_false (gh_secret_hash_matches (&hash, "4712", &error));
  g_assert_false (gh_secret_hash_matches (&hash, "", &error));
  g_assert_no_error (error);
}

static void
test_knows_what_a_pin_is (void)
{
  g_assert_true (gh_wall_lock_is_pin ("0000"));
  g_assert_true (gh_wall_lock_is_pin ("123456789012"));
  g_assert_false (gh_wall_lock_is_pin (""));
  g_assert_false (gh_wall_lock_is_pin ("123"));
  g_assert_false (gh_wall_lock_is_pin ("1234567890123"));
  g_assert_false (gh_wall_lock_is_pin ("12a4"));
  g_assert_false (gh_wall_lock_is_pin ("١٢٣٤"));
}

static void
test_the_right_pin_opens (Fixture *fixture, gconstpointer data)
{
  struct stat info;
  g_autofree char *text = NULL;

  g_assert_false (gh_wall_lock_get_has_pin (fixture->lock));
  set_pin (fixture, "4711");
  g_assert_true (gh_wall_lock_get_has_pin (fixture->lock));
  g_assert_cmpint (try (fixture, "1234"), ==, GH_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (try (fixture, "4711"), ==, 0);

  restart (fixture);
  g_assert_true (gh_wall_lock_get_has_pin (fixture->lock));
  g_assert_cmpint (try (fixture, "4711"), ==, 0);
  g_assert_cmpint (try (fixture, "0000"), ==, GH_ERROR_WRONG_CREDENTIALS);

  /* Of this person alone, and not to be read from it. */
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, "4711"));

  set_pin (fixture, NULL);
  g_assert_false (gh_wall_lock_get_has_pin (fixture->lock));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  set_pin (fixture, NULL);
}

/* What a person's PIN takes when nobody makes it cheap. */
static void
test_is_worth_600000_iterations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhWallLock) lock = gh_wall_lock_new (GH_CLOCK (fixture->clock), fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  gh_wall_lock_set_pin_async (lock, "4711", NULL, gh_test_take_result_cb, &result);
  gh_test_wait_until (result != NULL);
  g_assert_true (gh_wall_lock_set_pin_finish (lock, result, NULL));
  g_assert_true (g_key_file_load_from_file (file, fixture->path, G_KEY_FILE_NONE, NULL));
  g_assert_cmpint (g_key_file_get_integer (file, "pin", "iterations", NULL), >=, 600000);
  restart (fixture);
  g_assert_cmpint (try (fixture, "4711"), ==, 0);
}

static void
test_waits_grow_and_survive_a_restart (Fixture *fixture, gconstpointer data)
{
  static const int waits[] = { 30, 60, 120, 240, 480, 900, 900 };

  set_pin (fixture, "4711");
  for (guint i = 0; i < GH_WALL_LOCK_FREE_TRIES - 1; i++)
    {
      g_assert_cmpint (try (fixture, "0000"), ==, GH_ERROR_WRONG_CREDENTIALS);
      g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 0);
      restart (fixture);
    }

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      /* The last try that is free, and each that a wait was for. */
      g_assert_cmpint (try (fixture, "0000"), ==, GH_ERROR_RATE_LIMITED);
      g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, waits[i] * SECOND);
      /* The right one neither, and that it was tried costs nothing. */
      g_assert_cmpint (try (fixture, "4711"), ==, GH_ERROR_RATE_LIMITED);
      advance (fixture, waits[i] * SECOND - 1);
      restart (fixture);
      g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 1);
      g_assert_cmpint (try (fixture, "4711"), ==, GH_ERROR_RATE_LIMITED);
      advance (fixture, 1);
      g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 0);
    }

  g_assert_cmpint (try (fixture, "4711"), ==, 0);
  restart (fixture);
  g_assert_cmpint (try (fixture, "0000"), ==, GH_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 0);
}

static void
test_no_wait_ends_by_setting_the_clock_back (Fixture *fixture, gconstpointer data)
{
  gint64 now_us;

  set_pin (fixture, "4711");
  for (guint i = 0; i < GH_WALL_LOCK_FREE_TRIES; i++)
    try (fixture, "0000");
  now_us = gh_clock_get_real_us (GH_CLOCK (fixture->clock));
  gh_virtual_clock_set_real_us (fixture->clock, now_us - G_TIME_SPAN_DAY);
  g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 30 * SECOND);
  g_assert_cmpint (try (fixture, "4711"), ==, GH_ERROR_RATE_LIMITED);
}

/* Whoever kills the program while it computes has had the try. */
static void
test_a_try_counts_from_its_beginning (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  set_pin (fixture, "4711");
  for (guint i = 0; i < GH_WALL_LOCK_FREE_TRIES; i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();

      g_clear_object (&result);
      gh_wall_lock_try_async (fixture->lock, "0000", NULL, gh_test_take_result_cb, &result);
      gh_test_wait_until (result != NULL);
      /* Its answer is never taken: this is what the next start finds. */
      g_assert_true (g_key_file_load_from_file (file, fixture->path, G_KEY_FILE_NONE, NULL));
      g_assert_cmpint (g_key_file_get_integer (file, "tries", "failed", NULL), ==, (int) i + 1);
      restart (fixture);
    }
  g_assert_cmpint (gh_wall_lock_get_wait_us (fixture->lock), ==, 30 * SECOND);
}

static void
test_breaking_the_file_opens_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const broken[] = {
    "", "nonsense", "[pin]\n", "[pin]\niterations=0\nsalt=AAAA\nhash=AAAA\n",
    ("[pin]\niterations=2000000000\nsalt=AAAAAAAAAAAAAAAAAAAAAA==\n"
     "hash=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"),
  };

  set_pin (fixture, "4711");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, broken[i], -1, NULL));
      restart (fixture);
      g_assert_true (gh_wall_lock_get_has_pin (fixture->lock));
      g_assert_cmpint (try (fixture, "4711"), ==, GH_ERROR_UNAVAILABLE);
    }
  set_pin (fixture, "0815");
  g_assert_cmpint (try (fixture, "0815"), ==, 0);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/wall-lock/rfc-7914", test_derives_as_the_rfc_has_it);
  g_test_add_func ("/wall-lock/hash", test_tells_one_secret_from_another);
  g_test_add_func ("/wall-lock/pin", test_knows_what_a_pin_is);
  add ("/wall-lock/right", test_the_right_pin_opens);
  add ("/wall-lock/iterations", test_is_worth_600000_iterations);
  add ("/wall-lock/waits", test_waits_grow_and_survive_a_restart);
  add ("/wall-lock/clock", test_no_wait_ends_by_setting_the_clock_back);
  add ("/wall-lock/killed", test_a_try_counts_from_its_beginning);
  add ("/wall-lock/broken", test_breaking_the_file_opens_nothing);

  return g_test_run ();
}
