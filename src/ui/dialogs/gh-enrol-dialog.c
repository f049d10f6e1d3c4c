/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-enrol-dialog.h"

#include "gh-crop-view.h"
#include "gh-enrol-details.h"
#include "gh-enrolment.h"
#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-face-picture.h"
#include "gh-gate-list.h"
#include "gh-person-chooser.h"
#include "gh-picture-gate.h"
#include "gh-picture-source.h"
#include "gh-preview.h"

#include <glib/gi18n.h>

/* Somebody who moves the frame is not interrupted. */
#define JUDGE_US (150 * G_TIME_SPAN_MILLISECOND)
#define SHOWN_BYTES (256 * 1024)
#define SHOWN_SIDE 480

struct _GhEnrolDialog
{
  AdwDialog parent_instance;

  GhConnection *connection;  /* (owned) */
  GhClock *clock;            /* (owned) */
  GhPictureLoader *loader;   /* (owned) */
  GhEnrolment *enrolment;    /* (owned) */
  GhGateLimits limits;
  GCancellable *cancellable; /* (owned): as long as the dialog */

  GCancellable *judging;     /* (owned) (nullable) */
  guint judge_id;
  GhGateReport *report;      /* (owned) (nullable): of the frame as it is */
  GhStill *brought;          /* (owned) (nullable): until the dialog is on the screen */
  GhBoundingBox face;        /* of the picture that was brought, in shares of it; 0 wide for none */
  gboolean may_place;        /* nobody has said yet where the face is */

  GhUser *known;             /* (owned) (nullable): whose face the server says it is */
  gboolean is_busy;
  guint n_shown;             /* pictures shown here: each needs a name of its own in the cache */

  AdwNavigationView *navigation;
  GhPictureSource *source;
  AdwBanner *frame_banner;
  GhCropView *crop;
  GhGateList *gate;
  GtkWidget *next_button;
  GtkStack *next_stack;
  GtkLabel *known_title;
  GtkLabel *known_detail;
  GhFacePicture *new_face;
  GhFacePicture *known_face;
  GtkWidget *add_button;
  GtkWidget *anyway_button;
  AdwBanner *details_banner;
  GhEnrolDetails *details;
  GhPersonChooser *chooser;
};

enum
{
  SIGNAL_ENROLLED,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

static void judge_cb (gpointer user_data);
static void judged_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void shown_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void whose_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_DEFINE_FINAL_TYPE (GhEnrolDialog, gh_enrol_dialog, ADW_TYPE_DIALOG)

/* --- Words ------------------------------------------------------------------------------------ */

static void
show_banner (AdwBanner *banner, const GError *error)
{
  if (error != NULL)
    {
      g_autofree char *advice = gh_error_words_dup_advice (error, NULL);

      adw_banner_set_title (banner, advice);
    }
  adw_banner_set_revealed (banner, error != NULL);
}

static void
set_busy (GhEnrolDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  gtk_stack_set_visible_child_name (self->next_stack, is_busy ? "busy" : "ready");
  gtk_widget_set_sensitive (self->next_button,
                            !is_busy && self->report != NULL &&
                              gh_gate_report_get_grade (self->report) != GH_GATE_STOP);
  gh_enrol_details_set_busy (self->details, is_busy);
}

/* --- The frame -------------------------------------------------------------------------------- */

static void
stop_judging (GhEnrolDialog *self)
{
  gh_clock_clear_timeout (self->clock, &self->judge_id);
  g_cancellable_cancel (self->judging);
  g_clear_object (&self->judging);
}

static void
frame_changed_cb (GhEnrolDialog *self)
{
  stop_judging (self);
  self->may_place = FALSE;
  g_clear_pointer (&self->report, gh_gate_report_unref);
  set_busy (self, self->is_busy);
  self->judge_id = gh_clock_add_timeout (self->clock, JUDGE_US, judge_cb, self);
}

static void
place_frame (GhEnrolDialog *self, const GhPictureRect *face)
{
  GhStill *still = gh_crop_view_get_still (self->crop);
  GhPictureRect frame =
    gh_preview_frame_face (face, gh_still_get_width (still), gh_still_get_height (still));

  gh_crop_view_set_frame (self->crop, &frame);
}

/* Where the picture came with a face, that one is meant. */
static void
place_first_frame (GhEnrolDialog *self, GhStill *still)
{
  int width = gh_still_get_width (still);
  int height = gh_still_get_height (still);
  GhPictureRect face = {
    (int) (self->face.x * width),
    (int) (self->face.y * height),
    (int) (self->face.width * width),
    (int) (self->face.height * height),
  };

  if (face.width > 0 && face.height > 0)
    place_frame (self, &face);
  else
    self->may_place = TRUE;
  self->face = (GhBoundingBox) { 0 };
}

static void
judge_cb (gpointer user_data)
{
  GhEnrolDialog *self = user_data;
  GhPictureRect frame = gh_crop_view_get_frame (self->crop);

  self->judge_id = 0;
  self->judging = g_cancellable_new ();
  gh_picture_gate_judge_async (gh_still_get_picture (gh_crop_view_get_still (self->crop)), &frame,
                               &self->limits, self->judging, judged_cb, self);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGateReport) report = gh_picture_gate_judge_finish (result, &error);
  GhEnrolDialog *self = user_data;

