/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-browser.h"

#include "gh-face-detail.h"
#include "gh-paged-item.h"

struct _GhFaceBrowser
{
  AdwBin parent_instance;

  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  GhFaceView *view;         /* (nullable): inside the content, which owns it */
  GhPagedItem *item;        /* (owned) (nullable): that is looked at in detail */
  GSignalGroup *signals;    /* (owned): of the view's model */

  AdwOverlaySplitView *split;
  GhFaceDetail *detail;
};

typedef enum
{
  PROP_VIEW = 1,
  PROP_CONTENT,
  PROP_CONNECTION,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
} GhFaceBrowserProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAID,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_PICTURE_LOADER + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhFaceBrowser, gh_face_browser, ADW_TYPE_BIN)

static GListModel *
get_model (GhFaceBrowser *self)
{
  return self->view != NULL ? gh_face_view_get_model (self->view) : NULL;
}

static void
update_actions (GhFaceBrowser *self)
{
  GListModel *model = get_model (self);
  guint n_items = model != NULL ? g_list_model_get_n_items (model) : 0;
  guint position = self->item != NULL ? gh_paged_item_get_position (self->item) : 0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "face.close", self->item != NULL);
  gtk_widget_action_set_enabled (widget, "face.previous", self->item != NULL && position > 0);
  gtk_widget_action_set_enabled (widget, "face.next",
                                 self->item != NULL && position + 1 < n_items);
}

static void
show_item (GhFaceBrowser *self)
{
  gh_face_detail_set_record (self->detail, gh_paged_item_get_object (self->item));
}

static void
step (GhFaceBrowser *self, guint by)
{
  g_autoptr (GhPagedItem) item =
    g_list_model_get_item (get_model (self), gh_paged_item_get_position (self->item) + by);

  if (item != NULL)
    gh_face_browser_open (self, item);
}

static void
next_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_FACE_BROWSER (widget), 1);
}

/* Below 0 wraps round to where there is nothing. */
static void
previous_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step (GH_FACE_BROWSER (widget), G_MAXUINT);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhFaceBrowser *self = GH_FACE_BROWSER (widget);

  gh_face_browser_open (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activated_cb (GhFaceView *view, GhPagedItem *item, GhFaceBrowser *self)
{
  gh_face_browser_open (self, item);
}

static void
model_changed_cb (GhFaceBrowser *self)
{
  g_signal_group_set_target (self->signals, get_model (self));
  gh_face_browser_open (self, NULL);
}

/* The pane was closed by a swipe or by Escape. */
static void
sidebar_shown_cb (GhFaceBrowser *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    gh_face_browser_open (self, NULL);
}

static void
detail_changed_cb (GhFaceBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
detail_said_cb (GhFaceBrowser *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
}

static void
set_view (GhFaceBrowser *self, GhFaceView *view)
{
  if (!g_set_weak_pointer (&self->view, view))
    return;

  if (view != NULL)
    {
      g_signal_connect_object (view, "activated", G_CALLBACK (activated_cb), self,
                               G_CONNECT_DEFAULT);
      g_signal_connect_object (view, "notify::model", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_group_set_target (self->signals, get_model (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
gh_face_browser_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhFaceBrowser *self = GH_FACE_BROWSER (object);

  switch ((GhFaceBrowserProperty) property_id)
    {
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_overlay_split_view_get_content (self->split));
      break;
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
gh_face_browser_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhFaceBrowser *self = GH_FACE_BROWSER (object);

  switch ((GhFaceBrowserProperty) property_id)
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
    case PROP_CONNECTION:
      if (g_set_object (&self->connection, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PICTURE_LOADER:
      if (g_set_object (&self->loader, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_face_browser_dispose (GObject *object)
{
  GhFaceBrowser *self = GH_FACE_BROWSER (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_clear_object (&self->item);
  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_FACE_BROWSER);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_face_browser_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GH_TYPE_FACE_VIEW, read_write);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_face_browser_class_init (GhFaceBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_face_browser_get_property;
  object_class->set_property = gh_face_browser_set_property;
  object_class->dispose = gh_face_browser_dispose;

  install_properties (object_class);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "face.next", NULL, next_action_cb);
  gtk_widget_class_install_action (widget_class, "face.previous", NULL, previous_action_cb);
  gtk_widget_class_install_action (widget_class, "face.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "face.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "face.previous",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "face.close", NULL);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-face-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFaceBrowser, split);
  gtk_widget_class_bind_template_child (widget_class, GhFaceBrowser, detail);
  gtk_widget_class_bind_template_callback (widget_class, detail_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, detail_said_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);

  g_type_ensure (GH_TYPE_FACE_DETAIL);
}

static void
gh_face_browser_init (GhFaceBrowser *self)
{
  self->signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update_actions),
                                  self);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * gh_face_browser_new:
 *
 * Returns: (transfer floating): a browser without a view
 */
GtkWidget *
gh_face_browser_new (void)
{
  return g_object_new (GH_TYPE_FACE_BROWSER, NULL);
}

/**
 * gh_face_browser_open:
 * @self: a browser
 * @item: (nullable): an item of the view's model
 *
 * Opens a record in the detail pane, or closes the pane. One that has not come yet is shown as soon
 * as it does.
 */
void
gh_face_browser_open (GhFaceBrowser *self, GhPagedItem *item)
{
  g_return_if_fail (GH_IS_FACE_BROWSER (self));
  g_return_if_fail (item == NULL || GH_IS_PAGED_ITEM (item));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, show_item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_swapped (item, "notify::object", G_CALLBACK (show_item), self);
      show_item (self);
    }
  if (self->view != NULL)
    gh_face_view_set_current (self->view, item);
  update_actions (self);
  adw_overlay_split_view_set_show_sidebar (self->split, item != NULL);
}

/**
 * gh_face_browser_close_record:
 * @self: a browser
 * @record: that is no longer there
 *
 * Closes the pane if it shows that record.
 */
void
gh_face_browser_close_record (GhFaceBrowser *self, GhFaceRecord *record)
{
  GhFaceRecord *open;

  g_return_if_fail (GH_IS_FACE_BROWSER (self));
  g_return_if_fail (GH_IS_FACE_RECORD (record));

  open = gh_face_browser_get_record (self);
  if (open != NULL
      && g_str_equal (gh_face_record_get_id (open), gh_face_record_get_id (record)))
    gh_face_browser_open (self, NULL);
}

/**
 * gh_face_browser_get_record:
 * @self: a browser
 *
 * Returns: (transfer none) (nullable): the record in the open pane; %NULL while it is on its way
 */
GhFaceRecord *
gh_face_browser_get_record (GhFaceBrowser *self)
{
  g_return_val_if_fail (GH_IS_FACE_BROWSER (self), NULL);

  return self->item != NULL ? gh_face_detail_get_record (self->detail) : NULL;
}
