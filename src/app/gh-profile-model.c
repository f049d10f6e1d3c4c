/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-profile-model.h"

#include "gh-profile-item.h"
#include "gh-server-address.h"

/* NULL for a profile whose address is none: settings can be edited by hand. */
static GhProfileItem *
create_item (GhProfile *profile)
{
  g_autoptr (GhServerAddress) address =
    gh_server_address_new (gh_profile_get_server (profile), NULL);

  if (address == NULL)
    return NULL;

  return gh_profile_item_new (gh_profile_get_name (profile), gh_server_address_get_base (address),
                              gh_server_address_get_host_label (address),
                              gh_profile_get_account (profile));
}

static void
transport_changed_cb (GhProfiles *profiles, GParamSpec *pspec, GhProfileItem *item)
{
  const char *name = gh_profile_item_get_name (item);
  g_autoptr (GhProfile) profile = gh_profiles_look_up (profiles, name);
  g_autoptr (GhConnectionSettings) settings = gh_profiles_load_settings (profiles, name);

  /* An item may outlive what it stands for. */
  if (profile == NULL)
    return;

  gh_connection_settings_set_transport (settings, gh_profile_item_get_transport (item));
  gh_profiles_save_settings (profiles, name, settings);
}

static void
append (GListStore *store, GhProfiles *profiles, GhProfile *profile)
{
  g_autoptr (GhProfileItem) item = create_item (profile);
  g_autoptr (GhConnectionSettings) settings = NULL;

  if (item == NULL)
    return;

  settings = gh_profiles_load_settings (profiles, gh_profile_get_name (profile));
  gh_profile_item_set_transport (item, gh_connection_settings_get_transport (settings));
  g_signal_connect_object (item, "notify::transport", G_CALLBACK (transport_changed_cb), profiles,
                           G_CONNECT_SWAPPED);
  g_list_store_append (store, item);
}

static void
fill (GListStore *store, GhProfiles *profiles)
{
  g_autoptr (GhProfile) last = gh_profiles_look_up_last (profiles);
  g_auto (GStrv) names = gh_profiles_dup_names (profiles);

  g_list_store_remove_all (store);
  if (last != NULL)
    append (store, profiles, last);
  for (guint i = 0; names[i] != NULL; i++)
    if (last == NULL || !g_str_equal (names[i], gh_profile_get_name (last)))
      {
        g_autoptr (GhProfile) profile = gh_profiles_look_up (profiles, names[i]);

        append (store, profiles, profile);
      }
}

/**
 * gh_profile_model_new:
 * @profiles: the saved servers
 *
 * Returns: (transfer full): a list of #GhProfileItem
 */
GListModel *
gh_profile_model_new (GhProfiles *profiles)
{
  GListStore *store;

  g_return_val_if_fail (GH_IS_PROFILES (profiles), NULL);

  store = g_list_store_new (GH_TYPE_PROFILE_ITEM);
  fill (store, profiles);
  g_signal_connect_object (profiles, "changed", G_CALLBACK (fill), store, G_CONNECT_SWAPPED);

  return G_LIST_MODEL (store);
}
