/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-manner.h"

/*
 * gh_manner_apply:
 * @manner: in what manner a group asks
 * @request: a request that has not been sent yet
 *
 * Makes the request one of that manner.
 */
void
gh_manner_apply (GhManner manner, GhRequest *request)
{
  switch (manner)
    {
    case GH_MANNER_LISTENER:
      gh_request_set_freshness (request, GH_REQUEST_STALE);
      break;
    case GH_MANNER_BACKGROUND:
      gh_request_set_priority (request, GH_REQUEST_BACKGROUND);
      gh_request_set_freshness (request, GH_REQUEST_ANEW);
      break;
    case GH_MANNER_OPERATOR:
    default:
      break;
    }
}
