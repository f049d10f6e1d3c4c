/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-matcher.h"

#include <math.h>
#include <string.h>

#include "gh-demo-thumbnail.h"
#include "gh-image-data.h"

/* The part of the picture that is looked at, as a grid. */
#define COLUMNS 14
#define ROWS 18
#define CELLS (COLUMNS * ROWS)
#define N_VALUES (3 * CELLS)

/* Where an enrolled face is: the middle of the picture and how much of it the grid covers. */
#define MIDDLE_X 0.5
#define MIDDLE_Y 0.465
#define HALF_WIDTH 0.23
#define HALF_HEIGHT 0.38

/* What is alike by this much is taken for the same person. */
#define THRESHOLD 0.50

#define COLOR_WEIGHT 4.5

/**
 * gh_demo_candidate_new:
 * @row: the row of a record
 * @image: (nullable): its picture in base64
 * @template: (nullable): what is compared
 *
 * Returns: (transfer full): somebody that a picture may show
 */
GhDemoCandidate *
gh_demo_candidate_new (gint64 row, const char *image, GBytes *template)
{
  GhDemoCandidate *self = g_new0 (GhDemoCandidate, 1);

  self->row = row;
  self->image = g_strdup (image);
  self->template = template != NULL ? g_bytes_ref (template) : NULL;
  return self;
}

/**
 * gh_demo_candidate_free:
 * @self: (transfer full) (nullable): a candidate
 *
 * Frees a candidate.
 */
void
gh_demo_candidate_free (GhDemoCandidate *self)
{
  if (self == NULL)
    return;
  g_free (self->image);
  g_clear_pointer (&self->template, g_bytes_unref);
  g_free (self);
}

/**
 * gh_demo_identification_free:
 * @self: (transfer full) (nullable): a result
 *
 * Frees a result.
 */
void
gh_demo_identification_free (GhDemoIdentification *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->template, g_bytes_unref);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self);
}

/* Reads the grid with its middle at (@x, @y): brightness freed of level and contrast, colours freed
 * of brightness. */
static void
read_grid (const GhDemoThumbnail *thumbnail, double x, double y, double zoom, float *values)
{
  double sum = 0;
  double squares = 0;
  double mean;
  double deviation;

  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      {
        double u = x + ((column + 0.5) / COLUMNS * 2 - 1) * HALF_WIDTH * zoom;
        double v = y + ((row + 0.5) / ROWS * 2 - 1) * HALF_HEIGHT * zoom;
        int cell = row * COLUMNS + column;
        float pixel[3];

        gh_demo_thumbnail_sample (thumbnail, u, v, pixel);
        values[cell] = pixel[0];
        values[CELLS + cell] = pixel[1];
        values[2 * CELLS + cell] = pixel[2];
        sum += (double) pixel[0];
        squares += (double) pixel[0] * (double) pixel[0];
      }

  mean = sum / CELLS;
  deviation = sqrt (MAX (squares / CELLS - mean * mean, 1e-6));
  for (int cell = 0; cell < CELLS; cell++)
    {
      values[cell] = (float) (((double) values[cell] - mean) / deviation);
      values[CELLS + cell] = (float) ((double) values[CELLS + cell] / (mean + 0.05));
      values[2 * CELLS + cell] = (float) ((double) values[2 * CELLS + cell] / (mean + 0.05));
    }
}

/* 1 for the same, 0 and less for nothing in common. */
static double
compare (const float *a, const float *b)
{
  double product = 0;
  double color = 0;

  for (int cell = 0; cell < CELLS; cell++)
    product += (double) (a[cell] * b[cell]);
  for (int i = CELLS; i < N_VALUES; i++)
    {
      double difference = (double) (a[i] - b[i]);

      color += difference * difference;
    }
  return product / CELLS - COLOR_WEIGHT * sqrt (color / (2 * CELLS));
}

static GBytes *
make_template (const GhDemoThumbnail *thumbnail)
{
  float *values = g_new (float, N_VALUES);

  read_grid (thumbnail, MIDDLE_X, MIDDLE_Y, 1, values);
  return g_bytes_new_take (values, N_VALUES * sizeof (float));
}

