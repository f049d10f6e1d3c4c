/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall.h"

#include "gh-alert-banner.h"
#include "gh-format.h"
#include "gh-plain-mark.h"
#include "gh-status.h"
#include "gh-wall-band.h"
#include "gh-wall-cameras.h"
#include "gh-wall-figures.h"
#include "gh-wall-layout.h"
#include "gh-wall-text.h"

#include <glib/gi18n.h>

/* In heights of the text: what is narrower has no room beside the headline. */
#define NARROW 60

struct _GhWall
{
  AdwBin parent_instance;

  GhClock *clock;           /* (owned) (nullable): once it is set up */
  GhConnection *connection; /* (owned) (nullable) */
  GhWallFigures *figures;   /* (owned) */
  GError *error;            /* (owned) (nullable): why nobody is signed in */

  GSignalGroup *session_signals; /* (owned) */
  GSignalGroup *log_signals;     /* (owned) */
  GSignalGroup *feed_signals;    /* (owned) */
  GBindingGroup *feed_bindings;  /* (owned) */
  GtkCssProvider *css;           /* (owned): the size of the text */
  guint tick_id;
  guint resize_id;
  int width;
  int height;
  int text;
  guint64 n_seen;
  gboolean is_busy; /* since the last second */
  gboolean resting;

  GhWallText *time;
  GhWallText *date;
  GhWallText *newest;
  GtkWidget *demo_note;
  GtkWidget *plain_mark;
  GhWallBand *band;
  GhAlertBanner *alerts;
  GtkStack *stack;
  GhWallGrid *grid;
  AdwStatusPage *status;
  GhWallCameras *cameras;
};

G_DEFINE_FINAL_TYPE (GhWall, gh_wall, ADW_TYPE_BIN)

static GhSession *
get_session (GhWall *self)
{
  return self->connection != NULL ? gh_connection_get_session (self->connection) : NULL;
}

static GhFeed *
get_feed (GhWall *self)
{
  return self->connection != NULL ? gh_connection_get_feed (self->connection) : NULL;
}

static GhEventLog *
get_log (GhWall *self)
{
  GhFeed *feed = get_feed (self);

  return feed != NULL ? gh_feed_get_log (feed) : NULL;
}

/* When the newest face of all came; 0 for none. */
static gint64
get_newest_us (GhWall *self)
{
  GhWallFaces *faces = gh_wall_grid_get_faces (self->grid);
  gint64 newest_us = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (faces)); i++)
    newest_us = MAX (newest_us, gh_wall_faces_get_time_us (faces, i));

  return newest_us;
}

static void
update_newest (GhWall *self, gint64 now_us)
{
  gint64 newest_us = get_newest_us (self);
  g_autofree char *age = newest_us > 0 ? gh_format_age (newest_us, now_us) : NULL;
  g_autofree char *newest = NULL;

  if (age != NULL)
    /* Translators: %s is an age: "12 s ago". */
    newest = g_strdup_printf (_("Newest face: %s"), age);
  gh_wall_text_set_label (self->newest, newest);
}

static void
update_band (GhWall *self)
{
  guint64 n_seen = gh_wall_faces_get_n_seen (gh_wall_grid_get_faces (self->grid));

  self->is_busy |= gh_wall_faces_get_busy (gh_wall_grid_get_faces (self->grid));
  gh_wall_figures_tick (self->figures, n_seen);
  g_object_set (self->band,
                "figures", gh_wall_figures_get_text (self->figures),
                "rate", self->is_busy ? (guint) (n_seen - self->n_seen) : 0,
                NULL);
  self->is_busy = gh_wall_faces_get_busy (gh_wall_grid_get_faces (self->grid));
  self->n_seen = n_seen;
}

