/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <string.h>

#include "gh-error.h"

/* How much is decoded before the clock and the cancellable are looked at again. */
#define CHUNK_BYTES (16 * 1024)

typedef struct
{
  GhPictureHeader header;
  GdkPixbufLoader *loader;   /* (owned) */
  GCancellable *cancellable; /* (unowned) (nullable) */
  gint64 deadline_us;
  int pixels;
  gboolean contradicted;
} Decoding;

static const char *
get_media_type (GhPictureFormat format)
{
  switch (format)
    {
    case GH_PICTURE_FORMAT_JPEG:
      return "image/jpeg";
    case GH_PICTURE_FORMAT_PNG:
      return "image/png";
    case GH_PICTURE_FORMAT_WEBP:
      return "image/webp";
    case GH_PICTURE_FORMAT_HEIC:
      return "image/heif";
    default:
      g_assert_not_reached ();
    }
}

/* There are loaders that fail without a word (libheif's). */
static void
set_broken (GError **error, const GError *cause)
{
  if (cause != NULL)
    /* Translators: %s is what the decoder says of it. */
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_REPLY, _("The picture cannot be read: %s"),
                 cause->message);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, _("The picture cannot be read."));
}

static gboolean
feed (Decoding *self, const guint8 *data, gsize size, GError **error)
{
  while (size > 0)
    {
      g_autoptr (GError) local_error = NULL;
      gsize length = MIN (size, CHUNK_BYTES);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > self->deadline_us)
        {
          g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT,
                               _("The picture takes too long to decode."));
          return FALSE;
        }
      if (!gdk_pixbuf_loader_write (self->loader, data, length, &local_error))
        {
          set_broken (error, local_error);
          return FALSE;
        }

      data += length;
      size -= length;
    }

  return TRUE;
}

/* Nothing is fed but what the pixels are made of. Text and profiles may inflate to eight megabytes
 * each in libpng, a thousand of them in one small file, and nobody here reads them. */
static gboolean
feed_png (Decoding *self, const guint8 *data, gsize size, GError **error)
{
  static const char needed[][5] = { "IHDR", "PLTE", "tRNS", "IDAT", "IEND" };
  gsize position = 8;

  if (!feed (self, data, position, error))
    return FALSE;

  while (size - position >= 12)
    {
      const guint8 *chunk = data + position;
      guint32 length = ((guint32) chunk[0] << 24) | ((guint32) chunk[1] << 16) |
                       ((guint32) chunk[2] << 8) | chunk[3];
      gboolean is_needed = FALSE;

      if (length > size - position - 12)
        break;

      for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
        is_needed |= memcmp (chunk + 4, needed[i], 4) == 0;
      if (is_needed && !feed (self, chunk, (gsize) length + 12, error))
        return FALSE;
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        return TRUE;

      position += (gsize) length + 12;
    }

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY,
                       _("The picture breaks off: part of it is missing."));
  return FALSE;
}

/* An HEIC may cut off the edge of what it says that it has. */
static gboolean
is_as_announced (const GhPictureHeader *header, guint shorter, guint longer)
{
  guint least = MIN (header->width, header->height);
  guint most = MAX (header->width, header->height);

  if (header->format == GH_PICTURE_FORMAT_HEIC)
    return shorter <= least && longer <= most;

  return shorter == least && longer == most;
}

/* The shorter side becomes what was asked for. JPEG is scaled while it is decoded, which is several
 * times cheaper than afterwards; and nothing is ever enlarged here. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Decoding *self)
{
  int shorter = MIN (width, height);

  if (!is_as_announced (&self->header, (guint) shorter, (guint) MAX (width, height)))
    {
      /* The library read another size than we did, so our limits were applied to a fiction. A size
       * of nothing makes it stop before it allocates. */
      self->contradicted = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (self->pixels > 0 && shorter > self->pixels)
    {
      gint64 half = shorter / 2;

      gdk_pixbuf_loader_set_size (loader, (int) (((gint64) width * self->pixels + half) / shorter),
                                  (int) (((gint64) height * self->pixels + half) / shorter));
    }
}

static GhPicture *
wrap_pixbuf (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) pixels =
    g_bytes_new_with_free_func (gdk_pixbuf_read_pixels (pixbuf),
                                gdk_pixbuf_get_byte_length (pixbuf), g_object_unref,
                                g_object_ref (pixbuf));

  return gh_picture_new (pixels, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                         (gsize) gdk_pixbuf_get_rowstride (pixbuf),
                         gdk_pixbuf_get_has_alpha (pixbuf));
}

