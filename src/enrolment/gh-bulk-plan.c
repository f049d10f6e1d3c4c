/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-bulk-plan.h"

#include "gh-csv.h"
#include "gh-error.h"

#include <glib/gi18n.h>
#include <string.h>

struct _GhBulkPlan
{
  GObject parent_instance;

  GFile *source;   /* (owned) */
  GPtrArray *rows; /* (owned) (element-type GhBulkRow) */
  guint n_ignored;
};

typedef enum
{
  COLUMN_FILE,
  COLUMN_FACE_ID,
  COLUMN_USER,
  COLUMN_CONFIDENCE,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = { "file", "face_id", "user", "confidence" };

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhBulkPlan, gh_bulk_plan, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- Rows ------------------------------------------------------------------------------------- */

static gboolean
is_usable_id (const char *face_id)
{
  if (*face_id == '\0' || !g_utf8_validate (face_id, -1, NULL)
      || g_utf8_strlen (face_id, -1) > GH_BULK_PLAN_MOST_FACE_ID_CHARACTERS)
    return FALSE;
  for (const char *c = face_id; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

static void
add_row (GhBulkPlan *self, const GhBulkRowData *data)
{
  GhBulkRow *row = gh_bulk_row_new (data);

  g_ptr_array_add (self->rows, row);
  if (!is_usable_id (data->face_id))
    gh_bulk_row_set_failed (row, GH_BULK_REASON_FACE_ID,
                            _("The face ID is missing, too long, or no text."));
  else if (data->confidence > 1 || data->confidence != data->confidence)
    gh_bulk_row_set_failed (row, GH_BULK_REASON_CONFIDENCE,
                            _("The confidence is not a number from 0 to 1."));
}

/* Which of them is meant nobody can tell, so none of them is sent. */
static void
refuse_twins (GhBulkPlan *self)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GhBulkRow *row = self->rows->pdata[i];
      GhBulkRow *twin = g_hash_table_lookup (first, gh_bulk_row_get_face_id (row));
      const char *words = _("Another row has the same face ID.");

      if (twin == NULL)
        {
          g_hash_table_insert (first, (gpointer) gh_bulk_row_get_face_id (row), row);
          continue;
        }
      if (gh_bulk_row_get_state (twin) == GH_BULK_ROW_WAITING)
        gh_bulk_row_set_failed (twin, GH_BULK_REASON_TWICE, words);
      if (gh_bulk_row_get_state (row) == GH_BULK_ROW_WAITING)
        gh_bulk_row_set_failed (row, GH_BULK_REASON_TWICE, words);
    }
}

static GhBulkPlan *
finish (GhBulkPlan *self, GError **error)
{
  if (self->rows->len == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                           _("There are no pictures to enrol."));
      return NULL;
    }

  refuse_twins (self);
  return g_object_ref (self);
}

static void
blame_file (GError **error, GError *reason)
{
  if (gh_error_is_cancelled (reason) || reason->domain == GH_ERROR)
    {
      g_propagate_error (error, reason);
      return;
    }

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is what the system says of it. */
               _("This cannot be read: %s"), reason->message);
  g_error_free (reason);
}

/* --- A folder --------------------------------------------------------------------------------- */

static char *
dup_stem (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_filename_display_name (name);
}

static gboolean
is_picture_name (const char *name)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]) && *name != '.')
      return TRUE;

  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (GhBulkPlan *self, GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
    G_FILE_QUERY_INFO_NONE, cancellable, error);

  while (enumerator != NULL)
    {
      GFileInfo *info;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
        return NULL;
      if (info == NULL)
        break;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
          && is_picture_name (g_file_info_get_name (info)))
        g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
      else
        self->n_ignored++;
      if (names->len > GH_CSV_MOST_ROWS)
        {
          g_set_error_literal (error, GH_ERROR, GH_ERROR_LIMIT,
                               _("There are too many pictures in this folder."));
          return NULL;
        }
    }
  if (enumerator == NULL)
    return NULL;

  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/**
 * gh_bulk_plan_new_from_folder:
 * @folder: a folder of pictures; what is in folders within is left out
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Reads a folder, in a thread that may wait. The face id of each picture is its name without the
 * ending; it belongs to nobody's account.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL with %GH_ERROR_INVALID_ARGUMENT or
 *   %GH_ERROR_LIMIT
 */
GhBulkPlan *
gh_bulk_plan_new_from_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GhBulkPlan) self = g_object_new (GH_TYPE_BULK_PLAN, NULL);
  GError *local_error = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self->source = g_object_ref (folder);
  names = list_names (self, folder, cancellable, &local_error);
  if (names == NULL)
    {
      blame_file (error, local_error);
      return NULL;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (g_file_peek_path (folder), names->pdata[i], NULL);
      g_autofree char *face_id = dup_stem (path);
      const GhBulkRowData data = {
        .number = i + 1,
        .path = path,
        .face_id = face_id,
        .confidence = -1,
      };

      add_row (self, &data);
    }

  return finish (self, error);
}

/* --- A table ---------------------------------------------------------------------------------- */

static gboolean
find_columns (char **names, int *columns, GError **error)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    columns[column] = -1;
  for (int i = 0; names[i] != NULL; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      if (g_ascii_strcasecmp (g_strstrip (names[i]), column_names[column]) == 0)
        columns[column] = i;
  if (columns[COLUMN_FILE] >= 0)
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_ARGUMENT,
                       /* Translators: leave "file", "face_id", "user" and "confidence". */
                       _("The first line of the table has to name its columns: file, and where "
                         "there are any, face_id, user and confidence."));
  return FALSE;
}

