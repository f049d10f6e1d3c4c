/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_redaction_apply (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void gh_redaction_install_log_writer (void);

G_END_DECLS
