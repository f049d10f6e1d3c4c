/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-faces-page.h"

#include "gh-error-words.h"
#include "gh-face-browser.h"
#include "gh-face-filter-bar.h"
#include "gh-face-list.h"
#include "gh-face-view.h"
#include "gh-face-words.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhFacesPage
{
  GhPage parent_instance;

  GhPagedList *records;             /* (owned) (nullable): before it is looked at there is none */
  GSignalGroup *list_signals;       /* (owned) */
  GSignalGroup *deletion_signals;   /* (owned) */
  GSignalGroup *connection_signals; /* (owned) */

  GhFaceBrowser *browser;
  GhFaceFilterBar *filters;
  GtkWidget *enrol_button;
  GtkLabel *count;
  AdwToggleGroup *modes;
  GtkWidget *fault_strip;
  GtkLabel *fault_label;
  GtkStack *stack;
  GhFaceView *view;
  AdwStatusPage *status;
  GtkWidget *status_button;
};

G_DEFINE_FINAL_TYPE (GhFacesPage, gh_faces_page, GH_TYPE_PAGE)

static GhConnection *
get_connection (GhFacesPage *self)
{
  return gh_page_get_connection (GH_PAGE (self));
}

static gboolean
may_enrol (GhFacesPage *self)
{
  return get_connection (self) != NULL
         && gh_connection_get_role (get_connection (self)) >= GH_ROLE_MODERATOR;
}

static guint
count_records (GhFacesPage *self)
{
  return self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;
}

static gboolean
is_filtered (GhFacesPage *self)
{
  return gh_face_filter_bar_get_person (self->filters) != NULL
         || gh_face_filter_bar_get_face_id (self->filters) != NULL;
}

/* --- What is shown ---------------------------------------------------------------------------- */

static void
show_status (GhFacesPage *self, const char *button)
{
  gtk_widget_set_visible (self->status_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->status_button), button);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_empty (GhFacesPage *self)
{
  if (is_filtered (self))
    {
      gh_status_set_texts (self->status, "edit-find-symbolic", _("No Such Faces"),
                           gh_face_filter_bar_get_face_id (self->filters) != NULL
                             ? _("The server has no face with exactly this ID.")
                             : _("No face of this person is enrolled."));
      show_status (self, _("_Show All Faces"));
    }
  else
    {
      gh_status_set_texts (self->status, "avatar-default-symbolic", _("No Faces Yet"),
                           _("Nobody is enrolled at this server."));
      show_status (self, may_enrol (self) ? _("_Enrol a Face…") : NULL);
    }
}

static void
update_stack (GhFacesPage *self)
{
  GhPagedListState state = self->records != NULL ? gh_paged_list_get_state (self->records)
                                                 : GH_PAGED_LIST_EMPTY;

  switch (state)
    {
    case GH_PAGED_LIST_READY:
      if (count_records (self) > 0)
        gtk_stack_set_visible_child_name (self->stack, "list");
      else
        show_empty (self);
      break;
    case GH_PAGED_LIST_FAILED:
      if (gh_paged_list_get_error (self->records) != NULL)
        gh_status_set_error (self->status, gh_paged_list_get_error (self->records));
      show_status (self, _("_Try Again"));
      break;
    case GH_PAGED_LIST_EMPTY:
    case GH_PAGED_LIST_LOADING:
    default:
      /* What is there stays while it is asked for again. */
      if (count_records (self) == 0)
        gtk_stack_set_visible_child_name (self->stack, "loading");
    }
}

/* Some records are there and others could not be fetched: said above the list, which stays. */
static void
update_fault_strip (GhFacesPage *self)
{
  const GError *error = self->records != NULL ? gh_paged_list_get_error (self->records) : NULL;
  gboolean is_shown = error != NULL && count_records (self) > 0
                      && gh_paged_list_get_state (self->records) == GH_PAGED_LIST_READY;
  g_autofree char *advice = is_shown ? gh_error_words_dup_advice (error, NULL) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->fault_strip, is_shown);
  if (!is_shown)
    return;

  /* Translators: %s is a sentence that tells why. */
  text = g_strdup_printf (_("Some faces are missing. %s"), advice);
  gtk_label_set_label (self->fault_label, text);
}

