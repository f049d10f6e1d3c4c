/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gh_about_show (GtkWidget *parent);

G_END_DECLS
