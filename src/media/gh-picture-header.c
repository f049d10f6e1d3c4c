/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-header.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gh-error.h"

/* A JPEG may hold any number of scans, each of which costs a pass over the whole picture and next
 * to no bytes. A real progressive file has about ten. */
#define MOST_SCANS 100
#define MOST_SCANNED_PIXELS (G_GUINT64_CONSTANT (1000) * 1000 * 1000)

enum
{
  JPEG_TEM = 0x01,
  JPEG_SOF0 = 0xc0,
  JPEG_DHT = 0xc4,
  JPEG_JPG = 0xc8,
  JPEG_DAC = 0xcc,
  JPEG_SOF15 = 0xcf,
  JPEG_RST0 = 0xd0,
  JPEG_RST7 = 0xd7,
  JPEG_SOI = 0xd8,
  JPEG_EOI = 0xd9,
  JPEG_SOS = 0xda,
};

static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static guint32
read_be16 (const guint8 *data)
{
  return ((guint32) data[0] << 8) | data[1];
}

static guint32
read_be32 (const guint8 *data)
{
  return (read_be16 (data) << 16) | read_be16 (data + 2);
}

static guint32
read_le16 (const guint8 *data)
{
  return ((guint32) data[1] << 8) | data[0];
}

static guint32
read_le24 (const guint8 *data)
{
  return ((guint32) data[2] << 16) | read_le16 (data);
}

static guint32
read_le32 (const guint8 *data)
{
  return (read_le16 (data + 2) << 16) | read_le16 (data);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY, what);
  return FALSE;
}

/**
 * gh_picture_header_check_size:
 * @header: what a picture says about itself
 * @error: return location for an error
 *
 * Returns: %TRUE if a picture of this size may be decoded
 */
gboolean
gh_picture_header_check_size (const GhPictureHeader *header, GError **error)
{
  if (header->width == 0 || header->height == 0)
    return fail (error, _("The picture has no size."));

  if (header->width > GH_PICTURE_MOST_SIDE || header->height > GH_PICTURE_MOST_SIDE ||
      (guint64) header->width * header->height > GH_PICTURE_MOST_PIXELS)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_LIMIT, _("The picture is too large: %u × %u pixels."),
                   header->width, header->height);
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_picture_header_set_too_large:
 * @error: return location for an error
 * @size: of a file that is larger than %GH_PICTURE_MOST_BYTES, in bytes
 *
 * Says that nobody is going to read so much.
 */
void
gh_picture_header_set_too_large (GError **error, guint64 size)
{
  g_autofree char *size_text = g_format_size (size);
  g_autofree char *most_text = g_format_size (GH_PICTURE_MOST_BYTES);

  g_set_error (error, GH_ERROR, GH_ERROR_LIMIT,
               /* Translators: both are sizes of files: 52.4 MB. */
               _("The file is too large: it has %s, and a picture may have %s."), size_text,
               most_text);
}

/* Moves @position behind the next marker and answers its code, or -1 at the end. What stands
 * between markers is stepped over, as libjpeg does it: that is where the compressed data is. */
static int
next_jpeg_marker (const guint8 *data, gsize size, gsize *position)
{
  gsize i = *position;

  while (i < size)
    {
      const guint8 *found = memchr (data + i, 0xff, size - i);

      if (found == NULL)
        return -1;

      i = (gsize) (found - data) + 1;
      while (i < size && data[i] == 0xff)
        i++;
      if (i < size && data[i] != 0)
        {
          *position = i + 1;
          return data[i];
        }
    }

  return -1;
}

static gboolean
is_frame_marker (int marker)
{
  return marker >= JPEG_SOF0 && marker <= JPEG_SOF15 && marker != JPEG_DHT &&
         marker != JPEG_JPG && marker != JPEG_DAC;
}

static gboolean
parse_jpeg (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  gsize position = 2;
  gboolean has_frame = FALSE;
  guint n_scans = 0;

  header->format = GH_PICTURE_FORMAT_JPEG;

  while (TRUE)
    {
      int marker = next_jpeg_marker (data, size, &position);
      gsize length;

      if (marker < 0)
        break;
      if (marker == JPEG_EOI)
        {
          header->size = position;
          return n_scans > 0 || fail (error, _("The picture is not a valid JPEG."));
        }
      if (marker == JPEG_TEM || marker == JPEG_SOI ||
          (marker >= JPEG_RST0 && marker <= JPEG_RST7))
        continue;

      if (size - position < 2)
        break;
      length = read_be16 (data + position);
      if (length < 2 || length > size - position)
        break;

      if (is_frame_marker (marker))
        {
          if (has_frame || length < 8)
            return fail (error, _("The picture is not a valid JPEG."));
          has_frame = TRUE;
          header->height = read_be16 (data + position + 3);
          header->width = read_be16 (data + position + 5);
          if (!gh_picture_header_check_size (header, error))
            return FALSE;
        }
      else if (marker == JPEG_SOS)
        {
          n_scans++;
          if (!has_frame)
            return fail (error, _("The picture is not a valid JPEG."));
          if (n_scans > MOST_SCANS || (n_scans > 1 && (guint64) n_scans * header->width *
                                                        header->height > MOST_SCANNED_PIXELS))
            {
              g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT,
                                   _("The picture has too many passes."));
              return FALSE;
            }
        }

      position += length;
    }

  /* libjpeg would paint what is missing grey. */
  return fail (error, _("The picture breaks off: part of it is missing."));
}

