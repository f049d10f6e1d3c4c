/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window.h"

#include "gh-account-box.h"
#include "gh-alert-banner.h"
#include "gh-deletion-toasts.h"
#include "gh-link-indicator.h"
#include "gh-control-names.h"
#include "gh-notices.h"
#include "gh-plain-mark.h"
#include "gh-page-stack.h"
#include "gh-sidebar.h"
#include "gh-window-enrol.h"
#include "gh-window-help.h"
#include "gh-window-items.h"
#include "gh-window-keys.h"
#include "gh-window-links.h"
#include "gh-window-pages.h"

#include <glib/gi18n.h>

struct _GhWindow
{
  GhServerWindow parent_instance;

  GhDeletionToasts *deletion_toasts; /* (owned) */
  GSignalGroup *connection_signals;  /* (owned) */
  GSignalGroup *session_signals;     /* (owned) */
  GBindingGroup *feed_bindings;      /* (owned) */
  GhSignInPage *sign_in_page;        /* (nullable): made when first needed */
  const GhWindowPage *page;          /* that is shown, or will be */
  const GhWindowPage *wanted;        /* (nullable): as soon as we know that it may be shown */

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwNavigationSplitView *split;
  AdwNavigationPage *content_page;
  GhSidebar *sidebar;
  GhPageStack *pages;
  GtkWidget *link;
  GtkWidget *plain_mark;
  GtkWidget *alerts;
  GtkWidget *notices;
  GtkWidget *account;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, GH_TYPE_SERVER_WINDOW)

static GhConnection *
get_connection (GhWindow *self)
{
  return gh_server_window_get_connection (GH_SERVER_WINDOW (self));
}

static GhSession *
get_session (GhWindow *self)
{
  GhConnection *connection = get_connection (self);

  return connection != NULL ? gh_connection_get_session (connection) : NULL;
}

static GhFeed *
get_feed (GhWindow *self)
{
  GhConnection *connection = get_connection (self);

  return connection != NULL ? gh_connection_get_feed (connection) : NULL;
}

static GhRole
get_role (GhWindow *self)
{
  GhConnection *connection = get_connection (self);

  return connection != NULL ? gh_connection_get_role (connection) : GH_ROLE_USER;
}

static gboolean
is_signed_in (GhWindow *self)
{
  return get_session (self) != NULL
         && gh_session_get_state (get_session (self)) == GH_SESSION_SIGNED_IN;
}

static void
retry_cb (GhWindow *self)
{
  if (get_feed (self) != NULL)
    gh_feed_retry_now (get_feed (self));
}

static gboolean
feed_is_down (GhWindow *self)
{
  GhFeed *feed = get_feed (self);

  return feed != NULL
         && (gh_feed_get_state (feed) == GH_FEED_WAITING
             || gh_feed_get_state (feed) == GH_FEED_REFUSED);
}

/* The live page says by itself that the link is down, and since when. */
static void
update_notices (GhWindow *self)
{
  gboolean is_live_page = g_str_equal (self->page->name, GH_WINDOW_PAGE_LIVE);

  gh_notices_set_link_is_told (GH_NOTICES (self->notices), is_live_page && feed_is_down (self));
  /* Where all alerts are there is nothing more to show. */
  g_object_set (self->alerts, "can-show", !g_str_equal (self->page->name, GH_WINDOW_PAGE_ALERTS),
                NULL);
}

static void
update_page (GhWindow *self)
{
  gh_page_stack_show (self->pages, self->page);
  gh_sidebar_set_selected (self->sidebar, self->page->name);
  adw_navigation_page_set_title (self->content_page, gh_window_page_get_title (self->page));
  update_notices (self);
}

/* What is shown first, and to whoever may not see what was shown: the door. */
static const GhWindowPage *
get_home_page (void)
{
  return gh_window_pages_look_up (GH_WINDOW_PAGE_LIVE);
}

static void
leave_for_home_page (GhWindow *self)
{
  g_autofree char *refusal = gh_window_page_dup_refusal (self->page);

  self->page = get_home_page ();
  update_page (self);
  gh_window_add_toast (self, refusal);
}

