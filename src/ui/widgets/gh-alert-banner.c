/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-banner.h"

#include "gh-alert-color.h"
#include "gh-alert-reminder.h"
#include "gh-alert-words.h"
#include "gh-fold-box.h"

#include <glib/gi18n.h>

#define ANNOUNCE_US (5 * G_TIME_SPAN_SECOND)

struct _GhAlertBanner
{
  AdwBin parent_instance;

  GhClock *clock;           /* (owned) (nullable) */
  GhConnection *connection; /* (owned) (nullable) */
  GhAlert *alert;           /* (owned) (nullable): that is shown */
  GhAlertReminder *reminder; /* (owned) (nullable): of the connection */
  GSignalGroup *connection_signals; /* (owned) */
  GSignalGroup *inbox_signals;      /* (owned) */
  GSignalGroup *alert_signals;      /* (owned) */
  gboolean can_show;
  gboolean can_acknowledge;
  gboolean with_names;
  GhAlert *unannounced;     /* (owned) (nullable): the last that was not told yet */
  guint n_unannounced;
  gint64 announced_us;      /* monotonic */
  guint announce_id;

  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *what;
  GtkLabel *where;
  GtkLabel *others;
  GtkWidget *show_button;
  GtkWidget *acknowledge_button;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_CONNECTION,
  PROP_CAN_SHOW,
  PROP_CAN_ACKNOWLEDGE,
  PROP_WITH_NAMES,
} GhAlertBannerProperty;

enum
{
  ANNOUNCED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_WITH_NAMES + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhAlertBanner, gh_alert_banner, ADW_TYPE_BIN)

static GhAlertInbox *
get_inbox (GhAlertBanner *self)
{
  GhAlertDesk *desk =
    self->connection != NULL ? gh_connection_get_alerts (self->connection) : NULL;

  return desk != NULL ? gh_alert_desk_get_inbox (desk) : NULL;
}

static void
show_alert (GhAlertBanner *self)
{
  const GhAlertFields *fields = gh_alert_get_fields (self->alert);
  guint n_others = gh_alert_inbox_get_n_new (get_inbox (self)) - 1;
  g_autofree char *what = gh_alert_words_dup_what (self->alert, self->with_names);
  g_autofree char *where = gh_alert_words_dup_where (self->alert);
  g_autofree char *when = gh_alert_words_dup_when (self->alert);
  g_autofree char *counted = NULL;
  /* Translators: where and when something has happened. */
  g_autofree char *below = g_strdup_printf (C_("alert", "%s · %s"), where, when);
  g_autofree char *others = NULL;

  if (fields->count > 1)
    /* Translators: what has happened, and how often. */
    counted = g_strdup_printf (ngettext ("%s · %u time", "%s · %u times", fields->count), what,
                               fields->count);
  gtk_image_set_from_icon_name (self->icon, gh_alert_words_get_icon_name (fields->kind));
  gtk_label_set_label (self->what, counted != NULL ? counted : what);
  gtk_label_set_label (self->where, below);
  /* Translators: how many more alerts wait for an answer. */
  others = g_strdup_printf (ngettext ("and %u more", "and %u more", n_others), n_others);
  gtk_label_set_label (self->others, others);
  gtk_widget_set_visible (GTK_WIDGET (self->others), n_others > 0);
  gh_alert_color_apply (self->box, self->alert);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->what), -1);
}

static void
update (GhAlertBanner *self)
{
  GhAlertInbox *inbox = get_inbox (self);
  GhAlert *newest = inbox != NULL ? gh_alert_inbox_get_newest (inbox) : NULL;

  g_set_object (&self->alert, newest);
  g_signal_group_set_target (self->alert_signals, newest);
  if (newest != NULL)
    {
      show_alert (self);
      gh_alert_reminder_want (self->reminder, newest);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), newest != NULL);
  gtk_revealer_set_reveal_child (self->revealer, newest != NULL);
}

static void
announce (GhAlertBanner *self)
{
  g_autofree char *what = gh_alert_words_dup_what (self->unannounced, self->with_names);
  g_autofree char *where = gh_alert_words_dup_where (self->unannounced);
  g_autofree char *text = NULL;

  if (self->n_unannounced == 1)
    /* Translators: for a screen reader: what has happened, and where. */
    text = g_strdup_printf (_("Alert: %s, %s"), what, where);
  else
    text = g_strdup_printf (g_dngettext (NULL, "%u alert, the last: %s, %s",
                                         "%u alerts, the last: %s, %s", self->n_unannounced),
                            self->n_unannounced, what, where);
  self->n_unannounced = 0;
  g_clear_object (&self->unannounced);
  self->announced_us = gh_clock_get_monotonic_us (self->clock);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  g_signal_emit (self, signals[ANNOUNCED], 0, text);
}

static void
announce_cb (gpointer user_data)
{
  GhAlertBanner *self = user_data;

  self->announce_id = 0;
  announce (self);
}

static void
ring_cb (GhAlertBanner *self, GhAlert *alert)
{
  gint64 wait_us;

  if (self->clock == NULL)
    return;

  g_set_object (&self->unannounced, alert);
  self->n_unannounced++;
  if (self->announce_id != 0)
    return;

  wait_us = self->announced_us + ANNOUNCE_US - gh_clock_get_monotonic_us (self->clock);
  if (self->announced_us == 0 || wait_us <= 0)
    announce (self);
  else
    self->announce_id = gh_clock_add_timeout (self->clock, wait_us, announce_cb, self);
}

