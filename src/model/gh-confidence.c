/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-confidence.h"

/**
 * gh_confidence_read:
 * @reader: a reader that stands on an object
 * @name: the name of a member
 *
 * Reads how sure a camera is. The contract says 0 to 1; cameras also say per cent, so that more
 * than 1 and up to 100 is taken for that, and anything else is a fault.
 *
 * Returns: 0 to 1; 0 where it is missing or null, and after a fault
 */
double
gh_confidence_read (GhJsonReader *reader, const char *name)
{
  double value = gh_json_reader_get_double (reader, name, GH_JSON_OPTIONAL, 0, 100, 0);

  return value > 1 ? value / 100 : value;
}
