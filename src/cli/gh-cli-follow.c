/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gh-cli-follow.h"

#include "gh-backoff.h"
#include "gh-cli-event-queue.h"
#include "gh-cli-exit.h"
#include "gh-cli-objects.h"
#include "gh-error.h"
#include "gh-feed.h"
#include "gh-time.h"

#include <glib-unix.h>
#include <unistd.h>

/* The list of the feed is nobody's here; it tells of every event whatever it keeps. */
#define LOG_EVENTS 100

/* The history is read again from a little before what is known. What was known so long ago is
 * beyond that, whatever is being read just now. */
#define OVERLAP_US (2 * G_TIME_SPAN_MINUTE)
#define KEPT_US (5 * G_TIME_SPAN_MINUTE)

/* A camera whose clock is further ahead than this says nothing about what is known. */
#define MOST_AHEAD_US G_TIME_SPAN_DAY

/* While a gap is being filled, new events wait for the older ones; but not for ever where the
 * history does not answer. */
#define MOST_HOLD_US (60 * G_TIME_SPAN_SECOND)

#define SIGN_IN_FIRST_US (1 * G_TIME_SPAN_SECOND)
#define SIGN_IN_MOST_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  GhCliContext *context; /* (unowned) */
  const GhCliEventFilter *filter; /* (unowned) */
  GhCliOutput *output;            /* (unowned) */
  GhClock *clock;                 /* (unowned) */
  GMainLoop *loop;                /* (owned) */
  GhEventLog *log;                /* (owned) */
  GhFeed *feed;                   /* (owned) */
  GhCliEventQueue *queue;         /* (owned) */
  GhBackoff *backoff;             /* (owned): of signing in anew */

  GhFeedState state;
  gint64 since_us; /* from which time on events are printed */
  gint64 newest_us;
  gint64 alive_us;    /* real time of the newest sign of life */
  gint64 noted_us;    /* monotonic: when the next one was so */
  gint64 resume_us;   /* from which time on the history would have been read again */
  gboolean is_known;  /* everything up to alive_us has been printed, or waits for its turn */
  gboolean was_known; /* since the beginning */
  gint64 lost_us;     /* when that ended last */
  guint n_filled;     /* from the history since then */
  guint hold_id;
  guint sign_in_id;
  GError *error; /* (owned) (nullable): why it ends */
} Follow;

static void sign_in_again (Follow *self);

static void
end (Follow *self, const GError *error)
{
  if (self->error == NULL && error != NULL)
    self->error = g_error_copy (error);
  g_main_loop_quit (self->loop);
}

static void
print_cb (const char *line, gpointer user_data)
{
  Follow *self = user_data;
  g_autoptr (GError) error = NULL;

  gh_cli_output_add_line (self->output, line);
  if (!gh_cli_output_flush (self->output, &error))
    end (self, error);
}

static gint64
get_resume_us (Follow *self)
{
  return MIN (self->newest_us, self->alive_us) - OVERLAP_US;
}

static void
note_known (Follow *self)
{
  gint64 now_us = gh_clock_get_monotonic_us (self->clock);

  /* The last look of the polls that a link takes over from may still be owed. */
  if (!self->is_known || self->state == GH_FEED_CATCHING_UP || now_us - self->noted_us < KEPT_US)
    return;

  gh_cli_event_queue_set_needed_since_us (self->queue, self->resume_us);
  self->resume_us = get_resume_us (self);
  self->noted_us = now_us;
}

static void
event_added_cb (GhEventLog *log, GhFaceEvent *event, Follow *self)
{
  const char *id = gh_face_event_get_id (event);
  gint64 time_us = gh_face_event_get_timestamp_us (event);
  g_autoptr (GhCliRecord) record = NULL;

  if (!gh_cli_event_queue_meet (self->queue, id, time_us))
    return;
  if (time_us <= gh_clock_get_real_us (self->clock) + MOST_AHEAD_US)
    self->newest_us = MAX (self->newest_us, time_us);
  note_known (self);
  if (!gh_cli_event_filter_matches (self->filter, event))
    return;

  if (!self->is_known && gh_face_event_get_received_at_us (event) == 0)
    self->n_filled++;
  record = gh_cli_objects_record_event (event);
  gh_cli_event_queue_add (self->queue, id, time_us,
                          gh_cli_output_render (self->output, record, gh_cli_event_columns));
}

