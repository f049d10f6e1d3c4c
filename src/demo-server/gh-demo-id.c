/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-id.h"

static void
put (char *to, guint n, guint64 value)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

  while (n > 0)
    {
      to[--n] = digits[value % 36];
      value /= 36;
    }
}

/**
 * gh_demo_id_fill:
 * @id: (out): where to write it
 * @random: where its chance comes from
 * @time_us: when the thing was made
 *
 * Makes an id of the kind that servers of this contract give out: a "c", the time in milliseconds,
 * and chance, all in base 36.
 */
void
gh_demo_id_fill (char id[GH_DEMO_ID_LENGTH + 1], GRand *random, gint64 time_us)
{
  id[0] = 'c';
  put (id + 1, 8, (guint64) time_us / 1000);
  for (guint i = 0; i < 4; i++)
    put (id + 9 + 4 * i, 4, g_rand_int (random) % (36 * 36 * 36 * 36));
  id[GH_DEMO_ID_LENGTH] = '\0';
}

/**
 * gh_demo_id_new:
 * @random: where its chance comes from
 * @time_us: when the thing was made
 *
 * As gh_demo_id_fill().
 *
 * Returns: (transfer full): an id
 */
char *
gh_demo_id_new (GRand *random, gint64 time_us)
{
  char id[GH_DEMO_ID_LENGTH + 1];

  gh_demo_id_fill (id, random, time_us);
  return g_strdup (id);
}
