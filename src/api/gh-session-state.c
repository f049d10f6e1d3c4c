/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-session.h"

G_DEFINE_ENUM_TYPE (GhSessionState, gh_session_state,
                    G_DEFINE_ENUM_VALUE (GH_SESSION_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (GH_SESSION_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (GH_SESSION_SIGNED_IN, "signed-in"))
