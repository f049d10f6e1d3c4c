/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <math.h>

#include "gh-error.h"
#include "gh-still.h"

/* A higher quality makes files larger and nothing visibly better. */
#define BEST_QUALITY 95
/* Below this blocks begin to show in skin; a smaller picture of this quality tells a face better
 * than a larger one of a lower. */
#define FAIR_QUALITY 80
/* Taken only where the picture must not become any smaller. */
#define POOR_QUALITY 50

/* How much smaller than reckoned the next size is: a smaller picture has more detail per pixel. */
#define SCALE_MARGIN 0.96
/* Or less, where detail is averaged away. A size that leaves more of the limit than this is not taken
 * before larger ones were tried, so many at most. */
#define WELL_USED 0.75
#define MOST_LARGER 4

typedef struct
{
  GhPicture *picture; /* (owned) */
  GhStillLimits limits;
  GhStillOutcome outcome;
} Encoding;

/* One size at a time. */
typedef struct
{
  GhPicture *picture; /* (unowned) */
  gsize most_bytes;
  GCancellable *cancel; /* (unowned) (nullable) */
  double scale;
  GdkPixbuf *pixbuf;    /* (owned) (nullable): the picture in that scale */
  guint n_tries;
} Search;

static void
encoding_free (Encoding *self)
{
  gh_picture_unref (self->picture);
  g_free (self);
}

/* JPEG has no transparency; what shows through is white, as on paper. */
static GdkPixbuf *
scale_pixbuf (GhPicture *picture, double scale)
{
  g_autoptr (GdkPixbuf) whole =
    gdk_pixbuf_new_from_bytes (gh_picture_get_pixels (picture), GDK_COLORSPACE_RGB,
                               gh_picture_has_alpha (picture), 8, gh_picture_get_width (picture),
                               gh_picture_get_height (picture),
                               (int) gh_picture_get_stride (picture));
  int width = MAX (1, (int) lround (gh_picture_get_width (picture) * scale));
  int height = MAX (1, (int) lround (gh_picture_get_height (picture) * scale));

  if (gh_picture_has_alpha (picture))
    return gdk_pixbuf_composite_color_simple (whole, width, height, GDK_INTERP_BILINEAR, 255, 8,
                                              0xffffff, 0xffffff);
  if (scale < 1)
    return gdk_pixbuf_scale_simple (whole, width, height, GDK_INTERP_BILINEAR);

  return g_steal_pointer (&whole);
}

static void
set_scale (Search *self, double scale)
{
  if (self->pixbuf != NULL && self->scale == scale)
    return;

  g_clear_object (&self->pixbuf);
  self->pixbuf = scale_pixbuf (self->picture, scale);
  self->scale = scale;
}

static GBytes *
compress (Search *self, int quality, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", quality);
  char *data = NULL;
  gsize size = 0;

  if (g_cancellable_set_error_if_cancelled (self->cancel, error))
    return NULL;

  self->n_tries++;
  if (!gdk_pixbuf_save_to_buffer (self->pixbuf, &data, &size, "jpeg", error, "quality", text, NULL))
    return NULL;

  return g_bytes_new_take (data, size);
}

/* How much of the limit is used. */
static double
get_use (Search *self, GBytes *bytes)
{
  return (double) g_bytes_get_size (bytes) / (double) self->most_bytes;
}

static gboolean
fits (Search *self, GBytes *bytes)
{
  return get_use (self, bytes) <= 1;
}

/* Goes to the largest scale, about, that fits with a fair quality; or to @least_scale if none above
 * it does. No formula knows how a picture compresses: every step is measured, and the reckoned scale
 * is only where the measuring begins. */
static gboolean
find_scale (Search *self, double scale, double least_scale, GError **error)
{
  double too_large = 0;    /* 0: no scale was */
  double small_enough = 0; /* 0: no scale was */
  guint n_larger = 0;

  while (TRUE)
    {
      g_autoptr (GBytes) bytes = NULL;
      double use;

      set_scale (self, scale);
      bytes = compress (self, FAIR_QUALITY, error);
      if (bytes == NULL)
        return FALSE;

      use = get_use (self, bytes);
      if (use <= 1)
        small_enough = scale;
      else
        too_large = scale;

      if (small_enough <= 0)
        {
          if (scale <= least_scale)
            return TRUE;
          scale = MAX (least_scale, scale * SCALE_MARGIN / sqrt (use));
          continue;
        }

      if (too_large <= 0 || (use <= 1 && use > WELL_USED) || n_larger == MOST_LARGER)
        break;
      scale = (small_enough + too_large) / 2;
      n_larger++;
    }

  set_scale (self, small_enough);

  return TRUE;
}

