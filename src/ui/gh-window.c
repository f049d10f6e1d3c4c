/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-window.h"

#include "gh-account-box.h"
#include "gh-event-history.h"
#include "gh-events-page.h"
#include "gh-link-indicator.h"
#include "gh-live-page.h"
#include "gh-notices.h"
#include "gh-paint-trace.h"
#include "gh-shortcuts-dialog.h"

#include <glib/gi18n.h>

struct _GhWindow
{
  AdwApplicationWindow parent_instance;

  GhClock *clock;                       /* (owned) */
  GhPictureLoader *loader;              /* (owned) */
  GhTrace *trace;                       /* (owned) (nullable) */
  gboolean demo;
  GhSession *session;                   /* (owned) (nullable) */
  GhFaceRecognition *face_recognition;  /* (owned) (nullable) */
  GhFeed *feed;                         /* (owned) (nullable) */

  GSignalGroup *session_signals; /* (owned) */
  GBindingGroup *feed_bindings;  /* (owned) */
  GhPaintTrace *paint_trace;     /* (owned) (nullable) */
  GhSignInPage *sign_in_page;    /* (nullable): made when first needed */
  GtkWidget *live_page;          /* (nullable): likewise */
  GtkWidget *events_page;        /* (nullable): likewise */
  guint page;                    /* into page_names */

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwNavigationSplitView *split;
  AdwNavigationPage *content_page;
  GtkListBox *sidebar;
  GtkStack *pages;
  GtkWidget *link;
  GtkWidget *notices;
  GtkWidget *account;
};

typedef enum
{
  PROP_CLOCK = 1,
  PROP_PICTURE_LOADER,
  PROP_TRACE,
  PROP_DEMO,
  PROP_SESSION,
  PROP_FACE_RECOGNITION,
  PROP_FEED,
} GhWindowProperty;

enum
{
  SIGNAL_SIGN_IN_REQUESTED,
  SIGNAL_SIGN_IN_CANCELLED,
  SIGNAL_LAST_SIGNAL
};

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[PROP_FEED + 1];
static guint signals[SIGNAL_LAST_SIGNAL];

/* In the order of the sidebar's rows. */
static const char *const page_names[] = { GH_WINDOW_PAGE_LIVE, GH_WINDOW_PAGE_EVENTS };
static const char *const page_titles[] = { NC_("page", "Live"), NC_("page", "Events") };

static void
retry_cb (GhWindow *self)
{
  if (self->feed != NULL)
    gh_feed_retry_now (self->feed);
}

static void
query_changed_cb (GhWindow *self)
{
  GhEventQuery *query = gh_events_page_get_query (GH_EVENTS_PAGE (self->events_page));
  g_autoptr (GhPagedList) events = NULL;

  if (query == NULL || self->face_recognition == NULL)
    return;

  events = gh_event_history_new (self->face_recognition, query, self->clock);
  gh_events_page_set_events (GH_EVENTS_PAGE (self->events_page), events);
  gh_paged_list_reload (events);
}

