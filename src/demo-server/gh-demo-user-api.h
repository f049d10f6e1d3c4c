/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-exchange.h"

G_BEGIN_DECLS

void gh_demo_users_update (GhDemoExchange *exchange);
void gh_demo_users_update_me (GhDemoExchange *exchange);

G_END_DECLS
