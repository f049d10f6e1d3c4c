/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-filter-dialog.h"

#include "gh-camera-list.h"
#include "gh-control-names.h"
#include "gh-person-chooser.h"

#include <glib/gi18n.h>
#include <math.h>

struct _GhEventFilterDialog
{
  AdwDialog parent_instance;

  GhConnection *connection; /* (owned) */
  GhEventFilter *filter;    /* (owned): as it was */
  GhUser *person;           /* (owned) (nullable) */

  GtkStack *stack;
  GtkButton *back_button;
  GtkWidget *apply_button;
  GtkWidget *person_row;
  GtkWidget *clear_person;
  GtkEditable *face_id_row;
  GtkEditable *record_row;
  GtkEditable *camera_row;
  GtkMenuButton *cameras_button;
  AdwSpinRow *least_row;
  AdwSpinRow *most_row;
  GhPersonChooser *chooser;
};

enum
{
  SIGNAL_APPLIED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhEventFilterDialog, gh_event_filter_dialog, ADW_TYPE_DIALOG)

static guint signals[SIGNAL_LAST_SIGNAL];

static void
show_person (GhEventFilterDialog *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->person_row),
                               self->person != NULL ? gh_user_get_display_name (self->person)
                                                    : _("Anybody"));
  gtk_widget_set_visible (self->clear_person, self->person != NULL);
}

static void
show_form (GhEventFilterDialog *self, gboolean is_form)
{
  gtk_stack_set_visible_child_name (self->stack, is_form ? "form" : "person");
  gtk_button_set_label (self->back_button, is_form ? _("_Cancel") : _("_Back"));
  gtk_widget_set_visible (self->apply_button, is_form);
}

static void
choose_person_cb (GhEventFilterDialog *self)
{
  show_form (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
}

static void
clear_person_cb (GhEventFilterDialog *self)
{
  g_clear_object (&self->person);
  show_person (self);
  gtk_widget_grab_focus (self->person_row);
}

static void
person_chosen_cb (GhEventFilterDialog *self, GhUser *person)
{
  g_set_object (&self->person, person);
  show_person (self);
  show_form (self, TRUE);
  gtk_widget_grab_focus (self->person_row);
}

/* Whichever was changed just now stays, and the other follows. */
static void
least_changed_cb (GhEventFilterDialog *self)
{
  if (adw_spin_row_get_value (self->most_row) < adw_spin_row_get_value (self->least_row))
    adw_spin_row_set_value (self->most_row, adw_spin_row_get_value (self->least_row));
}

static void
most_changed_cb (GhEventFilterDialog *self)
{
  if (adw_spin_row_get_value (self->least_row) > adw_spin_row_get_value (self->most_row))
    adw_spin_row_set_value (self->least_row, adw_spin_row_get_value (self->most_row));
}

static void
back_clicked_cb (GhEventFilterDialog *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0)
    adw_dialog_close (ADW_DIALOG (self));
  else
    show_form (self, TRUE);
}

static char *
dup_text (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
apply_clicked_cb (GhEventFilterDialog *self)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_copy (self->filter);

  g_free (filter->face_id);
  filter->face_id = dup_text (self->face_id_row);
  g_free (filter->face_record_id);
  filter->face_record_id = dup_text (self->record_row);
  g_free (filter->camera_id);
  filter->camera_id = dup_text (self->camera_row);
  filter->least_confidence = adw_spin_row_get_value (self->least_row) / 100.0;
  filter->most_confidence = adw_spin_row_get_value (self->most_row) / 100.0;
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, filter, self->person);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
camera_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_editable_set_text (GH_EVENT_FILTER_DIALOG (widget)->camera_row,
                         g_variant_get_string (parameter, NULL));
}

static void
offer_cameras (GhEventFilterDialog *self)
{
  g_autoptr (GhCameraList) cameras = gh_camera_list_new (self->connection);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cameras)); i++)
    {
      g_autoptr (GhCameraItem) camera = g_list_model_get_item (G_LIST_MODEL (cameras), i);
      const char *id = gh_camera_item_get_id (camera);
      g_autoptr (GMenuItem) item = NULL;

      if (id == NULL)
        continue;
      item = g_menu_item_new (id, NULL);
      g_menu_item_set_action_and_target (item, "event-filter.camera", "s", id);
      g_menu_append_item (menu, item);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cameras_button),
                          g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_menu_button_set_menu_model (self->cameras_button, G_MENU_MODEL (menu));
}

static void
gh_event_filter_dialog_dispose (GObject *object)
{
  GhEventFilterDialog *self = GH_EVENT_FILTER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_FILTER_DIALOG);
  g_clear_object (&self->person);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_event_filter_dialog_parent_class)->dispose (object);
}

static void
gh_event_filter_dialog_finalize (GObject *object)
{
  g_clear_pointer (&GH_EVENT_FILTER_DIALOG (object)->filter, gh_event_filter_free);

  G_OBJECT_CLASS (gh_event_filter_dialog_parent_class)->finalize (object);
}

static void
gh_event_filter_dialog_class_init (GhEventFilterDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_event_filter_dialog_dispose;
  object_class->finalize = gh_event_filter_dialog_finalize;

  signals[SIGNAL_APPLIED] =
    g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, GH_TYPE_EVENT_FILTER | G_SIGNAL_TYPE_STATIC_SCOPE,
                  GH_TYPE_USER);

  gtk_widget_class_install_action (widget_class, "event-filter.camera", "s", camera_action_cb);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-event-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, person_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, clear_person);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, face_id_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, record_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, camera_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, cameras_button);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, least_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, most_row);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterDialog, chooser);
  gtk_widget_class_bind_template_callback (widget_class, choose_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, least_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, most_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);

  g_type_ensure (GH_TYPE_PERSON_CHOOSER);
}

static void
gh_event_filter_dialog_init (GhEventFilterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
}

static void
set_text (GtkEditable *row, const char *text)
{
  gtk_editable_set_text (row, text != NULL ? text : "");
}

/**
 * gh_event_filter_dialog_new:
 * @connection: whose people and cameras are offered
 * @filter: what is filtered by now
 * @person: (nullable): whose face records the filter has
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhEventFilterDialog *
gh_event_filter_dialog_new (GhConnection *connection, const GhEventFilter *filter, GhUser *person)
{
  GhEventFilterDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (filter != NULL, NULL);
  g_return_val_if_fail (person == NULL || GH_IS_USER (person), NULL);

  self = g_object_new (GH_TYPE_EVENT_FILTER_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  self->filter = gh_event_filter_copy (filter);
  g_set_object (&self->person, person);
  gh_person_chooser_set_users (self->chooser, gh_connection_get_users (connection));
  /* Who may not see the people cannot choose one; a person who is set can be taken away. */
  gtk_widget_set_visible (self->person_row,
                          person != NULL || gh_connection_get_role (connection) >= GH_ROLE_MODERATOR);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->person_row),
                                    gh_connection_get_role (connection) >= GH_ROLE_MODERATOR);
  show_person (self);
  set_text (self->face_id_row, filter->face_id);
  set_text (self->record_row, filter->face_record_id);
  set_text (self->camera_row, filter->camera_id);
  adw_spin_row_set_value (self->least_row, round (filter->least_confidence * 100.0));
  adw_spin_row_set_value (self->most_row, round (filter->most_confidence * 100.0));
  offer_cameras (self);

  return self;
}
