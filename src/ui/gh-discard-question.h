/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks whether what was typed into a dialog may be lost, and closes the dialog if so. For
 * #AdwDialog::close-attempt of a dialog that has something to lose. */
void gh_discard_question_ask (AdwDialog *dialog);

G_END_DECLS
