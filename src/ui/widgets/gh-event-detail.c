/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-detail.h"

#include "gh-event-picture.h"
#include "gh-event-words.h"
#include "gh-face-picture.h"
#include "gh-format.h"
#include "gh-meter.h"
#include "gh-metadata-entry.h"
#include "gh-metadata-words.h"

#include <glib/gi18n.h>

struct _GhEventDetail
{
  AdwBin parent_instance;

  GhPictureLoader *loader;   /* (owned) (nullable) */
  GhConnection *connection;  /* (owned) (nullable) */
  GhClock *clock;            /* (owned) (nullable) */
  GhFaceEvent *event;        /* (owned) (nullable) */
  GhFaceRecord *record;      /* (owned) (nullable): whom the server took the face for */
  GCancellable *cancellable; /* (owned) (nullable): while the record is looked up */

  GtkWidget *stack;
  GtkWidget *scroller;
  GtkWidget *picture;
  GtkWidget *identify;
  GtkWidget *enrolled_box;
  GtkWidget *enrol_button;
  GtkWidget *person_button;
  GtkWidget *mark_button;
  GtkWidget *mark_strip;
  GtkLabel *mark_label;
  GtkWidget *only_camera;
  GtkWidget *only_face;
  GtkWidget *only_record;
  GtkWidget *enrolled;
  GtkWidget *who;
  GtkWidget *type_box;
  GtkWidget *type_icon;
  GtkWidget *type;
  GtkWidget *meter;
  GtkWidget *time;
  GtkWidget *location;
  GtkWidget *camera;
  GtkWidget *face_id;
  GtkWidget *record_id;
  GtkWidget *event_id;
  GtkWidget *metadata_group;
  GtkListBox *metadata;
};

typedef enum
{
  PROP_EVENT = 1,
  PROP_PICTURE_LOADER,
} GhEventDetailProperty;

G_DEFINE_FINAL_TYPE (GhEventDetail, gh_event_detail, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];

static void
set_field (GtkWidget *row, const char *value)
{
  gboolean is_there = value != NULL && *value != '\0';

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_there ? value : "");
  gtk_widget_set_visible (row, is_there);
}

static GtkWidget *
create_metadata_row (gpointer item, gpointer user_data)
{
  GhMetadataEntry *entry = GH_METADATA_ENTRY (item);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gh_metadata_entry_get_key (entry));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), gh_metadata_entry_get_value (entry));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  return row;
}

/* The window has the way to it, for whoever may. */
static void
enrol_clicked_cb (GhEventDetail *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.enrol-picture", "@ay",
                              g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING,
                                                        gh_face_event_get_image (self->event),
                                                        TRUE));
}

static void
show_enrol_button (GhEventDetail *self)
{
  gtk_widget_set_visible (self->enrol_button,
                          gh_face_event_get_event_type (self->event) == GH_EVENT_TYPE_UNKNOWN
                            && gh_face_event_get_image (self->event) != NULL);
}

static void
show_record (GhEventDetail *self)
{
  GBytes *enrolled = self->record != NULL ? gh_face_record_get_image (self->record) : NULL;
  const char *user_id = self->record != NULL ? gh_face_record_get_user_id (self->record) : NULL;

  gtk_widget_set_visible (self->enrolled_box, enrolled != NULL);
  if (enrolled != NULL)
    gh_face_picture_show (GH_FACE_PICTURE (self->enrolled), self->loader,
                          gh_face_record_get_id (self->record), enrolled,
                          gh_face_event_get_person_name (self->event));
  else
    gh_face_picture_clear (GH_FACE_PICTURE (self->enrolled));

  gtk_widget_set_visible (self->person_button,
                          user_id != NULL && *user_id != '\0' && self->connection != NULL
                            && gh_connection_get_role (self->connection) >= GH_ROLE_MODERATOR);
  if (user_id != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->person_button), "s", user_id);
}

static void
stop_looking_up (GhEventDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
record_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_records_finish (
    GH_FACE_RECOGNITION (object), result, &error);
  GhEventDetail *self = user_data;
  GPtrArray *records;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  /* Without it there is no picture beside the event's; the event itself is whole. */
  if (page == NULL)
    return;

  records = gh_result_page_get_items (page);
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (gh_face_record_get_face_id (g_ptr_array_index (records, i)),
                   gh_face_event_get_face_id (self->event)) == 0)
      {
        g_set_object (&self->record, g_ptr_array_index (records, i));
        show_record (self);
        return;
      }
}

