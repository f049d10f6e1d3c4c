/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gh-picture-rect.h"

G_BEGIN_DECLS

/* In the order of how much they keep from going on. */
typedef enum
{
  GH_GATE_PASS,
  GH_GATE_UNJUDGED, /* cannot be told on this computer; the words say what to look for */
  GH_GATE_WARNING,
  GH_GATE_STOP,
} GhGateGrade;

typedef enum
{
  GH_GATE_FACES,
  GH_GATE_SIZE,
  GH_GATE_SHARPNESS,
  GH_GATE_EXPOSURE,
} GhGateCheck;

#define GH_GATE_N_CHECKS 4

typedef struct
{
  GhGateGrade grade;
  double value; /* what was measured: faces, pixels, variance, share */
  char *words;  /* (owned) a sentence */
} GhGateFinding;

/* What the quality gate says of a picture. Immutable. */
typedef struct _GhGateReport GhGateReport;

#define GH_TYPE_GATE_REPORT (gh_gate_report_get_type ())
GType gh_gate_report_get_type (void);

GhGateReport *gh_gate_report_ref (GhGateReport *self);
void gh_gate_report_unref (GhGateReport *self);

const GhGateFinding *gh_gate_report_get_finding (const GhGateReport *self, GhGateCheck check);
GhGateGrade gh_gate_report_get_grade (const GhGateReport *self);
const GhPictureRect *gh_gate_report_get_face (const GhGateReport *self);
/* NULL where nobody looked, or none was found. */
const GhPictureRect *gh_gate_report_get_largest_face (const GhGateReport *self);

/* Inside media/ only. */
GhGateReport *gh_gate_report_new (const GhPictureRect *face) G_GNUC_WARN_UNUSED_RESULT;
void gh_gate_report_set_largest_face (GhGateReport *self, const GhPictureRect *face);
void gh_gate_report_take (GhGateReport *self,
                          GhGateCheck check,
                          GhGateGrade grade,
                          double value,
                          char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhGateReport, gh_gate_report_unref)

G_END_DECLS
