/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Read once for all files of a library that draws: parsing GTK takes longer than compiling what uses
 * it. Nothing of Gatehouse belongs in here, since every file would have to be compiled again for it.
 * Each file still includes what it needs. */
#include <adwaita.h>
