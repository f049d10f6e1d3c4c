/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-enrol-details.h"

#include "gh-error.h"
#include "gh-face-picture.h"
#include "gh-format.h"

#include <glib/gi18n.h>

/* Somebody who types is not interrupted. */
#define CHECK_US (500 * G_TIME_SPAN_MILLISECOND)

struct _GhEnrolDetails
{
  AdwBin parent_instance;

  GhClock *clock;          /* (owned) (nullable): until it is set up, as are the next two */
  GhPictureLoader *loader; /* (owned) (nullable) */
  GhEnrolment *enrolment;  /* (owned) (nullable) */
  GRand *random;           /* (owned) */

  GhUser *person;          /* (owned) (nullable) */
  char *proposed;          /* (owned) (nullable): the id, while nobody has typed another */
  GCancellable *checking;  /* (owned) (nullable) */
  guint check_id;

  GhFacePicture *face;
  AdwActionRow *person_row;
  GtkEditable *id_row;
  AdwActionRow *confidence_row;
  GtkLabel *id_fault;
  GtkLabel *faces_note;
  GtkWidget *enrol_button;
  GtkStack *enrol_stack;
};

enum
{
  SIGNAL_CHOOSE_PERSON,
  SIGNAL_SUBMITTED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void check_cb (gpointer user_data);
static void checked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhEnrolDetails, gh_enrol_details, ADW_TYPE_BIN)

