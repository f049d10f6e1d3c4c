/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-detail.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-event-picture.h"
#include "gh-face-dialog.h"
#include "gh-face-history.h"
#include "gh-face-state.h"
#include "gh-face-words.h"
#include "gh-format.h"
#include "gh-meter.h"

#include <glib/gi18n.h>

struct _GhFaceDetail
{
  AdwBin parent_instance;

  GhConnection *connection;  /* (owned) (nullable) */
  GhClock *clock;            /* (owned) (nullable) */
  GhPictureLoader *loader;   /* (owned) (nullable) */
  GhFaceRecord *record;      /* (owned) (nullable) */
  char *picture_id;          /* (owned) (nullable): of the picture that is shown */
  GCancellable *cancellable; /* (owned) (nullable): of what is asked about the record */
  gboolean cannot_look_up;   /* the server serves no record by its id */
  gboolean is_changing;      /* the server is being asked to change it */
  gboolean is_showing;       /* the switch follows the record, and nobody has touched it */
  GSignalGroup *connection_signals; /* (owned) */
  GSignalGroup *deletion_signals;   /* (owned) */

  AdwToggleGroup *tabs;
  GtkStack *stack;
  GtkWidget *scroller;
  GtkWidget *picture;
  GtkWidget *who;
  GtkWidget *state;
  GtkWidget *notice;
  GtkLabel *notice_label;
  GtkWidget *actions;
  GtkWidget *edit;
  GtkWidget *delete;
  GtkWidget *undo;
  GtkWidget *active;
  GtkWidget *person;
  GtkWidget *only_person;
  GtkWidget *show_person;
  GtkWidget *face_id;
  GtkWidget *meter;
  GtkWidget *template_length;
  GtkWidget *enrolled;
  GtkWidget *changed;
  GtkWidget *record_id;
  GtkWidget *history;
};

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
} GhFaceDetailProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAID,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhFaceDetail, gh_face_detail, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static GhFaceRecognition *
get_faces (GhFaceDetail *self)
{
  return gh_connection_get_face_recognition (self->connection);
}

static GhFaceDeletions *
get_deletions (GhFaceDetail *self)
{
  return self->connection != NULL ? gh_connection_get_face_deletions (self->connection) : NULL;
}

static GhFaceDeletionState
get_deletion (GhFaceDetail *self)
{
  GhFaceDeletions *deletions = get_deletions (self);

  return deletions != NULL && self->record != NULL
           ? gh_face_deletions_get_state (deletions, gh_face_record_get_id (self->record))
           : GH_FACE_DELETION_NONE;
}

static void
set_notice (GhFaceDetail *self, const char *text)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_label (self->notice_label, text != NULL ? text : "");
}

static void
set_field (GtkWidget *row, const char *value)
{
  gboolean is_there = value != NULL && *value != '\0';

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_there ? value : "");
  gtk_widget_set_visible (row, is_there);
}

static void
set_time (GtkWidget *row, gint64 time_us)
{
  g_autofree char *text = time_us > 0 ? gh_format_date_and_time (time_us) : NULL;

  set_field (row, text);
}

/* What may be done, by role and by what goes on. */
static void
update_rights (GhFaceDetail *self)
{
  GhRole role = self->connection != NULL ? gh_connection_get_role (self->connection)
                                         : GH_ROLE_USER;
  GhFaceDeletionState deletion = get_deletion (self);
  gboolean is_still = self->record != NULL && !self->cannot_look_up && !self->is_changing
                      && deletion == GH_FACE_DELETION_NONE;
  gboolean may_edit = role >= GH_ROLE_MODERATOR;
  gboolean may_delete = role >= GH_ROLE_ADMIN;

  gtk_widget_set_visible (self->edit, may_edit && deletion == GH_FACE_DELETION_NONE);
  gtk_widget_set_visible (self->delete, may_delete && deletion == GH_FACE_DELETION_NONE);
  gtk_widget_set_visible (self->undo, deletion == GH_FACE_DELETION_WAITING);
  gtk_widget_set_visible (self->actions, may_edit);
  gtk_widget_set_sensitive (self->active, may_edit && is_still);
  gtk_widget_set_visible (self->show_person, role >= GH_ROLE_MODERATOR);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "face.edit", may_edit && is_still);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "face.delete", may_delete && is_still);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "face.undo",
                                 deletion == GH_FACE_DELETION_WAITING);
}

static void
update_state (GhFaceDetail *self)
{
  if (self->record == NULL)
    return;

  gh_face_state_show (GH_FACE_STATE (self->state), gh_face_record_get_is_active (self->record),
                      get_deletion (self));
  update_rights (self);
}

static void
show_person (GhFaceDetail *self, const char *name)
{
  const char *id = gh_face_record_get_user_id (self->record);
  gboolean has_person = id != NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->person),
                               name != NULL ? name : has_person ? id : _("Nobody"));
  gtk_widget_set_sensitive (self->only_person, has_person);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "face.show-person", has_person);
}

