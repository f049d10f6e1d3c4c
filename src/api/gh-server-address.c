/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-server-address.h"

#include "gh-error.h"
#include "gh-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define MOST_BYTES 2048

struct _GhServerAddress
{
  char *base;       /* (owned) */
  char *origin;     /* (owned) */
  char *host_label; /* (owned) */
  gboolean is_secure;
  gboolean is_loopback;
};

G_DEFINE_BOXED_TYPE (GhServerAddress,
                     gh_server_address,
                     gh_server_address_ref,
                     gh_server_address_unref)

static void
server_address_clear (gpointer data)
{
  GhServerAddress *self = data;

  g_free (self->base);
  g_free (self->origin);
  g_free (self->host_label);
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return strcmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

/* An address that only a network of one's own can have. */
static gboolean
host_is_private (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return FALSE;
  if (g_inet_address_get_is_link_local (address) || g_inet_address_get_is_site_local (address))
    return TRUE;
  /* fc00::/7, which GLib's "site local" does not know. */
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
         && (g_inet_address_to_bytes (address)[0] & 0xfe) == 0xfc;
}

static const char *
choose_scheme (const char *host, int port)
{
  if (port == 443 || port == 8443)
    return "https";
  if (port == 80 || port == 3000)
    return "http";
  return host_is_loopback (host) || host_is_private (host) ? "http" : "https";
}

/* A name of letters, digits, dots, hyphens and underscores, or an IP address. */
static char *
canonical_host (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_to_string (address);

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL || *ascii == '\0' || *ascii == '.' || strlen (ascii) > 253)
    return NULL;
  for (char *p = ascii; *p != '\0'; p++)
    {
      *p = g_ascii_tolower (*p);
      if (!g_ascii_isalnum (*p) && strchr (".-_", *p) == NULL)
        return NULL;
    }

  return g_steal_pointer (&ascii);
}

/* With a scheme, whatever was typed. Without one, an IPv6 address may come without its brackets,
 * and "http" stands in until the host is known. */
static char *
complete_text (const char *text, gboolean *has_scheme)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *host = NULL;
  const char *rest;

  *has_scheme = strstr (text, "://") != NULL;
  if (*has_scheme)
    return g_strdup (text);

  rest = strchrnul (text, '/');
  host = g_strndup (text, (gsize) (rest - text));
  address = g_inet_address_new_from_string (host);
  if (address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return g_strdup_printf ("http://[%s]%s", host, rest);

  return g_strconcat ("http://", text, NULL);
}

