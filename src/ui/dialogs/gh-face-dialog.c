/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-dialog.h"

#include "gh-error-words.h"
#include "gh-error.h"
#include "gh-face-picture.h"
#include "gh-face-words.h"
#include "gh-person-chooser.h"
#include "gh-picture-files.h"
#include "gh-still.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the request has besides the picture. */
#define REQUEST_BYTES 1024
#define MOST_SIDE 1280
#define LEAST_SIDE 160
/* Half of what the field shows. */
#define SAME_PER_CENT 0.05
#define REPLACEMENT_ID "replacement"

struct _GhFaceDialog
{
  AdwDialog parent_instance;

  GhConnection *connection;  /* (owned) */
  GhPictureLoader *loader;   /* (owned) (nullable) */
  GhFaceRecord *record;      /* (owned): as it was */
  GCancellable *cancellable; /* (owned) */
  char *user_id;             /* (owned) (nullable): as it is to be */
  GBytes *image;             /* (owned) (nullable): a new picture, a JPEG */
  guint n_images;            /* that were chosen */

  AdwNavigationView *navigation;
  GtkWidget *save;
  GtkWidget *spinner;
  GtkWidget *form;
  GtkWidget *fault;
  GtkLabel *fault_label;
  GhFacePicture *picture;
  AdwActionRow *person;
  AdwSpinRow *confidence;
  AdwSwitchRow *active;
  GhPersonChooser *chooser;
};

typedef enum
{
  PROP_FACE_ID = 1,
} GhFaceDialogProperty;

enum
{
  SIGNAL_SAVED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhFaceDialog, gh_face_dialog, ADW_TYPE_DIALOG)

static GParamSpec *properties[PROP_FACE_ID + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
set_busy (GhFaceDialog *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->form, !busy);
}

static void
show_fault (GhFaceDialog *self, const char *text)
{
  gtk_widget_set_visible (self->fault, text != NULL);
  gtk_label_set_label (self->fault_label, text != NULL ? text : "");
}

/* With what the server says of single values, one to a line. */
static char *
dup_words (const GError *error)
{
  g_autofree char *advice = gh_error_words_dup_advice (error, NULL);
  GHashTable *fields = gh_error_get_field_errors (error);
  GString *words = g_string_new (advice);
  GHashTableIter iter;
  gpointer message;

  if (fields != NULL)
    {
      g_hash_table_iter_init (&iter, fields);
      while (g_hash_table_iter_next (&iter, NULL, &message))
        g_string_append_printf (words, "\n%s", (const char *) message);
    }
  return g_string_free_and_steal (words);
}

static void
show_error (GhFaceDialog *self, const GError *error)
{
  g_autofree char *words = dup_words (error);

  set_busy (self, FALSE);
  show_fault (self, words);
}

static void
show_person (GhFaceDialog *self, const char *name)
{
  adw_action_row_set_subtitle (self->person, name != NULL            ? name
                                             : self->user_id != NULL ? self->user_id
                                                                     : _("Nobody"));
}

/* --- Another picture -------------------------------------------------------------------------- */

static void
encoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = gh_still_encode_finish (GH_STILL (source), result, NULL, &error);
  GhFaceDialog *self;
  g_autofree char *id = NULL;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_DIALOG (user_data);
  if (image == NULL)
    {
      show_error (self, error);
      return;
    }
  set_busy (self, FALSE);
  g_clear_pointer (&self->image, g_bytes_unref);
  self->image = g_steal_pointer (&image);
  id = g_strdup_printf ("%s-%s-%u", REPLACEMENT_ID, gh_face_record_get_id (self->record),
                        ++self->n_images);
  gh_face_picture_show (self->picture, self->loader, id, self->image, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStill) still = gh_still_read_finish (result, &error);
  GhFaceDialog *self;
  GhStillLimits limits = { .most_side = MOST_SIDE, .least_side = LEAST_SIDE };
  GhDialect *dialect;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_DIALOG (user_data);
  if (still == NULL)
    {
      show_error (self, error);
      return;
    }
  dialect = gh_transport_get_dialect (
    gh_session_get_transport (gh_connection_get_session (self->connection)));
  limits.most_bytes = gh_still_get_most_bytes_in_base64 (
    gh_dialect_get_most_json_bytes (dialect) - REQUEST_BYTES);
  gh_still_encode_async (still, &limits, self->cancellable, encoded_cb, self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file =
    gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    gh_face_dialog_set_picture_file (GH_FACE_DIALOG (user_data), file);
  g_object_unref (user_data);
}

static void
replace_clicked_cb (GhFaceDialog *self)
{
  g_autoptr (GtkFileDialog) chooser = gh_picture_files_new_dialog (_("Choose a Picture"));

  gtk_file_dialog_open (chooser, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        self->cancellable, chosen_cb, g_object_ref (self));
}

/* --- The person ------------------------------------------------------------------------------- */

static void
person_activated_cb (GhFaceDialog *self)
{
  adw_navigation_view_push_by_tag (self->navigation, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->chooser));
}

