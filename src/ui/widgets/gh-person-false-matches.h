/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-false-matches.h"

G_BEGIN_DECLS

/* What somebody has marked as not being this person, by camera; each mark, and all of a camera, can be
 * taken back, and then alerts are heard again. Hidden where there is none. */
#define GH_TYPE_PERSON_FALSE_MATCHES (gh_person_false_matches_get_type ())
G_DECLARE_FINAL_TYPE (GhPersonFalseMatches, gh_person_false_matches, GH, PERSON_FALSE_MATCHES, AdwBin)

/* @records: (element-type GhFaceRecord): the person's. */
void gh_person_false_matches_set (GhPersonFalseMatches *self,
                                  GhFalseMatches *matches,
                                  GPtrArray *records);

G_END_DECLS
