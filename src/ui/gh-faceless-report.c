/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-faceless-report.h"

#include "gh-error.h"

/* Records come with their pictures; accounts are small. */
#define RECORDS_PAGE 50
#define USERS_PAGE GH_USERS_MOST_LIMIT
/* Where the server does not say how long. */
#define WAIT_US (60 * G_TIME_SPAN_SECOND)

struct _GhFacelessReport
{
  GObject parent_instance;

  GhConnection *connection;  /* (owned) */
  GhClock *clock;            /* (owned) */
  GCancellable *cancellable; /* (owned) */

  GhFacelessReportState state;
  GError *error;   /* (owned) (nullable) */
  double progress;

  GHashTable *known;  /* (owned): ids of those who have an active record */
  GListStore *people; /* (owned) */
  gboolean is_at_users;
  guint page; /* that is asked for next, from 1 */
  guint wait_id;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_PROGRESS,
  PROP_ERROR,
} GhFacelessReportProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void gh_faceless_report_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhFacelessReport, gh_faceless_report, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_faceless_report_iface_init))

static void fetch (GhFacelessReport *self);

static void
set_state (GhFacelessReport *self, GhFacelessReportState state, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* The records are the longer half of the way: each page of them carries pictures. */
static void
set_progress (GhFacelessReport *self, guint n_read, gint64 total)
{
  double share = total > 0 ? CLAMP ((double) n_read / (double) total, 0.0, 1.0) : 1.0;

  self->progress = self->is_at_users ? 0.8 + 0.2 * share : 0.8 * share;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
waited_cb (gpointer user_data)
{
  GhFacelessReport *self = user_data;

  self->wait_id = 0;
  gh_faceless_report_run (self);
}

static void
take_error (GhFacelessReport *self, const GError *error)
{
  gint64 wait_us = gh_error_get_retry_at_us (error) - gh_clock_get_monotonic_us (self->clock);

  if (!g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    {
      set_state (self, GH_FACELESS_REPORT_FAILED, error);
      return;
    }

  self->wait_id = gh_clock_add_timeout (self->clock, wait_us > 0 ? wait_us : WAIT_US, waited_cb,
                                        self);
  set_state (self, GH_FACELESS_REPORT_WAITING, error);
}

/* TRUE where there are more pages. */
static gboolean
count_page (GhFacelessReport *self, GhResultPage *page, guint page_size)
{
  guint n_read = self->page * page_size;
  gboolean is_more = gh_result_page_get_items (page)->len > 0
                     && (gint64) n_read < gh_result_page_get_total (page);

  set_progress (self, n_read, gh_result_page_get_total (page));
  self->page++;
  return is_more;
}

static void
records_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page =
    gh_face_recognition_list_records_finish (GH_FACE_RECOGNITION (source), result, &error);
  GhFacelessReport *self = user_data;
  GPtrArray *records;

  if (gh_error_is_cancelled (error))
    return;
  if (page == NULL)
    {
      take_error (self, error);
      return;
    }

  records = gh_result_page_get_items (page);
  for (guint i = 0; i < records->len; i++)
    {
      GhFaceRecord *record = g_ptr_array_index (records, i);

      if (gh_face_record_get_is_active (record) && gh_face_record_get_user_id (record) != NULL)
        g_hash_table_add (self->known, g_strdup (gh_face_record_get_user_id (record)));
    }
  if (!count_page (self, page, RECORDS_PAGE))
    {
      self->is_at_users = TRUE;
      self->page = 1;
    }
  fetch (self);
}

static void
users_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhResultPage) page = gh_users_list_finish (GH_USERS (source), result, &error);
  GhFacelessReport *self = user_data;
  g_autoptr (GPtrArray) faceless = g_ptr_array_new ();
  GPtrArray *users;

  if (gh_error_is_cancelled (error))
    return;
  if (page == NULL)
    {
      take_error (self, error);
      return;
    }

  users = gh_result_page_get_items (page);
  for (guint i = 0; i < users->len; i++)
    {
      GhUser *user = g_ptr_array_index (users, i);

      /* Told once, though the list may move while it is read. */
      if (g_hash_table_add (self->known, g_strdup (gh_user_get_id (user))))
        g_ptr_array_add (faceless, user);
    }
  g_list_store_splice (self->people, g_list_model_get_n_items (G_LIST_MODEL (self->people)), 0,
                       faceless->pdata, faceless->len);
  if (count_page (self, page, USERS_PAGE))
    fetch (self);
  else
    set_state (self, GH_FACELESS_REPORT_DONE, NULL);
}

