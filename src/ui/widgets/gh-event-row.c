/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-row.h"

#include "gh-event-words.h"
#include "gh-face-picture.h"
#include "gh-format.h"
#include "gh-meter.h"

#define SPACING 12
#define COLUMN_SPACING 24
#define ICON_SPACING 6

/* What name and type together need for columns, and what a name needs beside the time, in widths of
 * the time column: so the row changes its shape with the size of the text, too. */
#define WIDE_TIMES 4
#define BESIDE_TIMES 1.5

typedef enum
{
  SHAPE_COLUMNS, /* face, name over place, type, meter, time */
  SHAPE_LINES,   /* face, name, type and place in three lines, time beside them */
  SHAPE_TOWER,   /* the same in five lines, time below them */
} Shape;

struct _GhEventRow
{
  GtkWidget parent_instance;

  GhPictureLoader *loader; /* (owned) (nullable) */
  GhFaceEvent *event;      /* (owned) (nullable) */
  gboolean dated;

  GtkWidget *face;
  GtkWidget *name;
  GtkWidget *icon;
  GtkWidget *type;
  GtkWidget *share;
  GtkWidget *place;
  GtkWidget *meter;
  GtkWidget *time;
  GtkWidget *aside;
};

typedef enum
{
  PROP_EVENT = 1,
  PROP_PICTURE_LOADER,
  PROP_FACE_SIZE,
  PROP_DATED,
} GhEventRowProperty;

G_DEFINE_FINAL_TYPE (GhEventRow, gh_event_row, GTK_TYPE_WIDGET)

static GParamSpec *properties[PROP_DATED + 1];

static int
natural (GtkWidget *child, GtkOrientation orientation)
{
  int size;

  gtk_widget_measure (child, orientation, -1, NULL, &size, NULL, NULL);
  return size;
}

static int
natural_width (GtkWidget *child)
{
  return natural (child, GTK_ORIENTATION_HORIZONTAL);
}

static int
natural_height (GtkWidget *child)
{
  return natural (child, GTK_ORIENTATION_VERTICAL);
}

static int
time_width (GhEventRow *self)
{
  return MAX (natural_width (self->time), natural_width (self->aside));
}

/* What is left for name and type when every column has its place. */
static int
free_width (GhEventRow *self, int width)
{
  return width - natural_width (self->face) - SPACING
         - COLUMN_SPACING - natural_width (self->meter)
         - COLUMN_SPACING - time_width (self);
}

static Shape
choose_shape (GhEventRow *self, int width)
{
  int time = time_width (self);
  int beside = width - natural_width (self->face) - 2 * SPACING - time;

  if (free_width (self, width) >= WIDE_TIMES * time)
    return SHAPE_COLUMNS;
  return beside >= BESIDE_TIMES * time ? SHAPE_LINES : SHAPE_TOWER;
}

static void
place_child (GhEventRow *self, GtkWidget *child, int row_width, GtkAllocation at)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    at.x = row_width - at.x - at.width;
  gtk_widget_size_allocate (child, &at, -1);
}

/* Icon, word and, without a meter, the share, one after the other; the word gives way. */
static void
place_type (GhEventRow *self, int row_width, int x, int y, int width, gboolean with_share)
{
  int icon = natural_width (self->icon);
  int share = with_share ? natural_width (self->share) : 0;
  int height = MAX (natural_height (self->type), natural_height (self->icon));
  int room = width - icon - ICON_SPACING - (with_share ? share + ICON_SPACING : 0);
  int word = CLAMP (natural_width (self->type), 0, MAX (0, room));

  place_child (self, self->icon, row_width, (GtkAllocation) { x, y, icon, height });
  x += icon + ICON_SPACING;
  place_child (self, self->type, row_width, (GtkAllocation) { x, y, word, height });
  x += word + ICON_SPACING;
  if (with_share)
    place_child (self, self->share, row_width, (GtkAllocation) { x, y, share, height });
}

static int
type_height (GhEventRow *self)
{
  return MAX (natural_height (self->type), natural_height (self->icon));
}

