/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-dialect.h"

G_BEGIN_DECLS

gboolean gh_demo_field_answer_browser (SoupServerMessage *message);
gboolean gh_demo_field_query_number (GhDemoExchange *exchange, const char *name, gint64 *value);

G_END_DECLS