static void
fetch (GhFacelessReport *self)
{
  if (self->is_at_users)
    gh_users_list_async (gh_connection_get_users (self->connection), self->page, USERS_PAGE, NULL,
                         self->cancellable, users_ready_cb, self);
  else
    gh_face_recognition_list_records_async (gh_connection_get_face_recognition (self->connection),
                                            self->page, RECORDS_PAGE, NULL, self->cancellable,
                                            records_ready_cb, self);
}

static GType
gh_faceless_report_get_item_type (GListModel *model)
{
  return GH_TYPE_USER;
}

static guint
gh_faceless_report_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (GH_FACELESS_REPORT (model)->people));
}

static gpointer
gh_faceless_report_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (GH_FACELESS_REPORT (model)->people), position);
}

static void
gh_faceless_report_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_faceless_report_get_item_type;
  iface->get_n_items = gh_faceless_report_get_n_items;
  iface->get_item = gh_faceless_report_get_item;
}

static void
gh_faceless_report_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  GhFacelessReport *self = GH_FACELESS_REPORT (object);

  switch ((GhFacelessReportProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_faceless_report_dispose (GObject *object)
{
  GhFacelessReport *self = GH_FACELESS_REPORT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    gh_clock_clear_timeout (self->clock, &self->wait_id);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_faceless_report_parent_class)->dispose (object);
}

static void
gh_faceless_report_finalize (GObject *object)
{
  GhFacelessReport *self = GH_FACELESS_REPORT (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->people);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gh_faceless_report_parent_class)->finalize (object);
}

static void
gh_faceless_report_class_init (GhFacelessReportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_faceless_report_get_property;
  object_class->dispose = gh_faceless_report_dispose;
  object_class->finalize = gh_faceless_report_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, GH_FACELESS_REPORT_IDLE,
                                              GH_FACELESS_REPORT_FAILED, GH_FACELESS_REPORT_IDLE,
                                              read_only);
  properties[PROP_PROGRESS] =
    g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, read_only);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_faceless_report_init (GhFacelessReport *self)
{
  self->cancellable = g_cancellable_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_list_store_new (GH_TYPE_USER);
  self->page = 1;
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
}

/**
 * gh_faceless_report_new:
 * @connection: the server
 * @clock: for waiting
 *
 * Returns: (transfer full): a report that has not begun
 */
GhFacelessReport *
gh_faceless_report_new (GhConnection *connection, GhClock *clock)
{
  GhFacelessReport *self;

  g_return_val_if_fail (GH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);

  self = g_object_new (GH_TYPE_FACELESS_REPORT, NULL);
  self->connection = g_object_ref (connection);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * gh_faceless_report_run:
 * @self: a report
 *
 * Begins, or goes on where it failed or waits.
 */
void
gh_faceless_report_run (GhFacelessReport *self)
{
  g_return_if_fail (GH_IS_FACELESS_REPORT (self));

  if (self->state == GH_FACELESS_REPORT_RUNNING || self->state == GH_FACELESS_REPORT_DONE)
    return;

  if (self->state == GH_FACELESS_REPORT_IDLE)
    gh_cache_expire (gh_session_get_cache (gh_connection_get_session (self->connection)),
                     GH_CACHE_USERS | GH_CACHE_RECORDS);
  gh_clock_clear_timeout (self->clock, &self->wait_id);
  set_state (self, GH_FACELESS_REPORT_RUNNING, NULL);
  fetch (self);
}

/**
 * gh_faceless_report_get_state:
 *
 * Returns: what it is doing
 */
GhFacelessReportState
gh_faceless_report_get_state (GhFacelessReport *self)
{
  g_return_val_if_fail (GH_IS_FACELESS_REPORT (self), GH_FACELESS_REPORT_IDLE);

  return self->state;
}

/**
 * gh_faceless_report_get_progress:
 *
 * Returns: how much of the way has been gone, 0 to 1
 */
double
gh_faceless_report_get_progress (GhFacelessReport *self)
{
  g_return_val_if_fail (GH_IS_FACELESS_REPORT (self), 0.0);

  return self->progress;
}

/**
 * gh_faceless_report_get_error:
 *
 * Returns: (nullable): why it stands still
 */
const GError *
gh_faceless_report_get_error (GhFacelessReport *self)
{
  g_return_val_if_fail (GH_IS_FACELESS_REPORT (self), NULL);

  return self->error;
}
