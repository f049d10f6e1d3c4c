/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-autostart.h"

#include "gh-autostart-portal.h"
#include "gh-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define WANTED_BY "graphical-session.target"

typedef struct
{
  GhAutostartWay way;
  char *directory; /* (owned) */
  char **arguments; /* (owned) */
  gboolean enabled;
} Work;

static void
work_free (Work *work)
{
  g_free (work->directory);
  g_strfreev (work->arguments);
  g_free (work);
}

static char *
name_unit (const char *directory)
{
  return g_build_filename (directory, "systemd", "user", GH_AUTOSTART_UNIT, NULL);
}

/* What `systemctl --user enable` would make. */
static char *
name_link (const char *directory)
{
  return g_build_filename (directory, "systemd", "user", WANTED_BY ".wants", GH_AUTOSTART_UNIT, NULL);
}

static char *
name_entry (const char *directory)
{
  return g_build_filename (directory, "autostart", GH_APPLICATION_ID ".Wall.desktop", NULL);
}

/* Within double quotes, as units and entries alike have it: what means something is escaped, and
 * "%" and "$" are doubled for systemd and for the desktop's "%f". */
static char *
quote (const char *argument, gboolean for_unit)
{
  g_autoptr (GString) text = g_string_new ("\"");

  for (const char *c = argument; *c != '\0'; c++)
    {
      if (*c == '%' || (*c == '$' && for_unit))
        g_string_append_c (text, *c);
      else if (strchr ("\"\\", *c) != NULL || (!for_unit && strchr ("`$", *c) != NULL))
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
join (const char *const *arguments, gboolean for_unit)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autofree char *quoted = quote (arguments[i], for_unit);

      if (i > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, quoted);
    }
  return g_string_free_and_steal (g_steal_pointer (&line));
}

/**
 * gh_autostart_make_unit:
 * @arguments: (array zero-terminated=1): the program and its options
 *
 * Returns: (transfer full): a user unit of systemd: after a crash it starts again within two seconds,
 *   for ever; who leaves the wall has left it
 */
char *
gh_autostart_make_unit (const char *const *arguments)
{
  g_autofree char *line = join (arguments, TRUE);

  return g_strdup_printf ("[Unit]\n"
                          "Description=Gatehouse wall\n"
                          "PartOf=" WANTED_BY "\n"
                          "After=" WANTED_BY "\n"
                          "StartLimitIntervalSec=0\n"
                          "\n"
                          "[Service]\n"
                          "ExecStart=%s\n"
                          "Restart=on-failure\n"
                          "RestartSec=2\n"
                          "RestartPreventExitStatus=2\n"
                          "\n"
                          "[Install]\n"
                          "WantedBy=" WANTED_BY "\n", line);
}

/**
 * gh_autostart_make_entry:
 * @arguments: (array zero-terminated=1): the program and its options
 *
 * Returns: (transfer full): an entry for the desktop's autostart
 */
char *
gh_autostart_make_entry (const char *const *arguments)
{
  g_autofree char *line = join (arguments, FALSE);
  g_autofree char *escaped = g_strescape (line, "\"'`$");

  return g_strdup_printf ("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Gatehouse Wall\n"
                          "Exec=%s\n"
                          "X-GNOME-Autostart-enabled=true\n", escaped);
}

static gboolean
write_file (const char *path, const char *text, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  g_mkdir_with_parents (directory, 0755);
  return g_file_set_contents (path, text, -1, error);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_UNAVAILABLE, g_strerror (errno));
  return FALSE;
}

static gboolean
remove_file (const char *path, GError **error)
{
  return g_unlink (path) == 0 || errno == ENOENT || fail (error);
}

static gboolean
enable_unit (const Work *work, GError **error)
{
  g_autofree char *unit = name_unit (work->directory);
  g_autofree char *link = name_link (work->directory);
  g_autofree char *wants = g_path_get_dirname (link);
  g_autofree char *text = gh_autostart_make_unit ((const char *const *) work->arguments);

  if (!write_file (unit, text, error) || !remove_file (link, error))
    return FALSE;

  g_mkdir_with_parents (wants, 0755);
  return symlink (unit, link) == 0 || fail (error);
}

static gboolean
disable_unit (const Work *work, GError **error)
{
  g_autofree char *unit = name_unit (work->directory);
  g_autofree char *link = name_link (work->directory);

  return remove_file (link, error) && remove_file (unit, error);
}

static gboolean
set_entry (const Work *work, GError **error)
{
  g_autofree char *entry = name_entry (work->directory);
  g_autofree char *text = gh_autostart_make_entry ((const char *const *) work->arguments);

  return work->enabled ? write_file (entry, text, error) : remove_file (entry, error);
}

static void
set_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  gboolean is_done;

  if (work->way == GH_AUTOSTART_DESKTOP)
    is_done = set_entry (work, &error);
  else
    is_done = work->enabled ? enable_unit (work, &error) : disable_unit (work, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gh_autostart_get_way:
 *
 * Returns: how a program is started with the session here
 */
GhAutostartWay
gh_autostart_get_way (void)
{
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return GH_AUTOSTART_PORTAL;
  /* What sd_booted() looks at. */
  if (g_file_test ("/run/systemd/system", G_FILE_TEST_IS_DIR))
    return GH_AUTOSTART_SYSTEMD;

  return GH_AUTOSTART_DESKTOP;
}

/**
 * gh_autostart_get_enabled:
 * @way: how programs are started here
 * @config_directory: this person's
 *
 * Returns: whether the wall is started with the session. The portal does not tell; there it is what
 *   was asked for last.
 */
gboolean
gh_autostart_get_enabled (GhAutostartWay way, const char *config_directory)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (config_directory != NULL, FALSE);

  switch (way)
    {
    case GH_AUTOSTART_SYSTEMD:
      path = name_link (config_directory);
      break;
    case GH_AUTOSTART_DESKTOP:
      path = name_entry (config_directory);
      break;
    case GH_AUTOSTART_PORTAL:
    default:
      return FALSE;
    }

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * gh_autostart_set_async:
 * @way: how programs are started here
 * @config_directory: this person's
 * @arguments: (array zero-terminated=1): the program and its options
 * @enabled: whether it is to be started with the session
 *
 * Has the wall started with the session, from the next one on, or not any more.
 */
void
gh_autostart_set_async (GhAutostartWay way,
                        const char *config_directory,
                        const char *const *arguments,
                        gboolean enabled,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (config_directory != NULL);
  g_return_if_fail (arguments != NULL && arguments[0] != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_autostart_set_async);
  if (way == GH_AUTOSTART_PORTAL)
    {
      gh_autostart_portal_ask (g_steal_pointer (&task), arguments, enabled);
      return;
    }

  work = g_new0 (Work, 1);
  work->way = way;
  work->directory = g_strdup (config_directory);
  work->arguments = g_strdupv ((char **) arguments);
  work->enabled = enabled;
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, set_thread);
}

/**
 * gh_autostart_set_finish:
 *
 * Returns: whether it is so now; otherwise an error with a reason
 */
gboolean
gh_autostart_set_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
