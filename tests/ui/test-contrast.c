/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What our stylesheet colours can be read: 4.5:1 for words, 3:1 for signs beside them (WCAG 2.1, 1.4.3
 * and 1.4.11), on every surface of libadwaita, in the colour scheme that the environment asks for.
 * Colours are those that GTK computes, variables and mixtures included. */

#include "gh-ui-test.h"

#include <math.h>
#include <string.h>

#define STYLESHEET "/dev/gatehouse/Gatehouse/style.css"
#define LEAST_FOR_WORDS 4.5
#define LEAST_FOR_SIGNS 3.0

typedef struct
{
  char *selector;   /* (owned) */
  char *color;      /* (owned) (nullable) */
  char *background; /* (owned) (nullable) */
  double opacity;
  gboolean has_shadow;
} Rule;

/* On what our widgets stand. A card lies on the window. */
static const struct
{
  const char *name;
  const char *below; /* nullable */
  const char *background;
  const char *foreground;
} surfaces[] = {
  { "window", NULL, "var(--window-bg-color)", "var(--window-fg-color)" },
  { "view", NULL, "var(--view-bg-color)", "var(--view-fg-color)" },
  { "card", "var(--window-bg-color)", "var(--card-bg-color)", "var(--card-fg-color)" },
  { "sidebar", NULL, "var(--sidebar-bg-color)", "var(--sidebar-fg-color)" },
  { "header bar", NULL, "var(--headerbar-bg-color)", "var(--headerbar-fg-color)" },
  { "dialog", NULL, "var(--dialog-bg-color)", "var(--dialog-fg-color)" },
};

/* What stands on a picture and brings a background along: libadwaita's "osd". */
static const struct
{
  const char *selector;
  const char *background;
} on_pictures[] = {
  { "face-state.badge.going", "rgb(0 0 0 / 65%)" },
};

/* What GTK makes of a colour is read off a label of its own; all of them have one stylesheet, and so
 * the style is computed once. */
typedef struct
{
  GHashTable *labels; /* (owned): a #GtkWidget by its two styles, see compute() */
  GString *css;       /* (owned) */
  GtkWidget *box;
  gboolean is_complete;
} Probes;

static Probes probes;

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->selector);
  g_free (rule->color);
  g_free (rule->background);
  g_free (rule);
}

/* --- Reading the stylesheet ------------------------------------------------------------------- */

static char *
dup_without_comments (const char *css)
{
  GString *text = g_string_new (NULL);

  while (*css != '\0')
    if (g_str_has_prefix (css, "/*"))
      css = strstr (css, "*/") + 2;
    else
      g_string_append_c (text, *css++);
  return g_string_free_and_steal (text);
}

static void
read_declaration (Rule *rule, const char *declaration)
{
  g_auto (GStrv) parts = g_strsplit (declaration, ":", 2);
  const char *name = parts[0] != NULL ? g_strstrip (parts[0]) : "";
  const char *value = parts[0] != NULL && parts[1] != NULL ? g_strstrip (parts[1]) : "";

  if (g_str_equal (name, "color"))
    g_set_str (&rule->color, g_str_equal (value, "inherit") ? NULL : value);
  else if ((g_str_equal (name, "background") || g_str_equal (name, "background-color"))
           && !g_str_equal (value, "none"))
    g_set_str (&rule->background, value);
  else if (g_str_equal (name, "opacity"))
    rule->opacity = g_ascii_strtod (value, NULL);
  else if (g_str_equal (name, "text-shadow"))
    rule->has_shadow = TRUE;
}

static GPtrArray *
read_rules (const char *css)
{
  g_autofree char *text = dup_without_comments (css);
  g_auto (GStrv) blocks = g_strsplit (text, "}", -1);
  GPtrArray *rules = g_ptr_array_new_with_free_func (rule_free);

  g_assert_null (strchr (text, '@'));
  for (guint i = 0; blocks[i] != NULL && strchr (blocks[i], '{') != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (blocks[i], "{", 2);
      g_auto (GStrv) declarations = g_strsplit (halves[1], ";", -1);
      Rule *rule = g_new0 (Rule, 1);

      rule->selector = g_strdup (g_strstrip (halves[0]));
      rule->opacity = 1;
      for (guint j = 0; declarations[j] != NULL; j++)
        read_declaration (rule, declarations[j]);
      g_ptr_array_add (rules, rule);
    }
  return rules;
}

