/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-wall-camera.h"

#include "gh-format.h"
#include "gh-wall-text.h"

#include <glib/gi18n.h>

struct _GhWallCamera
{
  GtkWidget parent_instance;

  GhCameraItem *item; /* (owned) */
  gboolean is_silent;

  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *age;
};

G_DEFINE_FINAL_TYPE (GhWallCamera, gh_wall_camera, GTK_TYPE_WIDGET)

static void
set_silent (GhWallCamera *self, gboolean is_silent)
{
  if (self->is_silent == is_silent)
    return;

  self->is_silent = is_silent;
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), is_silent ? "dialog-warning-symbolic"
                                                                  : "camera-web-symbolic");
  if (is_silent)
    gtk_widget_add_css_class (GTK_WIDGET (self), "silent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "silent");
}

static void
gh_wall_camera_dispose (GObject *object)
{
  GhWallCamera *self = GH_WALL_CAMERA (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gh_wall_camera_parent_class)->dispose (object);
}

static void
gh_wall_camera_class_init (GhWallCameraClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_wall_camera_dispose;

  gtk_widget_class_set_css_name (widget_class, "wall-camera");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gh_wall_camera_init (GhWallCamera *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = gtk_image_new_from_icon_name ("camera-web-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                               -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  self->name = gh_wall_text_new ();
  gtk_widget_add_css_class (self->name, "name");
  gtk_box_append (GTK_BOX (lines), self->name);
  self->age = gh_wall_text_new ();
  gtk_widget_add_css_class (self->age, "age");
  gtk_box_append (GTK_BOX (lines), self->age);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
}

/**
 * gh_wall_camera_new:
 * @item: a camera with an id
 *
 * Returns: (transfer floating): the camera in the strip
 */
GtkWidget *
gh_wall_camera_new (GhCameraItem *item)
{
  GhWallCamera *self;

  g_return_val_if_fail (GH_IS_CAMERA_ITEM (item), NULL);

  self = g_object_new (GH_TYPE_WALL_CAMERA, NULL);
  self->item = g_object_ref (item);
  return GTK_WIDGET (self);
}

/**
 * gh_wall_camera_get_item:
 * @self: a camera in the strip
 *
 * Returns: (transfer none): the camera
 */
GhCameraItem *
gh_wall_camera_get_item (GhWallCamera *self)
{
  g_return_val_if_fail (GH_IS_WALL_CAMERA (self), NULL);

  return self->item;
}

/**
 * gh_wall_camera_update:
 * @self: a camera in the strip
 * @now_us: the present, in real time
 * @stale_after_us: for how long it may have seen nobody
 *
 * Tells anew where it is and when it last saw somebody.
 */
void
gh_wall_camera_update (GhWallCamera *self, gint64 now_us, gint64 stale_after_us)
{
  gint64 seen_us;
  g_autofree char *name = NULL;
  g_autofree char *age = NULL;

  g_return_if_fail (GH_IS_WALL_CAMERA (self));

  seen_us = gh_camera_item_get_seen_us (self->item);
  name = gh_format_place (gh_camera_item_get_place (self->item),
                          gh_camera_item_get_id (self->item));
  age = seen_us > 0 ? gh_format_age (seen_us, now_us) : g_strdup (_("nobody seen yet"));
  gh_wall_text_set_label (GH_WALL_TEXT (self->name), name);
  gh_wall_text_set_label (GH_WALL_TEXT (self->age), age);
  set_silent (self, seen_us > 0 && now_us - seen_us >= stale_after_us);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * gh_wall_camera_get_age:
 * @self: a camera in the strip
 *
 * Returns: (transfer none): when it says that it last saw somebody
 */
const char *
gh_wall_camera_get_age (GhWallCamera *self)
{
  g_return_val_if_fail (GH_IS_WALL_CAMERA (self), NULL);

  return gh_wall_text_get_label (GH_WALL_TEXT (self->age));
}

/**
 * gh_wall_camera_is_silent:
 * @self: a camera in the strip
 *
 * Returns: whether it is marked, for it has seen nobody for long
 */
gboolean
gh_wall_camera_is_silent (GhWallCamera *self)
{
  g_return_val_if_fail (GH_IS_WALL_CAMERA (self), FALSE);

  return self->is_silent;
}
