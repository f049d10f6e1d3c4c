/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-event-type.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (GhEventType, gh_event_type,
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_ANY, "any"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_DETECTED, "detected"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_RECOGNIZED, "recognized"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_ENROLLED, "enrolled"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_UPDATED, "updated"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_DELETED, "deleted"),
                    G_DEFINE_ENUM_VALUE (GH_EVENT_TYPE_OTHER, "other"))

/* The specification's words first, for the way back; then those of live events of servers in the
 * field. A verification is a recognition of somebody who was expected. */
static const struct
{
  const char *text;
  GhEventType type;
} wire_types[] = {
  { "DETECTED", GH_EVENT_TYPE_DETECTED },
  { "RECOGNIZED", GH_EVENT_TYPE_RECOGNIZED },
  { "UNKNOWN", GH_EVENT_TYPE_UNKNOWN },
  { "ENROLLED", GH_EVENT_TYPE_ENROLLED },
  { "UPDATED", GH_EVENT_TYPE_UPDATED },
  { "DELETED", GH_EVENT_TYPE_DELETED },
  { "RECOGNITION_EVENT", GH_EVENT_TYPE_RECOGNIZED },
  { "VERIFICATION_EVENT", GH_EVENT_TYPE_RECOGNIZED },
  { "UNKNOWN_FACE", GH_EVENT_TYPE_UNKNOWN },
  { "ENROLLMENT_EVENT", GH_EVENT_TYPE_ENROLLED },
};

/**
 * gh_event_type_from_wire:
 * @text: (nullable): an event's type as servers write it
 *
 * Reads a type.
 *
 * Returns: the type; %GH_EVENT_TYPE_OTHER for one that this program does not know
 */
GhEventType
gh_event_type_from_wire (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (wire_types); i++)
    if (g_strcmp0 (text, wire_types[i].text) == 0)
      return wire_types[i].type;
  return GH_EVENT_TYPE_OTHER;
}

/**
 * gh_event_type_to_wire:
 * @type: a type
 *
 * Returns: (transfer none) (nullable): the type as the specification writes it; %NULL for
 *   %GH_EVENT_TYPE_ANY and %GH_EVENT_TYPE_OTHER
 */
const char *
gh_event_type_to_wire (GhEventType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (wire_types); i++)
    if (wire_types[i].type == type)
      return wire_types[i].text;
  return NULL;
}

/**
 * gh_event_type_get_label:
 * @type: a type
 *
 * Returns: (transfer none): the type in words, translated
 */
const char *
gh_event_type_get_label (GhEventType type)
{
  switch (type)
    {
    case GH_EVENT_TYPE_ANY:
      /* Translators: a filter's choice that lets every type of event through */
      return _("All Types");
    case GH_EVENT_TYPE_DETECTED:
      /* Translators: a type of event: a camera saw a face */
      return C_("event type", "Detected");
    case GH_EVENT_TYPE_RECOGNIZED:
      /* Translators: a type of event: the face is that of an enrolled person */
      return C_("event type", "Recognised");
    case GH_EVENT_TYPE_UNKNOWN:
      /* Translators: a type of event: the face is nobody's who is enrolled */
      return C_("event type", "Unknown Face");
    case GH_EVENT_TYPE_ENROLLED:
      /* Translators: a type of event: somebody's face was made known to the system */
      return C_("event type", "Enrolled");
    case GH_EVENT_TYPE_UPDATED:
      /* Translators: a type of event: an enrolled face was changed */
      return C_("event type", "Updated");
    case GH_EVENT_TYPE_DELETED:
      /* Translators: a type of event: an enrolled face was removed */
      return C_("event type", "Deleted");
    case GH_EVENT_TYPE_OTHER:
      /* Translators: a type of event that this program does not know */
      return C_("event type", "Other");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * gh_event_type_get_icon_name:
 * @type: a type
 *
 * Returns: (transfer none): the name of a symbolic icon that the icon theme has
 */
const char *
gh_event_type_get_icon_name (GhEventType type)
{
  switch (type)
    {
    case GH_EVENT_TYPE_DETECTED:
      return "view-reveal-symbolic";
    case GH_EVENT_TYPE_RECOGNIZED:
      return "object-select-symbolic";
    case GH_EVENT_TYPE_UNKNOWN:
      return "dialog-question-symbolic";
    case GH_EVENT_TYPE_ENROLLED:
      return "contact-new-symbolic";
    case GH_EVENT_TYPE_UPDATED:
      return "document-edit-symbolic";
    case GH_EVENT_TYPE_DELETED:
      return "user-trash-symbolic";
    case GH_EVENT_TYPE_ANY:
    case GH_EVENT_TYPE_OTHER:
      return "dialog-information-symbolic";
    default:
      g_return_val_if_reached ("dialog-information-symbolic");
    }
}
