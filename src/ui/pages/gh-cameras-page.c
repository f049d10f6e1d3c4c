/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-cameras-page.h"

#include "gh-camera-card.h"
#include "gh-camera-list.h"
#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-fault-box.h"
#include "gh-fold-box.h"
#include "gh-pill.h"
#include "gh-texture.h"

#include <glib/gi18n.h>

/* One picture at a time, and twelve a minute when they are taken by themselves: a fifth of what a
 * server is sent at most. */
#define TURN_US (5 * G_TIME_SPAN_SECOND)
/* The shorter side of a picture on a card, on a screen of twice the points. */
#define PICTURE_PIXELS 480
/* How much of the history is read for the cameras in it. */
#define N_EVENTS 50

/* One picture that is under way. */
typedef struct
{
  GhCamerasPage *page; /* not to be touched when cancelled */
  GhCameraItem *item;  /* (owned) */
  gint64 taken_us;
} Shot;

struct _GhCamerasPage
{
  GhPage parent_instance;

  GhCameraList *cameras;     /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of everything at this server */
  GQueue waiting;            /* (owned): of #GhCameraItem whose picture is wanted */
  gboolean is_shooting;
  gboolean is_testing;
  gboolean knows_history;
  guint n_shots;
  guint next; /* in turn */
  guint turn_id;
  guint tick_id;

  GtkWidget *id_entry;
  GtkWidget *add_button;
  GtkWidget *keep_button;
  GtkWidget *test_button;
  GtkWidget *test_busy;
  GhPill *test_pill;
  GhFaultBox *fault;
  GtkFlowBox *cards;
};

G_DEFINE_FINAL_TYPE (GhCamerasPage, gh_cameras_page, GH_TYPE_PAGE)

static void shoot_next (GhCamerasPage *self);

static void
shot_free (Shot *shot)
{
  g_clear_object (&shot->item);
  g_free (shot);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shot, shot_free)

static GhConnection *
get_connection (GhCamerasPage *self)
{
  return gh_page_get_connection (GH_PAGE (self));
}

/* Not allowed any more: the server says what we are now, and the pages follow. */
static void
note_error (GhCamerasPage *self, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_FORBIDDEN))
    gh_session_renew_user (gh_connection_get_session (get_connection (self)));
}

static void
end_shot (GhCamerasPage *self)
{
  self->is_shooting = FALSE;
  shoot_next (self);
}

static void
decoded_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Shot) shot = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPicture) picture =
    gh_picture_loader_load_finish (GH_PICTURE_LOADER (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (gh_error_is_cancelled (error))
    return;

  if (picture != NULL)
    {
      texture = gh_texture_new_for_picture (picture);
      gh_camera_item_take_picture (shot->item, texture, shot->taken_us);
    }
  else
    {
      gh_camera_item_take_error (shot->item, error);
    }
  end_shot (shot->page);
}

static void
shot_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Shot) shot = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    gh_face_recognition_snapshot_finish (GH_FACE_RECOGNITION (source), result, &error);
  g_autofree char *key = NULL;
  GhCamerasPage *self = shot->page;

  if (gh_error_is_cancelled (error))
    return;

  if (bytes == NULL)
    {
      gh_camera_item_take_error (shot->item, error);
      note_error (self, error);
      end_shot (self);
      return;
    }

  /* A picture of other contents needs another name. */
  key = g_strdup_printf ("snapshot %p %u", (gpointer) self, self->n_shots++);
  shot->taken_us = gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self)));
  gh_picture_loader_load_async (gh_page_get_picture_loader (GH_PAGE (self)), key, bytes,
                                PICTURE_PIXELS, self->cancellable, decoded_ready_cb,
                                g_steal_pointer (&shot));
}

static void
shoot_next (GhCamerasPage *self)
{
  Shot *shot;

  if (self->is_shooting || get_connection (self) == NULL || g_queue_is_empty (&self->waiting))
    return;

  self->is_shooting = TRUE;
  shot = g_new0 (Shot, 1);
  shot->page = self;
  shot->item = g_queue_pop_head (&self->waiting);
  gh_face_recognition_snapshot_async (
    gh_connection_get_face_recognition (get_connection (self)),
    gh_camera_item_get_id (shot->item), self->cancellable, shot_ready_cb, shot);
}

static void
want_picture (GhCamerasPage *self, GhCameraItem *item)
{
  if (gh_camera_item_get_busy (item))
    return;

  gh_camera_item_set_busy (item);
  g_queue_push_tail (&self->waiting, g_object_ref (item));
  shoot_next (self);
}

static void
want_all_pictures (GhCamerasPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cameras)); i++)
    {
      g_autoptr (GhCameraItem) item = g_list_model_get_item (G_LIST_MODEL (self->cameras), i);

      want_picture (self, item);
    }
}