/* --- Colours ---------------------------------------------------------------------------------- */

/* What GTK makes of @expression, where text is of the colour @inherited: nothing yet while it is
 * being found out what is asked for. */
static GdkRGBA
compute (const char *expression, const char *inherited)
{
  const char *outer = strstr (expression, "currentColor") != NULL ? inherited : "black";
  g_autofree char *key = g_strdup_printf ("%s/%s", expression, outer);
  GtkWidget *label = g_hash_table_lookup (probes.labels, key);
  GdkRGBA color = { 0, 0, 0, 1 };

  if (probes.is_complete)
    {
      g_assert_nonnull (label);
      gtk_widget_get_color (label, &color);
    }
  else if (label == NULL)
    {
      guint number = g_hash_table_size (probes.labels);
      g_autofree char *outer_class = g_strdup_printf ("outer-%u", number);
      g_autofree char *inner_class = g_strdup_printf ("inner-%u", number);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      label = gtk_label_new (NULL);
      gtk_widget_add_css_class (box, outer_class);
      gtk_widget_add_css_class (label, inner_class);
      gtk_box_append (GTK_BOX (box), label);
      gtk_box_append (GTK_BOX (probes.box), box);
      g_string_append_printf (probes.css, ".%s { color: %s; } .%s { color: %s; }\n", outer_class,
                              outer, inner_class, expression);
      g_hash_table_insert (probes.labels, g_steal_pointer (&key), label);
    }
  return color;
}

static GdkRGBA
lay_over (GdkRGBA above, double opacity, GdkRGBA below)
{
  float share = above.alpha * (float) opacity;

  return (GdkRGBA) {
    above.red * share + below.red * (1 - share),
    above.green * share + below.green * (1 - share),
    above.blue * share + below.blue * (1 - share),
    1,
  };
}

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (GdkRGBA color)
{
  return 0.2126 * linear ((double) color.red) + 0.7152 * linear ((double) color.green)
         + 0.0722 * linear ((double) color.blue);
}

static double
contrast (GdkRGBA a, GdkRGBA b)
{
  double lighter = MAX (luminance (a), luminance (b));
  double darker = MIN (luminance (a), luminance (b));

  return (lighter + 0.05) / (darker + 0.05);
}

/* --- The tests -------------------------------------------------------------------------------- */

/* Images; the type of an event in a list, which is one; avatars, which repeat the name beside them. */
static gboolean
is_sign (const char *selector)
{
  g_auto (GStrv) selectors = g_strsplit (selector, ",", -1);

  for (guint i = 0; selectors[i] != NULL; i++)
    {
      const char *last = strrchr (g_strstrip (selectors[i]), ' ');

      last = last != NULL ? last + 1 : selectors[i];
      if (!g_str_has_prefix (last, "image") && !g_str_equal (last, "avatar")
          && !(g_str_has_prefix (selectors[i], "event.") && g_str_equal (last, ".type")))
        return FALSE;
    }
  return TRUE;
}

static const char *
get_picture_background (const char *selector)
{
  for (guint i = 0; i < G_N_ELEMENTS (on_pictures); i++)
    if (g_str_equal (on_pictures[i].selector, selector))
      return on_pictures[i].background;
  return NULL;
}