static void
update_all (GhWall *self)
{
  gint64 now_us = gh_clock_get_real_us (self->clock);
  g_autofree char *time = gh_format_time (now_us);
  g_autofree char *date = gh_format_date (now_us);

  gh_wall_text_set_label (self->time, time);
  gh_wall_text_set_label (self->date, date);
  update_newest (self, now_us);
  update_band (self);
  gh_wall_grid_update_ages (self->grid);
  gh_wall_cameras_update (self->cameras, now_us, GH_WALL_STALE_AFTER_US);
}

static void
update_status (GhWall *self)
{
  GhSession *session = get_session (self);
  GhFeed *feed = get_feed (self);
  gboolean is_signed_in = session != NULL && gh_session_get_state (session) == GH_SESSION_SIGNED_IN;
  const GError *error = feed != NULL ? gh_feed_get_error (feed) : NULL;
  GhEventLog *log = get_log (self);

  if (is_signed_in && log != NULL && g_list_model_get_n_items (G_LIST_MODEL (log)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "faces");
      return;
    }

  if (!is_signed_in && self->error != NULL)
    gh_status_set_error (self->status, self->error);
  else if (!is_signed_in)
    gh_status_set_texts (self->status, "dialog-password-symbolic", _("Nobody Is Signed In"),
                         _("Sign in once without --kiosk and stay signed in, or start with "
                           "--credentials."));
  else if (error != NULL)
    gh_status_set_error (self->status, error);
  else if (gh_feed_get_state (feed) == GH_FEED_LIVE || gh_feed_get_state (feed) == GH_FEED_POLLING)
    gh_status_set_texts (self->status, "gh-live-symbolic", _("No Events Yet"),
                         _("New ones appear here by themselves."));
  else
    gh_status_set_texts (self->status, "content-loading-symbolic", _("Connecting"), NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
lost_changed_cb (GhWall *self)
{
  gh_wall_grid_set_lost (self->grid, gh_wall_band_get_lost (self->band));
}

static void tick_cb (gpointer user_data);

/* At the beginning of each second of the clock on the wall. */
static void
tick (GhWall *self)
{
  gint64 into_second_us = gh_clock_get_real_us (self->clock) % G_TIME_SPAN_SECOND;

  update_all (self);
  gh_clock_clear_timeout (self->clock, &self->tick_id);
  self->tick_id =
    gh_clock_add_timeout (self->clock, G_TIME_SPAN_SECOND - into_second_us, tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  GhWall *self = GH_WALL (user_data);

  self->tick_id = 0;
  tick (self);
}

static void
update_resting (GhWall *self)
{
  gboolean is_seen = gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->resting;

  if (self->clock == NULL)
    return;

  gh_wall_grid_set_held (self->grid, !is_seen);
  if (is_seen)
    tick (self);
  else
    gh_clock_clear_timeout (self->clock, &self->tick_id);
}

/* How much larger a person wants all text: what GTK makes of the dots per inch. */
static double
get_text_scale (GhWall *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

static gboolean
apply_text_size_cb (gpointer user_data)
{
  GhWall *self = user_data;
  GtkWidget *widget = GTK_WIDGET (self);
  int text = gh_wall_layout_get_text_size (gtk_widget_get_width (widget),
                                           gtk_widget_get_height (widget),
                                           get_text_scale (self));
  g_autofree char *style = NULL;

  self->resize_id = 0;
  g_object_set (self->band, "brief", gtk_widget_get_width (widget) < NARROW * text, NULL);
  if (self->text == text)
    return G_SOURCE_REMOVE;

  self->text = text;
  /* Who leaves the wall stands where they looked at it from. */
  style = g_strdup_printf ("wall, .wall-leave { font-size: %dpx; }", text);
  gtk_css_provider_load_from_string (self->css, style);
  gh_wall_grid_set_text_size (self->grid, text);
  gh_wall_cameras_set_text_size (self->cameras, text);

  return G_SOURCE_REMOVE;
}

/* No style may change while the screen is being laid out; it shall have done so before it is again. */
static void
resize_later (GhWall *self)
{
  if (self->resize_id == 0)
    self->resize_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, apply_text_size_cb, self, NULL);
}

static void
gh_wall_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
gh_wall_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhWall *self = GH_WALL (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (self->width != width || self->height != height)
    resize_later (self);
  self->width = width;
  self->height = height;
}

static void
gh_wall_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (gh_wall_parent_class)->system_setting_changed (widget, setting);
  resize_later (GH_WALL (widget));
}

static void
gh_wall_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_wall_parent_class)->map (widget);
  update_resting (GH_WALL (widget));
}

