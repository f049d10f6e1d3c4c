/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-connection.h"

struct _GhConnection
{
  GObject parent_instance;

  GhSession *session;                  /* (owned) */
  GhAuth *auth;                        /* (owned) */
  GhUsers *users;                      /* (owned) */
  GhFaceRecognition *face_recognition; /* (owned) */
  GhUpload *upload;                    /* (owned) */
  GhFeed *feed;                        /* (owned) */
  GhFaceDeletions *face_deletions;     /* (owned) */
  GhFalseMatches *false_matches;       /* (owned) */
  GhAlertDesk *alerts;                 /* (owned) (nullable) */

  GhRole role; /* that was told last */
  GStrv cameras; /* (owned) (nullable) */
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_AUTH,
  PROP_USERS,
  PROP_FACE_RECOGNITION,
  PROP_UPLOAD,
  PROP_FEED,
  PROP_ROLE,
  PROP_CAMERAS,
  PROP_ALERTS,
} GhConnectionProperty;

static GParamSpec *properties[PROP_ALERTS + 1];

G_DEFINE_FINAL_TYPE (GhConnection, gh_connection, G_TYPE_OBJECT)

static GhRole
find_role (GhConnection *self)
{
  GhUser *user = gh_session_get_user (self->session);

  return user != NULL ? gh_user_get_role (user) : GH_ROLE_USER;
}

static void
update_role (GhConnection *self)
{
  GhRole role = find_role (self);

  if (role == self->role)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

static void
gh_connection_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  GhConnection *self = GH_CONNECTION (object);

  switch ((GhConnectionProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AUTH:
      g_value_set_object (value, self->auth);
      break;
    case PROP_USERS:
      g_value_set_object (value, self->users);
      break;
    case PROP_FACE_RECOGNITION:
      g_value_set_object (value, self->face_recognition);
      break;
    case PROP_UPLOAD:
      g_value_set_object (value, self->upload);
      break;
    case PROP_FEED:
      g_value_set_object (value, self->feed);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, find_role (self));
      break;
    case PROP_CAMERAS:
      g_value_set_boxed (value, self->cameras);
      break;
    case PROP_ALERTS:
      g_value_set_object (value, self->alerts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_connection_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  GhConnection *self = GH_CONNECTION (object);

  switch ((GhConnectionProperty) property_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_AUTH:
      self->auth = g_value_dup_object (value);
      break;
    case PROP_USERS:
      self->users = g_value_dup_object (value);
      break;
    case PROP_FACE_RECOGNITION:
      self->face_recognition = g_value_dup_object (value);
      break;
    case PROP_UPLOAD:
      self->upload = g_value_dup_object (value);
      break;
    case PROP_FEED:
      self->feed = g_value_dup_object (value);
      break;
    case PROP_CAMERAS:
      gh_connection_set_cameras (self, g_value_get_boxed (value));
      break;
    case PROP_ALERTS:
      gh_connection_set_alerts (self, g_value_get_object (value));
      break;
    case PROP_ROLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
gh_connection_constructed (GObject *object)
{
  GhConnection *self = GH_CONNECTION (object);

  G_OBJECT_CLASS (gh_connection_parent_class)->constructed (object);

  self->face_deletions = gh_face_deletions_new (self->face_recognition);
  self->false_matches = gh_false_matches_new ();
  g_signal_connect_object (self->session, "notify::user", G_CALLBACK (update_role), self,
                           G_CONNECT_SWAPPED);
  update_role (self);
}

static void
gh_connection_finalize (GObject *object)
{
  GhConnection *self = GH_CONNECTION (object);

  g_clear_object (&self->alerts);
  g_clear_object (&self->false_matches);
  g_clear_object (&self->face_deletions);
  g_clear_pointer (&self->cameras, g_strfreev);
  g_clear_object (&self->feed);
  g_clear_object (&self->upload);
  g_clear_object (&self->face_recognition);
  g_clear_object (&self->users);
  g_clear_object (&self->auth);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_connection_parent_class)->finalize (object);
}

static void
gh_connection_class_init (GhConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags construct_only =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_connection_get_property;
  object_class->set_property = gh_connection_set_property;
  object_class->constructed = gh_connection_constructed;
  object_class->finalize = gh_connection_finalize;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, GH_TYPE_SESSION, construct_only);
  properties[PROP_AUTH] = g_param_spec_object ("auth", NULL, NULL, GH_TYPE_AUTH, construct_only);
  properties[PROP_USERS] =
    g_param_spec_object ("users", NULL, NULL, GH_TYPE_USERS, construct_only);
  properties[PROP_FACE_RECOGNITION] =
    g_param_spec_object ("face-recognition", NULL, NULL, GH_TYPE_FACE_RECOGNITION, construct_only);
  properties[PROP_UPLOAD] =
    g_param_spec_object ("upload", NULL, NULL, GH_TYPE_UPLOAD, construct_only);
  properties[PROP_FEED] = g_param_spec_object ("feed", NULL, NULL, GH_TYPE_FEED, construct_only);
  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, GH_TYPE_ROLE, GH_ROLE_USER,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAMERAS] =
    g_param_spec_boxed ("cameras", NULL, NULL, G_TYPE_STRV,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ALERTS] =
    g_param_spec_object ("alerts", NULL, NULL, GH_TYPE_ALERT_DESK,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
gh_connection_init (GhConnection *self)
{
  self->role = GH_ROLE_USER;
}

/**
 * gh_connection_new:
 * @session: who is signed in at which server
 * @auth: the endpoints for passwords
 * @users: the endpoints for accounts
 * @face_recognition: the endpoints for records, events and cameras
 * @upload: the endpoints for pictures
 * @feed: the live stream
 *
 * Returns: (transfer full): all of them together; all are of @session
 */
GhConnection *
gh_connection_new (GhSession *session,
                   GhAuth *auth,
                   GhUsers *users,
                   GhFaceRecognition *face_recognition,
                   GhUpload *upload,
                   GhFeed *feed)
{
  g_return_val_if_fail (GH_IS_SESSION (session), NULL);
  g_return_val_if_fail (GH_IS_AUTH (auth), NULL);
  g_return_val_if_fail (GH_IS_USERS (users), NULL);
  g_return_val_if_fail (GH_IS_FACE_RECOGNITION (face_recognition), NULL);
  g_return_val_if_fail (GH_IS_UPLOAD (upload), NULL);
  g_return_val_if_fail (GH_IS_FEED (feed), NULL);

  return g_object_new (GH_TYPE_CONNECTION,
                       "session", session,
                       "auth", auth,
                       "users", users,
                       "face-recognition", face_recognition,
                       "upload", upload,
                       "feed", feed,
                       NULL);
}

/**
 * gh_connection_get_session:
 *
 * Returns: (transfer none): who is signed in at which server
 */
GhSession *
gh_connection_get_session (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->session;
}

/**
 * gh_connection_get_auth:
 *
 * Returns: (transfer none): the endpoints for passwords
 */
GhAuth *
gh_connection_get_auth (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->auth;
}

/**
 * gh_connection_get_users:
 *
 * Returns: (transfer none): the endpoints for accounts
 */
GhUsers *
gh_connection_get_users (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->users;
}

/**
 * gh_connection_get_face_recognition:
 *
 * Returns: (transfer none): the endpoints for records, events and cameras
 */
GhFaceRecognition *
gh_connection_get_face_recognition (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->face_recognition;
}

/**
 * gh_connection_get_upload:
 *
 * Returns: (transfer none): the endpoints for pictures
 */
GhUpload *
gh_connection_get_upload (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->upload;
}

/**
 * gh_connection_get_feed:
 *
 * Returns: (transfer none): the live stream
 */
GhFeed *
gh_connection_get_feed (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->feed;
}

/**
 * gh_connection_get_face_deletions:
 *
 * Returns: (transfer none): the face records that are about to be deleted
 */
GhFaceDeletions *
gh_connection_get_face_deletions (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->face_deletions;
}

/* What could not be deleted has been told by then. The session forgets at once, whatever the server
 * says: nothing is waited for. */
static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhSession) session = user_data;

  gh_face_deletions_commit_finish (GH_FACE_DELETIONS (source), result, NULL);
  gh_session_sign_out_async (session, NULL, NULL, NULL);
}

/**
 * gh_connection_get_false_matches:
 * @self: a connection
 *
 * Returns: (transfer none): which recognitions somebody has said to be wrong
 */
GhFalseMatches *
gh_connection_get_false_matches (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->false_matches;
}

/**
 * gh_connection_sign_out:
 * @self: a connection
 *
 * Signs out. Face records that are about to be deleted are deleted before: afterwards nobody could.
 */
void
gh_connection_sign_out (GhConnection *self)
{
  g_return_if_fail (GH_IS_CONNECTION (self));

  if (gh_face_deletions_get_n_pending (self->face_deletions) == 0)
    gh_session_sign_out_async (self->session, NULL, NULL, NULL);
  else
    gh_face_deletions_commit_async (self->face_deletions, NULL, committed_cb,
                                    g_object_ref (self->session));
}

/**
 * gh_connection_get_role:
 *
 * Returns: what whoever is signed in may do; the least until the server has said who it is
 */
GhRole
gh_connection_get_role (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), GH_ROLE_USER);

  /* Never behind the user, though the session may tell of other changes first. */
  return find_role (self);
}

