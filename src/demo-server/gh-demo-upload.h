/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-exchange.h"

G_BEGIN_DECLS

GBytes *gh_demo_upload_take_image (GhDemoExchange *exchange, char **media_type)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
