/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said about this process once, before anything else: to the kernel and the allocator. */
void gh_process_harden (void);
void gh_process_keep_heap_small (void);

G_END_DECLS
