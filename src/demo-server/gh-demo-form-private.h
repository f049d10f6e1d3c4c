/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-form.h"

G_BEGIN_DECLS

int gh_demo_form_parse_role (GhDemoForm *self, const char *name, const char *text, int fallback);
const char *gh_demo_form_peek_query (GhDemoForm *self, const char *name);

G_END_DECLS
