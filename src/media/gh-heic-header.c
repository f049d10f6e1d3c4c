/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-heic-header.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gh-error.h"

/* Boxes within boxes: meta, iprp, ipco. No other way leads to a size. */
#define MOST_BOXES 4096

typedef struct
{
  const guint8 *body;
  gsize size; /* of the body */
  char type[4];
} Box;

static guint32
read_be32 (const guint8 *data)
{
  return ((guint32) data[0] << 24) | ((guint32) data[1] << 16) | ((guint32) data[2] << 8) | data[3];
}

/* The box at *@data, and *@data behind it. */
static gboolean
next_box (const guint8 **data, gsize *size, Box *box)
{
  gsize header = 8;
  guint64 length;

  if (*size < header)
    return FALSE;

  length = read_be32 (*data);
  memcpy (box->type, *data + 4, 4);
  if (length == 1)
    {
      header = 16;
      if (*size < header)
        return FALSE;
      length = ((guint64) read_be32 (*data + 8) << 32) | read_be32 (*data + 12);
    }
  else if (length == 0)
    length = *size; /* the last one, to the end of the file */
  if (length < header || length > *size)
    return FALSE;

  box->body = *data + header;
  box->size = (gsize) length - header;
  *data += length;
  *size -= (gsize) length;

  return TRUE;
}

static gboolean
find_box (const guint8 *data, gsize size, const char *type, Box *box)
{
  for (int i = 0; i < MOST_BOXES && next_box (&data, &size, box); i++)
    if (memcmp (box->type, type, 4) == 0)
      return TRUE;

  return FALSE;
}

/* What breaks off is not given to the decoder, which would paint what is missing. */
static gboolean
is_whole (const guint8 *data, gsize size)
{
  Box box;

  for (int i = 0; i < MOST_BOXES && size > 0; i++)
    if (!next_box (&data, &size, &box))
      return FALSE;

  return size == 0;
}

static gboolean
is_brand (const guint8 *data, const char *brands)
{
  for (const char *brand = brands; *brand != '\0'; brand += 4)
    if (memcmp (data, brand, 4) == 0)
      return TRUE;

  return FALSE;
}

/*
 * gh_heic_header_is_heic:
 * @data: (array length=size): an encoded picture
 * @size: its length in bytes
 *
 * Returns: %TRUE where the first bytes are those of an HEIC file, still or moving
 */
gboolean
gh_heic_header_is_heic (const guint8 *data, gsize size)
{
  return size >= 12 && memcmp (data + 4, "ftyp", 4) == 0 &&
         is_brand (data + 8, "heicheixheimheishevchevxmif1msf1");
}

/*
 * gh_heic_header_parse:
 * @data: (array length=size): an encoded picture
 * @size: its length in bytes
 * @header: (out caller-allocates): what the picture says about itself
 * @error: return location for an error
 *
 * Reads the size of a picture as telephones make it, without decoding it. A file holds several
 * pictures (tiles, a thumbnail); what counts is the largest size that it speaks of. Fails as
 * gh_picture_header_parse() does.
 *
 * Returns: %TRUE if the picture may be decoded
 */
gboolean
gh_heic_header_parse (const guint8 *data, gsize size, GhPictureHeader *header, GError **error)
{
  Box box;

  g_return_val_if_fail (gh_heic_header_is_heic (data, size), FALSE);

  *header = (GhPictureHeader) { .format = GH_PICTURE_FORMAT_HEIC, .size = size };
  if (is_brand (data + 8, "hevchevxmsf1"))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY,
                           _("The picture is an animation. Choose a still one."));
      return FALSE;
    }

  if (!is_whole (data, size))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_REPLY,
                           _("The picture breaks off: part of it is missing."));
      return FALSE;
    }

  /* "meta" is a full box: version and flags stand before its boxes. */
  if (find_box (data, size, "meta", &box) && box.size >= 4 &&
      find_box (box.body + 4, box.size - 4, "iprp", &box) &&
      find_box (box.body, box.size, "ipco", &box))
    {
      const guint8 *properties = box.body;
      gsize left = box.size;

      for (int i = 0; i < MOST_BOXES && next_box (&properties, &left, &box); i++)
        if (memcmp (box.type, "ispe", 4) == 0 && box.size >= 12)
          {
            guint32 width = read_be32 (box.body + 4);
            guint32 height = read_be32 (box.body + 8);

            if ((guint64) width * height > (guint64) header->width * header->height)
              {
                header->width = width;
                header->height = height;
              }
          }
    }

  return gh_picture_header_check_size (header, error);
}
