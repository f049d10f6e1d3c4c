/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-filter-bar.h"

#include "gh-control-names.h"
#include "gh-person-chooser.h"

#include <glib/gi18n.h>

struct _GhFaceFilterBar
{
  GtkBox parent_instance;

  char *person_id; /* (owned) (nullable): only faces of this user */
  char *face_id;   /* (owned): what is known to be in the entry */
  gboolean may_choose;

  GtkEditable *search;
  GtkWidget *person_button;
  GtkLabel *person_label;
  GtkPopover *person_popover;
  GhPersonChooser *chooser;
  GtkWidget *clear_person;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhFaceFilterBar, gh_face_filter_bar, GTK_TYPE_BOX)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
say_changed (GhFaceFilterBar *self)
{
  g_set_str (&self->face_id, gtk_editable_get_text (self->search));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Who may not list people can still ask for those of one whose face is open. */
static void
update (GhFaceFilterBar *self)
{
  gtk_widget_set_visible (self->person_button, self->may_choose || self->person_id != NULL);
  gtk_widget_set_sensitive (self->person_button, self->may_choose);
  gtk_widget_set_visible (self->clear_person, self->person_id != NULL);
}

/* It is told some time after somebody has typed, or the page has filled something in. */
static void
search_changed_cb (GhFaceFilterBar *self)
{
  if (!g_str_equal (self->face_id, gtk_editable_get_text (self->search)))
    say_changed (self);
}

static void
person_chosen_cb (GhFaceFilterBar *self, GhUser *user)
{
  gtk_popover_popdown (self->person_popover);
  gh_face_filter_bar_set_person (self, user != NULL ? gh_user_get_id (user) : NULL,
                                 user != NULL ? gh_user_get_display_name (user) : NULL);
  say_changed (self);
}

static void
clear_person_clicked_cb (GhFaceFilterBar *self)
{
  gh_face_filter_bar_set_person (self, NULL, NULL);
  say_changed (self);
}

static void
gh_face_filter_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FACE_FILTER_BAR);

  G_OBJECT_CLASS (gh_face_filter_bar_parent_class)->dispose (object);
}

static void
gh_face_filter_bar_finalize (GObject *object)
{
  GhFaceFilterBar *self = GH_FACE_FILTER_BAR (object);

  g_free (self->person_id);
  g_free (self->face_id);

  G_OBJECT_CLASS (gh_face_filter_bar_parent_class)->finalize (object);
}

static void
gh_face_filter_bar_class_init (GhFaceFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_face_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_face_filter_bar_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, person_button);
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, person_label);
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, person_popover);
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, chooser);
  gtk_widget_class_bind_template_child (widget_class, GhFaceFilterBar, clear_person);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_person_clicked_cb);

  g_type_ensure (GH_TYPE_PERSON_CHOOSER);
}

static void
gh_face_filter_bar_init (GhFaceFilterBar *self)
{
  self->face_id = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  gh_face_filter_bar_set_person (self, NULL, NULL);
}

/**
 * gh_face_filter_bar_new:
 *
 * Returns: (transfer floating): a bar that lets all faces through
 */
GtkWidget *
gh_face_filter_bar_new (void)
{
  return g_object_new (GH_TYPE_FACE_FILTER_BAR, NULL);
}

/**
 * gh_face_filter_bar_set_users:
 * @self: a bar
 * @users: (nullable): where people are looked for
 *
 * Sets the server that people are chosen from.
 */
void
gh_face_filter_bar_set_users (GhFaceFilterBar *self, GhUsers *users)
{
  g_return_if_fail (GH_IS_FACE_FILTER_BAR (self));

  gh_person_chooser_set_users (self->chooser, users);
}

/**
 * gh_face_filter_bar_set_may_choose:
 * @self: a bar
 * @may_choose: whether the server lists people to whoever is signed in
 *
 * Offers people to choose from, or does not.
 */
void
gh_face_filter_bar_set_may_choose (GhFaceFilterBar *self, gboolean may_choose)
{
  g_return_if_fail (GH_IS_FACE_FILTER_BAR (self));

  self->may_choose = may_choose;
  update (self);
}

/**
 * gh_face_filter_bar_set_person:
 * @self: a bar
 * @id: (nullable): of a user; %NULL for everybody's faces
 * @name: (nullable): what to call them
 *
 * Sets whose faces are wanted.
 */
void
gh_face_filter_bar_set_person (GhFaceFilterBar *self, const char *id, const char *name)
{
  g_return_if_fail (GH_IS_FACE_FILTER_BAR (self));

  g_set_str (&self->person_id, id);
  gtk_label_set_label (self->person_label, id == NULL ? _("Anyone") : name != NULL ? name : id);
  update (self);
}

/**
 * gh_face_filter_bar_get_person:
 * @self: a bar
 *
 * Returns: (nullable): the id of the user whose faces are wanted
 */
const char *
gh_face_filter_bar_get_person (GhFaceFilterBar *self)
{
  g_return_val_if_fail (GH_IS_FACE_FILTER_BAR (self), NULL);

  return self->person_id;
}

/**
 * gh_face_filter_bar_set_face_id:
 * @self: a bar
 * @face_id: the id of a face; "" for any
 *
 * Sets which face is wanted.
 */
void
gh_face_filter_bar_set_face_id (GhFaceFilterBar *self, const char *face_id)
{
  g_return_if_fail (GH_IS_FACE_FILTER_BAR (self));
  g_return_if_fail (face_id != NULL);

  g_set_str (&self->face_id, face_id);
  gtk_editable_set_text (self->search, face_id);
}

/**
 * gh_face_filter_bar_get_face_id:
 * @self: a bar
 *
 * Returns: (nullable): the id of the face that is wanted; %NULL for any
 */
const char *
gh_face_filter_bar_get_face_id (GhFaceFilterBar *self)
{
  const char *text;

  g_return_val_if_fail (GH_IS_FACE_FILTER_BAR (self), NULL);

  text = gtk_editable_get_text (self->search);
  return *text != '\0' ? text : NULL;
}
