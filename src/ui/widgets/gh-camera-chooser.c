/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-camera-chooser.h"

#include "gh-control-names.h"

#include <glib/gi18n.h>

/* What a server says has a limit, and nobody reads on. */
#define MOST_CAMERAS 500
/* From here on it is quicker to type than to read. */
#define MANY_CAMERAS 12

struct _GhCameraChooser
{
  AdwBin parent_instance;

  GhEventLog *log;           /* (owned) (nullable) */
  GSignalGroup *log_signals; /* (owned) */
  GHashTable *known;         /* (owned): camera ids */
  GtkStringList *cameras;    /* (owned): the same in order, behind "all" */
  char *chosen;              /* (owned) (nullable): %NULL for all */

  GtkDropDown *drop_down;
};

typedef enum
{
  PROP_LOG = 1,
} GhCameraChooserProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhCameraChooser, gh_camera_chooser, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_LOG + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

/* CAM-2 comes before CAM-10. */
static guint
find_place (GhCameraChooser *self, const char *camera)
{
  g_autofree char *key = g_utf8_collate_key_for_filename (camera, -1);
  guint n_cameras = g_list_model_get_n_items (G_LIST_MODEL (self->cameras));
  guint place = 1;

  for (; place < n_cameras; place++)
    {
      g_autofree char *other = g_utf8_collate_key_for_filename (
        gtk_string_list_get_string (self->cameras, place), -1);

      if (strcmp (key, other) < 0)
        break;
    }

  return place;
}

static void
update_visible (GhCameraChooser *self)
{
  guint n_cameras = g_hash_table_size (self->known);

  gtk_widget_set_visible (GTK_WIDGET (self), n_cameras > 1);
  gtk_drop_down_set_enable_search (self->drop_down, n_cameras > MANY_CAMERAS);
}

static void
add_camera (GhCameraChooser *self, const char *camera)
{
  const char *const additions[] = { camera, NULL };

  if (camera == NULL || *camera == '\0' || g_hash_table_contains (self->known, camera)
      || g_hash_table_size (self->known) >= MOST_CAMERAS)
    return;

  g_hash_table_add (self->known, g_strdup (camera));
  gtk_string_list_splice (self->cameras, find_place (self, camera), 0, additions);
  update_visible (self);
}

static void
items_changed_cb (GhCameraChooser *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->log), position + i);

      if (GH_IS_FACE_EVENT (item))
        add_camera (self, gh_face_event_get_camera_id (GH_FACE_EVENT (item)));
    }
}

/* The place of the chosen camera changes when another comes before it: that is no other choice. */
static void
selected_cb (GhCameraChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  const char *camera = selected > 0 && selected != GTK_INVALID_LIST_POSITION
                         ? gtk_string_list_get_string (self->cameras, selected) : NULL;

  if (g_set_str (&self->chosen, camera))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gh_camera_chooser_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhCameraChooser *self = GH_CAMERA_CHOOSER (object);

  switch ((GhCameraChooserProperty) property_id)
    {
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_camera_chooser_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  GhCameraChooser *self = GH_CAMERA_CHOOSER (object);

  switch ((GhCameraChooserProperty) property_id)
    {
    case PROP_LOG:
      gh_camera_chooser_set_log (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_camera_chooser_dispose (GObject *object)
{
  GhCameraChooser *self = GH_CAMERA_CHOOSER (object);

  g_clear_object (&self->log_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_CAMERA_CHOOSER);
  g_clear_object (&self->cameras);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (gh_camera_chooser_parent_class)->dispose (object);
}

static void
gh_camera_chooser_finalize (GObject *object)
{
  GhCameraChooser *self = GH_CAMERA_CHOOSER (object);

  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (gh_camera_chooser_parent_class)->finalize (object);
}

static void
gh_camera_chooser_class_init (GhCameraChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_camera_chooser_get_property;
  object_class->set_property = gh_camera_chooser_set_property;
  object_class->dispose = gh_camera_chooser_dispose;
  object_class->finalize = gh_camera_chooser_finalize;

  properties[PROP_LOG] =
    g_param_spec_object ("log", NULL, NULL, GH_TYPE_EVENT_LOG,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-camera-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCameraChooser, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
gh_camera_chooser_init (GhCameraChooser *self)
{
  const char *const all[] = { _("All Cameras"), NULL };

  self->log_signals = g_signal_group_new (GH_TYPE_EVENT_LOG);
  g_signal_group_connect_swapped (self->log_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cameras = gtk_string_list_new (all);

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (self->cameras));
  update_visible (self);
}

/**
 * gh_camera_chooser_new:
 *
 * Returns: (transfer floating): a chooser of all cameras
 */
GtkWidget *
gh_camera_chooser_new (void)
{
  return g_object_new (GH_TYPE_CAMERA_CHOOSER, NULL);
}

/**
 * gh_camera_chooser_set_log:
 * @self: a chooser
 * @log: (nullable): where cameras are seen
 *
 * Forgets the cameras of the log before.
 */
void
gh_camera_chooser_set_log (GhCameraChooser *self, GhEventLog *log)
{
  g_return_if_fail (GH_IS_CAMERA_CHOOSER (self));
  g_return_if_fail (log == NULL || GH_IS_EVENT_LOG (log));

  if (!g_set_object (&self->log, log))
    return;

  gh_camera_chooser_forget (self);
  g_signal_group_set_target (self->log_signals, log);
  if (log != NULL)
    items_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (log)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOG]);
}

/**
 * gh_camera_chooser_choose_all:
 * @self: a chooser
 *
 * Chooses no camera before the others.
 */
void
gh_camera_chooser_choose_all (GhCameraChooser *self)
{
  g_return_if_fail (GH_IS_CAMERA_CHOOSER (self));

  gtk_drop_down_set_selected (self->drop_down, 0);
}

/**
 * gh_camera_chooser_forget:
 * @self: a chooser
 *
 * Forgets which cameras were seen, and chooses all.
 */
void
gh_camera_chooser_forget (GhCameraChooser *self)
{
  g_return_if_fail (GH_IS_CAMERA_CHOOSER (self));

  gh_camera_chooser_choose_all (self);
  g_hash_table_remove_all (self->known);
  gtk_string_list_splice (self->cameras, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->cameras)) - 1, NULL);
  update_visible (self);
}

/**
 * gh_camera_chooser_lets_through:
 * @self: a chooser
 * @event: an event
 *
 * Returns: whether @event is from the chosen camera
 */
gboolean
gh_camera_chooser_lets_through (GhCameraChooser *self, GhFaceEvent *event)
{
  g_return_val_if_fail (GH_IS_CAMERA_CHOOSER (self), TRUE);

  return self->chosen == NULL
         || g_strcmp0 (gh_face_event_get_camera_id (event), self->chosen) == 0;
}
