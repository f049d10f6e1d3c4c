/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-face-browser.h"

#include "gh-face-detail.h"
#include "gh-face-view.h"

struct _GhFaceBrowser
{
  GhBrowser parent_instance;

  GhFaceDetail *detail; /* (nullable): the pane, once there is one */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAID,
  SIGNAL_LAST_SIGNAL
};

static guint signals[SIGNAL_LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (GhFaceBrowser, gh_face_browser, GH_TYPE_BROWSER)

static void
detail_changed_cb (GhFaceBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
detail_said_cb (GhFaceBrowser *self, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_SAID], 0, text);
}

static GtkWidget *
gh_face_browser_make_detail (GhBrowser *browser)
{
  static const char *const shared[] = { "connection", "clock", "picture-loader" };
  GhFaceBrowser *self = GH_FACE_BROWSER (browser);
  GtkWidget *detail = gh_face_detail_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shared); i++)
    g_object_bind_property (self, shared[i], detail, shared[i], G_BINDING_SYNC_CREATE);
  g_signal_connect_object (detail, "changed", G_CALLBACK (detail_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "said", G_CALLBACK (detail_said_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->detail, GH_FACE_DETAIL (detail));

  return detail;
}

static void
gh_face_browser_show (GhBrowser *self, GtkWidget *detail, gpointer object)
{
  gh_face_detail_set_record (GH_FACE_DETAIL (detail), object);
}

static void
gh_face_browser_set_current (GtkWidget *view, gpointer item)
{
  gh_face_view_set_current (GH_FACE_VIEW (view), item);
}

static void
gh_face_browser_finalize (GObject *object)
{
  g_clear_weak_pointer (&GH_FACE_BROWSER (object)->detail);

  G_OBJECT_CLASS (gh_face_browser_parent_class)->finalize (object);
}

static void
gh_face_browser_class_init (GhFaceBrowserClass *klass)
{
  GhBrowserClass *browser_class = GH_BROWSER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_face_browser_finalize;
  /* The filters of faces are wider. */
  browser_class->collapse_sp = 900;
  browser_class->make_detail = gh_face_browser_make_detail;
  browser_class->show = gh_face_browser_show;
  browser_class->set_current = gh_face_browser_set_current;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_face_browser_init (GhFaceBrowser *self)
{
}

/**
 * gh_face_browser_new:
 *
 * Returns: (transfer floating): a browser without a view
 */
GtkWidget *
gh_face_browser_new (void)
{
  return g_object_new (GH_TYPE_FACE_BROWSER, NULL);
}

/**
 * gh_face_browser_close_record:
 * @self: a browser
 * @record: that is no longer there
 *
 * Closes the pane if it shows that record.
 */
void
gh_face_browser_close_record (GhFaceBrowser *self, GhFaceRecord *record)
{
  GhFaceRecord *open;

  g_return_if_fail (GH_IS_FACE_BROWSER (self));
  g_return_if_fail (GH_IS_FACE_RECORD (record));

  open = gh_face_browser_get_record (self);
  if (open != NULL
      && g_str_equal (gh_face_record_get_id (open), gh_face_record_get_id (record)))
    gh_browser_open (GH_BROWSER (self), NULL);
}

/**
 * gh_face_browser_get_record:
 * @self: a browser
 *
 * Returns: (transfer none) (nullable): the record in the open pane; %NULL while it is on its way
 */
GhFaceRecord *
gh_face_browser_get_record (GhFaceBrowser *self)
{
  g_return_val_if_fail (GH_IS_FACE_BROWSER (self), NULL);

  return self->detail != NULL && gh_browser_get_item (GH_BROWSER (self)) != NULL
           ? gh_face_detail_get_record (self->detail)
           : NULL;
}
