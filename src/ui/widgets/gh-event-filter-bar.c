/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-event-filter-bar.h"

#include "gh-control-names.h"
#include "gh-event-filter-dialog.h"
#include "gh-event-types-model.h"
#include "gh-filter-chip.h"
#include "gh-format.h"

#include <glib/gi18n.h>

struct _GhEventFilterBar
{
  AdwBin parent_instance;

  GhConnection *connection; /* (owned) (nullable) */
  GhClock *clock;           /* (owned) (nullable) */
  GhDayCounts *day_counts;  /* (owned) (nullable): of the connection */

  GhEventFilter *filter;     /* (owned): without type and period */
  GhUser *person;            /* (owned) (nullable): whose face records the filter has */
  GhUser *next_person;       /* (owned) (nullable): whose face records are on their way */
  GCancellable *cancellable; /* (owned) (nullable) */

  GtkDropDown *type_drop_down;
  GhPeriodChooser *period;
  GhFilterChip *person_chip;
  GhFilterChip *face_id_chip;
  GhFilterChip *record_chip;
  GhFilterChip *camera_chip;
  GhFilterChip *confidence_chip;
  GtkWidget *more_button;
};

typedef enum
{
  PROP_CONNECTION = 1,
  PROP_CLOCK,
} GhEventFilterBarProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_LAST_SIGNAL
};

static GParamSpec *properties[PROP_CLOCK + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhEventFilterBar, gh_event_filter_bar, ADW_TYPE_BIN)

static void
set_chip (GhFilterChip *chip, char *label)
{
  gh_filter_chip_set_label (chip, label);
  g_free (label);
}

static char *
dup_confidence (const GhEventFilter *filter)
{
  g_autofree char *least = gh_format_share (filter->least_confidence);
  g_autofree char *most = gh_format_share (filter->most_confidence);

  if (filter->least_confidence <= 0.0 && filter->most_confidence >= 1.0)
    return NULL;
  /* Translators: the least and the most of a share, as "60 % – 80 %". */
  return g_strdup_printf (_("%s – %s"), least, most);
}

static void
update (GhEventFilterBar *self)
{
  GhEventFilter *filter = self->filter;
  g_autofree char *confidence = dup_confidence (filter);

  set_chip (self->person_chip,
            self->person != NULL
              /* Translators: a filter of a list of events; %s is the name of a person. */
              ? g_strdup_printf (_("Person: %s"), gh_user_get_display_name (self->person))
              : NULL);
  set_chip (self->face_id_chip,
            filter->face_id != NULL
              /* Translators: a filter of a list of events; %s is the id of a face. */
              ? g_strdup_printf (_("Face: %s"), filter->face_id)
              : NULL);
  set_chip (self->record_chip,
            filter->face_record_id != NULL
              /* Translators: a filter of a list of events; %s is the id of a face record. */
              ? g_strdup_printf (_("Record: %s"), filter->face_record_id)
              : NULL);
  set_chip (self->camera_chip,
            filter->camera_id != NULL
              /* Translators: a filter of a list of events; %s is the id of a camera. */
              ? g_strdup_printf (_("Camera: %s"), filter->camera_id)
              : NULL);
  set_chip (self->confidence_chip,
            confidence != NULL
              /* Translators: a filter of a list of events; %s is a range of shares. */
              ? g_strdup_printf (_("Confidence: %s"), confidence)
              : NULL);
  gtk_widget_set_sensitive (self->more_button, self->connection != NULL);
}

static void
tell_changed (GhEventFilterBar *self)
{
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop_looking_up (GhEventFilterBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->next_person);
}

