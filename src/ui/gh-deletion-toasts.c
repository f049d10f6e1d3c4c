/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-deletion-toasts.h"

#include "gh-error-words.h"
#include "gh-face-words.h"

#include <glib/gi18n.h>

struct _GhDeletionToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay;   /* (nullable): weak */
  GhFaceDeletions *deletions; /* (owned) (nullable) */
  GSignalGroup *signals;      /* (owned) */
  AdwToast *toast;            /* (owned) (nullable): with the button */
  char *id;                   /* (owned) (nullable): of the record that the button is about */
};

G_DEFINE_FINAL_TYPE (GhDeletionToasts, gh_deletion_toasts, G_TYPE_OBJECT)

static AdwToast *
create_toast (const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  return toast;
}

static void
drop_toast (GhDeletionToasts *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  g_clear_pointer (&self->id, g_free);
  if (toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
}

static void
undo_clicked_cb (GhDeletionToasts *self)
{
  g_autofree char *id = g_steal_pointer (&self->id);

  if (id != NULL && self->deletions != NULL)
    gh_face_deletions_undo (self->deletions, id);
}

/* One at a time and the newest: the time of one that waited behind another would be over. What the
 * toast no longer offers is still offered where the record is shown. */
static void
offer_undo (GhDeletionToasts *self, GhFaceRecord *record)
{
  g_autofree char *who = gh_face_words_dup_who (record);
  /* Translators: %s is a name, or the id of a face. */
  g_autofree char *text = g_strdup_printf (_("The face of %s will be deleted"), who);

  drop_toast (self);
  self->id = g_strdup (gh_face_record_get_id (record));
  self->toast = g_object_ref (create_toast (text));
  adw_toast_set_button_label (self->toast, _("_Undo"));
  adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
  /* It goes when there is nothing more to be taken back, and not by itself. */
  adw_toast_set_timeout (self->toast, 0);
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (undo_clicked_cb), self);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
}

static void
changed_cb (GhDeletionToasts *self, GhFaceRecord *record, GhFaceDeletions *deletions)
{
  const char *id = gh_face_record_get_id (record);

  if (self->overlay == NULL)
    return;
  if (gh_face_deletions_get_state (deletions, id) == GH_FACE_DELETION_WAITING)
    offer_undo (self, record);
  else if (g_strcmp0 (self->id, id) == 0)
    drop_toast (self);
}

static void
failed_cb (GhDeletionToasts *self, GhFaceRecord *record, const GError *error)
{
  g_autofree char *who = gh_face_words_dup_who (record);
  g_autofree char *advice = gh_error_words_dup_advice (error, NULL);
  /* Translators: a name, or the id of a face, and a sentence that tells why. */
  g_autofree char *text = g_strdup_printf (_("The face of %s was not deleted. %s"), who, advice);
  AdwToast *toast;

  if (self->overlay == NULL)
    return;

  toast = create_toast (text);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
gh_deletion_toasts_dispose (GObject *object)
{
  GhDeletionToasts *self = GH_DELETION_TOASTS (object);

  drop_toast (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->deletions);
  g_clear_weak_pointer (&self->overlay);

  G_OBJECT_CLASS (gh_deletion_toasts_parent_class)->dispose (object);
}

static void
gh_deletion_toasts_class_init (GhDeletionToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_deletion_toasts_dispose;
}

static void
gh_deletion_toasts_init (GhDeletionToasts *self)
{
  self->signals = g_signal_group_new (GH_TYPE_FACE_DELETIONS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "failed", G_CALLBACK (failed_cb), self);
}

/**
 * gh_deletion_toasts_new:
 * @overlay: where to say it; not kept alive
 *
 * Returns: (transfer full): the teller, of nothing yet
 */
GhDeletionToasts *
gh_deletion_toasts_new (AdwToastOverlay *overlay)
{
  GhDeletionToasts *self = g_object_new (GH_TYPE_DELETION_TOASTS, NULL);

  g_set_weak_pointer (&self->overlay, overlay);
  return self;
}

/**
 * gh_deletion_toasts_set_deletions:
 * @self: the teller
 * @deletions: (nullable): what to tell of
 *
 * Tells of other deletions from now on.
 */
void
gh_deletion_toasts_set_deletions (GhDeletionToasts *self, GhFaceDeletions *deletions)
{
  g_return_if_fail (GH_IS_DELETION_TOASTS (self));
  g_return_if_fail (deletions == NULL || GH_IS_FACE_DELETIONS (deletions));

  if (!g_set_object (&self->deletions, deletions))
    return;

  drop_toast (self);
  g_signal_group_set_target (self->signals, deletions);
}

static void
committed_before_close_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;

  /* Where the server would not have it, the window stays and says so. */
  if (gh_face_deletions_commit_finish (GH_FACE_DELETIONS (source), result, NULL))
    gtk_window_close (window);
}

/**
 * gh_deletion_toasts_hold_close:
 * @self: the teller
 * @window: somebody wants to close it
 *
 * Who closes the window has still said that a face is to be deleted: it is done at once, and the
 * window is closed when the server has answered.
 *
 * Returns: whether there is something to wait for
 */
gboolean
gh_deletion_toasts_hold_close (GhDeletionToasts *self, GtkWindow *window)
{
  g_return_val_if_fail (GH_IS_DELETION_TOASTS (self), FALSE);
  g_return_val_if_fail (GTK_IS_WINDOW (window), FALSE);

  if (self->deletions == NULL || gh_face_deletions_get_n_pending (self->deletions) == 0)
    return FALSE;

  gh_face_deletions_commit_async (self->deletions, NULL, committed_before_close_cb,
                                  g_object_ref (window));
  return TRUE;
}
