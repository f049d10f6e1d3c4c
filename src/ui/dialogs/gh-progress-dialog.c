/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-progress-dialog.h"

struct _GhProgressDialog
{
  AdwDialog parent_instance;

  GCancellable *cancellable; /* (owned) */

  GtkProgressBar *bar;
  GtkLabel *words;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (GhProgressDialog, gh_progress_dialog, ADW_TYPE_DIALOG)

static void
cancel_clicked_cb (GhProgressDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
}

static void
gh_progress_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (GH_PROGRESS_DIALOG (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PROGRESS_DIALOG);

  G_OBJECT_CLASS (gh_progress_dialog_parent_class)->dispose (object);
}

static void
gh_progress_dialog_finalize (GObject *object)
{
  g_clear_object (&GH_PROGRESS_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (gh_progress_dialog_parent_class)->finalize (object);
}

static void
gh_progress_dialog_class_init (GhProgressDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_progress_dialog_dispose;
  object_class->finalize = gh_progress_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-progress-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhProgressDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, GhProgressDialog, words);
  gtk_widget_class_bind_template_child (widget_class, GhProgressDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
gh_progress_dialog_init (GhProgressDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_progress_dialog_new:
 * @title: what takes a while
 *
 * Returns: (transfer floating): a dialog, to be presented
 */
GhProgressDialog *
gh_progress_dialog_new (const char *title)
{
  return g_object_new (GH_TYPE_PROGRESS_DIALOG, "title", title, NULL);
}

/**
 * gh_progress_dialog_get_cancellable:
 * @self: a dialog
 *
 * Returns: (transfer none): is cancelled when somebody wants it to end, or nobody sees it any more
 */
GCancellable *
gh_progress_dialog_get_cancellable (GhProgressDialog *self)
{
  g_return_val_if_fail (GH_IS_PROGRESS_DIALOG (self), NULL);

  return self->cancellable;
}

/**
 * gh_progress_dialog_set_progress:
 * @self: a dialog
 * @share: how much is done, 0 to 1
 * @words: the same in words
 *
 * Says how far it is.
 */
void
gh_progress_dialog_set_progress (GhProgressDialog *self, double share, const char *words)
{
  g_return_if_fail (GH_IS_PROGRESS_DIALOG (self));

  gtk_progress_bar_set_fraction (self->bar, CLAMP (share, 0.0, 1.0));
  gtk_label_set_label (self->words, words);
}