  if (report == NULL)
    return;

  g_clear_object (&self->judging);
  self->report = gh_gate_report_ref (report);
  gh_gate_list_show (self->gate, report);
  set_busy (self, self->is_busy);
  /* A frame that is another is judged anew. */
  if (self->may_place && gh_gate_report_get_largest_face (report) != NULL)
    place_frame (self, gh_gate_report_get_largest_face (report));
}

static void
picture_chosen_cb (GhEnrolDialog *self, GhStill *still)
{
  /* Pages that are pushed before keep the dialog alive for ever (libadwaita 1.7). */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_set_object (&self->brought, still);
      return;
    }

  show_banner (self->frame_banner, NULL);
  gh_gate_list_show (self->gate, NULL);
  gh_crop_view_set_still (self->crop, still);
  place_first_frame (self, still);
  adw_navigation_view_push_by_tag (self->navigation, "frame");
  gtk_widget_grab_focus (GTK_WIDGET (self->crop));
}

/* Rows show encoded pictures, so what was framed is encoded for them as well; small. */
static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = gh_still_encode_finish (GH_STILL (source), result, NULL, &error);
  g_autofree char *id = NULL;
  GhEnrolDialog *self = user_data;

  if (jpeg == NULL)
    return;

  id = g_strdup_printf ("enrol-%p-%u", self, self->n_shown++);
  gh_face_picture_show (self->new_face, self->loader, id, jpeg, NULL);
  gh_enrol_details_show_picture (self->details, id, jpeg);
}

static void
next_clicked_cb (GhEnrolDialog *self)
{
  const GhStillLimits shown = { SHOWN_BYTES, SHOWN_SIDE, 1 };
  GhPictureRect frame;
  g_autoptr (GhStill) face = NULL;

  if (self->is_busy || self->report == NULL)
    return;

  frame = gh_crop_view_get_frame (self->crop);
  face = gh_still_crop (gh_crop_view_get_still (self->crop), &frame);
  gh_enrolment_set_still (self->enrolment, face,
                          gh_picture_gate_get_least_side (self->report, &frame, &self->limits));
  gh_face_picture_clear (self->new_face);
  gh_enrol_details_show_picture (self->details, NULL, NULL);
  gh_still_encode_async (face, &shown, self->cancellable, shown_cb, self);

  show_banner (self->frame_banner, NULL);
  set_busy (self, TRUE);
  gh_enrolment_ask_async (self->enrolment, self->cancellable, asked_cb, self);
}

/* --- Known already? --------------------------------------------------------------------------- */

static char *
dup_name (GhFaceRecord *record, GhUser *user)
{
  if (user != NULL)
    return g_strdup (gh_user_get_display_name (user));

  return g_strdup (gh_face_record_get_face_id (record));
}

