/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-camera-ages.h"

#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhCameraAges
{
  AdwBin parent_instance;

  GListModel *named; /* (owned) (nullable): the cameras that have an id */
  gint64 now_us;

  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (GhCameraAges, gh_camera_ages, ADW_TYPE_BIN)

/* The one without is what a server takes where none is named. */
static gboolean
is_named (gpointer item, gpointer user_data)
{
  return gh_camera_item_get_id (item) != NULL;
}

static void
update_row (GhCameraAges *self, AdwActionRow *row, GhCameraItem *camera)
{
  gint64 seen_us = gh_camera_item_get_seen_us (camera);
  const char *place = gh_camera_item_get_place (camera);
  g_autofree char *age = seen_us > 0 ? gh_format_age (seen_us, self->now_us)
                                     : g_strdup (C_("camera", "nothing yet"));
  g_autofree char *text = NULL;

  if (place != NULL && *place != '\0')
    /* Translators: the place of a camera, and the age of its last event: Loading dock, 3 min ago. */
    text = g_strdup_printf (C_("camera", "%s, %s"), place, age);
  adw_action_row_set_subtitle (row, text != NULL ? text : age);
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gh_camera_item_get_id (item));
  update_row (user_data, ADW_ACTION_ROW (row), item);
  return row;
}

static void
gh_camera_ages_dispose (GObject *object)
{
  gh_camera_ages_set_cameras (GH_CAMERA_AGES (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CAMERA_AGES);

  G_OBJECT_CLASS (gh_camera_ages_parent_class)->dispose (object);
}

static void
gh_camera_ages_class_init (GhCameraAgesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_camera_ages_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-camera-ages.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCameraAges, rows);
}

static void
gh_camera_ages_init (GhCameraAges *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_camera_ages_new:
 *
 * Returns: (transfer floating): a list of no cameras
 */
GtkWidget *
gh_camera_ages_new (void)
{
  return g_object_new (GH_TYPE_CAMERA_AGES, NULL);
}

/**
 * gh_camera_ages_set_cameras:
 * @self: a list
 * @cameras: (nullable): the cameras of a server
 *
 * Sets which cameras are listed.
 */
void
gh_camera_ages_set_cameras (GhCameraAges *self, GhCameraList *cameras)
{
  g_return_if_fail (GH_IS_CAMERA_AGES (self));
  g_return_if_fail (cameras == NULL || GH_IS_CAMERA_LIST (cameras));

  if (self->rows != NULL)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  g_clear_object (&self->named);
  if (cameras == NULL)
    return;

  self->named = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (cameras)),
                               GTK_FILTER (gtk_custom_filter_new (is_named, NULL, NULL))));
  gtk_list_box_bind_model (self->rows, self->named, create_row_cb, self, NULL);
}

/**
 * gh_camera_ages_set_now:
 * @self: a list
 * @now_us: the present, real time in microseconds
 *
 * Says how long ago that is.
 */
void
gh_camera_ages_set_now (GhCameraAges *self, gint64 now_us)
{
  GtkListBoxRow *row;

  g_return_if_fail (GH_IS_CAMERA_AGES (self));

  self->now_us = now_us;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    {
      g_autoptr (GhCameraItem) camera =
        self->named != NULL ? g_list_model_get_item (self->named, (guint) i) : NULL;

      if (camera != NULL)
        update_row (self, ADW_ACTION_ROW (row), camera);
    }
}
