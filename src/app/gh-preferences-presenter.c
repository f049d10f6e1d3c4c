/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-preferences-presenter.h"

#include "gh-preferences-dialog.h"
#include "gh-profile-model.h"

/* The name of the profile that the window speaks to; NULL where nobody is signed in. */
static const char *
get_name_in_use (GhContext *context, GhEntrance *entrance)
{
  GhSession *session = gh_context_get_session (context);
  GhWay *way = gh_entrance_get_way (entrance);

  return way != NULL && session != NULL
             && gh_session_get_state (session) != GH_SESSION_SIGNED_OUT
           ? gh_way_get_profile_name (way)
           : NULL;
}

static void
bind_way (GhWay *way, GListModel *profiles)
{
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr (GhProfileItem) item = g_list_model_get_item (profiles, i);

      if (g_strcmp0 (gh_profile_item_get_name (item), gh_way_get_profile_name (way)) == 0)
        g_object_bind_property (gh_way_get_settings (way), "transport", item, "transport",
                                G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
    }
}

static void
profile_removed_cb (GhEntrance *entrance, GhProfileItem *item)
{
  gh_entrance_forget (entrance, gh_profile_item_get_name (item));
}

/**
 * gh_preferences_presenter_present:
 * @context: has what was chosen
 * @entrance: forgets a server
 * @parent: the window, or something in it
 *
 * Opens the preferences.
 */
void
gh_preferences_presenter_present (GhContext *context, GhEntrance *entrance, GtkWidget *parent)
{
  g_autoptr (GListModel) profiles = NULL;
  const char *in_use;
  AdwDialog *dialog;

  g_return_if_fail (GH_IS_CONTEXT (context));
  g_return_if_fail (GH_IS_ENTRANCE (entrance));

  profiles = gh_profile_model_new (gh_context_get_profiles (context));
  in_use = get_name_in_use (context, entrance);
  if (in_use != NULL)
    bind_way (gh_entrance_get_way (entrance), profiles);
  dialog = gh_preferences_dialog_new (gh_context_get_preferences (context), profiles, in_use);
  g_signal_connect_object (dialog, "profile-removed", G_CALLBACK (profile_removed_cb), entrance,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}