/* The best quality of this size that fits. */
static GBytes *
find_quality (Search *self, int *quality, GError **error)
{
  int low = FAIR_QUALITY;
  int high = BEST_QUALITY + 1;
  g_autoptr (GBytes) best = compress (self, low, error);

  if (best != NULL && !fits (self, best))
    {
      high = low;
      low = POOR_QUALITY;
      g_bytes_unref (best);
      best = compress (self, low, error);
    }
  if (best == NULL)
    return NULL;
  if (!fits (self, best))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT,
                           _("The picture is too large for the server, and made any smaller the "
                             "face would be too small. Crop it closer to the face."));
      return NULL;
    }

  while (low + 1 < high)
    {
      int middle = (low + high) / 2;
      g_autoptr (GBytes) bytes = compress (self, middle, error);

      if (bytes == NULL)
        return NULL;

      if (fits (self, bytes))
        {
          g_bytes_unref (best);
          best = g_steal_pointer (&bytes);
          low = middle;
        }
      else
        {
          high = middle;
        }
    }
  *quality = low;

  return g_steal_pointer (&best);
}

/* Quality first, then size; the size only as far down as the face in it allows; then quality again. */
static GBytes *
find_best (Search *self, double scale, double least_scale, int *quality, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  set_scale (self, scale);
  bytes = compress (self, BEST_QUALITY, error);
  if (bytes == NULL)
    return NULL;
  if (fits (self, bytes))
    {
      *quality = BEST_QUALITY;
      return g_steal_pointer (&bytes);
    }

  return find_scale (self, scale, least_scale, error) ? find_quality (self, quality, error) : NULL;
}

static GBytes *
encode (Encoding *self, GCancellable *cancellable, GError **error)
{
  int longer = MAX (gh_picture_get_width (self->picture), gh_picture_get_height (self->picture));
  int shorter = MIN (gh_picture_get_width (self->picture), gh_picture_get_height (self->picture));
  double least_scale = MIN (1.0, (double) self->limits.least_side / shorter);
  double scale = MAX (least_scale, MIN (1.0, (double) self->limits.most_side / longer));
  Search search = {
    .picture = self->picture, .most_bytes = self->limits.most_bytes, .cancel = cancellable
  };
  GBytes *bytes = find_best (&search, scale, least_scale, &self->outcome.quality, error);

  self->outcome.width = gdk_pixbuf_get_width (search.pixbuf);
  self->outcome.height = gdk_pixbuf_get_height (search.pixbuf);
  self->outcome.n_tries = search.n_tries;
  g_clear_object (&search.pixbuf);

  return bytes;
}

static void
encode_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = encode (data, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gh_still_encode_async:
 * @self: a still
 * @limits: what the result must keep to
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Makes a JPEG of a still: the best quality that keeps to the limits, in the largest size that has
 * a fair quality. Nothing but pixels is in it.
 */
void
gh_still_encode_async (GhStill *self,
                       const GhStillLimits *limits,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Encoding *encoding;

  g_return_if_fail (GH_IS_STILL (self));
  g_return_if_fail (limits != NULL && limits->most_side > 0 && limits->least_side > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_still_encode_async);
  encoding = g_new0 (Encoding, 1);
  encoding->picture = gh_picture_ref (gh_still_get_picture (self));
  encoding->limits = *limits;
  g_task_set_task_data (task, encoding, (GDestroyNotify) encoding_free);
  g_task_run_in_thread (task, encode_in_thread);
}

/**
 * gh_still_encode_finish:
 * @self: a still
 * @result: the result
 * @outcome: (out) (optional): what was chosen
 * @error: return location for an error
 *
 * Fails with %GH_ERROR_LIMIT where no JPEG keeps to the limits, and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): a JPEG
 */
GBytes *
gh_still_encode_finish (GhStill *self,
                        GAsyncResult *result,
                        GhStillOutcome *outcome,
                        GError **error)
{
  GBytes *bytes;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  bytes = g_task_propagate_pointer (G_TASK (result), error);
  if (bytes != NULL && outcome != NULL)
    {
      const Encoding *encoding = g_task_get_task_data (G_TASK (result));

      *outcome = encoding->outcome;
    }

  return bytes;
}

/**
 * gh_still_get_most_bytes_in_base64:
 * @n_characters: how long a text may be
 *
 * Returns: how many bytes it holds in base64, as limit for gh_still_encode_async()
 */
gsize
gh_still_get_most_bytes_in_base64 (gsize n_characters)
{
  return n_characters / 4 * 3;
}
