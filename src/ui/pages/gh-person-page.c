/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-page.h"

#include "gh-error-words.h"
#include "gh-event-row.h"
#include "gh-event-words.h"
#include "gh-face-picture.h"
#include "gh-face-words.h"
#include "gh-format.h"
#include "gh-heat-map.h"
#include "gh-person-false-matches.h"
#include "gh-person-faces.h"
#include "gh-person-history.h"

#include <glib/gi18n.h>

#define FACE_SIZE 48

struct _GhPersonPage
{
  GhPage parent_instance;

  char *user_id;             /* (owned) (nullable) */
  GhUser *user;              /* (owned) (nullable): where one may see it */
  GhPersonHistory *history;  /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */

  GtkWidget *face;
  GtkLabel *name;
  GtkLabel *email;
  GtkWidget *account_button;
  GtkWidget *spinner;
  GtkLabel *part;
  GtkWidget *retry;
  GtkWidget *seen_group;
  GtkWidget *first_row;
  GtkWidget *last_row;
  GtkWidget *false_row;
  GtkWidget *when_group;
  GhHeatMap *heat_map;
  GtkExpander *table_expander;
  GtkGrid *table;
  GtkWidget *where_group;
  GtkListBox *places;
  GhPersonFalseMatches *false_matches;
  GhPersonFaces *faces;
  GtkWidget *recent_group;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (GhPersonPage, gh_person_page, GH_TYPE_PAGE)

static GhFaceRecord *
get_best_record (GhPersonPage *self)
{
  GhFaceRecord *best = gh_person_faces_get_best (self->faces);
  GPtrArray *records =
    self->history != NULL ? gh_person_history_get_records (self->history) : NULL;

  if (best == NULL && records != NULL && records->len > 0)
    best = g_ptr_array_index (records, 0);
  return best;
}

/* The account where one may see it, or what a record says of its person. */
static void
show_name (GhPersonPage *self)
{
  GhFaceRecord *record = get_best_record (self);
  const char *name = NULL;

  if (self->user != NULL)
    name = gh_user_get_display_name (self->user);
  else if (record != NULL)
    name = gh_face_words_get_name (record);
  gtk_label_set_label (self->name, name != NULL ? name : _("Person"));
  gtk_label_set_label (self->email, self->user != NULL ? gh_user_get_email (self->user) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->email), self->user != NULL);

  if (record != NULL && gh_face_record_get_image (record) != NULL)
    gh_face_picture_show (GH_FACE_PICTURE (self->face),
                          gh_page_get_picture_loader (GH_PAGE (self)),
                          gh_face_record_get_id (record), gh_face_record_get_image (record), name);
  else
    gh_face_picture_show (GH_FACE_PICTURE (self->face),
                          gh_page_get_picture_loader (GH_PAGE (self)), "person", NULL, name);
}

static char *
dup_part (GhPersonPage *self)
{
  const GError *error = gh_person_history_get_error (self->history);
  guint n_examined = gh_person_history_get_n_examined (self->history);
  gint64 total = gh_person_history_get_total (self->history);
  long long all = MAX (total, 0);

  if (error != NULL)
    return gh_error_words_dup_advice (error, NULL);
  if (gh_person_history_get_is_running (self->history) && n_examined == 0)
    return g_strdup (_("Reading the events of this person…"));
  if (gh_person_history_get_records (self->history) != NULL
      && gh_person_history_get_records (self->history)->len == 0)
    return g_strdup (_("No face of this person is enrolled, so the server cannot know them."));
  if (total == 0)
    return g_strdup (_("The server has no events of this person."));
  if (total > (gint64) n_examined)
    /* Translators: how many events, and of how many. */
    return g_strdup_printf (ngettext ("From the newest %'u of %'lld event.",
                                      "From the newest %'u of %'lld events.", (gulong) all),
                            n_examined, all);
  return g_strdup_printf (ngettext ("From the %'lld event that the server has.",
                                    "From all %'lld events that the server has.", (gulong) all),
                          all);
}