static void
acknowledge_clicked_cb (GhAlertBanner *self)
{
  GhUser *user = gh_connection_get_user (self->connection);

  if (self->alert != NULL)
    gh_alert_inbox_acknowledge (get_inbox (self), self->alert,
                                user != NULL ? gh_user_get_id (user) : NULL, NULL);
}

static void
alerts_changed_cb (GhAlertBanner *self)
{
  g_signal_group_set_target (self->inbox_signals, get_inbox (self));
  update (self);
}

static void
gh_alert_banner_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhAlertBanner *self = GH_ALERT_BANNER (object);

  switch ((GhAlertBannerProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_CAN_SHOW:
      g_value_set_boolean (value, self->can_show);
      break;
    case PROP_CAN_ACKNOWLEDGE:
      g_value_set_boolean (value, self->can_acknowledge);
      break;
    case PROP_WITH_NAMES:
      g_value_set_boolean (value, self->with_names);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_flag (GhAlertBanner *self, gboolean *flag, gboolean value, GParamSpec *pspec)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  gtk_widget_set_visible (self->show_button, self->can_show);
  gtk_widget_set_visible (self->acknowledge_button, self->can_acknowledge);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
gh_alert_banner_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhAlertBanner *self = GH_ALERT_BANNER (object);

  switch ((GhAlertBannerProperty) property_id)
    {
    case PROP_CLOCK:
      gh_alert_banner_set_clock (self, g_value_get_object (value));
      break;
    case PROP_CONNECTION:
      gh_alert_banner_set_connection (self, g_value_get_object (value));
      break;
    case PROP_CAN_SHOW:
      set_flag (self, &self->can_show, g_value_get_boolean (value), pspec);
      break;
    case PROP_CAN_ACKNOWLEDGE:
      set_flag (self, &self->can_acknowledge, g_value_get_boolean (value), pspec);
      break;
    case PROP_WITH_NAMES:
      set_flag (self, &self->with_names, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_alert_banner_dispose (GObject *object)
{
  GhAlertBanner *self = GH_ALERT_BANNER (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->announce_id);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->inbox_signals);
  g_clear_object (&self->alert_signals);
  /* It is a child of the template too, and would be let go of twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERT_BANNER);
  g_clear_object (&self->unannounced);
  g_clear_object (&self->alert);
  g_clear_object (&self->reminder);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_alert_banner_parent_class)->dispose (object);
}

static void
gh_alert_banner_class_init (GhAlertBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_alert_banner_get_property;
  object_class->set_property = gh_alert_banner_set_property;
  object_class->dispose = gh_alert_banner_dispose;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, flags);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, flags);
  properties[PROP_CAN_SHOW] = g_param_spec_boolean ("can-show", NULL, NULL, TRUE, flags);
  properties[PROP_CAN_ACKNOWLEDGE] =
    g_param_spec_boolean ("can-acknowledge", NULL, NULL, TRUE, flags);
  properties[PROP_WITH_NAMES] = g_param_spec_boolean ("with-names", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ANNOUNCED] = g_signal_new ("announced", GH_TYPE_ALERT_BANNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-alert-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, box);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, what);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, where);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, others);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, show_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertBanner, acknowledge_button);
  gtk_widget_class_bind_template_callback (widget_class, acknowledge_clicked_cb);

  g_type_ensure (GH_TYPE_FOLD_BOX);
}

static void
gh_alert_banner_init (GhAlertBanner *self)
{
  self->can_show = TRUE;
  self->can_acknowledge = TRUE;
  self->with_names = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);

  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::alerts",
                                  G_CALLBACK (alerts_changed_cb), self);
  self->inbox_signals = g_signal_group_new (GH_TYPE_ALERT_INBOX);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::newest", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->inbox_signals, "notify::n-new", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->inbox_signals, "ring", G_CALLBACK (ring_cb), self);
  self->alert_signals = g_signal_group_new (GH_TYPE_ALERT);
  g_signal_group_connect_swapped (self->alert_signals, "changed", G_CALLBACK (update), self);
}

/**
 * gh_alert_banner_new:
 *
 * Returns: (transfer floating): a banner that shows nothing
 */
GtkWidget *
gh_alert_banner_new (void)
{
  return g_object_new (GH_TYPE_ALERT_BANNER, NULL);
}

/**
 * gh_alert_banner_set_clock:
 * @self: a banner
 * @clock: (nullable): tells the time
 *
 * Sets the clock; without one nothing is announced.
 */
void
gh_alert_banner_set_clock (GhAlertBanner *self, GhClock *clock)
{
  g_return_if_fail (GH_IS_ALERT_BANNER (self));

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->announce_id);
  if (g_set_object (&self->clock, clock))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

/**
 * gh_alert_banner_set_connection:
 * @self: a banner
 * @connection: (nullable): whose alerts
 *
 * Sets the connection; its alerts come and go with whoever is signed in.
 */
void
gh_alert_banner_set_connection (GhAlertBanner *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_ALERT_BANNER (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_clear_object (&self->reminder);
  if (connection != NULL)
    self->reminder = gh_alert_reminder_new (connection);
  g_signal_group_set_target (self->connection_signals, connection);
  alerts_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

/**
 * gh_alert_banner_get_alert:
 * @self: a banner
 *
 * Returns: (transfer none) (nullable): the alert that is shown
 */
GhAlert *
gh_alert_banner_get_alert (GhAlertBanner *self)
{
  g_return_val_if_fail (GH_IS_ALERT_BANNER (self), NULL);

  return self->alert;
}