static void
update (GhFacesPage *self)
{
  guint n_records = count_records (self);
  g_autofree char *text = NULL;

  /* Translators: the number of faces in the list, with thousands separated. */
  text = g_strdup_printf (ngettext ("%'u face", "%'u faces", n_records), n_records);
  gtk_label_set_label (self->count, n_records > 0 ? text : "");
  update_stack (self);
  update_fault_strip (self);
}

static void
update_rights (GhFacesPage *self)
{
  gh_face_filter_bar_set_may_choose (self->filters, may_enrol (self));
  gtk_widget_set_visible (self->enrol_button, may_enrol (self));
}

static void
role_changed_cb (GhFacesPage *self)
{
  update_rights (self);
  update (self);
}

/* --- What is listed --------------------------------------------------------------------------- */

static void
drop_list (GhFacesPage *self)
{
  gh_browser_open (GH_BROWSER (self->browser), NULL);
  g_signal_group_set_target (self->list_signals, NULL);
  gh_face_view_set_model (self->view, NULL);
  g_clear_object (&self->records);
}

static void
ask (GhFacesPage *self)
{
  g_autoptr (GhFaceQuery) query =
    gh_face_query_new (gh_face_filter_bar_get_person (self->filters),
                       gh_face_filter_bar_get_face_id (self->filters));

  if (get_connection (self) == NULL || gh_page_get_clock (GH_PAGE (self)) == NULL)
    return;

  drop_list (self);
  self->records =
    gh_face_list_new (gh_connection_get_face_recognition (get_connection (self)), query,
                      gh_page_get_clock (GH_PAGE (self)));
  g_signal_group_set_target (self->list_signals, self->records);
  gh_face_view_set_model (self->view, G_LIST_MODEL (self->records));
  gh_paged_list_reload (self->records);
  update (self);
}

static void
filter_changed_cb (GhFacesPage *self)
{
  ask (self);
}

static void
show_all (GhFacesPage *self)
{
  gh_face_filter_bar_set_person (self->filters, NULL, NULL);
  gh_face_filter_bar_set_face_id (self->filters, "");
}

static void
only_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFacesPage *self = GH_FACES_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  GhFaceRecord *record = gh_face_browser_get_record (self->browser);
  const char *person = record != NULL ? gh_face_words_get_name (record) : NULL;

  gh_face_filter_bar_set_face_id (self->filters, "");
  gh_face_filter_bar_set_person (self->filters, id, person);
  ask (self);
}

/* Whoever asks for it wants the server's word, and none that was kept. */
static void
refresh_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhConnection *connection = get_connection (GH_FACES_PAGE (widget));

  if (connection != NULL)
    gh_cache_expire (gh_session_get_cache (gh_connection_get_session (connection)),
                     GH_CACHE_RECORDS);
  ask (GH_FACES_PAGE (widget));
}

/* Of the person whose faces are listed, where that is one. */
static void
enrol_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *person = gh_face_filter_bar_get_person (GH_FACES_PAGE (widget)->filters);

  if (person != NULL)
    gtk_widget_activate_action (widget, "win.enrol-person", "s", person);
  else
    gtk_widget_activate_action (widget, "win.enrol", NULL);
}

static void
retry_clicked_cb (GhFacesPage *self)
{
  gh_paged_list_retry_failed (self->records);
}

static void
status_clicked_cb (GhFacesPage *self)
{
  if (self->records != NULL && gh_paged_list_get_state (self->records) == GH_PAGED_LIST_READY
      && !is_filtered (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "faces.enrol", NULL);
      return;
    }
  if (self->records == NULL || gh_paged_list_get_state (self->records) != GH_PAGED_LIST_FAILED)
    show_all (self);
  ask (self);
}

