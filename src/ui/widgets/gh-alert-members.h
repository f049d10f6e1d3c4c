/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-users.h"

G_BEGIN_DECLS

/* Whom a rule or a watch list is about: people and face records, by their ids. Names are looked up
 * while they are shown.
 *
 * Signal "changed". */
#define GH_TYPE_ALERT_MEMBERS (gh_alert_members_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertMembers, gh_alert_members, GH, ALERT_MEMBERS, AdwBin)

void gh_alert_members_set (GhAlertMembers *self, GhUsers *users, char **user_ids, char **record_ids);
char **gh_alert_members_dup_users (GhAlertMembers *self) G_GNUC_WARN_UNUSED_RESULT;
char **gh_alert_members_dup_records (GhAlertMembers *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