static void
gh_wall_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_wall_parent_class)->unmap (widget);
  update_resting (GH_WALL (widget));
}

static void
gh_wall_dispose (GObject *object)
{
  GhWall *self = GH_WALL (object);

  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->tick_id);
  g_clear_handle_id (&self->resize_id, g_source_remove);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->feed_signals);
  g_clear_object (&self->log_signals);
  g_clear_object (&self->feed_bindings);
  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                   GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WALL);
  g_clear_object (&self->figures);
  g_clear_object (&self->connection);
  g_clear_error (&self->error);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_wall_parent_class)->dispose (object);
}

static void
gh_wall_class_init (GhWallClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_wall_dispose;

  widget_class->measure = gh_wall_measure;
  widget_class->size_allocate = gh_wall_size_allocate;
  widget_class->system_setting_changed = gh_wall_system_setting_changed;
  widget_class->map = gh_wall_map;
  widget_class->unmap = gh_wall_unmap;

  g_type_ensure (GH_TYPE_ALERT_BANNER);
  g_type_ensure (GH_TYPE_PLAIN_MARK);
  g_type_ensure (GH_TYPE_WALL_BAND);
  g_type_ensure (GH_TYPE_WALL_CAMERAS);
  g_type_ensure (GH_TYPE_WALL_GRID);
  g_type_ensure (GH_TYPE_WALL_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/wall/gh-wall.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWall, time);
  gtk_widget_class_bind_template_child (widget_class, GhWall, date);
  gtk_widget_class_bind_template_child (widget_class, GhWall, newest);
  gtk_widget_class_bind_template_child (widget_class, GhWall, demo_note);
  gtk_widget_class_bind_template_child (widget_class, GhWall, plain_mark);
  gtk_widget_class_bind_template_child (widget_class, GhWall, alerts);
  gtk_widget_class_bind_template_child (widget_class, GhWall, band);
  gtk_widget_class_bind_template_child (widget_class, GhWall, stack);
  gtk_widget_class_bind_template_child (widget_class, GhWall, grid);
  gtk_widget_class_bind_template_child (widget_class, GhWall, status);
  gtk_widget_class_bind_template_child (widget_class, GhWall, cameras);
  gtk_widget_class_bind_template_callback (widget_class, lost_changed_cb);
  gtk_widget_class_set_css_name (widget_class, "wall");
}

static void
gh_wall_init (GhWall *self)
{
  /* The state last: with it the rest is judged. */
  static const char *const bound[] = { "since-us", "retry-at-us", "error", "state" };

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Who lays out its child by itself hears of its size. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->css = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  self->session_signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (update_status), self);
  self->feed_signals = g_signal_group_new (GH_TYPE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "notify::state", G_CALLBACK (update_status),
                                  self);
  g_signal_group_connect_swapped (self->feed_signals, "notify::error", G_CALLBACK (update_status),
                                  self);
  self->log_signals = g_signal_group_new (GH_TYPE_EVENT_LOG);
  g_signal_group_connect_swapped (self->log_signals, "notify::n-items",
                                  G_CALLBACK (update_status), self);
  self->feed_bindings = g_binding_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    g_binding_group_bind (self->feed_bindings, bound[i], self->band, bound[i],
                          G_BINDING_SYNC_CREATE);
}

/**
 * gh_wall_new:
 *
 * Returns: (transfer floating): a wall, to be set up
 */
GtkWidget *
gh_wall_new (void)
{
  return g_object_new (GH_TYPE_WALL, NULL);
}

