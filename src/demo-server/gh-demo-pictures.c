/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-demo-pictures.h"

#include "gh-demo-gallery.h"
#include "gh-image-data.h"

/* Raised when the drawings change, so that a database does not go on showing the old ones. */
#define DRAWING_VERSION "2"

/* Held by the thread while it draws, and shared with it, for it may be the last to go. */
typedef struct
{
  GMutex drawing;
} Studio;

struct _GhDemoPictures
{
  GhDemoDatabase *database; /* (unowned) */
  GHashTable *ready;        /* (owned): number to GhDemoPicture */
  GCancellable *warm_up;    /* (owned) (nullable) */
  Studio *studio;           /* (owned) */
};

/* What the thread draws, and where. */
typedef struct
{
  GArray *numbers; /* (owned) (element-type guint) */
  Studio *studio;  /* (owned) */
} Batch;

static void
studio_clear (gpointer data)
{
  Studio *studio = data;

  g_mutex_clear (&studio->drawing);
}

static void
studio_unref (Studio *studio)
{
  g_atomic_rc_box_release_full (studio, studio_clear);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->numbers);
  studio_unref (batch->studio);
  g_free (batch);
}

typedef struct
{
  guint picture;
  GBytes *jpeg; /* (owned) */
  GhDemoFaceBox box;
} Drawing;

static void
drawing_free (Drawing *self)
{
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_free (self);
}

static Drawing *
draw (guint picture)
{
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->picture = picture;
  drawing->jpeg = gh_demo_gallery_take (picture, &drawing->box);
  return drawing;
}

static void
picture_free (GhDemoPicture *self)
{
  g_free (self->data_url);
  g_free (self);
}

static GhDemoPicture *
make_ready (GhDemoPictures *self, const Drawing *drawing)
{
  GhDemoPicture *picture = g_new0 (GhDemoPicture, 1);

  picture->data_url = gh_image_data_encode_url (drawing->jpeg, "image/jpeg");
  picture->box = drawing->box;
  g_hash_table_insert (self->ready, GUINT_TO_POINTER (drawing->picture), picture);

  return picture;
}

static void
store (GhDemoPictures *self, const Drawing *drawing)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    self->database, "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?)");

  gh_demo_statement_bind_int (statement, 1, drawing->picture);
  gh_demo_statement_bind_bytes (statement, 2, drawing->jpeg);
  gh_demo_statement_bind_int (statement, 3, drawing->box.x);
  gh_demo_statement_bind_int (statement, 4, drawing->box.y);
  gh_demo_statement_bind_int (statement, 5, drawing->box.width);
  gh_demo_statement_bind_int (statement, 6, drawing->box.height);
  gh_demo_statement_step (statement);
}

static Drawing *
load (GhDemoPictures *self, guint picture)
{
  g_autoptr (GhDemoStatement) statement = gh_demo_database_prepare (
    self->database, "SELECT jpeg, x, y, width, height FROM pictures WHERE picture = ?");
  Drawing *drawing;

  gh_demo_statement_bind_int (statement, 1, picture);
  if (!gh_demo_statement_step (statement))
    return NULL;

  drawing = g_new0 (Drawing, 1);
  drawing->picture = picture;
  drawing->jpeg = gh_demo_statement_dup_bytes (statement, 0);
  drawing->box.x = (int) gh_demo_statement_get_int (statement, 1);
  drawing->box.y = (int) gh_demo_statement_get_int (statement, 2);
  drawing->box.width = (int) gh_demo_statement_get_int (statement, 3);
  drawing->box.height = (int) gh_demo_statement_get_int (statement, 4);
  return drawing;
}

/**
 * gh_demo_pictures_new:
 * @database: where the pictures are kept
 *
 * Returns: (transfer full): the pictures
 */
GhDemoPictures *
gh_demo_pictures_new (GhDemoDatabase *database)
{
  GhDemoPictures *self = g_new0 (GhDemoPictures, 1);
  g_autoptr (GBytes) drawn = gh_demo_database_dup_setting (database, "drawing-version");
  g_autoptr (GBytes) current =
    g_bytes_new_static (DRAWING_VERSION, sizeof DRAWING_VERSION - 1);

  self->database = database;
  self->studio = g_atomic_rc_box_new0 (Studio);
  g_mutex_init (&self->studio->drawing);
  self->ready = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) picture_free);
  if (drawn == NULL || !g_bytes_equal (drawn, current))
    {
      gh_demo_database_run (database, "DELETE FROM pictures");
      gh_demo_database_set_setting (database, "drawing-version", current);
    }

  return self;
}

/**
 * gh_demo_pictures_free:
 * @self: (transfer full) (nullable): the pictures
 *
 * Frees the pictures; what is still being drawn is thrown away.
 */
