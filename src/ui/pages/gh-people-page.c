/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-people-page.h"

#include "gh-control-names.h"
#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-faceless-dialog.h"
#include "gh-fold-box.h"
#include "gh-new-person-dialog.h"
#include "gh-people-search.h"
#include "gh-people-view.h"
#include "gh-person-dialog.h"
#include "gh-status.h"

#include <glib/gi18n.h>

/* From the last key to the request: a word is typed in about this time for each letter. */
#define SEARCH_DELAY_US (250 * G_TIME_SPAN_MILLISECOND)
#define MOST_SEARCH_BYTES 200

struct _GhPeoplePage
{
  GhPage parent_instance;

  GhPeopleSearch *found;     /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of looking up one person */
  guint search_id;

  GtkStack *stack;
  GtkEditable *search;
  GtkWidget *new_button;
  GtkDropDown *role_drop_down;
  GtkDropDown *state_drop_down;
  GtkLabel *count;
  GtkStack *busy_stack;
  GtkWidget *fault_strip;
  GtkLabel *fault_label;
  GhPeopleView *view;
  AdwStatusPage *status;
  GtkWidget *status_button;
};

G_DEFINE_FINAL_TYPE (GhPeoplePage, gh_people_page, GH_TYPE_PAGE)

static guint
count_people (GhPeoplePage *self)
{
  GhPagedList *people = gh_people_search_get_people (self->found);

  return people != NULL ? g_list_model_get_n_items (G_LIST_MODEL (people)) : 0;
}

static const char *
get_search (GhPeoplePage *self)
{
  return gtk_editable_get_text (self->search);
}

static gboolean
is_filtered (GhPeoplePage *self)
{
  return gtk_drop_down_get_selected (self->role_drop_down) > 0
         || gtk_drop_down_get_selected (self->state_drop_down) > 0 || *get_search (self) != '\0';
}

static GhUserQuery *
create_query (GhPeoplePage *self)
{
  /* In the order of the drop-downs. */
  static const int roles[] = { GH_USER_QUERY_ANY, GH_ROLE_ADMIN, GH_ROLE_MODERATOR, GH_ROLE_USER };
  static const int states[] = { GH_USER_QUERY_ANY, TRUE, FALSE };
  g_autofree char *start = g_strndup (get_search (self), MOST_SEARCH_BYTES);
  g_autofree char *search = g_strstrip (g_utf8_make_valid (start, -1));

  return gh_user_query_new (*search != '\0' ? search : NULL,
                            roles[gtk_drop_down_get_selected (self->role_drop_down)],
                            states[gtk_drop_down_get_selected (self->state_drop_down)]);
}

static void
show_status (GhPeoplePage *self, const char *button)
{
  gtk_widget_set_visible (self->status_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->status_button), button);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_empty (GhPeoplePage *self)
{
  if (is_filtered (self))
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("Nobody Found"),
                           _("Nobody fits what you search for."));
      show_status (self, _("_Show Everybody"));
    }
  else
    {
      gh_status_set_texts (self->status, "gh-people-symbolic", _("Nobody Yet"),
                           _("The server knows no accounts."));
      show_status (self, NULL);
    }
}

static void
update_stack (GhPeoplePage *self)
{
  const GError *failure = gh_people_search_get_failure (self->found);

  if (failure != NULL)
    {
      gh_status_set_error (self->status, failure);
      show_status (self, _("_Try Again"));
    }
  else if (gh_people_search_get_people (self->found) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (count_people (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_empty (self);
}

/* Rows that are there stay; that others are missing, or that they may be old, is said above. */
static void
update_fault_strip (GhPeoplePage *self)
{
  gboolean is_missing;
  const GError *error = gh_people_search_get_fault (self->found, &is_missing);
  g_autofree char *advice = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->fault_strip, error != NULL && count_people (self) > 0);
  if (error == NULL)
    return;

  advice = gh_error_words_dup_advice (error, NULL);
  /* Translators: %s is a sentence that tells why. */
  text = g_strdup_printf (is_missing ? _("Some rows are missing. %s") : _("Not up to date. %s"),
                          advice);
  gtk_label_set_label (self->fault_label, text);
}

static void
update (GhPeoplePage *self)
{
  guint n_people = count_people (self);
  g_autofree char *text = g_strdup_printf (
    /* Translators: the number of accounts in the list, with thousands separated. */
    ngettext ("%'u person", "%'u people", n_people), n_people);

  gtk_label_set_label (self->count, n_people > 0 ? text : "");
  gtk_stack_set_visible_child_name (self->busy_stack,
                                    gh_people_search_is_asking (self->found) ? "busy" : "idle");
  gh_people_view_set_people (self->view, gh_people_search_get_people (self->found));
  update_stack (self);
  update_fault_strip (self);
}

static void
stop_search_delay (GhPeoplePage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock != NULL)
    gh_clock_clear_timeout (clock, &self->search_id);
}

static void
search_due_cb (gpointer user_data)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (user_data);

  self->search_id = 0;
  gh_people_page_refresh (self);
}

