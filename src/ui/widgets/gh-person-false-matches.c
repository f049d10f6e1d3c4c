/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-false-matches.h"

#include "gh-face-record.h"
#include "gh-format.h"

#include <glib/gi18n.h>

/* Of one camera; the rest can be taken back all together. */
#define MOST_ROWS 50

struct _GhPersonFalseMatches
{
  AdwBin parent_instance;

  GhFalseMatches *matches; /* (owned) (nullable) */
  GPtrArray *records;      /* (owned) (nullable) (element-type GhFaceRecord) */
  GPtrArray *rows;         /* (owned) (element-type GtkWidget): not owned; one for each camera */
  GHashTable *expanded;    /* (owned): "record\ncamera" of what somebody has opened */

  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (GhPersonFalseMatches, gh_person_false_matches, ADW_TYPE_BIN)

/* What a row is about hangs on it. */
static GQuark
get_pair_quark (void)
{
  return g_quark_from_static_string ("gh-person-false-matches-pair");
}

static char *
dup_key (GhFalseMatchPair *pair)
{
  return g_strdup_printf ("%s\n%s", gh_false_match_pair_get_face_record_id (pair),
                          gh_false_match_pair_get_camera_id (pair) != NULL
                            ? gh_false_match_pair_get_camera_id (pair) : "");
}

static gboolean
is_of_person (GhPersonFalseMatches *self, GhFalseMatchPair *pair)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    if (g_strcmp0 (gh_face_record_get_id (self->records->pdata[i]),
                   gh_false_match_pair_get_face_record_id (pair)) == 0)
      return TRUE;
  return FALSE;
}

static void
match_clicked_cb (GhPersonFalseMatches *self, GtkButton *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  gh_false_matches_unmark (self->matches, id);
}

static void
all_clicked_cb (GhPersonFalseMatches *self, GtkButton *button)
{
  GhFalseMatchPair *pair = g_object_get_qdata (G_OBJECT (button), get_pair_quark ());

  gh_false_matches_revoke (self->matches, pair);
}

static void
expanded_cb (GhPersonFalseMatches *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  g_autofree char *key = dup_key (g_object_get_qdata (G_OBJECT (row), get_pair_quark ()));

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->expanded, g_steal_pointer (&key));
  else
    g_hash_table_remove (self->expanded, key);
}

static char *
dup_summary (GhFalseMatchPair *pair)
{
  guint n = gh_false_match_pair_get_n_marked (pair);
  guint n_held = gh_false_match_pair_get_n_suppressed (pair);
  g_autofree char *share = gh_format_share (gh_false_match_pair_get_confidence (pair));
  g_autofree char *marked = g_strdup_printf (
    /* Translators: how many events were marked, and up to which confidence, like 80 %. */
    ngettext ("%u event, up to %s", "%u events, up to %s", n), n, share);
  g_autofree char *held = NULL;
  g_autofree char *last = NULL;

  if (n_held == 0)
    return g_strdup_printf ("%s · %s", marked, _("no alert held back yet"));

  held = g_strdup_printf (ngettext ("%u alert held back", "%u alerts held back", n_held), n_held);
  last = gh_format_date_and_time (gh_false_match_pair_get_suppressed_at_us (pair));
  /* Translators: what was marked; how many alerts were held back for it; when the last of them was. */
  return g_strdup_printf (_("%s · %s, the last on %s"), marked, held, last);
}

static GtkWidget *
create_match_row (GhPersonFalseMatches *self, GhFalseMatch *match)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Take Back"));
  g_autofree char *time = gh_format_date_and_time (gh_false_match_get_event_at_us (match));
  g_autofree char *marked = gh_format_date_and_time (gh_false_match_get_marked_at_us (match));
  g_autofree char *share = gh_format_share (gh_false_match_get_confidence (match));
  /* Translators: how sure the server was, like 80 %, and when somebody said that it is wrong. */
  g_autofree char *words = g_strdup_printf (_("%s sure · marked on %s"), share, marked);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_set_name (button, gh_false_match_get_event_id (match));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (match_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
create_all_button (GhPersonFalseMatches *self, GhFalseMatchPair *pair)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  gtk_widget_set_tooltip_text (button, _("Take All Back"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_qdata_full (G_OBJECT (button), get_pair_quark (), g_object_ref (pair),
                           g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (all_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
create_pair_row (GhPersonFalseMatches *self, GhFalseMatchPair *pair)
{
  GtkWidget *row = adw_expander_row_new ();
  GPtrArray *matches = gh_false_match_pair_get_matches (pair);
  const char *camera = gh_false_match_pair_get_camera_id (pair);
  g_autofree char *key = dup_key (pair);
  g_autofree char *summary = dup_summary (pair);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 camera != NULL ? camera : _("No camera named"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), summary);
  for (guint i = 0; i < MIN (matches->len, MOST_ROWS); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              create_match_row (self, g_ptr_array_index (matches, i)));
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), create_all_button (self, pair));
  g_object_set_qdata_full (G_OBJECT (row), get_pair_quark (), g_object_ref (pair),
                           g_object_unref);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->expanded, key));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* What has the keyboard is gone with the mark that it took back. */
static void
keep_focus (GhPersonFalseMatches *self, gboolean had_focus)
{
  if (had_focus && self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
}

static void
update (GhPersonFalseMatches *self)
{
  GListModel *pairs = G_LIST_MODEL (self->matches);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; pairs != NULL && i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (GhFalseMatchPair) pair = g_list_model_get_item (pairs, i);
      GtkWidget *row;

      if (!is_of_person (self, pair))
        continue;
      row = create_pair_row (self, pair);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  keep_focus (self, had_focus);
}

static void
gh_person_false_matches_dispose (GObject *object)
{
  GhPersonFalseMatches *self = GH_PERSON_FALSE_MATCHES (object);

  /* It is a child of the template too, and would be let go of twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_FALSE_MATCHES);
  if (self->matches != NULL)
    g_signal_handlers_disconnect_by_data (self->matches, self);
  g_clear_object (&self->matches);
  g_clear_pointer (&self->records, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_person_false_matches_parent_class)->dispose (object);
}

static void
gh_person_false_matches_finalize (GObject *object)
{
  GhPersonFalseMatches *self = GH_PERSON_FALSE_MATCHES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->expanded, g_hash_table_unref);

  G_OBJECT_CLASS (gh_person_false_matches_parent_class)->finalize (object);
}

static void
gh_person_false_matches_class_init (GhPersonFalseMatchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_person_false_matches_dispose;
  object_class->finalize = gh_person_false_matches_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-person-false-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonFalseMatches, group);
}

static void
gh_person_false_matches_init (GhPersonFalseMatches *self)
{
  self->rows = g_ptr_array_new ();
  self->expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_person_false_matches_set:
 * @self: the marks of a person
 * @matches: the false matches of the server
 * @records: (nullable) (element-type GhFaceRecord): the person's face records
 *
 * Sets whose marks are listed, and goes on following them.
 */
void
gh_person_false_matches_set (GhPersonFalseMatches *self,
                             GhFalseMatches *matches,
                             GPtrArray *records)
{
  g_return_if_fail (GH_IS_PERSON_FALSE_MATCHES (self));
  g_return_if_fail (GH_IS_FALSE_MATCHES (matches));

  if (self->matches == matches && self->records == records)
    return;

  if (self->matches != NULL)
    g_signal_handlers_disconnect_by_data (self->matches, self);
  g_set_object (&self->matches, matches);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  if (records != NULL)
    self->records = g_ptr_array_ref (records);
  g_signal_connect_object (matches, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
