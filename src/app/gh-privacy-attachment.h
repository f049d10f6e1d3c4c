/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-context.h"
#include "gh-privacy.h"

G_BEGIN_DECLS

/* Privacy for every window of @application, the wall included, for as long as it is held; and the
 * action "blur-photos". */
GhPrivacy *gh_privacy_attachment_new (GtkApplication *application, GhContext *context)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