static void
set_id_fault (GhEnrolDetails *self, const char *words)
{
  gtk_label_set_text (self->id_fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->id_fault), words != NULL);
  if (words == NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->id_row), "error");
      return;
    }

  gtk_widget_add_css_class (GTK_WIDGET (self->id_row), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_person (GhEnrolDetails *self)
{
  adw_action_row_set_subtitle (self->person_row,
                               self->person != NULL ? gh_user_get_display_name (self->person)
                                                    : C_("person", "None"));
}

static void
propose_id (GhEnrolDetails *self)
{
  g_free (self->proposed);
  self->proposed = gh_enrolment_propose_id (self->person, self->random);
  gtk_editable_set_text (self->id_row, self->proposed);
}

static void
stop_checking (GhEnrolDetails *self)
{
  gh_clock_clear_timeout (self->clock, &self->check_id);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

static void
id_changed_cb (GhEnrolDetails *self)
{
  if (self->clock == NULL)
    return;

  stop_checking (self);
  set_id_fault (self, NULL);
  if (*gtk_editable_get_text (self->id_row) != '\0')
    self->check_id = gh_clock_add_timeout (self->clock, CHECK_US, check_cb, self);
}

static void
check_cb (gpointer user_data)
{
  GhEnrolDetails *self = user_data;

  self->check_id = 0;
  self->checking = g_cancellable_new ();
  gh_enrolment_check_id_async (self->enrolment, gtk_editable_get_text (self->id_row),
                               self->checking, checked_cb, self);
}

/* That it cannot be asked is not worth a word: the server has the last one anyway. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_taken = gh_enrolment_check_id_finish (GH_ENROLMENT (source), result, &error);
  GhEnrolDetails *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  g_clear_object (&self->checking);
  if (is_taken)
    set_id_fault (self, _("Another face has this ID. Choose another, or let one be proposed."));
}

static void
propose_clicked_cb (GhEnrolDetails *self)
{
  propose_id (self);
}

static void
person_activated_cb (GhEnrolDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE_PERSON], 0);
}

static void
enrol_clicked_cb (GhEnrolDetails *self)
{
  if (gtk_widget_get_sensitive (self->enrol_button))
    g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
}

static gboolean
gh_enrol_details_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_ENROL_DETAILS (widget)->person_row));
}

static void
gh_enrol_details_dispose (GObject *object)
{
  GhEnrolDetails *self = GH_ENROL_DETAILS (object);

  if (self->clock != NULL)
    stop_checking (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ENROL_DETAILS);
  g_clear_pointer (&self->random, g_rand_free);
  g_clear_object (&self->person);
  g_clear_object (&self->enrolment);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_enrol_details_parent_class)->dispose (object);
}

static void
gh_enrol_details_finalize (GObject *object)
{
  g_free (GH_ENROL_DETAILS (object)->proposed);

  G_OBJECT_CLASS (gh_enrol_details_parent_class)->finalize (object);
}

static void
gh_enrol_details_class_init (GhEnrolDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_enrol_details_dispose;
  object_class->finalize = gh_enrol_details_finalize;
  widget_class->grab_focus = gh_enrol_details_grab_focus;

  signals[SIGNAL_CHOOSE_PERSON] =
    g_signal_new ("choose-person", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SUBMITTED] = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-enrol-details.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, face);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, person_row);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, id_row);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, confidence_row);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, id_fault);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, faces_note);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDetails, enrol_stack);
  gtk_widget_class_bind_template_callback (widget_class, enrol_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_clicked_cb);

  g_type_ensure (GH_TYPE_FACE_PICTURE);
}

static void
gh_enrol_details_init (GhEnrolDetails *self)
{
  self->random = g_rand_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_enrol_details_set_up:
 * @self: the details
 * @clock: tells the time
 * @loader: decodes the picture
 * @enrolment: what is being enrolled
 *
 * Gives the details what they work with; once.
 */
void
gh_enrol_details_set_up (GhEnrolDetails *self,
                         GhClock *clock,
                         GhPictureLoader *loader,
                         GhEnrolment *enrolment)
{
  g_return_if_fail (GH_IS_ENROL_DETAILS (self) && self->clock == NULL);

  self->clock = g_object_ref (clock);
  self->loader = g_object_ref (loader);
  self->enrolment = g_object_ref (enrolment);
}

/**
 * gh_enrol_details_show_picture:
 * @self: the details
 * @id: names the picture in the cache
 * @encoded: (nullable): the picture; %NULL while it is on its way
 *
 * Shows what will be enrolled.
 */
void
gh_enrol_details_show_picture (GhEnrolDetails *self, const char *id, GBytes *encoded)
{
  g_return_if_fail (GH_IS_ENROL_DETAILS (self));

  if (encoded != NULL)
    gh_face_picture_show (self->face, self->loader, id, encoded, NULL);
  else
    gh_face_picture_clear (self->face);
}

static void
show_faces_note (GhEnrolDetails *self)
{
  guint n_faces = gh_enrolment_get_n_faces (self->enrolment);
  g_autofree char *words = NULL;

  if (n_faces == 0)
    words = g_strdup (_("The server finds no face in this picture, and may refuse it."));
  else if (n_faces > 1)
    words = g_strdup_printf (ngettext ("The server finds %u face in this picture. Frame only one.",
                                       "The server finds %u faces in this picture. Frame only one.",
                                       n_faces),
                             n_faces);
  gtk_label_set_text (self->faces_note, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->faces_note), words != NULL);
}

/**
 * gh_enrol_details_show_answer:
 * @self: the details
 *
 * Shows what the server has said of the face, and proposes an id where there is none.
 */
void
gh_enrol_details_show_answer (GhEnrolDetails *self)
{
  gboolean is_told;
  double confidence;
  g_autofree char *share = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (GH_IS_ENROL_DETAILS (self));

  confidence = gh_enrolment_get_confidence (self->enrolment, &is_told);
  share = gh_format_share (confidence);
  if (is_told)
    words = g_strdup (share);
  else
    /* Translators: %s is a percentage. */
    words = g_strdup_printf (_("%s, because the server does not say"), share);
  adw_action_row_set_subtitle (self->confidence_row, words);
  show_faces_note (self);
  show_person (self);
  if (*gtk_editable_get_text (self->id_row) == '\0')
    propose_id (self);
}

/**
 * gh_enrol_details_set_busy:
 * @self: the details
 * @is_busy: whether they are on their way to the server
 *
 * Says that something goes on.
 */
void
gh_enrol_details_set_busy (GhEnrolDetails *self, gboolean is_busy)
{
  g_return_if_fail (GH_IS_ENROL_DETAILS (self));

  gtk_stack_set_visible_child_name (self->enrol_stack, is_busy ? "busy" : "ready");
  gtk_widget_set_sensitive (self->enrol_button, !is_busy);
}

/**
 * gh_enrol_details_get_person:
 * @self: the details
 *
 * Returns: (transfer none) (nullable): whose face it is
 */
GhUser *
gh_enrol_details_get_person (GhEnrolDetails *self)
{
  g_return_val_if_fail (GH_IS_ENROL_DETAILS (self), NULL);

  return self->person;
}

/**
 * gh_enrol_details_set_person:
 * @self: the details
 * @user: (nullable): whose face it is
 *
 * Chooses somebody. An id that was typed stays; one that was proposed follows the person.
 */
void
gh_enrol_details_set_person (GhEnrolDetails *self, GhUser *user)
{
  const char *id;

  g_return_if_fail (GH_IS_ENROL_DETAILS (self));

  g_set_object (&self->person, user);
  show_person (self);
  id = gtk_editable_get_text (self->id_row);
  if (*id == '\0' || g_strcmp0 (id, self->proposed) == 0)
    propose_id (self);
}

/**
 * gh_enrol_details_dup_id:
 * @self: the details
 *
 * Returns: (transfer full) (nullable): what the face is to be called; %NULL where nothing was typed,
 *   which is said then
 */
char *
gh_enrol_details_dup_id (GhEnrolDetails *self)
{
  char *id;

  g_return_val_if_fail (GH_IS_ENROL_DETAILS (self), NULL);

  stop_checking (self);
  set_id_fault (self, NULL);
  id = g_strstrip (g_strdup (gtk_editable_get_text (self->id_row)));
  if (*id == '\0')
    {
      set_id_fault (self, _("A face needs an ID."));
      gtk_widget_grab_focus (GTK_WIDGET (self->id_row));
      g_clear_pointer (&id, g_free);
    }

  return id;
}

/**
 * gh_enrol_details_refuse_id:
 * @self: the details
 *
 * Says that the id is taken, and proposes another.
 */
void
gh_enrol_details_refuse_id (GhEnrolDetails *self)
{
  g_autofree char *taken = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (GH_IS_ENROL_DETAILS (self));

  taken = g_strdup (gtk_editable_get_text (self->id_row));
  propose_id (self);
  /* Translators: %s is the id of a face. */
  words = g_strdup_printf (_("Another face has the ID “%s”. Another one is proposed."), taken);
  set_id_fault (self, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->id_row));
}
