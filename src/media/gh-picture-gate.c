/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-gate.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gh-face-finder.h"
#include "gh-picture-measure.h"

/* ISO/IEC 19794-5:2011, 7.4.2.1: seven bits of brightness in the face. */
#define LEAST_RANGE 64
#define GOOD_RANGE 128

typedef struct
{
  GhPicture *picture; /* (owned) */
  GhPictureRect crop;
  GhGateLimits limits;
} Question;

static void
question_free (Question *question)
{
  gh_picture_unref (question->picture);
  g_free (question);
}

static GhGateGrade
grade_most (double value, double few, double most)
{
  if (value > most)
    return GH_GATE_STOP;
  return value > few ? GH_GATE_WARNING : GH_GATE_PASS;
}

static GhGateGrade
grade_least (double value, double least, double good)
{
  if (value < least)
    return GH_GATE_STOP;
  return value < good ? GH_GATE_WARNING : GH_GATE_PASS;
}

/* Faces whose middle is outside the frame are not what will be sent. */
static guint
find_in_crop (GArray *faces, const GhPictureRect *crop, GhPictureRect *largest)
{
  guint n = 0;

  *largest = (GhPictureRect) { 0 };
  for (guint i = 0; i < faces->len; i++)
    {
      const GhPictureRect *face = &g_array_index (faces, GhPictureRect, i);
      int x = face->x + face->width / 2;
      int y = face->y + face->height / 2;

      if (x < crop->x || x >= crop->x + crop->width || y < crop->y || y >= crop->y + crop->height)
        continue;

      n++;
      if (face->width > largest->width)
        *largest = *face;
    }

  return n;
}

static void
note_largest (GhGateReport *report, GArray *faces)
{
  GhPictureRect largest = { 0 };

  for (guint i = 0; i < faces->len; i++)
    if (g_array_index (faces, GhPictureRect, i).width > largest.width)
      largest = g_array_index (faces, GhPictureRect, i);
  gh_gate_report_set_largest_face (report, &largest);
}

static void
judge_faces (GhGateReport *report, gboolean is_known, guint n_faces)
{
  if (!is_known)
    gh_gate_report_take (report, GH_GATE_FACES, GH_GATE_UNJUDGED, 0,
                         g_strdup (_("One face should fill the oval.")));
  else if (n_faces == 0)
    gh_gate_report_take (report, GH_GATE_FACES, GH_GATE_STOP, 0,
                         g_strdup (_("There is no face in the frame.")));
  else if (n_faces > 1)
    gh_gate_report_take (report, GH_GATE_FACES, GH_GATE_STOP, n_faces,
                         g_strdup_printf (ngettext ("%u face is in the frame. There may be only one.",
                                                    "%u faces are in the frame. There may be only one.",
                                                    n_faces),
                                          n_faces));
  else
    gh_gate_report_take (report, GH_GATE_FACES, GH_GATE_PASS, 1, g_strdup (_("One face.")));
}

static void
judge_size (GhGateReport *report, const GhGateLimits *limits)
{
  const GhPictureRect *face = gh_gate_report_get_face (report);
  int size = MIN (face->width, face->height);
  GhGateGrade grade = grade_least (size, limits->least_face, limits->good_face);
  char *words;

  if (grade == GH_GATE_STOP)
    /* Translators: %d is a number of pixels. */
    words = g_strdup_printf (_("The face is too small: %d pixels. Come closer."), size);
  else if (grade == GH_GATE_WARNING)
    /* Translators: %d is a number of pixels. */
    words = g_strdup_printf (_("The face is small: %d pixels. Closer would be better."), size);
  else
    /* Translators: %d is a number of pixels. */
    words = g_strdup_printf (_("The face is large enough: %d pixels."), size);

  gh_gate_report_take (report, GH_GATE_SIZE, grade, size, words);
}

static void
judge_sharpness (GhGateReport *report, const GhPictureMeasure *measure, const GhGateLimits *limits)
{
  GhGateGrade grade =
    grade_least (measure->sharpness, limits->least_sharpness, limits->good_sharpness);
  const char *words;

  if (grade == GH_GATE_STOP)
    words = _("The picture is blurred. Hold still, or clean the lens.");
  else if (grade == GH_GATE_WARNING)
    words = _("The picture is a little soft.");
  else
    words = _("The picture is sharp.");

  gh_gate_report_take (report, GH_GATE_SHARPNESS, grade, measure->sharpness, g_strdup (words));
}