static void
search_changed_cb (GhPeoplePage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock == NULL || gh_page_get_connection (GH_PAGE (self)) == NULL)
    return;

  stop_search_delay (self);
  self->search_id = gh_clock_add_timeout (clock, SEARCH_DELAY_US, search_due_cb, self);
}

static void
search_stopped_cb (GhPeoplePage *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
filter_changed_cb (GhPeoplePage *self)
{
  /* The first choice is made while the template is built. */
  if (gh_people_search_has_asked (self->found))
    gh_people_page_refresh (self);
}

static void
status_clicked_cb (GhPeoplePage *self)
{
  if (gh_people_search_get_failure (self->found) == NULL)
    {
      gtk_drop_down_set_selected (self->role_drop_down, 0);
      gtk_drop_down_set_selected (self->state_drop_down, 0);
      gtk_editable_set_text (self->search, "");
    }
  gh_people_page_refresh (self);
}

static void
narrow_cb (GhPeoplePage *self)
{
  gh_people_view_set_compact (self->view, TRUE);
}

static void
wide_cb (GhPeoplePage *self)
{
  gh_people_view_set_compact (self->view, FALSE);
}

/* Somebody is another now, or there are more or fewer: what is looked at stays where it is. */
static void
renew (GhPeoplePage *self)
{
  if (!gh_people_search_renew (self->found))
    gh_people_page_refresh (self);
}

static void
person_deleted_cb (GhPeoplePage *self, GhUser *user)
{
  /* Translators: %s is a person. */
  g_autofree char *text = g_strdup_printf (_("%s is deleted."), gh_user_get_display_name (user));

  gh_page_say (GH_PAGE (self), text);
  renew (self);
}

static void
open_person (GhPeoplePage *self, GhUser *user)
{
  GhPersonDialog *dialog =
    gh_person_dialog_new (gh_page_get_connection (GH_PAGE (self)),
                          gh_page_get_picture_loader (GH_PAGE (self)), user);

  g_signal_connect_object (dialog, "changed", G_CALLBACK (renew), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "deleted", G_CALLBACK (person_deleted_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
person_created_cb (GhPeoplePage *self, GhUser *user)
{
  /* Translators: %s is a person. */
  g_autofree char *text =
    g_strdup_printf (_("%s has an account now."), gh_user_get_display_name (user));

  gh_page_say (GH_PAGE (self), text);
  renew (self);
}

static void
activated_cb (GhPeoplePage *self, GhUser *user)
{
  open_person (self, user);
}

static void
looked_up_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);
  GhPeoplePage *self = user_data;
  g_autofree char *advice = NULL;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (user != NULL)
    {
      open_person (self, user);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      gh_page_say (GH_PAGE (self), _("This person has no account any more."));
    }
  else
    {
      advice = gh_error_words_dup_advice (error, NULL);
      gh_page_say (GH_PAGE (self), advice);
    }
}

static void
new_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (widget);
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));
  GhNewPersonDialog *dialog = gh_new_person_dialog_new (connection);

  g_signal_connect_object (dialog, "created", G_CALLBACK (person_created_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
report_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (
    ADW_DIALOG (gh_faceless_dialog_new (gh_page_get_connection (GH_PAGE (widget)),
                                        gh_page_get_clock (GH_PAGE (widget)))),
    widget);
}

/* Whoever asks for it wants the server's word, and none that was kept. */
static void
refresh_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (widget));

  if (connection != NULL)
    gh_cache_expire (gh_session_get_cache (gh_connection_get_session (connection)),
                     GH_CACHE_USERS);
  gh_people_page_refresh (GH_PEOPLE_PAGE (widget));
}

static void
search_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (GH_PEOPLE_PAGE (widget)->search));
}

