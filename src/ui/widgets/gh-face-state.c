/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-state.h"

#include "gh-face-words.h"

#define SPACING 6

struct _GhFaceState
{
  GtkBox parent_instance;

  const char *style; /* (nullable): the class of what is shown */
  GtkWidget *icon;
  GtkWidget *word;
};

G_DEFINE_FINAL_TYPE (GhFaceState, gh_face_state, GTK_TYPE_BOX)

static void
set_style (GhFaceState *self, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
  self->style = style;
}

static void
gh_face_state_class_init (GhFaceStateClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "face-state");
}

static void
gh_face_state_init (GhFaceState *self)
{
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  self->word = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->word), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->word), 0.0f);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->word);
}

/**
 * gh_face_state_new:
 *
 * Returns: (transfer floating): a state that says nothing
 */
GtkWidget *
gh_face_state_new (void)
{
  return g_object_new (GH_TYPE_FACE_STATE, NULL);
}

/**
 * gh_face_state_show:
 * @self: a state
 * @is_active: whether the face is looked for
 * @deletion: whether the record is about to go
 *
 * Says how it is with a record.
 */
void
gh_face_state_show (GhFaceState *self, gboolean is_active, GhFaceDeletionState deletion)
{
  g_return_if_fail (GH_IS_FACE_STATE (self));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                gh_face_words_get_state_icon (is_active, deletion));
  gtk_label_set_label (GTK_LABEL (self->word), gh_face_words_get_state (is_active, deletion));
  set_style (self, gh_face_words_get_state_class (is_active, deletion));
}

/**
 * gh_face_state_clear:
 * @self: a state
 *
 * Says nothing.
 */
void
gh_face_state_clear (GhFaceState *self)
{
  g_return_if_fail (GH_IS_FACE_STATE (self));

  gtk_image_clear (GTK_IMAGE (self->icon));
  gtk_label_set_label (GTK_LABEL (self->word), "");
  set_style (self, NULL);
}
