#pragma once

#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-id128.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

// sys/eventfd.h and its constants are not in glibc's module map.
static inline int charon_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// Variadic functions are not imported into Swift, and glibc's pidfd header is not in its module map.
static inline int charon_pidfd_open(int32_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

// sys/inotify.h is not in glibc's module map either.
static inline int charon_inotify(void) { return inotify_init1(IN_CLOEXEC | IN_NONBLOCK); }

// What happens to the names in a directory, and to itself.
static inline int charon_inotify_add_directory(int descriptor, const char *path) {
    return inotify_add_watch(descriptor, path,
                             IN_ONLYDIR | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
                                 IN_DELETE_SELF | IN_MOVE_SELF);
}

// What is written to a file, or cut off it.
static inline int charon_inotify_add_file(int descriptor, const char *path) {
    return inotify_add_watch(descriptor, path, IN_MODIFY);
}

static inline int charon_inotify_remove(int descriptor, int watch) { return inotify_rm_watch(descriptor, watch); }
