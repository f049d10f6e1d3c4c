/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libadwaita alone takes for the same picture on the screen: rows from a local file, each with
 * a picture and two labels, no network, no checks. Marks as the program does. With a rate, rows come
 * at the top as events would, and go at the end. */
#include <adwaita.h>
#include <json-glib/json-glib.h>

static char *path;
static gboolean fullscreen;
static guint rate; /* events a second; each is prepended when it comes */
static guint n_prepended;

static void
mark (const char *what)
{
  const char *trace = g_getenv ("GATEHOUSE_TRACE");
  FILE *file = trace != NULL ? fopen (trace, "ae") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "{\"mono_us\":%" G_GINT64_FORMAT ",\"mark\":\"%s\"}\n",
           g_get_monotonic_time (), what);
  fclose (file);
}

static GListModel *
load_rows (void)
{
  GListStore *rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *root;
  JsonArray *items;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  items = json_object_get_array_member (root, "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autoptr (GtkStringObject) row = gtk_string_object_new ("");

      g_object_set_data_full (G_OBJECT (row), "item",
                              json_node_copy (json_array_get_element (items, i)),
                              (GDestroyNotify) json_node_unref);
      g_list_store_append (rows, row);
    }

  return G_LIST_MODEL (rows);
}

static gboolean
prepend_cb (gpointer user_data)
{
  GListStore *rows = user_data;
  static GTimer *timer = NULL;

  if (timer == NULL)
    timer = g_timer_new ();
  while (n_prepended < (guint) (g_timer_elapsed (timer, NULL) * rate))
    {
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (rows));
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (rows), n_items - 1);

      g_list_store_remove (rows, n_items - 1);
      g_list_store_insert (rows, 0, row);
      n_prepended++;
    }

  return G_SOURCE_CONTINUE;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (row), adw_avatar_new (64, NULL, TRUE));
  gtk_box_append (GTK_BOX (words), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (words), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  JsonNode *node = g_object_get_data (gtk_list_item_get_item (item), "item");
  JsonObject *object = json_node_get_object (node);
  GtkWidget *avatar = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (avatar));
  const char *image = json_object_get_string_member_with_default (object, "imageData", NULL);
  const char *comma = image != NULL ? strchr (image, ',') : NULL;

  gtk_label_set_label (GTK_LABEL (title), json_object_get_string_member (object, "timestamp"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)),
                       json_object_get_string_member_with_default (object, "location", ""));
  if (comma != NULL)
    {
      gsize size;
      guint8 *data = g_base64_decode (comma + 1, &size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
      g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, NULL);

      adw_avatar_set_custom_image (ADW_AVATAR (avatar), GDK_PAINTABLE (texture));
    }
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  static gboolean marked;

  if (!marked)
    mark ("first-rows");
  marked = TRUE;
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    NULL);
}

static void
activated_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *rows = load_rows ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (rows));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (selection, factory));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  if (fullscreen)
    gtk_window_fullscreen (GTK_WINDOW (window));
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
  if (rate > 0)
    g_timeout_add (MAX (1000 / rate, 1), prepend_cb, rows);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc < 2)
    return 2;
  path = argv[1];
  fullscreen = argc > 2;
  rate = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 0;

  mark ("start");
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