static void
person_chosen_cb (GhFaceDialog *self, GhUser *user)
{
  g_set_str (&self->user_id, user != NULL ? gh_user_get_id (user) : NULL);
  show_person (self, user != NULL ? gh_user_get_display_name (user) : NULL);
  adw_navigation_view_pop (self->navigation);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceRecord) record =
    gh_face_recognition_update_record_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFaceDialog *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_FACE_DIALOG (user_data);
  if (record == NULL)
    {
      show_error (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, record);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static GhFaceChanges
get_changes (GhFaceDialog *self)
{
  GhFaceChanges changes = { 0 };
  double per_cent = adw_spin_row_get_value (self->confidence);

  if (g_strcmp0 (self->user_id, gh_face_record_get_user_id (self->record)) != 0)
    changes.fields |= GH_FACE_FIELD_USER_ID;
  if (self->image != NULL)
    changes.fields |= GH_FACE_FIELD_IMAGE;
  if (fabs (per_cent - 100.0 * gh_face_record_get_confidence (self->record)) > SAME_PER_CENT)
    changes.fields |= GH_FACE_FIELD_CONFIDENCE;
  if (adw_switch_row_get_active (self->active) != gh_face_record_get_is_active (self->record))
    changes.fields |= GH_FACE_FIELD_IS_ACTIVE;
  changes.user_id = self->user_id;
  changes.image = self->image;
  changes.media_type = "image/jpeg";
  changes.confidence = per_cent / 100.0;
  changes.is_active = adw_switch_row_get_active (self->active);
  return changes;
}

static void
save_clicked_cb (GhFaceDialog *self)
{
  GhFaceChanges changes = get_changes (self);

  if (changes.fields == GH_FACE_FIELD_NONE)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  show_fault (self, NULL);
  set_busy (self, TRUE);
  gh_face_recognition_update_record_async (
    gh_connection_get_face_recognition (self->connection), gh_face_record_get_id (self->record),
    &changes, self->cancellable, saved_cb, self);
}

static void
cancel_clicked_cb (GhFaceDialog *self)
{
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
gh_face_dialog_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceDialog *self = GH_FACE_DIALOG (object);

  switch ((GhFaceDialogProperty) property_id)
    {
    case PROP_FACE_ID:
      g_value_set_string (value,
                          self->record != NULL ? gh_face_record_get_face_id (self->record) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_dialog_dispose (GObject *object)
{
  GhFaceDialog *self = GH_FACE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_DIALOG);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_object (&self->record);
  g_clear_object (&self->loader);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_face_dialog_parent_class)->dispose (object);
}

static void
gh_face_dialog_class_init (GhFaceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_dialog_get_property;
  object_class->dispose = gh_face_dialog_dispose;

  properties[PROP_FACE_ID] =
    g_param_spec_string ("face-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_FACE_RECORD);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-face-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, save);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, form);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, fault_label);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, person);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, confidence);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, active);
  gtk_widget_class_bind_template_child (widget_class, GhFaceDialog, chooser);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_chosen_cb);

  g_type_ensure (GH_TYPE_FACE_PICTURE);
  g_type_ensure (GH_TYPE_PERSON_CHOOSER);
}

static void
gh_face_dialog_init (GhFaceDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (GhFaceDialog *self)
{
  GhFaceRecord *record = self->record;
  g_autofree char *id = gh_face_words_dup_picture_id (record);

  gh_face_picture_show (self->picture, self->loader, id, gh_face_record_get_image (record),
                        gh_face_words_get_name (record));
  show_person (self, gh_face_words_get_name (record));
  adw_spin_row_set_value (self->confidence, 100.0 * gh_face_record_get_confidence (record));
  adw_switch_row_set_active (self->active, gh_face_record_get_is_active (record));
  gh_person_chooser_set_users (self->chooser, gh_connection_get_users (self->connection));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACE_ID]);
}

/**
 * gh_face_dialog_new:
 * @connection: the server that has the record
 * @loader: (nullable): decodes the pictures
 * @record: what is to be changed
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
AdwDialog *
gh_face_dialog_new (GhConnection *connection, GhPictureLoader *loader, GhFaceRecord *record)
{
  GhFaceDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_FACE_RECORD (record), NULL);

  self = g_object_new (GH_TYPE_FACE_DIALOG, NULL);
  self->connection = g_object_ref (connection);
  g_set_object (&self->loader, loader);
  self->record = g_object_ref (record);
  self->user_id = g_strdup (gh_face_record_get_user_id (record));
  fill (self);

  return ADW_DIALOG (self);
}

/**
 * gh_face_dialog_set_picture_file:
 * @self: a dialog
 * @file: a picture
 *
 * Takes another picture for the record, made to fit into what the server accepts.
 */
void
gh_face_dialog_set_picture_file (GhFaceDialog *self, GFile *file)
{
  g_return_if_fail (GH_IS_FACE_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  show_fault (self, NULL);
  set_busy (self, TRUE);
  gh_still_read_file_async (file, self->cancellable, read_cb, self);
}
