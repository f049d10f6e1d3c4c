/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* As gh-gtk.h, for the larger libraries without a display. */
#include <gio/gio.h>