static void
show_known (GhEnrolDialog *self, GhFaceRecord *match, GhUser *user)
{
  g_autofree char *name = dup_name (match, user);
  /* Translators: %s is a name, or an id. */
  g_autofree char *title = g_strdup_printf (_("Is This %s?"), name);
  g_autofree char *detail = NULL;
  g_autofree char *id = g_strdup_printf ("face-%s", gh_face_record_get_id (match));

  if (user != NULL)
    /* Translators: %s is a face id. */
    detail = g_strdup_printf (_("The server knows this face as “%s”."),
                              gh_face_record_get_face_id (match));
  else
    detail = g_strdup (_("The server knows this face. It belongs to no account."));
  g_set_object (&self->known, user);
  gtk_label_set_text (self->known_title, title);
  gtk_label_set_text (self->known_detail, detail);
  gtk_widget_set_visible (self->add_button, user != NULL);
  gh_face_picture_show (self->known_face, self->loader, id, gh_face_record_get_image (match), name);
  adw_navigation_view_push_by_tag (self->navigation, "known");
  gtk_widget_grab_focus (user != NULL ? self->add_button : self->anyway_button);
}

static void
show_details (GhEnrolDialog *self)
{
  gh_enrol_details_show_answer (self->details);
  show_banner (self->details_banner, NULL);
  adw_navigation_view_push_by_tag (self->navigation, "details");
  gtk_widget_grab_focus (GTK_WIDGET (self->details));
}

static void
settle_match (GhEnrolDialog *self)
{
  GhFaceRecord *match = gh_enrolment_get_match (self->enrolment);
  GhUser *user = match != NULL ? gh_face_record_get_user (match) : NULL;
  const char *user_id = match != NULL ? gh_face_record_get_user_id (match) : NULL;

  if (match == NULL)
    {
      set_busy (self, FALSE);
      show_details (self);
    }
  else if (user != NULL || user_id == NULL)
    {
      set_busy (self, FALSE);
      show_known (self, match, user);
    }
  else
    {
      /* There are servers that say whose it is by an id only. */
      gh_users_get_async (gh_connection_get_users (self->connection), user_id, self->cancellable,
                          whose_cb, self);
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_answered = gh_enrolment_ask_finish (GH_ENROLMENT (source), result, &error);
  GhEnrolDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  if (is_answered)
    {
      settle_match (self);
      return;
    }

  set_busy (self, FALSE);
  show_banner (self->frame_banner, error);
}

static void
whose_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);
  GhEnrolDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  /* Without a name the two pictures are still worth looking at. */
  set_busy (self, FALSE);
  show_known (self, gh_enrolment_get_match (self->enrolment), user);
}

static void
add_clicked_cb (GhEnrolDialog *self)
{
  gh_enrol_details_set_person (self->details, self->known);
  show_details (self);
}

static void
anyway_clicked_cb (GhEnrolDialog *self)
{
  show_details (self);
}

static void
cancel_clicked_cb (GhEnrolDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- Details ---------------------------------------------------------------------------------- */

static void
choose_person_cb (GhEnrolDialog *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
}

static void
person_chosen_cb (GhEnrolDialog *self, GhUser *user)
{
  gh_enrol_details_set_person (self->details, user);
  adw_navigation_view_pop (self->navigation);
}

static void
submitted_cb (GhEnrolDialog *self)
{
  GhUser *person = gh_enrol_details_get_person (self->details);
  g_autofree char *id = gh_enrol_details_dup_id (self->details);

  if (id == NULL || self->is_busy)
    return;

  show_banner (self->details_banner, NULL);
  set_busy (self, TRUE);
  gh_enrolment_send_async (self->enrolment, person != NULL ? gh_user_get_id (person) : NULL, id,
                           self->cancellable, enrolled_cb, self);
}

static void
enrolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_enrolment_send_finish (GH_ENROLMENT (source), result, &error);
  GhEnrolDialog *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  set_busy (self, FALSE);
  if (record != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_ENROLLED], 0, record);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CONFLICT))
    gh_enrol_details_refuse_id (self->details);
  else
    show_banner (self->details_banner, error);
}

static void
gh_enrol_dialog_map (GtkWidget *widget)
{
  GhEnrolDialog *self = GH_ENROL_DIALOG (widget);
  g_autoptr (GhStill) still = g_steal_pointer (&self->brought);

  GTK_WIDGET_CLASS (gh_enrol_dialog_parent_class)->map (widget);

  if (still != NULL)
    picture_chosen_cb (self, still);
}

/* A navigation view never lets go of its pages (libadwaita 1.7): at least nothing is left in them. */
static void
empty_pages (GhEnrolDialog *self)
{
  static const char *const tags[] = { "picture", "frame", "known", "details", "person" };

  for (guint i = 0; self->navigation != NULL && i < G_N_ELEMENTS (tags); i++)
    {
      AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation, tags[i]);

      if (page != NULL)
        adw_navigation_page_set_child (page, NULL);
    }
}

