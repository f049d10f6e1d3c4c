/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-reply.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* Asks, behind somebody's back, whether the old answer that they were given is still right.
 * Inside api/ only. */
void gh_revalidation_start (GhSession *session, GhRequest *request, GhReply *given);

G_END_DECLS
