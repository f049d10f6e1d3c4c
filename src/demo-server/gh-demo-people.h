/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "gh-demo-appearance.h"

G_BEGIN_DECLS

/* The sample people. The first GH_DEMO_N_ENROLLED are known to the system; the others only ever
 * walk past a camera. */
#define GH_DEMO_N_ENROLLED 24
#define GH_DEMO_N_PEOPLE 36

typedef struct
{
  const char *first_name; /* (nullable): a stranger */
  const char *last_name;  /* (nullable): a stranger */
  const char *mailbox;    /* (nullable): the part of the e-mail address before the @ */
  GhDemoAppearance look;
} GhDemoPerson;

const GhDemoPerson *gh_demo_people_get (guint index);

G_END_DECLS