static GhPicture *
decode (Decoding *self, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GdkPixbuf *pixbuf;
  gboolean fed;

  g_signal_connect (self->loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
  if (self->header.format == GH_PICTURE_FORMAT_PNG)
    fed = feed_png (self, data, size, &local_error);
  else
    fed = feed (self, data, size, &local_error);

  /* A loader has to be closed whatever happened; an earlier error says more than this one. */
  if (!gdk_pixbuf_loader_close (self->loader, fed ? &local_error : NULL) && fed)
    {
      set_broken (error, local_error);
      return NULL;
    }
  if (self->contradicted)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY,
                           _("The picture contradicts its header."));
      return NULL;
    }
  if (!fed)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  pixbuf = gdk_pixbuf_loader_get_pixbuf (self->loader);
  upright = pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
  if (upright == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, _("The picture holds no pixels."));
      return NULL;
    }

  return wrap_pixbuf (upright);
}

/**
 * gh_picture_decoder_can_decode:
 * @format: a format
 *
 * Returns: %TRUE where this computer has a loader for it
 */
gboolean
gh_picture_decoder_can_decode (GhPictureFormat format)
{
  g_autoptr (GdkPixbufLoader) loader =
    gdk_pixbuf_loader_new_with_mime_type (get_media_type (format), NULL);

  if (loader == NULL)
    return FALSE;

  /* One that is not closed complains of it. */
  gdk_pixbuf_loader_close (loader, NULL);
  return TRUE;
}

/**
 * gh_picture_decoder_decode_header:
 * @header: what @encoded says about itself, as it was read and let pass
 * @encoded: an encoded picture
 * @pixels: what the shorter side is to be, in device pixels; 0 for the picture's own size
 * @most_time_us: how long decoding may take, in microseconds
 * @cancellable: (nullable): a cancellable, looked at while decoding goes on
 * @error: return location for an error
 *
 * Decodes a picture whose header has been read already; otherwise as
 * gh_picture_decoder_decode().
 *
 * Returns: (transfer full): the picture, or %NULL
 */
GhPicture *
gh_picture_decoder_decode_header (const GhPictureHeader *header,
                                  GBytes *encoded,
                                  int pixels,
                                  gint64 most_time_us,
                                  GCancellable *cancellable,
                                  GError **error)
{
  Decoding self = {
    .header = *header,
    .cancellable = cancellable,
    .deadline_us = g_get_monotonic_time () + most_time_us,
    .pixels = pixels,
  };
  GhPicture *picture;

  g_return_val_if_fail (encoded != NULL && header->size <= g_bytes_get_size (encoded), NULL);
  g_return_val_if_fail (pixels >= 0, NULL);

  self.loader = gdk_pixbuf_loader_new_with_mime_type (get_media_type (self.header.format), NULL);
  if (self.loader == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNAVAILABLE,
                   /* Translators: %s is a media type: image/webp. */
                   _("This computer cannot read pictures of the kind %s."),
                   get_media_type (self.header.format));
      return NULL;
    }

  picture = decode (&self, g_bytes_get_data (encoded, NULL), self.header.size, error);
  g_object_unref (self.loader);

  return picture;
}

/**
 * gh_picture_decoder_decode:
 * @encoded: JPEG, PNG or, where a loader for it is installed, WebP
 * @pixels: what the shorter side is to be, in device pixels; 0 for the picture's own size
 * @most_time_us: how long decoding may take, in microseconds
 * @cancellable: (nullable): a cancellable, looked at while decoding goes on
 * @error: return location for an error
 *
 * Decodes a picture from outside, upright and no larger than it is needed. Made to be called in a
 * worker thread.
 *
 * Fails with %GH_ERROR_LIMIT where the picture is beyond what gh_picture_header_parse() lets pass
 * or takes too long, with %GH_ERROR_UNAVAILABLE where this computer has no loader for the format,
 * with %G_IO_ERROR_CANCELLED, and with %GH_ERROR_INVALID_REPLY for everything else.
 *
 * Returns: (transfer full): the picture, or %NULL
 */
GhPicture *
gh_picture_decoder_decode (GBytes *encoded,
                           int pixels,
                           gint64 most_time_us,
                           GCancellable *cancellable,
                           GError **error)
{
  GhPictureHeader header;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (encoded != NULL, NULL);
  g_return_val_if_fail (pixels >= 0, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  data = g_bytes_get_data (encoded, &size);
  if (!gh_picture_header_parse (data, size, &header, error))
    return NULL;

  return gh_picture_decoder_decode_header (&header, encoded, pixels, most_time_us, cancellable,
                                           error);
}
