/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-plain-mark.h"

struct _GhPlainMark
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GhPlainMark, gh_plain_mark, ADW_TYPE_BIN)

static void
gh_plain_mark_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PLAIN_MARK);

  G_OBJECT_CLASS (gh_plain_mark_parent_class)->dispose (object);
}

static void
gh_plain_mark_class_init (GhPlainMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_plain_mark_dispose;

  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/dev/gatehouse/Gatehouse/ui/widgets/gh-plain-mark.ui");
}

static void
gh_plain_mark_init (GhPlainMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_plain_mark_set_connection:
 * @self: a mark
 * @connection: (nullable): whose mark it is
 *
 * Shows itself where @connection leads to another computer unencrypted.
 */
void
gh_plain_mark_set_connection (GhPlainMark *self, GhConnection *connection)
{
  GhServerAddress *server = NULL;

  g_return_if_fail (GH_IS_PLAIN_MARK (self));

  if (connection != NULL)
    server = gh_transport_get_address (
      gh_session_get_transport (gh_connection_get_session (connection)));
  gtk_widget_set_visible (GTK_WIDGET (self),
                          server != NULL && !gh_server_address_is_secure (server)
                            && !gh_server_address_is_loopback (server));
}
