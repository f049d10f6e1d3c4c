/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-profile-list.h"

#include "gh-profile-item.h"

#include <glib/gi18n.h>

#define FEW 3

struct _GhProfileList
{
  AdwBin parent_instance;

  GListModel *model;        /* (owned) (nullable) */
  GtkSliceListModel *shown; /* (owned) */
  gboolean shows_all;

  GtkListBox *rows;
  GtkWidget *all_button;
};

/* A row whose removal is being asked about. */
typedef struct
{
  GhProfileList *self; /* (owned) */
  GhProfileItem *item; /* (owned) */
} Removal;

typedef enum
{
  PROP_MODEL = 1,
} GhProfileListProperty;

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_REMOVED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhProfileList, gh_profile_list, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_MODEL + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_clear_object (&removal->self);
  g_clear_object (&removal->item);
  g_free (removal);
}

static void
update (GhProfileList *self)
{
  guint n_items = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->all_button, n_items > FEW && !self->shows_all);
  gtk_slice_list_model_set_size (self->shown, self->shows_all ? G_MAXUINT : FEW);
  /* Translators: the number of saved servers. */
  label = g_strdup_printf (ngettext ("Show _All %u", "Show _All %u", n_items), n_items);
  gtk_button_set_label (GTK_BUTTON (self->all_button), label);
}

static void
response_cb (Removal *removal, const char *response)
{
  if (g_str_equal (response, "remove"))
    g_signal_emit (removal->self, signals[SIGNAL_REMOVED], 0, removal->item);
}

static void
remove_clicked_cb (GtkWidget *button, GhProfileItem *item)
{
  GhProfileList *self = GH_PROFILE_LIST (gtk_widget_get_ancestor (button, GH_TYPE_PROFILE_LIST));
  const char *account = gh_profile_item_get_account (item);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Remove From This List?"), NULL));
  Removal *removal = g_new0 (Removal, 1);
  g_autofree char *body = NULL;

  if (account != NULL)
    /* Translators: an e-mail address and a server. */
    body = g_strdup_printf (_("%s at %s is forgotten here, with the sign-in that the keyring may "
                              "have. The account itself stays as it is."),
                            account, gh_profile_item_get_host (item));
  else
    /* Translators: %s is a server. */
    body = g_strdup_printf (_("%s is forgotten here."), gh_profile_item_get_host (item));
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  removal->self = g_object_ref (self);
  removal->item = g_object_ref (item);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), removal, removal_free,
                         G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static GtkWidget *
create_row (gpointer object, gpointer user_data)
{
  GhProfileItem *item = GH_PROFILE_ITEM (object);
  const char *account = gh_profile_item_get_account (item);
  const char *host = gh_profile_item_get_host (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, account != NULL ? account : host, account != NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *tooltip = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account != NULL ? account : host);
  if (account != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), host);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, gh_profile_item_get_name (item));

  /* Translators: the first %s is an e-mail address, the second a server. */
  tooltip = account != NULL ? g_strdup_printf (_("Remove %s at %s"), account, host)
                            : g_strdup_printf (_("Remove %s"), host);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), item,
                           G_CONNECT_DEFAULT);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
row_activated_cb (GhProfileList *self, GtkListBoxRow *row)
{
  g_autoptr (GhProfileItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->shown), (guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, item);
}

static void
all_clicked_cb (GhProfileList *self)
{
  self->shows_all = TRUE;
  update (self);
  /* The button that had the focus is gone: on with the first of those that have come. */
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, FEW)));
}

static void
gh_profile_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhProfileList *self = GH_PROFILE_LIST (object);

  switch ((GhProfileListProperty) property_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_profile_list_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  GhProfileList *self = GH_PROFILE_LIST (object);

  switch ((GhProfileListProperty) property_id)
    {
    case PROP_MODEL:
      gh_profile_list_set_model (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_profile_list_dispose (GObject *object)
{
  GhProfileList *self = GH_PROFILE_LIST (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_PROFILE_LIST);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (gh_profile_list_parent_class)->dispose (object);
}

static void
gh_profile_list_class_init (GhProfileListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_profile_list_get_property;
  object_class->set_property = gh_profile_list_set_property;
  object_class->dispose = gh_profile_list_dispose;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GH_TYPE_PROFILE_ITEM);
  signals[SIGNAL_REMOVED] =
    g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GH_TYPE_PROFILE_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-profile-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GhProfileList, rows);
  gtk_widget_class_bind_template_child (widget_class, GhProfileList, all_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
}

static void
gh_profile_list_init (GhProfileList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->shown = gtk_slice_list_model_new (NULL, 0, FEW);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->shown), create_row, NULL, NULL);
  update (self);
}

/**
 * gh_profile_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
gh_profile_list_new (void)
{
  return g_object_new (GH_TYPE_PROFILE_LIST, NULL);
}

/**
 * gh_profile_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what is offered
 */
GListModel *
gh_profile_list_get_model (GhProfileList *self)
{
  g_return_val_if_fail (GH_IS_PROFILE_LIST (self), NULL);

  return self->model;
}

/**
 * gh_profile_list_set_model:
 * @self: a list
 * @model: (nullable): a list of #GhProfileItem
 *
 * Sets what is offered. It may change at any time.
 */
void
gh_profile_list_set_model (GhProfileList *self, GListModel *model)
{
  g_return_if_fail (GH_IS_PROFILE_LIST (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (update), self);
  gtk_slice_list_model_set_model (self->shown, model);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}