static void
judge_exposure (GhGateReport *report, const GhPictureMeasure *measure, const GhGateLimits *limits)
{
  GhGateGrade dark = grade_most (measure->black, limits->few_black, limits->most_black);
  GhGateGrade bright = grade_most (measure->white, limits->few_white, limits->most_white);
  GhGateGrade flat = grade_least (measure->range, LEAST_RANGE, GOOD_RANGE);

  if (dark >= bright && dark >= flat && dark != GH_GATE_PASS)
    gh_gate_report_take (report, GH_GATE_EXPOSURE, dark, measure->black,
                         g_strdup (dark == GH_GATE_STOP
                                     ? _("The face is too dark. Turn on a light.")
                                     : _("Much of the face is dark. More light would be better.")));
  else if (bright >= flat && bright != GH_GATE_PASS)
    gh_gate_report_take (report, GH_GATE_EXPOSURE, bright, measure->white,
                         g_strdup (bright == GH_GATE_STOP
                                     ? _("The face is too bright. Turn away from the light.")
                                     : _("Parts of the face are too bright.")));
  else if (flat != GH_GATE_PASS)
    gh_gate_report_take (report, GH_GATE_EXPOSURE, flat, measure->range,
                         g_strdup (flat == GH_GATE_STOP
                                     ? _("The face can hardly be made out. Change the light.")
                                     : _("There is little contrast in the face.")));
  else
    gh_gate_report_take (report, GH_GATE_EXPOSURE, GH_GATE_PASS, measure->range,
                         g_strdup (_("The light is good.")));
}

static void
judge_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GError) error = NULL;

  if (gh_face_finder_is_available ())
    faces = gh_face_finder_find (question->picture, cancellable, &error);

  /* A finder that fails is none: the rest can be judged all the same. */
  if (g_cancellable_is_cancelled (cancellable))
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task,
                           gh_picture_gate_judge (question->picture, &question->crop, faces,
                                                  &question->limits),
                           (GDestroyNotify) gh_gate_report_unref);
}

/**
 * gh_picture_gate_guess_face:
 * @crop: the frame that a person placed
 * @face: (out caller-allocates): where the face is, if the frame was placed well
 *
 * Says where the oval in a frame is.
 */
void
gh_picture_gate_guess_face (const GhPictureRect *crop, GhPictureRect *face)
{
  int side;

  g_return_if_fail (crop != NULL && face != NULL);

  side = MAX (1, (int) lround (MIN (crop->width, crop->height) * GH_PICTURE_GATE_FACE_PART));
  *face = (GhPictureRect) {
    crop->x + (crop->width - side) / 2,
    crop->y + (crop->height - side) / 2,
    side,
    side,
  };
}

/**
 * gh_picture_gate_judge:
 * @picture: a picture
 * @crop: the part of it that will be sent
 * @faces: (nullable) (element-type GhPictureRect): the faces that were found in @picture; %NULL
 *   where nobody looked
 * @limits: what is asked for
 *
 * Judges a picture: number of faces, size, sharpness and exposure of the one. May be called in any
 * thread.
 *
 * Returns: (transfer full): what was found
 */
GhGateReport *
gh_picture_gate_judge (const GhPicture *picture,
                       const GhPictureRect *crop,
                       GArray *faces,
                       const GhGateLimits *limits)
{
  GhGateReport *report;
  GhPictureRect face = { 0 };
  GhPictureMeasure measure;
  guint n_faces = 0;

  g_return_val_if_fail (picture != NULL && crop != NULL && limits != NULL, NULL);

  if (faces != NULL)
    n_faces = find_in_crop (faces, crop, &face);
  if (n_faces == 0)
    gh_picture_gate_guess_face (crop, &face);

  report = gh_gate_report_new (&face);
  if (faces != NULL)
    note_largest (report, faces);
  gh_picture_measure (picture, &face, &measure);
  judge_faces (report, faces != NULL, n_faces);
  judge_size (report, limits);
  judge_sharpness (report, &measure, limits);
  judge_exposure (report, &measure, limits);

  return report;
}

/**
 * gh_picture_gate_judge_async:
 * @picture: a picture
 * @crop: the part of it that will be sent
 * @limits: what is asked for
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is judged
 * @user_data: for @callback
 *
 * Looks for faces, where that is possible, and judges a picture in a thread.
 */
void
gh_picture_gate_judge_async (GhPicture *picture,
                             const GhPictureRect *crop,
                             const GhGateLimits *limits,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (picture != NULL && crop != NULL && limits != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_picture_gate_judge_async);
  question = g_new0 (Question, 1);
  question->picture = gh_picture_ref (picture);
  question->crop = *crop;
  question->limits = *limits;
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, judge_in_thread);
}

/**
 * gh_picture_gate_judge_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Fails with %G_IO_ERROR_CANCELLED and nothing else.
 *
 * Returns: (transfer full) (nullable): what was found
 */
GhGateReport *
gh_picture_gate_judge_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_picture_gate_get_least_side:
 * @report: what was found in a picture
 * @crop: the part of it that will be sent
 * @limits: what is asked for
 *
 * Says how far the part may be scaled down. A face that is too small already is not made smaller.
 *
 * Returns: the shorter side of what is sent, in pixels, at least 1; see #GhStillLimits
 */
int
gh_picture_gate_get_least_side (const GhGateReport *report,
                                const GhPictureRect *crop,
                                const GhGateLimits *limits)
{
  const GhPictureRect *face;
  double part;
  int shorter;

  g_return_val_if_fail (report != NULL && crop != NULL && limits != NULL, 1);

  face = gh_gate_report_get_face (report);
  shorter = MIN (crop->width, crop->height);
  part = MIN (1.0, (double) limits->least_face / MIN (face->width, face->height));

  return MAX (1, (int) ceil (shorter * part));
}