static void turn_cb (gpointer user_data);

static void
schedule_turn (GhCamerasPage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (self->turn_id == 0 && clock != NULL && self->cameras != NULL
      && gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->keep_button)))
    self->turn_id = gh_clock_add_timeout (clock, TURN_US, turn_cb, self);
}

static void
turn_cb (gpointer user_data)
{
  GhCamerasPage *self = user_data;
  guint n_cameras = g_list_model_get_n_items (G_LIST_MODEL (self->cameras));
  g_autoptr (GhCameraItem) item = NULL;

  self->turn_id = 0;
  if (n_cameras > 0)
    item = g_list_model_get_item (G_LIST_MODEL (self->cameras), self->next++ % n_cameras);
  if (item != NULL && g_queue_is_empty (&self->waiting))
    want_picture (self, item);
  schedule_turn (self);
}

static void
stop_turns (GhCamerasPage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock != NULL)
    gh_clock_clear_timeout (clock, &self->turn_id);
}

static void
keep_toggled_cb (GhCamerasPage *self)
{
  stop_turns (self);
  schedule_turn (self);
}

static void
tell_ages (GhCamerasPage *self)
{
  gint64 now_us = gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self)));
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->cards, i)) != NULL; i++)
    gh_camera_card_set_now (GH_CAMERA_CARD (gtk_flow_box_child_get_child (child)), now_us);
}

static void
tick_cb (gpointer user_data)
{
  GhCamerasPage *self = user_data;

  tell_ages (self);
  self->tick_id = gh_clock_add_timeout (gh_page_get_clock (GH_PAGE (self)), G_TIME_SPAN_SECOND,
                                        tick_cb, self);
}

static void
card_refresh_cb (GhCameraCard *card, GhCamerasPage *self)
{
  want_picture (self, gh_camera_card_get_item (card));
}

static void
card_forget_cb (GhCameraCard *card, GhCamerasPage *self)
{
  gh_camera_list_forget (self->cameras, gh_camera_card_get_item (card));
}

static GtkWidget *
create_card_cb (gpointer item, gpointer user_data)
{
  GhCamerasPage *self = user_data;
  GtkWidget *card = gh_camera_card_new (item);

  gh_camera_card_set_now (GH_CAMERA_CARD (card),
                          gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self))));
  g_signal_connect_object (card, "refresh", G_CALLBACK (card_refresh_cb), self, 0);
  g_signal_connect_object (card, "forget", G_CALLBACK (card_forget_cb), self, 0);
  return card;
}

static void
id_changed_cb (GhCamerasPage *self)
{
  gtk_widget_set_sensitive (self->add_button,
                            *gtk_editable_get_text (GTK_EDITABLE (self->id_entry)) != '\0');
}

static void
add_cb (GhCamerasPage *self)
{
  g_autofree char *id =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->id_entry))));

  if (self->cameras == NULL || *id == '\0')
    return;

  if (!gh_camera_list_remember (self->cameras, id))
    {
      gh_page_say (GH_PAGE (self), _("There are too many cameras, or this ID is too long."));
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->id_entry), "");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->cameras)); i++)
    {
      g_autoptr (GhCameraItem) item = g_list_model_get_item (G_LIST_MODEL (self->cameras), i);

      if (g_strcmp0 (gh_camera_item_get_id (item), id) == 0)
        want_picture (self, item);
    }
}

static void
update_test (GhCamerasPage *self)
{
  GhConnection *connection = get_connection (self);
  gboolean is_admin =
    connection != NULL && gh_connection_get_role (connection) == GH_ROLE_ADMIN;

  gtk_widget_set_visible (self->test_button, is_admin);
  gtk_widget_set_visible (self->test_busy, self->is_testing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cameras.test", is_admin && !self->is_testing);
}

static void
show_test (GhCamerasPage *self, gboolean is_connected, const char *reason)
{
  gtk_widget_set_visible (GTK_WIDGET (self->test_pill), TRUE);
  if (is_connected)
    {
      gh_pill_set (self->test_pill, GH_PILL_GOOD, "object-select-symbolic", _("Connected"));
      gh_fault_box_clear (self->fault);
      return;
    }

  gh_pill_set (self->test_pill, GH_PILL_BAD, "network-offline-symbolic", _("Failed"));
  gh_fault_box_show (self->fault, _("The Server Does Not Reach Its Device"),
                     reason != NULL ? reason : _("It does not say why."));
}

static void
tested_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean is_connected = FALSE;
  gboolean is_answered = gh_face_recognition_test_connection_finish (
    GH_FACE_RECOGNITION (source), result, &is_connected, &reason, &error);
  GhCamerasPage *self = user_data;

  if (gh_error_is_cancelled (error))
    return;

  self->is_testing = FALSE;
  update_test (self);
  if (is_answered)
    {
      show_test (self, is_connected, reason);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->test_pill), FALSE);
  gh_fault_box_show_error (self->fault, error);
  note_error (self, error);
}