/* The chunk that says so has to stand before the pixels. */
static gboolean
is_animated_png (const guint8 *data, gsize size)
{
  gsize position = sizeof png_signature;

  while (size - position >= 12 && memcmp (data + position + 4, "IDAT", 4) != 0)
    {
      guint32 length = read_be32 (data + position);

      if (memcmp (data + position + 4, "acTL", 4) == 0)
        return TRUE;
      if (length > size - position - 12)
        break;
      position += (gsize) length + 12;
    }

  return FALSE;
}

static gboolean
parse_png (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  const guint8 *chunk = data + sizeof png_signature;

  header->format = GH_PICTURE_FORMAT_PNG;
  if (size < sizeof png_signature + 8 + 13 + 4 || read_be32 (chunk) != 13 ||
      memcmp (chunk + 4, "IHDR", 4) != 0)
    return fail (error, _("The picture is not a valid PNG."));

  header->width = read_be32 (chunk + 8);
  header->height = read_be32 (chunk + 12);
  if (is_animated_png (data, size))
    return fail (error, _("The picture is an animation. Choose a still one."));

  return gh_picture_header_check_size (header, error);
}

static gboolean
parse_webp (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  const guint8 *chunk = data + 12;
  const guint8 *body = chunk + 8;

  header->format = GH_PICTURE_FORMAT_WEBP;
  if (size < 12 + 8 + 10)
    return fail (error, _("The picture is not a valid WebP."));

  if (memcmp (chunk, "VP8 ", 4) == 0 && body[3] == 0x9d && body[4] == 0x01 && body[5] == 0x2a)
    {
      header->width = read_le16 (body + 6) & 0x3fff;
      header->height = read_le16 (body + 8) & 0x3fff;
    }
  else if (memcmp (chunk, "VP8L", 4) == 0 && body[0] == 0x2f)
    {
      guint32 bits = read_le32 (body + 1);

      header->width = (bits & 0x3fff) + 1;
      header->height = ((bits >> 14) & 0x3fff) + 1;
    }
  else if (memcmp (chunk, "VP8X", 4) == 0)
    {
      if ((body[0] & 0x02) != 0)
        return fail (error, _("The picture is an animation. Choose a still one."));
      header->width = read_le24 (body + 4) + 1;
      header->height = read_le24 (body + 7) + 1;
    }
  else
    {
      return fail (error, _("The picture is not a valid WebP."));
    }

  return gh_picture_header_check_size (header, error);
}

static gboolean
is_jpeg (const guint8 *data, gsize size)
{
  return size >= 3 && data[0] == 0xff && data[1] == JPEG_SOI && data[2] == 0xff;
}

static gboolean
is_png (const guint8 *data, gsize size)
{
  return size >= sizeof png_signature && memcmp (data, png_signature, sizeof png_signature) == 0;
}

static gboolean
is_webp (const guint8 *data, gsize size)
{
  return size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0;
}

/**
 * gh_picture_header_is_known:
 * @data: (array length=size): an encoded picture
 * @size: its length in bytes
 *
 * Returns: %TRUE where the first bytes are those of a format that gh_picture_header_parse() reads
 */
gboolean
gh_picture_header_is_known (const guint8 *data, gsize size)
{
  return is_jpeg (data, size) || is_png (data, size) || is_webp (data, size);
}

/**
 * gh_picture_header_parse:
 * @data: (array length=size): an encoded picture
 * @size: its length in bytes
 * @header: (out caller-allocates): what the picture says about itself
 * @error: return location for an error
 *
 * Reads format and size of a picture without decoding any of it, so that one which would take
 * gigabytes is refused while it is still a few kilobytes. A JPEG is read to its end, for the number
 * of its passes and to know that it has an end. The first bytes decide on the format,
 * whatever a file name or a media type says.
 *
 * Fails with %GH_ERROR_LIMIT beyond %GH_PICTURE_MOST_BYTES, %GH_PICTURE_MOST_PIXELS and
 * %GH_PICTURE_MOST_SIDE, and with %GH_ERROR_INVALID_REPLY for anything that is not a still picture
 * in JPEG, PNG or WebP.
 *
 * Returns: %TRUE if the picture may be decoded
 */
gboolean
gh_picture_header_parse (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  g_return_val_if_fail (data != NULL || size == 0, FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  header->size = size;
  if (size > GH_PICTURE_MOST_BYTES)
    {
      gh_picture_header_set_too_large (error, size);
      return FALSE;
    }

  if (is_jpeg (data, size))
    return parse_jpeg (data, size, header, error);
  if (is_png (data, size))
    return parse_png (data, size, header, error);
  if (is_webp (data, size))
    return parse_webp (data, size, header, error);

  return fail (error, _("The file is not a picture in JPEG, PNG or WebP."));
}
