/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identify-page.h"

#include "gh-camera-dialog.h"
#include "gh-face-boxes.h"
#include "gh-format.h"
#include "gh-identification-batch.h"
#include "gh-identification-results.h"
#include "gh-identification-strip.h"
#include "gh-identified-face.h"
#include "gh-picture-intake.h"

#include <glib/gi18n.h>

struct _GhIdentifyPage
{
  GhPage parent_instance;

  GhIdentificationBatch *batch; /* (owned) (nullable): made when the clock is there */
  GhIdentification *shown;      /* (owned) (nullable) */
  GhPictureIntake *intake;      /* (owned) */

  GtkStack *stack;
  GtkWidget *open;
  GtkLabel *progress;
  GtkWidget *panes;
  GtkWidget *picture_pane;
  GhFaceBoxes *boxes;
  GhIdentificationStrip *strip;
  GhIdentificationResults *results;
};

G_DEFINE_FINAL_TYPE (GhIdentifyPage, gh_identify_page, GH_TYPE_PAGE)

static GhConnection *
get_connection (GhIdentifyPage *self)
{
  return gh_page_get_connection (GH_PAGE (self));
}

static GhRole
get_role (GhIdentifyPage *self)
{
  return get_connection (self) != NULL ? gh_connection_get_role (get_connection (self))
                                       : GH_ROLE_USER;
}

static GhDialectKind
get_dialect_kind (GhIdentifyPage *self)
{
  GhSession *session;

  if (get_connection (self) == NULL)
    return GH_DIALECT_UNKNOWN;
  session = gh_connection_get_session (get_connection (self));
  return gh_dialect_get_kind (gh_transport_get_dialect (gh_session_get_transport (session)));
}

static guint
count_pictures (GhIdentifyPage *self)
{
  return self->batch != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->batch)) : 0;
}

/* --- What the server said of one picture ------------------------------------------------------ */

static void
show_picture (GhIdentifyPage *self)
{
  GhPictureLoader *loader = gh_page_get_picture_loader (GH_PAGE (self));

  gh_face_boxes_show (self->boxes, loader, gh_identification_get_id (self->shown),
                      gh_identification_get_image (self->shown),
                      gh_identification_get_faces (self->shown));
  gh_identification_results_show (self->results, self->shown,
                                  gh_face_boxes_get_texture (self->boxes), loader,
                                  get_dialect_kind (self), get_role (self));
}

static void
set_shown (GhIdentifyPage *self, GhIdentification *picture)
{
  if (self->shown == picture)
    return;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, show_picture, self);
  g_set_object (&self->shown, picture);
  if (picture == NULL)
    return;

  g_signal_connect_swapped (picture, "notify::state", G_CALLBACK (show_picture), self);
  show_picture (self);
}

static void
box_selected_cb (GhIdentifyPage *self)
{
  gh_identification_results_set_selected (self->results,
                                          gh_face_boxes_get_selected (self->boxes));
}

static void
result_selected_cb (GhIdentifyPage *self)
{
  gh_face_boxes_set_selected (self->boxes, gh_identification_results_get_selected (self->results));
}

static void
texture_changed_cb (GhIdentifyPage *self)
{
  gh_identification_results_set_texture (self->results, gh_face_boxes_get_texture (self->boxes));
}

static void
retry_cb (GhIdentifyPage *self)
{
  if (self->batch != NULL && self->shown != NULL)
    gh_identification_batch_retry (self->batch, self->shown);
}

/* --- Several of them -------------------------------------------------------------------------- */

static void
update (GhIdentifyPage *self)
{
  guint n = count_pictures (self);
  g_autofree char *text = NULL;

  /* Translators: how many pictures there are on the page. */
  text = g_strdup_printf (ngettext ("%u picture", "%u pictures", n), n);
  gtk_label_set_label (self->progress, n > 1 ? text : "");
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "pictures" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "identify.clear", n > 0);
}

static void
picture_selected_cb (GhIdentifyPage *self)
{
  set_shown (self, gh_identification_strip_get_selected (self->strip));
}

static void
ensure_batch (GhIdentifyPage *self)
{
  if (self->batch != NULL || gh_page_get_clock (GH_PAGE (self)) == NULL)
    return;

  self->batch = gh_identification_batch_new (gh_page_get_clock (GH_PAGE (self)));
  g_signal_connect_object (self->batch, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gh_identification_batch_set_connection (self->batch, get_connection (self));
  gh_identification_strip_set_pictures (self->strip, G_LIST_MODEL (self->batch));
}

/* FALSE where there is no room for more. */
static gboolean
take (GhIdentifyPage *self, GhIdentification *picture)
{
  g_autofree char *text = NULL;

  ensure_batch (self);
  if (self->batch == NULL || gh_identification_batch_add (self->batch, picture))
    return TRUE;

  text = g_strdup_printf (ngettext ("There is room for %d picture at a time",
                                    "There is room for %d pictures at a time",
                                    GH_IDENTIFICATION_BATCH_MOST),
                          GH_IDENTIFICATION_BATCH_MOST);
  gh_page_say (GH_PAGE (self), text);
  return FALSE;
}

static void
show_last (GhIdentifyPage *self)
{
  guint n = count_pictures (self);

  if (n > 0)
    gh_identification_strip_select (self->strip, n - 1);
}

/* --- Where pictures come from ----------------------------------------------------------------- */

static void
take_files (GhIdentifyPage *self, GListModel *files)
{
  guint before = count_pictures (self);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autoptr (GhIdentification) picture = gh_identification_new_for_file (file);

      if (!take (self, picture))
        break;
    }
  if (count_pictures (self) > before)
    gh_identification_strip_select (self->strip, before);
}

