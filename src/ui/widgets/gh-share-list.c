/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-share-list.h"

#include <glib/gi18n.h>

struct _GhShareList
{
  AdwBin parent_instance;

  GListModel *bars; /* (owned) (nullable) */
  GtkListBox *rows;
};

typedef enum
{
  PROP_BARS = 1,
} GhShareListProperty;

static GParamSpec *properties[PROP_BARS + 1];

G_DEFINE_FINAL_TYPE (GhShareList, gh_share_list, ADW_TYPE_BIN)

static GtkWidget *
create_words (void)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name_label = gtk_label_new (NULL);
  GtkWidget *text_label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_wrap (GTK_LABEL (name_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name_label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (text_label, "numeric");
  gtk_widget_add_css_class (text_label, "dimmed");
  gtk_box_append (GTK_BOX (words), name_label);
  gtk_box_append (GTK_BOX (words), text_label);
  return words;
}

static GtkWidget *
create_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), create_words ());
  gtk_box_append (GTK_BOX (box), bar);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* What is there stays, and with it the focus of whoever is reading it. */
static void
set_row (GhShareList *self, guint position, const char *name, const char *text, double share)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) position);
  GtkWidget *box;
  GtkWidget *words;
  /* Translators: a bar of a chart, as it is read out: an hour, a day or a share, and its value. */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), name, text);

  if (row == NULL)
    {
      row = GTK_LIST_BOX_ROW (create_row ());
      gtk_list_box_append (self->rows, GTK_WIDGET (row));
    }
  box = gtk_list_box_row_get_child (row);
  words = gtk_widget_get_first_child (box);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (gtk_widget_get_last_child (box)), share);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
set_rest (GhShareList *self, guint first, gint64 sum)
{
  guint n_bars = g_list_model_get_n_items (self->bars);
  gint64 rest = 0;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  for (guint i = first; i < n_bars; i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, i);

      rest += MAX (gh_chart_bar_get_value (bar), 0);
    }
  name = g_strdup_printf (g_dngettext (NULL, "%u more", "%u more", n_bars - first), n_bars - first);
  text = g_strdup_printf ("%'" G_GINT64_FORMAT, rest);
  set_row (self, first, name, text, (double) rest / (double) sum);
}

static void
fill (GhShareList *self)
{
  guint n_bars = self->bars != NULL ? g_list_model_get_n_items (self->bars) : 0;
  guint n_rows = MIN (n_bars, GH_SHARE_LIST_MOST_ROWS);
  guint n_own = n_bars > n_rows ? n_rows - 1 : n_rows;
  gint64 sum = self->bars != NULL ? MAX (gh_chart_bars_get_sum (self->bars), 1) : 1;
  GtkListBoxRow *row;

  for (guint i = 0; i < n_own; i++)
    {
      g_autoptr (GhChartBar) bar = g_list_model_get_item (self->bars, i);

      set_row (self, i, gh_chart_bar_get_name (bar), gh_chart_bar_get_text (bar),
               (double) MAX (gh_chart_bar_get_value (bar), 0) / (double) sum);
    }
  if (n_own < n_rows)
    set_rest (self, n_own, sum);
  while ((row = gtk_list_box_get_row_at_index (self->rows, (int) n_rows)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
}

static void
gh_share_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhShareList *self = GH_SHARE_LIST (object);

  switch ((GhShareListProperty) property_id)
    {
    case PROP_BARS:
      g_value_set_object (value, self->bars);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_share_list_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  switch ((GhShareListProperty) property_id)
    {
    case PROP_BARS:
      gh_share_list_set_bars (GH_SHARE_LIST (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_share_list_dispose (GObject *object)
{
  GhShareList *self = GH_SHARE_LIST (object);

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_clear_object (&self->bars);

  G_OBJECT_CLASS (gh_share_list_parent_class)->dispose (object);
}

static void
gh_share_list_class_init (GhShareListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_share_list_get_property;
  object_class->set_property = gh_share_list_set_property;
  object_class->dispose = gh_share_list_dispose;

  properties[PROP_BARS] =
    g_param_spec_object ("bars", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "share-list");
}

static void
gh_share_list_init (GhShareList *self)
{
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
}

/**
 * gh_share_list_new:
 *
 * Returns: (transfer floating): a list without bars
 */
GtkWidget *
gh_share_list_new (void)
{
  return g_object_new (GH_TYPE_SHARE_LIST, NULL);
}

/**
 * gh_share_list_set_bars:
 * @self: a list
 * @bars: (nullable): a list of #GhChartBar, the longest first
 *
 * Sets what is shown.
 */
void
gh_share_list_set_bars (GhShareList *self, GListModel *bars)
{
  g_return_if_fail (GH_IS_SHARE_LIST (self));
  g_return_if_fail (bars == NULL || G_IS_LIST_MODEL (bars));

  if (self->bars == bars)
    return;

  if (self->bars != NULL)
    g_signal_handlers_disconnect_by_data (self->bars, self);
  g_set_object (&self->bars, bars);
  if (bars != NULL)
    g_signal_connect_swapped (bars, "items-changed", G_CALLBACK (fill), self);
  fill (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}