static void
check_on_surface (const Rule *rule, guint surface)
{
  const char *foreground = surfaces[surface].foreground;
  const char *picture = get_picture_background (rule->selector);
  const char *background = picture != NULL ? picture : rule->background;
  double least = is_sign (rule->selector) ? LEAST_FOR_SIGNS : LEAST_FOR_WORDS;
  GdkRGBA below = { 1, 1, 1, 1 };
  GdkRGBA text;
  double ratio;

  if (surfaces[surface].below != NULL)
    below = lay_over (compute (surfaces[surface].below, foreground), 1, below);
  below = lay_over (compute (surfaces[surface].background, foreground), 1, below);
  if (background != NULL)
    below = lay_over (compute (background, rule->color != NULL ? rule->color : foreground), 1,
                      picture != NULL ? (GdkRGBA) { 1, 1, 1, 1 } : below);

  text = compute (rule->color != NULL ? rule->color : foreground, foreground);
  ratio = contrast (lay_over (text, rule->opacity, below), below);
  if (probes.is_complete && ratio < least)
    {
      g_test_message ("%s on a %s: %.2f:1 in place of %.1f:1", rule->selector,
                      surfaces[surface].name, ratio, least);
      g_test_fail ();
    }
}

/* Answers how many rules there were to check: of those, colours are asked for. */
static guint
check_stylesheet (void)
{
  g_autoptr (GBytes) css =
    g_resources_lookup_data (STYLESHEET, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) rules = read_rules (g_bytes_get_data (css, NULL));
  guint n_checked = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (rules, i);

      /* White on a picture of any colour is read by its shadow. */
      if ((rule->color == NULL && rule->background == NULL && rule->opacity >= 1)
          || rule->has_shadow)
        continue;
      n_checked++;
      for (guint surface = 0; surface < G_N_ELEMENTS (surfaces); surface++)
        check_on_surface (rule, surface);
    }
  return n_checked;
}

static void
test_what_is_coloured_can_be_read (void)
{
  /* Else the stylesheet is written in a way that this does not read. */
  g_assert_cmpuint (check_stylesheet (), >, 20);
}

#define GREY "#767676"
#define HALF "color-mix(in srgb, currentColor 50%, transparent)"
#define ACCENT "var(--accent-bg-color)"
#define WINDOW "var(--window-bg-color)"

/* The measure itself, and that variables are resolved. */
static void
test_the_measure_is_right (void)
{
  GdkRGBA black = { 0, 0, 0, 1 };
  GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA half = compute (HALF, "red");

  g_assert_cmpfloat_with_epsilon (contrast (black, white), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (contrast (white, compute (GREY, "black")), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon ((double) half.red, 1, 0.01);
  g_assert_cmpfloat_with_epsilon ((double) half.alpha, 0.5, 0.01);
  g_assert_cmpfloat ((double) compute (ACCENT, "black").blue, >, 0.1);
}

/* Else a test that means to look at dark colours looks at light ones again. */
static void
test_the_scheme_is_what_was_asked_for (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean is_dark = g_strcmp0 (g_getenv ("ADW_DEBUG_COLOR_SCHEME"), "prefer-dark") == 0;

  g_assert_true (adw_style_manager_get_dark (manager) == is_dark);
  g_assert_true ((luminance (compute (WINDOW, "black")) < 0.2) == is_dark);
  g_assert_true (adw_style_manager_get_high_contrast (manager)
                 == (g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0));
}

/* Asks for every colour once, so that all of them are computed together. */
static void
place_probes (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  probes.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  probes.css = g_string_new (NULL);
  probes.box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  compute (GREY, "black");
  compute (HALF, "red");
  compute (ACCENT, "black");
  compute (WINDOW, "black");
  check_stylesheet ();

  gtk_css_provider_load_from_string (provider, probes.css->str);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  probes.is_complete = TRUE;
}

int
main (int argc, char *argv[])
{
  GtkWindow *window;
  int status;

  gh_ui_test_init (&argc, &argv);
  place_probes ();
  window = gh_ui_test_show (probes.box, 100, 100);

  g_test_add_func ("/contrast/measure", test_the_measure_is_right);
  g_test_add_func ("/contrast/scheme", test_the_scheme_is_what_was_asked_for);
  g_test_add_func ("/contrast/stylesheet", test_what_is_coloured_can_be_read);

  status = g_test_run ();
  gh_ui_test_close (window);
  g_clear_pointer (&probes.labels, g_hash_table_unref);
  g_string_free (probes.css, TRUE);

  return status;
}
