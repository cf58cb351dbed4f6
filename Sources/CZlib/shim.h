#pragma once

#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not import.
static inline int charon_deflate_init_raw(z_streamp stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
}

static inline int charon_inflate_init_raw(z_streamp stream) {
    return inflateInit2(stream, -15);
}

// Of a gzip file, with its header and checksum.
static inline int charon_inflate_init_gzip(z_streamp stream) {
    return inflateInit2(stream, 31);
}
