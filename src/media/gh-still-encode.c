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

typedef struct
{
  GhPicture *picture; /* (owned) */
  GhStillLimits limits;
  GhStillOutcome outcome;
} Encoding;

/* One size, and the best of it so far. */
typedef struct
{
  GdkPixbuf *pixbuf;    /* (owned) */
  GCancellable *cancel; /* (unowned) (nullable) */
  guint n_tries;
} Try;

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

static GBytes *
compress (Try *self, int quality, GError **error)
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

/* The highest quality between two that fits. @low is known to fit, and *@best is it. */
static gboolean
refine (Try *self, int low, int high, gsize most_bytes, GBytes **best, int *quality, GError **error)
{
  *quality = low;

  while (low + 1 < high)
    {
      int middle = (low + high) / 2;
      g_autoptr (GBytes) bytes = compress (self, middle, error);

      if (bytes == NULL)
        return FALSE;

      if (g_bytes_get_size (bytes) <= most_bytes)
        {
          g_bytes_unref (*best);
          *best = g_steal_pointer (&bytes);
          *quality = low = middle;
        }
      else
        {
          high = middle;
        }
    }

  return TRUE;
}

/* Encodes one size: with @best_quality where that fits, and no worse than @worst_quality. *@size is
 * that of the worst one, from which the next scale is reckoned. */
static GBytes *
encode_size (Try *self,
             int worst_quality,
             int best_quality,
             gsize most_bytes,
             int *quality,
             gsize *size,
             GError **error)
{
  g_autoptr (GBytes) best = compress (self, best_quality, error);
  g_autoptr (GBytes) worst = NULL;

  if (best == NULL)
    return NULL;
  *quality = best_quality;
  *size = g_bytes_get_size (best);
  if (*size <= most_bytes)
    return g_steal_pointer (&best);

  worst = compress (self, worst_quality, error);
  if (worst == NULL)
    return NULL;
  *size = g_bytes_get_size (worst);
  if (*size > most_bytes || !refine (self, worst_quality, best_quality, most_bytes, &worst, quality,
                                     error))
    return NULL;

  return g_steal_pointer (&worst);
}

/* Quality first, then size; the size only as far down as the face in it allows; then quality again.
 * Every step is measured, because no formula knows how a picture compresses. */
static GBytes *
encode (Encoding *self, GCancellable *cancellable, GError **error)
{
  int longer = MAX (gh_picture_get_width (self->picture), gh_picture_get_height (self->picture));
  int shorter = MIN (gh_picture_get_width (self->picture), gh_picture_get_height (self->picture));
  double least_scale = MIN (1.0, (double) self->limits.least_side / shorter);
  double scale = MAX (least_scale, MIN (1.0, (double) self->limits.most_side / longer));
  Try attempt = { .cancel = cancellable };

  while (TRUE)
    {
      gboolean is_last = scale <= least_scale;
      g_autoptr (GdkPixbuf) pixbuf = scale_pixbuf (self->picture, scale);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize size = 0;

      attempt.pixbuf = pixbuf;
      bytes = encode_size (&attempt, is_last ? POOR_QUALITY : FAIR_QUALITY, BEST_QUALITY,
                           self->limits.most_bytes, &self->outcome.quality, &size, &local_error);
      if (bytes != NULL)
        {
          self->outcome.width = gdk_pixbuf_get_width (pixbuf);
          self->outcome.height = gdk_pixbuf_get_height (pixbuf);
          self->outcome.n_tries = attempt.n_tries;
          return g_steal_pointer (&bytes);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (is_last)
        {
          g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT,
                               _("The picture is too large for the server, and made any smaller the "
                                 "face would be too small. Crop it closer to the face."));
          return NULL;
        }

      scale = MAX (least_scale, scale * SCALE_MARGIN *
                                  sqrt ((double) self->limits.most_bytes / (double) size));
    }
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