static void
update_actions (GhPeoplePage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  gboolean can_edit =
    connection != NULL && gh_connection_get_role (connection) == GH_ROLE_ADMIN;

  gtk_widget_set_visible (self->new_button, can_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.new", can_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "people.report", connection != NULL);
}

static void
gh_people_page_connection_changed (GhPage *page)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_search_delay (self);
  gh_people_search_set_connection (self->found, connection, gh_page_get_clock (page));
  if (connection != NULL)
    g_signal_connect_object (connection, "notify::role", G_CALLBACK (update_actions), self,
                             G_CONNECT_SWAPPED);
  update_actions (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gh_people_page_refresh (self);
}

static void
gh_people_page_show_item (GhPage *page, const char *id)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gh_users_get_async (gh_connection_get_users (connection), id, self->cancellable,
                      looked_up_ready_cb, self);
}

static void
gh_people_page_map (GtkWidget *widget)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (widget);

  GTK_WIDGET_CLASS (gh_people_page_parent_class)->map (widget);
  if (!gh_people_search_has_asked (self->found))
    gh_people_page_refresh (self);
}

static gboolean
gh_people_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_PEOPLE_PAGE (widget)->search));
}

static void
gh_people_page_dispose (GObject *object)
{
  GhPeoplePage *self = GH_PEOPLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_search_delay (self);
  if (self->found != NULL)
    g_signal_handlers_disconnect_by_data (self->found, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->found);

  G_OBJECT_CLASS (gh_people_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, search);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, new_button);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, role_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, count);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, busy_stack);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, fault_strip);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, view);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, status);
  gtk_widget_class_bind_template_child (widget_class, GhPeoplePage, status_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.new", NULL, new_action_cb);
  gtk_widget_class_install_action (widget_class, "people.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "people.report", NULL, report_action_cb);
  gtk_widget_class_install_action (widget_class, "people.search", NULL, search_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "people.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "people.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "people.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "people.new",
                                       NULL);
}

static void
gh_people_page_class_init (GhPeoplePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GhPageClass *page_class = GH_PAGE_CLASS (klass);

  object_class->dispose = gh_people_page_dispose;

  widget_class->map = gh_people_page_map;
  widget_class->grab_focus = gh_people_page_grab_focus;

  page_class->connection_changed = gh_people_page_connection_changed;
  page_class->show_item = gh_people_page_show_item;

  install_actions (widget_class);
  bind_template (widget_class);
  g_type_ensure (GH_TYPE_FOLD_BOX);
  g_type_ensure (GH_TYPE_PEOPLE_VIEW);
}

static void
fill_drop_downs (GhPeoplePage *self)
{
  const char *const roles[] = { _("Any Role"), _("Administrators"), _("Moderators"), _("Users"),
                                NULL };
  const char *const states[] = { _("Any State"), C_ ("accounts", "Active"),
                                 C_ ("accounts", "Deactivated"), NULL };
  g_autoptr (GtkStringList) role_list = gtk_string_list_new (roles);
  g_autoptr (GtkStringList) state_list = gtk_string_list_new (states);

  gtk_drop_down_set_model (self->role_drop_down, G_LIST_MODEL (role_list));
  gtk_drop_down_set_model (self->state_drop_down, G_LIST_MODEL (state_list));
}

static void
gh_people_page_init (GhPeoplePage *self)
{
  self->found = gh_people_search_new ();
  g_signal_connect_object (self->found, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  fill_drop_downs (self);
  update_actions (self);
  update (self);
}

/**
 * gh_people_page_new:
 *
 * Returns: (transfer floating): a page without a server
 */
GtkWidget *
gh_people_page_new (void)
{
  return g_object_new (GH_TYPE_PEOPLE_PAGE, NULL);
}

/**
 * gh_people_page_refresh:
 * @self: a page
 *
 * Asks for what the person has chosen. The answer to what was asked before is not wanted any more.
 */
void
gh_people_page_refresh (GhPeoplePage *self)
{
  GhConnection *connection;
  g_autoptr (GhUserQuery) query = NULL;

  g_return_if_fail (GH_IS_PEOPLE_PAGE (self));

  connection = gh_page_get_connection (GH_PAGE (self));
  if (connection == NULL)
    return;

  stop_search_delay (self);
  query = create_query (self);
  gh_people_search_ask (self->found, query);
}
