/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-identification.h"

G_DEFINE_ENUM_TYPE (GhIdentificationState, gh_identification_state,
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (GH_IDENTIFICATION_FAILED, "failed"))
