/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-page.h"

G_BEGIN_DECLS

/* The inbox of alerts, and the rules that fill it. */
#define GH_TYPE_ALERTS_PAGE (gh_alerts_page_get_type ())
G_DECLARE_FINAL_TYPE (GhAlertsPage, gh_alerts_page, GH, ALERTS_PAGE, GhPage)

G_END_DECLS
