/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-page-stack.h"

#include "gh-identify-page.h"

struct _GhPageStack
{
  AdwBin parent_instance;

  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhPictureLoader *loader;  /* (owned) (nullable) */
  GhTrace *trace;           /* (owned) (nullable) */
  GhCameraDevices *cameras; /* (owned) (nullable) */

  GtkStack *stack;
};

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_CLOCK,
  PROP_PICTURE_LOADER,
  PROP_TRACE,
  PROP_CAMERAS,
} GhPageStackProperty;

enum
{
  SIGNAL_TOAST,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_CAMERAS + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhPageStack, gh_page_stack, ADW_TYPE_BIN)

static void
toast_cb (GhPageStack *self, AdwToast *toast)
{
  g_signal_emit (self, signals[SIGNAL_TOAST], 0, toast);
}

/* The connection last: with it a page begins to work. */
static GtkWidget *
create_page (GhPageStack *self, const GhWindowPage *page)
{
  GtkWidget *widget = g_object_new (page->get_type (),
                                    "clock", self->clock,
                                    "picture-loader", self->loader,
                                    "trace", self->trace,
                                    "cameras", self->cameras,
                                    "connection", self->connection,
                                    NULL);

  g_signal_connect_object (widget, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, widget, page->name);
  return widget;
}

static void
gh_page_stack_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhPageStack *self = GH_PAGE_STACK (object);

  switch ((GhPageStackProperty) property_id)
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
    case PROP_TRACE:
      g_value_set_object (value, self->trace);
      break;
    case PROP_CAMERAS:
      g_value_set_object (value, self->cameras);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_page_stack_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhPageStack *self = GH_PAGE_STACK (object);
  gboolean changed = FALSE;

  switch ((GhPageStackProperty) property_id)
    {
    case PROP_CONNECTION:
      changed = g_set_object (&self->connection, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      changed = g_set_object (&self->clock, g_value_get_object (value));
      break;
    case PROP_PICTURE_LOADER:
      changed = g_set_object (&self->loader, g_value_get_object (value));
      break;
    case PROP_TRACE:
      changed = g_set_object (&self->trace, g_value_get_object (value));
      break;
    case PROP_CAMERAS:
      changed = g_set_object (&self->cameras, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
gh_page_stack_dispose (GObject *object)
{
  GhPageStack *self = GH_PAGE_STACK (object);

  self->stack = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->cameras);
  g_clear_object (&self->trace);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_page_stack_parent_class)->dispose (object);
}

static void
identify_picture_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GBytes) picture = g_variant_get_data_as_bytes (parameter);
  GhPage *page;

  gtk_widget_activate_action (widget, "win.show-page", "s", GH_WINDOW_PAGE_IDENTIFY);
  page = gh_page_stack_get_shown (GH_PAGE_STACK (widget));
  if (GH_IS_IDENTIFY_PAGE (page))
    gh_identify_page_add_bytes (GH_IDENTIFY_PAGE (page), picture, NULL);
}

static void
gh_page_stack_class_init (GhPageStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_page_stack_get_property;
  object_class->set_property = gh_page_stack_set_property;
  object_class->dispose = gh_page_stack_dispose;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, read_write);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, read_write);
  properties[PROP_CAMERAS] =
    g_param_spec_object ("cameras", NULL, NULL, GH_TYPE_CAMERA_DEVICES, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "pages.identify-picture", "ay",
                                   identify_picture_action_cb);
}

static void
gh_page_stack_init (GhPageStack *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/**
 * gh_page_stack_new:
 *
 * Returns: (transfer floating): a stack without pages
 */
GtkWidget *
gh_page_stack_new (void)
{
  return g_object_new (GH_TYPE_PAGE_STACK, NULL);
}

/**
 * gh_page_stack_show:
 * @self: a stack
 * @page: which page
 *
 * Shows a page, and makes it where there is none yet.
 *
 * Returns: (transfer none): the page
 */
GhPage *
gh_page_stack_show (GhPageStack *self, const GhWindowPage *page)
{
  GtkWidget *widget;

  g_return_val_if_fail (GH_IS_PAGE_STACK (self), NULL);
  g_return_val_if_fail (page != NULL, NULL);

  widget = gtk_stack_get_child_by_name (self->stack, page->name);
  if (widget == NULL)
    widget = create_page (self, page);
  gtk_stack_set_visible_child (self->stack, widget);
  return GH_PAGE (widget);
}

/**
 * gh_page_stack_get_shown:
 *
 * Returns: (transfer none) (nullable): the page that is shown
 */
GhPage *
gh_page_stack_get_shown (GhPageStack *self)
{
  GtkWidget *child;

  g_return_val_if_fail (GH_IS_PAGE_STACK (self), NULL);

  child = gtk_stack_get_visible_child (self->stack);
  return child != NULL ? GH_PAGE (child) : NULL;
}

/**
 * gh_page_stack_forget_above:
 * @self: a stack
 * @role: of whoever is signed in
 *
 * Lets pages go that @role may not see.
 */
void
gh_page_stack_forget_above (GhPageStack *self, GhRole role)
{
  g_autoptr (GPtrArray) kept = NULL;
  GtkWidget *child;
  GtkWidget *next;

  g_return_if_fail (GH_IS_PAGE_STACK (self));

  kept = gh_window_pages_list (role);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL; child = next)
    {
      GtkStackPage *page = gtk_stack_get_page (self->stack, child);

      next = gtk_widget_get_next_sibling (child);
      if (!g_ptr_array_find (kept, gh_window_pages_look_up (gtk_stack_page_get_name (page)), NULL))
        gtk_stack_remove (self->stack, child);
    }
}

/**
 * gh_page_stack_forget_all:
 * @self: a stack
 *
 * Lets all pages go, and with them all that one person saw at one server.
 */
void
gh_page_stack_forget_all (GhPageStack *self)
{
  GtkWidget *child;

  g_return_if_fail (GH_IS_PAGE_STACK (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, child);
}
