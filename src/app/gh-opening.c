/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-opening.h"

#include "gh-event-link.h"
#include "gh-window-links.h"

#include <stdlib.h>

/**
 * gh_opening_send:
 * @application: the application
 * @command_line: what the program was asked for
 * @exit_status: (out): of this process, if the other one does it
 *
 * Opens what @command_line names, in this process or in the one that is there already.
 *
 * Returns: whether there was something to be opened
 */
gboolean
gh_opening_send (GApplication *application, const GhCommandLine *command_line, int *exit_status)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *pictures = command_line->pictures;

  if ((command_line->link == NULL && pictures == NULL)
      || !g_application_register (application, NULL, NULL))
    return FALSE;

  for (guint i = 0; pictures != NULL && i < g_list_model_get_n_items (pictures); i++)
    g_ptr_array_add (files, g_list_model_get_item (pictures, i));
  if (command_line->link != NULL)
    {
      g_autofree char *text =
        gh_event_link_dup_text (command_line->link->id, command_line->link->time_us);

      g_ptr_array_add (files, g_file_new_for_uri (text));
    }

  g_application_open (application, (GFile **) files->pdata, (int) files->len, "");
  *exit_status = EXIT_SUCCESS;
  return TRUE;
}

/**
 * gh_opening_show:
 * @window: the window
 * @files: links and pictures, from anywhere
 * @n_files: how many
 *
 * Shows what somebody has opened, or a web page has had opened, and does nothing else with it. Of
 * several links it is the first.
 */
void
gh_opening_show (GhWindow *window, GFile **files, int n_files)
{
  g_autoptr (GListStore) pictures = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GhEventLink) link = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      if (!g_file_has_uri_scheme (files[i], GH_EVENT_LINK_SCHEME))
        g_list_store_append (pictures, files[i]);
      else if (link == NULL && error == NULL)
        link = gh_event_link_parse (uri, &error);
    }

  if (error != NULL)
    gh_window_add_toast (window, error->message);
  if (link != NULL)
    gh_window_links_show_event (window, link->id, link->time_us);
  if (g_list_model_get_n_items (G_LIST_MODEL (pictures)) > 0)
    gh_window_links_identify (window, G_LIST_MODEL (pictures));
}

/**
 * gh_opening_is_allowed:
 * @privacy: what knows of the screen's lock
 *
 * Nothing becomes visible on a screen that nobody has unlocked.
 *
 * Returns: whether something may be shown
 */
gboolean
gh_opening_is_allowed (GhPrivacy *privacy)
{
  gboolean is_locked = gh_privacy_get_locked (privacy);

  if (is_locked)
    g_message ("What was to be opened is not, because the screen is locked.");
  return !is_locked;
}

void
gh_opening_wall_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) wall =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program != NULL ? program : "gatehouse",
                      "--kiosk", NULL);

  if (wall == NULL)
    g_warning ("The wall does not start: %s", error->message);
}