static int
text_height (GhEventRow *self, Shape shape)
{
  int height = natural_height (self->name) + natural_height (self->place);

  if (shape != SHAPE_COLUMNS)
    height += type_height (self);
  if (shape == SHAPE_TOWER)
    height += natural_height (self->time) + natural_height (self->aside);
  return height;
}

/* Where a label that is aligned at its end has to be for its text to begin at @x. */
static GtkAllocation
begin_at (GtkWidget *label, int x, int y)
{
  int width = natural_width (label);
  int text_width;

  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), &text_width, NULL);
  return (GtkAllocation) { x - MAX (0, width - text_width), y, width, natural_height (label) };
}

static GtkSizeRequestMode
gh_event_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_event_row_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural_size,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  GhEventRow *self = GH_EVENT_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int name;

      gtk_widget_measure (self->name, orientation, -1, &name, NULL, NULL, NULL);
      *minimum = natural_width (self->face) + SPACING + MAX (name, time_width (self));
      *natural_size = MAX (*minimum, 6 * time_width (self));
    }
  else
    {
      Shape shape = for_size >= 0 ? choose_shape (self, for_size) : SHAPE_LINES;

      *minimum = *natural_size =
        MAX (MAX (natural_height (self->face), text_height (self, shape)),
             natural_height (self->time) + natural_height (self->aside));
    }
}

static void
place_columns (GhEventRow *self, int width, int height)
{
  int text_x = natural_width (self->face) + SPACING;
  int room = free_width (self, width);
  int text_width = room / 2 - COLUMN_SPACING;
  int name = natural_height (self->name);
  int place = natural_height (self->place);
  int meter = natural_width (self->meter);
  int meter_height = natural_height (self->meter);
  int time = time_width (self);
  int time_height = natural_height (self->time);
  int aside_height = natural_height (self->aside);
  int y = MAX (0, (height - name - place) / 2);

  place_child (self, self->name, width, (GtkAllocation) { text_x, y, text_width, name });
  place_child (self, self->place, width, (GtkAllocation) { text_x, y + name, text_width, place });
  place_type (self, width, text_x + text_width + COLUMN_SPACING, (height - type_height (self)) / 2,
              room - text_width - COLUMN_SPACING, FALSE);
  place_child (self, self->meter, width,
               (GtkAllocation) { width - time - COLUMN_SPACING - meter,
                                 (height - meter_height) / 2, meter, meter_height });
  y = MAX (0, (height - time_height - aside_height) / 2);
  place_child (self, self->time, width, (GtkAllocation) { width - time, y, time, time_height });
  place_child (self, self->aside, width,
               (GtkAllocation) { width - time, y + time_height, time, aside_height });
}

static void
place_lines (GhEventRow *self, int width, int height, Shape shape)
{
  int text_x = natural_width (self->face) + SPACING;
  int time = time_width (self);
  int time_height = natural_height (self->time);
  int aside_height = natural_height (self->aside);
  int name = natural_height (self->name);
  int place = natural_height (self->place);
  int full = MAX (0, width - text_x);
  int text_width = shape == SHAPE_TOWER ? full : MAX (0, full - SPACING - time);
  int y = MAX (0, (height - text_height (self, shape)) / 2);
  GtkAllocation time_at = { width - time, y, time, time_height };
  GtkAllocation aside_at = { width - time, y + time_height, time, aside_height };

  place_child (self, self->name, width, (GtkAllocation) { text_x, y, text_width, name });
  y += name;
  place_type (self, width, text_x, y, text_width, TRUE);
  y += type_height (self);
  place_child (self, self->place, width, (GtkAllocation) { text_x, y, full, place });
  y += place;

  if (shape == SHAPE_TOWER)
    {
      time_at = begin_at (self->time, text_x, y);
      aside_at = begin_at (self->aside, text_x, y + time_height);
    }
  place_child (self, self->time, width, time_at);
  place_child (self, self->aside, width, aside_at);
}

