/*
 * Why the last call on this thread failed: the functions that a Rust library exports with
 * `ffi_runtime::export_last_error!("thing_")`.
 *
 *     #define FFI_LAST_ERROR_PREFIX thing_
 *     #include "ffi_last_error.h"
 *
 *     if (thing_open(path) != 0) {
 *         char message[256];
 *         thing_last_error_take(message, sizeof message, NULL);
 *         fprintf(stderr, "%s\n", message);
 *     }
 *
 * It may be included again with another prefix. C99, C++11.
 */
#ifndef FFI_LAST_ERROR_PREFIX
#error "FFI_LAST_ERROR_PREFIX says what the names of the functions begin with"
#endif

#include <stddef.h>

#ifndef FFI_LAST_ERROR_H
#define FFI_LAST_ERROR_H

/* Codes that do not come from the library itself. */
#define FFI_ERROR_PANICKED (-32001)    /* it broke off, and may not have finished what it was doing */
#define FFI_ERROR_NULL_PLACE (-32002)  /* the place for a result was null */
#define FFI_ERROR_UNSPECIFIED (-32003) /* an error without a code */

#define FFI_LAST_ERROR_JOIN_(prefix, name) prefix##name
#define FFI_LAST_ERROR_JOIN(prefix, name) FFI_LAST_ERROR_JOIN_(prefix, name)

#ifdef __cplusplus
#define FFI_LAST_ERROR_NOEXCEPT noexcept
#else
#define FFI_LAST_ERROR_NOEXCEPT
#endif

#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The code; 0 where there is no error. */
int FFI_LAST_ERROR_JOIN(FFI_LAST_ERROR_PREFIX, last_error_code)(void) FFI_LAST_ERROR_NOEXCEPT;

/* How many bytes the message has, without the NUL; 0 where there is no error. */
size_t FFI_LAST_ERROR_JOIN(FFI_LAST_ERROR_PREFIX, last_error_length)(void) FFI_LAST_ERROR_NOEXCEPT;

/*
 * Writes the message, UTF-8 and a NUL, into `buffer` (which may be null), and returns how many bytes it has without the
 * NUL. If that is not below `size`, the message was cut after a whole character; the NUL is there unless `size` is 0.
 */
size_t FFI_LAST_ERROR_JOIN(FFI_LAST_ERROR_PREFIX, last_error_message)(char *buffer, size_t size) FFI_LAST_ERROR_NOEXCEPT;

/*
 * Does the same, forgets the error and returns its code, 0 where there was none. `length` (which may be null) receives
 * what last_error_message returns.
 */
int FFI_LAST_ERROR_JOIN(FFI_LAST_ERROR_PREFIX, last_error_take)(char *buffer, size_t size, size_t *length) FFI_LAST_ERROR_NOEXCEPT;

/* Forgets the error. */
void FFI_LAST_ERROR_JOIN(FFI_LAST_ERROR_PREFIX, last_error_clear)(void) FFI_LAST_ERROR_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#undef FFI_LAST_ERROR_PREFIX
