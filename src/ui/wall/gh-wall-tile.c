/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-tile.h"

#include "gh-event-words.h"
#include "gh-face-picture.h"
#include "gh-format.h"
#include "gh-wall-text.h"

#include <glib/gi18n.h>

struct _GhWallTile
{
  GtkWidget parent_instance;

  GhPictureLoader *loader; /* (owned) */
  GhFaceEvent *event;      /* (owned) (nullable) */
  gint64 time_us;
  gint64 now_us;
  gint64 stale_after_us;
  gboolean lost;
  gboolean is_grey; /* as it was painted last */

  GtkWidget *picture;
  GtkWidget *name;
  GtkWidget *place;
  GtkWidget *age;
};

G_DEFINE_FINAL_TYPE (GhWallTile, gh_wall_tile, GTK_TYPE_WIDGET)

static void
set_class (GhWallTile *self, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update_age (GhWallTile *self)
{
  gboolean is_stale = gh_wall_tile_is_stale (self);
  gboolean is_grey = is_stale || self->lost;
  g_autofree char *age = NULL;

  if (self->event != NULL)
    age = gh_format_age (self->time_us, self->now_us);
  gh_wall_text_set_label (GH_WALL_TEXT (self->age), age);

  set_class (self, "new", self->event != NULL && !is_grey
                            && self->now_us - self->time_us < GH_WALL_TILE_NEW_US);
  if (self->is_grey != is_grey)
    {
      self->is_grey = is_grey;
      set_class (self, "stale", is_grey);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
update_words (GhWallTile *self)
{
  g_autofree char *who = NULL;
  g_autofree char *place = NULL;
  g_autofree char *label = NULL;

  if (self->event != NULL)
    {
      who = gh_event_words_dup_who (self->event);
      place = gh_format_place (gh_face_event_get_location (self->event),
                               gh_face_event_get_camera_id (self->event));
      label = gh_event_words_dup_label (self->event);
    }
  gh_wall_text_set_label (GH_WALL_TEXT (self->name), who);
  gh_wall_text_set_label (GH_WALL_TEXT (self->place), place);
  set_class (self, "unknown", self->event != NULL && !gh_event_words_is_known (self->event));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "",
                                  -1);
}

static GtkSizeRequestMode
gh_wall_tile_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
measure_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static void
gh_wall_tile_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  GhWallTile *self = GH_WALL_TILE (widget);

  *minimum = gh_face_picture_get_size (GH_FACE_PICTURE (self->picture));
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum +=
      measure_height (self->name) + measure_height (self->place) + measure_height (self->age);
  *natural = *minimum;
}

/* The face, and the lines below it; all of it in the middle of what there is. */
static void
gh_wall_tile_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhWallTile *self = GH_WALL_TILE (widget);
  GtkWidget *const lines[] = { self->name, self->place, self->age };
  int size = gh_face_picture_get_size (GH_FACE_PICTURE (self->picture));
  int content;
  int y;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &content, NULL, NULL, NULL);
  gtk_widget_measure (self->picture, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  y = MAX (height - content, 0) / 2;
  gtk_widget_size_allocate (self->picture,
                            &(GtkAllocation) { (width - size) / 2, y, size, size }, -1);
  y += size;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      int line = measure_height (lines[i]);

      gtk_widget_size_allocate (lines[i], &(GtkAllocation) { 0, y, width, line }, -1);
      y += line;
    }
}

static void
gh_wall_tile_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GhWallTile *self = GH_WALL_TILE (widget);
  graphene_matrix_t grey;
  graphene_vec4_t nothing;

  if (!self->is_grey)
    {
      GTK_WIDGET_CLASS (gh_wall_tile_parent_class)->snapshot (widget, snapshot);
      return;
    }

  /* As light as it was, as Rec. 709 weighs the colours, and somewhat fainter. */
  graphene_matrix_init_from_float (&grey, (const float[16]) {
    0.2126f, 0.2126f, 0.2126f, 0.0f,
    0.7152f, 0.7152f, 0.7152f, 0.0f,
    0.0722f, 0.0722f, 0.0722f, 0.0f,
    0.0f,    0.0f,    0.0f,    0.7f,
  });
  graphene_vec4_init (&nothing, 0.0f, 0.0f, 0.0f, 0.0f);
  gtk_snapshot_push_color_matrix (snapshot, &grey, &nothing);
  gtk_widget_snapshot_child (widget, self->picture, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->name, snapshot);
  gtk_widget_snapshot_child (widget, self->place, snapshot);
  gtk_widget_snapshot_child (widget, self->age, snapshot);
}

static void
gh_wall_tile_dispose (GObject *object)
{
  GhWallTile *self = GH_WALL_TILE (object);

  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->place, gtk_widget_unparent);
  g_clear_pointer (&self->age, gtk_widget_unparent);
  g_clear_object (&self->event);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_wall_tile_parent_class)->dispose (object);
}

