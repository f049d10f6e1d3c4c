/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything in a template that takes the keyboard says what it is, before it has anything to show. */

#include "gh-account-box.h"
#include "gh-account-page.h"
#include "gh-alert-banner.h"
#include "gh-alert-members.h"
#include "gh-alert-row.h"
#include "gh-alert-rule-dialog.h"
#include "gh-alert-rules.h"
#include "gh-alerts-page.h"
#include "gh-break-row.h"
#include "gh-browser.h"
#include "gh-bulk-dialog.h"
#include "gh-bulk-face-row.h"
#include "gh-bulk-list.h"
#include "gh-bulk-source.h"
#include "gh-camera-ages.h"
#include "gh-camera-card.h"
#include "gh-camera-chooser.h"
#include "gh-camera-dialog.h"
#include "gh-cameras-page.h"
#include "gh-capture-view.h"
#include "gh-certificate-dialog.h"
#include "gh-control-names.h"
#include "gh-day-strip.h"
#include "gh-days-dialog.h"
#include "gh-enrol-details.h"
#include "gh-enrol-dialog.h"
#include "gh-event-browser.h"
#include "gh-event-detail.h"
#include "gh-event-dialog.h"
#include "gh-event-filter-bar.h"
#include "gh-event-filter-dialog.h"
#include "gh-event-row.h"
#include "gh-event-view.h"
#include "gh-events-page.h"
#include "gh-face-browser.h"
#include "gh-face-detail.h"
#include "gh-face-dialog.h"
#include "gh-face-filter-bar.h"
#include "gh-face-history.h"
#include "gh-face-tile.h"
#include "gh-face-view.h"
#include "gh-faceless-dialog.h"
#include "gh-faces-page.h"
#include "gh-fault-box.h"
#include "gh-file-row.h"
#include "gh-filter-chip.h"
#include "gh-gathering-strip.h"
#include "gh-health-list.h"
#include "gh-help-dialog.h"
#include "gh-identification-results.h"
#include "gh-identification-strip.h"
#include "gh-identified-row.h"
#include "gh-identify-page.h"
#include "gh-link-indicator.h"
#include "gh-live-page.h"
#include "gh-new-person-dialog.h"
#include "gh-newest-alerts.h"
#include "gh-notices.h"
#include "gh-overview-page.h"
#include "gh-password-form.h"
#include "gh-people-page.h"
#include "gh-people-view.h"
#include "gh-period-chooser.h"
#include "gh-person-chooser.h"
#include "gh-person-dialog.h"
#include "gh-person-faces.h"
#include "gh-person-false-matches.h"
#include "gh-person-form.h"
#include "gh-person-page.h"
#include "gh-person-row.h"
#include "gh-picture-source.h"
#include "gh-plain-mark.h"
#include "gh-profile-list.h"
#include "gh-progress-dialog.h"
#include "gh-shortcuts-dialog.h"
#include "gh-sign-in-form.h"
#include "gh-sign-in-page.h"
#include "gh-time-dialog.h"
#include "gh-ui-names.h"
#include "gh-ui-test.h"
#include "gh-wall.h"
#include "gh-wall-band.h"
#include "gh-wall-dialog.h"
#include "gh-wall-leave-dialog.h"
#include "gh-watch-list-dialog.h"