/* Servers in the field name the face and say no more of it; the records can be asked for a face. */
static void
look_up_record (GhEventDetail *self)
{
  const char *face_id = gh_face_event_get_face_id (self->event);
  g_autoptr (GhFaceQuery) query = NULL;

  if (self->connection == NULL || face_id == NULL || *face_id == '\0'
      || !gh_event_words_is_known (self->event)
      || (self->record != NULL && gh_face_record_get_image (self->record) != NULL))
    return;

  self->cancellable = g_cancellable_new ();
  query = gh_face_query_new (NULL, face_id);
  gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection),
                                          1, 1, query, self->cancellable, record_ready_cb, self);
}

static void
show_pictures (GhEventDetail *self)
{
  GhFaceEvent *event = self->event;
  GhBoundingBox box;
  gboolean has_box = gh_face_event_get_bounding_box (event, &box);
  g_autofree char *who = gh_event_words_dup_who (event);
  /* Translators: %s is a person's name, or "Unknown person". */
  g_autofree char *label = g_strdup_printf (_("Picture of the event: %s"), who);

  gh_event_picture_show (GH_EVENT_PICTURE (self->picture), self->loader,
                         gh_face_event_get_id (event), gh_face_event_get_image (event),
                         has_box ? &box : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  gtk_widget_set_visible (self->identify, gh_face_event_get_image (event) != NULL);
  show_enrol_button (self);
  stop_looking_up (self);
  g_set_object (&self->record, gh_face_event_get_face_record (event));
  show_record (self);
  look_up_record (self);
}

static GhFalseMatches *
get_false_matches (GhEventDetail *self)
{
  return self->connection != NULL ? gh_connection_get_false_matches (self->connection) : NULL;
}

static void
show_mark (GhEventDetail *self)
{
  GhFalseMatches *matches = get_false_matches (self);
  GhFalseMatch *match = NULL;
  gboolean can_mark;

  if (self->event == NULL)
    return;

  can_mark = matches != NULL && self->clock != NULL && gh_false_matches_can_mark (self->event);
  if (can_mark)
    match = gh_false_matches_look_up (matches, gh_face_event_get_id (self->event));
  gtk_widget_set_visible (self->mark_button, can_mark && match == NULL);
  gtk_widget_set_visible (self->mark_strip, match != NULL);
  if (match != NULL)
    {
      g_autofree char *time =
        gh_format_date_and_time (gh_false_match_get_marked_at_us (match));
      guint n = gh_false_matches_count (matches, gh_false_match_get_face_record_id (match));
      g_autofree char *count = g_strdup_printf (
        /* Translators: how often events of one face record were marked. */
        ngettext ("%u false match of this record so far.", "%u false matches of this record so far.",
                  n), n);
      g_autofree char *text = g_strdup_printf (
        /* Translators: the first %s is a date and time, the second a sentence that counts. */
        _("Marked on %s as not this person. Alerts like it are held back and counted. %s"), time,
        count);

      gtk_label_set_label (self->mark_label, text);
    }
}

static void
mark_clicked_cb (GhEventDetail *self)
{
  GhUser *user = gh_connection_get_user (self->connection);

  gh_false_matches_mark (get_false_matches (self), self->event,
                         user != NULL ? gh_user_get_id (user) : NULL,
                         gh_clock_get_real_us (self->clock));
}

static void
unmark_clicked_cb (GhEventDetail *self)
{
  gh_false_matches_unmark (get_false_matches (self), gh_face_event_get_id (self->event));
}

/* The window has the way to a list of these. */
static void
set_only (GtkWidget *button, const char *kind, const char *value)
{
  gtk_widget_set_visible (button, value != NULL && *value != '\0');
  if (value != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", kind, value);
}

static void
show_fields (GhEventDetail *self)
{
  GhFaceEvent *event = self->event;
  GhEventType type = gh_face_event_get_event_type (event);
  GhBoundingBox box;
  gboolean has_box = gh_face_event_get_bounding_box (event, &box);
  g_autoptr (GListModel) metadata =
    gh_metadata_words_new_model (gh_face_event_get_metadata (event), has_box ? &box : NULL);
  g_autofree char *who = gh_event_words_dup_who (event);
  g_autofree char *time = gh_format_date_and_time (gh_face_event_get_timestamp_us (event));

  gtk_label_set_label (GTK_LABEL (self->who), who);
  gtk_label_set_label (GTK_LABEL (self->type), gh_event_words_get_type_word (event));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->type_icon), gh_event_type_get_icon_name (type));
  gtk_widget_set_css_classes (self->type_box,
                              (const char *[]) { "type", gh_event_words_get_type_class (type),
                                                 NULL });
  gh_meter_set_share (GH_METER (self->meter), gh_face_event_get_confidence (event));

  set_field (self->time, time);
  set_field (self->location, gh_face_event_get_location (event));
  set_field (self->camera, gh_face_event_get_camera_id (event));
  set_field (self->face_id, gh_face_event_get_face_id (event));
  set_field (self->record_id, gh_face_event_get_face_record_id (event));
  set_field (self->event_id, gh_face_event_get_id (event));

  set_only (self->only_camera, "camera", gh_face_event_get_camera_id (event));
  set_only (self->only_face, "face", gh_face_event_get_face_id (event));
  set_only (self->only_record, "record", gh_face_event_get_face_record_id (event));

  gtk_list_box_bind_model (self->metadata, metadata, create_metadata_row, NULL, NULL);
  gtk_widget_set_visible (self->metadata_group, g_list_model_get_n_items (metadata) > 0);
}