static GtkWidget *
create_live_page (GhWindow *self)
{
  GtkWidget *page = g_object_new (GH_TYPE_LIVE_PAGE,
                                  "clock", self->clock,
                                  "picture-loader", self->loader,
                                  "trace", self->trace,
                                  NULL);

  g_binding_group_bind (self->feed_bindings, "since-us", page, "since-us", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->feed_bindings, "error", page, "error", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->feed_bindings, "state", page, "state", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->feed_bindings, "log", page, "log", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
create_events_page (GhWindow *self)
{
  GtkWidget *page = g_object_new (GH_TYPE_EVENTS_PAGE,
                                  "clock", self->clock,
                                  "picture-loader", self->loader,
                                  "trace", self->trace,
                                  NULL);

  g_binding_group_bind (self->feed_bindings, "log", page, "log", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return page;
}

/* A page costs nothing before it is looked at. */
static GtkWidget *
ensure_page (GhWindow *self)
{
  gboolean is_live = g_str_equal (page_names[self->page], GH_WINDOW_PAGE_LIVE);
  GtkWidget **page = is_live ? &self->live_page : &self->events_page;

  if (*page == NULL)
    {
      *page = is_live ? create_live_page (self) : create_events_page (self);
      gtk_stack_add_child (self->pages, *page);
    }
  return *page;
}

static gboolean
feed_is_down (GhWindow *self)
{
  return self->feed != NULL
         && (gh_feed_get_state (self->feed) == GH_FEED_WAITING
             || gh_feed_get_state (self->feed) == GH_FEED_REFUSED);
}

/* The live page says by itself that the link is down, and since when. */
static void
update_notices (GhWindow *self)
{
  gboolean is_live_page = g_str_equal (page_names[self->page], GH_WINDOW_PAGE_LIVE);

  gh_notices_set_link_is_told (GH_NOTICES (self->notices), is_live_page && feed_is_down (self));
}

static void
update_page (GhWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, (int) self->page);

  gtk_stack_set_visible_child (self->pages, ensure_page (self));
  gtk_list_box_select_row (self->sidebar, row);
  adw_navigation_page_set_title (self->content_page,
                                 g_dpgettext2 (NULL, "page", page_titles[self->page]));
  update_notices (self);
}

static gboolean
is_signed_in (GhWindow *self)
{
  return self->session != NULL && gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN;
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

static void
show_main (GhWindow *self)
{
  update_page (self);
  if (self->sign_in_page != NULL)
    gh_sign_in_page_forget_password (self->sign_in_page);
  leave_sign_in_page (self);
  gtk_stack_set_visible_child_name (self->root, "main");
  if (gtk_widget_get_mapped (GTK_WIDGET (self->root)))
    gtk_widget_child_focus (GTK_WIDGET (self->split), GTK_DIR_TAB_FORWARD);
}

static void
state_changed_cb (GhWindow *self)
{
  GhSessionState state = self->session != NULL ? gh_session_get_state (self->session)
                                               : GH_SESSION_SIGNED_OUT;

  switch (state)
    {
    case GH_SESSION_SIGNED_IN:
      show_main (self);
      break;
    case GH_SESSION_SIGNED_OUT:
      gtk_stack_set_visible_child (self->root, GTK_WIDGET (gh_window_get_sign_in_page (self)));
      gtk_widget_grab_focus (GTK_WIDGET (self->sign_in_page));
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
sign_in_requested_cb (GhWindow *self,
                      GhServerAddress *address,
                      const char *email,
                      const char *password,
                      gboolean remember)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_REQUESTED], 0, address, email, password, remember);
}

static void
sign_in_cancelled_cb (GhWindow *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_CANCELLED], 0);
}

static void
row_selected_cb (GhWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gh_window_show_page (self, page_names[gtk_list_box_row_get_index (row)]);
}

static void
row_activated_cb (GhWindow *self, GtkListBoxRow *row)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
show_page_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (gh_window_show_page (self, g_variant_get_string (parameter, NULL)) && is_signed_in (self))
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->pages));
}

static void
sign_out_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  /* The session forgets at once, whatever the server says: nothing is waited for. */
  if (self->session != NULL)
    gh_session_sign_out_async (self->session, NULL, NULL, NULL);
}

static void
retry_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  retry_cb (GH_WINDOW (widget));
}

static void
show_shortcuts_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (gh_shortcuts_dialog_new (), widget);
}

static void
forget_pages (GhWindow *self)
{
  if (self->events_page != NULL)
    gtk_stack_remove (self->pages, self->events_page);
  self->events_page = NULL;
}

static void
gh_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhWindow *self = GH_WINDOW (object);

  switch ((GhWindowProperty) property_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    case PROP_PICTURE_LOADER:
      g_value_set_object (value, self->loader);
      break;
    case PROP_TRACE:
      g_value_set_object (value, self->trace);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_FACE_RECOGNITION:
      g_value_set_object (value, self->face_recognition);
      break;
    case PROP_FEED:
      g_value_set_object (value, self->feed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_window_set_property (GObject *object,
                        guint property_id,
                        const GValue *value,
                        GParamSpec *pspec)
{
  GhWindow *self = GH_WINDOW (object);

  switch ((GhWindowProperty) property_id)
    {
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_PICTURE_LOADER:
      self->loader = g_value_dup_object (value);
      break;
    case PROP_TRACE:
      self->trace = g_value_dup_object (value);
      break;
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    case PROP_SESSION:
    case PROP_FACE_RECOGNITION:
    case PROP_FEED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_window_constructed (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  G_OBJECT_CLASS (gh_window_parent_class)->constructed (object);

  g_object_set (self->link, "clock", self->clock, NULL);
  gh_notices_set_demo (GH_NOTICES (self->notices), self->demo);
  if (self->trace != NULL)
    self->paint_trace = gh_paint_trace_new (GTK_WIDGET (self), self->trace, NULL);
}

static void
gh_window_dispose (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  g_clear_pointer (&self->paint_trace, gh_paint_trace_free);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->feed_bindings);
  self->sign_in_page = NULL;
  self->live_page = self->events_page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), GH_TYPE_WINDOW);
  g_clear_object (&self->feed);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->session);
  g_clear_object (&self->trace);
  g_clear_object (&self->loader);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags read_only =
    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GH_TYPE_CLOCK, construct_only);
  properties[PROP_PICTURE_LOADER] =
    g_param_spec_object ("picture-loader", NULL, NULL, GH_TYPE_PICTURE_LOADER, construct_only);
  properties[PROP_TRACE] = g_param_spec_object ("trace", NULL, NULL, GH_TYPE_TRACE, construct_only);
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, construct_only);
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, GH_TYPE_SESSION, read_only);
  properties[PROP_FACE_RECOGNITION] =
    g_param_spec_object ("face-recognition", NULL, NULL, GH_TYPE_FACE_RECOGNITION, read_only);
  properties[PROP_FEED] = g_param_spec_object ("feed", NULL, NULL, GH_TYPE_FEED, read_only);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action_cb);
  gtk_widget_class_install_action (widget_class, "win.retry", NULL, retry_action_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL,
                                   show_shortcuts_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.show-page", "s",
                                       GH_WINDOW_PAGE_LIVE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.show-page", "s",
                                       GH_WINDOW_PAGE_EVENTS);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.show-shortcuts", NULL);
}

