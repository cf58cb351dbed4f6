#pragma once

#include <stdint.h>
#include <sys/eventfd.h>
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
