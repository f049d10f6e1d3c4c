/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-sign-in-form.h"

G_BEGIN_DECLS

/* Why a sign-in or a registration failed, as the page says it. */
typedef struct
{
  GhSignInField field; /* where the person is to look */
  const char *title;
  char *text;                       /* (owned) */
  char *notes[GH_SIGN_IN_N_FIELDS]; /* (owned) (nullable): what the server has against each */
} GhSignInFaults;

void gh_sign_in_faults_init (GhSignInFaults *self,
                             const GError *error,
                             gboolean registering,
                             const char *host);
void gh_sign_in_faults_clear (GhSignInFaults *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSignInFaults, gh_sign_in_faults_clear)

G_END_DECLS