/* Not before the server has told who somebody is do we know what they may see. */
static void
settle_wanted (GhWindow *self)
{
  const GhWindowPage *wanted = self->wanted;

  if (wanted == NULL || gh_connection_get_user (get_connection (self)) == NULL)
    return;

  self->wanted = NULL;
  gh_window_show_page (self, wanted->name);
}

/* Whoever becomes less loses pages, the one that is shown included; whoever becomes more finds new
 * ones in the sidebar. */
static void
follow_role (GhWindow *self)
{
  gh_window_enrol_update (self, get_connection (self));
  gh_sidebar_set_role (self->sidebar, get_role (self));
  if (!is_signed_in (self))
    return;

  if (get_role (self) < self->page->least_role)
    leave_for_home_page (self);
  gh_page_stack_forget_above (self->pages, get_role (self));
  settle_wanted (self);
}

/* A field that is hidden while it has the focus is never told that it has lost it. */
static void
leave_sign_in_page (GhWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && self->sign_in_page != NULL
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sign_in_page)))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/* Somebody who may see less than whoever was here before begins at home. */
static void
show_main (GhWindow *self)
{
  gh_window_enrol_update (self, get_connection (self));
  gh_sidebar_set_role (self->sidebar, get_role (self));
  if (get_role (self) < self->page->least_role)
    {
      self->wanted = self->page;
      self->page = get_home_page ();
    }
  update_page (self);
  if (self->sign_in_page != NULL)
    gh_sign_in_page_forget_password (self->sign_in_page);
  leave_sign_in_page (self);
  gtk_stack_set_visible_child_name (self->root, "main");
  if (gtk_widget_get_mapped (GTK_WIDGET (self->root)))
    gtk_widget_child_focus (GTK_WIDGET (self->split), GTK_DIR_TAB_FORWARD);
  settle_wanted (self);
  gh_window_links_settle (self);
}

static void
show_sign_in (GhWindow *self)
{
  gtk_stack_set_visible_child (self->root, GTK_WIDGET (gh_window_get_sign_in_page (self)));
  gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_page));
  gh_window_links_forget (self);
  gh_page_stack_forget_all (self->pages);
}

static void
state_changed_cb (GhWindow *self)
{
  GhSession *session = get_session (self);

  switch (session != NULL ? gh_session_get_state (session) : GH_SESSION_SIGNED_OUT)
    {
    case GH_SESSION_SIGNED_IN:
      show_main (self);
      break;
    case GH_SESSION_SIGNED_OUT:
      show_sign_in (self);
      break;
    case GH_SESSION_SIGNING_IN:
    default:
      /* Whatever is shown stays: the sign-in page that is waiting, or the bare window at start. */
      break;
    }
}

static void
signed_out_cb (GhWindow *self, const GError *reason)
{
  if (reason != NULL)
    gh_sign_in_page_show_error (gh_window_get_sign_in_page (self), reason);
}

static void
toast_cb (GhWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
page_selected_cb (GhWindow *self, const char *name)
{
  gh_window_show_page (self, name);
}

static void
page_activated_cb (GhWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

/* A page that has nothing yet of what it is for gives the keyboard to what it begins with. */
static void
show_page_and_focus (GhWindow *self, const char *name)
{
  GtkWidget *page;

  if (!gh_window_show_page (self, name) || !is_signed_in (self))
    return;

  adw_navigation_split_view_set_show_content (self->split, TRUE);
  page = GTK_WIDGET (gh_page_stack_get_shown (self->pages));
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
show_page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_page_and_focus (GH_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* By its place in the sidebar, so that the keys have no holes whatever the role. */
static void
show_nth_page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  int position = g_variant_get_int32 (parameter);
  const GhWindowPage *page =
    position >= 0 ? gh_sidebar_get_page (self->sidebar, (guint) position) : NULL;

  if (page != NULL && is_signed_in (self))
    show_page_and_focus (self, page->name);
}

static void
sign_out_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhConnection *connection = get_connection (GH_WINDOW (widget));

  if (connection != NULL)
    gh_connection_sign_out (connection);
}

static gboolean
gh_window_close_request (GtkWindow *window)
{
  return gh_deletion_toasts_hold_close (GH_WINDOW (window)->deletion_toasts, window)
         || GTK_WINDOW_CLASS (gh_window_parent_class)->close_request (window);
}

/* Where the sidebar is not beside the page, it comes first: the menu is in it. */
static void
show_menu_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->menu_button)))
    gtk_menu_button_popup (self->menu_button);
  else
    adw_navigation_split_view_set_show_content (self->split, FALSE);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  retry_cb (GH_WINDOW (widget));
}

