/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows every state of the pages with made-up objects and writes a picture of each, to be looked
 * at: ui-gallery [--rtl] [--large] [--size WIDTHxHEIGHT] DIRECTORY [SCENE…]. */

#include "gallery.h"

#include "gh-error.h"
#include "gh-event-browser.h"
#include "gh-event-log-private.h"
#include "gh-events-page.h"
#include "gh-feed-break-private.h"
#include "gh-link-indicator.h"
#include "gh-live-page.h"
#include "gh-sample-connection.h"
#include "gh-sample-events.h"
#include "gh-sample-history.h"
#include "gh-period-chooser.h"
#include "gh-profile-item.h"
#include "gh-profile-list.h"
#include "gh-shortcuts-dialog.h"
#include "gh-sign-in-form.h"
#include "gh-sign-in-page.h"
#include "gh-system-clock.h"

#define N_EVENTS 40

static void
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
gallery_spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add_once (milliseconds, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

GError *
gallery_make_error (GhError code, const char *message)
{
  return g_error_new_literal (GH_ERROR, (int) code, message);
}

static GhEventLog *
make_log (Gallery *gallery, guint n_events, gboolean with_break)
{
  GhEventLog *log = gh_event_log_new (gallery->clock, 100);
  gint64 now_us = gh_clock_get_real_us (gallery->clock);

  for (guint i = 0; i < n_events; i++)
    {
      guint age = (n_events - i) * (n_events - i) * 3 / 2;
      g_autoptr (GhFaceEvent) event = gh_sample_event_new (i, now_us - age * G_TIME_SPAN_SECOND);

      gh_event_log_add (log, event);
    }
  if (with_break)
    {
      gint64 from_us = now_us - 60 * G_TIME_SPAN_SECOND;
      g_autoptr (GhFeedBreak) mark = gh_feed_break_new (from_us, from_us);

      gh_feed_break_set_to_us (mark, from_us + 40 * G_TIME_SPAN_SECOND);
      gh_feed_break_set_filled (mark, 12);
      gh_feed_break_set_complete (mark, TRUE);
      gh_event_log_add_break (log, mark);
    }
  return log;
}

/* As the window has it: a header with the state of the link over the page. */
GtkWidget *
gallery_with_header (Gallery *gallery,
                     const char *title,
                     GtkWidget *page,
                     GhFeedState state,
                     GError *error)
{
  GtkWidget *toolbar = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *link =
    g_object_new (GH_TYPE_LINK_INDICATOR,
                  "clock", gallery->clock,
                  "state", state,
                  "since-us", gh_clock_get_real_us (gallery->clock) - 90 * G_TIME_SPAN_SECOND,
                  "retry-at-us", gh_clock_get_real_us (gallery->clock) + 5 * G_TIME_SPAN_SECOND,
                  "error", error,
                  "brief", gtk_widget_get_width (gallery->window) < 500,
                  NULL);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), link);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar), page);
  return toolbar;
}

static GtkWidget *
make_live (Gallery *gallery, GhFeedState state, guint n_events, gboolean with_break, GError *error)
{
  g_autoptr (GhEventLog) log = make_log (gallery, n_events, with_break);
  GtkWidget *page =
    g_object_new (GH_TYPE_LIVE_PAGE,
                  "clock", gallery->clock,
                  "picture-loader", gallery->loader,
                  "since-us", gh_clock_get_real_us (gallery->clock) - 90 * G_TIME_SPAN_SECOND,
                  "error", error,
                  "state", state,
                  "log", log,
                  NULL);

  return gallery_with_header (gallery, "Live", page, state, error);
}

static GtkWidget *
live (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_LIVE, N_EVENTS, TRUE, NULL);
}

static GtkWidget *
live_loading (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_CONNECTING, 0, FALSE, NULL);
}

static GtkWidget *
live_empty (Gallery *gallery)
{
  return make_live (gallery, GH_FEED_LIVE, 0, FALSE, NULL);
}

static GtkWidget *
live_offline (Gallery *gallery)
{
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  return make_live (gallery, GH_FEED_WAITING, 0, FALSE, error);
}

static GtkWidget *
live_stale (Gallery *gallery)
{
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  return make_live (gallery, GH_FEED_WAITING, N_EVENTS, FALSE, error);
}

GtkWidget *
gallery_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gallery_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
gallery_show (Gallery *gallery, GtkWidget *widget)
{
  adw_window_set_content (ADW_WINDOW (gallery->window), widget);
  gallery_spin (100);
}

static GtkWidget *
live_detail (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);
  GtkWidget *browser;
  g_autoptr (GObject) item = NULL;

  gallery_show (gallery, widget);
  browser = gallery_find (widget, GH_TYPE_EVENT_BROWSER);
  item = g_list_model_get_item (
    gh_event_view_get_model (GH_EVENT_VIEW (gallery_find (widget, GH_TYPE_EVENT_VIEW))), 1);
  gh_event_browser_open (GH_EVENT_BROWSER (browser), item);
  return widget;
}

