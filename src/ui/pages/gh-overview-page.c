/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-overview-page.h"

#include "gh-camera-ages.h"
#include "gh-chart-card.h"
#include "gh-error-words.h"
#include "gh-fault-box.h"
#include "gh-figure-tile.h"
#include "gh-format.h"
#include "gh-health-list.h"
#include "gh-newest-alerts.h"
#include "gh-overview.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhOverviewPage
{
  GhPage parent_instance;

  GhOverview *overview; /* (owned) (nullable) */
  GError *told;         /* (owned) (nullable): what the box at the top says */
  gboolean is_tested;
  guint tick_id;

  GhFigureTile *tiles[GH_N_FIGURES];

  GtkStack *stack;
  AdwStatusPage *status;
  GhFaultBox *fault;
  GtkLabel *as_of;
  GtkWidget *busy;
  GtkWidget *refresh_button;
  GtkFlowBox *figures;
  GtkWidget *counts;
  GtkWidget *shares;
  GtkWidget *rest;
  GhChartCard *hours;
  GhChartCard *days;
  GhChartCard *types;
  GhChartCard *places;
  GhChartCard *confidences;
  GhHealthList *health;
  GhCameraAges *camera_ages;
};

G_DEFINE_FINAL_TYPE (GhOverviewPage, gh_overview_page, GH_TYPE_PAGE)

static const char *
get_figure_name (GhFigure figure)
{
  switch (figure)
    {
    case GH_FIGURE_TOTAL_FACES:
      return _("Faces");
    case GH_FIGURE_ACTIVE_FACES:
      return _("Active Faces");
    case GH_FIGURE_TOTAL_EVENTS:
      return C_("figure", "Events");
    case GH_FIGURE_EVENTS_TODAY:
      return _("Events Today");
    case GH_FIGURE_RECOGNITION_RATE:
      return _("Recognition Rate");
    case GH_FIGURE_AVERAGE_CONFIDENCE:
      return _("Average Confidence");
    case GH_N_FIGURES:
    default:
      g_return_val_if_reached ("");
    }
}

static void
update_figures (GhOverviewPage *self)
{
  for (guint i = 0; i < GH_N_FIGURES; i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *note = NULL;
      gboolean is_known =
        gh_overview_dup_figure (self->overview, (GhFigure) i, &value, &note);

      gh_figure_tile_set (self->tiles[i], value, note, is_known);
    }
}

static char *
dup_scope (GhOverviewPage *self, GhOverviewChart which)
{
  GListModel *bars = gh_overview_get_bars (self->overview, which);
  long long sum = gh_chart_bars_get_sum (bars);

  if (g_list_model_get_n_items (bars) == 0 || gh_chart_bars_get_n_unknown (bars) > 0)
    return g_strdup (_("Being counted…"));
  if (which == GH_OVERVIEW_HOURS)
    return g_strdup_printf (ngettext ("%'lld event in the last 24 hours, this one included",
                                      "%'lld events in the last 24 hours, this one included",
                                      (gulong) sum),
                            sum);
  return g_strdup_printf (ngettext ("%'lld event in the last 14 days, today included",
                                    "%'lld events in the last 14 days, today included",
                                    (gulong) sum),
                          sum);
}

static void
update_scopes (GhOverviewPage *self, guint n_sampled)
{
  g_autofree char *hours = dup_scope (self, GH_OVERVIEW_HOURS);
  g_autofree char *days = dup_scope (self, GH_OVERVIEW_DAYS);
  g_autofree char *sample = g_strdup_printf (
    ngettext ("Of the newest %u event", "Of the newest %u events", n_sampled), n_sampled);
  g_autofree char *confidence = g_strdup_printf (
    ngettext ("Sightings in the newest %u event, by per cent of confidence",
              "Sightings in the newest %u events, by per cent of confidence", n_sampled),
    n_sampled);

  gh_chart_card_set_scope (self->hours, hours);
  gh_chart_card_set_scope (self->days, days);
  gh_chart_card_set_scope (self->types, _("Of all events that the server keeps"));
  gh_chart_card_set_scope (self->places, sample);
  gh_chart_card_set_scope (self->confidences, confidence);
}