/* Follows the session: sign-in page or pages. The pages start afresh. */
static void
gh_window_connection_changed (GhServerWindow *window, GhConnection *connection)
{
  GhWindow *self = GH_WINDOW (window);

  gh_page_stack_forget_all (self->pages);
  g_object_set (self->pages, "connection", connection, NULL);
  gh_deletion_toasts_set_deletions (self->deletion_toasts,
                                    connection != NULL
                                      ? gh_connection_get_face_deletions (connection)
                                      : NULL);
  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->session_signals, get_session (self));
  g_binding_group_set_source (self->feed_bindings, get_feed (self));
  gh_account_box_set_session (GH_ACCOUNT_BOX (self->account), get_session (self));
  gh_notices_set_session (GH_NOTICES (self->notices), get_session (self));
  gh_plain_mark_set_connection (GH_PLAIN_MARK (self->plain_mark), connection);
  update_notices (self);
  state_changed_cb (self);
}

static void
gh_window_constructed (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);
  GhServerWindow *window = GH_SERVER_WINDOW (object);
  GhClock *clock = gh_server_window_get_clock (window);

  G_OBJECT_CLASS (gh_window_parent_class)->constructed (object);

  g_object_set (self->link, "clock", clock, NULL);
  g_object_set (self->pages,
                "clock", clock,
                "picture-loader", gh_server_window_get_picture_loader (window),
                "trace", gh_server_window_get_trace (window),
                "cameras", gh_window_enrol_get_cameras (self),
                NULL);
  gh_notices_set_demo (GH_NOTICES (self->notices), gh_server_window_get_demo (window));
}

static void
gh_window_dispose (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  g_clear_object (&self->deletion_toasts);
  g_clear_object (&self->connection_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->feed_bindings);
  self->sign_in_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WINDOW);

  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-nth-page", "i",
                                   show_nth_page_action_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action_cb);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-menu", NULL, show_menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, 0, "win.show-menu", NULL);
  gh_window_enrol_install (widget_class);
  gh_window_help_install (widget_class);
  gh_window_items_install (widget_class);
  gh_window_links_install (widget_class);
  for (int i = 0; i < 9; i++)
    gtk_widget_class_add_binding_action (widget_class, (guint) (GDK_KEY_1 + i), GDK_ALT_MASK,
                                         "win.show-nth-page", "i", i);
}

static void
gh_window_class_init (GhWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = gh_window_constructed;
  object_class->dispose = gh_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gh_window_close_request;
  GH_SERVER_WINDOW_CLASS (klass)->connection_changed = gh_window_connection_changed;

  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/gh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, root);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, split);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, link);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, plain_mark);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, alerts);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, account);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, toast_cb);

  g_type_ensure (GH_TYPE_ACCOUNT_BOX);
  g_type_ensure (GH_TYPE_ALERT_BANNER);
  g_type_ensure (GH_TYPE_LINK_INDICATOR);
  g_type_ensure (GH_TYPE_NOTICES);
  g_type_ensure (GH_TYPE_PLAIN_MARK);
  g_type_ensure (GH_TYPE_PAGE_STACK);
  g_type_ensure (GH_TYPE_SIDEBAR);
}

