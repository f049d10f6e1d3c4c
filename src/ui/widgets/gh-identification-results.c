/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identification-results.h"

#include "gh-identification-words.h"
#include "gh-identified-row.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhIdentificationResults
{
  AdwBin parent_instance;

  gboolean is_filling; /* rows that come and go choose nothing */

  GtkLabel *name;
  GtkLabel *summary;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *retry;
  GtkListBox *faces;
  GtkLabel *notes;
};

typedef enum
{
  PROP_SELECTED = 1,
} GhIdentificationResultsProperty;

enum
{
  SIGNAL_RETRY,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhIdentificationResults, gh_identification_results, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_SELECTED + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
show_status (GhIdentificationResults *self, GhIdentification *picture)
{
  const GError *error = gh_identification_get_error (picture);
  gboolean has_failed = gh_identification_get_state (picture) == GH_IDENTIFICATION_FAILED;

  gtk_widget_set_visible (self->retry, has_failed);
  if (has_failed && error != NULL)
    gh_status_set_error (self->status, error);
  else
    gh_status_set_texts (self->status, "avatar-default-symbolic", _("No Face Found"),
                         _("The server sees nobody in this picture."));
}

static const char *
get_page (GhIdentification *picture)
{
  switch (gh_identification_get_state (picture))
    {
    case GH_IDENTIFICATION_DONE:
      return g_list_model_get_n_items (gh_identification_get_faces (picture)) > 0 ? "faces"
                                                                                  : "status";
    case GH_IDENTIFICATION_FAILED:
      return "status";
    case GH_IDENTIFICATION_WAITING:
    case GH_IDENTIFICATION_READING:
    case GH_IDENTIFICATION_ASKING:
    case GH_IDENTIFICATION_PAUSED:
    default:
      return "busy";
    }
}

static void
row_selected_cb (GhIdentificationResults *self)
{
  if (!self->is_filling)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
retry_clicked_cb (GhIdentificationResults *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
gh_identification_results_get_property (GObject *object,
                                        guint property_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  if (property_id == PROP_SELECTED)
    g_value_set_int (value,
                     gh_identification_results_get_selected (GH_IDENTIFICATION_RESULTS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
gh_identification_results_set_property (GObject *object,
                                        guint property_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  if (property_id == PROP_SELECTED)
    gh_identification_results_set_selected (GH_IDENTIFICATION_RESULTS (object),
                                            g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
gh_identification_results_dispose (GObject *object)
{
  GhIdentificationResults *self = GH_IDENTIFICATION_RESULTS (object);

  self->is_filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_IDENTIFICATION_RESULTS);

  G_OBJECT_CLASS (gh_identification_results_parent_class)->dispose (object);
}

static void
gh_identification_results_class_init (GhIdentificationResultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_identification_results_get_property;
  object_class->set_property = gh_identification_results_set_property;
  object_class->dispose = gh_identification_results_dispose;

  properties[PROP_SELECTED] =
    g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-identification-results.ui");
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, name);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, summary);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, stack);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, status);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, retry);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, faces);
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationResults, notes);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
gh_identification_results_init (GhIdentificationResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_identification_results_new:
 *
 * Returns: (transfer floating): results of no picture
 */
GtkWidget *
gh_identification_results_new (void)
{
  return g_object_new (GH_TYPE_IDENTIFICATION_RESULTS, NULL);
}

/**
 * gh_identification_results_show:
 * @self: results
 * @picture: a picture
 * @texture: (nullable): the picture itself, where it is decoded
 * @loader: (nullable): decodes the enrolled pictures
 * @dialect: how the server speaks
 * @role: of whoever is signed in
 *
 * Shows how far a picture is, and what the server says of it.
 */
void
gh_identification_results_show (GhIdentificationResults *self,
                                GhIdentification *picture,
                                GdkTexture *texture,
                                GhPictureLoader *loader,
                                GhDialectKind dialect,
                                GhRole role)
{
  g_autofree char *summary = NULL;
  g_autofree char *notes = NULL;
  GListModel *faces;

  g_return_if_fail (GH_IS_IDENTIFICATION_RESULTS (self));
  g_return_if_fail (GH_IS_IDENTIFICATION (picture));

  summary = gh_identification_words_dup_summary (picture);
  notes = gh_identification_words_dup_notes (picture);
  gtk_label_set_label (self->name, gh_identification_get_name (picture));
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->notes, notes != NULL ? notes : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes != NULL);
  show_status (self, picture);

  self->is_filling = TRUE;
  gtk_list_box_remove_all (self->faces);
  faces = gh_identification_get_faces (picture);
  for (guint i = 0; i < g_list_model_get_n_items (faces); i++)
    {
      g_autoptr (GhIdentifiedFace) face = g_list_model_get_item (faces, i);
      GtkWidget *row = gh_identified_row_new (face, i, loader, dialect, role);

      gh_identified_row_set_texture (GH_IDENTIFIED_ROW (row), texture);
      gtk_list_box_append (self->faces, row);
    }
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, get_page (picture));
}

/**
 * gh_identification_results_set_texture:
 * @self: results
 * @texture: (nullable): the picture that the faces are in
 *
 * Shows the faces as they are in the picture.
 */
void
gh_identification_results_set_texture (GhIdentificationResults *self, GdkTexture *texture)
{
  GtkListBoxRow *row;

  g_return_if_fail (GH_IS_IDENTIFICATION_RESULTS (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->faces, i)) != NULL; i++)
    gh_identified_row_set_texture (GH_IDENTIFIED_ROW (row), texture);
}

/**
 * gh_identification_results_get_selected:
 * @self: results
 *
 * Returns: the number of the face that is chosen, −1 for none
 */
int
gh_identification_results_get_selected (GhIdentificationResults *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GH_IS_IDENTIFICATION_RESULTS (self), -1);

  row = self->faces != NULL ? gtk_list_box_get_selected_row (self->faces) : NULL;
  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/**
 * gh_identification_results_set_selected:
 * @self: results
 * @selected: the number of a face, −1 for none
 *
 * Chooses a face.
 */
void
gh_identification_results_set_selected (GhIdentificationResults *self, int selected)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_RESULTS (self));

  if (selected != gh_identification_results_get_selected (self))
    gtk_list_box_select_row (self->faces,
                             selected >= 0 ? gtk_list_box_get_row_at_index (self->faces, selected)
                                           : NULL);
}
