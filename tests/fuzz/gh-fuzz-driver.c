/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-fuzz.h"

#include <string.h>

/* Runs a fuzz target in the ordinary test suite, with any compiler: over every file of a corpus,
 * and over many mutations of each, the same ones every time. A file named in place of a folder is
 * run as it is: that is how a finding of libFuzzer is looked at. */

#define N_MUTATIONS 20000
#define MOST_SECONDS 5
#define MOST_INPUT_BYTES 4096

static const char *const tokens[] = {
  "\"", "{", "}", "[", "]", ":", ",", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "null", "true",
  "1e999", "-", "0", "9223372036854775808", "\xef\xbb\xbf", "\xff", "\xc3", "=", "@", "eyJ", ".",
  "%22", "token", "Bearer ", "T", "Z", "+00:00", "data:image/png;base64,", "\n",
};

static void
run (const void *data, gsize size)
{
  /* A block of exactly that size, so that a read behind its end is seen. */
  g_autofree guint8 *exact = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (exact, size);
}

static gsize
choose (GRand *random, gsize below)
{
  return below > 0 ? g_rand_int (random) % below : 0;
}

static void
mutate (GRand *random, GByteArray *input, GPtrArray *seeds)
{
  gsize at = choose (random, input->len);
  guint span = (guint) choose (random, MIN (input->len - at, 32));
  const char *token = tokens[choose (random, G_N_ELEMENTS (tokens))];
  gsize length = strlen (token), kept;
  g_autofree guint8 *tail = g_memdup2 (input->data + at, input->len - at);

  kept = input->len - at;
  switch (choose (random, 6))
    {
    case 0: /* one bit */
      if (input->len > 0)
        input->data[at] ^= (guint8) (1u << choose (random, 8));
      break;
    case 1: /* any byte */
      if (input->len > 0)
        input->data[at] = (guint8) choose (random, 256);
      break;
    case 2: /* something gone */
      if (span > 0)
        g_byte_array_remove_range (input, (guint) at, span);
      break;
    case 3: /* something twice */
      g_byte_array_set_size (input, (guint) at);
      g_byte_array_append (input, tail, span);
      g_byte_array_append (input, tail, (guint) kept);
      break;
    case 4: /* a word put in */
      g_byte_array_set_size (input, (guint) at);
      g_byte_array_append (input, (const guint8 *) token, (guint) length);
      g_byte_array_append (input, tail, (guint) kept);
      break;
    default: /* the end of another */
      {
        GBytes *other = seeds->pdata[choose (random, seeds->len)];
        gsize size, from;
        const guint8 *data = g_bytes_get_data (other, &size);

        from = choose (random, size);
        g_byte_array_set_size (input, (guint) at);
        g_byte_array_append (input, data + from, (guint) (size - from));
      }
    }
  if (input->len > MOST_INPUT_BYTES)
    g_byte_array_set_size (input, MOST_INPUT_BYTES);
}

static void
load (const char *path, GPtrArray *seeds)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);
  g_ptr_array_add (seeds, g_bytes_new_take (contents, length));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, so that the mutations are the same everywhere. */
static void
load_folder (const char *path, GPtrArray *seeds)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    load (names->pdata[i], seeds);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  gint64 deadline_us = g_get_monotonic_time () + MOST_SECONDS * G_USEC_PER_SEC;
  guint n_mutations = 0;
  gboolean has_folder = FALSE;

  for (int i = 1; i < argc; i++)
    {
      gboolean is_folder = g_file_test (argv[i], G_FILE_TEST_IS_DIR);

      has_folder = has_folder || is_folder;
      if (is_folder)
        load_folder (argv[i], seeds);
      else
        load (argv[i], seeds);
    }
  if (seeds->len == 0)
    g_error ("There is nothing to run");

  for (guint i = 0; i < seeds->len; i++)
    run (g_bytes_get_data (seeds->pdata[i], NULL), g_bytes_get_size (seeds->pdata[i]));

  while (has_folder && n_mutations < N_MUTATIONS && g_get_monotonic_time () < deadline_us)
    {
      GBytes *seed = seeds->pdata[n_mutations % seeds->len];
      g_autoptr (GByteArray) input = g_byte_array_new ();
      gsize n_changes = 1 + choose (random, 4);

      g_byte_array_append (input, g_bytes_get_data (seed, NULL), (guint) g_bytes_get_size (seed));
      for (gsize i = 0; i < n_changes; i++)
        mutate (random, input, seeds);
      run (input->data, input->len);
      n_mutations++;
    }

  g_print ("%u files, %u mutations\n", seeds->len, n_mutations);
  return 0;
}