static void
update_faults (GhOverviewPage *self, const GhOverviewState *state)
{
  const char *fault =
    state->history_error != NULL ? gh_error_words_get_title (state->history_error) : NULL;
  const char *none = _("There were no events.");

  gh_chart_card_set_fault (self->hours, fault);
  gh_chart_card_set_fault (self->days, fault);
  gh_chart_card_set_fault (self->types,
                           state->knows_types ? none : fault);
  gh_chart_card_set_fault (self->places,
                           state->is_sampled ? none : fault);
  gh_chart_card_set_fault (self->confidences,
                           state->is_sampled ? none : fault);
}

/* One of them is enough to say; what is behind the history is behind most of the page. */
static const GError *
get_error (const GhOverviewState *state)
{
  return state->history_error != NULL ? state->history_error : state->statistics_error;
}

/* What was announced once is not announced again. */
static void
update_fault_box (GhOverviewPage *self, const GError *error)
{
  if (error != NULL && self->told != NULL
      && g_error_matches (error, self->told->domain, self->told->code))
    return;

  g_clear_error (&self->told);
  if (error != NULL)
    {
      self->told = g_error_copy (error);
      gh_fault_box_show_error (self->fault, error);
    }
  else
    {
      gh_fault_box_clear (self->fault);
    }
}

static void
update_as_of (GhOverviewPage *self, gint64 updated_us)
{
  gint64 now_us = gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self)));
  g_autofree char *time = gh_format_time (updated_us);
  g_autofree char *age = gh_format_age (updated_us, now_us);
  /* Translators: a time of day, and how long ago that was: As of 14:02:11, 3 s ago. */
  g_autofree char *text = g_strdup_printf (_("As of %s, %s"), time, age);

  gtk_label_set_label (self->as_of, updated_us > 0 ? text : "");
}

static void
update_health (GhOverviewPage *self)
{
  GhOverviewState state;

  gh_overview_get_state (self->overview, &state);
  update_as_of (self, state.updated_us);
  gh_health_list_update (self->health);
  gh_camera_ages_set_now (self->camera_ages,
                          gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self))));
}

static void
update (GhOverviewPage *self)
{
  GhOverviewState state;
  const GError *error;
  gboolean has_nothing;

  gh_overview_get_state (self->overview, &state);
  error = get_error (&state);
  has_nothing = error != NULL && state.updated_us == 0;
  gtk_widget_set_visible (self->busy, state.is_busy);
  gtk_stack_set_visible_child_name (self->stack, has_nothing ? "status" : "content");
  if (has_nothing)
    gh_status_set_error (self->status, error);
  update_fault_box (self, error);
  update_figures (self);
  update_scopes (self, state.n_sampled);
  update_faults (self, &state);
  update_health (self);
}

static void
stop_tick (GhOverviewPage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock != NULL)
    gh_clock_clear_timeout (clock, &self->tick_id);
}

static void
tick_cb (gpointer user_data)
{
  GhOverviewPage *self = user_data;

  self->tick_id = gh_clock_add_timeout (gh_page_get_clock (GH_PAGE (self)), G_TIME_SPAN_SECOND,
                                        tick_cb, self);
  update_health (self);
}

static void
look_at (GhOverviewPage *self)
{
  GhConnection *connection = gh_page_get_connection (GH_PAGE (self));

  gh_overview_start (self->overview);
  update (self);
  stop_tick (self);
  tick_cb (self);
  if (!self->is_tested && gh_connection_get_role (connection) == GH_ROLE_ADMIN)
    {
      self->is_tested = TRUE;
      gh_health_list_test (self->health);
    }
}

static void
refresh_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhOverviewPage *self = GH_OVERVIEW_PAGE (widget);

  if (self->overview == NULL)
    return;

  gh_overview_refresh (self->overview);
  gh_health_list_test (self->health);
}