static gboolean
check_text (const char *text, GError **error)
{
  if (*text == '\0')
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("Enter the address of the server."));
      return FALSE;
    }

  if (strlen (text) > MOST_BYTES)
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("This address is too long."));
      return FALSE;
    }

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p))
        {
          g_set_error_literal (error,
                               GH_ERROR,
                               GH_ERROR_INVALID_ARGUMENT,
                               _("The address must not contain spaces."));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_uri (GUri *uri, GError **error)
{
  if (strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0)
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("The address has to begin with http:// or https://."));
      return FALSE;
    }

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("Leave the user name and the password out of the address."));
      return FALSE;
    }

  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error,
                           GH_ERROR,
                           GH_ERROR_INVALID_ARGUMENT,
                           _("Leave out everything in the address from “?” or “#” on."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
refuse (const char *text, GError **error)
{
  g_autofree char *shown = gh_text_sanitize (text, 80);

  g_set_error (error,
               GH_ERROR,
               GH_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is what the person typed. */
               _("“%s” is not the address of a server."),
               shown);
  return FALSE;
}

static gboolean
fill (GhServerAddress *self, GUri *uri, gboolean has_scheme, GError **error)
{
  g_autofree char *host = canonical_host (g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
  g_autofree char *path = g_strdup (g_uri_get_path (uri));
  int port = g_uri_get_port (uri);
  const char *scheme;
  const char *open, *close;

  if (host == NULL || port == 0)
    return FALSE;

  scheme = has_scheme ? g_uri_get_scheme (uri) : choose_scheme (host, port);
  self->is_secure = strcmp (scheme, "https") == 0;
  self->is_loopback = host_is_loopback (host);
  if (port == (self->is_secure ? 443 : 80))
    port = -1;

  for (gsize length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';

  open = strchr (host, ':') != NULL ? "[" : "";
  close = *open != '\0' ? "]" : "";
  self->host_label = port > 0 ? g_strdup_printf ("%s%s%s:%d", open, host, close, port)
                              : g_strdup_printf ("%s%s%s", open, host, close);
  self->origin = g_strdup_printf ("%s://%s", scheme, self->host_label);
  self->base = g_strconcat (self->origin, *path != '\0' ? path : "/api", NULL);

  return TRUE;
}

/**
 * gh_server_address_new:
 * @text: (nullable): what a person typed
 * @error: return location for a #GError
 *
 * Takes an address as people write it and makes the canonical one of it.
 *
 * Without a scheme, the port decides where it says enough: https for 443 and 8443, http for 80 and
 * 3000. Otherwise it is http for addresses that cannot leave one's own network (localhost,
 * loopback, private and link-local addresses) and https for everything else. Without a path it is
 * "/api". Slashes at the end are dropped.
 *
 * User names, queries, fragments, other schemes, spaces and more than 2 KiB are refused, with a
 * sentence for the person who typed them.
 *
 * Returns: (transfer full) (nullable): the address; %NULL with %GH_ERROR_INVALID_ARGUMENT
 */
GhServerAddress *
gh_server_address_new (const char *text, GError **error)
{
  g_autoptr (GhServerAddress) self = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *complete = NULL;
  gboolean has_scheme;

  if (!check_text (stripped, error))
    return NULL;

  complete = complete_text (stripped, &has_scheme);
  uri = g_uri_parse (complete, G_URI_FLAGS_ENCODED_PATH, NULL);
  if (uri == NULL)
    {
      refuse (stripped, error);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GhServerAddress);
  if (!check_uri (uri, error))
    return NULL;
  if (!fill (self, uri, has_scheme, error))
    {
      refuse (stripped, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * gh_server_address_ref:
 * @self: an address
 *
 * Returns: (transfer full): @self
 */
GhServerAddress *
gh_server_address_ref (GhServerAddress *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gh_server_address_unref:
 * @self: (transfer full): an address
 *
 * Drops a reference.
 */
void
gh_server_address_unref (GhServerAddress *self)
{
  g_atomic_rc_box_release_full (self, server_address_clear);
}

/**
 * gh_server_address_get_base:
 * @self: an address
 *
 * Returns: the base of every path of the API, without a slash at the end; also the name under
 *   which tokens of this server are stored
 */
const char *
gh_server_address_get_base (const GhServerAddress *self)
{
  return self->base;
}

/**
 * gh_server_address_get_host_label:
 * @self: an address
 *
 * Returns: host, and port where it is not the usual one, to be shown to a person
 */
const char *
gh_server_address_get_host_label (const GhServerAddress *self)
{
  return self->host_label;
}

/**
 * gh_server_address_is_loopback:
 * @self: an address
 *
 * Returns: %TRUE if what is sent never leaves this computer
 */
gboolean
gh_server_address_is_loopback (const GhServerAddress *self)
{
  return self->is_loopback;
}

/**
 * gh_server_address_is_secure:
 * @self: an address
 *
 * Returns: %TRUE if the way there is encrypted
 */
gboolean
gh_server_address_is_secure (const GhServerAddress *self)
{
  return self->is_secure;
}

/**
 * gh_server_address_dup_websocket_uri:
 * @self: an address
 *
 * The contract's live events are at the server's origin and not below the base.
 *
 * Returns: (transfer full): "ws://…/" or "wss://…/"
 */
char *
gh_server_address_dup_websocket_uri (const GhServerAddress *self)
{
  return g_strdup_printf ("%s://%s/", self->is_secure ? "wss" : "ws", self->host_label);
}

/**
 * gh_server_address_dup_origin:
 * @self: an address
 *
 * Returns: (transfer full): scheme, host and port, without a slash
 */
char *
gh_server_address_dup_origin (const GhServerAddress *self)
{
  return g_strdup (self->origin);
}
