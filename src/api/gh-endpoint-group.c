/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-endpoint-group-private.h"

typedef struct
{
  GhSession *session; /* (owned) */
  GhManner manner;
} GhEndpointGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhEndpointGroup, gh_endpoint_group, G_TYPE_OBJECT)

static GhEndpointGroupPrivate *
get_private (gpointer group)
{
  return gh_endpoint_group_get_instance_private (GH_ENDPOINT_GROUP (group));
}

static void
gh_endpoint_group_dispose (GObject *object)
{
  g_clear_object (&get_private (object)->session);

  G_OBJECT_CLASS (gh_endpoint_group_parent_class)->dispose (object);
}

static void
gh_endpoint_group_class_init (GhEndpointGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_endpoint_group_dispose;
}

static void
gh_endpoint_group_init (GhEndpointGroup *self)
{
}

/*
 * gh_endpoint_group_new:
 * @type: of the group
 * @session: who asks
 *
 * Returns: (transfer full): a group that asks as %GH_MANNER_OPERATOR
 */
gpointer
gh_endpoint_group_new (GType type, GhSession *session)
{
  GhEndpointGroup *self;

  g_return_val_if_fail (GH_IS_SESSION (session), NULL);

  self = g_object_new (type, NULL);
  get_private (self)->session = g_object_ref (session);

  return self;
}

/**
 * gh_endpoint_group_dup_in_manner:
 * @group: (type GhEndpointGroup): an endpoint group
 * @manner: in what manner it is to ask
 *
 * Returns: (transfer full): a group of the same type, that asks in @manner
 */
gpointer
gh_endpoint_group_dup_in_manner (gpointer group, GhManner manner)
{
  GhEndpointGroup *copy;

  g_return_val_if_fail (GH_IS_ENDPOINT_GROUP (group), NULL);

  copy = gh_endpoint_group_new (G_OBJECT_TYPE (group), get_private (group)->session);
  get_private (copy)->manner = manner;

  return copy;
}

/**
 * gh_endpoint_group_get_cache:
 * @self: an endpoint group
 *
 * Returns: (transfer none): where its answers are kept
 */
GhCache *
gh_endpoint_group_get_cache (GhEndpointGroup *self)
{
  g_return_val_if_fail (GH_IS_ENDPOINT_GROUP (self), NULL);

  return gh_session_get_cache (get_private (self)->session);
}

/*
 * gh_endpoint_group_get_session:
 * @self: an endpoint group
 *
 * Returns: (transfer none): who asks
 */
GhSession *
gh_endpoint_group_get_session (GhEndpointGroup *self)
{
  g_return_val_if_fail (GH_IS_ENDPOINT_GROUP (self), NULL);

  return get_private (self)->session;
}

/*
 * gh_endpoint_group_call_async:
 * @group: (type GhEndpointGroup): an endpoint group, for @callback
 * @request: what to ask, as the specification has it
 * @decoder: (nullable): as for gh_endpoint_call_async()
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called when the object is there
 * @user_data: for @callback
 *
 * Makes a call as whoever is signed in, in the group's manner. It is finished with
 * gh_endpoint_call_finish() or gh_endpoint_call_finish_nothing().
 */
void
gh_endpoint_group_call_async (gpointer group,
                              GhRequest *request,
                              GhEndpointDecoder decoder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GhEndpointGroupPrivate *priv = get_private (group);

  gh_manner_apply (priv->manner, request);
  gh_endpoint_call_async (group, priv->session, request, decoder, cancellable, callback, user_data);
}