static void
set_time (GtkWidget *row, gint64 time_us)
{
  g_autofree char *text = gh_format_date_and_time (time_us);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static void
show_seen (GhPersonPage *self)
{
  GhSightings *sightings = gh_person_history_get_sightings (self->history);
  guint n_false = gh_person_history_get_n_false (self->history);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u event", "%'u events", n_false),
                                            n_false);
  gboolean is_seen = gh_sightings_get_n (sightings) > 0;

  gtk_widget_set_visible (self->seen_group, is_seen || n_false > 0);
  gtk_widget_set_visible (self->first_row, is_seen);
  gtk_widget_set_visible (self->last_row, is_seen);
  gtk_widget_set_visible (self->false_row, n_false > 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->false_row), count);
  if (!is_seen)
    return;

  set_time (self->first_row, gh_sightings_get_first_us (sightings));
  set_time (self->last_row, gh_sightings_get_last_us (sightings));
}

static void
attach (GtkGrid *grid, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* One day a column: 24 lines are what a narrow screen has room for. */
static void
fill_table (GhPersonPage *self)
{
  GhSightings *sightings = gh_person_history_get_sightings (self->history);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_grid_remove (self->table, child);
  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    {
      g_autofree char *name = gh_heat_map_dup_day (day, TRUE);

      attach (self->table, name, (int) day + 1, 0);
    }
  for (guint hour = 0; hour < GH_SIGHTINGS_HOURS; hour++)
    {
      g_autofree char *name = g_strdup_printf ("%02u:00", hour);

      attach (self->table, name, 0, (int) hour + 1);
      for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
        {
          g_autofree char *n =
            g_strdup_printf ("%'u", gh_sightings_get_at (sightings, day, hour));

          attach (self->table, n, (int) day + 1, (int) hour + 1);
        }
    }
}

static void
table_expanded_cb (GhPersonPage *self)
{
  if (self->history != NULL && gtk_expander_get_expanded (self->table_expander))
    fill_table (self);
}

static void
show_places (GhPersonPage *self)
{
  GPtrArray *places =
    gh_sightings_get_places (gh_person_history_get_sightings (self->history));

  gtk_widget_set_visible (self->where_group, places->len > 0);
  gtk_list_box_remove_all (self->places);
  for (guint i = 0; i < places->len; i++)
    {
      GhSightingsPlace *place = g_ptr_array_index (places, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *where = gh_format_place (place->location, place->camera_id);
      g_autofree char *last = gh_format_date_and_time (place->newest_us);
      g_autofree char *count = g_strdup_printf (ngettext ("%'u time", "%'u times", place->n),
                                                place->n);
      /* Translators: how often, and a date and time. */
      g_autofree char *words = g_strdup_printf (_("%s, last on %s"), count, last);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     *where != '\0' ? where : _("No camera named"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      gtk_list_box_append (self->places, row);
    }
}

static GtkWidget *
create_event_row (gpointer item, gpointer user_data)
{
  GhPersonPage *self = GH_PERSON_PAGE (user_data);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *event =
    gh_event_row_new (gh_page_get_picture_loader (GH_PAGE (self)), FACE_SIZE, TRUE);
  g_autofree char *label = gh_event_words_dup_label (GH_FACE_EVENT (item));

  gh_event_row_set_event (GH_EVENT_ROW (event), GH_FACE_EVENT (item));
  gtk_widget_set_margin_top (event, 6);
  gtk_widget_set_margin_bottom (event, 6);
  gtk_widget_set_margin_start (event, 12);
  gtk_widget_set_margin_end (event, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), event);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

static void
update (GhPersonPage *self)
{
  GhSightings *sightings;
  g_autofree char *part = NULL;
  gboolean is_running;

  if (self->history == NULL)
    return;

  sightings = gh_person_history_get_sightings (self->history);
  is_running = gh_person_history_get_is_running (self->history);
  part = dup_part (self);
  gtk_label_set_label (self->part, part);
  gtk_widget_set_visible (self->spinner, is_running);
  gtk_widget_set_visible (self->retry, gh_person_history_get_error (self->history) != NULL);
  show_name (self);
  show_seen (self);
  gh_person_false_matches_set (
    self->false_matches,
    gh_connection_get_false_matches (gh_page_get_connection (GH_PAGE (self))),
    gh_person_history_get_records (self->history));
  show_places (self);
  gtk_widget_set_visible (self->when_group, gh_sightings_get_n (sightings) > 0);
  gh_heat_map_show (self->heat_map, sightings);
  table_expanded_cb (self);
  gtk_widget_set_visible (
    self->recent_group,
    g_list_model_get_n_items (gh_person_history_get_recent (self->history)) > 0);
}

static void
user_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (object), result, &error);
  GhPersonPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Who may not see accounts sees what the faces say of the person. */
  if (user == NULL)
    return;
  g_set_object (&self->user, user);
  gtk_widget_set_visible (self->account_button, TRUE);
  show_name (self);
}

static void
retry_clicked_cb (GhPersonPage *self)
{
  gh_person_history_run (self->history);
  update (self);
}

/* What is gone to would be behind it. */
static void
close_dialog (GhPersonPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
events_clicked_cb (GhPersonPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-events", "(ss)", "person",
                              self->user_id);
  close_dialog (self);
}

static void
account_clicked_cb (GhPersonPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-person", "s", self->user_id);
  close_dialog (self);
}

static void
gh_person_page_show_item (GhPage *page, const char *id)
{
  GhPersonPage *self = GH_PERSON_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  g_return_if_fail (self->user_id == NULL);
  g_return_if_fail (connection != NULL);

  self->user_id = g_strdup (id);
  self->history = gh_person_history_new (connection, gh_page_get_clock (page), id);
  g_signal_connect_object (self->history, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->recent, gh_person_history_get_recent (self->history),
                           create_event_row, self, NULL);
  gh_person_history_run (self->history);
  gh_person_faces_load (self->faces, connection, id);
  if (gh_connection_get_role (connection) >= GH_ROLE_MODERATOR)
    {
      self->cancellable = g_cancellable_new ();
      gh_users_get_async (gh_connection_get_users (connection), id, self->cancellable,
                          user_ready_cb, self);
    }
  update (self);
}

static void
gh_person_page_dispose (GObject *object)
{
  GhPersonPage *self = GH_PERSON_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_PAGE);
  g_clear_object (&self->history);
  g_clear_object (&self->user);

  G_OBJECT_CLASS (gh_person_page_parent_class)->dispose (object);
}

