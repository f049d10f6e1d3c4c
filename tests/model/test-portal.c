/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-portal.h"

#include "gh-test-main.h"
#include "gh-test-portal.h"
#include "gh-test-wait.h"

#define BACKGROUND "org.freedesktop.portal.Background"

static const char introspection[] =
  "<node><interface name='" BACKGROUND "'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "</interface></node>";

static void
set_up (GhTestPortal *portal, gconstpointer data)
{
  gh_test_portal_set_up (portal, GPOINTER_TO_INT (data) ? introspection : NULL);
}

static void
tear_down (GhTestPortal *portal, gconstpointer data)
{
  gh_test_portal_tear_down (portal);
}

static void
start (GhTestPortal *portal, GCancellable *cancellable, GAsyncResult **result)
{
  GVariantDict options = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&options, "autostart", "b", TRUE);
  gh_portal_ask_async (portal->client, BACKGROUND, "RequestBackground", "x11:1f",
                       g_variant_dict_end (&options), cancellable, gh_test_take_result_cb, result);
}

static GhPortalResponse
ask (GhTestPortal *portal, GVariant **results, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (portal, NULL, &result);
  gh_test_wait_until (result != NULL);

  return gh_portal_ask_finish (result, results, error);
}

/* Question and answer arrive as they were given. */
static void
test_granted (GhTestPortal *portal, gconstpointer data)
{
  GVariantDict said = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GVariant) options = NULL;
  g_autoptr (GError) error = NULL;
  const char *parent;
  gboolean is_on = FALSE;

  g_variant_dict_insert (&said, "autostart", "b", TRUE);
  portal->results = g_variant_ref_sink (g_variant_dict_end (&said));
  g_assert_cmpint (ask (portal, &results, &error), ==, GH_PORTAL_GRANTED);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (results, "autostart", "b", &is_on));
  g_assert_true (is_on);

  g_variant_get (portal->asked, "(&s@a{sv})", &parent, &options);
  g_assert_cmpstr (parent, ==, "x11:1f");
  is_on = FALSE;
  g_assert_true (g_variant_lookup (options, "autostart", "b", &is_on));
  g_assert_true (is_on);
}

static void
test_other_answers (GhTestPortal *portal, gconstpointer data)
{
  static const struct
  {
    int answer;
    GhPortalResponse response;
  } cases[] = { { 1, GH_PORTAL_REFUSED }, { 2, GH_PORTAL_ENDED }, { 77, GH_PORTAL_ENDED } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVariant) results = NULL;
      g_autoptr (GError) error = NULL;

      portal->answer = cases[i].answer;
      g_assert_cmpint (ask (portal, &results, &error), ==, cases[i].response);
      g_assert_no_error (error);
      g_assert_cmpuint (g_variant_n_children (results), ==, 0);
      g_clear_pointer (&portal->asked, g_variant_unref);
      g_clear_pointer (&portal->request, g_free);
    }
}

static void
test_no_portal (GhTestPortal *portal, gconstpointer data)
{
  g_autoptr (GVariant) results = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ask (portal, &results, &error), ==, GH_PORTAL_ENDED);
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
  g_assert_null (results);
}

static void
test_cancelled (GhTestPortal *portal, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  portal->answer = -1;
  start (portal, cancellable, &result);
  gh_test_wait_until (portal->asked != NULL);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  gh_test_wait_until (result != NULL && portal->is_closed);
  g_assert_cmpint (gh_portal_ask_finish (result, NULL, &error), ==, GH_PORTAL_ENDED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Then nobody is asked at all. */
static void
test_cancelled_before (GhTestPortal *portal, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  start (portal, cancellable, &result);
  gh_test_wait_until (result != NULL);
  gh_portal_ask_finish (result, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (portal->asked);
}

int
main (int argc, char **argv)
{
  gh_test_init (&argc, &argv);

#define ADD(name, has_portal, test)                                                                \
  g_test_add ("/base/portal/" name, GhTestPortal, GINT_TO_POINTER (has_portal), set_up, test,      \
              tear_down)
  ADD ("granted", TRUE, test_granted);
  ADD ("other-answers", TRUE, test_other_answers);
  ADD ("no-portal", FALSE, test_no_portal);
  ADD ("cancelled", TRUE, test_cancelled);
  ADD ("cancelled-before", TRUE, test_cancelled_before);

  return g_test_run ();
}
