/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gh-server-facts.h"

G_BEGIN_DECLS

GhServerFacts *gh_server_facts_new (SoupMessage *message, gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
