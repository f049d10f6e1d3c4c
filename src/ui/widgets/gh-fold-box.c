/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-fold-box.h"

#define SPACING 12
#define LINE_SPACING 6
/* Beside the first, where that does not have all it wants, the second takes one part of the line in so
 * many at most. */
#define MOST_SHARE 4

struct _GhFoldBox
{
  GtkWidget parent_instance;
};

/* Both, in one direction. */
typedef struct
{
  int minimum;
  int natural;
} Size;

G_DEFINE_FINAL_TYPE (GhFoldBox, gh_fold_box, GTK_TYPE_WIDGET)

static GtkWidget *
get_first (GhFoldBox *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self));
}

/* NULL where there is one child, or none. */
static GtkWidget *
get_second (GhFoldBox *self)
{
  GtkWidget *first = get_first (self);
  GtkWidget *second = first != NULL ? gtk_widget_get_next_sibling (first) : NULL;

  return second != NULL && gtk_widget_should_layout (second) ? second : NULL;
}

static Size
measure (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  Size size = { 0 };

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, &size.minimum, &size.natural, NULL, NULL);
  return size;
}

static gboolean
is_folded (GhFoldBox *self, int width)
{
  Size first = measure (get_first (self), GTK_ORIENTATION_HORIZONTAL, -1);
  Size second = measure (get_second (self), GTK_ORIENTATION_HORIZONTAL, -1);

  if (first.natural + SPACING + second.natural <= width)
    return FALSE;
  return first.minimum + SPACING + second.natural > width || second.natural * MOST_SHARE > width;
}

static Size
measure_height (GhFoldBox *self, int width)
{
  GtkWidget *second = get_second (self);
  int second_width = measure (second, GTK_ORIENTATION_HORIZONTAL, -1).natural;
  Size upper;
  Size lower;

  if (second == NULL)
    return measure (get_first (self), GTK_ORIENTATION_VERTICAL, width);

  if (is_folded (self, width))
    {
      upper = measure (get_first (self), GTK_ORIENTATION_VERTICAL, width);
      lower = measure (second, GTK_ORIENTATION_VERTICAL, MIN (second_width, width));
      return (Size) { upper.minimum + LINE_SPACING + lower.minimum,
                      upper.natural + LINE_SPACING + lower.natural };
    }

  upper = measure (get_first (self), GTK_ORIENTATION_VERTICAL, width - SPACING - second_width);
  lower = measure (second, GTK_ORIENTATION_VERTICAL, second_width);
  return (Size) { MAX (upper.minimum, lower.minimum), MAX (upper.natural, lower.natural) };
}

static void
gh_fold_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  GhFoldBox *self = GH_FOLD_BOX (widget);
  GtkWidget *second = get_second (self);
  Size first_width = measure (get_first (self), GTK_ORIENTATION_HORIZONTAL, -1);
  Size second_width = measure (second, GTK_ORIENTATION_HORIZONTAL, -1);
  Size size = { MAX (first_width.minimum, second_width.minimum),
                first_width.natural + (second != NULL ? SPACING + second_width.natural : 0) };

  if (orientation == GTK_ORIENTATION_VERTICAL)
    size = measure_height (self, for_size >= 0 ? MAX (for_size, size.minimum) : size.natural);
  *minimum = size.minimum;
  *natural = size.natural;
}

static void
place (GhFoldBox *self, GtkWidget *child, GtkAllocation area, int width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    area.x = width - area.x - area.width;
  gtk_widget_size_allocate (child, &area, -1);
}

static void
gh_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhFoldBox *self = GH_FOLD_BOX (widget);
  GtkWidget *first = get_first (self);
  GtkWidget *second = get_second (self);
  int second_width = MIN (measure (second, GTK_ORIENTATION_HORIZONTAL, -1).natural, width);
  int lower_height;

  if (first == NULL)
    return;

  if (second == NULL)
    {
      place (self, first, (GtkAllocation) { 0, 0, width, height }, width);
    }
  else if (is_folded (self, width))
    {
      lower_height = measure (second, GTK_ORIENTATION_VERTICAL, second_width).minimum;
      place (self, first,
             (GtkAllocation) { 0, 0, width, height - LINE_SPACING - lower_height }, width);
      place (self, second,
             (GtkAllocation) { width - second_width, height - lower_height, second_width,
                               lower_height },
             width);
    }
  else
    {
      place (self, first, (GtkAllocation) { 0, 0, width - SPACING - second_width, height }, width);
      place (self, second,
             (GtkAllocation) { width - second_width, 0, second_width, height }, width);
    }
}

static GtkSizeRequestMode
gh_fold_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_fold_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gh_fold_box_parent_class)->dispose (object);
}

static void
gh_fold_box_class_init (GhFoldBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_fold_box_dispose;
  widget_class->measure = gh_fold_box_measure;
  widget_class->size_allocate = gh_fold_box_size_allocate;
  widget_class->get_request_mode = gh_fold_box_get_request_mode;
}

static void
gh_fold_box_init (GhFoldBox *self)
{
}

/**
 * gh_fold_box_new:
 *
 * Returns: (transfer floating): a box without children
 */
GtkWidget *
gh_fold_box_new (void)
{
  return g_object_new (GH_TYPE_FOLD_BOX, NULL);
}
