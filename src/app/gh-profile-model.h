/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-profiles.h"

G_BEGIN_DECLS

/* The saved servers as a list of #GhProfileItem, for the layer that does not know how they are
 * kept: the last one used first. Follows what is saved and removed. */
GListModel *gh_profile_model_new (GhProfiles *profiles) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
