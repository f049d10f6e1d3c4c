/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-ui-test.h"

#include "gh-test-wait.h"
#include "gh-wall-text.h"

#if GH_ADDRESS_SANITIZER
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

/* Who leaked is told by its name only where the whole stack is known, through libraries that keep
 * no frame pointers; a few frames of it, for they are dear. */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0:malloc_context_size=8";
}

/* GTK 4.18 loses a list for every label with a mnemonic. */
const char *
__lsan_default_suppressions (void)
{
  return "leak:gtk_widget_list_mnemonic_labels\n";
}
#endif

/**
 * gh_ui_test_init:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 *
 * Begins a test program that shows widgets: with our style and our icons, and no animations.
 */
void
gh_ui_test_init (int *argc, char ***argv)
{
  GdkDisplay *display;
  g_autoptr (GtkCssProvider) css = NULL;

  /* Not in directories of their own like other tests: the kinds of icons and the icons themselves
   * are the system's. What is the person's, with-display keeps away. */
  g_test_init (argc, argv, NULL);
  adw_init ();
  display = gdk_display_get_default ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/dev/gatehouse/Gatehouse/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/dev/gatehouse/Gatehouse/icons");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/**
 * gh_ui_test_paint:
 * @window: a window
 *
 * Waits until another frame of the window has been painted.
 */
void
gh_ui_test_paint (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gboolean painted = FALSE;
  gulong id =
    g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (window));
  gh_test_wait_until (painted);
  g_signal_handler_disconnect (clock, id);
}

/**
 * gh_ui_test_show:
 * @child: what to look at
 * @width: of the window
 * @height: of the window
 *
 * Returns: (transfer none): the window, painted; gh_ui_test_close() ends it
 */
GtkWindow *
gh_ui_test_show (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, width, height);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (window);
  gh_test_wait_until (gtk_widget_get_mapped (child));
  gh_ui_test_paint (window);
  gh_ui_test_paint (window);
  return window;
}

/* As many as GIO keeps for tasks that run in a thread. */
#define N_TASK_THREADS 10

typedef struct
{
  GMutex lock;
  GCond all_here;
  guint n_here;
} Meeting;

static void
meeting_attend (Meeting *meeting)
{
  g_mutex_lock (&meeting->lock);
  meeting->n_here++;
  g_cond_broadcast (&meeting->all_here);
  while (meeting->n_here <= N_TASK_THREADS)
    g_cond_wait (&meeting->all_here, &meeting->lock);
  g_mutex_unlock (&meeting->lock);
}

static void
meeting_clear (gpointer data)
{
  Meeting *meeting = data;

  g_cond_clear (&meeting->all_here);
  g_mutex_clear (&meeting->lock);
}

static void
release_meeting (gpointer meeting)
{
  g_atomic_rc_box_release_full (meeting, meeting_clear);
}

static void
meet_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  meeting_attend (task_data);
  g_task_return_boolean (task, TRUE);
}

/* GTK 4.18 loads each icon in a thread, and looks icons up in a table that an icon leaves only while
 * it is finalized: one that the thread is the last to hold is handed out when it is already gone.
 * Once every thread of the pool is in here, none has an icon any more. */
static void
wait_for_icons (void)
{
  Meeting *meeting = g_atomic_rc_box_new0 (Meeting);

  g_mutex_init (&meeting->lock);
  g_cond_init (&meeting->all_here);
  for (guint i = 0; i < N_TASK_THREADS; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, g_atomic_rc_box_acquire (meeting), release_meeting);
      g_task_run_in_thread (task, meet_thread);
    }
  meeting_attend (meeting);
  release_meeting (meeting);
}

/**
 * gh_ui_test_close:
 * @window: (transfer full): a window
 *
 * Closes the window and proves that it is gone, and all in it.
 */
void
gh_ui_test_close (GtkWindow *window)
{
  g_object_ref (window);
  gtk_window_destroy (window);
  wait_for_icons ();
  gh_test_drain ();
  g_assert_finalize_object (window);
}

static gpointer
find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * gh_ui_test_find:
 * @widget: where to look
 * @type: of what is looked for
 *
 * Returns: (transfer none): the first descendant of that type
 */
gpointer
gh_ui_test_find (gpointer widget, GType type)
{
  gpointer found = find (widget, type);

  g_assert_nonnull (found);
  return found;
}

/**
 * gh_ui_test_says:
 * @widget: where to look
 * @text: what to look for
 *
 * Returns: whether a label or an inscription on the screen says exactly @text
 */
gboolean
gh_ui_test_says (gpointer widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (widget), text))
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (widget), text) == 0)
    return TRUE;
  if (GH_IS_WALL_TEXT (widget) && g_str_equal (gh_wall_text_get_label (GH_WALL_TEXT (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gh_ui_test_says (child, text))
      return TRUE;
  return FALSE;
}

/**
 * gh_ui_test_child:
 * @widget: a widget with a template
 * @name: the id of a child that it binds
 *
 * Returns: (transfer none): the child
 */
gpointer
gh_ui_test_child (gpointer widget, const char *name)
{
  gpointer child =
    gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

/**
 * gh_ui_test_count:
 * @n_calls: (inout): becomes one more
 *
 * Counts how often a signal was emitted.
 */
void
gh_ui_test_count (guint *n_calls)
{
  (*n_calls)++;
}

/**
 * gh_ui_test_take_range:
 * @view: who says it
 * @first: the first row
 * @last: the last row
 * @range: (out): both
 *
 * Keeps the range that a view says is on the screen.
 */
void
gh_ui_test_take_range (gpointer view, guint first, guint last, guint range[2])
{
  range[0] = first;
  range[1] = last;
}