static GtkWidget *
live_held (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);
  g_autoptr (GhEventLog) log = NULL;
  GtkWidget *scroller;

  gallery_show (gallery, widget);
  scroller = gallery_find (gallery_find (widget, GH_TYPE_EVENT_VIEW), GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 300);
  gallery_spin (100);
  g_object_get (gallery_find (widget, GH_TYPE_LIVE_PAGE), "log", &log, NULL);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GhFaceEvent) event =
        gh_sample_event_new (N_EVENTS + i, gh_clock_get_real_us (gallery->clock));

      gh_event_log_add (log, event);
    }
  return widget;
}

static void
query_changed_cb (GhEventsPage *page, GParamSpec *pspec, GhSampleHistory *history)
{
  g_autoptr (GhClock) clock = gh_system_clock_new ();
  g_autoptr (GhPagedList) list = gh_sample_history_open (history, clock);

  gh_events_page_set_events (page, list);
  gh_paged_list_reload (list);
}

/* The page's list reads the history until the page goes. */
static GtkWidget *
make_events (Gallery *gallery, guint total, GhError failure, gboolean hold)
{
  GhSampleHistory *history =
    gh_sample_history_new (total, gh_clock_get_real_us (gallery->clock), TRUE);
  GtkWidget *page = g_object_new (GH_TYPE_EVENTS_PAGE,
                                  "clock", gallery->clock,
                                  "picture-loader", gallery->loader,
                                  NULL);

  if (failure != 0)
    {
      g_autoptr (GError) error = gallery_make_error (failure, "Connection reset by peer");

      gh_sample_history_set_failure (history, error);
    }
  if (hold)
    gh_sample_history_hold (history);
  g_signal_connect (page, "notify::query", G_CALLBACK (query_changed_cb), history);
  return gallery_with_header (gallery, "Events", page, GH_FEED_LIVE, NULL);
}

static GtkWidget *
events (Gallery *gallery)
{
  return make_events (gallery, 1000000, 0, FALSE);
}

static GtkWidget *
events_empty (Gallery *gallery)
{
  return make_events (gallery, 0, 0, FALSE);
}

static GtkWidget *
events_failed (Gallery *gallery)
{
  return make_events (gallery, 1000000, GH_ERROR_SERVER, FALSE);
}

static GtkWidget *
events_loading (Gallery *gallery)
{
  return make_events (gallery, 1000000, 0, TRUE);
}

static GtkWidget *
events_middle (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  GtkAdjustment *adjustment;

  gallery_show (gallery, widget);
  gallery_spin (200);
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gallery_find (gallery_find (widget, GH_TYPE_EVENT_VIEW),
                                       GTK_TYPE_SCROLLED_WINDOW)));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
  gallery_spin (400);
  return widget;
}

static GtkWidget *
events_detail (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  g_autoptr (GObject) item = NULL;

  gallery_show (gallery, widget);
  gallery_spin (200);
  item = g_list_model_get_item (
    gh_event_view_get_model (GH_EVENT_VIEW (gallery_find (widget, GH_TYPE_EVENT_VIEW))), 4);
  gh_event_browser_open (GH_EVENT_BROWSER (gallery_find (widget, GH_TYPE_EVENT_BROWSER)), item);
  return widget;
}

static GDateTime *
new_day (int year, int month, int day)
{
  return g_date_time_new_local (year, month, day, 0, 0, 0.0);
}

static GtkWidget *
events_days (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);
  g_autoptr (GDateTime) first = new_day (2026, 11, 3);
  g_autoptr (GDateTime) last = new_day (2026, 12, 10);

  gh_period_chooser_set_days (GH_PERIOD_CHOOSER (gallery_find (widget, GH_TYPE_PERIOD_CHOOSER)), first,
                              last);
  return widget;
}

static GtkWidget *
events_choose_days (Gallery *gallery)
{
  GtkWidget *widget = events (gallery);

  gallery_show (gallery, widget);
  gh_period_chooser_set_period (GH_PERIOD_CHOOSER (gallery_find (widget, GH_TYPE_PERIOD_CHOOSER)),
                                GH_EVENT_PERIOD_DAYS);
  return widget;
}

static GtkWidget *
shortcuts (Gallery *gallery)
{
  GtkWidget *widget = live (gallery);

  gallery_show (gallery, widget);
  adw_dialog_present (gh_shortcuts_dialog_new (GH_ROLE_ADMIN), gallery->window);
  return widget;
}