static void
gh_event_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhEventRow *self = GH_EVENT_ROW (widget);
  Shape shape = choose_shape (self, width);
  gboolean has_columns = shape == SHAPE_COLUMNS;

  gtk_widget_set_child_visible (self->meter, has_columns && self->event != NULL);
  gtk_widget_set_child_visible (self->share, !has_columns && self->event != NULL);

  place_child (self, self->face, width,
               (GtkAllocation) { 0, 0, natural_width (self->face), height });
  if (has_columns)
    place_columns (self, width, height);
  else
    place_lines (self, width, height, shape);
}

/* A page that has not come yet: the shape of what will be there. No spinner, for two hundred of
 * them would turn. */
static void
append_placeholder (GhEventRow *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float face = (float) natural_width (self->face);
  float height = (float) gtk_widget_get_height (widget);
  float width = (float) gtk_widget_get_width (widget);
  float line = (float) natural_height (self->name);
  float text_x = face + (float) SPACING;
  graphene_rect_t bars[3];
  GdkRGBA color;

  bars[0] = GRAPHENE_RECT_INIT (0.0f, (height - face) / 2.0f, face, face);
  bars[1] = GRAPHENE_RECT_INIT (text_x, height / 2.0f - line, width * 0.3f, line * 0.7f);
  bars[2] = GRAPHENE_RECT_INIT (text_x, height / 2.0f + line * 0.2f, width * 0.2f, line * 0.6f);

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.08f;
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      graphene_rect_t bar = bars[i];
      GskRoundedRect outline;

      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        bar.origin.x = width - bar.origin.x - bar.size.width;
      gsk_rounded_rect_init_from_rect (&outline, &bar, MIN (bar.size.height, face) * 0.2f);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &color, &bar);
      gtk_snapshot_pop (snapshot);
    }
}

static void
gh_event_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhEventRow *self = GH_EVENT_ROW (widget);

  if (self->event == NULL)
    append_placeholder (self, snapshot);
  else
    GTK_WIDGET_CLASS (gh_event_row_parent_class)->snapshot (widget, snapshot);
}

static void
show_event (GhEventRow *self)
{
  GhFaceEvent *event = self->event;
  GhFaceRecord *record = gh_face_event_get_face_record (event);
  GBytes *image = gh_face_event_get_image (event);
  GhEventType type = gh_face_event_get_event_type (event);
  double share = gh_face_event_get_confidence (event);
  gint64 time_us = gh_face_event_get_timestamp_us (event);
  g_autofree char *who = gh_event_words_dup_who (event);
  g_autofree char *place = gh_format_place (gh_face_event_get_location (event),
                                            gh_face_event_get_camera_id (event));
  g_autofree char *time = gh_format_time (time_us);
  g_autofree char *share_text = gh_format_share (share);

  /* Where the event has no picture of its own, the enrolled one tells who it is; but a face that is
   * not known must not borrow one. */
  if (image == NULL && record != NULL)
    gh_face_picture_show (GH_FACE_PICTURE (self->face), self->loader,
                          gh_face_record_get_id (record), gh_face_record_get_image (record),
                          gh_face_event_get_person_name (event));
  else
    gh_face_picture_show (GH_FACE_PICTURE (self->face), self->loader, gh_face_event_get_id (event),
                          image, gh_face_event_get_person_name (event));

  gtk_label_set_label (GTK_LABEL (self->name), who);
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_label_set_label (GTK_LABEL (self->type), gh_event_words_get_type_word (event));
  gtk_label_set_label (GTK_LABEL (self->share), share_text);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), gh_event_type_get_icon_name (type));
  gh_meter_set_share (GH_METER (self->meter), share);
  gtk_widget_set_css_classes (GTK_WIDGET (self),
                              (const char *[]) { gh_event_words_get_type_class (type),
                                                 gh_event_words_is_known (event) ? "known"
                                                                               : "unknown",
                                                 NULL });
  if (self->dated)
    {
      g_autofree char *date = gh_format_date (time_us);

      gtk_label_set_label (GTK_LABEL (self->aside), date);
    }
}

static void
show_placeholder (GhEventRow *self)
{
  GtkWidget *labels[] = {
    self->name, self->place, self->type, self->share, self->time, self->aside,
  };

  /* A line of the right height must remain, so that no row moves when its event comes. */
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_label (GTK_LABEL (labels[i]), " ");
  gh_face_picture_clear (GH_FACE_PICTURE (self->face));
  gtk_image_clear (GTK_IMAGE (self->icon));
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]) { "placeholder", NULL });
}

