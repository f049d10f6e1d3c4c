/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GH_SIGN_IN_SERVER,
  GH_SIGN_IN_EMAIL,
  GH_SIGN_IN_FIRST_NAME,
  GH_SIGN_IN_LAST_NAME,
  GH_SIGN_IN_PASSWORD,
  GH_SIGN_IN_NO_FIELD,
} GhSignInField;

#define GH_SIGN_IN_N_FIELDS GH_SIGN_IN_NO_FIELD

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
