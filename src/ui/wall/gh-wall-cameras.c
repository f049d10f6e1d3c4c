/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-cameras.h"

#include "gh-camera-list.h"
#include "gh-wall-camera.h"
#include "gh-wall-text.h"

#include <glib/gi18n.h>

/* In heights of the text. */
#define LEAST_CAMERA 13
#define MOST_CAMERA 22
#define MORE 4

struct _GhWallCameras
{
  GtkWidget parent_instance;

  GhCameraList *list; /* (owned) (nullable) */
  GPtrArray *cameras; /* (owned) (element-type GhWallCamera): by id; each its parent's */
  GtkWidget *more;
  int text;
  guint n_shown;
  gint64 now_us;
  gint64 stale_after_us;
};

G_DEFINE_FINAL_TYPE (GhWallCameras, gh_wall_cameras, GTK_TYPE_WIDGET)

static const char *
get_id (gpointer camera)
{
  return gh_camera_item_get_id (gh_wall_camera_get_item (GH_WALL_CAMERA (camera)));
}

static gboolean
has (GhWallCameras *self, GhCameraItem *item)
{
  for (guint i = 0; i < self->cameras->len; i++)
    if (gh_wall_camera_get_item (self->cameras->pdata[i]) == item)
      return TRUE;

  return FALSE;
}

static void
add (GhWallCameras *self, GhCameraItem *item)
{
  GtkWidget *camera = gh_wall_camera_new (item);
  guint position = 0;

  while (position < self->cameras->len
         && g_utf8_collate (get_id (self->cameras->pdata[position]),
                            gh_camera_item_get_id (item)) < 0)
    position++;
  gtk_widget_set_parent (camera, GTK_WIDGET (self));
  g_ptr_array_insert (self->cameras, (int) position, camera);
  gh_wall_camera_update (GH_WALL_CAMERA (camera), self->now_us, self->stale_after_us);
}

static void
remove_all (GhWallCameras *self)
{
  for (guint i = 0; i < self->cameras->len; i++)
    gtk_widget_unparent (self->cameras->pdata[i]);
  g_ptr_array_set_size (self->cameras, 0);
}

/* Cameras come and hardly ever go. What has no id is none that events tell of. */
static void
list_changed_cb (GhWallCameras *self, guint position, guint removed, guint added)
{
  GListModel *list = G_LIST_MODEL (self->list);

  if (removed > 0)
    remove_all (self);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GhCameraItem) item = g_list_model_get_item (list, i);

      if (gh_camera_item_get_id (item) != NULL && !has (self, item))
        add (self, item);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
gh_wall_cameras_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* As high with cameras as without. */
static void
gh_wall_cameras_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GhWallCameras *self = GH_WALL_CAMERAS (widget);

  *minimum = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (self->more, orientation, -1, minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, 3 * self->text);
    }
  for (guint i = 0; i < self->cameras->len; i++)
    {
      int height;

      gtk_widget_measure (self->cameras->pdata[i], orientation, -1, &height, NULL, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        *minimum = MAX (*minimum, height);
    }
  *natural = *minimum;
}

static void
place (GtkWidget *widget, GtkWidget *child, int x, int width, int height)
{
  int whole = gtk_widget_get_width (widget);
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = whole - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, MAX (width, least), height }, -1);
}

static void
gh_wall_cameras_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhWallCameras *self = GH_WALL_CAMERAS (widget);
  const guint n_cameras = self->cameras->len;
  const int text = MAX (self->text, 1);
  guint n_fit = (guint) MAX (width / (LEAST_CAMERA * text), 1);
  gboolean all_fit = n_cameras <= n_fit;
  int room = all_fit ? width : width - MORE * text;
  int each;

  if (!all_fit)
    n_fit = (guint) MAX (room / (LEAST_CAMERA * text), 1);
  self->n_shown = MIN (n_cameras, n_fit);
  each = MIN (room / (int) MAX (self->n_shown, 1), MOST_CAMERA * text);
  for (guint i = 0; i < n_cameras; i++)
    {
      GtkWidget *camera = self->cameras->pdata[i];

      gtk_widget_set_child_visible (camera, i < self->n_shown);
      if (i < self->n_shown)
        place (widget, camera, (int) i * each, each, height);
    }
  gtk_widget_set_child_visible (self->more, !all_fit);
  if (!all_fit)
    place (widget, self->more, width - MORE * text, MORE * text, height);
}

