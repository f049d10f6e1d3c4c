/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-connection-settings.h"
#include "gh-pin.h"
#include "gh-test-main.h"

/* Of "abc", from FIPS 180-2. */
#define PIN "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define READABLE                                                                                  \
  "BA:78:16:BF:8F:01:CF:EA:\n41:41:40:DE:5D:AE:22:23:\n"                                          \
  "B0:03:61:A3:96:17:7A:9C:\nB4:10:FF:61:F2:00:15:AD"

static void
test_pin_is_the_fingerprint (void)
{
  g_autofree char *pin = gh_pin_new_for_bytes ("abc", 3);
  g_autofree char *readable = gh_pin_dup_readable (pin);

  g_assert_cmpstr (pin, ==, PIN);
  g_assert_cmpstr (readable, ==, READABLE);
}

static void
test_pin_is_read_as_programs_print_it (void)
{
  static const char *const good[] = {
    PIN,
    READABLE,
    "SHA256:" READABLE,
    "sha256 Fingerprint=" READABLE,
    "SHA256 ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad\n",
  };
  static const char *const bad[] = {
    "", "sha256:", "sha256:ba7816", PIN "0", "md5:ba7816bf8f01cfea414140de5dae2223", "sha256:xyz",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *pin = gh_pin_new_from_text (good[i]);

      g_assert_cmpstr (pin, ==, PIN);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (gh_pin_new_from_text (bad[i]));
  g_assert_null (gh_pin_new_from_text (NULL));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_settings_tell_what_changes (void)
{
  g_autoptr (GhConnectionSettings) settings = gh_connection_settings_new ();
  g_autoptr (GhConnectionSettings) plain = gh_connection_settings_new ();
  g_autoptr (GhConnectionSettings) copy = NULL;
  guint count = 0;

  g_signal_connect_swapped (settings, "notify", G_CALLBACK (count_cb), &count);
  g_object_set (settings,
                "ca-file", "/ca.pem",
                "client-certificate", "/client.pem",
                "pin", READABLE,
                "allow-plain-http", TRUE,
                "transport", GH_FEED_TRANSPORT_POLLING,
                NULL);
  g_assert_cmpuint (count, ==, 5);
  g_assert_cmpstr (gh_connection_settings_get_pin (settings), ==, PIN);
  copy = gh_connection_settings_copy (settings);
  g_assert_true (gh_connection_settings_equal (copy, settings));
  g_assert_false (gh_connection_settings_equal (plain, settings));

  gh_connection_settings_set_pin (settings, PIN);
  gh_connection_settings_set_ca_file (settings, "/ca.pem");
  g_assert_cmpuint (count, ==, 5);

  /* What is no fingerprint pins nothing. */
  gh_connection_settings_set_pin (settings, "anything");
  gh_connection_settings_set_ca_file (settings, "");
  g_assert_cmpuint (count, ==, 7);
  g_assert_null (gh_connection_settings_get_pin (settings));
  g_assert_null (gh_connection_settings_get_ca_file (settings));
  g_assert_false (gh_connection_settings_equal (copy, settings));
}

int
main (int argc, char *argv[])
{
  gh_test_init (&argc, &argv);

  g_test_add_func ("/pin/fingerprint", test_pin_is_the_fingerprint);
  g_test_add_func ("/pin/read", test_pin_is_read_as_programs_print_it);
  g_test_add_func ("/connection-settings/changes", test_settings_tell_what_changes);

  return g_test_run ();
}
