/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-exchange.h"

G_BEGIN_DECLS

GhDemoUser *gh_demo_new_account_keep (GhDemoExchange *exchange, GAsyncResult *result);

G_END_DECLS
