/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-faces.h"

#define N_OWN_COLUMNS 11

#define FROM " FROM faces f LEFT JOIN users u ON u.row = f.user "

/**
 * gh_demo_face_new:
 *
 * Returns: (transfer full): a record without anything
 */
GhDemoFace *
gh_demo_face_new (void)
{
  GhDemoFace *self = g_new0 (GhDemoFace, 1);

  self->picture = -1;
  return self;
}

/**
 * gh_demo_face_free:
 * @self: (transfer full) (nullable): a record
 *
 * Frees a record.
 */
void
gh_demo_face_free (GhDemoFace *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->face_id);
  g_free (self->image);
  g_free (self->face_data);
  g_clear_pointer (&self->template, g_bytes_unref);
  gh_demo_user_free (self->user);
  g_free (self);
}

/**
 * gh_demo_face_get_image:
 * @self: a record
 * @pictures: the pictures
 *
 * Returns: (transfer none) (nullable): its picture, as a data URL or as it was sent
 */
const char *
gh_demo_face_get_image (const GhDemoFace *self, GhDemoPictures *pictures)
{
  if (self->picture >= 0)
    return gh_demo_pictures_get (pictures, (guint) self->picture)->data_url;
  return self->image;
}

/**
 * gh_demo_face_write_members:
 * @self: a record
 * @pictures: the pictures
 * @writer: where to write
 *
 * Writes what is the record's own.
 */
void
gh_demo_face_write_members (const GhDemoFace *self, GhDemoPictures *pictures, GhJsonWriter *writer)
{
  gh_json_writer_add_string (writer, "id", self->id);
  gh_json_writer_add_string (writer, "userId", self->user != NULL ? self->user->id : NULL);
  gh_json_writer_add_string (writer, "faceId", self->face_id);
  gh_json_writer_add_string (writer, "imageData", gh_demo_face_get_image (self, pictures));
  gh_json_writer_add_string (writer, "faceData", self->face_data);
  gh_json_writer_add_double (writer, "confidence", self->confidence);
  gh_json_writer_add_boolean (writer, "isActive", self->is_active);
  gh_json_writer_add_time (writer, "createdAt", self->created_us);
  gh_json_writer_add_time (writer, "updatedAt", self->updated_us);
}

/**
 * gh_demo_face_write:
 * @self: a record
 * @pictures: the pictures
 * @writer: where to write
 * @name: the name of a member or field
 *
 * Writes the record as the contract has it, with the user it belongs to.
 */
void
gh_demo_face_write (const GhDemoFace *self,
                    GhDemoPictures *pictures,
                    GhJsonWriter *writer,
                    const char *name)
{
  gh_json_writer_begin_object (writer, name);
  gh_demo_face_write_members (self, pictures, writer);
  if (self->user != NULL)
    gh_demo_user_write (self->user, writer, "user");
  gh_json_writer_end_object (writer);
}

/**
 * gh_demo_face_read:
 * @statement: a statement that stands on a row
 * @column: the first of the columns
 *
 * Reads a record from columns in the order of %GH_DEMO_FACE_COLUMNS.
 *
 * Returns: (transfer full): the record
 */
GhDemoFace *
gh_demo_face_read (GhDemoStatement *statement, int column)
{
  GhDemoFace *self = gh_demo_face_new ();
  int user_column = column + N_OWN_COLUMNS;

  self->row = gh_demo_statement_get_int (statement, column++);
  self->id = gh_demo_statement_dup_text (statement, column++);
  self->face_id = gh_demo_statement_dup_text (statement, column++);
  self->image = gh_demo_statement_dup_text (statement, column++);
  if (!gh_demo_statement_is_null (statement, column))
    self->picture = (int) gh_demo_statement_get_int (statement, column);
  column++;
  self->face_data = gh_demo_statement_dup_text (statement, column++);
  if (!gh_demo_statement_is_null (statement, column))
    self->template = gh_demo_statement_dup_bytes (statement, column);
  column++;
  self->confidence = gh_demo_statement_get_double (statement, column++);
  self->is_active = gh_demo_statement_get_int (statement, column++) != 0;
  self->created_us = gh_demo_statement_get_int (statement, column++);
  self->updated_us = gh_demo_statement_get_int (statement, column);
  if (!gh_demo_statement_is_null (statement, user_column))
    self->user = gh_demo_user_read (statement, user_column);

  return self;
}

/**
 * gh_demo_faces_find:
 * @database: the database
 * @id: an id
 *
 * Returns: (transfer full) (nullable): the record with this id
 */
GhDemoFace *
gh_demo_faces_find (GhDemoDatabase *database, const char *id)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "SELECT" GH_DEMO_FACE_COLUMNS FROM "WHERE f.id = ?");

  gh_demo_statement_bind_text (statement, 1, id);
  return gh_demo_statement_step (statement) ? gh_demo_face_read (statement, 0) : NULL;
}

/**
 * gh_demo_faces_find_by_row:
 * @database: the database
 * @row: the number of the row
 *
 * Returns: (transfer full) (nullable): the record in this row
 */
GhDemoFace *
gh_demo_faces_find_by_row (GhDemoDatabase *database, gint64 row)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "SELECT" GH_DEMO_FACE_COLUMNS FROM "WHERE f.row = ?");

  gh_demo_statement_bind_int (statement, 1, row);
  return gh_demo_statement_step (statement) ? gh_demo_face_read (statement, 0) : NULL;
}

/**
 * gh_demo_faces_find_by_face_id:
 * @database: the database
 * @face_id: a face id
 *
 * Returns: (transfer full) (nullable): the record with this face id
 */