/* What has the picture already is not decoded again: it would flicker. */
static void
show_picture (GhFaceDetail *self)
{
  g_autofree char *id = gh_face_words_dup_picture_id (self->record);

  if (g_set_str (&self->picture_id, id))
    gh_event_picture_show (GH_EVENT_PICTURE (self->picture), self->loader, id,
                           gh_face_record_get_image (self->record), NULL);
}

static void
show_record (GhFaceDetail *self)
{
  GhFaceRecord *record = self->record;
  g_autofree char *who = gh_face_words_dup_who (record);
  g_autofree char *template =
    gh_face_words_dup_template (gh_face_record_get_template_length (record));
  /* Translators: %s is a person's name or the id of a face. */
  g_autofree char *label = g_strdup_printf (_("Enrolled picture: %s"), who);

  show_picture (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_label_set_label (GTK_LABEL (self->who), who);
  self->is_showing = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->active),
                             gh_face_record_get_is_active (record));
  self->is_showing = FALSE;
  show_person (self, gh_face_words_get_name (record));
  gh_meter_set_share (GH_METER (self->meter), gh_face_record_get_confidence (record));
  set_field (self->face_id, gh_face_record_get_face_id (record));
  set_field (self->template_length, template);
  set_time (self->enrolled, gh_face_record_get_created_at_us (record));
  set_time (self->changed, gh_face_record_get_updated_at_us (record));
  set_field (self->record_id, gh_face_record_get_id (record));
  update_state (self);
}

static void
update_stack (GhFaceDetail *self)
{
  const char *tab = adw_toggle_group_get_active_name (self->tabs);

  gtk_stack_set_visible_child_name (self->stack,
                                    self->record == NULL ? "loading" : tab != NULL ? tab
                                                                                   : "details");
}

static void
take_record (GhFaceDetail *self, GhFaceRecord *record)
{
  g_set_object (&self->record, record);
  show_record (self);
}

static void
stop (GhFaceDetail *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_changing = FALSE;
}

/* --- Asking the server about the record ------------------------------------------------------- */

static void
say_cannot_look_up (GhFaceDetail *self)
{
  self->cannot_look_up = TRUE;
  set_notice (self, _("This server does not serve single records. What is shown is what its list "
                      "said; it can be neither changed nor deleted here."));
  update_rights (self);
}

static void
person_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (source), result, &error);

  /* An id is better than nothing. */
  if (user != NULL)
    show_person (GH_FACE_DETAIL (user_data), gh_user_get_display_name (user));
}

static void
look_up_person (GhFaceDetail *self)
{
  const char *id = gh_face_record_get_user_id (self->record);

  if (id != NULL && gh_face_record_get_user (self->record) == NULL
      && gh_connection_get_role (self->connection) >= GH_ROLE_MODERATOR)
    gh_users_get_async (gh_connection_get_users (self->connection), id, self->cancellable,
                        person_found_cb, self);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_get_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFaceDetail *self;
  g_autofree char *advice = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_DETAIL (user_data);
  if (record != NULL)
    {
      take_record (self, record);
      look_up_person (self);
      return;
    }
  look_up_person (self);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    {
      say_cannot_look_up (self);
      return;
    }
  advice = gh_error_words_dup_advice (error, NULL);
  set_notice (self, advice);
}

static void
look_up (GhFaceDetail *self)
{
  self->cancellable = g_cancellable_new ();
  if (self->cannot_look_up)
    {
      say_cannot_look_up (self);
      look_up_person (self);
      return;
    }
  gh_face_recognition_get_record_async (get_faces (self), gh_face_record_get_id (self->record),
                                        self->cancellable, looked_up_cb, self);
}

/* --- Changing it ------------------------------------------------------------------------------ */

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_update_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFaceDetail *self;
  g_autofree char *advice = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_DETAIL (user_data);
  self->is_changing = FALSE;
  if (record != NULL)
    {
      take_record (self, record);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return;
    }
  /* The switch goes back to how it is. */
  show_record (self);
  if (g_error_matches (error, GH_ERROR, GH_ERROR_UNSUPPORTED))
    say_cannot_look_up (self);
  advice = gh_error_words_dup_advice (error, NULL);
  g_signal_emit (self, signals[SIGNAL_SAID], 0, advice);
}

static void
active_changed_cb (GhFaceDetail *self)
{
  GhFaceChanges changes = { .fields = GH_FACE_FIELD_IS_ACTIVE };

  if (self->is_showing || self->record == NULL || self->connection == NULL)
    return;

  changes.is_active = adw_switch_row_get_active (ADW_SWITCH_ROW (self->active));
  self->is_changing = TRUE;
  update_rights (self);
  gh_face_recognition_update_record_async (get_faces (self), gh_face_record_get_id (self->record),
                                           &changes, self->cancellable, updated_cb, self);
}