static void
encoded_cb (GhIdentifyPage *self, GBytes *encoded)
{
  gh_identify_page_add_bytes (self, encoded, NULL);
}

static void
fault_cb (GhIdentifyPage *self, const char *text)
{
  gh_page_say (GH_PAGE (self), text);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_picture_intake_choose (GH_IDENTIFY_PAGE (widget)->intake, _("Open Pictures"), TRUE);
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gh_picture_intake_paste (GH_IDENTIFY_PAGE (widget)->intake);
}

static void
captured_cb (GhIdentifyPage *self, GhStill *still)
{
  g_autofree char *time =
    gh_format_time (gh_clock_get_real_us (gh_page_get_clock (GH_PAGE (self))));
  /* Translators: what a picture that was taken just now is called. %s is a time. */
  g_autofree char *name = g_strdup_printf (_("Camera, %s"), time);
  g_autoptr (GhIdentification) picture = gh_identification_new_for_still (still, name);

  if (take (self, picture))
    show_last (self);
}

static void
camera_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);
  GhPage *page = GH_PAGE (widget);
  GhCameraDialog *dialog;

  if (gh_page_get_cameras (page) == NULL || gh_page_get_clock (page) == NULL)
    return;

  dialog = gh_camera_dialog_new (gh_page_get_clock (page), gh_page_get_cameras (page));
  g_signal_connect_object (dialog, "captured", G_CALLBACK (captured_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
clear_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);

  gh_identification_batch_clear (self->batch);
  gtk_widget_grab_focus (self->open);
}

/* With the whole picture goes where the face is, as far as the server has said it: whoever enrols can
 * frame it otherwise. */
static void
enrol_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);
  GBytes *image = self->shown != NULL ? gh_identification_get_image (self->shown) : NULL;
  g_autoptr (GhIdentifiedFace) face = NULL;
  GhBoundingBox box = { 0 };

  if (image == NULL)
    return;

  face = g_list_model_get_item (gh_identification_get_faces (self->shown),
                                g_variant_get_uint32 (parameter));
  if (face == NULL || !gh_identified_face_get_box (face, &box))
    gtk_widget_activate_action (widget, "win.enrol-picture", "@ay",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, image, TRUE));
  else
    gtk_widget_activate_action (widget, "win.enrol-face", "(@aydddd)",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, image, TRUE),
                                box.x, box.y, box.width, box.height);
}

/* --- The page --------------------------------------------------------------------------------- */

static void
gh_identify_page_connection_changed (GhPage *page)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (page);

  if (self->batch != NULL)
    gh_identification_batch_set_connection (self->batch, gh_page_get_connection (page));
}

static gboolean
gh_identify_page_grab_focus (GtkWidget *widget)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);

  return count_pictures (self) == 0 ? gtk_widget_grab_focus (self->open)
                                    : gtk_widget_child_focus (GTK_WIDGET (self->panes),
                                                              GTK_DIR_TAB_FORWARD);
}

static void
gh_identify_page_dispose (GObject *object)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (object);

  if (self->intake != NULL)
    gh_picture_intake_stop (self->intake);
  g_clear_object (&self->intake);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, show_picture, self);
  g_clear_object (&self->shown);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_IDENTIFY_PAGE);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (gh_identify_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/pages/gh-identify-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, open);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, panes);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, picture_pane);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, boxes);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, strip);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, results);
  gtk_widget_class_bind_template_callback (widget_class, box_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, texture_changed_cb);

  g_type_ensure (GH_TYPE_FACE_BOXES);
  g_type_ensure (GH_TYPE_IDENTIFICATION_RESULTS);
  g_type_ensure (GH_TYPE_IDENTIFICATION_STRIP);
}

static void
gh_identify_page_class_init (GhIdentifyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_identify_page_dispose;
  widget_class->grab_focus = gh_identify_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_identify_page_connection_changed;

  gtk_widget_class_install_action (widget_class, "identify.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.camera", NULL, camera_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.clear", NULL, clear_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.enrol", "u", enrol_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "identify.open",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "identify.paste", NULL);
  bind_template (widget_class);
}

static void
gh_identify_page_init (GhIdentifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->intake = gh_picture_intake_new (GTK_WIDGET (self));
  g_signal_connect_object (self->intake, "files", G_CALLBACK (take_files), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "encoded", G_CALLBACK (encoded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "fault", G_CALLBACK (fault_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * gh_identify_page_new:
 *
 * Returns: (transfer floating): a page without pictures
 */
GtkWidget *
gh_identify_page_new (void)
{
  return g_object_new (GH_TYPE_IDENTIFY_PAGE, NULL);
}

/**
 * gh_identify_page_add_file:
 * @self: a page with a clock
 * @file: a picture
 *
 * Asks who is in a picture, after those that are there already, and shows it.
 */
void
gh_identify_page_add_file (GhIdentifyPage *self, GFile *file)
{
  g_autoptr (GhIdentification) picture = NULL;

  g_return_if_fail (GH_IS_IDENTIFY_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  picture = gh_identification_new_for_file (file);
  if (take (self, picture))
    show_last (self);
}

/**
 * gh_identify_page_add_bytes:
 * @self: a page with a clock
 * @encoded: a picture
 * @name: (nullable): what to call it
 *
 * Asks who is in a picture, after those that are there already, and shows it.
 */
void
gh_identify_page_add_bytes (GhIdentifyPage *self, GBytes *encoded, const char *name)
{
  g_autoptr (GhIdentification) picture = NULL;

  g_return_if_fail (GH_IS_IDENTIFY_PAGE (self));
  g_return_if_fail (encoded != NULL);

  picture = gh_identification_new_for_bytes (encoded, name != NULL ? name : _("Picture"));
  if (take (self, picture))
    show_last (self);
}
