/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-browser.h"

#include "gh-event-detail.h"
#include "gh-event-list.h"
#include "gh-paged-item.h"

struct _GhEventBrowser
{
  AdwBin parent_instance;

  GhPictureLoader *loader; /* (owned) (nullable) */
  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;          /* (owned) (nullable) */
  GhEventView *view;       /* (nullable): inside the content, which owns it */
  GObject *item;           /* (owned) (nullable) */
  GtkWidget *detail;       /* (nullable): made when first needed */
  GSignalGroup *signals;   /* (owned): of the view's model */

  AdwOverlaySplitView *split;
};

typedef enum
{
  PROP_VIEW = 1,
  PROP_CONTENT,
  PROP_PICTURE_LOADER,
  PROP_CONNECTION,
  PROP_CLOCK,
  PROP_ITEM,
} GhEventBrowserProperty;

G_DEFINE_FINAL_TYPE (GhEventBrowser, gh_event_browser, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_ITEM + 1];

static void
tell_detail (GhEventBrowser *self)
{
  if (self->detail != NULL)
    gh_event_detail_set_connection (GH_EVENT_DETAIL (self->detail), self->connection, self->clock);
}

static void
show_item (GhEventBrowser *self)
{
  gpointer event = GH_IS_PAGED_ITEM (self->item)
                     ? gh_paged_item_get_object (GH_PAGED_ITEM (self->item))
                     : (gpointer) self->item;

  if (self->detail == NULL)
    {
      self->detail = gh_event_detail_new (self->loader);
      tell_detail (self);
      adw_overlay_split_view_set_sidebar (self->split, self->detail);
    }
  gh_event_detail_set_event (GH_EVENT_DETAIL (self->detail), event);
}

/* NULL where there is none, or nothing is open. */
static GObject *
dup_neighbour (GhEventBrowser *self, int by)
{
  GListModel *model = self->view != NULL ? gh_event_view_get_model (self->view) : NULL;

  return self->item != NULL && model != NULL
           ? gh_event_list_dup_neighbour (model, self->item, by)
           : NULL;
}

static void
update_actions (GhEventBrowser *self)
{
  g_autoptr (GObject) next = dup_neighbour (self, 1);
  g_autoptr (GObject) previous = dup_neighbour (self, -1);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.next", next != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.previous", previous != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.close", self->item != NULL);
}

static void
step (GhEventBrowser *self, int by)
{
  g_autoptr (GObject) item = dup_neighbour (self, by);

  if (item != NULL)
    gh_event_browser_open (self, item);
}

static void
next_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_EVENT_BROWSER (widget), 1);
}

static void
previous_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_EVENT_BROWSER (widget), -1);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhEventBrowser *self = GH_EVENT_BROWSER (widget);

  gh_event_browser_open (self, NULL);
  if (self->view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activated_cb (GhEventView *view, GObject *item, GhEventBrowser *self)
{
  gh_event_browser_open (self, item);
}

static void
model_changed_cb (GhEventBrowser *self)
{
  g_signal_group_set_target (self->signals, gh_event_view_get_model (self->view));
  gh_event_browser_open (self, NULL);
}

/* The pane was closed by a swipe or by Escape. */
static void
sidebar_shown_cb (GhEventBrowser *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    gh_event_browser_open (self, NULL);
}

static void
set_view (GhEventBrowser *self, GhEventView *view)
{
  if (!g_set_weak_pointer (&self->view, view))
    return;

  if (view != NULL)
    {
      g_signal_connect_object (view, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_DEFAULT);
      g_signal_connect_object (view, "notify::model", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_group_set_target (self->signals, gh_event_view_get_model (view));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
gh_event_browser_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhEventBrowser *self = GH_EVENT_BROWSER (object);

  switch ((GhEventBrowserProperty) property_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_overlay_split_view_get_content (self->split));
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_browser_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  GhEventBrowser *self = GH_EVENT_BROWSER (object);

  switch ((GhEventBrowserProperty) property_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      if (adw_overlay_split_view_get_content (self->split) != g_value_get_object (value))
        {
          adw_overlay_split_view_set_content (self->split, g_value_get_object (value));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_PICTURE_LOADER:
      if (g_set_object (&self->loader, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONNECTION:
      if (g_set_object (&self->connection, g_value_get_object (value)))
        {
          tell_detail (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        {
          tell_detail (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_ITEM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_browser_dispose (GObject *object)
{
  GhEventBrowser *self = GH_EVENT_BROWSER (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->view);
  self->detail = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_BROWSER);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_event_browser_parent_class)->dispose (object);
}

static void
gh_event_browser_class_init (GhEventBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_event_browser_get_property;
  object_class->set_property = gh_event_browser_set_property;
  object_class->dispose = gh_event_browser_dispose;

  properties[PROP_VIEW] =
    g_param_spec_object ("view", NULL, NULL, GH_TYPE_EVENT_VIEW, read_write);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "event.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "event.previous", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "event.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "event.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "event.previous",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "event.close", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-event-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventBrowser, split);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
}

static void
gh_event_browser_init (GhEventBrowser *self)
{
  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update_actions),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * gh_event_browser_new:
 *
 * Returns: (transfer floating): a browser without a view
 */
GtkWidget *
gh_event_browser_new (void)
{
  return g_object_new (GH_TYPE_EVENT_BROWSER, NULL);
}

/**
 * gh_event_browser_open:
 * @self: a browser
 * @item: (type GObject) (nullable): an event or a paged item of the view's model
 *
 * Opens an event in the detail pane, or closes the pane. A paged item whose event has not come yet
 * is shown as soon as it does.
 */
void
gh_event_browser_open (GhEventBrowser *self, gpointer item)
{
  g_return_if_fail (GH_IS_EVENT_BROWSER (self));
  g_return_if_fail (item == NULL || GH_IS_FACE_EVENT (item) || GH_IS_PAGED_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (GH_IS_PAGED_ITEM (item))
    g_signal_connect_swapped (item, "notify::object", G_CALLBACK (show_item), self);

  if (item != NULL)
    show_item (self);
  if (self->view != NULL)
    gh_event_view_set_current (self->view, item);
  update_actions (self);
  adw_overlay_split_view_set_show_sidebar (self->split, item != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * gh_event_browser_get_item:
 * @self: a browser
 *
 * Returns: (type GObject) (transfer none) (nullable): the item that is open
 */
gpointer
gh_event_browser_get_item (GhEventBrowser *self)
{
  g_return_val_if_fail (GH_IS_EVENT_BROWSER (self), NULL);

  return self->item;
}
