/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-period-chooser.h"

#include "gh-control-names.h"
#include "gh-days-dialog.h"
#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhPeriodChooser
{
  AdwBin parent_instance;

  GhClock *clock; /* (owned) (nullable) */
  GhEventPeriod period;
  GhDayCounts *counts; /* (owned) (nullable) */
  GDateTime *first; /* (owned) (nullable): the first day, at midnight; none before one was chosen */
  GDateTime *last;  /* (owned) (nullable): the last day, likewise */

  GtkDropDown *drop_down;
  GtkWidget *days_button;
  GtkWidget *days;
};

typedef enum
{
  PROP_CLOCK = 1,
} GhPeriodChooserProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhPeriodChooser, gh_period_chooser, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_CLOCK + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
update (GhPeriodChooser *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->days_button, self->period == GH_EVENT_PERIOD_DAYS);
  if (self->first == NULL)
    return;

  first = gh_format_date (g_date_time_to_unix_usec (self->first));
  last = gh_format_date (g_date_time_to_unix_usec (self->last));
  if (g_str_equal (first, last))
    label = g_steal_pointer (&first);
  else
    /* Translators: two days, the first and the last of a period. */
    label = g_strdup_printf (_("%s – %s"), first, last);
  gtk_label_set_label (GTK_LABEL (self->days), label);
}

static void
days_chosen_cb (GhPeriodChooser *self, GDateTime *first, GDateTime *last)
{
  gh_period_chooser_set_days (self, first, last);
}

/* Without days the choice of them is none. */
static void
dialog_closed_cb (GhPeriodChooser *self)
{
  gtk_drop_down_set_selected (self->drop_down, self->period);
}

static void
ask_for_days (GhPeriodChooser *self)
{
  g_autoptr (GDateTime) today =
    g_date_time_new_from_unix_local_usec (gh_clock_get_real_us (self->clock));
  GhDaysDialog *dialog = gh_days_dialog_new (self->first != NULL ? self->first : today,
                                             self->last != NULL ? self->last : today,
                                             self->counts);

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (days_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (dialog_closed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
selected_cb (GhPeriodChooser *self)
{
  GhEventPeriod period = (GhEventPeriod) gtk_drop_down_get_selected (self->drop_down);

  if (period == self->period)
    return;
  if (period == GH_EVENT_PERIOD_DAYS && self->first == NULL)
    {
      ask_for_days (self);
      return;
    }
  self->period = period;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gh_period_chooser_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhPeriodChooser *self = GH_PERIOD_CHOOSER (object);

  switch ((GhPeriodChooserProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_period_chooser_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  GhPeriodChooser *self = GH_PERIOD_CHOOSER (object);

  switch ((GhPeriodChooserProperty) property_id)
    {
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_period_chooser_dispose (GObject *object)
{
  GhPeriodChooser *self = GH_PERIOD_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERIOD_CHOOSER);
  g_clear_object (&self->counts);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_period_chooser_parent_class)->dispose (object);
}

static void
gh_period_chooser_finalize (GObject *object)
{
  GhPeriodChooser *self = GH_PERIOD_CHOOSER (object);

  g_clear_pointer (&self->first, g_date_time_unref);
  g_clear_pointer (&self->last, g_date_time_unref);

  G_OBJECT_CLASS (gh_period_chooser_parent_class)->finalize (object);
}

static void
gh_period_chooser_class_init (GhPeriodChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_period_chooser_get_property;
  object_class->set_property = gh_period_chooser_set_property;
  object_class->dispose = gh_period_chooser_dispose;
  object_class->finalize = gh_period_chooser_finalize;

  properties[PROP_CLOCK] =
    g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-period-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPeriodChooser, drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhPeriodChooser, days_button);
  gtk_widget_class_bind_template_child (widget_class, GhPeriodChooser, days);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_for_days);
}

static void
gh_period_chooser_init (GhPeriodChooser *self)
{
  g_autoptr (GListModel) periods = gh_event_periods_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  gtk_drop_down_set_model (self->drop_down, periods);
  update (self);
}

/**
 * gh_period_chooser_new:
 *
 * Returns: (transfer floating): a chooser of all time
 */
GtkWidget *
gh_period_chooser_new (void)
{
  return g_object_new (GH_TYPE_PERIOD_CHOOSER, NULL);
}

/**
 * gh_period_chooser_set_day_counts:
 * @self: a chooser
 * @counts: (nullable): knows on which days there was something
 *
 * Sets what marks the days where somebody chooses them.
 */
void
gh_period_chooser_set_day_counts (GhPeriodChooser *self, GhDayCounts *counts)
{
  g_return_if_fail (GH_IS_PERIOD_CHOOSER (self));
  g_return_if_fail (counts == NULL || GH_IS_DAY_COUNTS (counts));

  g_set_object (&self->counts, counts);
}

/**
 * gh_period_chooser_set_period:
 * @self: a chooser
 * @period: a period; %GH_EVENT_PERIOD_DAYS asks for days where none were chosen before
 *
 * Chooses as a person does.
 */
void
gh_period_chooser_set_period (GhPeriodChooser *self, GhEventPeriod period)
{
  g_return_if_fail (GH_IS_PERIOD_CHOOSER (self));

  gtk_drop_down_set_selected (self->drop_down, period);
}

/**
 * gh_period_chooser_set_days:
 * @self: a chooser
 * @first: the first day, at midnight, local time
 * @last: the last day, likewise, not before @first
 *
 * Chooses whole days.
 */
void
gh_period_chooser_set_days (GhPeriodChooser *self, GDateTime *first, GDateTime *last)
{
  g_return_if_fail (GH_IS_PERIOD_CHOOSER (self));
  g_return_if_fail (first != NULL);
  g_return_if_fail (last != NULL);

  g_date_time_ref (first);
  g_date_time_ref (last);
  g_clear_pointer (&self->first, g_date_time_unref);
  g_clear_pointer (&self->last, g_date_time_unref);
  self->first = first;
  self->last = last;
  self->period = GH_EVENT_PERIOD_DAYS;
  gtk_drop_down_set_selected (self->drop_down, GH_EVENT_PERIOD_DAYS);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_period_chooser_get_start_us:
 * @self: a chooser
 * @now_us: the present, real time in microseconds
 *
 * Returns: when the chosen period begins; 0 for the beginning of time
 */
gint64
gh_period_chooser_get_start_us (GhPeriodChooser *self, gint64 now_us)
{
  g_return_val_if_fail (GH_IS_PERIOD_CHOOSER (self), 0);

  return self->period == GH_EVENT_PERIOD_DAYS ? g_date_time_to_unix_usec (self->first)
                                              : gh_event_period_get_start_us (self->period, now_us);
}

/**
 * gh_period_chooser_get_end_us:
 * @self: a chooser
 *
 * Returns: the last moment of the chosen period; %G_MAXINT64 where it goes on
 */
gint64
gh_period_chooser_get_end_us (GhPeriodChooser *self)
{
  g_autoptr (GDateTime) day_after = NULL;

  g_return_val_if_fail (GH_IS_PERIOD_CHOOSER (self), G_MAXINT64);

  if (self->period != GH_EVENT_PERIOD_DAYS)
    return G_MAXINT64;

  /* A day has 23 hours at times, and 25 at others. */
  day_after = g_date_time_add_days (self->last, 1);

  return g_date_time_to_unix_usec (day_after) - 1;
}
