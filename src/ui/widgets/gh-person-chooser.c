/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-person-chooser.h"

#include "gh-error.h"
#include "gh-status.h"

#include <glib/gi18n.h>

/* Who is not among these is found by typing more. */
#define MOST_PEOPLE 50

struct _GhPersonChooser
{
  AdwBin parent_instance;

  GhUsers *users;            /* (owned) (nullable) */
  char *nobody_label;        /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while the server is asked */
  GPtrArray *people;         /* (owned) (nullable) (element-type GhUser): those listed */

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *more;
  AdwStatusPage *status;
  GtkWidget *retry;
};

typedef enum
{
  PROP_USERS = 1,
  PROP_NOBODY_LABEL,
} GhPersonChooserProperty;

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhPersonChooser, gh_person_chooser, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_NOBODY_LABEL + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
show_status (GhPersonChooser *self, const GError *error)
{
  if (error != NULL)
    gh_status_set_error (self->status, error);
  else
    gh_status_set_texts (self->status, "edit-find-symbolic", _("Nobody Found"),
                         _("No name or e-mail has this in it."));
  gtk_widget_set_visible (self->retry, error != NULL);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                       subtitle != NULL ? subtitle : "", "title-lines", 1, "subtitle-lines", 1,
                       "activatable", TRUE, NULL);
}

static void
show_people (GhPersonChooser *self, GhResultPage *page)
{
  GPtrArray *people = gh_result_page_get_items (page);
  gboolean has_nobody = self->nobody_label != NULL && *gtk_editable_get_text (self->search) == '\0';

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_ptr_array_ref (people);
  gtk_list_box_remove_all (self->list);
  if (has_nobody)
    gtk_list_box_append (self->list, create_row (self->nobody_label, NULL));
  for (guint i = 0; i < people->len; i++)
    {
      GhUser *user = g_ptr_array_index (people, i);
      GtkWidget *row = create_row (gh_user_get_display_name (user), gh_user_get_email (user));

      g_object_set_data_full (G_OBJECT (row), "user", g_object_ref (user), g_object_unref);
      if (!gh_user_get_is_active (user))
        gtk_widget_add_css_class (row, "dimmed");
      gtk_list_box_append (self->list, row);
    }
  gtk_widget_set_visible (self->more, gh_result_page_get_total (page) > people->len);

  if (people->len > 0 || has_nobody)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_status (self, NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_users_list_finish (GH_USERS (source), result, &error);
  GhPersonChooser *self;

  if (gh_error_is_cancelled (error))
    return;

  self = GH_PERSON_CHOOSER (user_data);
  g_clear_object (&self->cancellable);
  if (page != NULL)
    show_people (self, page);
  else
    show_status (self, error);
}

static void
stop (GhPersonChooser *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (GhPersonChooser *self)
{
  const char *text = gtk_editable_get_text (self->search);
  g_autoptr (GhUserQuery) query = NULL;

  stop (self);
  if (self->users == NULL)
    return;

  query = gh_user_query_new (*text != '\0' ? text : NULL, GH_USER_QUERY_ANY, GH_USER_QUERY_ANY);
  self->cancellable = g_cancellable_new ();
  gh_users_list_async (self->users, 1, MOST_PEOPLE, query, self->cancellable, listed_cb, self);
}

static void
search_changed_cb (GhPersonChooser *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
retry_clicked_cb (GhPersonChooser *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  ask (self);
}

/* Enter takes the first that was found. */
static void
search_activated_cb (GhPersonChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (self->cancellable == NULL && row != NULL
      && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    g_signal_emit_by_name (row, "activate");
}

static void
row_activated_cb (GhPersonChooser *self, GtkListBoxRow *row)
{
  g_autoptr (GhPersonChooser) kept = g_object_ref (self);
  GhUser *user = g_object_get_data (G_OBJECT (row), "user");

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, user);
}

static void
gh_person_chooser_map (GtkWidget *widget)
{
  GhPersonChooser *self = GH_PERSON_CHOOSER (widget);

  GTK_WIDGET_CLASS (gh_person_chooser_parent_class)->map (widget);
  if (self->people == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  /* A window may hide what is in it for a frame while it finds its size. */
  if (self->cancellable == NULL)
    ask (self);
}

static gboolean
gh_person_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_PERSON_CHOOSER (widget)->search));
}

static void
gh_person_chooser_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  GhPersonChooser *self = GH_PERSON_CHOOSER (object);

  switch ((GhPersonChooserProperty) property_id)
    {
    case PROP_USERS:
      g_value_set_object (value, self->users);
      break;
    case PROP_NOBODY_LABEL:
      g_value_set_string (value, self->nobody_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_person_chooser_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  GhPersonChooser *self = GH_PERSON_CHOOSER (object);

  switch ((GhPersonChooserProperty) property_id)
    {
    case PROP_USERS:
      gh_person_chooser_set_users (self, g_value_get_object (value));
      break;
    case PROP_NOBODY_LABEL:
      if (g_set_str (&self->nobody_label, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_person_chooser_dispose (GObject *object)
{
  GhPersonChooser *self = GH_PERSON_CHOOSER (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PERSON_CHOOSER);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->nobody_label, g_free);
  g_clear_object (&self->users);

  G_OBJECT_CLASS (gh_person_chooser_parent_class)->dispose (object);
}

static void
gh_person_chooser_class_init (GhPersonChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_person_chooser_get_property;
  object_class->set_property = gh_person_chooser_set_property;
  object_class->dispose = gh_person_chooser_dispose;

  widget_class->map = gh_person_chooser_map;
  widget_class->grab_focus = gh_person_chooser_grab_focus;

  properties[PROP_USERS] = g_param_spec_object ("users", NULL, NULL, GH_TYPE_USERS, read_write);
  properties[PROP_NOBODY_LABEL] =
    g_param_spec_string ("nobody-label", NULL, NULL, NULL, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_USER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, search);
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, list);
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, more);
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, status);
  gtk_widget_class_bind_template_child (widget_class, GhPersonChooser, retry);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
gh_person_chooser_init (GhPersonChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_person_chooser_new:
 *
 * Returns: (transfer floating): a chooser that asks nobody yet
 */
GtkWidget *
gh_person_chooser_new (void)
{
  return g_object_new (GH_TYPE_PERSON_CHOOSER, NULL);
}

/**
 * gh_person_chooser_set_users:
 * @self: a chooser
 * @users: (nullable): the endpoints that are asked
 *
 * Sets whom to ask.
 */
void
gh_person_chooser_set_users (GhPersonChooser *self, GhUsers *users)
{
  g_return_if_fail (GH_IS_PERSON_CHOOSER (self));
  g_return_if_fail (users == NULL || GH_IS_USERS (users));

  if (!g_set_object (&self->users, users))
    return;

  search_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USERS]);
}
