/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-alert-row.h"

#include "gh-alert-color.h"
#include "gh-alert-words.h"
#include "gh-control-names.h"
#include "gh-face-picture.h"
#include "gh-fold-box.h"

#include <glib/gi18n.h>

struct _GhAlertRow
{
  AdwBin parent_instance;

  GhConnection *connection; /* (owned) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  GhAlert *alert;           /* (owned) (nullable) */
  GSignalGroup *signals;    /* (owned): of the alert */
  char *shown_event_id;     /* (owned) (nullable): whose picture is shown */

  GtkWidget *box;
  GtkStack *picture;
  GtkImage *icon;
  GhFacePicture *face;
  GtkLabel *what;
  GtkLabel *count;
  GtkLabel *where;
  GtkLabel *when;
  GtkLabel *state;
  GtkWidget *snooze_button;
  GtkWidget *note_button;
  GtkPopover *note_popover;
  GtkEditable *note_entry;
  GtkWidget *acknowledge_button;
  GtkWidget *reopen_button;
};

G_DEFINE_FINAL_TYPE (GhAlertRow, gh_alert_row, ADW_TYPE_BIN)

static GhAlertInbox *
get_inbox (GhAlertRow *self)
{
  GhAlertDesk *desk = gh_connection_get_alerts (self->connection);

  return desk != NULL ? gh_alert_desk_get_inbox (desk) : NULL;
}

