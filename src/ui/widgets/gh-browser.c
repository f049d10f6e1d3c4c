/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-browser.h"

#include "gh-event-list.h"
#include "gh-paged-item.h"

typedef struct
{
  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  GtkWidget *view;          /* (nullable): inside the content, which owns it */
  GObject *item;            /* (owned) (nullable) */
  GtkWidget *detail;        /* (nullable): made when first needed */
  GSignalGroup *signals;    /* (owned): of the view's model */

  AdwBreakpoint *collapse;
  AdwOverlaySplitView *split;
} GhBrowserPrivate;

typedef enum
{
  PROP_VIEW = 1,
  PROP_CONTENT,
  PROP_CONNECTION,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
  PROP_ITEM,
} GhBrowserProperty;

static GParamSpec *properties[PROP_ITEM + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhBrowser, gh_browser, ADW_TYPE_BIN)

#define GET_PRIVATE(self) ((GhBrowserPrivate *) gh_browser_get_instance_private (self))

/* Borrowed: the view keeps it. */
static GListModel *
get_model (GhBrowser *self)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);
  g_autoptr (GListModel) model = NULL;

  if (priv->view != NULL)
    g_object_get (priv->view, "model", &model, NULL);

  return model;
}

static void
show_item (GhBrowser *self)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);
  GhBrowserClass *klass = GH_BROWSER_GET_CLASS (self);

  if (priv->detail == NULL)
    {
      priv->detail = klass->make_detail (self);
      adw_overlay_split_view_set_sidebar (priv->split, priv->detail);
    }
  klass->show (self, priv->detail,
               GH_IS_PAGED_ITEM (priv->item) ? gh_paged_item_get_object (GH_PAGED_ITEM (priv->item))
                                             : (gpointer) priv->item);
}

/* NULL where there is none, or nothing is open. */
static GObject *
dup_neighbour (GhBrowser *self, int by)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);
  GListModel *model = get_model (self);

  return priv->item != NULL && model != NULL ? gh_event_list_dup_neighbour (model, priv->item, by)
                                             : NULL;
}

static void
update_actions (GhBrowser *self)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);
  g_autoptr (GObject) next = dup_neighbour (self, 1);
  g_autoptr (GObject) previous = dup_neighbour (self, -1);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.next", next != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.previous", previous != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browser.close", priv->item != NULL);
}

static void
step (GhBrowser *self, int by)
{
  g_autoptr (GObject) item = dup_neighbour (self, by);

  if (item != NULL)
    gh_browser_open (self, item);
}

static void
next_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_BROWSER (widget), 1);
}

static void
previous_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_BROWSER (widget), -1);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhBrowser *self = GH_BROWSER (widget);
  GhBrowserPrivate *priv = GET_PRIVATE (self);

  gh_browser_open (self, NULL);
  if (priv->view != NULL)
    gtk_widget_grab_focus (priv->view);
}

static void
activated_cb (GtkWidget *view, GObject *item, GhBrowser *self)
{
  gh_browser_open (self, item);
}

static void
model_changed_cb (GhBrowser *self)
{
  g_signal_group_set_target (GET_PRIVATE (self)->signals, get_model (self));
  gh_browser_open (self, NULL);
}

/* The pane was closed by a swipe or by Escape. */
static void
sidebar_shown_cb (GhBrowser *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (GET_PRIVATE (self)->split))
    gh_browser_open (self, NULL);
}

