/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-face-event.h"

G_BEGIN_DECLS

/* Whose face an event shows. Events of one server say it in several ways: by face record, by the
 * camera's id of the face, by person; what one says of a face holds for those that say less. Bounded:
 * a server may name any number. */
typedef struct _GhAlertIdentities GhAlertIdentities;

GhAlertIdentities *gh_alert_identities_new (void) G_GNUC_WARN_UNUSED_RESULT;
void gh_alert_identities_free (GhAlertIdentities *self);

void gh_alert_identities_learn (GhAlertIdentities *self, GhFaceEvent *event);
void gh_alert_identities_set_owner (GhAlertIdentities *self,
                                    const char *record_id,
                                    const char *user_id);

const char *gh_alert_identities_get_record (GhAlertIdentities *self, GhFaceEvent *event);
const char *gh_alert_identities_get_owner (GhAlertIdentities *self, GhFaceEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAlertIdentities, gh_alert_identities_free)

G_END_DECLS
