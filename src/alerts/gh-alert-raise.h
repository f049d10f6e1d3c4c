/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-alert-rule.h"
#include "gh-face-event.h"
#include "gh-watch-list.h"

G_BEGIN_DECLS

/* What the engine has found, for as long as the signal lasts that tells of it. */
typedef struct
{
  GhAlertRule *rule;
  GhWatchList *list;     /* (nullable) */
  GhFaceEvent *event;    /* (nullable) */
  const char *subject;   /* what it is counted by, together with the rule */
  const char *camera_id; /* (nullable) */
  gint64 time_us;        /* real time */
  gboolean is_late;      /* nobody is to be startled by it any more */
} GhAlertRaise;

G_END_DECLS
