/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-report-print.h"

#include "gh-event-words.h"
#include "gh-format.h"
#include "gh-texture.h"

#include <glib/gi18n.h>

/* In points, 72 to the inch. */
#define PICTURE 54.0
#define ROW 66.0
#define GAP 12.0
#define FOOTER 18.0
#define FONT "Sans 9"
#define FONT_NAME "Sans Bold 10"
#define FONT_TITLE "Sans Bold 16"

typedef struct
{
  GhEventReport *report; /* (owned) */
  char *words;           /* (owned) (nullable) */
  double header_height;
  guint n_first; /* rows of the first page, which has the header */
  guint n_other;
  guint n_pages;
} Print;

static void
print_free (gpointer data, GClosure *closure)
{
  Print *self = data;

  g_object_unref (self->report);
  g_free (self->words);
  g_free (self);
}

static gboolean
is_from_right (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
}

/* Returns: the height of the text */
static double
draw_text (GtkPrintContext *context,
           const char *font,
           const char *text,
           double x,
           double y,
           double width,
           gboolean is_one_line)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  if (is_from_right ())
    {
      /* A name in other letters stands where the rest does. */
      pango_context_set_base_dir (pango_layout_get_context (layout), PANGO_DIRECTION_RTL);
      pango_layout_set_auto_dir (layout, FALSE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
    }
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  if (is_one_line)
    {
      pango_layout_set_height (layout, -1);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  /* As text: a server may write what it likes. */
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

static char *
dup_header (Print *self)
{
  const GhEventFilter *filter = gh_event_report_get_filter (self->report);
  guint n_events = gh_event_report_get_n_events (self->report);
  g_autofree char *end = gh_format_date_and_time (filter->end_us);
  g_autofree char *start =
    filter->start_us > 0 ? gh_format_date_and_time (filter->start_us) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->words != NULL)
    g_string_append_printf (text, "%s\n", self->words);
  if (start != NULL)
    /* Translators: the first and the last moment of a period. */
    g_string_append_printf (text, _("From %s to %s"), start, end);
  else
    /* Translators: the last moment of a period. */
    g_string_append_printf (text, _("Until %s"), end);
  g_string_append_c (text, '\n');
  if (gh_event_report_is_part (self->report))
    g_string_append_printf (text,
                            ngettext ("The newest %'u event; there are older ones",
                                      "The newest %'u events; there are older ones", n_events),
                            n_events);
  else
    g_string_append_printf (text, ngettext ("%'u event", "%'u events", n_events), n_events);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static double
draw_header (Print *self, GtkPrintContext *context)
{
  double width = gtk_print_context_get_width (context);
  g_autofree char *text = dup_header (self);
  double y = draw_text (context, FONT_TITLE, _("Events"), 0.0, 0.0, width, TRUE) + GAP / 2.0;

  return y + draw_text (context, FONT, text, 0.0, y, width, FALSE) + GAP;
}

/* Where there is no picture it is seen that there is none, and not that one is lost. */
static void
draw_frame (cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_set_line_width (cr, 0.5);
  cairo_rectangle (cr, x + 0.25, y + 0.25, PICTURE - 0.5, PICTURE - 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_picture (cairo_t *cr, GdkTexture *picture, double x, double y)
{
  int width = gdk_texture_get_width (picture);
  int height = gdk_texture_get_height (picture);
  double scale = PICTURE / MAX (width, height);
  cairo_surface_t *surface = gh_texture_dup_surface (picture);

  cairo_save (cr);
  cairo_translate (cr, x + (PICTURE - width * scale) / 2.0, y + (PICTURE - height * scale) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0.0, 0.0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
draw_row (Print *self, GtkPrintContext *context, guint position, double y)
{
  GhFaceEvent *event = gh_event_report_get_event (self->report, position);
  GdkTexture *picture = gh_event_report_get_picture (self->report, position);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double text_width = width - PICTURE - GAP;
  double text_x = is_from_right () ? 0.0 : PICTURE + GAP;
  double picture_x = is_from_right () ? width - PICTURE : 0.0;
  g_autofree char *who = gh_event_words_dup_who (event);
  g_autofree char *share = gh_format_share (gh_face_event_get_confidence (event));
  g_autofree char *time = gh_format_date_and_time (gh_face_event_get_timestamp_us (event));
  g_autofree char *place = gh_format_place (gh_face_event_get_location (event),
                                            gh_face_event_get_camera_id (event));
  g_autofree char *what = g_strdup_printf ("%s · %s · %s", time,
                                           gh_event_words_get_type_word (event), share);
  const char *face_id = gh_face_event_get_face_id (event);
  g_autofree char *where =
    g_strjoin (" · ", *place != '\0' ? place : gh_face_event_get_id (event),
               face_id, NULL);

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  if (picture != NULL)
    draw_picture (cr, picture, picture_x, y);
  else
    draw_frame (cr, picture_x, y);
  y += draw_text (context, FONT_NAME, who, text_x, y, text_width, TRUE) + 2.0;
  y += draw_text (context, FONT, what, text_x, y, text_width, TRUE) + 2.0;
  draw_text (context, FONT, where, text_x, y, text_width, TRUE);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *self)
{
  double height = gtk_print_context_get_height (context) - FOOTER;
  guint n_events = gh_event_report_get_n_events (self->report);

  /* Drawn over on the first page; here for its height. */
  cairo_push_group (gtk_print_context_get_cairo_context (context));
  self->header_height = draw_header (self, context);
  cairo_pattern_destroy (cairo_pop_group (gtk_print_context_get_cairo_context (context)));
  self->n_first = (guint) MAX (1.0, (height - self->header_height) / ROW);
  self->n_other = (guint) MAX (1.0, height / ROW);
  self->n_pages = 1;
  if (n_events > self->n_first)
    self->n_pages += (n_events - self->n_first + self->n_other - 1) / self->n_other;
  gtk_print_operation_set_n_pages (operation, (int) self->n_pages);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *self)
{
  guint n_events = gh_event_report_get_n_events (self->report);
  guint first = page == 0 ? 0 : self->n_first + ((guint) page - 1) * self->n_other;
  guint n_rows = page == 0 ? self->n_first : self->n_other;
  double y = 0.0;
  /* Translators: which page, of how many. */
  g_autofree char *footer = g_strdup_printf (_("Page %d of %u"), page + 1, self->n_pages);

  cairo_set_source_rgb (gtk_print_context_get_cairo_context (context), 0.0, 0.0, 0.0);
  if (page == 0)
    y = draw_header (self, context);
  for (guint i = first; i < MIN (first + n_rows, n_events); i++)
    {
      draw_row (self, context, i, y);
      y += ROW;
    }
  draw_text (context, FONT, footer, 0.0, gtk_print_context_get_height (context) - FOOTER + 4.0,
             gtk_print_context_get_width (context), TRUE);
}

/**
 * gh_report_print_new:
 * @report: a report that is loaded
 * @words: (nullable): what its events are filtered by, a line for each part
 *
 * Returns: (transfer full): an operation, to be run with an export file or a dialog
 */
GtkPrintOperation *
gh_report_print_new (GhEventReport *report, const char *words)
{
  GtkPrintOperation *operation;
  Print *self;

  g_return_val_if_fail (GH_IS_EVENT_REPORT (report), NULL);

  operation = gtk_print_operation_new ();
  self = g_new0 (Print, 1);
  self->report = g_object_ref (report);
  self->words = g_strdup (words);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Events"));
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), self, print_free,
                         0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  return operation;
}
