/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-identify-page.h"

#include "gh-face-boxes.h"
#include "gh-face-picture.h"
#include "gh-identification-batch.h"
#include "gh-identification-words.h"
#include "gh-identified-row.h"
#include "gh-picture-files.h"
#include "gh-status.h"

#include <glib/gi18n.h>

#define THUMB_SIZE 64
#define THUMB_SPACING 4

struct _GhIdentifyPage
{
  GhPage parent_instance;

  GhIdentificationBatch *batch; /* (owned) (nullable): made when the clock is there */
  GhIdentification *shown;      /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned): of dialogs and the clipboard */
  gboolean is_selecting;        /* box and row follow each other */

  GtkStack *stack;
  GtkWidget *open;
  GtkLabel *progress;
  GtkWidget *panes;
  GtkWidget *picture_pane;
  GtkWidget *results_pane;
  GhFaceBoxes *boxes;
  GtkWidget *strip;
  GtkSingleSelection *selection;
  GtkLabel *name;
  GtkLabel *summary;
  GtkStack *results;
  AdwStatusPage *status;
  GtkWidget *retry;
  GtkListBox *faces;
  GtkLabel *notes;
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
fill_faces (GhIdentifyPage *self)
{
  GListModel *faces = gh_identification_get_faces (self->shown);
  g_autofree char *notes = gh_identification_words_dup_notes (self->shown);

  gtk_list_box_remove_all (self->faces);
  for (guint i = 0; i < g_list_model_get_n_items (faces); i++)
    {
      g_autoptr (GhIdentifiedFace) face = g_list_model_get_item (faces, i);
      GtkWidget *row = gh_identified_row_new (face, gh_page_get_picture_loader (GH_PAGE (self)),
                                              get_dialect_kind (self), get_role (self));

      gh_identified_row_set_texture (GH_IDENTIFIED_ROW (row),
                                     gh_face_boxes_get_texture (self->boxes));
      gtk_list_box_append (self->faces, row);
    }
  gtk_label_set_label (self->notes, notes != NULL ? notes : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes), notes != NULL);
}

static void
show_results (GhIdentifyPage *self)
{
  const GError *error = gh_identification_get_error (self->shown);
  GhIdentificationState state = gh_identification_get_state (self->shown);
  const char *page = "busy";

  gtk_widget_set_visible (self->retry, state == GH_IDENTIFICATION_FAILED);
  if (state == GH_IDENTIFICATION_FAILED && error != NULL)
    {
      gh_status_set_error (self->status, error);
      page = "status";
    }
  else if (state == GH_IDENTIFICATION_DONE
           && g_list_model_get_n_items (gh_identification_get_faces (self->shown)) == 0)
    {
      gh_status_set_texts (self->status, "avatar-default-symbolic", _("No Face Found"),
                           _("The server sees nobody in this picture."));
      page = "status";
    }
  else if (state == GH_IDENTIFICATION_DONE)
    {
      fill_faces (self);
      page = "faces";
    }
  gtk_stack_set_visible_child_name (self->results, page);
}

static void
show_picture (GhIdentifyPage *self)
{
  g_autofree char *summary = gh_identification_words_dup_summary (self->shown);

  gtk_label_set_label (self->name, gh_identification_get_name (self->shown));
  gtk_label_set_label (self->summary, summary);
  gh_face_boxes_show (self->boxes, gh_page_get_picture_loader (GH_PAGE (self)),
                      gh_identification_get_id (self->shown),
                      gh_identification_get_image (self->shown),
                      gh_identification_get_faces (self->shown));
  show_results (self);
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
  int selected = gh_face_boxes_get_selected (self->boxes);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->faces, selected);

  if (self->is_selecting)
    return;
  self->is_selecting = TRUE;
  gtk_list_box_select_row (self->faces, selected >= 0 ? row : NULL);
  self->is_selecting = FALSE;
}

static void
row_selected_cb (GhIdentifyPage *self, GtkListBoxRow *row)
{
  if (self->is_selecting)
    return;
  self->is_selecting = TRUE;
  gh_face_boxes_set_selected (self->boxes, row != NULL ? gtk_list_box_row_get_index (row) : -1);
  self->is_selecting = FALSE;
}

static void
texture_changed_cb (GhIdentifyPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->faces, i)) != NULL; i++)
    gh_identified_row_set_texture (GH_IDENTIFIED_ROW (row),
                                   gh_face_boxes_get_texture (self->boxes));
}

static void
retry_clicked_cb (GhIdentifyPage *self)
{
  if (self->batch != NULL && self->shown != NULL)
    gh_identification_batch_retry (self->batch, self->shown);
}

/* --- Several of them -------------------------------------------------------------------------- */

static void
show_thumb (GhIdentification *picture, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *item = GTK_LIST_ITEM (user_data);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *page = gtk_widget_get_ancestor (box, GH_TYPE_IDENTIFY_PAGE);
  g_autofree char *label = gh_identification_words_dup_label (picture);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)),
                       gh_identification_words_get_short (picture));
  gtk_list_item_set_accessible_label (item, label);
  if (page != NULL)
    gh_face_picture_show (GH_FACE_PICTURE (gtk_widget_get_first_child (box)),
                          gh_page_get_picture_loader (GH_PAGE (page)),
                          gh_identification_get_id (picture),
                          gh_identification_get_image (picture),
                          gh_identification_get_name (picture));
}