static void
gh_wall_cameras_dispose (GObject *object)
{
  GhWallCameras *self = GH_WALL_CAMERAS (object);

  remove_all (self);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (gh_wall_cameras_parent_class)->dispose (object);
}

static void
gh_wall_cameras_finalize (GObject *object)
{
  g_clear_pointer (&GH_WALL_CAMERAS (object)->cameras, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_wall_cameras_parent_class)->finalize (object);
}

static void
gh_wall_cameras_class_init (GhWallCamerasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_wall_cameras_dispose;
  object_class->finalize = gh_wall_cameras_finalize;

  widget_class->get_request_mode = gh_wall_cameras_get_request_mode;
  widget_class->measure = gh_wall_cameras_measure;
  widget_class->size_allocate = gh_wall_cameras_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "wall-cameras");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gh_wall_cameras_init (GhWallCameras *self)
{
  self->cameras = g_ptr_array_new ();
  self->stale_after_us = G_MAXINT64;
  self->more = g_object_new (GH_TYPE_WALL_TEXT, "xalign", 1.0, NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Cameras"),
                                  -1);
}

/**
 * gh_wall_cameras_set_connection:
 * @self: a strip
 * @connection: (nullable): everything of one server
 *
 * Shows the cameras of another server.
 */
void
gh_wall_cameras_set_connection (GhWallCameras *self, GhConnection *connection)
{
  g_return_if_fail (GH_IS_WALL_CAMERAS (self));
  g_return_if_fail (connection == NULL || GH_IS_CONNECTION (connection));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  remove_all (self);
  if (connection != NULL)
    {
      self->list = gh_camera_list_new (connection);
      g_signal_connect_object (self->list, "items-changed", G_CALLBACK (list_changed_cb), self,
                               G_CONNECT_SWAPPED);
      list_changed_cb (self, 0, 0, 0);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
gh_wall_cameras_set_text_size (GhWallCameras *self, int text)
{
  g_return_if_fail (GH_IS_WALL_CAMERAS (self));

  self->text = text;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gh_wall_cameras_update:
 * @self: a strip
 * @now_us: the present, in real time
 * @stale_after_us: for how long a camera may have seen nobody
 *
 * Tells anew when each camera last saw somebody. However many events come, this is all that is done
 * about them.
 */
void
gh_wall_cameras_update (GhWallCameras *self, gint64 now_us, gint64 stale_after_us)
{
  g_autofree char *more = NULL;

  g_return_if_fail (GH_IS_WALL_CAMERAS (self));

  self->now_us = now_us;
  self->stale_after_us = stale_after_us;
  for (guint i = 0; i < self->cameras->len; i++)
    gh_wall_camera_update (self->cameras->pdata[i], now_us, stale_after_us);

  if (self->cameras->len > self->n_shown)
    /* Translators: so many more cameras than there is room for. */
    more = g_strdup_printf (_("+%u"), self->cameras->len - self->n_shown);
  gh_wall_text_set_label (GH_WALL_TEXT (self->more), more);
}

/**
 * gh_wall_cameras_get_n_shown:
 * @self: a strip
 *
 * Returns: how many cameras there is room for
 */
guint
gh_wall_cameras_get_n_shown (GhWallCameras *self)
{
  g_return_val_if_fail (GH_IS_WALL_CAMERAS (self), 0);

  return self->n_shown;
}
