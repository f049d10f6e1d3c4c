/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said about this process once, before anything else: to the kernel, the allocator and GTK. */
void gh_process_harden (void);
void gh_process_keep_heap_small (void);
void gh_process_choose_renderer (const char *dri_directory);

G_END_DECLS