static void
show_bars (GhOverviewPage *self)
{
  GhChartCard *const cards[] = {
    [GH_OVERVIEW_HOURS] = self->hours,
    [GH_OVERVIEW_DAYS] = self->days,
    [GH_OVERVIEW_TYPES] = self->types,
    [GH_OVERVIEW_PLACES] = self->places,
    [GH_OVERVIEW_CONFIDENCES] = self->confidences,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    gh_chart_card_set_bars (cards[i], self->overview != NULL
                                        ? gh_overview_get_bars (self->overview, (GhOverviewChart) i)
                                        : NULL);
}

static void
let_go (GhOverviewPage *self)
{
  stop_tick (self);
  if (self->overview == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->overview, self);
  gh_overview_stop (self->overview);
  if (self->health != NULL)
    {
      gh_health_list_set_server (self->health, NULL, NULL, NULL);
      gh_camera_ages_set_cameras (self->camera_ages, NULL);
    }
  g_clear_object (&self->overview);
  g_clear_error (&self->told);
  self->is_tested = FALSE;
}

static void
gh_overview_page_connection_changed (GhPage *page)
{
  GhOverviewPage *self = GH_OVERVIEW_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);
  GhClock *clock = gh_page_get_clock (page);

  let_go (self);
  if (connection != NULL && clock != NULL)
    {
      self->overview = gh_overview_new (connection, clock);
      g_signal_connect_swapped (self->overview, "changed", G_CALLBACK (update), self);
      gh_health_list_set_server (self->health, connection, self->overview, clock);
      gh_camera_ages_set_now (self->camera_ages, gh_clock_get_real_us (clock));
      gh_camera_ages_set_cameras (self->camera_ages, gh_overview_get_cameras (self->overview));
    }
  show_bars (self);
  gh_fault_box_clear (self->fault);
  if (self->overview != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_at (self);
}

static void
gh_overview_page_map (GtkWidget *widget)
{
  GhOverviewPage *self = GH_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (gh_overview_page_parent_class)->map (widget);
  if (self->overview != NULL)
    look_at (self);
}

static void
gh_overview_page_unmap (GtkWidget *widget)
{
  GhOverviewPage *self = GH_OVERVIEW_PAGE (widget);

  stop_tick (self);
  if (self->overview != NULL)
    gh_overview_stop (self->overview);
  GTK_WIDGET_CLASS (gh_overview_page_parent_class)->unmap (widget);
}

static gboolean
gh_overview_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GH_OVERVIEW_PAGE (widget)->refresh_button);
}

static void
gh_overview_page_dispose (GObject *object)
{
  GhOverviewPage *self = GH_OVERVIEW_PAGE (object);

  let_go (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_OVERVIEW_PAGE);

  G_OBJECT_CLASS (gh_overview_page_parent_class)->dispose (object);
}

static void
gh_overview_page_class_init (GhOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_overview_page_dispose;
  widget_class->map = gh_overview_page_map;
  widget_class->unmap = gh_overview_page_unmap;
  widget_class->grab_focus = gh_overview_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_overview_page_connection_changed;

  gtk_widget_class_install_action (widget_class, "overview.refresh", NULL, refresh_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "overview.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "overview.refresh", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, fault);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, as_of);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, busy);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, figures);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, counts);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, shares);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, rest);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, hours);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, days);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, types);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, places);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, confidences);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, health);
  gtk_widget_class_bind_template_child (widget_class, GhOverviewPage, camera_ages);

  g_type_ensure (GH_TYPE_CAMERA_AGES);
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_HEALTH_LIST);
  g_type_ensure (GH_TYPE_NEWEST_ALERTS);
}

static void
gh_overview_page_init (GhOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < GH_N_FIGURES; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->tiles[i] = GH_FIGURE_TILE (gh_figure_tile_new (get_figure_name ((GhFigure) i)));
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (self->tiles[i]));
      gtk_flow_box_append (self->figures, child);
    }
}

/**
 * gh_overview_page_new:
 *
 * Returns: (transfer floating): a page without a server
 */
GtkWidget *
gh_overview_page_new (void)
{
  return g_object_new (GH_TYPE_OVERVIEW_PAGE, NULL);
}