static void
gh_window_init (GhWindow *self)
{
  static const char *const linked[] = { "state", "since-us", "retry-at-us", "error" };

  gtk_widget_init_template (GTK_WIDGET (self));
  gh_control_names_set (self);
  gh_window_keys_follow (ADW_APPLICATION_WINDOW (self), self->pages);
  if (g_str_has_suffix (GH_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->page = get_home_page ();
  self->deletion_toasts = gh_deletion_toasts_new (self->toasts);
  self->connection_signals = g_signal_group_new (GH_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::role",
                                  G_CALLBACK (follow_role), self);
  self->session_signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::user",
                                  G_CALLBACK (follow_role), self);
  g_signal_group_connect_swapped (self->session_signals, "signed-out", G_CALLBACK (signed_out_cb),
                                  self);

  self->feed_bindings = g_binding_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (linked); i++)
    g_binding_group_bind (self->feed_bindings, linked[i], self->link, linked[i],
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->link, "notify::state", G_CALLBACK (update_notices), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gh_window_new:
 * @application: the application
 * @clock: tells the time
 * @picture_loader: decodes the pictures
 * @trace: (nullable): where to write what has been painted
 * @demo: whether what is shown is sample data
 *
 * Returns: (transfer floating): a window without a connection: bare until one is set
 */
GhWindow *
gh_window_new (GtkApplication *application,
               GhClock *clock,
               GhPictureLoader *picture_loader,
               GhTrace *trace,
               gboolean demo)
{
  g_return_val_if_fail (GH_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (GH_IS_PICTURE_LOADER (picture_loader), NULL);

  return g_object_new (GH_TYPE_WINDOW,
                       "application", application,
                       "clock", clock,
                       "picture-loader", picture_loader,
                       "trace", trace,
                       "demo", demo,
                       NULL);
}

/**
 * gh_window_get_sign_in_page:
 * @self: a window
 *
 * Gives the sign-in page, and makes it if there is none yet: ask only when something is to be said
 * on it.
 *
 * Returns: (transfer none): the page
 */
GhSignInPage *
gh_window_get_sign_in_page (GhWindow *self)
{
  g_return_val_if_fail (GH_IS_WINDOW (self), NULL);

  if (self->sign_in_page == NULL)
    {
      self->sign_in_page = gh_sign_in_page_new ();
      gtk_stack_add_named (self->root, GTK_WIDGET (self->sign_in_page), "sign-in");
    }
  return self->sign_in_page;
}

/**
 * gh_window_show_page:
 * @self: a window
 * @name: a page's name
 *
 * Shows a page, or will show it once somebody is signed in who may see it. Whoever may not is told
 * so.
 *
 * Returns: whether there is such a page and it is, or will be, shown
 */
gboolean
gh_window_show_page (GhWindow *self, const char *name)
{
  const GhWindowPage *page = gh_window_pages_look_up (name);
  g_autofree char *refusal = NULL;

  g_return_val_if_fail (GH_IS_WINDOW (self), FALSE);

  if (page == NULL)
    return FALSE;

  self->wanted = NULL;
  if (!is_signed_in (self))
    {
      self->page = page;
    }
  else if (page->least_role <= get_role (self))
    {
      self->page = page;
      update_page (self);
    }
  else if (gh_connection_get_user (get_connection (self)) == NULL)
    {
      self->wanted = page;
    }
  else
    {
      refusal = gh_window_page_dup_refusal (page);
      gh_window_add_toast (self, refusal);
      return FALSE;
    }
  return TRUE;
}

/**
 * gh_window_add_toast:
 * @self: a window
 * @text: plain text
 *
 * Says for a moment that something has happened.
 */
void
gh_window_add_toast (GhWindow *self, const char *text)
{
  AdwToast *toast;

  g_return_if_fail (GH_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * gh_window_go_to_page:
 * @name: a page's name
 *
 * Returns: (transfer none) (nullable): the page, gone to; %NULL where it is not for whoever is there
 */
GhPage *
gh_window_go_to_page (GhWindow *self, const char *name)
{
  g_return_val_if_fail (GH_IS_WINDOW (self), NULL);

  if (!is_signed_in (self) || gh_window_pages_look_up (name) == NULL)
    return NULL;

  show_page_and_focus (self, name);
  return g_str_equal (self->page->name, name) ? gh_page_stack_get_shown (self->pages) : NULL;
}
