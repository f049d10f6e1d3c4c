/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-user.h"

#include "gh-model-limits.h"

struct _GhUser
{
  GObject parent_instance;

  char *id;           /* (owned) */
  char *email;        /* (owned) */
  char *first_name;   /* (owned) (nullable) */
  char *last_name;    /* (owned) (nullable) */
  char *display_name; /* (owned) */
  GhRole role;
  gboolean is_active;
  gint64 created_at_us;
  gint64 updated_at_us;
};

typedef enum
{
  PROP_ID = 1,
  PROP_EMAIL,
  PROP_FIRST_NAME,
  PROP_LAST_NAME,
  PROP_DISPLAY_NAME,
  PROP_ROLE,
  PROP_IS_ACTIVE,
  PROP_CREATED_AT_US,
  PROP_UPDATED_AT_US,
} GhUserProperty;

static GParamSpec *properties[PROP_UPDATED_AT_US + 1];

G_DEFINE_FINAL_TYPE (GhUser, gh_user, G_TYPE_OBJECT)

/* Which of the two comes first is a matter of languages; the contract calls them first and last. */
static char *
make_display_name (const char *first_name, const char *last_name, const char *email)
{
  g_autofree char *name
    = g_strstrip (g_strconcat (first_name != NULL ? first_name : "", " ",
                               last_name != NULL ? last_name : "", NULL));

  return name[0] != '\0' ? g_steal_pointer (&name) : g_strdup (email);
}