static void
gh_enrol_dialog_dispose (GObject *object)
{
  GhEnrolDialog *self = GH_ENROL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    stop_judging (self);
  empty_pages (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ENROL_DIALOG);
  g_clear_pointer (&self->report, gh_gate_report_unref);
  g_clear_object (&self->brought);
  g_clear_object (&self->known);
  g_clear_object (&self->enrolment);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gh_enrol_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-enrol-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, source);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, frame_banner);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, crop);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, gate);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, next_stack);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, known_title);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, known_detail);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, new_face);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, known_face);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, anyway_button);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, details_banner);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, details);
  gtk_widget_class_bind_template_child (widget_class, GhEnrolDialog, chooser);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, anyway_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
}

static void
gh_enrol_dialog_class_init (GhEnrolDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_enrol_dialog_dispose;
  GTK_WIDGET_CLASS (klass)->map = gh_enrol_dialog_map;

  signals[SIGNAL_ENROLLED] = g_signal_new ("enrolled", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           GH_TYPE_FACE_RECORD);
  bind_template (GTK_WIDGET_CLASS (klass));

  g_type_ensure (GH_TYPE_CROP_VIEW);
  g_type_ensure (GH_TYPE_ENROL_DETAILS);
  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_GATE_LIST);
  g_type_ensure (GH_TYPE_PERSON_CHOOSER);
  g_type_ensure (GH_TYPE_PICTURE_SOURCE);
}

static void
gh_enrol_dialog_init (GhEnrolDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gh_gate_limits_init (&self->limits);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_enrol_dialog_new:
 * @connection: the server
 * @clock: tells the time
 * @loader: decodes the pictures
 * @devices: the cameras of this computer
 * @limits: (nullable): what the quality gate asks for
 * @still: (nullable): the picture to begin with
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhEnrolDialog *
gh_enrol_dialog_new (GhConnection *connection,
                     GhClock *clock,
                     GhPictureLoader *loader,
                     GhCameraDevices *devices,
                     const GhGateLimits *limits,
                     GhStill *still)
{
  GhEnrolDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection) && GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (loader) && GH_IS_CAMERA_DEVICES (devices), NULL);

  self = g_object_new (GH_TYPE_ENROL_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  self->loader = g_object_ref (loader);
  self->enrolment = gh_enrolment_new (connection);
  if (limits != NULL)
    self->limits = *limits;
  gh_person_chooser_set_users (self->chooser, gh_connection_get_users (connection));
  gh_enrol_details_set_up (self->details, clock, loader, self->enrolment);
  gh_picture_source_set_up (self->source, clock, devices,
                            gh_connection_get_face_recognition (connection), &self->limits);
  if (still != NULL)
    picture_chosen_cb (self, still);

  return self;
}

/**
 * gh_enrol_dialog_take_bytes:
 * @self: the dialog
 * @encoded: a picture
 *
 * Begins with the picture of an event, as if it had been chosen.
 */
void
gh_enrol_dialog_take_bytes (GhEnrolDialog *self, GBytes *encoded)
{
  g_return_if_fail (GH_IS_ENROL_DIALOG (self));

  gh_picture_source_take_bytes (self->source, encoded);
}

/**
 * gh_enrol_dialog_take_face:
 * @self: the dialog
 * @encoded: a picture
 * @face: where in it the face is, in shares of it
 *
 * Begins with one face of a picture: the frame is placed around it, and can be moved.
 */
void
gh_enrol_dialog_take_face (GhEnrolDialog *self, GBytes *encoded, const GhBoundingBox *face)
{
  g_return_if_fail (GH_IS_ENROL_DIALOG (self));
  g_return_if_fail (face != NULL && face->is_relative);

  self->face = *face;
  gh_picture_source_take_bytes (self->source, encoded);
}

/**
 * gh_enrol_dialog_set_person:
 * @self: the dialog
 * @user: whose face it will be
 *
 * Chooses a person beforehand. They can be changed.
 */
void
gh_enrol_dialog_set_person (GhEnrolDialog *self, GhUser *user)
{
  g_return_if_fail (GH_IS_ENROL_DIALOG (self));
  g_return_if_fail (GH_IS_USER (user));

  gh_enrol_details_set_person (self->details, user);
}