static void
thumb_setup_cb (GhIdentifyPage *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, THUMB_SPACING);
  GtkWidget *picture = gh_face_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gh_face_picture_set_size (GH_FACE_PICTURE (picture), THUMB_SIZE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
thumb_bound_cb (GhIdentifyPage *self, GtkListItem *item)
{
  GhIdentification *picture = gtk_list_item_get_item (item);

  g_signal_connect_object (picture, "notify::state", G_CALLBACK (show_thumb), item,
                           G_CONNECT_DEFAULT);
  show_thumb (picture, NULL, item);
}

static void
thumb_unbound_cb (GhIdentifyPage *self, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_thumb, item);
  gh_face_picture_clear (GH_FACE_PICTURE (gtk_widget_get_first_child (box)));
}

static void
update (GhIdentifyPage *self)
{
  guint n = count_pictures (self);
  g_autofree char *text = NULL;

  /* Translators: how many pictures there are on the page. */
  text = g_strdup_printf (ngettext ("%u picture", "%u pictures", n), n);
  gtk_label_set_label (self->progress, n > 1 ? text : "");
  gtk_widget_set_visible (self->strip, n > 1);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "pictures" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "identify.clear", n > 0);
}

static void
selection_changed_cb (GhIdentifyPage *self)
{
  set_shown (self, gtk_single_selection_get_selected_item (self->selection));
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
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->batch));
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
    gtk_single_selection_set_selected (self->selection, n - 1);
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
    gtk_single_selection_set_selected (self->selection, before);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhIdentifyPage) self = user_data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && !g_cancellable_is_cancelled (self->cancellable))
    take_files (self, files);
}

static void
open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gh_picture_files_new_dialog (_("Open Pictures"));

  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (widget)),
                                 self->cancellable, opened_cb, g_object_ref (self));
}

static void
take_texture (GhIdentifyPage *self, GdkTexture *texture)
{
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

  gh_identify_page_add_bytes (self, png, _("Pasted picture"));
}

static void
pasted_texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhIdentifyPage) self = user_data;
  g_autoptr (GdkTexture) texture =
    gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (texture != NULL)
    take_texture (self, texture);
  else
    gh_page_say (GH_PAGE (self), _("There is no picture on the clipboard"));
}

static void
pasted_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhIdentifyPage) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GListStore) files = NULL;

  if (value == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  files = g_list_store_new (G_TYPE_FILE);
  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  take_files (self, G_LIST_MODEL (files));
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard),
                                         GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    self->cancellable, pasted_files_cb, g_object_ref (self));
  else
    gdk_clipboard_read_texture_async (clipboard, self->cancellable, pasted_texture_cb,
                                      g_object_ref (self));
}

static gboolean
drop_cb (GhIdentifyPage *self, const GValue *value)
{
  g_autoptr (GListStore) files = NULL;

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      take_texture (self, g_value_get_object (value));
      return TRUE;
    }
  files = g_list_store_new (G_TYPE_FILE);
  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  take_files (self, G_LIST_MODEL (files));
  return TRUE;
}

static void
clear_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);

  gh_identification_batch_clear (self->batch);
  gtk_widget_grab_focus (self->open);
}

/* The whole picture: whoever enrols chooses the face in it. */
static void
enrol_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhIdentifyPage *self = GH_IDENTIFY_PAGE (widget);
  GBytes *image = self->shown != NULL ? gh_identification_get_image (self->shown) : NULL;

  if (image != NULL)
    gtk_widget_activate_action (widget, "win.enrol-picture", "@ay",
                                g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, image, TRUE));
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

  g_cancellable_cancel (self->cancellable);
  /* Rows that go are told to be no longer selected. */
  self->is_selecting = TRUE;
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, show_picture, self);
  g_clear_object (&self->shown);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_IDENTIFY_PAGE);
  g_clear_object (&self->batch);

  G_OBJECT_CLASS (gh_identify_page_parent_class)->dispose (object);
}

static void
gh_identify_page_finalize (GObject *object)
{
  g_clear_object (&GH_IDENTIFY_PAGE (object)->cancellable);

  G_OBJECT_CLASS (gh_identify_page_parent_class)->finalize (object);
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
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, results_pane);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, boxes);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, strip);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, selection);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, name);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, summary);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, results);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, retry);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, faces);
  gtk_widget_class_bind_template_child (widget_class, GhIdentifyPage, notes);
  gtk_widget_class_bind_template_callback (widget_class, box_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, texture_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_bound_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_unbound_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);

  g_type_ensure (GH_TYPE_FACE_BOXES);
}

static void
gh_identify_page_class_init (GhIdentifyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_identify_page_dispose;
  object_class->finalize = gh_identify_page_finalize;
  widget_class->grab_focus = gh_identify_page_grab_focus;
  GH_PAGE_CLASS (klass)->connection_changed = gh_identify_page_connection_changed;

  gtk_widget_class_install_action (widget_class, "identify.open", NULL, open_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.paste", NULL, paste_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.clear", NULL, clear_action_cb);
  gtk_widget_class_install_action (widget_class, "identify.enrol", NULL, enrol_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "identify.open",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "identify.paste", NULL);
  bind_template (widget_class);
}

static void
gh_identify_page_init (GhIdentifyPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (target, (GType[]) { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE }, 2);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
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
