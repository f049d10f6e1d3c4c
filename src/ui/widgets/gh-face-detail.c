/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-detail.h"

#include "gh-event-picture.h"
#include "gh-face-dialog.h"
#include "gh-face-history.h"
#include "gh-face-state.h"
#include "gh-face-subject.h"
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
  GhFaceSubject *subject;    /* (owned): what is shown */
  char *record_shown;        /* (owned) (nullable): the id of the record that is shown */
  char *picture_id;          /* (owned) (nullable): of the picture that is shown */
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

static GhFaceRecord *
get_record (GhFaceDetail *self)
{
  return gh_face_subject_get_record (self->subject);
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
  GhFaceRecord *record = get_record (self);

  return deletions != NULL && record != NULL
           ? gh_face_deletions_get_state (deletions, gh_face_record_get_id (record))
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
  gboolean is_still =
    gh_face_subject_get_may_change (self->subject) && deletion == GH_FACE_DELETION_NONE;
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
  GhFaceRecord *record = get_record (self);

  if (record == NULL)
    return;

  gh_face_state_show (GH_FACE_STATE (self->state), gh_face_record_get_is_active (record),
                      get_deletion (self));
  update_rights (self);
}

static void
show_person (GhFaceDetail *self)
{
  const char *person = gh_face_subject_get_person (self->subject);
  gboolean has_person = gh_face_record_get_user_id (get_record (self)) != NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->person),
                               person != NULL ? person : _("Nobody"));
  gtk_widget_set_sensitive (self->only_person, has_person);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "face.show-person", has_person);
}

/* What has the picture already is not decoded again: it would flicker. */
static void
show_picture (GhFaceDetail *self, GhFaceRecord *record)
{
  g_autofree char *id = gh_face_words_dup_picture_id (record);

  if (g_set_str (&self->picture_id, id))
    gh_event_picture_show (GH_EVENT_PICTURE (self->picture), self->loader, id,
                           gh_face_record_get_image (record), NULL);
}

static void
show_record (GhFaceDetail *self)
{
  GhFaceRecord *record = get_record (self);
  g_autofree char *who = gh_face_words_dup_who (record);
  g_autofree char *template =
    gh_face_words_dup_template (gh_face_record_get_template_length (record));
  /* Translators: %s is a person's name or the id of a face. */
  g_autofree char *label = g_strdup_printf (_("Enrolled picture: %s"), who);

  show_picture (self, record);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_label_set_label (GTK_LABEL (self->who), who);
  self->is_showing = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->active),
                             gh_face_subject_get_is_active (self->subject));
  self->is_showing = FALSE;
  show_person (self);
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
                                    get_record (self) == NULL ? "loading" : tab != NULL ? tab
                                                                                   : "details");
}

/* Another one is looked at from its top. */
static void
show_from_the_top (GhFaceDetail *self, const char *id)
{
  gh_face_history_set_record_id (GH_FACE_HISTORY (self->history), id);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0.0);
}

static void
subject_changed_cb (GhFaceDetail *self)
{
  GhFaceRecord *record = get_record (self);
  const char *id = record != NULL ? gh_face_record_get_id (record) : NULL;

  set_notice (self, gh_face_subject_get_notice (self->subject));
  if (g_set_str (&self->record_shown, id))
    show_from_the_top (self, id);
  update_stack (self);
  update_rights (self);
  if (record != NULL)
    show_record (self);
}

static void
subject_saved_cb (GhFaceDetail *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
subject_refused_cb (GhFaceDetail *self, const char *why)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, why);
}

/* --- What a person does ----------------------------------------------------------------------- */

static void
active_changed_cb (GhFaceDetail *self)
{
  if (!self->is_showing && gh_face_subject_get_may_change (self->subject))
    gh_face_subject_change_active (self->subject,
                                   adw_switch_row_get_active (ADW_SWITCH_ROW (self->active)));
}

static void
saved_cb (GhFaceDetail *self, GhFaceRecord *record)
{
  GhFaceRecord *shown = get_record (self);

  if (shown != NULL
      && g_str_equal (gh_face_record_get_id (record), gh_face_record_get_id (shown)))
    gh_face_subject_set_record (self->subject, record);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
edit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);
  AdwDialog *dialog = gh_face_dialog_new (self->connection, self->loader, get_record (self));

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gh_face_deletions_add (get_deletions (self), get_record (self));
}

static void
undo_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gh_face_deletions_undo (get_deletions (self), gh_face_record_get_id (get_record (self)));
}

static void
show_person_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceDetail *self = GH_FACE_DETAIL (widget);

  gtk_widget_activate_action (widget, "win.show-person", "s",
                              gh_face_record_get_user_id (get_record (self)));
}

static void
only_person_clicked_cb (GhFaceDetail *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "faces.only-person", "s",
                              gh_face_record_get_user_id (get_record (self)));
}

static void
tab_changed_cb (GhFaceDetail *self)
{
  update_stack (self);
}

static void
set_connection (GhFaceDetail *self, GhConnection *connection)
{
  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->deletion_signals, get_deletions (self));
  gh_face_subject_set_connection (self->subject, connection);
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

  if (self->subject != NULL)
    g_signal_handlers_disconnect_by_data (self->subject, self);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->deletion_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_DETAIL);
  g_clear_pointer (&self->record_shown, g_free);
  g_clear_pointer (&self->picture_id, g_free);
  g_clear_object (&self->subject);
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
  self->subject = gh_face_subject_new ();
  g_signal_connect_swapped (self->subject, "changed", G_CALLBACK (subject_changed_cb), self);
  g_signal_connect_swapped (self->subject, "saved", G_CALLBACK (subject_saved_cb), self);
  g_signal_connect_swapped (self->subject, "refused", G_CALLBACK (subject_refused_cb), self);
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

  return get_record (self);
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
  g_return_if_fail (GH_IS_FACE_DETAIL (self));
  g_return_if_fail (record == NULL || GH_IS_FACE_RECORD (record));

  gh_face_subject_set_record (self->subject, record);
}
