/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-router.h"

G_BEGIN_DECLS

/* What goes wrong on purpose, for tests: between the network and the router, and between what
 * happens and who is told of it. */

GhDemoFaults *gh_demo_faults_new (GhDemoContext *context, GhDemoRouter *router)
  G_GNUC_WARN_UNUSED_RESULT;
void gh_demo_faults_free (GhDemoFaults *self);

gboolean gh_demo_faults_obey (GhDemoFaults *self, const char *line);
/* TRUE if the request has been swallowed. */
gboolean gh_demo_faults_meet (GhDemoFaults *self, SoupServerMessage *message);
void gh_demo_faults_handle (GhDemoFaults *self,
                            SoupServerMessage *message,
                            const char *path,
                            GHashTable *query);
void gh_demo_faults_tell (GhDemoFaults *self, GhDemoEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDemoFaults, gh_demo_faults_free)

G_END_DECLS