static void
gh_user_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhUser *self = GH_USER (object);

  switch ((GhUserProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_FIRST_NAME:
      g_value_set_string (value, self->first_name);
      break;
    case PROP_LAST_NAME:
      g_value_set_string (value, self->last_name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, self->display_name);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_IS_ACTIVE:
      g_value_set_boolean (value, self->is_active);
      break;
    case PROP_CREATED_AT_US:
      g_value_set_int64 (value, self->created_at_us);
      break;
    case PROP_UPDATED_AT_US:
      g_value_set_int64 (value, self->updated_at_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_user_finalize (GObject *object)
{
  GhUser *self = GH_USER (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->email, g_free);
  g_clear_pointer (&self->first_name, g_free);
  g_clear_pointer (&self->last_name, g_free);
  g_clear_pointer (&self->display_name, g_free);

  G_OBJECT_CLASS (gh_user_parent_class)->finalize (object);
}

static void
gh_user_class_init (GhUserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_user_finalize;
  object_class->get_property = gh_user_get_property;

  /**
   * GhUser:id:
   *
   * The server's id.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:email:
   *
   * The e-mail address, which is also the account's name.
   */
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:first-name:
   *
   * The first name, %NULL where the server says none.
   */
  properties[PROP_FIRST_NAME] = g_param_spec_string ("first-name", NULL, NULL, NULL,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:last-name:
   *
   * The last name, %NULL where the server says none.
   */
  properties[PROP_LAST_NAME] = g_param_spec_string ("last-name", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:display-name:
   *
   * The name to show: first and last name, or the e-mail address where there is neither.
   */
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:role:
   *
   * What the account may do.
   */
  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, GH_TYPE_ROLE, GH_ROLE_USER,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:is-active:
   *
   * Whether the account may sign in.
   */
  properties[PROP_IS_ACTIVE] = g_param_spec_boolean ("is-active", NULL, NULL, TRUE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:created-at-us:
   *
   * When the account was made, in microseconds since 1970; 0 where the server does not say.
   */
  properties[PROP_CREATED_AT_US] = g_param_spec_int64 ("created-at-us", NULL, NULL, 0, G_MAXINT64,
                                                       0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * GhUser:updated-at-us:
   *
   * When the account was last changed, in microseconds since 1970; 0 where the server does not say.
   */
  properties[PROP_UPDATED_AT_US] = g_param_spec_int64 ("updated-at-us", NULL, NULL, 0, G_MAXINT64,
                                                       0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_user_init (GhUser *self)
{
}

/**
 * gh_user_new_from_json:
 * @reader: a reader that stands on a user
 *
 * Reads a user. Only "id" and "email" are required: the answer to a sign-in says little more. A
 * missing or null name is none, a missing or unknown role is %GH_ROLE_USER, a missing "isActive" is
 * %TRUE, a missing time is 0.
 *
 * Returns: (transfer full) (nullable): the user; %NULL after a fault, which the reader keeps
 */
GhUser *
gh_user_new_from_json (GhJsonReader *reader)
{
  g_autoptr (GhUser) self = NULL;
  g_autofree char *role = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  self = g_object_new (GH_TYPE_USER, NULL);
  self->id = gh_json_reader_dup_string (reader, "id", GH_JSON_REQUIRED, GH_MOST_ID_BYTES);
  self->email = gh_json_reader_dup_string (reader, "email", GH_JSON_REQUIRED, GH_MOST_EMAIL_BYTES);
  self->first_name
    = gh_json_reader_dup_string (reader, "firstName", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  self->last_name
    = gh_json_reader_dup_string (reader, "lastName", GH_JSON_OPTIONAL, GH_MOST_NAME_BYTES);
  role = gh_json_reader_dup_string (reader, "role", GH_JSON_OPTIONAL, GH_MOST_WORD_BYTES);
  self->is_active = gh_json_reader_get_boolean (reader, "isActive", GH_JSON_OPTIONAL, TRUE);
  self->created_at_us = gh_json_reader_get_time_us (reader, "createdAt", GH_JSON_OPTIONAL);
  self->updated_at_us = gh_json_reader_get_time_us (reader, "updatedAt", GH_JSON_OPTIONAL);
  if (gh_json_reader_has_failed (reader))
    return NULL;

  gh_role_from_wire (role, &self->role);
  self->display_name = make_display_name (self->first_name, self->last_name, self->email);

  return g_steal_pointer (&self);
}

/**
 * gh_user_get_id:
 * @self: a user
 *
 * Returns: (transfer none): the server's id
 */
const char *
gh_user_get_id (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->id;
}

/**
 * gh_user_get_email:
 * @self: a user
 *
 * Returns: (transfer none): the e-mail address
 */
const char *
gh_user_get_email (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->email;
}

/**
 * gh_user_get_first_name:
 * @self: a user
 *
 * Returns: (transfer none) (nullable): the first name
 */
const char *
gh_user_get_first_name (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->first_name;
}

/**
 * gh_user_get_last_name:
 * @self: a user
 *
 * Returns: (transfer none) (nullable): the last name
 */
const char *
gh_user_get_last_name (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->last_name;
}

/**
 * gh_user_get_display_name:
 * @self: a user
 *
 * Returns: (transfer none): the name to show, never empty
 */
const char *
gh_user_get_display_name (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), NULL);

  return self->display_name;
}

/**
 * gh_user_get_role:
 * @self: a user
 *
 * Returns: what the account may do
 */
GhRole
gh_user_get_role (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), GH_ROLE_USER);

  return self->role;
}

/**
 * gh_user_get_is_active:
 * @self: a user
 *
 * Returns: %TRUE if the account may sign in
 */
gboolean
gh_user_get_is_active (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), FALSE);

  return self->is_active;
}

/**
 * gh_user_get_created_at_us:
 * @self: a user
 *
 * Returns: when the account was made, in microseconds since 1970; 0 for unknown
 */
gint64
gh_user_get_created_at_us (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

  return self->created_at_us;
}

/**
 * gh_user_get_updated_at_us:
 * @self: a user
 *
 * Returns: when the account was last changed, in microseconds since 1970; 0 for unknown
 */
gint64
gh_user_get_updated_at_us (GhUser *self)
{
  g_return_val_if_fail (GH_IS_USER (self), 0);

  return self->updated_at_us;
}