void
gh_demo_pictures_free (GhDemoPictures *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->warm_up);
  g_clear_object (&self->warm_up);
  /* A thread that still draws while the program ends would use libraries that are gone. */
  g_mutex_lock (&self->studio->drawing);
  g_mutex_unlock (&self->studio->drawing);
  studio_unref (self->studio);
  g_hash_table_unref (self->ready);
  g_free (self);
}

/**
 * gh_demo_pictures_get:
 * @self: the pictures
 * @picture: its number in the gallery
 *
 * Returns: (transfer none): the picture, drawn now if nobody asked for it before
 */
const GhDemoPicture *
gh_demo_pictures_get (GhDemoPictures *self, guint picture)
{
  GhDemoPicture *ready = g_hash_table_lookup (self->ready, GUINT_TO_POINTER (picture));
  Drawing *drawing;

  if (ready != NULL)
    return ready;

  drawing = load (self, picture);
  if (drawing == NULL)
    {
      drawing = draw (picture);
      store (self, drawing);
    }
  ready = make_ready (self, drawing);
  drawing_free (drawing);

  return ready;
}

static void
warm_up_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Batch *batch = task_data;
  GPtrArray *drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) drawing_free);

  g_mutex_lock (&batch->studio->drawing);
  for (guint i = 0; i < batch->numbers->len && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (drawings, draw (g_array_index (batch->numbers, guint, i)));
  g_mutex_unlock (&batch->studio->drawing);
  g_task_return_pointer (task, drawings, (GDestroyNotify) g_ptr_array_unref);
}

static void draw_next (GhDemoPictures *self, GArray *rest);

/* One transaction a batch: a commit costs as much as a drawing. */
#define BATCH 16

typedef struct
{
  GhDemoPictures *self; /* (unowned): valid unless cancelled */
  GArray *rest;         /* (owned) of guint */
} WarmUp;

static void
warm_up_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WarmUp *warm_up = user_data;
  g_autoptr (GArray) rest = g_steal_pointer (&warm_up->rest);
  GhDemoPictures *self = warm_up->self;
  g_autoptr (GPtrArray) drawings = g_task_propagate_pointer (G_TASK (result), NULL);

  g_free (warm_up);
  if (drawings == NULL)
    return;

  gh_demo_database_begin (self->database);
  for (guint i = 0; i < drawings->len; i++)
    {
      Drawing *drawing = g_ptr_array_index (drawings, i);

      if (g_hash_table_contains (self->ready, GUINT_TO_POINTER (drawing->picture)))
        continue;
      store (self, drawing);
      make_ready (self, drawing);
    }
  if (!gh_demo_database_commit (self->database, NULL))
    g_message ("The pictures could not be kept and will be drawn again at the next start");
  draw_next (self, g_steal_pointer (&rest));
}

/* Takes @rest. */
static void
draw_next (GhDemoPictures *self, GArray *rest)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GTask) task = NULL;
  Batch *batch;
  WarmUp *warm_up;
  guint taken = 0;

  while (taken < rest->len && numbers->len < BATCH)
    {
      guint picture = g_array_index (rest, guint, taken++);

      if (!g_hash_table_contains (self->ready, GUINT_TO_POINTER (picture)))
        g_array_append_val (numbers, picture);
    }
  g_array_remove_range (rest, 0, taken);
  if (numbers->len == 0)
    {
      g_array_unref (rest);
      return;
    }

  warm_up = g_new0 (WarmUp, 1);
  warm_up->self = self;
  warm_up->rest = rest;
  task = g_task_new (NULL, self->warm_up, warm_up_ready_cb, warm_up);
  g_task_set_source_tag (task, draw_next);
  batch = g_new0 (Batch, 1);
  batch->numbers = g_steal_pointer (&numbers);
  batch->studio = g_atomic_rc_box_acquire (self->studio);
  g_task_set_task_data (task, batch, batch_free);
  g_task_run_in_thread (task, warm_up_thread);
}

/**
 * gh_demo_pictures_warm_up:
 * @self: the pictures
 * @pictures: (element-type guint): numbers, those that will be asked for first at the front
 *
 * Draws pictures in a thread, so that the first page does not have to wait for all of its own.
 * What the database has is only read when it is asked for.
 */
void
gh_demo_pictures_warm_up (GhDemoPictures *self, GArray *pictures)
{
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GhDemoStatement) statement =
    gh_demo_database_prepare (self->database, "SELECT picture FROM pictures");

  while (gh_demo_statement_step (statement))
    g_hash_table_add (seen, GUINT_TO_POINTER (gh_demo_statement_get_int (statement, 0)));
  for (guint i = 0; i < pictures->len; i++)
    {
      guint picture = g_array_index (pictures, guint, i);

      if (g_hash_table_add (seen, GUINT_TO_POINTER (picture)))
        g_array_append_val (missing, picture);
    }

  if (self->warm_up == NULL)
    self->warm_up = g_cancellable_new ();
  draw_next (self, g_steal_pointer (&missing));
}
