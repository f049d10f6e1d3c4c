/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-camera-card.h"

#include "gh-error-words.h"
#include "gh-format.h"
#include "gh-photo.h"

#include <glib/gi18n.h>

/* About that of a picture on a card. */
#define PICTURE_SIDE 240

struct _GhCameraCard
{
  AdwBin parent_instance;

  GhCameraItem *item; /* (owned) (nullable) */
  gint64 now_us;

  GtkLabel *age;
  GtkWidget *busy;
  GtkLabel *none_label;
  GtkPicture *picture;
  GtkLabel *name;
  GtkLabel *seen;
  GtkWidget *forget_button;
  GtkWidget *refresh_button;
  GtkLabel *error;
};

enum
{
  SIGNAL_REFRESH,
  SIGNAL_FORGET,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhCameraCard, gh_camera_card, ADW_TYPE_BIN)

static void
update_ages (GhCameraCard *self)
{
  gint64 taken_us = gh_camera_item_get_taken_us (self->item);
  gint64 seen_us = gh_camera_item_get_seen_us (self->item);
  const char *place = gh_camera_item_get_place (self->item);
  g_autofree char *taken = taken_us > 0 ? gh_format_age (taken_us, self->now_us) : NULL;
  g_autofree char *seen = seen_us > 0 ? gh_format_age (seen_us, self->now_us) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->age), taken != NULL);
  gtk_label_set_label (self->age, taken != NULL ? taken : "");

  if (seen != NULL && place != NULL)
    /* Translators: the place of a camera, and the age of its last event: "12 s ago". */
    text = g_strdup_printf (_("%s · last event %s"), place, seen);
  else if (seen != NULL)
    /* Translators: the age of a camera's last event: "12 s ago". */
    text = g_strdup_printf (_("Last event %s"), seen);
  else if (gh_camera_item_get_id (self->item) == NULL)
    text = g_strdup (_("The one that the server takes by itself"));
  else
    text = g_strdup (_("No events are known"));
  gtk_label_set_label (self->seen, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->seen), text);
}

static void
update_error (GhCameraCard *self)
{
  const GError *error = gh_camera_item_get_error (self->item);
  gboolean has_picture = gh_camera_item_get_picture (self->item) != NULL;
  g_autofree char *advice = error != NULL ? gh_error_words_dup_advice (error, NULL) : NULL;

  gtk_label_set_label (self->none_label, advice != NULL ? advice : _("No picture yet"));
  gtk_label_set_label (self->error, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), advice != NULL && has_picture);
}

static void
update (GhCameraCard *self)
{
  const char *id = gh_camera_item_get_id (self->item);
  GdkTexture *picture = gh_camera_item_get_picture (self->item);
  gboolean is_busy = gh_camera_item_get_busy (self->item);
  const char *name = id != NULL ? id : _("Default Camera");

  gtk_label_set_label (self->name, name);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (picture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), picture != NULL);
  gtk_widget_set_visible (self->busy, is_busy);
  gtk_widget_set_sensitive (self->refresh_button, !is_busy);
  gtk_widget_set_visible (self->forget_button, gh_camera_item_get_remembered (self->item));
  update_ages (self);
  update_error (self);
}

static void
refresh_clicked_cb (GhCameraCard *self)
{
  g_signal_emit (self, signals[SIGNAL_REFRESH], 0);
}

static void
forget_clicked_cb (GhCameraCard *self)
{
  g_signal_emit (self, signals[SIGNAL_FORGET], 0);
}

static void
gh_camera_card_dispose (GObject *object)
{
  GhCameraCard *self = GH_CAMERA_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_CAMERA_CARD);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (gh_camera_card_parent_class)->dispose (object);
}

static void
gh_camera_card_class_init (GhCameraCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_camera_card_dispose;

  signals[SIGNAL_REFRESH] = g_signal_new ("refresh", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FORGET] = g_signal_new ("forget", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-camera-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, age);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, busy);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, none_label);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, picture);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, name);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, seen);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, forget_button);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, GhCameraCard, error);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked_cb);
}

static void
gh_camera_card_init (GhCameraCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_photo_mark (GTK_WIDGET (self->picture), PICTURE_SIDE);
}

/**
 * gh_camera_card_new:
 * @item: a camera
 *
 * Returns: (transfer floating): a card for it
 */
GtkWidget *
gh_camera_card_new (GhCameraItem *item)
{
  GhCameraCard *self;

  g_return_val_if_fail (GH_IS_CAMERA_ITEM (item), NULL);

  self = g_object_new (GH_TYPE_CAMERA_CARD, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * gh_camera_card_get_item:
 *
 * Returns: (transfer none): the camera
 */
GhCameraItem *
gh_camera_card_get_item (GhCameraCard *self)
{
  g_return_val_if_fail (GH_IS_CAMERA_CARD (self), NULL);

  return self->item;
}

/**
 * gh_camera_card_set_now:
 * @self: a card
 * @now_us: real time
 *
 * Tells the ages of what is shown.
 */
void
gh_camera_card_set_now (GhCameraCard *self, gint64 now_us)
{
  g_return_if_fail (GH_IS_CAMERA_CARD (self));

  self->now_us = now_us;
  update_ages (self);
}