/**
 * gh_connection_get_cameras:
 *
 * Returns: (nullable) (array zero-terminated=1): the ids of cameras that somebody has added by hand
 */
const char *const *
gh_connection_get_cameras (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return (const char *const *) self->cameras;
}

/**
 * gh_connection_set_cameras:
 * @self: a connection
 * @ids: (nullable) (array zero-terminated=1): ids of cameras
 *
 * Sets what somebody has added by hand.
 */
void
gh_connection_set_cameras (GhConnection *self, const char *const *ids)
{
  static const char *const none[] = { NULL };

  g_return_if_fail (GH_IS_CONNECTION (self));

  if (g_strv_equal (ids != NULL ? ids : none,
                    self->cameras != NULL ? (const char *const *) self->cameras : none))
    return;

  g_strfreev (self->cameras);
  self->cameras = g_strdupv ((char **) ids);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAMERAS]);
}

/**
 * gh_connection_get_user:
 *
 * Returns: (transfer none) (nullable): who is signed in; %NULL until the server has said so
 */
GhUser *
gh_connection_get_user (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return gh_session_get_user (self->session);
}

/**
 * gh_connection_get_alerts:
 *
 * Returns: (nullable) (transfer none): the alerts of whoever is signed in; %NULL while nobody is
 */
GhAlertDesk *
gh_connection_get_alerts (GhConnection *self)
{
  g_return_val_if_fail (GH_IS_CONNECTION (self), NULL);

  return self->alerts;
}

/**
 * gh_connection_set_alerts:
 * @self: a connection
 * @alerts: (nullable): the alerts of whoever is signed in
 *
 * Sets what looks at the events of this connection.
 */
void
gh_connection_set_alerts (GhConnection *self, GhAlertDesk *alerts)
{
  g_return_if_fail (GH_IS_CONNECTION (self));
  g_return_if_fail (alerts == NULL || GH_IS_ALERT_DESK (alerts));

  if (g_set_object (&self->alerts, alerts))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALERTS]);
}
