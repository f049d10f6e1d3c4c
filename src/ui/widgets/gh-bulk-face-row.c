/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-bulk-face-row.h"

#include "gh-pill.h"
#include "gh-text.h"

#include <glib/gi18n.h>

/* What a table says is longer than anybody reads. */
#define MOST_TEXT_BYTES 1024

struct _GhBulkFaceRow
{
  AdwBin parent_instance;

  GhBulkRow *row;            /* (owned) (nullable) */
  GSignalGroup *row_signals; /* (owned) */
  char *summary;             /* (owned) (nullable) */
  gboolean compact;

  GtkLabel *number;
  GtkLabel *face_id;
  GtkLabel *origin;
  GtkLabel *words;
  AdwBin *below;
  AdwBin *beside;
  GhPill *state;
};

typedef enum
{
  PROP_ROW = 1,
  PROP_SUMMARY,
  PROP_COMPACT,
} GhBulkFaceRowProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

G_DEFINE_FINAL_TYPE (GhBulkFaceRow, gh_bulk_face_row, ADW_TYPE_BIN)

static char *
dup_face_id (GhBulkRow *row)
{
  if (*gh_bulk_row_get_face_id (row) == '\0')
    return g_strdup (_("No Face ID"));

  return gh_text_sanitize (gh_bulk_row_get_face_id (row), MOST_TEXT_BYTES);
}

static char *
dup_origin (GhBulkRow *row)
{
  g_autofree char *base = g_path_get_basename (gh_bulk_row_get_path (row));
  g_autofree char *file = g_filename_display_name (base);
  g_autofree char *clean = gh_text_sanitize (file, MOST_TEXT_BYTES);
  g_autofree char *person = NULL;

  if (gh_bulk_row_get_person (row) == NULL)
    return g_steal_pointer (&clean);

  person = gh_text_sanitize (gh_bulk_row_get_person (row), MOST_TEXT_BYTES);
  /* Translators: the name of a file, and whose account the face belongs to. */
  return g_strdup_printf (C_ ("bulk", "%s · %s"), clean, person);
}

static void
show_state (GhBulkFaceRow *self)
{
  gboolean has_warning = gh_bulk_row_get_warning (self->row) != NULL;
  gboolean is_said = gh_bulk_row_get_state (self->row) != GH_BULK_ROW_WAITING;

  gtk_widget_set_visible (GTK_WIDGET (self->state), is_said);
  gtk_widget_set_visible (GTK_WIDGET (self->beside), is_said && !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->below), is_said && self->compact);
  switch (gh_bulk_row_get_state (self->row))
    {
    case GH_BULK_ROW_READY:
      if (has_warning)
        gh_pill_set (self->state, GH_PILL_WARNING, "dialog-warning-symbolic",
                     C_ ("bulk", "Warning"));
      else
        gh_pill_set (self->state, GH_PILL_ACCENT, "object-select-symbolic", C_ ("bulk", "Ready"));
      break;
    case GH_BULK_ROW_ENROLLED:
      gh_pill_set (self->state, GH_PILL_GOOD, "object-select-symbolic", C_ ("bulk", "Enrolled"));
      break;
    case GH_BULK_ROW_FAILED:
      gh_pill_set (self->state, GH_PILL_BAD, "dialog-error-symbolic", C_ ("bulk", "Problem"));
      break;
    case GH_BULK_ROW_WAITING:
    default:
      gh_pill_set (self->state, GH_PILL_PLAIN, NULL, C_ ("bulk", "Waiting"));
    }
}

static const char *
get_words (GhBulkRow *row)
{
  if (gh_bulk_row_get_words (row) != NULL)
    return gh_bulk_row_get_words (row);

  return gh_bulk_row_get_state (row) != GH_BULK_ROW_WAITING ? gh_bulk_row_get_warning (row) : NULL;
}

