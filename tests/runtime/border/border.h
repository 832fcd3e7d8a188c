/* What the Rust of this crate exports to C (src/border.rs), and the C that calls it. */
#ifndef BORDER_H
#define BORDER_H

#define FFI_LAST_ERROR_PREFIX border_
#include "ffi_last_error.h"
/* A second name for the same functions. */
#define FFI_LAST_ERROR_PREFIX border_2_
#include "ffi_last_error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Exported by Rust. */

/* Half of an even number; 1 for an odd one, and a panic for 13. */
int border_half(int number, int *out);
/* Calls `visit` with each number below `end` until it says otherwise; -1 if it did. */
int border_visit(int end, int (*visit)(int number, void *data), void *data);

/* Called by Rust; 0, or the line where something is not as it should be. */

int border_check_none(void);
int border_check_failure(void);
int border_check_panic(void);
int border_check_cut(void);
int border_check_threads(void);
int border_check_visit(void);

/* Calls `visit` with each number below `end`, to the end, and adds up what it returns. */
int border_each(int end, int (*visit)(int number, void *data), void *data);

#ifdef __cplusplus
}
#endif

#endif
