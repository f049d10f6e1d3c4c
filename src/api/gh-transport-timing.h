/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-transport.h"

G_BEGIN_DECLS

/* How fast a server answers, for people who look after it; -1 before its first answer. */
gint64 gh_transport_get_answered_in_us (GhTransport *self);

G_END_DECLS
