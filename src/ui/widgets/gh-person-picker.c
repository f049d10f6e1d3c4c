/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-picker.h"

#include "gh-error.h"
#include "gh-status.h"

#include <glib/gi18n.h>

/* Whoever is not among these is found by typing more of the name. */
#define MOST_PEOPLE 30

struct _GhPersonPicker
{
  AdwBin parent_instance;

  GhUsers *users;            /* (owned) (nullable) */
  GPtrArray *found;          /* (owned) (nullable): of GhUser, as the rows after the first */
  GCancellable *cancellable; /* (owned) (nullable): while the server is asked */
  gboolean has_nobody;       /* the first row */

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *status;
  GtkWidget *retry;
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhPersonPicker, gh_person_picker, ADW_TYPE_BIN)

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                       subtitle, "title-lines", 1, "subtitle-lines", 1, "activatable", TRUE, NULL);
}

static void
fill (GhPersonPicker *self)
{
  gboolean is_search = *gtk_editable_get_text (self->search) != '\0';

  gtk_list_box_remove_all (self->list);
  self->has_nobody = !is_search;
  if (self->has_nobody)
    gtk_list_box_append (self->list,
                         create_row (_("No Person"), _("A face without an account")));
  for (guint i = 0; i < self->found->len; i++)
    {
      GhUser *user = g_ptr_array_index (self->found, i);
      GtkWidget *row =
        create_row (gh_user_get_display_name (user), gh_user_get_email (user));

      if (!gh_user_get_is_active (user))
        gtk_widget_add_css_class (row, "dimmed");
      gtk_list_box_append (self->list, row);
    }

  if (is_search && self->found->len == 0)
    {
      gh_status_set_texts (self->status, "system-search-symbolic", _("Nobody Found"),
                           _("No name or e-mail has this in it."));
      gtk_widget_set_visible (self->retry, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "status");
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "people");
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_users_list_finish (GH_USERS (source), result, &error);
  GhPersonPicker *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      gh_status_set_error (self->status, error);
      gtk_widget_set_visible (self->retry, TRUE);
      gtk_stack_set_visible_child_name (self->stack, "status");
      return;
    }

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_ptr_array_ref (gh_result_page_get_items (page));
  fill (self);
}

static void
stop (GhPersonPicker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
search_changed_cb (GhPersonPicker *self)
{
  const char *text = gtk_editable_get_text (self->search);
  g_autoptr (GhUserQuery) query = NULL;

  if (self->users == NULL)
    return;

  stop (self);
  self->cancellable = g_cancellable_new ();
  if (self->found == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  query = gh_user_query_new (*text != '\0' ? text : NULL, GH_USER_QUERY_ANY, GH_USER_QUERY_ANY);
  gh_users_list_async (self->users, 1, MOST_PEOPLE, query, self->cancellable, listed_cb, self);
}

static void
row_activated_cb (GhPersonPicker *self, GtkListBoxRow *row)
{
  int position = gtk_list_box_row_get_index (row);

  if (self->has_nobody)
    position--;
  g_signal_emit (self, signals[SIGNAL_PICKED], 0,
                 position >= 0 ? g_ptr_array_index (self->found, position) : NULL);
}

static gboolean
gh_person_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_PERSON_PICKER (widget)->search));
}

static void
gh_person_picker_dispose (GObject *object)
{
  GhPersonPicker *self = GH_PERSON_PICKER (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_PICKER);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (gh_person_picker_parent_class)->dispose (object);
}

static void
gh_person_picker_class_init (GhPersonPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_person_picker_dispose;
  widget_class->grab_focus = gh_person_picker_grab_focus;

  signals[SIGNAL_PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_USER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-person-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonPicker, search);
  gtk_widget_class_bind_template_child (widget_class, GhPersonPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, GhPersonPicker, list);
  gtk_widget_class_bind_template_child (widget_class, GhPersonPicker, status);
  gtk_widget_class_bind_template_child (widget_class, GhPersonPicker, retry);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
gh_person_picker_init (GhPersonPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_person_picker_set_users:
 * @self: a picker
 * @users: where people are listed
 *
 * Says where people are looked for, and looks for the first of them.
 */
void
gh_person_picker_set_users (GhPersonPicker *self, GhUsers *users)
{
  g_return_if_fail (GH_IS_PERSON_PICKER (self));
  g_return_if_fail (GH_IS_USERS (users));

  if (g_set_object (&self->users, users))
    search_changed_cb (self);
}
