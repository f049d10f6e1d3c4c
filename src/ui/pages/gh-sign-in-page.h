/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-profile-item.h"
#include "gh-server-address.h"
#include "gh-session.h"

G_BEGIN_DECLS

/* Asks for server, e-mail and password, or for what a new account needs, offers the saved servers,
 * and says in words what went wrong. Keeps all that was typed until the person is signed in.
 *
 * Properties: "busy" (boolean: a sign-in is under way), "profiles" (#GListModel of #GhProfileItem,
 * nullable), both read-write.
 * Signals: "sign-in-requested" (#GhServerAddress, const char *email, const char *password,
 * gboolean remember), "register-requested" (#GhServerAddress, const GhRegistration *, gboolean
 * remember), "cancelled" (the person does not want to wait any longer), "profile-chosen" and
 * "profile-removed" (#GhProfileItem).
 * Actions of the application that it offers: "app.show-connection" (string: the address as typed),
 * "app.show-certificate". */
#define GH_TYPE_SIGN_IN_PAGE (gh_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (GhSignInPage, gh_sign_in_page, GH, SIGN_IN_PAGE, AdwBin)

GhSignInPage *gh_sign_in_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What the fields say to begin with; a NULL argument leaves its field as it is. */
void gh_sign_in_page_set_server (GhSignInPage *self, const char *server);
void gh_sign_in_page_set_email (GhSignInPage *self, const char *email);

void gh_sign_in_page_set_profiles (GhSignInPage *self, GListModel *profiles);

gboolean gh_sign_in_page_get_busy (GhSignInPage *self);
void gh_sign_in_page_set_busy (GhSignInPage *self, gboolean busy);

/* Why the sign-in failed, or why the person was signed out; NULL takes the word away. The focus
 * goes to where the fault is. A cancelled call is no fault and shows nothing. */
void gh_sign_in_page_show_error (GhSignInPage *self, const GError *error);
/* A sentence that is not about a fault: "You were signed out." NULL takes it away. */
void gh_sign_in_page_show_notice (GhSignInPage *self, const char *notice);

/* The sign-in worked: what was typed, the password above all, is wiped. */
void gh_sign_in_page_forget_password (GhSignInPage *self);

G_END_DECLS