static guint
count_nameless (GtkWidget *widget)
{
  guint n_nameless = 0;

  /* What has nothing to show yet waits for its words, too. */
  if (!gtk_widget_get_visible (widget)
      || (GTK_IS_BUTTON (widget) && gtk_button_get_child (GTK_BUTTON (widget)) == NULL))
    return 0;
  if (gh_ui_names_is_missing (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      g_test_message ("a %s in %s has no name", G_OBJECT_TYPE_NAME (widget),
                      parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "nothing");
      n_nameless++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_nameless += count_nameless (child);
  /* Only a dialog that is presented has its child in it. */
  if (ADW_IS_DIALOG (widget))
    {
      g_assert_nonnull (adw_dialog_get_child (ADW_DIALOG (widget)));
      n_nameless += count_nameless (adw_dialog_get_child (ADW_DIALOG (widget)));
    }
  return n_nameless;
}

static void
test_all_is_named (gconstpointer data)
{
  GObject *object = g_object_ref_sink (g_object_new (g_type_from_name (data), NULL));

  if (count_nameless (GTK_WIDGET (object)) > 0)
    g_test_fail ();
  g_assert_finalize_object (object);
}

/* Else the test above would be content with anything. */
static void
test_what_has_no_name_is_found (void)
{
  GtkWidget *button = g_object_ref_sink (gtk_button_new_from_icon_name ("list-add-symbolic"));
  GtkWidget *entry = g_object_ref_sink (gtk_entry_new ());

  g_assert_cmpuint (count_nameless (button), ==, 1);
  gtk_widget_set_tooltip_text (button, "Add");
  g_assert_cmpuint (count_nameless (button), ==, 0);

  g_assert_cmpuint (count_nameless (entry), ==, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Name", -1);
  g_assert_cmpuint (count_nameless (entry), ==, 0);

  g_assert_finalize_object (button);
  g_assert_finalize_object (entry);
}

static GtkWidget *
find_by_tooltip (GtkWidget *widget, const char *tooltip)
{
  GtkWidget *found =
    g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_tooltip (child, tooltip);
  return found;
}

/* GTK has none for them, and an order of its own. */
static void
test_the_arrows_of_a_calendar_do_what_they_say (void)
{
  static const struct
  {
    const char *name;
    const char *day;
  } arrows[] = {
    { "Previous Month", "2026-04-15" },
    { "Next Month", "2026-06-15" },
    { "Previous Year", "2025-05-15" },
    { "Next Year", "2027-05-15" },
  };
  GtkWidget *calendar = g_object_ref_sink (gtk_calendar_new ());
  g_autoptr (GDateTime) may = g_date_time_new_local (2026, 5, 15, 12, 0, 0);

  gh_control_names_set (calendar);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      GtkWidget *arrow = find_by_tooltip (calendar, arrows[i].name);
      g_autoptr (GDateTime) date = NULL;
      g_autofree char *day = NULL;

      g_assert_nonnull (arrow);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           arrows[i].name);
      gtk_calendar_select_day (GTK_CALENDAR (calendar), may);
      g_signal_emit_by_name (arrow, "clicked");
      date = gtk_calendar_get_date (GTK_CALENDAR (calendar));
      day = g_date_time_format (date, "%F");
      g_assert_cmpstr (day, ==, arrows[i].day);
    }

  g_assert_finalize_object (calendar);
}

int
main (int argc, char *argv[])
{
  const GType types[] = {
    GH_TYPE_ACCOUNT_BOX, GH_TYPE_ACCOUNT_PAGE, GH_TYPE_ALERTS_PAGE, GH_TYPE_ALERT_BANNER,
    GH_TYPE_ALERT_MEMBERS, GH_TYPE_ALERT_ROW, GH_TYPE_ALERT_RULES, GH_TYPE_ALERT_RULE_DIALOG,
    GH_TYPE_BREAK_ROW, GH_TYPE_BULK_DIALOG, GH_TYPE_BULK_FACE_ROW, GH_TYPE_BULK_LIST,
    GH_TYPE_BULK_SOURCE, GH_TYPE_CAMERAS_PAGE, GH_TYPE_CAMERA_AGES, GH_TYPE_CAMERA_CARD,
    GH_TYPE_CAMERA_CHOOSER, GH_TYPE_CAMERA_DIALOG, GH_TYPE_CAPTURE_VIEW, GH_TYPE_CERTIFICATE_DIALOG,
    GH_TYPE_DAYS_DIALOG, GH_TYPE_DAY_STRIP, GH_TYPE_ENROL_DETAILS, GH_TYPE_ENROL_DIALOG,
    GH_TYPE_EVENTS_PAGE, GH_TYPE_EVENT_BROWSER, GH_TYPE_EVENT_DETAIL, GH_TYPE_EVENT_DIALOG,
    GH_TYPE_EVENT_FILTER_BAR, GH_TYPE_EVENT_FILTER_DIALOG, GH_TYPE_EVENT_ROW, GH_TYPE_EVENT_VIEW,
    GH_TYPE_FACELESS_DIALOG, GH_TYPE_FACES_PAGE, GH_TYPE_FACE_BROWSER, GH_TYPE_FACE_DETAIL,
    GH_TYPE_FACE_DIALOG, GH_TYPE_FACE_FILTER_BAR, GH_TYPE_FACE_HISTORY, GH_TYPE_FACE_TILE,
    GH_TYPE_FACE_VIEW, GH_TYPE_FAULT_BOX, GH_TYPE_FILE_ROW, GH_TYPE_FILTER_CHIP,
    GH_TYPE_GATHERING_STRIP, GH_TYPE_HEALTH_LIST, GH_TYPE_HELP_DIALOG,
    GH_TYPE_IDENTIFICATION_RESULTS, GH_TYPE_IDENTIFICATION_STRIP, GH_TYPE_IDENTIFIED_ROW,
    GH_TYPE_IDENTIFY_PAGE, GH_TYPE_LINK_INDICATOR, GH_TYPE_LIVE_PAGE, GH_TYPE_NEWEST_ALERTS,
    GH_TYPE_NEW_PERSON_DIALOG, GH_TYPE_NOTICES, GH_TYPE_OVERVIEW_PAGE, GH_TYPE_PASSWORD_FORM,
    GH_TYPE_PEOPLE_PAGE, GH_TYPE_PEOPLE_VIEW, GH_TYPE_PERIOD_CHOOSER, GH_TYPE_PERSON_CHOOSER,
    GH_TYPE_PERSON_DIALOG, GH_TYPE_PERSON_FACES, GH_TYPE_PERSON_FALSE_MATCHES, GH_TYPE_PERSON_FORM,
    GH_TYPE_PERSON_PAGE, GH_TYPE_PERSON_ROW, GH_TYPE_PICTURE_SOURCE, GH_TYPE_PLAIN_MARK,
    GH_TYPE_PROFILE_LIST, GH_TYPE_PROGRESS_DIALOG, GH_TYPE_SHORTCUTS_DIALOG, GH_TYPE_SIGN_IN_FORM,
    GH_TYPE_SIGN_IN_PAGE, GH_TYPE_TIME_DIALOG, GH_TYPE_WALL, GH_TYPE_WALL_BAND, GH_TYPE_WALL_DIALOG,
    GH_TYPE_WALL_LEAVE_DIALOG, GH_TYPE_WATCH_LIST_DIALOG,
  };

  gh_ui_test_init (&argc, &argv);

  g_test_add_func ("/names/found", test_what_has_no_name_is_found);
  g_test_add_func ("/names/calendar", test_the_arrows_of_a_calendar_do_what_they_say);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdup_printf ("/names/%s", g_type_name (types[i]));

      g_test_add_data_func (path, g_type_name (types[i]), test_all_is_named);
    }

  return g_test_run ();
}
