/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gh-clock.h"
#include "gh-request.h"

G_BEGIN_DECLS

/* Whether and when a call that failed is sent again. Inside api/ only. */
typedef struct _GhRetry GhRetry;

typedef void (*GhRetryFunc) (GTask *task);

#define GH_RETRY_MOST_TRIES 3
/* No try begins later than this after the first: somebody waits for the answer. */
#define GH_RETRY_MOST_TIME_US (10 * G_TIME_SPAN_SECOND)

GhRetry *gh_retry_new (GhClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void gh_retry_free (GhRetry *self);

gboolean gh_retry_count_failure (GhRetry *self,
                                 GhRequest *request,
                                 const GError *error,
                                 gint64 *wait_us);
void gh_retry_pause (GhRetry *self, gint64 wait_us, GTask *task, GhRetryFunc next);
void gh_retry_excuse (GhRetry *self, gint64 waited_us);
gboolean gh_retry_has_been_sent (const GhRetry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRetry, gh_retry_free)

G_END_DECLS