static GtkWidget *
make_connection (Gallery *gallery, GhSampleConnection which)
{
  GtkWidget *widget = GTK_WIDGET (gh_sign_in_page_new ());

  gallery_show (gallery, widget);
  adw_dialog_present (gh_sample_connection_new (which), gallery->window);
  return widget;
}

static GtkWidget *
connection (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_FRESH);
}

static GtkWidget *
connection_pinned (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_PINNED);
}

static GtkWidget *
connection_plain (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CONNECTION_PLAIN);
}

static GtkWidget *
certificate (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CERTIFICATE);
}

static GtkWidget *
certificate_changed (Gallery *gallery)
{
  return make_connection (gallery, GH_SAMPLE_CERTIFICATE_CHANGED);
}

static GtkWidget *
sign_in (Gallery *gallery)
{
  return GTK_WIDGET (gh_sign_in_page_new ());
}

static GtkWidget *
sign_in_failed (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_WRONG_CREDENTIALS, "");

  gh_sign_in_page_set_server (page, "desk.example");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  gallery_show (gallery, GTK_WIDGET (page));
  gh_sign_in_page_show_error (page, error);
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_offline (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_OFFLINE, "Connection refused");

  gh_sign_in_page_set_server (page, "http://desk.example:3000");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  gallery_show (gallery, GTK_WIDGET (page));
  gh_sign_in_page_show_error (page, error);
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_busy (Gallery *gallery)
{
  GhSignInPage *page = gh_sign_in_page_new ();

  gh_sign_in_page_set_busy (page, TRUE);
  return GTK_WIDGET (page);
}

static void
click (GtkWidget *page, const char *name)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (page, GH_TYPE_SIGN_IN_PAGE, name),
                         "clicked");
}

static GtkWidget *
make_sign_in_with_profiles (guint n_profiles)
{
  static const char *const people[][2] = {
    { "desk.example", "amina@desk.example" },
    { "gate.example:8443", "olga.petrova@gate.example" },
    { "10.0.0.5:3000", "security.officer.of.the.north.entrance@headquarters.example" },
    { "lab.example", NULL },
  };
  GhSignInPage *page = gh_sign_in_page_new ();
  g_autoptr (GListStore) profiles = g_list_store_new (GH_TYPE_PROFILE_ITEM);

  for (guint i = 0; i < n_profiles; i++)
    {
      const char *host = people[i % G_N_ELEMENTS (people)][0];
      g_autofree char *server = g_strdup_printf ("https://%s/api", host);
      g_autoptr (GhProfileItem) item =
        gh_profile_item_new (host, server, host, people[i % G_N_ELEMENTS (people)][1]);

      g_list_store_append (profiles, item);
    }
  gh_sign_in_page_set_profiles (page, G_LIST_MODEL (profiles));
  gh_sign_in_page_set_server (page, "https://desk.example/api");
  gh_sign_in_page_set_email (page, "amina@desk.example");
  return GTK_WIDGET (page);
}

static GtkWidget *
sign_in_profile (Gallery *gallery)
{
  return make_sign_in_with_profiles (1);
}

static GtkWidget *
sign_in_profiles (Gallery *gallery)
{
  return make_sign_in_with_profiles (12);
}

static GtkWidget *
sign_in_remove (Gallery *gallery)
{
  GtkWidget *page = make_sign_in_with_profiles (3);

  gallery_show (gallery, page);
  g_signal_emit_by_name (gallery_find (gallery_find (page, GH_TYPE_PROFILE_LIST), GTK_TYPE_BUTTON),
                         "clicked");
  return page;
}

static GtkWidget *
make_registration (const char *password)
{
  GtkWidget *page = GTK_WIDGET (gh_sign_in_page_new ());

  gh_sign_in_page_set_server (GH_SIGN_IN_PAGE (page), "desk.example");
  gh_sign_in_page_set_email (GH_SIGN_IN_PAGE (page), "amina@desk.example");
  click (page, "register_button");
  gh_sign_in_form_set_text (GH_SIGN_IN_FORM (gallery_find (page, GH_TYPE_SIGN_IN_FORM)),
                            GH_SIGN_IN_PASSWORD, password);
  return page;
}

static GtkWidget *
register_begun (Gallery *gallery)
{
  return make_registration ("short");
}

static GtkWidget *
register_refused (Gallery *gallery)
{
  GtkWidget *page = make_registration ("Str0ng!pass");
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_VALIDATION, "");

  gh_error_add_field_error (error, "email", "Please provide a valid email address");
  gh_error_add_field_error (error, "password", "Password was in a list of stolen ones");
  gallery_show (gallery, page);
  gh_sign_in_page_show_error (GH_SIGN_IN_PAGE (page), error);
  return page;
}

