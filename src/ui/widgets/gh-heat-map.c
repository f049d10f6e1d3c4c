/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-heat-map.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LEAST_CELL 8
#define NATURAL_CELL 22
#define GAP 2
#define CORNER 3
#define LABEL_GAP 8
/* Hours that have their number above them. */
#define HOUR_STEP 6

struct _GhHeatMap
{
  GtkWidget parent_instance;

  guint at[GH_SIGHTINGS_DAYS][GH_SIGHTINGS_HOURS];
  guint most;
  guint day; /* where the keyboard or the pointer is */
  guint hour;

  GtkWidget *days[GH_SIGHTINGS_DAYS];
  GtkWidget *hours[GH_SIGHTINGS_HOURS / HOUR_STEP];
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (GhHeatMap, gh_heat_map, GTK_TYPE_WIDGET)

static int
natural (GtkWidget *child, GtkOrientation orientation)
{
  int size;

  gtk_widget_measure (child, orientation, -1, NULL, &size, NULL, NULL);
  return size;
}

static int
get_label_width (GhHeatMap *self)
{
  int width = 0;

  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    width = MAX (width, natural (self->days[day], GTK_ORIENTATION_HORIZONTAL));
  return width + LABEL_GAP;
}

static int
get_hours_height (GhHeatMap *self)
{
  return natural (self->hours[0], GTK_ORIENTATION_VERTICAL) + GAP;
}

static int
get_row_height (GhHeatMap *self)
{
  return MAX (NATURAL_CELL, natural (self->days[0], GTK_ORIENTATION_VERTICAL)) + GAP;
}

/* From the left where the text runs so, and from the right where it does not. */
static graphene_rect_t
get_cell (GhHeatMap *self, guint day, guint hour)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int label = get_label_width (self);
  float step = (float) (width - label) / GH_SIGHTINGS_HOURS;
  float x = (float) label + step * (float) hour;
  float row = (float) get_row_height (self);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = (float) width - x - step;
  return GRAPHENE_RECT_INIT (x, (float) get_hours_height (self) + row * (float) day,
                             MAX (step - GAP, 1.0f), row - GAP);
}

static void
say (GhHeatMap *self)
{
  guint n = self->at[self->day][self->hour];
  g_autofree char *day = gh_heat_map_dup_day (self->day, FALSE);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u time", "%'u times", n), n);
  /* Translators: a day of the week, an hour and the next, and how often: Monday, 14:00 – 15:00: 12
   * times. */
  g_autofree char *text = g_strdup_printf (_("%s, %02u:00 – %02u:00: %s"), day, self->hour,
                                           (self->hour + 1) % GH_SIGHTINGS_HOURS, count);

  gtk_label_set_label (GTK_LABEL (self->words), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("When this person is seen, by hour and day of the week"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
go_to (GhHeatMap *self, guint day, guint hour)
{
  if (self->day == day && self->hour == hour)
    return;
  self->day = day;
  self->hour = hour;
  say (self);
}

static gboolean
key_pressed_cb (GhHeatMap *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int by = 0;

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    by = is_rtl ? 1 : -1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    by = is_rtl ? -1 : 1;
  else if ((keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up) && self->day > 0)
    go_to (self, self->day - 1, self->hour);
  else if ((keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
           && self->day < GH_SIGHTINGS_DAYS - 1)
    go_to (self, self->day + 1, self->hour);
  else
    return GDK_EVENT_PROPAGATE;

  if ((by < 0 && self->hour > 0) || (by > 0 && self->hour < GH_SIGHTINGS_HOURS - 1))
    go_to (self, self->day, by < 0 ? self->hour - 1 : self->hour + 1);
  return GDK_EVENT_STOP;
}

static void
motion_cb (GhHeatMap *self, double x, double y)
{
  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    for (guint hour = 0; hour < GH_SIGHTINGS_HOURS; hour++)
      {
        graphene_rect_t cell = get_cell (self, day, hour);
        graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

        if (graphene_rect_contains_point (&cell, &point))
          go_to (self, day, hour);
      }
}

static GtkSizeRequestMode
gh_heat_map_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_heat_map_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural_size,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  GhHeatMap *self = GH_HEAT_MAP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_label_width (self) + GH_SIGHTINGS_HOURS * LEAST_CELL;
      *natural_size = get_label_width (self) + GH_SIGHTINGS_HOURS * (NATURAL_CELL + GAP);
    }
  else
    {
      int words;

      gtk_widget_measure (self->words, orientation, for_size, NULL, &words, NULL, NULL);
      *minimum = *natural_size = get_hours_height (self)
                                 + GH_SIGHTINGS_DAYS * get_row_height (self) + LABEL_GAP + words;
    }
}

static void
place (GtkWidget *child, graphene_rect_t at, int width)
{
  gtk_widget_size_allocate (child,
                            &(GtkAllocation) { (int) at.origin.x, (int) at.origin.y, width,
                                               MAX ((int) at.size.height,
                                                    natural (child, GTK_ORIENTATION_VERTICAL)) },
                            -1);
}

static void
gh_heat_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhHeatMap *self = GH_HEAT_MAP (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int label = get_label_width (self) - LABEL_GAP;
  int top = get_hours_height (self) + GH_SIGHTINGS_DAYS * get_row_height (self) + LABEL_GAP;

  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    {
      graphene_rect_t cell = get_cell (self, day, 0);

      cell.origin.x = is_rtl ? (float) (width - label) : 0.0f;
      place (self->days[day], cell, label);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->hours); i++)
    {
      graphene_rect_t cell = get_cell (self, 0, i * HOUR_STEP);
      int hour_width = natural (self->hours[i], GTK_ORIENTATION_HORIZONTAL);

      if (is_rtl)
        cell.origin.x += cell.size.width - (float) hour_width;
      cell.origin.y = 0.0f;
      cell.size.height = 0.0f;
      place (self->hours[i], cell, hour_width);
    }
  gtk_widget_size_allocate (self->words,
                            &(GtkAllocation) { 0, top, width, MAX (0, height - top) }, -1);
}

static void
append_cell (GhHeatMap *self, GtkSnapshot *snapshot, guint day, guint hour, const GdkRGBA *text)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (
    GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  graphene_rect_t cell = get_cell (self, day, hour);
  GskRoundedRect outline;
  GdkRGBA color = *text;

  /* Even one in a thousand has to be seen. */
  if (self->at[day][hour] > 0)
    {
      color = *accent;
      color.alpha = 0.25f + 0.75f * (float) self->at[day][hour] / (float) self->most;
    }
  else
    {
      color.alpha *= 0.07f;
    }
  gsk_rounded_rect_init_from_rect (&outline, &cell, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &cell);
  gtk_snapshot_pop (snapshot);
  if (adw_style_manager_get_high_contrast (style)
      || (gtk_widget_has_visible_focus (GTK_WIDGET (self)) && day == self->day
          && hour == self->hour))
    gtk_snapshot_append_border (snapshot, &outline, (const float[]) { 1, 1, 1, 1 },
                                (const GdkRGBA[]) { *text, *text, *text, *text });
}

static void
gh_heat_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhHeatMap *self = GH_HEAT_MAP (widget);
  GdkRGBA text;

  gtk_widget_get_color (widget, &text);
  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    for (guint hour = 0; hour < GH_SIGHTINGS_HOURS; hour++)
      append_cell (self, snapshot, day, hour, &text);
  GTK_WIDGET_CLASS (gh_heat_map_parent_class)->snapshot (widget, snapshot);
}

