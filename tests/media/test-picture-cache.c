/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-picture-cache.h"
#include "gh-test-main.h"

static GhPicture *
make_picture (int width, int height)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 ((gsize) width * height * 3),
                                                (gsize) width * height * 3);

  return gh_picture_new (pixels, width, height, (gsize) width * 3, FALSE);
}

static void
insert (GhPictureCache *cache, const char *id, int width)
{
  g_autoptr (GhPicture) picture = make_picture (width, 100);

  gh_picture_cache_insert (cache, id, 64, picture);
}

static void
assert_holds (GhPictureCache *cache, const char *ids)
{
  for (const char *id = "abcdefgh"; *id != '\0'; id++)
    {
      const char name[] = { *id, '\0' };

      /* Looking is a use, so this is asked at the end of a test only. */
      g_assert_cmpint (gh_picture_cache_lookup (cache, name, 64) != NULL, ==,
                       strchr (ids, *id) != NULL);
    }
}

static void
test_key_is_id_and_size (void)
{
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (1 << 20);
  g_autoptr (GhPicture) small = make_picture (64, 64);
  g_autoptr (GhPicture) large = make_picture (128, 128);

  gh_picture_cache_insert (cache, "a", 64, small);
  gh_picture_cache_insert (cache, "a", 128, large);

  g_assert_true (gh_picture_cache_lookup (cache, "a", 64) == small);
  g_assert_true (gh_picture_cache_lookup (cache, "a", 128) == large);
  g_assert_null (gh_picture_cache_lookup (cache, "a", 0));
  g_assert_null (gh_picture_cache_lookup (cache, "b", 64));
}

/* Every byte counts: four of these fit to the byte, and one byte less leaves three. */
static void
test_limit_is_exact (void)
{
  const gsize one = 10 * 100 * 3 + GH_PICTURE_CACHE_ENTRY_BYTES;
  g_autoptr (GhPictureCache) four = gh_picture_cache_new (4 * one);
  g_autoptr (GhPictureCache) nearly = gh_picture_cache_new (4 * one - 1);

  for (const char *id = "abcd"; *id != '\0'; id++)
    {
      const char name[] = { *id, '\0' };

      insert (four, name, 10);
      insert (nearly, name, 10);
    }

  g_assert_cmpuint (gh_picture_cache_get_n_bytes (four), ==, 4 * one);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (nearly), ==, 3 * one);
  assert_holds (four, "abcd");
  assert_holds (nearly, "bcd");
}

static void
test_used_last_stays (void)
{
  const gsize one = 10 * 100 * 3 + GH_PICTURE_CACHE_ENTRY_BYTES;
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (3 * one);

  insert (cache, "a", 10);
  insert (cache, "b", 10);
  insert (cache, "c", 10);
  g_assert_nonnull (gh_picture_cache_lookup (cache, "a", 64));
  insert (cache, "d", 10);

  assert_holds (cache, "acd");
}

static void
test_large_one_takes_the_place_of_several (void)
{
  const gsize one = 10 * 100 * 3 + GH_PICTURE_CACHE_ENTRY_BYTES;
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (3 * one);

  insert (cache, "a", 10);
  insert (cache, "b", 10);
  insert (cache, "c", 10);
  insert (cache, "d", 11);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, 2 * one + 300);

  assert_holds (cache, "cd");
}

static void
test_beyond_the_limit_is_not_kept (void)
{
  const gsize one = 10 * 100 * 3 + GH_PICTURE_CACHE_ENTRY_BYTES;
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (one);

  insert (cache, "a", 10);
  insert (cache, "b", 11);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, one);

  /* The one it would have replaced is out of date all the same. */
  insert (cache, "a", 11);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, 0);
  assert_holds (cache, "");
}

static void
test_replaced_and_cleared (void)
{
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (1 << 20);

  insert (cache, "a", 10);
  insert (cache, "a", 20);
  g_assert_cmpint (gh_picture_get_width (gh_picture_cache_lookup (cache, "a", 64)), ==, 20);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, 6000 + GH_PICTURE_CACHE_ENTRY_BYTES);

  gh_picture_cache_clear (cache);
  g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, 0);
  insert (cache, "b", 10);
  assert_holds (cache, "b");
}

/* Against a list that does it the slow and obvious way. */
static void
test_like_a_plain_list (void)
{
  const gsize most = 20000;
  g_autoptr (GhPictureCache) cache = gh_picture_cache_new (most);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", g_rand_int_range (random, 0, 30));
      guint found;
      gboolean known = g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &found);

      if (g_rand_boolean (random))
        {
          g_assert_cmpint (gh_picture_cache_lookup (cache, id, 64) != NULL, ==, known);
          if (known)
            {
              gsize size = g_array_index (sizes, gsize, found);

              g_ptr_array_remove_index (ids, found);
              g_array_remove_index (sizes, found);
              g_ptr_array_insert (ids, 0, g_strdup (id));
              g_array_prepend_val (sizes, size);
            }
        }
      else
        {
          int width = g_rand_int_range (random, 1, 40);
          gsize size = (gsize) width * 300 + GH_PICTURE_CACHE_ENTRY_BYTES;
          gsize sum = 0;

          insert (cache, id, width);
          if (known)
            {
              g_ptr_array_remove_index (ids, found);
              g_array_remove_index (sizes, found);
            }
          g_ptr_array_insert (ids, 0, g_strdup (id));
          g_array_prepend_val (sizes, size);
          for (guint j = 0; j < ids->len; j++)
            {
              sum += g_array_index (sizes, gsize, j);
              if (sum > most)
                {
                  sum -= g_array_index (sizes, gsize, j);
                  g_ptr_array_set_size (ids, (int) j);
                  g_array_set_size (sizes, j);
                }
            }
          g_assert_cmpuint (gh_picture_cache_get_n_bytes (cache), ==, sum);
        }
    }
}

int
main (int argc, char **argv)
{
  gh_test_init_with_pictures (&argc, &argv);

  g_test_add_func ("/media/picture-cache/key-is-id-and-size", test_key_is_id_and_size);
  g_test_add_func ("/media/picture-cache/limit-is-exact", test_limit_is_exact);
  g_test_add_func ("/media/picture-cache/used-last-stays", test_used_last_stays);
  g_test_add_func ("/media/picture-cache/large-one-takes-the-place-of-several",
                   test_large_one_takes_the_place_of_several);
  g_test_add_func ("/media/picture-cache/beyond-the-limit-is-not-kept",
                   test_beyond_the_limit_is_not_kept);
  g_test_add_func ("/media/picture-cache/replaced-and-cleared", test_replaced_and_cleared);
  g_test_add_func ("/media/picture-cache/like-a-plain-list", test_like_a_plain_list);

  return g_test_run ();
}
