/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identification-strip.h"

#include "gh-face-picture.h"
#include "gh-identification-words.h"

#define THUMB_SIZE 64
#define THUMB_SPACING 4

struct _GhIdentificationStrip
{
  AdwBin parent_instance;

  GhPictureLoader *loader; /* (owned) (nullable) */

  GtkSingleSelection *selection;
};

typedef enum
{
  PROP_PICTURE_LOADER = 1,
  PROP_SELECTED,
} GhIdentificationStripProperty;

G_DEFINE_FINAL_TYPE (GhIdentificationStrip, gh_identification_strip, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_SELECTED + 1];

static void
show_thumb (GhIdentification *picture, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *item = GTK_LIST_ITEM (user_data);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *strip = gtk_widget_get_ancestor (box, GH_TYPE_IDENTIFICATION_STRIP);
  g_autofree char *label = gh_identification_words_dup_label (picture);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)),
                       gh_identification_words_get_short (picture));
  gtk_list_item_set_accessible_label (item, label);
  if (strip != NULL)
    gh_face_picture_show (GH_FACE_PICTURE (gtk_widget_get_first_child (box)),
                          GH_IDENTIFICATION_STRIP (strip)->loader,
                          gh_identification_get_id (picture),
                          gh_identification_get_image (picture),
                          gh_identification_get_name (picture));
}

static void
thumb_setup_cb (GhIdentificationStrip *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, THUMB_SPACING);
  GtkWidget *picture = gh_face_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gh_face_picture_set_size (GH_FACE_PICTURE (picture), THUMB_SIZE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
thumb_bound_cb (GhIdentificationStrip *self, GtkListItem *item)
{
  GhIdentification *picture = gtk_list_item_get_item (item);

  g_signal_connect_object (picture, "notify::state", G_CALLBACK (show_thumb), item,
                           G_CONNECT_DEFAULT);
  show_thumb (picture, NULL, item);
}

static void
thumb_unbound_cb (GhIdentificationStrip *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_thumb, item);
  gh_face_picture_clear (GH_FACE_PICTURE (gtk_widget_get_first_child (box)));
}

static void
selection_changed_cb (GhIdentificationStrip *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
count_changed_cb (GhIdentificationStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 1);
}

static void
gh_identification_strip_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  GhIdentificationStrip *self = GH_IDENTIFICATION_STRIP (object);

  switch ((GhIdentificationStripProperty) property_id)
    {
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, gh_identification_strip_get_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_identification_strip_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  GhIdentificationStrip *self = GH_IDENTIFICATION_STRIP (object);

  switch ((GhIdentificationStripProperty) property_id)
    {
    case PROP_PICTURE_LOADER:
      if (g_set_object (&self->loader, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SELECTED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_identification_strip_dispose (GObject *object)
{
  GhIdentificationStrip *self = GH_IDENTIFICATION_STRIP (object);

  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_single_selection_set_model (self->selection, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_IDENTIFICATION_STRIP);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_identification_strip_parent_class)->dispose (object);
}

static void
gh_identification_strip_class_init (GhIdentificationStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_identification_strip_get_property;
  object_class->set_property = gh_identification_strip_set_property;
  object_class->dispose = gh_identification_strip_dispose;

  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, GH_TYPE_IDENTIFICATION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-identification-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GhIdentificationStrip, selection);
  gtk_widget_class_bind_template_callback (widget_class, count_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_unbound_cb);
}

static void
gh_identification_strip_init (GhIdentificationStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  count_changed_cb (self);
}

/**
 * gh_identification_strip_new:
 *
 * Returns: (transfer floating): a strip without pictures
 */
GtkWidget *
gh_identification_strip_new (void)
{
  return g_object_new (GH_TYPE_IDENTIFICATION_STRIP, NULL);
}

/**
 * gh_identification_strip_set_pictures:
 * @self: a strip
 * @pictures: (nullable): a list of #GhIdentification
 *
 * Shows pictures.
 */
void
gh_identification_strip_set_pictures (GhIdentificationStrip *self, GListModel *pictures)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_STRIP (self));
  g_return_if_fail (pictures == NULL || G_IS_LIST_MODEL (pictures));

  gtk_single_selection_set_model (self->selection, pictures);
}

/**
 * gh_identification_strip_get_selected:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the picture that is chosen
 */
GhIdentification *
gh_identification_strip_get_selected (GhIdentificationStrip *self)
{
  g_return_val_if_fail (GH_IS_IDENTIFICATION_STRIP (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/**
 * gh_identification_strip_select:
 * @self: a strip
 * @position: of a picture
 *
 * Chooses a picture.
 */
void
gh_identification_strip_select (GhIdentificationStrip *self, guint position)
{
  g_return_if_fail (GH_IS_IDENTIFICATION_STRIP (self));

  gtk_single_selection_set_selected (self->selection, position);
}
