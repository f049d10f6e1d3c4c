/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-paged-list.h"

G_DEFINE_ENUM_TYPE (GhPagedListState, gh_paged_list_state,
                    G_DEFINE_ENUM_VALUE (GH_PAGED_LIST_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (GH_PAGED_LIST_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (GH_PAGED_LIST_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (GH_PAGED_LIST_FAILED, "failed"))