GhDemoFace *
gh_demo_faces_find_by_face_id (GhDemoDatabase *database, const char *face_id)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "SELECT" GH_DEMO_FACE_COLUMNS FROM "WHERE f.face_id = ?");

  gh_demo_statement_bind_text (statement, 1, face_id);
  return gh_demo_statement_step (statement) ? gh_demo_face_read (statement, 0) : NULL;
}

#define FILTER FROM "WHERE (?1 IS NULL OR u.id = ?1) AND (?2 IS NULL OR f.face_id = ?2)"

/**
 * gh_demo_faces_list:
 * @database: the database
 * @user_id: (nullable): only those of this user
 * @face_id: (nullable): only the one of this face id
 * @offset: how many to leave out
 * @limit: how many at most
 * @total: (out): how many there are
 *
 * Lists face records, the newest first.
 *
 * Returns: (transfer full) (element-type GhDemoFace): the records
 */
GPtrArray *
gh_demo_faces_list (GhDemoDatabase *database,
                    const char *user_id,
                    const char *face_id,
                    gint64 offset,
                    gint64 limit,
                    gint64 *total)
{
  g_autoptr (GhDemoStatement) count = gh_demo_database_prepare (database, "SELECT count(*)" FILTER);
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT" GH_DEMO_FACE_COLUMNS FILTER
              " ORDER BY f.created DESC, f.row DESC LIMIT ?3 OFFSET ?4");
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_face_free);

  gh_demo_statement_bind_text (count, 1, user_id);
  gh_demo_statement_bind_text (count, 2, face_id);
  *total = gh_demo_statement_step (count) ? gh_demo_statement_get_int (count, 0) : 0;

  gh_demo_statement_bind_text (statement, 1, user_id);
  gh_demo_statement_bind_text (statement, 2, face_id);
  gh_demo_statement_bind_int (statement, 3, limit);
  gh_demo_statement_bind_int (statement, 4, offset);
  while (gh_demo_statement_step (statement))
    g_ptr_array_add (faces, gh_demo_face_read (statement, 0));

  return faces;
}

/**
 * gh_demo_faces_list_active:
 * @database: the database
 *
 * Of records that share a drawn picture, as a crowd does, the first one stands for all.
 *
 * Returns: (transfer full) (element-type GhDemoFace): the records that recognition looks at
 */
GPtrArray *
gh_demo_faces_list_active (GhDemoDatabase *database)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "SELECT" GH_DEMO_FACE_COLUMNS FROM
              "WHERE f.row IN (SELECT min (row) FROM faces WHERE active"
              " GROUP BY ifnull (picture, -row)) ORDER BY f.row");
  GPtrArray *faces = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_demo_face_free);

  while (gh_demo_statement_step (statement))
    g_ptr_array_add (faces, gh_demo_face_read (statement, 0));

  return faces;
}

/**
 * gh_demo_faces_count:
 * @database: the database
 * @total: (out): all of them
 * @active: (out): those that are switched on
 *
 * Counts the records.
 */
void
gh_demo_faces_count (GhDemoDatabase *database, gint64 *total, gint64 *active)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "SELECT count(*), total (active) FROM faces");

  gh_demo_statement_step (statement);
  *total = gh_demo_statement_get_int (statement, 0);
  *active = gh_demo_statement_get_int (statement, 1);
}

static void
bind_common (GhDemoStatement *statement, const GhDemoFace *face)
{
  if (face->user != NULL)
    gh_demo_statement_bind_int (statement, 1, face->user->row);
  else
    gh_demo_statement_bind_null (statement, 1);
  gh_demo_statement_bind_text (statement, 2, face->image);
  if (face->picture >= 0)
    gh_demo_statement_bind_int (statement, 3, face->picture);
  else
    gh_demo_statement_bind_null (statement, 3);
  gh_demo_statement_bind_text (statement, 4, face->face_data);
  if (face->template != NULL)
    gh_demo_statement_bind_bytes (statement, 5, face->template);
  else
    gh_demo_statement_bind_null (statement, 5);
  gh_demo_statement_bind_double (statement, 6, face->confidence);
  gh_demo_statement_bind_int (statement, 7, face->is_active);
  gh_demo_statement_bind_int (statement, 8, face->updated_us);
}

/**
 * gh_demo_faces_add:
 * @database: the database
 * @face: a record
 *
 * Adds a record, and sets the number of its row.
 */
void
gh_demo_faces_add (GhDemoDatabase *database, GhDemoFace *face)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "INSERT INTO faces (user, image, picture, face_data, template, confidence, active,"
              " updated, id, face_id, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  bind_common (statement, face);
  gh_demo_statement_bind_text (statement, 9, face->id);
  gh_demo_statement_bind_text (statement, 10, face->face_id);
  gh_demo_statement_bind_int (statement, 11, face->created_us);
  gh_demo_statement_step (statement);
  face->row = gh_demo_database_get_last_row (database);
}

/**
 * gh_demo_faces_save:
 * @database: the database
 * @face: a record
 *
 * Writes a record over what the table has under its row.
 */
void
gh_demo_faces_save (GhDemoDatabase *database, const GhDemoFace *face)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    database, "UPDATE faces SET user = ?, image = ?, picture = ?, face_data = ?, template = ?,"
              " confidence = ?, active = ?, updated = ? WHERE row = ?");

  bind_common (statement, face);
  gh_demo_statement_bind_int (statement, 9, face->row);
  gh_demo_statement_step (statement);
}

/**
 * gh_demo_faces_remove:
 * @database: the database
 * @face: a record
 *
 * Removes a record. Its events stay and are about nobody.
 */
void
gh_demo_faces_remove (GhDemoDatabase *database, const GhDemoFace *face)
{
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (database, "DELETE FROM faces WHERE row = ?");

  gh_demo_statement_bind_int (statement, 1, face->row);
  gh_demo_statement_step (statement);
}
