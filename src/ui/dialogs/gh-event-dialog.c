/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-dialog.h"

#include "gh-error.h"
#include "gh-event-detail.h"
#include "gh-event-finder.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhEventDialog
{
  AdwDialog parent_instance;

  GhConnection *connection;  /* (owned) */
  GhPictureLoader *loader;   /* (owned) */
  char *id;                  /* (owned) */
  gint64 time_us;
  GCancellable *cancellable; /* (owned): of the search */
  GtkWidget *detail;

  GtkStack *stack;
  AdwBin *detail_bin;
  AdwStatusPage *status;
  GtkWidget *retry;
};

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_PICTURE_LOADER,
} GhEventDialogProperty;

G_DEFINE_FINAL_TYPE (GhEventDialog, gh_event_dialog, ADW_TYPE_DIALOG)

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];

static void
show_error (GhEventDialog *self, const GError *error)
{
  gboolean is_gone = g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND);

  if (is_gone)
    gh_status_set_texts (self->status, "document-open-recent-symbolic", _("Event Not Found"),
                         _("Signed in as you are, the server does not have this event, or no "
                           "longer."));
  else
    gh_status_set_error (self->status, error);
  gtk_widget_set_visible (self->retry, !is_gone);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhEventDialog *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFaceEvent) event =
    gh_event_finder_find_finish (GH_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = GH_EVENT_DIALOG (user_data);
  if (event != NULL)
    gh_event_detail_set_event (GH_EVENT_DETAIL (self->detail), event);
  else
    show_error (self, error);
}

static void
find (GhEventDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "detail");
  gh_event_finder_find_async (self->connection, self->id, self->time_us, self->cancellable,
                              found_cb, self);
}

static void
retry_cb (GhEventDialog *self)
{
  find (self);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* What is asked for from here is shown below. */
static void
identify_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  gtk_widget_activate_action_variant (parent, "win.identify-picture", parameter);
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The buttons of the detail pane; alone, an event has no neighbours. */
static void
neighbour_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
}

static void
gh_event_dialog_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventDialog *self = GH_EVENT_DIALOG (object);

  switch ((GhEventDialogProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_dialog_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhEventDialog *self = GH_EVENT_DIALOG (object);

  switch ((GhEventDialogProperty) property_id)
    {
    case PROP_CONNECTION:
      self->connection = g_value_dup_object (value);
      break;
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_dialog_constructed (GObject *object)
{
  GhEventDialog *self = GH_EVENT_DIALOG (object);

  G_OBJECT_CLASS (gh_event_dialog_parent_class)->constructed (object);

  self->detail = gh_event_detail_new (self->loader);
  adw_bin_set_child (self->detail_bin, self->detail);
}

static void
gh_event_dialog_dispose (GObject *object)
{
  GhEventDialog *self = GH_EVENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_DIALOG);
  g_clear_object (&self->connection);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_event_dialog_parent_class)->dispose (object);
}

static void
gh_event_dialog_finalize (GObject *object)
{
  GhEventDialog *self = GH_EVENT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (gh_event_dialog_parent_class)->finalize (object);
}

static void
gh_event_dialog_class_init (GhEventDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_event_dialog_get_property;
  object_class->set_property = gh_event_dialog_set_property;
  object_class->constructed = gh_event_dialog_constructed;
  object_class->dispose = gh_event_dialog_dispose;
  object_class->finalize = gh_event_dialog_finalize;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, flags);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "browser.close", NULL, close_action_cb);
  gtk_widget_class_install_action (widget_class, "pages.identify-picture", "ay",
                                   identify_action_cb);
  gtk_widget_class_install_action (widget_class, "browser.previous", NULL, neighbour_action_cb);
  gtk_widget_class_install_action (widget_class, "browser.next", NULL, neighbour_action_cb);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/dialogs/gh-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEventDialog, detail_bin);
  gtk_widget_class_bind_template_child (widget_class, GhEventDialog, status);
  gtk_widget_class_bind_template_child (widget_class, GhEventDialog, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
gh_event_dialog_init (GhEventDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.previous", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.next", FALSE);
}

/**
 * gh_event_dialog_new:
 * @connection: of the server that has the event
 * @loader: decodes its pictures
 * @id: the event's id
 * @time_us: when it happened, UTC; 0 for not known
 *
 * Returns: (transfer floating): a dialog that looks for the event, to be presented
 */
GhEventDialog *
gh_event_dialog_new (GhConnection *connection,
                     GhPictureLoader *loader,
                     const char *id,
                     gint64 time_us)
{
  GhEventDialog *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (loader), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GH_TYPE_EVENT_DIALOG,
                       "connection", connection,
                       "picture-loader", loader,
                       NULL);
  self->id = g_strdup (id);
  self->time_us = time_us;
  find (self);

  return self;
}