static void
gh_event_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventRow *self = GH_EVENT_ROW (object);

  switch ((GhEventRowProperty) property_id)
    {
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_FACE_SIZE:
      g_value_set_int (value, gh_face_picture_get_size (GH_FACE_PICTURE (self->face)));
      break;
    case PROP_DATED:
      g_value_set_boolean (value, self->dated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_row_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  GhEventRow *self = GH_EVENT_ROW (object);

  switch ((GhEventRowProperty) property_id)
    {
    case PROP_EVENT:
      gh_event_row_set_event (self, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    case PROP_FACE_SIZE:
      gh_face_picture_set_size (GH_FACE_PICTURE (self->face), g_value_get_int (value));
      break;
    case PROP_DATED:
      self->dated = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_row_dispose (GObject *object)
{
  GhEventRow *self = GH_EVENT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_ROW);
  g_clear_object (&self->event);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_event_row_parent_class)->dispose (object);
}

static void
gh_event_row_class_init (GhEventRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_event_row_get_property;
  object_class->set_property = gh_event_row_set_property;
  object_class->dispose = gh_event_row_dispose;

  widget_class->get_request_mode = gh_event_row_get_request_mode;
  widget_class->measure = gh_event_row_measure;
  widget_class->size_allocate = gh_event_row_size_allocate;
  widget_class->snapshot = gh_event_row_snapshot;

  properties[PROP_EVENT] =
    g_param_spec_object ("event", NULL, NULL, GH_TYPE_FACE_EVENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FACE_SIZE] =
    g_param_spec_int ("face-size", NULL, NULL, 1, 4096, 56,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DATED] =
    g_param_spec_boolean ("dated", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "event");
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-event-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, face);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, name);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, type);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, share);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, place);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, meter);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, time);
  gtk_widget_class_bind_template_child (widget_class, GhEventRow, aside);

  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_METER);
}

static void
gh_event_row_init (GhEventRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_placeholder (self);
}

/**
 * gh_event_row_new:
 * @loader: (nullable): decodes the pictures
 * @face_size: the side of the picture in logical pixels
 * @dated: whether the row says the day, and not how long ago it was
 *
 * Returns: (transfer floating): a row without an event
 */
GtkWidget *
gh_event_row_new (GhPictureLoader *loader, int face_size, gboolean dated)
{
  return g_object_new (GH_TYPE_EVENT_ROW,
                       "picture-loader", loader,
                       "face-size", face_size,
                       "dated", dated,
                       NULL);
}

/**
 * gh_event_row_get_event:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GhFaceEvent *
gh_event_row_get_event (GhEventRow *self)
{
  g_return_val_if_fail (GH_IS_EVENT_ROW (self), NULL);

  return self->event;
}

/**
 * gh_event_row_set_event:
 * @self: a row
 * @event: (nullable): what it shows
 *
 * Sets the event. Without one, the row shows its placeholder and what was being decoded for it is
 * cancelled.
 */
void
gh_event_row_set_event (GhEventRow *self, GhFaceEvent *event)
{
  g_return_if_fail (GH_IS_EVENT_ROW (self));
  g_return_if_fail (event == NULL || GH_IS_FACE_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;

  if (event != NULL)
    show_event (self);
  else
    show_placeholder (self);

  /* The children's visibility hangs on whether there is an event. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

/**
 * gh_event_row_set_now:
 * @self: a row
 * @now_us: the present, real time in microseconds
 *
 * Tells the row what time it is, so that it can say how long ago its event was.
 */
void
gh_event_row_set_now (GhEventRow *self, gint64 now_us)
{
  g_autofree char *age = NULL;

  g_return_if_fail (GH_IS_EVENT_ROW (self));

  if (self->event == NULL || self->dated)
    return;

  age = gh_format_age (gh_face_event_get_timestamp_us (self->event), now_us);
  gtk_label_set_label (GTK_LABEL (self->aside), age);
}