static const char *
get_own_id (GhAlertRow *self)
{
  GhUser *user = gh_connection_get_user (self->connection);

  return user != NULL ? gh_user_get_id (user) : NULL;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_picture (GhAlertRow *self)
{
  GhFaceEvent *event = gh_alert_get_event (self->alert);
  const char *id = event != NULL ? gh_face_event_get_id (event) : NULL;
  gboolean has_face = event != NULL && gh_face_event_get_image (event) != NULL;

  if (has_face && g_strcmp0 (self->shown_event_id, id) != 0)
    gh_face_picture_show (self->face, self->loader, id, gh_face_event_get_image (event),
                          gh_alert_get_person_name (self->alert));
  g_set_str (&self->shown_event_id, has_face ? id : NULL);
  gtk_stack_set_visible_child_name (self->picture, has_face ? "face" : "icon");
}

static void
update (GhAlertRow *self)
{
  const GhAlertFields *fields = gh_alert_get_fields (self->alert);
  g_autofree char *what = gh_alert_words_dup_what (self->alert, TRUE);
  g_autofree char *where = gh_alert_words_dup_where (self->alert);
  g_autofree char *when = gh_alert_words_dup_when (self->alert);
  g_autofree char *state = gh_alert_words_dup_state (self->alert, get_own_id (self));
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  if (fields->count > 1)
    /* Translators: how often something has happened. */
    count = g_strdup_printf (ngettext ("%u time", "%u times", fields->count), fields->count);
  set_text (self->what, what);
  set_text (self->count, count);
  set_text (self->where, where);
  set_text (self->when, when);
  set_text (self->state, state);
  gtk_image_set_from_icon_name (self->icon, gh_alert_words_get_icon_name (fields->kind));
  gh_alert_color_apply (self->box, self->alert);
  show_picture (self);

  gtk_widget_set_visible (self->acknowledge_button, fields->state != GH_ALERT_ACKNOWLEDGED);
  gtk_widget_set_visible (self->note_button, fields->state != GH_ALERT_ACKNOWLEDGED);
  gtk_widget_set_visible (self->snooze_button, fields->state == GH_ALERT_NEW);
  gtk_widget_set_visible (self->reopen_button, fields->state != GH_ALERT_NEW);

  label = g_strjoin (", ", what, where, when, count, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
acknowledge (GhAlertRow *self, const char *note)
{
  if (self->alert != NULL && get_inbox (self) != NULL)
    gh_alert_inbox_acknowledge (get_inbox (self), self->alert, get_own_id (self), note);
}

static void
acknowledge_clicked_cb (GhAlertRow *self)
{
  acknowledge (self, NULL);
}

static void
note_activated_cb (GhAlertRow *self)
{
  g_autofree char *note = g_strdup (gtk_editable_get_text (self->note_entry));

  gtk_popover_popdown (self->note_popover);
  gtk_editable_set_text (self->note_entry, "");
  acknowledge (self, note);
}

static void
reopen_clicked_cb (GhAlertRow *self)
{
  if (self->alert != NULL && get_inbox (self) != NULL)
    gh_alert_inbox_reopen (get_inbox (self), self->alert);
}

static void
snooze_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhAlertRow *self = GH_ALERT_ROW (widget);
  gint64 minutes = g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10);

  if (self->alert != NULL && get_inbox (self) != NULL)
    gh_alert_inbox_snooze (get_inbox (self), self->alert,
                           CLAMP (minutes, 1, 24 * 60) * G_TIME_SPAN_MINUTE);
}

static void
gh_alert_row_dispose (GObject *object)
{
  GhAlertRow *self = GH_ALERT_ROW (object);

  g_clear_object (&self->signals);
  /* It is a child of the template too, and would be let go of twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_ALERT_ROW);
  g_clear_object (&self->alert);
  g_clear_object (&self->loader);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_alert_row_parent_class)->dispose (object);
}

static void
gh_alert_row_finalize (GObject *object)
{
  g_free (GH_ALERT_ROW (object)->shown_event_id);

  G_OBJECT_CLASS (gh_alert_row_parent_class)->finalize (object);
}

static void
gh_alert_row_class_init (GhAlertRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_alert_row_dispose;
  object_class->finalize = gh_alert_row_finalize;

  gtk_widget_class_install_action (widget_class, "alert.snooze", "s", snooze_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-alert-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, box);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, picture);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, face);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, what);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, count);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, where);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, when);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, state);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, snooze_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, note_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, note_popover);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, note_entry);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, acknowledge_button);
  gtk_widget_class_bind_template_child (widget_class, GhAlertRow, reopen_button);
  gtk_widget_class_bind_template_callback (widget_class, acknowledge_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, reopen_clicked_cb);
  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_FOLD_BOX);
}

static void
gh_alert_row_init (GhAlertRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  self->signals = g_signal_group_new (GH_TYPE_ALERT);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

/**
 * gh_alert_row_new:
 * @connection: whose alerts
 * @loader: (nullable): decodes the pictures
 *
 * Returns: (transfer floating): a row without an alert
 */
GtkWidget *
gh_alert_row_new (GhConnection *connection, GhPictureLoader *loader)
{
  GhAlertRow *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);

  self = g_object_new (GH_TYPE_ALERT_ROW, NULL);
  self->connection = g_object_ref (connection);
  g_set_object (&self->loader, loader);

  return GTK_WIDGET (self);
}

/**
 * gh_alert_row_get_alert:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GhAlert *
gh_alert_row_get_alert (GhAlertRow *self)
{
  g_return_val_if_fail (GH_IS_ALERT_ROW (self), NULL);

  return self->alert;
}

/**
 * gh_alert_row_set_alert:
 * @self: a row
 * @alert: (nullable): what it shows
 *
 * Sets the alert; a row is used for one after the other.
 */
void
gh_alert_row_set_alert (GhAlertRow *self, GhAlert *alert)
{
  g_return_if_fail (GH_IS_ALERT_ROW (self));
  g_return_if_fail (alert == NULL || GH_IS_ALERT (alert));

  if (!g_set_object (&self->alert, alert))
    return;

  g_signal_group_set_target (self->signals, alert);
  if (alert != NULL)
    update (self);
  else
    {
      gh_face_picture_clear (self->face);
      g_set_str (&self->shown_event_id, NULL);
    }
}
