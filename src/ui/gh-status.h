/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a page says in place of its content. */
void gh_status_set_texts (AdwStatusPage *status,
                          const char *icon_name,
                          const char *title,
                          const char *description);
void gh_status_set_error (AdwStatusPage *status, const GError *error);

G_END_DECLS
