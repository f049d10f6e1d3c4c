/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-history.h"

#include "gh-event-browser.h"
#include "gh-event-history.h"
#include "gh-event-view.h"
#include "gh-status.h"

#include <glib/gi18n.h>

struct _GhFaceHistory
{
  AdwBin parent_instance;

  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  char *record_id;          /* (owned) (nullable) */
  GhPagedList *events;      /* (owned) (nullable) */
  GSignalGroup *signals;    /* (owned): of the events */

  GtkStack *stack;
  GhEventView *view;
  AdwStatusPage *status;
  GtkWidget *retry;
};

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
} GhFaceHistoryProperty;

G_DEFINE_FINAL_TYPE (GhFaceHistory, gh_face_history, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];

static void
update (GhFaceHistory *self)
{
  GhPagedListState state = self->events != NULL ? gh_paged_list_get_state (self->events)
                                                : GH_PAGED_LIST_EMPTY;
  const char *page = "loading";

  if (state == GH_PAGED_LIST_FAILED)
    {
      gh_status_set_error (self->status, gh_paged_list_get_error (self->events));
      page = "status";
    }
  else if (state == GH_PAGED_LIST_READY
           && g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0)
    {
      gh_status_set_texts (self->status, "document-open-recent-symbolic", _("Not Seen Yet"),
                           _("The server has no events of this face."));
      page = "status";
    }
  else if (state == GH_PAGED_LIST_READY)
    {
      page = "list";
    }
  gtk_widget_set_visible (self->retry, state == GH_PAGED_LIST_FAILED);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
drop (GhFaceHistory *self)
{
  g_signal_group_set_target (self->signals, NULL);
  gh_event_view_set_model (self->view, NULL);
  g_clear_object (&self->events);
}

static void
ensure_events (GhFaceHistory *self)
{
  g_autoptr (GhEventQuery) query = NULL;

  if (self->events != NULL || self->record_id == NULL || self->connection == NULL
      || self->clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  query = gh_event_query_new (GH_EVENT_TYPE_ANY, self->record_id, NULL, 0, 0);
  self->events = gh_event_history_new (gh_connection_get_face_recognition (self->connection),
                                       query, self->clock);
  g_signal_group_set_target (self->signals, self->events);
  gh_event_view_set_model (self->view, G_LIST_MODEL (self->events));
  gh_paged_list_reload (self->events);
  update (self);
}

static void
range_changed_cb (GhFaceHistory *self, guint first, guint last)
{
  if (self->events != NULL)
    gh_paged_list_set_visible_range (self->events, first, last);
}

static void
retry_clicked_cb (GhFaceHistory *self)
{
  gh_paged_list_retry_failed (self->events);
}

static void
gh_face_history_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gh_face_history_parent_class)->map (widget);
  ensure_events (GH_FACE_HISTORY (widget));
}

static void
gh_face_history_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceHistory *self = GH_FACE_HISTORY (object);

  switch ((GhFaceHistoryProperty) property_id)
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
gh_face_history_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhFaceHistory *self = GH_FACE_HISTORY (object);
  gboolean changed = FALSE;

  switch ((GhFaceHistoryProperty) property_id)
    {
    case PROP_CONNECTION:
      changed = g_set_object (&self->connection, g_value_get_object (value));
      if (changed)
        drop (self);
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
gh_face_history_dispose (GObject *object)
{
  GhFaceHistory *self = GH_FACE_HISTORY (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_HISTORY);
  g_clear_object (&self->events);
  g_clear_pointer (&self->record_id, g_free);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_face_history_parent_class)->dispose (object);
}

static void
gh_face_history_class_init (GhFaceHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_face_history_get_property;
  object_class->set_property = gh_face_history_set_property;
  object_class->dispose = gh_face_history_dispose;

  widget_class->map = gh_face_history_map;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-history.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, GhFaceHistory, view);
  gtk_widget_class_bind_template_child (widget_class, GhFaceHistory, status);
  gtk_widget_class_bind_template_child (widget_class, GhFaceHistory, retry);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);

  g_type_ensure (GH_TYPE_EVENT_BROWSER);
  g_type_ensure (GH_TYPE_EVENT_VIEW);
}

static void
gh_face_history_init (GhFaceHistory *self)
{
  self->signals = g_signal_group_new (GH_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-items", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_face_history_new:
 *
 * Returns: (transfer floating): the history of no record
 */
GtkWidget *
gh_face_history_new (void)
{
  return g_object_new (GH_TYPE_FACE_HISTORY, NULL);
}

/**
 * gh_face_history_set_record_id:
 * @self: a history
 * @record_id: (nullable): the id of a face record
 *
 * Sets whose history it is.
 */
void
gh_face_history_set_record_id (GhFaceHistory *self, const char *record_id)
{
  g_return_if_fail (GH_IS_FACE_HISTORY (self));

  if (!g_set_str (&self->record_id, record_id))
    return;

  drop (self);
  update (self);
  ensure_events (self);
}