static void
saved_cb (GhFaceDetail *self, GhFaceRecord *record)
{
  if (self->record != NULL
      && g_str_equal (gh_face_record_get_id (record), gh_face_record_get_id (self->record)))
    take_record (self, record);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);
  AdwDialog *dialog = gh_face_dialog_new (self->connection, self->loader, self->record);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gh_face_deletions_add (get_deletions (self), self->record);
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gh_face_deletions_undo (get_deletions (self), gh_face_record_get_id (self->record));
}

static void
show_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gtk_widget_activate_action (widget, "win.show-person", "s",
                              gh_face_record_get_user_id (self->record));
}

static void
only_person_clicked_cb (GhFaceDetail *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "faces.only-person", "s",
                              gh_face_record_get_user_id (self->record));
}

static void
tab_changed_cb (GhFaceDetail *self)
{
  update_stack (self);
}

static void
set_connection (GhFaceDetail *self, GhConnection *connection)
{
  stop (self);
  g_set_object (&self->connection, connection);
  self->cannot_look_up = FALSE;
  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->deletion_signals, get_deletions (self));
  gh_face_detail_set_record (self, NULL);
}

static void
gh_face_detail_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceDetail *self = GH_FACE_DETAIL (object);

  switch ((GhFaceDetailProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_detail_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  GhFaceDetail *self = GH_FACE_DETAIL (object);
  gboolean changed = FALSE;

  switch ((GhFaceDetailProperty) property_id)
    {
    case PROP_CONNECTION:
      changed = self->connection != g_value_get_object (value);
      if (changed)
        set_connection (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      changed = g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      changed = g_set_object (&self->loader, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_face_detail_dispose (GObject *object)
{
  GhFaceDetail *self = GH_FACE_DETAIL (object);

  stop (self);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->deletion_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_DETAIL);
  g_clear_pointer (&self->picture_id, g_free);
  g_clear_object (&self->record);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_face_detail_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, tabs);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, picture);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, who);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, state);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, notice);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, notice_label);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, actions);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, edit);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, delete);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, undo);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, active);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, person);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, only_person);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, show_person);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, face_id);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, meter);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, template_length);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, enrolled);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, changed);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, record_id);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDetail, history);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, active_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_person_clicked_cb);

  g_type_ensure (GH_TYPE_EVENT_PICTURE);
  g_type_ensure (GH_TYPE_FACE_HISTORY);
  g_type_ensure (GH_TYPE_FACE_STATE);
  g_type_ensure (GH_TYPE_METER);
}

static void
gh_face_detail_class_init (GhFaceDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_face_detail_get_property;
  object_class->set_property = gh_face_detail_set_property;
  object_class->dispose = gh_face_detail_dispose;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_install_action (widget_class, "face.edit", NULL, edit_action_cb);
  gtk_widget_class_install_action (widget_class, "face.delete", NULL, delete_action_cb);
  gtk_widget_class_install_action (widget_class, "face.undo", NULL, undo_action_cb);
  gtk_widget_class_install_action (widget_class, "face.show-person", NULL, show_person_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "face.delete", NULL);
  bind_template (widget_class);
}

static void
gh_face_detail_init (GhFaceDetail *self)
{
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::role",
                                  G_CALLBACK (update_rights), self);
  self->deletion_signals = g_signal_group_new (GH_TYPE_FACE_DELETIONS);
  g_signal_group_connect_swapped (self->deletion_signals, "changed", G_CALLBACK (update_state),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_rights (self);
}

/**
 * gh_face_detail_new:
 *
 * Returns: (transfer floating): a pane without a record
 */
GtkWidget *
gh_face_detail_new (void)
{
  return g_object_new (GH_TYPE_FACE_DETAIL, NULL);
}

/**
 * gh_face_detail_get_record:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): what is shown, as it is known now
 */
GhFaceRecord *
gh_face_detail_get_record (GhFaceDetail *self)
{
  g_return_val_if_fail (GH_IS_FACE_DETAIL (self), NULL);

  return self->record;
}

/**
 * gh_face_detail_set_record:
 * @self: a pane
 * @record: (nullable): what to show; %NULL while it is on its way
 *
 * Shows another record from the top, or the same one as it is now.
 */
void
gh_face_detail_set_record (GhFaceDetail *self, GhFaceRecord *record)
{
  gboolean is_same;

  g_return_if_fail (GH_IS_FACE_DETAIL (self));
  g_return_if_fail (record == NULL || GH_IS_FACE_RECORD (record));

  if (self->record == record)
    return;

  is_same = record != NULL && self->record != NULL
            && g_str_equal (gh_face_record_get_id (record), gh_face_record_get_id (self->record));
  if (is_same)
    {
      take_record (self, record);
      return;
    }

  stop (self);
  set_notice (self, NULL);
  g_set_object (&self->record, record);
  gh_face_history_set_record_id (GH_FACE_HISTORY (self->history),
                                 record != NULL ? gh_face_record_get_id (record) : NULL);
  update_stack (self);
  update_rights (self);
  if (record == NULL)
    return;

  show_record (self);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0.0);
  if (self->connection != NULL)
    look_up (self);
}