static const char *
get_field (char **row, const int *columns, Column column)
{
  int index = columns[column];

  return index >= 0 && (guint) index < g_strv_length (row) ? g_strstrip (row[index]) : "";
}

/* Above 1 is how add_row() knows that it is none. */
static double
parse_confidence (const char *text)
{
  char *end = NULL;
  double confidence;

  if (*text == '\0')
    return -1;
  confidence = g_ascii_strtod (text, &end);

  return *end == '\0' && confidence >= 0 && confidence <= 1 ? confidence : 2;
}

static void
add_table_row (GhBulkPlan *self, const char *folder, guint number, char **row, const int *columns)
{
  const char *file = get_field (row, columns, COLUMN_FILE);
  const char *face_id = get_field (row, columns, COLUMN_FACE_ID);
  const char *person = get_field (row, columns, COLUMN_USER);
  g_autofree char *path = g_canonicalize_filename (file, folder);
  g_autofree char *stem = dup_stem (file);
  const GhBulkRowData data = {
    .number = number,
    .path = path,
    .face_id = *face_id != '\0' || *file == '\0' ? face_id : stem,
    .person = *person != '\0' ? person : NULL,
    .confidence = parse_confidence (get_field (row, columns, COLUMN_CONFIDENCE)),
  };

  add_row (self, &data);
}

/**
 * gh_bulk_plan_new_from_table:
 * @table: a table (gh_csv_parse()) with a column "file" and perhaps "face_id", "user", "confidence"
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for an error
 *
 * Reads a table, in a thread that may wait. Names of files are relative to the table's folder;
 * other columns are left alone.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL with %GH_ERROR_INVALID_ARGUMENT or
 *   %GH_ERROR_LIMIT
 */
GhBulkPlan *
gh_bulk_plan_new_from_table (GFile *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GhBulkPlan) self = g_object_new (GH_TYPE_BULK_PLAN, NULL);
  GError *local_error = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = g_malloc (GH_CSV_MOST_BYTES + 1);
  g_autofree char *folder = NULL;
  gsize length = 0;
  int columns[N_COLUMNS];

  g_return_val_if_fail (G_IS_FILE (table), NULL);

  self->source = g_object_ref (table);
  stream = g_file_read (table, cancellable, &local_error);
  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), text, GH_CSV_MOST_BYTES + 1, &length,
                                  cancellable, &local_error))
    rows = gh_csv_parse (text, length, &local_error);
  if (rows == NULL)
    {
      blame_file (error, local_error);
      return NULL;
    }
  if (rows->len > 0 && !find_columns (rows->pdata[0], columns, error))
    return NULL;

  folder = g_path_get_dirname (g_file_peek_path (table));
  for (guint i = 1; i < rows->len; i++)
    {
      char **row = rows->pdata[i];

      if (row[1] != NULL || *row[0] != '\0')
        add_table_row (self, folder, i + 1, row, columns);
    }

  return finish (self, error);
}

/* ---------------------------------------------------------------------------------------------- */

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  GError *error = NULL;
  GhBulkPlan *plan;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    plan = gh_bulk_plan_new_from_folder (file, cancellable, &error);
  else
    plan = gh_bulk_plan_new_from_table (file, cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gh_bulk_plan_load_async:
 * @source: a folder or a table on this computer
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when it is read
 * @user_data: for @callback
 *
 * Reads a plan without holding anything up.
 */
void
gh_bulk_plan_load_async (GFile *source,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (source) && g_file_peek_path (source) != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_bulk_plan_load_async);
  g_task_set_task_data (task, g_object_ref (source), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

GhBulkPlan *
gh_bulk_plan_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static GType
get_item_type (GListModel *model)
{
  return GH_TYPE_BULK_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return GH_BULK_PLAN (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GhBulkPlan *self = GH_BULK_PLAN (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
gh_bulk_plan_finalize (GObject *object)
{
  GhBulkPlan *self = GH_BULK_PLAN (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (gh_bulk_plan_parent_class)->finalize (object);
}

static void
gh_bulk_plan_class_init (GhBulkPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_bulk_plan_finalize;
}

static void
gh_bulk_plan_init (GhBulkPlan *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_bulk_plan_get_source:
 *
 * Returns: (transfer none): the folder or the table
 */
GFile *
gh_bulk_plan_get_source (GhBulkPlan *self)
{
  g_return_val_if_fail (GH_IS_BULK_PLAN (self), NULL);

  return self->source;
}

/**
 * gh_bulk_plan_get_n_rows:
 *
 * Returns: how many rows there are, whatever is wrong with them
 */
guint
gh_bulk_plan_get_n_rows (GhBulkPlan *self)
{
  g_return_val_if_fail (GH_IS_BULK_PLAN (self), 0);

  return self->rows->len;
}

/**
 * gh_bulk_plan_get_row:
 *
 * Returns: (transfer none): a row; @index counts from 0
 */
GhBulkRow *
gh_bulk_plan_get_row (GhBulkPlan *self, guint index)
{
  g_return_val_if_fail (GH_IS_BULK_PLAN (self) && index < self->rows->len, NULL);

  return self->rows->pdata[index];
}

/**
 * gh_bulk_plan_get_n_ignored:
 *
 * Returns: how many files of the folder are no pictures by their names
 */
guint
gh_bulk_plan_get_n_ignored (GhBulkPlan *self)
{
  g_return_val_if_fail (GH_IS_BULK_PLAN (self), 0);

  return self->n_ignored;
}
