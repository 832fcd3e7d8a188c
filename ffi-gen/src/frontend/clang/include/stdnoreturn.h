/* Part of the freestanding headers that ffi-gen brings for a libclang that has none of its own. */
#ifndef FFI_GEN_STDNORETURN_H
#define FFI_GEN_STDNORETURN_H

#define noreturn _Noreturn
#define __noreturn_is_defined 1

#endif