static void
records_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_face_recognition_list_records_finish (
    GH_FACE_RECOGNITION (object), result, &error);
  g_autoptr (GStrvBuilder) builder = NULL;
  GhEventFilterBar *self = user_data;
  GPtrArray *records;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (page == NULL)
    {
      g_clear_object (&self->next_person);
      update (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  builder = g_strv_builder_new ();
  records = gh_result_page_get_items (page);
  for (guint i = 0; i < records->len; i++)
    g_strv_builder_add (builder, gh_face_record_get_id (g_ptr_array_index (records, i)));
  g_strfreev (self->filter->person_records);
  self->filter->person_records = g_strv_builder_end (builder);
  g_clear_object (&self->person);
  self->person = g_steal_pointer (&self->next_person);
  tell_changed (self);
}

static void
clear_person (GhEventFilterBar *self)
{
  stop_looking_up (self);
  g_clear_pointer (&self->filter->person_records, g_strfreev);
  g_clear_object (&self->person);
}

static void
applied_cb (GhEventFilterBar *self, GhEventFilter *filter, GhUser *person)
{
  gh_event_filter_bar_set_filter (self, filter, person);
}

static void
edit_cb (GhEventFilterBar *self)
{
  gh_event_filter_bar_edit (self);
}

static void
type_changed_cb (GhEventFilterBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
period_changed_cb (GhEventFilterBar *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_person_cb (GhEventFilterBar *self)
{
  clear_person (self);
  tell_changed (self);
}

static void
remove_face_id_cb (GhEventFilterBar *self)
{
  g_clear_pointer (&self->filter->face_id, g_free);
  tell_changed (self);
}

static void
remove_record_cb (GhEventFilterBar *self)
{
  g_clear_pointer (&self->filter->face_record_id, g_free);
  tell_changed (self);
}

static void
remove_camera_cb (GhEventFilterBar *self)
{
  g_clear_pointer (&self->filter->camera_id, g_free);
  tell_changed (self);
}

static void
remove_confidence_cb (GhEventFilterBar *self)
{
  self->filter->least_confidence = 0.0;
  self->filter->most_confidence = 1.0;
  tell_changed (self);
}

/* People and faces belong to one server. */
/* What was counted belongs to one server. */
static void
renew_day_counts (GhEventFilterBar *self)
{
  g_clear_object (&self->day_counts);
  if (self->connection != NULL && self->clock != NULL)
    self->day_counts =
      gh_day_counts_new (gh_connection_get_face_recognition (self->connection), self->clock);
  gh_period_chooser_set_day_counts (self->period, self->day_counts);
}

static void
set_connection (GhEventFilterBar *self, GhConnection *connection)
{
  if (!g_set_object (&self->connection, connection))
    return;

  clear_person (self);
  gh_event_filter_free (self->filter);
  self->filter = gh_event_filter_new ();
  renew_day_counts (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

static void
gh_event_filter_bar_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  GhEventFilterBar *self = GH_EVENT_FILTER_BAR (object);

  switch ((GhEventFilterBarProperty) property_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_filter_bar_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  GhEventFilterBar *self = GH_EVENT_FILTER_BAR (object);

  switch ((GhEventFilterBarProperty) property_id)
    {
    case PROP_CONNECTION:
      set_connection (self, g_value_get_object (value));
      break;
    case PROP_CLOCK:
      if (g_set_object (&self->clock, g_value_get_object (value)))
        {
          renew_day_counts (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_event_filter_bar_dispose (GObject *object)
{
  GhEventFilterBar *self = GH_EVENT_FILTER_BAR (object);

  stop_looking_up (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_EVENT_FILTER_BAR);
  g_clear_object (&self->person);
  g_clear_object (&self->day_counts);
  g_clear_object (&self->clock);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (gh_event_filter_bar_parent_class)->dispose (object);
}

static void
gh_event_filter_bar_finalize (GObject *object)
{
  g_clear_pointer (&GH_EVENT_FILTER_BAR (object)->filter, gh_event_filter_free);

  G_OBJECT_CLASS (gh_event_filter_bar_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/dev/gatehouse/Gatehouse/ui/widgets/gh-event-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, period);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, person_chip);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, face_id_chip);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, record_chip);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, camera_chip);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, confidence_chip);
  gtk_widget_class_bind_template_child (widget_class, GhEventFilterBar, more_button);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_person_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_face_id_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_record_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_camera_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_confidence_cb);

  g_type_ensure (GH_TYPE_FILTER_CHIP);
  g_type_ensure (GH_TYPE_PERIOD_CHOOSER);
}

static void
gh_event_filter_bar_class_init (GhEventFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_write =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_event_filter_bar_get_property;
  object_class->set_property = gh_event_filter_bar_set_property;
  object_class->dispose = gh_event_filter_bar_dispose;
  object_class->finalize = gh_event_filter_bar_finalize;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, GH_TYPE_CONNECTION, read_write);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, read_write);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gh_event_filter_bar_init (GhEventFilterBar *self)
{
  g_autoptr (GListModel) types = gh_event_types_model_new (FALSE);

  self->filter = gh_event_filter_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  gtk_drop_down_set_model (self->type_drop_down, types);
  update (self);
}

/**
 * gh_event_filter_bar_new:
 *
 * Returns: (transfer floating): a bar that lets everything through
 */
GtkWidget *
gh_event_filter_bar_new (void)
{
  return g_object_new (GH_TYPE_EVENT_FILTER_BAR, NULL);
}

/**
 * gh_event_filter_bar_dup_filter:
 * @self: a bar
 * @now_us: the present, real time in microseconds
 *
 * Returns: (transfer full): what is chosen
 */
GhEventFilter *
gh_event_filter_bar_dup_filter (GhEventFilterBar *self, gint64 now_us)
{
  GhEventFilter *filter;
  gint64 end_us;

  g_return_val_if_fail (GH_IS_EVENT_FILTER_BAR (self), NULL);

  filter = gh_event_filter_copy (self->filter);
  filter->event_type =
    gh_event_types_model_get_type_at (gtk_drop_down_get_selected (self->type_drop_down));
  filter->start_us = gh_period_chooser_get_start_us (self->period, now_us);
  end_us = gh_period_chooser_get_end_us (self->period);
  filter->end_us = end_us != G_MAXINT64 ? end_us : 0;

  return filter;
}

/**
 * gh_event_filter_bar_get_period:
 * @self: a bar
 *
 * Returns: (transfer none): where the period is chosen
 */
GhPeriodChooser *
gh_event_filter_bar_get_period (GhEventFilterBar *self)
{
  g_return_val_if_fail (GH_IS_EVENT_FILTER_BAR (self), NULL);

  return self->period;
}

/**
 * gh_event_filter_bar_get_day_counts:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): what knows on which days there was something; it asks only
 *   for the months that somebody wants. %NULL without a server
 */
GhDayCounts *
gh_event_filter_bar_get_day_counts (GhEventFilterBar *self)
{
  g_return_val_if_fail (GH_IS_EVENT_FILTER_BAR (self), NULL);

  return self->day_counts;
}

/**
 * gh_event_filter_bar_dup_words:
 * @self: a bar
 *
 * Returns: (transfer full) (nullable): what is filtered by, a line for each part; %NULL where
 *   nothing is
 */
char *
gh_event_filter_bar_dup_words (GhEventFilterBar *self)
{
  GhFilterChip *chips[5];
  g_autoptr (GString) words = NULL;
  GhEventType type;

  g_return_val_if_fail (GH_IS_EVENT_FILTER_BAR (self), NULL);

  words = g_string_new (NULL);
  type = gh_event_types_model_get_type_at (gtk_drop_down_get_selected (self->type_drop_down));
  if (type != GH_EVENT_TYPE_ANY)
    g_string_append_printf (words, "%s\n", gh_event_type_get_label (type));
  chips[0] = self->person_chip;
  chips[1] = self->face_id_chip;
  chips[2] = self->record_chip;
  chips[3] = self->camera_chip;
  chips[4] = self->confidence_chip;
  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    if (gh_filter_chip_get_label (chips[i]) != NULL)
      g_string_append_printf (words, "%s\n", gh_filter_chip_get_label (chips[i]));
  if (words->len == 0)
    return NULL;

  g_string_truncate (words, words->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&words));
}

/**
 * gh_event_filter_bar_reset:
 * @self: a bar
 *
 * Lets everything through.
 */
void
gh_event_filter_bar_reset (GhEventFilterBar *self)
{
  gboolean was_chosen;

  g_return_if_fail (GH_IS_EVENT_FILTER_BAR (self));

  was_chosen = gh_event_filter_is_local (self->filter) || self->person != NULL
               || self->filter->face_id != NULL || self->filter->face_record_id != NULL;
  clear_person (self);
  gh_event_filter_free (self->filter);
  self->filter = gh_event_filter_new ();
  update (self);
  gtk_drop_down_set_selected (self->type_drop_down, 0);
  gh_period_chooser_set_period (self->period, GH_EVENT_PERIOD_ALL);
  if (was_chosen)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gh_event_filter_bar_edit:
 * @self: a bar
 *
 * Asks what to filter by.
 */
void
gh_event_filter_bar_edit (GhEventFilterBar *self)
{
  GhEventFilterDialog *dialog;

  g_return_if_fail (GH_IS_EVENT_FILTER_BAR (self));

  if (self->connection == NULL)
    return;

  dialog = gh_event_filter_dialog_new (self->connection, self->filter, self->person);
  g_signal_connect_object (dialog, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/**
 * gh_event_filter_bar_set_person:
 * @self: a bar
 * @person: (nullable): whose events; %NULL for anybody's
 *
 * Chooses a person. The filter changes when the server has said which faces are theirs.
 */
void
gh_event_filter_bar_set_person (GhEventFilterBar *self, GhUser *person)
{
  g_autoptr (GhFaceQuery) query = NULL;

  g_return_if_fail (GH_IS_EVENT_FILTER_BAR (self));
  g_return_if_fail (person == NULL || GH_IS_USER (person));

  if (person == NULL)
    {
      remove_person_cb (self);
      return;
    }
  if (self->connection == NULL)
    return;

  stop_looking_up (self);
  self->next_person = g_object_ref (person);
  self->cancellable = g_cancellable_new ();
  query = gh_face_query_new (gh_user_get_id (person), NULL);
  gh_face_recognition_list_records_async (
    gh_connection_get_face_recognition (self->connection), 1, GH_EVENT_FILTER_MOST_RECORDS, query,
    self->cancellable, records_ready_cb, self);
}

static void
user_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhUser) user = gh_users_get_finish (GH_USERS (object), result, &error);
  GhEventFilterBar *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (user == NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  else
    gh_event_filter_bar_set_person (self, user);
}

/* No other face, camera or confidence, when the server has said who it is. */
static void
look_up_person (GhEventFilterBar *self, const char *user_id)
{
  if (self->connection == NULL)
    return;

  clear_person (self);
  gh_event_filter_free (self->filter);
  self->filter = gh_event_filter_new ();
  update (self);
  self->cancellable = g_cancellable_new ();
  gh_users_get_async (gh_connection_get_users (self->connection), user_id, self->cancellable,
                      user_ready_cb, self);
}

/**
 * gh_event_filter_bar_set_filter:
 * @self: a bar
 * @filter: what to filter by; type, period and the records of the person are left as they are
 * @person: (nullable): whose events
 *
 * Chooses all of these at once.
 */
void
gh_event_filter_bar_set_filter (GhEventFilterBar *self,
                                const GhEventFilter *filter,
                                GhUser *person)
{
  GStrv records;

  g_return_if_fail (GH_IS_EVENT_FILTER_BAR (self));
  g_return_if_fail (filter != NULL);

  records = g_steal_pointer (&self->filter->person_records);
  gh_event_filter_free (self->filter);
  self->filter = gh_event_filter_copy (filter);
  g_strfreev (self->filter->person_records);
  self->filter->person_records = records;

  if (person != NULL
      && (self->person == NULL
          || !g_str_equal (gh_user_get_id (person), gh_user_get_id (self->person))))
    {
      update (self);
      gh_event_filter_bar_set_person (self, person);
      return;
    }
  if (person == NULL)
    clear_person (self);
  tell_changed (self);
}

/**
 * gh_event_filter_bar_show_only:
 * @self: a bar
 * @kind: "camera", "face", "record" or "person"
 * @id: which of these
 *
 * Chooses one thing, and none of the other kinds; type and period stay.
 */
void
gh_event_filter_bar_show_only (GhEventFilterBar *self, const char *kind, const char *id)
{
  g_autoptr (GhEventFilter) filter = gh_event_filter_new ();

  g_return_if_fail (GH_IS_EVENT_FILTER_BAR (self));

  if (g_str_equal (kind, "person"))
    {
      look_up_person (self, id);
      return;
    }
  if (g_str_equal (kind, "camera"))
    filter->camera_id = g_strdup (id);
  else if (g_str_equal (kind, "face"))
    filter->face_id = g_strdup (id);
  else if (g_str_equal (kind, "record"))
    filter->face_record_id = g_strdup (id);
  gh_event_filter_bar_set_filter (self, filter, NULL);
}