static void
tell_gap (Follow *self)
{
  g_autofree char *from = gh_time_format_iso8601 (self->lost_us);
  g_autofree char *to = gh_time_format_iso8601 (gh_clock_get_real_us (self->clock));
  g_autofree char *sentence = NULL;

  /* Not translated: programs look for it. */
  sentence = g_strdup_printf ("gap filled: from %s to %s, %u %s", from, to, self->n_filled,
                              self->n_filled == 1 ? "event" : "events");
  gh_cli_output_tell (sentence);
}

static void
become_known (Follow *self)
{
  if (self->is_known)
    return;

  self->is_known = TRUE;
  if (self->was_known)
    tell_gap (self);
  self->was_known = TRUE;
  self->n_filled = 0;
  gh_backoff_reset (self->backoff);
}

static void
become_unknown (Follow *self, const GError *error)
{
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;

  if (!self->is_known)
    return;

  self->is_known = FALSE;
  self->lost_us = self->alive_us;
  reason = error != NULL ? gh_cli_exit_describe (error) : g_strdup ("");
  /* Not translated, as programs look for it; the reason, which is for people, is. */
  sentence = g_strdup_printf ("connection lost: %s", reason);
  gh_cli_output_tell (sentence);
}

static void
hold_over_cb (gpointer user_data)
{
  Follow *self = user_data;

  self->hold_id = 0;
  gh_cli_event_queue_release (self->queue);
}

static void
set_held (Follow *self, gboolean is_held)
{
  gh_clock_clear_timeout (self->clock, &self->hold_id);
  if (is_held)
    {
      gh_cli_event_queue_hold (self->queue);
      self->hold_id = gh_clock_add_timeout (self->clock, MOST_HOLD_US, hold_over_cb, self);
    }
  else
    gh_cli_event_queue_release (self->queue);
}

static void
state_changed_cb (Follow *self)
{
  const GError *error = gh_feed_get_error (self->feed);
  GhFeedState before = self->state;

  self->state = gh_feed_get_state (self->feed);
  set_held (self, self->state == GH_FEED_CATCHING_UP);
  /* A link that takes over from the polls: nothing is lost between them. */
  if (before == GH_FEED_POLLING && self->state == GH_FEED_CATCHING_UP)
    return;

  switch (self->state)
    {
    case GH_FEED_LIVE:
    case GH_FEED_POLLING:
      become_known (self);
      break;
    case GH_FEED_REFUSED:
      become_unknown (self, error);
      /* At the beginning it is an answer; later it may be a server that is being restarted. */
      if (!self->was_known)
        end (self, error);
      break;
    case GH_FEED_CONNECTING:
    case GH_FEED_CATCHING_UP:
    case GH_FEED_WAITING:
    case GH_FEED_OFF:
      become_unknown (self, error);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
alive_cb (Follow *self)
{
  gint64 alive_us = gh_feed_get_last_received_us (self->feed);

  /* It is forgotten at the end of a sign-in, which is no sign of life. */
  if (alive_us == 0)
    return;
  self->alive_us = alive_us;
  note_known (self);
}

static void
sign_in_due_cb (gpointer user_data)
{
  Follow *self = user_data;

  self->sign_in_id = 0;
  sign_in_again (self);
}

static void
go_on (Follow *self)
{
  /* The feed begins anew, and is to begin with what is known. */
  if (self->was_known)
    gh_event_log_ask_for_all (self->log, MAX (self->since_us, get_resume_us (self)));
  gh_feed_start (self->feed);
}

static void
sign_in_again (Follow *self)
{
  g_autoptr (GError) error = NULL;

  if (gh_cli_context_sign_in (self->context, &error))
    go_on (self);
  else if (gh_error_is_connectivity (error) || g_error_matches (error, GH_ERROR, GH_ERROR_SERVER)
           || g_error_matches (error, GH_ERROR, GH_ERROR_RATE_LIMITED))
    self->sign_in_id = gh_clock_add_timeout (self->clock, gh_backoff_next_us (self->backoff),
                                             sign_in_due_cb, self);
  else
    end (self, error);
}

static void
signed_out_cb (Follow *self, const GError *reason)
{
  if (gh_cli_context_get_credentials_path (self->context) == NULL)
    end (self, reason);
  else if (self->sign_in_id == 0)
    self->sign_in_id = gh_clock_add_timeout (self->clock, gh_backoff_next_us (self->backoff),
                                             sign_in_due_cb, self);
}

static void
stopped_cb (GCancellable *cancellable, Follow *self)
{
  g_main_loop_quit (self->loop);
}

/* Whoever read what we print has gone: there may be no event for hours that would tell us. */
static gboolean
reader_gone_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Follow *self = user_data;
  g_autoptr (GError) error =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, g_strerror (EPIPE));

  end (self, error);
  return G_SOURCE_CONTINUE;
}

