/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-faces.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-format.h"
#include "gh-pill.h"

#include <glib/gi18n.h>

/* The pictures come with the records: as many as a person has in earnest. */
#define MOST_RECORDS 10

struct _GhPersonFaces
{
  AdwBin parent_instance;

  GhConnection *connection;  /* (owned) (nullable) */
  char *user_id;             /* (owned) (nullable) */
  GhFaceRecord *best;        /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */

  AdwPreferencesGroup *group;
  GtkWidget *enrol_button;
  GtkListBox *list;
};

enum
{
  SIGNAL_LOADED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPersonFaces, gh_person_faces, ADW_TYPE_BIN)

static GtkWidget *
add_row (GhPersonFaces *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->list, row);
  return row;
}

/* The page is behind the dialog that we are in. */
static void
record_activated_cb (GtkWidget *row, gpointer user_data)
{
  GhPersonFaces *self = GH_PERSON_FACES (user_data);
  const char *id = gtk_widget_get_name (row);
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-face", "s", id);
  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
add_record (GhPersonFaces *self, GhFaceRecord *record)
{
  gint64 enrolled_us = gh_face_record_get_created_at_us (record);
  g_autofree char *date = enrolled_us > 0 ? gh_format_date (enrolled_us) : NULL;
  /* Translators: %s is a date. */
  g_autofree char *enrolled = date != NULL ? g_strdup_printf (_("Enrolled on %s"), date) : NULL;
  GtkWidget *row = add_row (self, gh_face_record_get_face_id (record), enrolled);
  GtkWidget *pill = gh_pill_new ();

  gh_pill_set_active (GH_PILL (pill), gh_face_record_get_is_active (record));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE,
                                           "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_widget_set_name (row, gh_face_record_get_face_id (record));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (record_activated_cb), self, 0);
}

static void
show_records (GhPersonFaces *self, GhResultPage *page)
{
  GPtrArray *records = gh_result_page_get_items (page);

  g_clear_object (&self->best);
  for (guint i = 0; i < records->len; i++)
    {
      GhFaceRecord *record = g_ptr_array_index (records, i);

      add_record (self, record);
      if (self->best == NULL
          || (gh_face_record_get_is_active (record) && !gh_face_record_get_is_active (self->best)))
        g_set_object (&self->best, record);
    }
  if (records->len == 0)
    add_row (self, C_("face records", "None"), _("The cameras cannot recognise this person."));
  if (gh_result_page_get_total (page) > records->len)
    {
      guint n_more = (guint) (gh_result_page_get_total (page) - records->len);
      g_autofree char *text =
        /* Translators: the number of face records that are not shown. */
        g_strdup_printf (ngettext ("And %u more", "And %u more", n_more), n_more);

      add_row (self, text, NULL);
    }
}

static void retry_clicked_cb (GhPersonFaces *self);

static void
show_error (GhPersonFaces *self, const GError *error)
{
  g_autofree char *advice = gh_error_words_dup_advice (error, NULL);
  GtkWidget *row = add_row (self, _("They Could Not Be Had"), advice);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (retry_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
listed_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhPersonFaces *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->cancellable);
  gtk_list_box_remove_all (self->list);
  if (page != NULL)
    show_records (self, page);
  else
    show_error (self, error);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
load (GhPersonFaces *self)
{
  g_autoptr (GhFaceQuery) query = gh_face_query_new (self->user_id, NULL);
  GtkWidget *row;

  if (self->best == NULL)
    {
      gtk_list_box_remove_all (self->list);
      row = add_row (self, _("Loading…"), NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), adw_spinner_new ());
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection), 1,
                                          MOST_RECORDS, query, self->cancellable, listed_ready_cb,
                                          self);
}

static void
retry_clicked_cb (GhPersonFaces *self)
{
  if (self->cancellable == NULL)
    load (self);
}

/* A face was enrolled, or taken away: here, or by somebody else. */
static void
cache_changed_cb (GhPersonFaces *self, GhCacheAreas areas)
{
  if ((areas & GH_CACHE_RECORDS) != 0)
    load (self);
}

static void
update_enrol_button (GhPersonFaces *self)
{
  gtk_widget_set_visible (self->enrol_button,
                          gh_connection_get_role (self->connection) >= GH_ROLE_MODERATOR);
}

static void
gh_person_faces_dispose (GObject *object)
{
  GhPersonFaces *self = GH_PERSON_FACES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->best);

  G_OBJECT_CLASS (gh_person_faces_parent_class)->dispose (object);
}

static void
gh_person_faces_finalize (GObject *object)
{
  GhPersonFaces *self = GH_PERSON_FACES (object);

  g_clear_pointer (&self->user_id, g_free);

  G_OBJECT_CLASS (gh_person_faces_parent_class)->finalize (object);
}

static void
gh_person_faces_class_init (GhPersonFacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_person_faces_dispose;
  object_class->finalize = gh_person_faces_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_person_faces_init (GhPersonFaces *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  adw_preferences_group_set_title (self->group, _("Face Records"));
  self->enrol_button = gtk_button_new_with_mnemonic (_("_Enrol Face…"));
  gtk_widget_add_css_class (self->enrol_button, "flat");
  gtk_widget_set_valign (self->enrol_button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->enrol_button, FALSE);
  adw_preferences_group_set_header_suffix (self->group, self->enrol_button);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * gh_person_faces_new:
 *
 * Returns: (transfer floating): nobody's records
 */
GtkWidget *
gh_person_faces_new (void)
{
  return g_object_new (GH_TYPE_PERSON_FACES, NULL);
}

/**
 * gh_person_faces_load:
 * @self: an empty list
 * @connection: the server
 * @user_id: whose records
 *
 * Fetches the records and shows them.
 */
void
gh_person_faces_load (GhPersonFaces *self, GhConnection *connection, const char *user_id)
{
  g_return_if_fail (GH_IS_PERSON_FACES (self));
  g_return_if_fail (GH_IS_CONNECTION (connection));
  g_return_if_fail (user_id != NULL);
  g_return_if_fail (self->connection == NULL);

  self->connection = g_object_ref (connection);
  self->user_id = g_strdup (user_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->enrol_button), "win.enrol-person");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->enrol_button), "s", user_id);
  g_signal_connect_object (connection, "notify::role", G_CALLBACK (update_enrol_button), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_session_get_cache (gh_connection_get_session (connection)),
                           "changed", G_CALLBACK (cache_changed_cb), self, G_CONNECT_SWAPPED);
  update_enrol_button (self);
  load (self);
}

/**
 * gh_person_faces_get_best:
 *
 * Returns: (transfer none) (nullable): the record to know the person by
 */
GhFaceRecord *
gh_person_faces_get_best (GhPersonFaces *self)
{
  g_return_val_if_fail (GH_IS_PERSON_FACES (self), NULL);

  return self->best;
}
