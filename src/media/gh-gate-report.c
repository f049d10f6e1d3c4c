/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-gate-report.h"

struct _GhGateReport
{
  GhPictureRect face;
  GhPictureRect largest; /* 0 wide for none */
  GhGateFinding findings[GH_GATE_N_CHECKS];
};

G_DEFINE_BOXED_TYPE (GhGateReport, gh_gate_report, gh_gate_report_ref, gh_gate_report_unref)

static void
clear (gpointer data)
{
  GhGateReport *self = data;

  for (guint i = 0; i < GH_GATE_N_CHECKS; i++)
    g_free (self->findings[i].words);
}

/**
 * gh_gate_report_new:
 * @face: what was judged
 *
 * Returns: (transfer full): a report that finds nothing wrong yet
 */
GhGateReport *
gh_gate_report_new (const GhPictureRect *face)
{
  GhGateReport *self = g_atomic_rc_box_new0 (GhGateReport);

  self->face = *face;

  return self;
}

/**
 * gh_gate_report_set_largest_face:
 * @self: a report that is being written
 * @face: a face that was found anywhere in the picture
 *
 * Says where the frame could be placed.
 */
void
gh_gate_report_set_largest_face (GhGateReport *self, const GhPictureRect *face)
{
  self->largest = *face;
}

/**
 * gh_gate_report_take:
 * @self: a report that is being written
 * @check: what was looked at
 * @grade: how it is
 * @value: what was measured
 * @words: (transfer full): a sentence
 *
 * Writes one finding.
 */
void
gh_gate_report_take (GhGateReport *self,
                     GhGateCheck check,
                     GhGateGrade grade,
                     double value,
                     char *words)
{
  GhGateFinding *finding = &self->findings[check];

  g_free (finding->words);
  *finding = (GhGateFinding) { grade, value, words };
}

/**
 * gh_gate_report_ref:
 * @self: a report
 *
 * Returns: (transfer full): @self
 */
GhGateReport *
gh_gate_report_ref (GhGateReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_gate_report_unref:
 * @self: (transfer full): a report
 *
 * Gives one reference back.
 */
void
gh_gate_report_unref (GhGateReport *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * gh_gate_report_get_finding:
 * @self: a report
 * @check: what was looked at
 *
 * Returns: (transfer none): what was found
 */
const GhGateFinding *
gh_gate_report_get_finding (const GhGateReport *self, GhGateCheck check)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail ((guint) check < GH_GATE_N_CHECKS, NULL);

  return &self->findings[check];
}

/**
 * gh_gate_report_get_grade:
 * @self: a report
 *
 * Returns: the worst grade in it: with %GH_GATE_STOP the picture must not be sent
 */
GhGateGrade
gh_gate_report_get_grade (const GhGateReport *self)
{
  GhGateGrade worst = GH_GATE_PASS;

  g_return_val_if_fail (self != NULL, GH_GATE_STOP);

  for (guint i = 0; i < GH_GATE_N_CHECKS; i++)
    worst = MAX (worst, self->findings[i].grade);

  return worst;
}

/**
 * gh_gate_report_get_face:
 * @self: a report
 *
 * Returns: (transfer none): the part of the picture that was judged: the face that was found, or
 *   where it is taken to be
 */
const GhPictureRect *
gh_gate_report_get_face (const GhGateReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->face;
}

/**
 * gh_gate_report_get_largest_face:
 * @self: a report
 *
 * Returns: (transfer none) (nullable): the largest face that was found in the picture, in the frame or
 *   not; %NULL where there is none, or nobody looked
 */
const GhPictureRect *
gh_gate_report_get_largest_face (const GhGateReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->largest.width > 0 ? &self->largest : NULL;
}
