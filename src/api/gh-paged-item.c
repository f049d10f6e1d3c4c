/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-paged-item-private.h"

struct _GhPagedItem
{
  GObject parent_instance;

  guint position;
  GObject *object; /* (owned) (nullable) */
};

typedef enum
{
  PROP_POSITION = 1,
  PROP_OBJECT,
} GhPagedItemProps;

static GParamSpec *props[PROP_OBJECT + 1];

G_DEFINE_FINAL_TYPE (GhPagedItem, gh_paged_item, G_TYPE_OBJECT)

static void
gh_paged_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhPagedItem *self = GH_PAGED_ITEM (object);

  switch ((GhPagedItemProps) id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_OBJECT:
      g_value_set_object (value, self->object);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_paged_item_dispose (GObject *object)
{
  GhPagedItem *self = GH_PAGED_ITEM (object);

  g_clear_object (&self->object);

  G_OBJECT_CLASS (gh_paged_item_parent_class)->dispose (object);
}

static void
gh_paged_item_class_init (GhPagedItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_paged_item_get_property;
  object_class->dispose = gh_paged_item_dispose;

  props[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /* NULL until the page that it is on has come. */
  props[PROP_OBJECT] = g_param_spec_object ("object", NULL, NULL, G_TYPE_OBJECT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
gh_paged_item_init (GhPagedItem *self)
{
}

/*
 * gh_paged_item_new:
 * @position: its row
 * @object: (nullable): what is there
 *
 * Returns: (transfer full): a row
 */
GhPagedItem *
gh_paged_item_new (guint position, gpointer object)
{
  GhPagedItem *self = g_object_new (GH_TYPE_PAGED_ITEM, NULL);

  self->position = position;
  g_set_object (&self->object, object);

  return self;
}

/*
 * gh_paged_item_set_object:
 * @self: a row
 * @object: (nullable): what is there
 *
 * Sets it, and tells whoever shows the row.
 */
void
gh_paged_item_set_object (GhPagedItem *self, gpointer object)
{
  if (g_set_object (&self->object, object))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OBJECT]);
}

/**
 * gh_paged_item_get_position:
 * @self: a row
 *
 * Returns: its place in the list that it came from
 */
guint
gh_paged_item_get_position (GhPagedItem *self)
{
  g_return_val_if_fail (GH_IS_PAGED_ITEM (self), 0);

  return self->position;
}

/**
 * gh_paged_item_get_object:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is there; %NULL until its page has come. It stays as
 *   long as somebody holds the row
 */
gpointer
gh_paged_item_get_object (GhPagedItem *self)
{
  g_return_val_if_fail (GH_IS_PAGED_ITEM (self), NULL);

  return self->object;
}
