/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-row.h"

struct _GhBulkRow
{
  GObject parent_instance;

  guint number;
  char *path;    /* (owned) */
  char *face_id; /* (owned) */
  char *person;  /* (owned) (nullable) */
  double confidence;

  GhBulkRowState state;
  GhBulkReason reason;
  char *words;     /* (owned) (nullable) */
  char *warning;   /* (owned) (nullable) */
  char *record_id; /* (owned) (nullable) */
};

typedef enum
{
  PROP_STATE = 1,
} GhBulkRowProperty;

G_DEFINE_FINAL_TYPE (GhBulkRow, gh_bulk_row, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_STATE + 1];

/* In reports, where they do not change. */
static const char *const state_names[] = { "waiting", "ready", "enrolled", "failed" };
static const char *const reason_names[] = {
  NULL,     "unreadable", "too-large",  "quality", "face-id", "twice",
  "taken",  "person",     "confidence", "refused", "server",
};

static void
set_state (GhBulkRow *self,
           GhBulkRowState state,
           GhBulkReason reason,
           const char *words,
           const char *record_id)
{
  self->reason = reason;
  g_set_str (&self->words, words);
  g_set_str (&self->record_id, record_id);
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
gh_bulk_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhBulkRow *self = GH_BULK_ROW (object);

  switch ((GhBulkRowProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_bulk_row_finalize (GObject *object)
{
  GhBulkRow *self = GH_BULK_ROW (object);

  g_free (self->path);
  g_free (self->face_id);
  g_free (self->person);
  g_free (self->words);
  g_free (self->warning);
  g_free (self->record_id);

  G_OBJECT_CLASS (gh_bulk_row_parent_class)->finalize (object);
}

static void
gh_bulk_row_class_init (GhBulkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_bulk_row_get_property;
  object_class->finalize = gh_bulk_row_finalize;

  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, 0, GH_BULK_ROW_FAILED, GH_BULK_ROW_WAITING,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_bulk_row_init (GhBulkRow *self)
{
}

/**
 * gh_bulk_row_new:
 * @data: what it says
 *
 * Returns: (transfer full): a row that waits
 */
GhBulkRow *
gh_bulk_row_new (const GhBulkRowData *data)
{
  GhBulkRow *self;

  g_return_val_if_fail (data != NULL && data->path != NULL && data->face_id != NULL, NULL);

  self = g_object_new (GH_TYPE_BULK_ROW, NULL);
  self->number = data->number;
  self->path = g_strdup (data->path);
  self->face_id = g_strdup (data->face_id);
  self->person = g_strdup (data->person);
  self->confidence = data->confidence;

  return self;
}

/**
 * gh_bulk_row_get_number:
 *
 * Returns: its number in the table, or in the folder by name, from 1
 */
guint
gh_bulk_row_get_number (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), 0);

  return self->number;
}

/**
 * gh_bulk_row_get_path:
 *
 * Returns: (transfer none) (type filename): the picture
 */
const char *
gh_bulk_row_get_path (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->path;
}

/**
 * gh_bulk_row_get_face_id:
 *
 * Returns: (transfer none): by which the camera is to know the face; may be no usable one
 */
const char *
gh_bulk_row_get_face_id (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->face_id;
}

/**
 * gh_bulk_row_get_person:
 *
 * Returns: (transfer none) (nullable): e-mail or id of the account
 */
const char *
gh_bulk_row_get_person (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->person;
}

/**
 * gh_bulk_row_get_confidence:
 *
 * Returns: 0 to 1; below 0 where nobody says so
 */
double
gh_bulk_row_get_confidence (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), -1);

  return self->confidence;
}

/**
 * gh_bulk_row_get_state:
 *
 * Returns: what has become of it
 */
GhBulkRowState
gh_bulk_row_get_state (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), GH_BULK_ROW_WAITING);

  return self->state;
}

/**
 * gh_bulk_row_get_state_name:
 *
 * Returns: (transfer none): the state as reports have it
 */
const char *
gh_bulk_row_get_state_name (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return state_names[self->state];
}

/**
 * gh_bulk_row_get_reason_name:
 *
 * Returns: (transfer none) (nullable): why it has failed, as reports have it
 */
const char *
gh_bulk_row_get_reason_name (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return reason_names[self->reason];
}

/**
 * gh_bulk_row_get_words:
 *
 * Returns: (transfer none) (nullable): a sentence about why it has failed
 */
const char *
gh_bulk_row_get_words (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->words;
}

/**
 * gh_bulk_row_get_warning:
 *
 * Returns: (transfer none) (nullable): what could be better about the picture, though it will do
 */
const char *
gh_bulk_row_get_warning (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->warning;
}

/**
 * gh_bulk_row_get_record_id:
 *
 * Returns: (transfer none) (nullable): what the server calls it, once it is enrolled
 */
const char *
gh_bulk_row_get_record_id (GhBulkRow *self)
{
  g_return_val_if_fail (GH_IS_BULK_ROW (self), NULL);

  return self->record_id;
}

/**
 * gh_bulk_row_set_waiting:
 *
 * Makes it one that nobody has looked at.
 */
void
gh_bulk_row_set_waiting (GhBulkRow *self)
{
  set_state (self, GH_BULK_ROW_WAITING, GH_BULK_REASON_NONE, NULL, NULL);
}

/**
 * gh_bulk_row_set_warning:
 *
 * Says what could be better about the picture, before the state is set; @words is nullable.
 */
void
gh_bulk_row_set_warning (GhBulkRow *self, const char *words)
{
  g_set_str (&self->warning, words);
}

/**
 * gh_bulk_row_set_ready:
 *
 * Says that nothing is wrong with it.
 */
void
gh_bulk_row_set_ready (GhBulkRow *self)
{
  set_state (self, GH_BULK_ROW_READY, GH_BULK_REASON_NONE, NULL, NULL);
}

/**
 * gh_bulk_row_set_enrolled:
 *
 * Says that the server has it; @record_id is nullable.
 */
void
gh_bulk_row_set_enrolled (GhBulkRow *self, const char *record_id)
{
  set_state (self, GH_BULK_ROW_ENROLLED, GH_BULK_REASON_NONE, NULL, record_id);
}

/**
 * gh_bulk_row_set_failed:
 *
 * Says what is wrong with it, as a reason and as a sentence.
 */
void
gh_bulk_row_set_failed (GhBulkRow *self, GhBulkReason reason, const char *words)
{
  set_state (self, GH_BULK_ROW_FAILED, reason, words, NULL);
}
