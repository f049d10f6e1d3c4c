/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-desk.h"
#include "gh-alert-desk-private.h"

static GListStore *
get_rules (GhAlertDesk *self)
{
  return G_LIST_STORE (gh_alert_desk_get_rules (self));
}

static GListStore *
get_lists (GhAlertDesk *self)
{
  return G_LIST_STORE (gh_alert_desk_get_lists (self));
}

/* In the order in which they were made. */
int
gh_alert_desk_compare_rules (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const GhAlertRuleFields *a_fields = gh_alert_rule_get_fields ((GhAlertRule *) a);
  const GhAlertRuleFields *b_fields = gh_alert_rule_get_fields ((GhAlertRule *) b);

  if (a_fields->created_us != b_fields->created_us)
    return a_fields->created_us < b_fields->created_us ? -1 : 1;
  return g_strcmp0 (a_fields->id, b_fields->id);
}

/* By their names. */
int
gh_alert_desk_compare_lists (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_utf8_collate (gh_watch_list_get_name ((GhWatchList *) a),
                         gh_watch_list_get_name ((GhWatchList *) b));
}

static void
keep_one (GhAlertDesk *self, GhAlertEntryKind kind, const char *id, GBytes *body)
{
  GPtrArray *entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gh_alert_entry_free);

  g_ptr_array_add (entries, gh_alert_entry_new (kind, id, body));
  gh_alert_desk_keep (self, entries);
}

static gboolean
find_rule (GhAlertDesk *self, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (gh_alert_desk_get_rules (self)); i++)
    {
      g_autoptr (GhAlertRule) rule = g_list_model_get_item (gh_alert_desk_get_rules (self), i);

      *position = i;
      if (g_str_equal (gh_alert_rule_get_id (rule), id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_list (GhAlertDesk *self, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (gh_alert_desk_get_lists (self)); i++)
    {
      g_autoptr (GhWatchList) list = g_list_model_get_item (gh_alert_desk_get_lists (self), i);

      *position = i;
      if (g_str_equal (gh_watch_list_get_id (list), id))
        return TRUE;
    }
  return FALSE;
}

/**
 * gh_alert_desk_look_up_rule:
 * @self: a desk
 * @id: the id of a rule
 *
 * Returns: (transfer full) (nullable): the rule
 */
GhAlertRule *
gh_alert_desk_look_up_rule (GhAlertDesk *self, const char *id)
{
  guint position;

  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return id != NULL && find_rule (self, id, &position)
           ? g_list_model_get_item (gh_alert_desk_get_rules (self), position)
           : NULL;
}

/**
 * gh_alert_desk_look_up_list:
 * @self: a desk
 * @id: (nullable): the id of a watch list
 *
 * Returns: (transfer full) (nullable): the watch list
 */
GhWatchList *
gh_alert_desk_look_up_list (GhAlertDesk *self, const char *id)
{
  guint position;

  g_return_val_if_fail (GH_IS_ALERT_DESK (self), NULL);

  return id != NULL && find_list (self, id, &position)
           ? g_list_model_get_item (gh_alert_desk_get_lists (self), position)
           : NULL;
}

/**
 * gh_alert_desk_save_rule:
 * @self: a desk
 * @rule: a rule
 *
 * Keeps a rule, in place of the one that has its id. Those beyond %GH_ALERT_DESK_MOST_RULES are not
 * taken.
 */
void
gh_alert_desk_save_rule (GhAlertDesk *self, GhAlertRule *rule)
{
  guint position;

  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (GH_IS_ALERT_RULE (rule));

  if (find_rule (self, gh_alert_rule_get_id (rule), &position))
    g_list_store_splice (get_rules (self), position, 1, (gpointer *) &rule, 1);
  else if (g_list_model_get_n_items (gh_alert_desk_get_rules (self)) < GH_ALERT_DESK_MOST_RULES)
    g_list_store_insert_sorted (get_rules (self), rule, gh_alert_desk_compare_rules, NULL);
  else
    return;
  keep_one (self, GH_ALERT_ENTRY_RULE, gh_alert_rule_get_id (rule), gh_alert_rule_to_json (rule));
}

/**
 * gh_alert_desk_remove_rule:
 * @self: a desk
 * @rule: a rule
 *
 * Forgets a rule. What it has found stays.
 */
void
gh_alert_desk_remove_rule (GhAlertDesk *self, GhAlertRule *rule)
{
  guint position;

  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (GH_IS_ALERT_RULE (rule));

  if (!find_rule (self, gh_alert_rule_get_id (rule), &position))
    return;

  keep_one (self, GH_ALERT_ENTRY_RULE, gh_alert_rule_get_id (rule), NULL);
  g_list_store_remove (get_rules (self), position);
}

/**
 * gh_alert_desk_save_list:
 * @self: a desk
 * @list: a watch list
 *
 * Keeps a watch list, in place of the one that has its id. Those beyond %GH_ALERT_DESK_MOST_LISTS
 * are not taken.
 */
void
gh_alert_desk_save_list (GhAlertDesk *self, GhWatchList *list)
{
  guint position;

  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (GH_IS_WATCH_LIST (list));

  if (find_list (self, gh_watch_list_get_id (list), &position))
    g_list_store_splice (get_lists (self), position, 1, (gpointer *) &list, 1);
  else if (g_list_model_get_n_items (gh_alert_desk_get_lists (self)) < GH_ALERT_DESK_MOST_LISTS)
    g_list_store_insert_sorted (get_lists (self), list, gh_alert_desk_compare_lists, NULL);
  else
    return;
  keep_one (self, GH_ALERT_ENTRY_WATCH_LIST, gh_watch_list_get_id (list),
            gh_watch_list_to_json (list));
}

/**
 * gh_alert_desk_remove_list:
 * @self: a desk
 * @list: a watch list
 *
 * Forgets a watch list. Rules about it find nobody any more.
 */
void
gh_alert_desk_remove_list (GhAlertDesk *self, GhWatchList *list)
{
  guint position;

  g_return_if_fail (GH_IS_ALERT_DESK (self));
  g_return_if_fail (GH_IS_WATCH_LIST (list));

  if (!find_list (self, gh_watch_list_get_id (list), &position))
    return;

  keep_one (self, GH_ALERT_ENTRY_WATCH_LIST, gh_watch_list_get_id (list), NULL);
  g_list_store_remove (get_lists (self), position);
}
