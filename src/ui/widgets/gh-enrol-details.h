/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-clock.h"
#include "gh-enrolment.h"
#include "gh-picture-loader.h"

G_BEGIN_DECLS

/* Whose face it is and what it is called, before it is enrolled.
 *
 * Signals: "choose-person"; "submitted". */
#define GH_TYPE_ENROL_DETAILS (gh_enrol_details_get_type ())
G_DECLARE_FINAL_TYPE (GhEnrolDetails, gh_enrol_details, GH, ENROL_DETAILS, AdwBin)

void gh_enrol_details_set_up (GhEnrolDetails *self,
                              GhClock *clock,
                              GhPictureLoader *loader,
                              GhEnrolment *enrolment);

void gh_enrol_details_show_picture (GhEnrolDetails *self, const char *id, GBytes *encoded);
void gh_enrol_details_show_answer (GhEnrolDetails *self);
void gh_enrol_details_set_busy (GhEnrolDetails *self, gboolean is_busy);

GhUser *gh_enrol_details_get_person (GhEnrolDetails *self);
void gh_enrol_details_set_person (GhEnrolDetails *self, GhUser *user);
/* NULL, and said so, where there is none. */
char *gh_enrol_details_dup_id (GhEnrolDetails *self) G_GNUC_WARN_UNUSED_RESULT;
void gh_enrol_details_refuse_id (GhEnrolDetails *self);

G_END_DECLS