/**
 * gh_wall_set_up:
 * @self: a wall
 * @clock: tells the time
 * @loader: decodes the pictures
 * @trace: (nullable): where to write what has been painted
 * @demo: whether what is shown is sample data
 *
 * Gives the wall what it works with.
 */
void
gh_wall_set_up (GhWall *self,
                GhClock *clock,
                GhPictureLoader *loader,
                GhTrace *trace,
                gboolean demo)
{
  g_return_if_fail (GH_IS_WALL (self));
  g_return_if_fail (self->clock == NULL);

  self->clock = g_object_ref (clock);
  self->figures = gh_wall_figures_new (clock);
  gh_wall_grid_set_up (self->grid, clock, loader, trace);
  gh_wall_grid_set_stale_after (self->grid, GH_WALL_STALE_AFTER_US);
  g_object_set (self->band, "clock", clock, NULL);
  gh_alert_banner_set_clock (self->alerts, clock);
  gtk_widget_set_visible (self->demo_note, demo);
  update_resting (self);
  update_status (self);
}

/**
 * gh_wall_set_connection:
 * @self: a wall that is set up
 * @connection: (nullable): everything of one server
 *
 * Sets the server that is watched.
 */
void
gh_wall_set_connection (GhWall *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_WALL (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  g_signal_group_set_target (self->session_signals, get_session (self));
  g_signal_group_set_target (self->feed_signals, get_feed (self));
  g_signal_group_set_target (self->log_signals, get_log (self));
  g_binding_group_set_source (self->feed_bindings, get_feed (self));
  gh_wall_grid_set_log (self->grid, get_log (self));
  gh_wall_cameras_set_connection (self->cameras, connection);
  gh_wall_figures_set_connection (self->figures, connection);
  gh_alert_banner_set_connection (self->alerts, connection);
  gh_plain_mark_set_connection (GH_PLAIN_MARK (self->plain_mark), connection);
  update_all (self);
  update_status (self);
}

/**
 * gh_wall_show_error:
 * @self: a wall
 * @error: (nullable): why nobody is signed in
 *
 * Shows it large, or takes it away.
 */
void
gh_wall_show_error (GhWall *self, const GError *error)
{
  g_return_if_fail (GH_IS_WALL (self));

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  update_status (self);
}

void
gh_wall_set_n_wanted (GhWall *self, guint n_wanted)
{
  g_return_if_fail (GH_IS_WALL (self));

  gh_wall_grid_set_n_wanted (self->grid, n_wanted);
}

/**
 * gh_wall_get_text_size:
 * @self: a wall
 *
 * Returns: the size of its ordinary text, in pixels; 0 before it was laid out
 */
int
gh_wall_get_text_size (GhWall *self)
{
  g_return_val_if_fail (GH_IS_WALL (self), 0);

  return self->text;
}

/**
 * gh_wall_set_resting:
 * @self: a wall
 * @resting: whether nobody can see it
 *
 * Lets it rest: nothing is decoded and nothing is painted. When that is over it is up to date at
 * once.
 */
void
gh_wall_set_resting (GhWall *self, gboolean resting)
{
  g_return_if_fail (GH_IS_WALL (self));

  if (self->resting == resting)
    return;

  self->resting = resting;
  update_resting (self);
}

GhWallGrid *
gh_wall_get_grid (GhWall *self)
{
  g_return_val_if_fail (GH_IS_WALL (self), NULL);

  return self->grid;
}

/**
 * gh_wall_set_can_acknowledge:
 * @self: a wall
 * @can_acknowledge: whether whoever stands before it may answer alerts
 *
 * Offers to acknowledge alerts, or only shows them. The pointer is seen above what can be pressed.
 */
void
gh_wall_set_can_acknowledge (GhWall *self, gboolean can_acknowledge)
{
  g_return_if_fail (GH_IS_WALL (self));

  g_object_set (self->alerts, "can-acknowledge", can_acknowledge, NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->alerts), can_acknowledge ? "default" : NULL);
}
