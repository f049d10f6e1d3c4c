/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-event-filter.h"

#include "gh-cli-time.h"
#include "gh-error.h"

#include <glib/gi18n.h>

static gboolean
check_type (GhCliEventFilter *self, GError **error)
{
  g_autofree char *upper = NULL;

  if (self->type_text == NULL)
    return TRUE;

  upper = g_ascii_strup (self->type_text, -1);
  self->type = gh_event_type_from_wire (upper);
  if (self->type != GH_EVENT_TYPE_OTHER)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               _("“%s” is no type of event. The types are DETECTED, RECOGNIZED, UNKNOWN, ENROLLED, "
                 "UPDATED and DELETED."),
               self->type_text);
  return FALSE;
}

/**
 * gh_cli_event_filter_check:
 * @self: what was typed
 * @now_us: the present: real time, in microseconds
 * @error: return location for an error
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_ARGUMENT where it means nothing
 */
gboolean
gh_cli_event_filter_check (GhCliEventFilter *self, gint64 now_us, GError **error)
{
  return check_type (self, error)
         && (self->since_text == NULL
             || gh_cli_time_parse (self->since_text, now_us, &self->since_us, error))
         && (self->until_text == NULL
             || gh_cli_time_parse (self->until_text, now_us, &self->until_us, error));
}

/**
 * gh_cli_event_filter_clear:
 *
 * Frees what it holds.
 */
void
gh_cli_event_filter_clear (GhCliEventFilter *self)
{
  g_clear_pointer (&self->type_text, g_free);
  g_clear_pointer (&self->face_id, g_free);
  g_clear_pointer (&self->face_record_id, g_free);
  g_clear_pointer (&self->camera_id, g_free);
  g_clear_pointer (&self->since_text, g_free);
  g_clear_pointer (&self->until_text, g_free);
}

/**
 * gh_cli_event_filter_new_query:
 *
 * Returns: (transfer full): as much of it as a server can be asked for
 */
GhEventQuery *
gh_cli_event_filter_new_query (const GhCliEventFilter *self)
{
  return gh_event_query_new (self->type, self->face_record_id, self->face_id, self->since_us,
                             self->until_us);
}

static gboolean
is_wanted (const char *wanted, const char *text)
{
  return wanted == NULL || g_strcmp0 (wanted, text) == 0;
}

/**
 * gh_cli_event_filter_matches:
 * @event: an event, from the link or from a server that does not mind all that it is asked
 *
 * Times are not looked at.
 *
 * Returns: whether @event is to be printed
 */
gboolean
gh_cli_event_filter_matches (const GhCliEventFilter *self, GhFaceEvent *event)
{
  return (self->type == GH_EVENT_TYPE_ANY || self->type == gh_face_event_get_event_type (event))
         && is_wanted (self->face_id, gh_face_event_get_face_id (event))
         && is_wanted (self->face_record_id, gh_face_event_get_face_record_id (event))
         && is_wanted (self->camera_id, gh_face_event_get_camera_id (event));
}
