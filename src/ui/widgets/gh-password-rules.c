/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-password-rules.h"

#include "gh-password-policy.h"

#include <glib/gi18n.h>

struct _GhPasswordRules
{
  AdwBin parent_instance;

  GtkWidget *rules[GH_PASSWORD_N_RULES];
  GtkWidget *marks[GH_PASSWORD_N_RULES];
};

G_DEFINE_FINAL_TYPE (GhPasswordRules, gh_password_rules, ADW_TYPE_BIN)

static GtkWidget *
create_rule (GhPasswordRules *self, GhPasswordRule rule)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (gh_password_rule_get_label (rule));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  self->marks[rule] = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->rules[rule] = box;
  gtk_widget_add_css_class (box, "rule");
  gtk_box_append (GTK_BOX (box), self->marks[rule]);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
gh_password_rules_class_init (GhPasswordRulesClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "password-rules");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gh_password_rules_init (GhPasswordRules *self)
{
  GtkWidget *wrap_box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (wrap_box), 18);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (wrap_box), 3);
  for (guint rule = 0; rule < GH_PASSWORD_N_RULES; rule++)
    adw_wrap_box_append (ADW_WRAP_BOX (wrap_box), create_rule (self, (GhPasswordRule) rule));
  adw_bin_set_child (ADW_BIN (self), wrap_box);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Rules for the Password"), -1);
  gh_password_rules_set_password (self, "");
}

/**
 * gh_password_rules_new:
 *
 * Returns: (transfer floating): the rules, none of them kept
 */
GtkWidget *
gh_password_rules_new (void)
{
  return g_object_new (GH_TYPE_PASSWORD_RULES, NULL);
}

/**
 * gh_password_rules_set_password:
 * @self: the rules
 * @password: what has been typed so far
 *
 * Marks the rules that @password keeps.
 */
void
gh_password_rules_set_password (GhPasswordRules *self, const char *password)
{
  g_return_if_fail (GH_IS_PASSWORD_RULES (self));
  g_return_if_fail (password != NULL);

  for (guint rule = 0; rule < GH_PASSWORD_N_RULES; rule++)
    {
      gboolean is_kept = gh_password_rule_is_kept ((GhPasswordRule) rule, password);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->marks[rule]),
                                    is_kept ? "object-select-symbolic" : "list-remove-symbolic");
      if (is_kept)
        gtk_widget_add_css_class (self->rules[rule], "kept");
      else
        gtk_widget_remove_css_class (self->rules[rule], "kept");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rules[rule]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      is_kept ? C_("password rule", "kept")
                                              : C_("password rule", "not kept"),
                                      -1);
    }
}
