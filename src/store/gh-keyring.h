/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-clock.h"
#include "gh-token-store.h"

G_BEGIN_DECLS

/* The desktop's keyring as a #GhTokenStore. Where it cannot be had, every call answers
 * %GH_ERROR_UNAVAILABLE with a sentence that says why; nothing is ever written anywhere else. */
#define GH_TYPE_KEYRING (gh_keyring_get_type ())
G_DECLARE_FINAL_TYPE (GhKeyring, gh_keyring, GH, KEYRING, GObject)

#define GH_KEYRING_DEADLINE_US (60 * G_TIME_SPAN_SECOND)

GhKeyring *gh_keyring_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;

gboolean gh_keyring_is_writing (GhKeyring *self);

G_END_DECLS