static void
update (GhBulkFaceRow *self)
{
  g_autofree char *face_id = NULL;
  g_autofree char *state = NULL;
  g_autofree char *summary = NULL;
  const char *words;

  if (self->row == NULL)
    return;

  show_state (self);
  words = get_words (self->row);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);

  face_id = dup_face_id (self->row);
  g_object_get (self->state, "label", &state, NULL);
  if (words != NULL)
    /* Translators: the id of a face, what has become of it, and why. */
    summary = g_strdup_printf (C_ ("bulk", "%s: %s. %s"), face_id, state, words);
  else
    /* Translators: the id of a face, and what has become of it. */
    summary = g_strdup_printf (C_ ("bulk", "%s: %s."), face_id, state);
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
move_state (AdwBin *from, AdwBin *to)
{
  g_autoptr (GtkWidget) state = g_object_ref (adw_bin_get_child (from));

  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, state);
}

/* Where there is little room the state stands below what it is about. */
static void
set_compact (GhBulkFaceRow *self, gboolean compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  if (compact)
    move_state (self->beside, self->below);
  else
    move_state (self->below, self->beside);
  gtk_widget_set_halign (GTK_WIDGET (self->state), compact ? GTK_ALIGN_START : GTK_ALIGN_END);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
gh_bulk_face_row_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  GhBulkFaceRow *self = GH_BULK_FACE_ROW (object);

  switch ((GhBulkFaceRowProperty) property_id)
    {
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_face_row_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((GhBulkFaceRowProperty) property_id)
    {
    case PROP_ROW:
      gh_bulk_face_row_set_row (GH_BULK_FACE_ROW (object), g_value_get_object (value));
      break;
    case PROP_COMPACT:
      set_compact (GH_BULK_FACE_ROW (object), g_value_get_boolean (value));
      break;
    case PROP_SUMMARY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_face_row_dispose (GObject *object)
{
  GhBulkFaceRow *self = GH_BULK_FACE_ROW (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_BULK_FACE_ROW);

  G_OBJECT_CLASS (gh_bulk_face_row_parent_class)->dispose (object);
}

static void
gh_bulk_face_row_finalize (GObject *object)
{
  g_free (GH_BULK_FACE_ROW (object)->summary);

  G_OBJECT_CLASS (gh_bulk_face_row_parent_class)->finalize (object);
}

static void
gh_bulk_face_row_class_init (GhBulkFaceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_bulk_face_row_get_property;
  object_class->set_property = gh_bulk_face_row_set_property;
  object_class->dispose = gh_bulk_face_row_dispose;
  object_class->finalize = gh_bulk_face_row_finalize;

  properties[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, GH_TYPE_BULK_ROW,
                                              G_PARAM_READWRITE | flags);
  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  properties[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-bulk-face-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, number);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, face_id);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, origin);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, words);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, below);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, beside);
  gtk_widget_class_bind_template_child (widget_class, GhBulkFaceRow, state);

  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_bulk_face_row_init (GhBulkFaceRow *self)
{
  self->row_signals = g_signal_group_new (GH_TYPE_BULK_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify::state", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_bulk_face_row_new:
 *
 * Returns: (transfer floating): a row of nobody
 */
GtkWidget *
gh_bulk_face_row_new (void)
{
  return g_object_new (GH_TYPE_BULK_FACE_ROW, NULL);
}

GhBulkRow *
gh_bulk_face_row_get_row (GhBulkFaceRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_FACE_ROW (self), NULL);

  return self->row;
}

/**
 * gh_bulk_face_row_set_row:
 * @self: a row
 * @row: (nullable): what it shows, and goes on showing
 *
 * Shows another face.
 */
void
gh_bulk_face_row_set_row (GhBulkFaceRow *self, GhBulkRow *row)
{
  g_autofree char *number = NULL;
  g_autofree char *face_id = NULL;
  g_autofree char *origin = NULL;

  g_return_if_fail (GH_IS_BULK_FACE_ROW (self));
  g_return_if_fail (row == NULL || GH_IS_BULK_ROW (row));

  if (!g_set_object (&self->row, row))
    return;

  g_signal_group_set_target (self->row_signals, row);
  if (row != NULL)
    {
      number = g_strdup_printf ("%u", gh_bulk_row_get_number (row));
      face_id = dup_face_id (row);
      origin = dup_origin (row);
      gtk_label_set_label (self->number, number);
      gtk_label_set_label (self->face_id, face_id);
      gtk_label_set_label (self->origin, origin);
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}
