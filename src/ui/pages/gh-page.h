/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gh-camera-devices.h"
#include "gh-clock.h"
#include "gh-connection.h"
#include "gh-picture-loader.h"
#include "gh-trace.h"

G_BEGIN_DECLS

/* What every page of the window has in common.
 *
 * Properties (read-write): "connection" (nullable), "clock" (nullable), "picture-loader" (nullable),
 * "trace" (nullable), "cameras" (#GhCameraDevices, nullable: those of this computer).
 * Signal: "toast" (#AdwToast): something is to be said for a moment; the window shows it. */
#define GH_TYPE_PAGE (gh_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhPage, gh_page, GH, PAGE, AdwBin)

struct _GhPageClass
{
  AdwBinClass parent_class;

  /* Another server, or none any more: drop what came from the one before. Clock, picture loader and
   * trace are there by then. */
  void (*connection_changed) (GhPage *self);
  /* Show one of the things that the page is about, by its id on the server. */
  void (*show_item) (GhPage *self, const char *id);
};

GhConnection *gh_page_get_connection (GhPage *self);
GhClock *gh_page_get_clock (GhPage *self);
GhPictureLoader *gh_page_get_picture_loader (GhPage *self);
GhTrace *gh_page_get_trace (GhPage *self);
GhCameraDevices *gh_page_get_cameras (GhPage *self);

void gh_page_show_item (GhPage *self, const char *id);

/* For pages: something to be said for a moment, as plain text, or with a button. */
void gh_page_say (GhPage *self, const char *text);
void gh_page_add_toast (GhPage *self, AdwToast *toast);

G_END_DECLS