static void
set_view (GhBrowser *self, GtkWidget *view)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);

  if (!g_set_weak_pointer (&priv->view, view))
    return;

  if (view != NULL)
    {
      g_signal_connect_object (view, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_DEFAULT);
      g_signal_connect_object (view, "notify::model", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_group_set_target (priv->signals, get_model (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
gh_browser_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhBrowserPrivate *priv = GET_PRIVATE (GH_BROWSER (object));

  switch ((GhBrowserProperty) property_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, priv->view);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_overlay_split_view_get_content (priv->split));
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, priv->connection);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, priv->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, priv->loader);
      break;
    case PROP_ITEM:
      g_value_set_object (value, priv->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_browser_set_property (GObject *object,
                         guint property_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  GhBrowser *self = GH_BROWSER (object);
  GhBrowserPrivate *priv = GET_PRIVATE (self);
  gboolean is_changed = FALSE;

  switch ((GhBrowserProperty) property_id)
    {
    case PROP_VIEW:
      set_view (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      is_changed =
        adw_overlay_split_view_get_content (priv->split) != g_value_get_object (value);
      if (is_changed)
        adw_overlay_split_view_set_content (priv->split, g_value_get_object (value));
      break;
    case PROP_CONNECTION:
      is_changed = g_set_object (&priv->connection, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      is_changed = g_set_object (&priv->clock, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      is_changed = g_set_object (&priv->loader, g_value_get_object (value));
      break;
    case PROP_ITEM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (is_changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_browser_constructed (GObject *object)
{
  GhBrowserPrivate *priv = GET_PRIVATE (GH_BROWSER (object));
  g_autoptr (AdwBreakpointCondition) is_narrow =
    adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH,
                                         GH_BROWSER_GET_CLASS (object)->collapse_sp,
                                         ADW_LENGTH_UNIT_SP);

  adw_breakpoint_set_condition (priv->collapse, is_narrow);

  G_OBJECT_CLASS (gh_browser_parent_class)->constructed (object);
}

static void
gh_browser_dispose (GObject *object)
{
  GhBrowserPrivate *priv = GET_PRIVATE (GH_BROWSER (object));

  if (priv->item != NULL)
    g_signal_handlers_disconnect_by_func (priv->item, show_item, object);
  g_clear_object (&priv->item);
  g_clear_object (&priv->signals);
  g_clear_weak_pointer (&priv->view);
  priv->detail = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_BROWSER);
  g_clear_object (&priv->loader);
  g_clear_object (&priv->clock);
  g_clear_object (&priv->connection);

  G_OBJECT_CLASS (gh_browser_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_browser_class_init (GhBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_browser_get_property;
  object_class->set_property = gh_browser_set_property;
  object_class->constructed = gh_browser_constructed;
  object_class->dispose = gh_browser_dispose;

  klass->collapse_sp = 800;

  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "browser.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "browser.previous", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "browser.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "browser.next",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "browser.previous",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "browser.close", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-browser.ui");
  gtk_widget_class_bind_template_child_private (widget_class, GhBrowser, collapse);
  gtk_widget_class_bind_template_child_private (widget_class, GhBrowser, split);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
}

static void
gh_browser_init (GhBrowser *self)
{
  GhBrowserPrivate *priv = GET_PRIVATE (self);

  priv->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (priv->signals, "items-changed", G_CALLBACK (update_actions),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * gh_browser_open:
 * @self: a browser
 * @item: (type GObject) (nullable): an item of the view's model
 *
 * Opens something in the detail pane, or closes the pane. A paged item whose object has not come yet
 * is shown as soon as it does.
 */
void
gh_browser_open (GhBrowser *self, gpointer item)
{
  GhBrowserPrivate *priv;

  g_return_if_fail (GH_IS_BROWSER (self));
  g_return_if_fail (item == NULL || G_IS_OBJECT (item));

  priv = GET_PRIVATE (self);
  if (priv->item == item)
    return;

  if (priv->item != NULL)
    g_signal_handlers_disconnect_by_func (priv->item, show_item, self);
  g_set_object (&priv->item, item);
  if (GH_IS_PAGED_ITEM (item))
    g_signal_connect_swapped (item, "notify::object", G_CALLBACK (show_item), self);

  if (item != NULL)
    show_item (self);
  if (priv->view != NULL)
    GH_BROWSER_GET_CLASS (self)->set_current (priv->view, item);
  update_actions (self);
  adw_overlay_split_view_set_show_sidebar (priv->split, item != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * gh_browser_get_item:
 * @self: a browser
 *
 * Returns: (type GObject) (transfer none) (nullable): the item that is open
 */
gpointer
gh_browser_get_item (GhBrowser *self)
{
  g_return_val_if_fail (GH_IS_BROWSER (self), NULL);

  return GET_PRIVATE (self)->item;
}

/**
 * gh_browser_get_connection:
 * @self: a browser
 *
 * Returns: (transfer none) (nullable): the connection
 */
GhConnection *
gh_browser_get_connection (GhBrowser *self)
{
  g_return_val_if_fail (GH_IS_BROWSER (self), NULL);

  return GET_PRIVATE (self)->connection;
}

/**
 * gh_browser_get_clock:
 * @self: a browser
 *
 * Returns: (transfer none) (nullable): the clock
 */
GhClock *
gh_browser_get_clock (GhBrowser *self)
{
  g_return_val_if_fail (GH_IS_BROWSER (self), NULL);

  return GET_PRIVATE (self)->clock;
}

/**
 * gh_browser_get_picture_loader:
 * @self: a browser
 *
 * Returns: (transfer none) (nullable): what decodes the pictures
 */
GhPictureLoader *
gh_browser_get_picture_loader (GhBrowser *self)
{
  g_return_val_if_fail (GH_IS_BROWSER (self), NULL);

  return GET_PRIVATE (self)->loader;
}
