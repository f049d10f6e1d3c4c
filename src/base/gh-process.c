/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gh-process.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* A page of records is above it; a picture and a part of a frame, of which there are dozens a second,
 * are below. */
#define LARGE_BLOCK_BYTES (1024 * 1024)

/* So much at the end of the heap is kept for the next ones. */
#define SPARE_BYTES (4 * 1024 * 1024)

/* One for the main thread, one for all others. */
#define MOST_HEAPS 2

/**
 * gh_process_harden:
 *
 * Tokens and passwords pass through our memory: it is not written to disk when we crash, and where
 * possible other programs of the same person cannot read it.
 */
void
gh_process_harden (void)
{
  const struct rlimit no_core = { 0, 0 };

  setrlimit (RLIMIT_CORE, &no_core);

  /* In the sandbox nobody outside it can attach anyway, and the portals recognise an application
   * by files of its /proc entry that this would close to them. Developers want to attach. */
  if (!GH_ADDRESS_SANITIZER && !g_str_equal (GH_PROFILE, "development")
      && !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/**
 * gh_process_keep_heap_small:
 *
 * Pages of records come and go in large blocks. glibc gives such a block back as soon as it is freed,
 * but takes the largest that it has seen as the new meaning of "large": from then on they lie in the
 * heap between small ones and are never given back. Told what is large, it stays at that. What is
 * smaller stays ours: to give back and fetch again the memory of each picture and each frame takes
 * half of all the time that a wall at twenty events a second takes. Nor does every thread that comes
 * and goes get a heap of its own, which would stay half empty when it is gone. To be called before
 * there are threads.
 */
void
gh_process_keep_heap_small (void)
{
#ifdef M_MMAP_THRESHOLD
  mallopt (M_MMAP_THRESHOLD, LARGE_BLOCK_BYTES);
  mallopt (M_TRIM_THRESHOLD, SPARE_BYTES);
  mallopt (M_ARENA_MAX, MOST_HEAPS);
#endif
}
