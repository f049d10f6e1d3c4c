/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-alert-color.h"

/* Of the style sheet, in the order of the colours of watch lists. */
static const char *const classes[] = {
  "watch-blue", "watch-teal", "watch-green", "watch-yellow",
  "watch-orange", "watch-red", "watch-pink", "watch-purple",
};

/**
 * gh_alert_color_apply:
 * @widget: what shows the alert; may have shown another one before
 * @alert: an alert
 *
 * Sets the style class of its watch list's colour, and takes those of others away.
 */
void
gh_alert_color_apply (GtkWidget *widget, GhAlert *alert)
{
  const GhAlertFields *fields;
  const char *wanted = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GH_IS_ALERT (alert));

  fields = gh_alert_get_fields (alert);
  if (fields->kind == GH_ALERT_KIND_WATCH_LIST)
    wanted = classes[fields->color % G_N_ELEMENTS (classes)];
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != wanted)
      gtk_widget_remove_css_class (widget, classes[i]);
  if (wanted != NULL)
    gtk_widget_add_css_class (widget, wanted);
}
