/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window-links.h"

#include "gh-event-dialog.h"
#include "gh-identify-page.h"

#include <glib/gi18n.h>

/* What waits for somebody to sign in: the last of each kind. */
typedef struct
{
  char *event_id;    /* (owned) (nullable) */
  gint64 event_time_us;
  GListModel *files; /* (owned) (nullable) */
} Links;

static G_DEFINE_QUARK (gh-window-links, links)

static void
links_free (gpointer data)
{
  Links *links = data;

  g_clear_pointer (&links->event_id, g_free);
  g_clear_object (&links->files);
  g_free (links);
}

static Links *
get_links (GhWindow *window)
{
  Links *links = g_object_get_qdata (G_OBJECT (window), links_quark ());

  if (links == NULL)
    {
      links = g_new0 (Links, 1);
      g_object_set_qdata_full (G_OBJECT (window), links_quark (), links, links_free);
    }

  return links;
}

/* (transfer full) (nullable): NULL while nobody is signed in. */
static GhConnection *
dup_connection (GhWindow *window)
{
  g_autoptr (GhConnection) connection = NULL;

  g_object_get (window, "connection", &connection, NULL);
  if (connection == NULL
      || gh_session_get_state (gh_connection_get_session (connection)) != GH_SESSION_SIGNED_IN)
    return NULL;

  return g_steal_pointer (&connection);
}

static void
show_event (GhWindow *window, GhConnection *connection, const char *id, gint64 time_us)
{
  g_autoptr (GhPictureLoader) loader = NULL;
  AdwDialog *shown = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  /* The next one takes the place of this; any other dialog stays below. */
  if (GH_IS_EVENT_DIALOG (shown))
    adw_dialog_force_close (shown);

  g_object_get (window, "picture-loader", &loader, NULL);
  adw_dialog_present (ADW_DIALOG (gh_event_dialog_new (connection, loader, id, time_us)),
                      GTK_WIDGET (window));
}

static GhIdentifyPage *
show_identify_page (GhWindow *window)
{
  GhPage *page = gh_window_go_to_page (window, GH_WINDOW_PAGE_IDENTIFY);

  return GH_IS_IDENTIFY_PAGE (page) ? GH_IDENTIFY_PAGE (page) : NULL;
}

static void
identify (GhWindow *window, GListModel *files)
{
  GhIdentifyPage *page = show_identify_page (window);
  guint n_files = g_list_model_get_n_items (files);

  if (page == NULL)
    return;

  for (guint i = 0; i < MIN (n_files, GH_WINDOW_LINKS_MOST_FILES); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      gh_identify_page_add_file (page, file);
    }
  if (n_files > GH_WINDOW_LINKS_MOST_FILES)
    {
      g_autofree char *text =
        /* Translators: %d is a number of pictures, 50. */
        g_strdup_printf (_("Only the first %d pictures are taken at once."),
                         GH_WINDOW_LINKS_MOST_FILES);

      gh_window_add_toast (window, text);
    }
}

static void
show_event_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = NULL;
  gint64 time_us = 0;

  g_variant_get (parameter, "(&sx)", &id, &time_us);
  gh_window_links_show_event (GH_WINDOW (widget), id, time_us);
}

static void
identify_picture_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GhConnection) connection = dup_connection (GH_WINDOW (widget));
  g_autoptr (GBytes) encoded = g_variant_get_data_as_bytes (parameter);
  GhIdentifyPage *page = connection != NULL ? show_identify_page (GH_WINDOW (widget)) : NULL;

  if (page != NULL)
    gh_identify_page_add_bytes (page, encoded, NULL);
}

/**
 * gh_window_links_install:
 * @widget_class: the window's class
 *
 * Installs the actions.
 */
void
gh_window_links_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-event", "(sx)", show_event_action_cb);
  gtk_widget_class_install_action (widget_class, "win.identify-picture", "ay",
                                   identify_picture_action_cb);
}

/**
 * gh_window_links_settle:
 * @window: a window
 *
 * Shows what has waited, if somebody is signed in by now.
 */
void
gh_window_links_settle (GhWindow *window)
{
  Links *links = get_links (window);
  g_autoptr (GhConnection) connection = dup_connection (window);
  g_autoptr (GListModel) files = NULL;
  g_autofree char *event_id = NULL;

  if (connection == NULL)
    return;

  files = g_steal_pointer (&links->files);
  event_id = g_steal_pointer (&links->event_id);
  if (files != NULL)
    identify (window, files);
  if (event_id != NULL)
    show_event (window, connection, event_id, links->event_time_us);
}

/**
 * gh_window_links_forget:
 * @window: a window
 *
 * Closes the event that is shown: somebody has signed out.
 */
void
gh_window_links_forget (GhWindow *window)
{
  AdwDialog *shown = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  if (GH_IS_EVENT_DIALOG (shown))
    adw_dialog_force_close (shown);
}

/**
 * gh_window_links_show_event:
 * @window: a window
 * @id: an event's id, from anywhere
 * @time_us: when it happened, UTC; 0 for not known
 *
 * Shows an event over what is shown, now or when somebody is signed in.
 */
void
gh_window_links_show_event (GhWindow *window, const char *id, gint64 time_us)
{
  Links *links;

  g_return_if_fail (GH_IS_WINDOW (window));
  g_return_if_fail (id != NULL);

  links = get_links (window);
  g_set_str (&links->event_id, id);
  links->event_time_us = time_us;
  gh_window_links_settle (window);
}

/**
 * gh_window_links_identify:
 * @window: a window
 * @files: (element-type GFile): pictures
 *
 * Asks the server whose faces are in them, now or when somebody is signed in.
 */
void
gh_window_links_identify (GhWindow *window, GListModel *files)
{
  g_return_if_fail (GH_IS_WINDOW (window));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  g_set_object (&get_links (window)->files, files);
  gh_window_links_settle (window);
}