static void
follow_clear (Follow *self)
{
  g_signal_handlers_disconnect_by_data (self->feed, self);
  g_signal_handlers_disconnect_by_data (self->log, self);
  gh_clock_clear_timeout (self->clock, &self->hold_id);
  gh_clock_clear_timeout (self->clock, &self->sign_in_id);
  gh_feed_stop (self->feed);
  g_clear_object (&self->feed);
  g_clear_object (&self->log);
  g_clear_pointer (&self->queue, gh_cli_event_queue_free);
  g_clear_pointer (&self->backoff, gh_backoff_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

/**
 * gh_cli_follow_run:
 * @context: with somebody signed in
 * @filter: which events
 * @since_us: from which time on: real time, in microseconds
 * @error: return location for an error
 *
 * Prints events, each once and in the order of their times, until a signal ends it. After a break
 * the gap is filled from the history before what is newer is printed, and standard error is told
 * from when to when it was and how many events were in it. An event that comes later than others of
 * after its time is printed all the same.
 *
 * Returns: %FALSE with the error that ended it
 */
gboolean
gh_cli_follow_run (GhCliContext *context,
                   const GhCliEventFilter *filter,
                   gint64 since_us,
                   GError **error)
{
  GhSession *session = gh_cli_context_get_session (context);
  GCancellable *cancellable = gh_cli_context_get_cancellable (context);
  g_autoptr (GRand) random = g_rand_new ();
  Follow self = {
    .context = context,
    .filter = filter,
    .output = gh_cli_context_get_output (context),
    .clock = gh_cli_context_get_clock (context),
    .since_us = since_us,
  };
  gulong signed_out_id, stopped_id;
  guint reader_id;

  self.loop = g_main_loop_new (NULL, FALSE);
  self.backoff = gh_backoff_new (SIGN_IN_FIRST_US, SIGN_IN_MOST_US, random);
  self.queue = gh_cli_event_queue_new (self.clock, print_cb, &self);
  self.log = gh_event_log_new (self.clock, LOG_EVENTS);
  gh_event_log_ask_for_all (self.log, since_us);
  self.feed = gh_feed_new (session, gh_cli_context_get_face_recognition (context), self.log, random);
  gh_feed_set_transport (self.feed, gh_cli_context_get_feed_transport (context));
  gh_feed_prefer_transport (self.feed, gh_cli_context_get_good_transport (context));
  self.alive_us = gh_clock_get_real_us (self.clock);
  self.noted_us = gh_clock_get_monotonic_us (self.clock);

  g_signal_connect (self.log, "event-added", G_CALLBACK (event_added_cb), &self);
  g_signal_connect_swapped (self.feed, "notify::state", G_CALLBACK (state_changed_cb), &self);
  g_signal_connect_swapped (self.feed, "notify::last-received-us", G_CALLBACK (alive_cb), &self);
  signed_out_id =
    g_signal_connect_swapped (session, "signed-out", G_CALLBACK (signed_out_cb), &self);
  stopped_id = g_cancellable_connect (cancellable, G_CALLBACK (stopped_cb), &self, NULL);
  reader_id = g_unix_fd_add (STDOUT_FILENO, G_IO_ERR, reader_gone_cb, &self);

  gh_feed_start (self.feed);
  if (!g_cancellable_is_cancelled (cancellable))
    g_main_loop_run (self.loop);

  g_source_remove (reader_id);
  g_cancellable_disconnect (cancellable, stopped_id);
  g_signal_handler_disconnect (session, signed_out_id);
  gh_cli_event_queue_flush (self.queue);
  follow_clear (&self);
  if (self.error != NULL)
    g_propagate_error (error, self.error);

  return self.error == NULL;
}