static void
gh_heat_map_dispose (GObject *object)
{
  GhHeatMap *self = GH_HEAT_MAP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gh_heat_map_parent_class)->dispose (object);
}

static void
gh_heat_map_class_init (GhHeatMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_heat_map_dispose;

  widget_class->get_request_mode = gh_heat_map_get_request_mode;
  widget_class->measure = gh_heat_map_measure;
  widget_class->size_allocate = gh_heat_map_size_allocate;
  widget_class->snapshot = gh_heat_map_snapshot;

  gtk_widget_class_set_css_name (widget_class, "heat-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static GtkWidget *
add_label (GhHeatMap *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
gh_heat_map_init (GhHeatMap *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    {
      g_autofree char *name = gh_heat_map_dup_day (day, TRUE);

      self->days[day] = add_label (self, name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->hours); i++)
    {
      g_autofree char *hour = g_strdup_printf ("%02u", i * HOUR_STEP);

      self->hours[i] = add_label (self, hour);
    }
  self->words = add_label (self, "");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_add_css_class (self->words, "numeric");

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  say (self);
}

/**
 * gh_heat_map_new:
 *
 * Returns: (transfer floating): a map of nobody
 */
GtkWidget *
gh_heat_map_new (void)
{
  return g_object_new (GH_TYPE_HEAT_MAP, NULL);
}

/**
 * gh_heat_map_show:
 * @self: a map
 * @sightings: what was counted
 *
 * Shows the counts as they are now, and goes to the first hour that has the most.
 */
void
gh_heat_map_show (GhHeatMap *self, GhSightings *sightings)
{
  gboolean was_empty;

  g_return_if_fail (GH_IS_HEAT_MAP (self));
  g_return_if_fail (sightings != NULL);

  was_empty = self->most == 0;
  self->most = gh_sightings_get_most_at (sightings);
  for (guint day = 0; day < GH_SIGHTINGS_DAYS; day++)
    for (guint hour = 0; hour < GH_SIGHTINGS_HOURS; hour++)
      {
        self->at[day][hour] = gh_sightings_get_at (sightings, day, hour);
        if (was_empty && self->most > 0 && self->at[day][hour] == self->most)
          {
            self->day = day;
            self->hour = hour;
            was_empty = FALSE;
          }
      }
  say (self);
}

/**
 * gh_heat_map_dup_day:
 * @day: 0 for Monday to 6
 * @is_short: whether it is short
 *
 * Returns: (transfer full): the name of the day
 */
char *
gh_heat_map_dup_day (guint day, gboolean is_short)
{
  /* The 5th of January 2026 was a Monday. */
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 1, 5 + (int) day, 12, 0, 0.0);

  return g_date_time_format (date, is_short ? "%a" : "%A");
}