static void
test_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (widget);

  gh_fault_box_clear (self->fault);
  gtk_widget_set_visible (GTK_WIDGET (self->test_pill), FALSE);
  self->is_testing = TRUE;
  update_test (self);
  gh_face_recognition_test_connection_async (
    gh_connection_get_face_recognition (get_connection (self)), self->cancellable,
    tested_ready_cb, self);
}

static void
refresh_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (widget);

  if (self->cameras != NULL)
    want_all_pictures (self);
}

/* What cannot be read of the history is no loss: the live feed tells of cameras, too. */
static void
history_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_events_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhCamerasPage *self = user_data;

  if (gh_error_is_cancelled (error) || page == NULL)
    return;

  gh_camera_list_see (self->cameras, gh_result_page_get_items (page));
}

static void
stop_tick (GhCamerasPage *self)
{
  GhClock *clock = gh_page_get_clock (GH_PAGE (self));

  if (clock != NULL)
    gh_clock_clear_timeout (clock, &self->tick_id);
}

static void
look_at (GhCamerasPage *self)
{
  stop_tick (self);
  tick_cb (self);
  schedule_turn (self);
  if (self->knows_history)
    return;

  self->knows_history = TRUE;
  gh_face_recognition_list_events_async (
    gh_connection_get_face_recognition (get_connection (self)), 1, N_EVENTS, NULL,
    self->cancellable, history_ready_cb, self);
  want_all_pictures (self);
}

static void
let_go (GhCamerasPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, g_object_unref);
  self->is_shooting = self->is_testing = self->knows_history = FALSE;
  stop_turns (self);
  stop_tick (self);
  if (self->cards != NULL)
    gtk_flow_box_bind_model (self->cards, NULL, NULL, NULL, NULL);
  g_clear_object (&self->cameras);
}

static void
gh_cameras_page_connection_changed (GhPage *page)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (page);
  GhConnection *connection = gh_page_get_connection (page);

  let_go (self);
  gh_fault_box_clear (self->fault);
  gtk_widget_set_visible (GTK_WIDGET (self->test_pill), FALSE);
  update_test (self);
  if (connection == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->cameras = gh_camera_list_new (connection);
  gtk_flow_box_bind_model (self->cards, G_LIST_MODEL (self->cameras), create_card_cb, self, NULL);
  g_signal_connect_object (connection, "notify::role", G_CALLBACK (update_test), self,
                           G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_at (self);
}

static void
gh_cameras_page_map (GtkWidget *widget)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (widget);

  GTK_WIDGET_CLASS (gh_cameras_page_parent_class)->map (widget);
  if (self->cameras != NULL)
    look_at (self);
}

static void
gh_cameras_page_unmap (GtkWidget *widget)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (widget);

  stop_turns (self);
  stop_tick (self);
  GTK_WIDGET_CLASS (gh_cameras_page_parent_class)->unmap (widget);
}

static gboolean
gh_cameras_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GH_CAMERAS_PAGE (widget)->id_entry);
}

static void
gh_cameras_page_dispose (GObject *object)
{
  GhCamerasPage *self = GH_CAMERAS_PAGE (object);

  let_go (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_CAMERAS_PAGE);

  G_OBJECT_CLASS (gh_cameras_page_parent_class)->dispose (object);
}

static void
gh_cameras_page_class_init (GhCamerasPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_cameras_page_dispose;
  widget_class->map = gh_cameras_page_map;
  widget_class->unmap = gh_cameras_page_unmap;
  widget_class->grab_focus = gh_cameras_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_cameras_page_connection_changed;

  gtk_widget_class_install_action (widget_class, "cameras.refresh", NULL, refresh_action_cb);
  gtk_widget_class_install_action (widget_class, "cameras.test", NULL, test_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "cameras.refresh", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "cameras.refresh", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-cameras-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, id_entry);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, test_busy);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, test_pill);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, fault);
  gtk_widget_class_bind_template_child (widget_class, GhCamerasPage, cards);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, id_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_toggled_cb);

  g_type_ensure (GH_TYPE_FAULT_BOX);
  g_type_ensure (GH_TYPE_FOLD_BOX);
  g_type_ensure (GH_TYPE_PILL);
}

static void
gh_cameras_page_init (GhCamerasPage *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
  id_changed_cb (self);
  update_test (self);
}

/**
 * gh_cameras_page_new:
 *
 * Returns: (transfer floating): a page without a server
 */
GtkWidget *
gh_cameras_page_new (void)
{
  return g_object_new (GH_TYPE_CAMERAS_PAGE, NULL);
}