static void
range_changed_cb (GhFacesPage *self, guint first, guint last)
{
  if (self->records != NULL)
    gh_paged_list_set_visible_range (self->records, first, last);
}

static void
mode_changed_cb (GhFacesPage *self)
{
  gh_face_view_set_table (self->view,
                          g_strcmp0 (adw_toggle_group_get_active_name (self->modes), "table") == 0);
}

static void
changed_cb (GhFacesPage *self)
{
  if (self->records != NULL)
    gh_paged_list_refresh (self->records);
}

static void
said_cb (GhFacesPage *self, const char *text)
{
  gh_page_say (GH_PAGE (self), text);
}

static void
deleted_cb (GhFacesPage *self, GhFaceRecord *record)
{
  gh_face_browser_close_record (self->browser, record);
  if (self->records != NULL)
    gh_paged_list_refresh (self->records);
}

/* --- The page --------------------------------------------------------------------------------- */

static void
gh_faces_page_connection_changed (GhPage *page)
{
  GhFacesPage *self = GH_FACES_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);
  GhFaceDeletions *deletions =
    connection != NULL ? gh_connection_get_face_deletions (connection) : NULL;

  drop_list (self);
  show_all (self);
  update_rights (self);
  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->deletion_signals, deletions);
  gh_face_view_set_deletions (self->view, deletions);
  gh_face_filter_bar_set_users (self->filters,
                                connection != NULL ? gh_connection_get_users (connection) : NULL);
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
gh_faces_page_show_item (GhPage *page, const char *id)
{
  GhFacesPage *self = GH_FACES_PAGE (page);

  gh_face_filter_bar_set_person (self->filters, NULL, NULL);
  gh_face_filter_bar_set_face_id (self->filters, id);
  ask (self);
}

static void
gh_faces_page_map (GtkWidget *widget)
{
  GhFacesPage *self = GH_FACES_PAGE (widget);

  GTK_WIDGET_CLASS (gh_faces_page_parent_class)->map (widget);
  if (self->records == NULL)
    ask (self);
}

/* Whoever comes by the keyboard wants to be among the faces. */
static gboolean
gh_faces_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_FACES_PAGE (widget)->view));
}

static void
gh_faces_page_dispose (GObject *object)
{
  GhFacesPage *self = GH_FACES_PAGE (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->deletion_signals);
  g_clear_object (&self->connection_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACES_PAGE);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (gh_faces_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "faces.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "faces.enrol", NULL, enrol_action_cb);
  gtk_widget_class_install_action (widget_class, "faces.only-person", "s", only_person_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "faces.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "faces.refresh",
                                       NULL);
}

static void
gh_faces_page_class_init (GhFacesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_faces_page_dispose;
  widget_class->map = gh_faces_page_map;
  widget_class->grab_focus = gh_faces_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_faces_page_connection_changed;
  GH_PAGE_CLASS (klass)->show_item = gh_faces_page_show_item;

  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-faces-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, browser);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, filters);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, count);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, modes);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, fault_strip);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, fault_label);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, view);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhFacesPage, status_button);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, status_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, said_cb);

  g_type_ensure (GH_TYPE_FACE_BROWSER);
  g_type_ensure (GH_TYPE_FACE_FILTER_BAR);
  g_type_ensure (GH_TYPE_FACE_VIEW);
}

static void
gh_faces_page_init (GhFacesPage *self)
{
  self->list_signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::error", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::n-items", G_CALLBACK (update), self);
  self->deletion_signals = g_signal_group_new (GH_TYPE_FACE_DELETIONS);
  g_signal_group_connect_swapped (self->deletion_signals, "deleted", G_CALLBACK (deleted_cb), self);
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::role",
                                  G_CALLBACK (role_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  update_rights (self);
  update (self);
}

/**
 * gh_faces_page_new:
 *
 * Returns: (transfer floating): a page without a connection
 */
GtkWidget *
gh_faces_page_new (void)
{
  return g_object_new (GH_TYPE_FACES_PAGE, NULL);
}
