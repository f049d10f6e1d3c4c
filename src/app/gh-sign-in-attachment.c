/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-sign-in-attachment.h"

#include "gh-profile-model.h"

static void
profile_chosen_cb (GhEntrance *entrance, GhProfileItem *item)
{
  gh_entrance_choose (entrance, gh_profile_item_get_name (item));
}

static void
profile_removed_cb (GhEntrance *entrance, GhProfileItem *item)
{
  gh_entrance_forget (entrance, gh_profile_item_get_name (item));
}

/**
 * gh_sign_in_attach:
 * @page: a sign-in page, not attached yet
 * @context: what is known of servers and profiles
 * @entrance: who lets people in
 *
 * Fills the page, and connects it to the entrance for as long as both are there.
 */
void
gh_sign_in_attach (GhSignInPage *page, GhContext *context, GhEntrance *entrance)
{
  GhServerAddress *server = gh_context_get_server (context);
  g_autoptr (GListModel) profiles = gh_profile_model_new (gh_context_get_profiles (context));

  gh_sign_in_page_set_profiles (page, profiles);
  if (server != NULL)
    gh_sign_in_page_set_server (page, gh_server_address_get_base (server));
  gh_sign_in_page_set_email (page, gh_entrance_get_account (entrance));
  gtk_widget_grab_focus (GTK_WIDGET (page));

  g_signal_connect_object (page, "sign-in-requested", G_CALLBACK (gh_entrance_sign_in), entrance,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "register-requested", G_CALLBACK (gh_entrance_register), entrance,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "cancelled", G_CALLBACK (gh_entrance_cancel), entrance,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "profile-chosen", G_CALLBACK (profile_chosen_cb), entrance,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "profile-removed", G_CALLBACK (profile_removed_cb), entrance,
                           G_CONNECT_SWAPPED);
}
