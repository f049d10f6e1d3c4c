/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gh-demo-events.h"

G_BEGIN_DECLS

/* What the field's live channel says: an event of Socket.IO in its namespace. */

#define GH_DEMO_SOCKET_IO_NAMESPACE "/face-recognition"

/* 42/face-recognition,[name, what the caller writes */
GhJsonWriter *gh_demo_socket_io_begin (const char *name) G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_demo_socket_io_end (GhJsonWriter *writer) G_GNUC_WARN_UNUSED_RESULT;

/* The same for "message", where the caller writes the data. */
GhJsonWriter *gh_demo_socket_io_begin_message (const char *type, gint64 time_us)
  G_GNUC_WARN_UNUSED_RESULT;
GBytes *gh_demo_socket_io_end_message (GhJsonWriter *writer, const char *message_id)
  G_GNUC_WARN_UNUSED_RESULT;

void gh_demo_socket_io_write_event (const GhDemoEvent *event,
                                    GhDemoPictures *pictures,
                                    GhJsonWriter *writer);
void gh_demo_socket_io_write_statistics (GhDemoDatabase *database,
                                         gint64 time_us,
                                         GhJsonWriter *writer);

G_END_DECLS
