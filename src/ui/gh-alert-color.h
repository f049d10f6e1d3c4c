/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gh-alert.h"

G_BEGIN_DECLS

/* Paints a widget in the colour of the watch list that an alert is about; in none where it is about
 * no list. The words say the list's name beside it. */
void gh_alert_color_apply (GtkWidget *widget, GhAlert *alert);

G_END_DECLS
