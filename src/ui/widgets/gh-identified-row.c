/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identified-row.h"

#include "gh-face-crop.h"
#include "gh-face-picture.h"
#include "gh-face-words.h"
#include "gh-meter.h"

#include <glib/gi18n.h>

struct _GhIdentifiedRow
{
  GtkListBoxRow parent_instance;

  GhIdentifiedFace *face; /* (owned) */

  GtkWidget *seen_box;
  GtkWidget *seen;
  GtkWidget *enrolled_box;
  GtkWidget *enrolled;
  GtkLabel *who;
  GtkLabel *face_id;
  GtkLabel *meaning;
  GtkWidget *meter;
  GtkWidget *show_face;
  GtkWidget *show_person;
  GtkWidget *enrol;
};

G_DEFINE_FINAL_TYPE (GhIdentifiedRow, gh_identified_row, GTK_TYPE_LIST_BOX_ROW)

static void
gh_identified_row_dispose (GObject *object)
{
  GhIdentifiedRow *self = GH_IDENTIFIED_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_IDENTIFIED_ROW);
  g_clear_object (&self->face);

  G_OBJECT_CLASS (gh_identified_row_parent_class)->dispose (object);
}

static void
gh_identified_row_class_init (GhIdentifiedRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_identified_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-identified-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, seen_box);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, seen);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, enrolled_box);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, enrolled);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, who);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, face_id);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, meaning);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, meter);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, show_face);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, show_person);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifiedRow, enrol);

  g_type_ensure (GH_TYPE_FACE_CROP);
  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_METER);
}

static void
gh_identified_row_init (GhIdentifiedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The server in the field gives the figure of the enrolment, and of no other is it known that it is
 * one of the match. */
static const char *
get_meaning (GhIdentifiedFace *face, GhDialectKind dialect)
{
  if (gh_identified_face_get_record (face) == NULL)
    return _("That this is a face");
  if (dialect == GH_DIALECT_FIELD)
    return _("How good the enrolment is; this server does not say how well it matches");
  return _("Confidence");
}

static void
show_known (GhIdentifiedRow *self, GhPictureLoader *loader, GhRole role)
{
  GhFaceRecord *record = gh_identified_face_get_record (self->face);
  const char *user_id = gh_face_record_get_user_id (record);
  g_autofree char *id = gh_face_words_dup_picture_id (record);

  gh_face_picture_show (GH_FACE_PICTURE (self->enrolled), loader, id,
                        gh_face_record_get_image (record), gh_face_words_get_name (record));
  gtk_label_set_label (self->face_id, gh_face_record_get_face_id (record));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_face), "s",
                                    gh_face_record_get_face_id (record));
  if (user_id != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_person), "s", user_id);
  gtk_widget_set_visible (self->show_person, user_id != NULL && role >= GH_ROLE_MODERATOR);
}

/**
 * gh_identified_row_new:
 * @face: a face that was found
 * @number: which of the faces in the picture it is
 * @loader: (nullable): decodes the enrolled picture
 * @dialect: how the server speaks
 * @role: of whoever is signed in
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
gh_identified_row_new (GhIdentifiedFace *face,
                       guint number,
                       GhPictureLoader *loader,
                       GhDialectKind dialect,
                       GhRole role)
{
  GhIdentifiedRow *self = g_object_new (GH_TYPE_IDENTIFIED_ROW, NULL);
  gboolean is_known = gh_identified_face_get_record (face) != NULL;
  g_autofree char *who = gh_identified_face_dup_who (face);
  GhBoundingBox box;

  self->face = g_object_ref (face);
  gtk_label_set_label (self->who, who);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, who, -1);
  gtk_label_set_label (self->meaning, get_meaning (face, dialect));
  gh_meter_set_share (GH_METER (self->meter), gh_identified_face_get_confidence (face));
  gtk_widget_set_visible (self->seen_box, gh_identified_face_get_box (face, &box));
  gtk_widget_set_visible (self->enrolled_box, is_known);
  gtk_widget_set_visible (GTK_WIDGET (self->face_id), is_known);
  gtk_widget_set_visible (self->show_face, is_known);
  gtk_widget_set_visible (self->show_person, FALSE);
  gtk_widget_set_visible (self->enrol, !is_known && role >= GH_ROLE_MODERATOR);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->enrol), "u", number);
  if (!is_known)
    gtk_widget_add_css_class (GTK_WIDGET (self->who), "warning");
  else
    show_known (self, loader, role);

  return GTK_WIDGET (self);
}

/**
 * gh_identified_row_set_texture:
 * @self: a row
 * @texture: (nullable): the picture that the face is in
 *
 * Shows the face as it is in the picture.
 */
void
gh_identified_row_set_texture (GhIdentifiedRow *self, GdkTexture *texture)
{
  GhBoundingBox box;

  g_return_if_fail (GH_IS_IDENTIFIED_ROW (self));

  if (gh_identified_face_get_box (self->face, &box))
    gh_face_crop_show (GH_FACE_CROP (self->seen), texture, &box);
}
