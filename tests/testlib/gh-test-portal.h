/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A desktop: a bus of its own, and on it a portal with somebody in front of it. */
typedef struct
{
  GTestDBus *dbus;
  GDBusConnection *client; /* for what is tested */
  GDBusConnection *portal;
  int answer;        /* of the person; -1 for none */
  GVariant *results; /* (owned) (nullable): what is said with it */
  GVariant *asked;   /* (owned) (nullable): the parameters of the question */
  char *request;     /* (owned) (nullable): the question on the screen */
  gboolean is_closed;

  /* Answers what is no question: a method without a token. */
  void (*call) (gpointer data, GDBusMethodInvocation *invocation);
  gpointer data;
} GhTestPortal;

void gh_test_portal_set_up (GhTestPortal *self, const char *introspection);
void gh_test_portal_tear_down (GhTestPortal *self);

G_END_DECLS