/* NULL where the record's picture is none. */
static const float *
get_template (GhDemoCandidate *candidate)
{
  g_autoptr (GBytes) image = NULL;
  g_autoptr (GhDemoThumbnail) thumbnail = NULL;
  const float *values;
  gsize length;

  if (candidate->template == NULL && candidate->image != NULL)
    {
      image = gh_image_data_decode (candidate->image, -1, NULL);
      thumbnail = image != NULL ? gh_demo_thumbnail_new (image, NULL) : NULL;
      if (thumbnail != NULL)
        {
          candidate->template = make_template (thumbnail);
          candidate->is_new = TRUE;
        }
    }
  if (candidate->template == NULL)
    return NULL;
  values = g_bytes_get_data (candidate->template, &length);
  return length == N_VALUES * sizeof (float) ? values : NULL;
}

static void
try_window (GhDemoIdentification *self, const float *values)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      GhDemoCandidate *candidate = g_ptr_array_index (self->candidates, i);
      const float *template = get_template (candidate);
      double likeness = template != NULL ? compare (values, template) : 0;

      if (likeness <= self->confidence)
        continue;
      self->confidence = likeness;
      self->best_row = candidate->row;
    }
}

/**
 * gh_demo_matcher_identify:
 * @image: the bytes of a JPEG or PNG file
 * @candidates: (transfer full) (element-type GhDemoCandidate): whom it may show
 * @error: (out) (optional): why it cannot be looked at
 *
 * Looks at a picture. The face need not be exactly in the middle.
 *
 * Returns: (transfer full) (nullable): what is on it
 */
GhDemoIdentification *
gh_demo_matcher_identify (GBytes *image, GPtrArray *candidates, GError **error)
{
  g_autoptr (GhDemoIdentification) self = g_new0 (GhDemoIdentification, 1);
  g_autoptr (GhDemoThumbnail) thumbnail = NULL;

  self->candidates = candidates;
  thumbnail = gh_demo_thumbnail_new (image, error);
  if (thumbnail == NULL)
    return NULL;

  self->template = make_template (thumbnail);
  self->has_face = gh_demo_thumbnail_find_face (thumbnail, &self->x, &self->y, &self->width,
                                                &self->height);
  for (int zoom = -3; zoom <= 3; zoom++)
    for (int dx = -3; dx <= 3; dx++)
      for (int dy = -2; dy <= 2; dy++)
        {
          float values[N_VALUES];

          read_grid (thumbnail, MIDDLE_X + 0.024 * dx, MIDDLE_Y + 0.022 * dy, 1 + 0.05 * zoom,
                     values);
          try_window (self, values);
        }

  if (self->confidence < THRESHOLD)
    {
      self->best_row = 0;
      self->confidence = 0.5 + 0.4 * (THRESHOLD - MAX (self->confidence, 0));
    }
  return g_steal_pointer (&self);
}

typedef struct
{
  GBytes *image;         /* (owned) */
  GPtrArray *candidates; /* (owned) */
} IdentifyData;

static void
identify_data_free (IdentifyData *data)
{
  g_bytes_unref (data->image);
  g_clear_pointer (&data->candidates, g_ptr_array_unref);
  g_free (data);
}

static void
identify_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  IdentifyData *data = task_data;
  g_autoptr (GError) local_error = NULL;
  GhDemoIdentification *found = gh_demo_matcher_identify (
    data->image, g_steal_pointer (&data->candidates), &local_error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) gh_demo_identification_free);
  else
    g_task_return_error (task, g_steal_pointer (&local_error));
}

/**
 * gh_demo_matcher_identify_async:
 * @image: the bytes of a JPEG or PNG file
 * @candidates: (transfer full) (element-type GhDemoCandidate): whom it may show
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * As gh_demo_matcher_identify(), in a thread.
 */
void
gh_demo_matcher_identify_async (GBytes *image,
                                GPtrArray *candidates,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  IdentifyData *data = g_new0 (IdentifyData, 1);

  data->image = g_bytes_ref (image);
  data->candidates = candidates;
  g_task_set_source_tag (task, gh_demo_matcher_identify_async);
  g_task_set_task_data (task, data, (GDestroyNotify) identify_data_free);
  g_task_run_in_thread (task, identify_thread);
}

/**
 * gh_demo_matcher_identify_finish:
 * @result: what the callback was given
 * @error: (out) (optional): why not
 *
 * Returns: (transfer full) (nullable): what is on the picture
 */
GhDemoIdentification *
gh_demo_matcher_identify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