static void
gh_window_class_init (GhWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gh_window_get_property;
  object_class->set_property = gh_window_set_property;
  object_class->constructed = gh_window_constructed;
  object_class->dispose = gh_window_dispose;

  install_properties (object_class);
  install_actions (widget_class);

  signals[SIGNAL_SIGN_IN_REQUESTED] =
    g_signal_new ("sign-in-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 4, GH_TYPE_SERVER_ADDRESS,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                  G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_BOOLEAN);
  signals[SIGNAL_SIGN_IN_CANCELLED] =
    g_signal_new ("sign-in-cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dev/gatehouse/Gatehouse/ui/gh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, root);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, split);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, link);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, account);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);

  g_type_ensure (GH_TYPE_ACCOUNT_BOX);
  g_type_ensure (GH_TYPE_LINK_INDICATOR);
  g_type_ensure (GH_TYPE_NOTICES);
}

static void
gh_window_init (GhWindow *self)
{
  static const char *const linked[] = { "state", "since-us", "retry-at-us", "error" };

  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_str_has_suffix (GH_APPLICATION_ID, ".Devel"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->session_signals = g_signal_group_new (GH_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::state",
                                  G_CALLBACK (state_changed_cb), self);
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
 * gh_window_set_connection:
 * @self: a window
 * @session: (nullable): who is signed in at which server
 * @face_recognition: (nullable): the endpoints for the history
 * @feed: (nullable): the live stream
 *
 * Sets the server that the window speaks to, and follows the session: sign-in page or pages.
 */
void
gh_window_set_connection (GhWindow *self,
                          GhSession *session,
                          GhFaceRecognition *face_recognition,
                          GhFeed *feed)
{
  g_return_if_fail (GH_IS_WINDOW (self));
  g_return_if_fail (session == NULL || GH_IS_SESSION (session));
  g_return_if_fail (face_recognition == NULL || GH_IS_FACE_RECOGNITION (face_recognition));
  g_return_if_fail (feed == NULL || GH_IS_FEED (feed));

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->session, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  if (g_set_object (&self->face_recognition, face_recognition))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACE_RECOGNITION]);
  if (g_set_object (&self->feed, feed))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FEED]);

  /* A history belongs to one server; the live page follows the feed. */
  forget_pages (self);
  g_signal_group_set_target (self->session_signals, session);
  g_binding_group_set_source (self->feed_bindings, feed);
  gh_account_box_set_session (GH_ACCOUNT_BOX (self->account), session);
  gh_notices_set_session (GH_NOTICES (self->notices), session);
  update_notices (self);
  state_changed_cb (self);
  g_object_thaw_notify (G_OBJECT (self));
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
      g_signal_connect_object (self->sign_in_page, "sign-in-requested",
                               G_CALLBACK (sign_in_requested_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sign_in_page, "sign-in-cancelled",
                               G_CALLBACK (sign_in_cancelled_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->sign_in_page), "sign-in");
    }
  return self->sign_in_page;
}

/**
 * gh_window_show_page:
 * @self: a window
 * @name: a page's name
 *
 * Shows a page, or will show it once somebody is signed in.
 *
 * Returns: whether there is such a page
 */
gboolean
gh_window_show_page (GhWindow *self, const char *name)
{
  g_return_val_if_fail (GH_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (page_names); i++)
    if (g_str_equal (page_names[i], name))
      {
        self->page = i;
        if (is_signed_in (self))
          update_page (self);
        return TRUE;
      }
  return FALSE;
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