static void
identify_clicked_cb (GhEventDetail *self)
{
  GBytes *image = self->event != NULL ? gh_face_event_get_image (self->event) : NULL;

  if (image != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "pages.identify-picture", "@ay",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, image, TRUE));
}

static void
gh_event_detail_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventDetail *self = GH_EVENT_DETAIL (object);

  switch ((GhEventDetailProperty) property_id)
    {
    case PROP_EVENT:
      g_value_set_object (value, self->event);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_detail_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhEventDetail *self = GH_EVENT_DETAIL (object);

  switch ((GhEventDetailProperty) property_id)
    {
    case PROP_EVENT:
      gh_event_detail_set_event (self, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_detail_dispose (GObject *object)
{
  GhEventDetail *self = GH_EVENT_DETAIL (object);

  stop_looking_up (self);
  gh_event_detail_set_connection (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_DETAIL);
  g_clear_object (&self->record);
  g_clear_object (&self->event);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_event_detail_parent_class)->dispose (object);
}

static void
gh_event_detail_class_init (GhEventDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_event_detail_get_property;
  object_class->set_property = gh_event_detail_set_property;
  object_class->dispose = gh_event_detail_dispose;

  properties[PROP_EVENT] =
    g_param_spec_object ("event", NULL, NULL, GH_TYPE_FACE_EVENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-event-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, picture);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, identify);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, enrolled_box);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, enrolled);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, person_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, mark_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, mark_strip);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, mark_label);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, only_camera);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, only_face);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, only_record);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, who);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, type_box);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, type_icon);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, type);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, meter);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, time);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, location);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, camera);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, face_id);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, record_id);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, event_id);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, metadata_group);
  gtk_widget_class_bind_template_child (widget_class, GhEventDetail, metadata);
  gtk_widget_class_bind_template_callback (widget_class, enrol_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, identify_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unmark_clicked_cb);

  g_type_ensure (GH_TYPE_EVENT_PICTURE);
  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_METER);
}

static void
gh_event_detail_init (GhEventDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_event_detail_new:
 * @loader: (nullable): decodes the pictures
 *
 * Returns: (transfer floating): a detail pane without an event
 */
GtkWidget *
gh_event_detail_new (GhPictureLoader *loader)
{
  return g_object_new (GH_TYPE_EVENT_DETAIL, "picture-loader", loader, NULL);
}

/**
 * gh_event_detail_get_event:
 * @self: a detail pane
 *
 * Returns: (transfer none) (nullable): what is shown
 */
GhFaceEvent *
gh_event_detail_get_event (GhEventDetail *self)
{
  g_return_val_if_fail (GH_IS_EVENT_DETAIL (self), NULL);

  return self->event;
}

/**
 * gh_event_detail_set_event:
 * @self: a detail pane
 * @event: (nullable): what to show; %NULL while it is on its way
 *
 * Shows another event, from the top.
 */
void
gh_event_detail_set_event (GhEventDetail *self, GhFaceEvent *event)
{
  g_return_if_fail (GH_IS_EVENT_DETAIL (self));
  g_return_if_fail (event == NULL || GH_IS_FACE_EVENT (event));

  if (!g_set_object (&self->event, event))
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), event != NULL ? "event" : "loading");
  if (event != NULL)
    {
      show_pictures (self);
      show_fields (self);
      show_mark (self);
      gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0.0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

/**
 * gh_event_detail_set_connection:
 * @self: a detail pane
 * @connection: (nullable): to the server that the events are from; without one nothing can be
 *   looked up or marked
 * @clock: (nullable): tells when something was marked
 *
 * Sets both.
 */
void
gh_event_detail_set_connection (GhEventDetail *self, GhConnection *connection, GhClock *clock)
{
  g_return_if_fail (GH_IS_EVENT_DETAIL (self));

  g_set_object (&self->clock, clock);
  if (self->connection == connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_func (get_false_matches (self), show_mark, self);
  g_set_object (&self->connection, connection);
  if (connection != NULL)
    g_signal_connect_swapped (get_false_matches (self), "changed", G_CALLBACK (show_mark), self);
}