static void
gh_person_page_finalize (GObject *object)
{
  g_free (GH_PERSON_PAGE (object)->user_id);

  G_OBJECT_CLASS (gh_person_page_parent_class)->finalize (object);
}

static void
gh_person_page_class_init (GhPersonPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_person_page_dispose;
  object_class->finalize = gh_person_page_finalize;
  GH_PAGE_CLASS (klass)->show_item = gh_person_page_show_item;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-person-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GhPersonPage, name)
  BIND (face);
  BIND (name);
  BIND (email);
  BIND (account_button);
  BIND (spinner);
  BIND (part);
  BIND (retry);
  BIND (seen_group);
  BIND (first_row);
  BIND (last_row);
  BIND (false_row);
  BIND (when_group);
  BIND (heat_map);
  BIND (table_expander);
  BIND (table);
  BIND (where_group);
  BIND (places);
  BIND (false_matches);
  BIND (faces);
  BIND (recent_group);
  BIND (recent);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, events_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_expanded_cb);

  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_HEAT_MAP);
  g_type_ensure (GH_TYPE_PERSON_FACES);
  g_type_ensure (GH_TYPE_PERSON_FALSE_MATCHES);
}

static void
gh_person_page_init (GhPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->account_button, FALSE);
  gtk_widget_set_visible (self->seen_group, FALSE);
  gtk_widget_set_visible (self->when_group, FALSE);
  gtk_widget_set_visible (self->where_group, FALSE);
  gtk_widget_set_visible (self->recent_group, FALSE);
}

/**
 * gh_person_page_new:
 *
 * Returns: (transfer floating): a page of nobody
 */
GtkWidget *
gh_person_page_new (void)
{
  return g_object_new (GH_TYPE_PERSON_PAGE, NULL);
}