static void
gh_wall_tile_class_init (GhWallTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_wall_tile_dispose;

  widget_class->get_request_mode = gh_wall_tile_get_request_mode;
  widget_class->measure = gh_wall_tile_measure;
  widget_class->size_allocate = gh_wall_tile_size_allocate;
  widget_class->snapshot = gh_wall_tile_snapshot;

  gtk_widget_class_set_css_name (widget_class, "wall-tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static GtkWidget *
add_line (GhWallTile *self, const char *css_class)
{
  const char *const css_classes[] = { css_class, NULL };
  GtkWidget *line = g_object_new (GH_TYPE_WALL_TEXT,
                                  "xalign", 0.5,
                                  "css-classes", css_classes,
                                  NULL);

  gtk_widget_set_parent (line, GTK_WIDGET (self));
  return line;
}

static void
gh_wall_tile_init (GhWallTile *self)
{
  self->stale_after_us = G_MAXINT64;
  self->picture = gh_face_picture_new ();
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  self->name = add_line (self, "name");
  self->place = add_line (self, "place");
  self->age = add_line (self, "age");
}

/**
 * gh_wall_tile_new:
 * @loader: decodes the pictures
 *
 * Returns: (transfer floating): a tile without a face
 */
GtkWidget *
gh_wall_tile_new (GhPictureLoader *loader)
{
  GhWallTile *self;

  g_return_val_if_fail (GH_IS_PICTURE_LOADER (loader), NULL);

  self = g_object_new (GH_TYPE_WALL_TILE, NULL);
  self->loader = g_object_ref (loader);
  return GTK_WIDGET (self);
}

/**
 * gh_wall_tile_set_picture_size:
 * @self: a tile
 * @size: the side of the picture in logical pixels
 *
 * Sets how large the face is.
 */
void
gh_wall_tile_set_picture_size (GhWallTile *self, int size)
{
  g_return_if_fail (GH_IS_WALL_TILE (self));

  gh_face_picture_set_size (GH_FACE_PICTURE (self->picture), size);
}

/**
 * gh_wall_tile_set_event:
 * @self: a tile
 * @event: (nullable): whom to show
 * @time_us: since when that is as old as it is, in real time
 * @now_us: the present, from the same clock
 *
 * Shows another face.
 */
void
gh_wall_tile_set_event (GhWallTile *self, GhFaceEvent *event, gint64 time_us, gint64 now_us)
{
  g_autofree char *who = NULL;

  g_return_if_fail (GH_IS_WALL_TILE (self));
  g_return_if_fail (event == NULL || GH_IS_FACE_EVENT (event));

  g_set_object (&self->event, event);
  self->time_us = time_us;
  self->now_us = now_us;
  if (event != NULL)
    {
      who = gh_event_words_is_known (event) ? gh_event_words_dup_who (event) : NULL;
      gh_face_picture_show (GH_FACE_PICTURE (self->picture), self->loader,
                            gh_face_event_get_id (event), gh_face_event_get_image (event), who);
    }
  else
    gh_face_picture_clear (GH_FACE_PICTURE (self->picture));
  update_words (self);
  update_age (self);
}

/**
 * gh_wall_tile_get_event:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): whom it shows
 */
GhFaceEvent *
gh_wall_tile_get_event (GhWallTile *self)
{
  g_return_val_if_fail (GH_IS_WALL_TILE (self), NULL);

  return self->event;
}

/**
 * gh_wall_tile_set_now:
 * @self: a tile
 * @now_us: the present, in real time
 *
 * Tells the age anew.
 */
void
gh_wall_tile_set_now (GhWallTile *self, gint64 now_us)
{
  g_return_if_fail (GH_IS_WALL_TILE (self));

  self->now_us = now_us;
  update_age (self);
}

/**
 * gh_wall_tile_set_stale_after:
 * @self: a tile
 * @stale_after_us: the age at which a face is grey
 *
 * Sets when a face is old.
 */
void
gh_wall_tile_set_stale_after (GhWallTile *self, gint64 stale_after_us)
{
  g_return_if_fail (GH_IS_WALL_TILE (self));

  self->stale_after_us = stale_after_us;
  update_age (self);
}

/**
 * gh_wall_tile_set_lost:
 * @self: a tile
 * @lost: whether the link is lost
 *
 * While the link is lost a face is grey, however new it was.
 */
void
gh_wall_tile_set_lost (GhWallTile *self, gboolean lost)
{
  g_return_if_fail (GH_IS_WALL_TILE (self));

  self->lost = lost;
  update_age (self);
}

/**
 * gh_wall_tile_get_age:
 * @self: a tile
 *
 * Returns: (transfer none): how old it says that the face is
 */
const char *
gh_wall_tile_get_age (GhWallTile *self)
{
  g_return_val_if_fail (GH_IS_WALL_TILE (self), NULL);

  return gh_wall_text_get_label (GH_WALL_TEXT (self->age));
}

/**
 * gh_wall_tile_is_stale:
 * @self: a tile
 *
 * Returns: whether its face is old
 */
gboolean
gh_wall_tile_is_stale (GhWallTile *self)
{
  g_return_val_if_fail (GH_IS_WALL_TILE (self), FALSE);

  return self->event != NULL && self->now_us - self->time_us >= self->stale_after_us;
}