static GtkWidget *
register_exists (Gallery *gallery)
{
  GtkWidget *page = make_registration ("Str0ng!pass");
  g_autoptr (GError) error = gallery_make_error (GH_ERROR_CONFLICT, "");

  gallery_show (gallery, page);
  gh_sign_in_page_show_error (GH_SIGN_IN_PAGE (page), error);
  return page;
}

static const GalleryScene scenes[] = {
  { "sign-in", sign_in },
  { "sign-in-failed", sign_in_failed },
  { "sign-in-offline", sign_in_offline },
  { "sign-in-busy", sign_in_busy },
  { "sign-in-profile", sign_in_profile },
  { "sign-in-profiles", sign_in_profiles },
  { "sign-in-remove", sign_in_remove },
  { "register", register_begun },
  { "register-refused", register_refused },
  { "register-exists", register_exists },
  { "live", live },
  { "live-loading", live_loading },
  { "live-empty", live_empty },
  { "live-offline", live_offline },
  { "live-stale", live_stale },
  { "live-held", live_held },
  { "live-detail", live_detail },
  { "events", events },
  { "events-empty", events_empty },
  { "events-failed", events_failed },
  { "events-loading", events_loading },
  { "events-middle", events_middle },
  { "events-detail", events_detail },
  { "events-days", events_days },
  { "events-choose-days", events_choose_days },
  { "connection", connection },
  { "connection-pinned", connection_pinned },
  { "connection-plain", connection_plain },
  { "certificate", certificate },
  { "certificate-changed", certificate_changed },
  { "shortcuts", shortcuts },
  { NULL },
};

/* Each ends with a scene without a name. */
static const GalleryScene *const collections[] = { scenes, gallery_alerts_scenes,
                                                 gallery_bulk_scenes,
                                                 gallery_enrol_scenes, gallery_history_scenes,
                                                 gallery_overview_scenes,
                                                 gallery_people_scenes,
                                                 gallery_wall_scenes };

static struct
{
  int width;
  int height;
} sizes[] = { { 360, 720 }, { 1280, 800 }, { 1920, 1080 } };

static guint n_sizes = G_N_ELEMENTS (sizes);

static void
write_picture (GtkWidget *window, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  /* Nothing is there while the window is about to be laid out. */
  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                              gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        gallery_spin (50);
    }
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static void
take (Gallery *gallery, const GalleryScene *scene, guint size, gboolean dark, const char *directory)
{
  g_autofree char *name = g_strdup_printf ("%s/%s-%dx%d%s.png", directory, scene->name,
                                           sizes[size].width, sizes[size].height,
                                           dark ? "-dark" : "");
  GtkWidget *widget;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gallery->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (gallery->window), sizes[size].width,
                               sizes[size].height);
  gtk_widget_set_size_request (gallery->window, 360, 200);
  gtk_window_present (GTK_WINDOW (gallery->window));
  gallery_spin (50);

  widget = scene->make (gallery);
  if (gtk_widget_get_parent (widget) == NULL)
    adw_window_set_content (ADW_WINDOW (gallery->window), widget);
  gallery_spin (400);
  write_picture (gallery->window, name);
  gtk_window_destroy (GTK_WINDOW (gallery->window));
  g_print ("%s\n", name);
}

static void
take_all (Gallery *gallery, const GalleryScene *scene, const char *directory)
{
  for (guint size = 0; size < n_sizes; size++)
    for (guint dark = 0; dark < 2; dark++)
      take (gallery, scene, size, dark == 1, directory);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new ("DIRECTORY [SCENE…]");
  g_autoptr (GError) error = NULL;
  gboolean rtl = FALSE;
  gboolean large = FALSE;
  g_autofree char *size = NULL;
  const GOptionEntry options[] = {
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &large, "With text of twice the size", NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "Of this size alone", "WIDTHxHEIGHT" },
    { NULL },
  };
  Gallery gallery = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "ui-gallery DIRECTORY [SCENE…]");
      return 2;
    }

  if (size != NULL && sscanf (size, "%dx%d", &sizes[0].width, &sizes[0].height) == 2)
    n_sizes = 1;

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/dev/gatehouse/Gatehouse/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/dev/gatehouse/Gatehouse/icons");
  g_mkdir_with_parents (argv[1], 0755);
  gallery.clock = gh_system_clock_new ();
  gallery.loader = gh_picture_loader_new (GH_PICTURE_LOADER_DEFAULT_BYTES);

  for (guint i = 0; i < G_N_ELEMENTS (collections); i++)
    for (const GalleryScene *scene = collections[i]; scene->name != NULL; scene++)
      if (argc == 2 || g_strv_contains ((const char *const *) argv + 2, scene->name))
        take_all (&gallery, scene, argv[1]);

  g_clear_object (&gallery.loader);
  g_clear_object (&gallery.clock);
  return 0;
}
