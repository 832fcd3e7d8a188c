/* Part of the freestanding headers that ffi-gen brings for a libclang that has none of its own. */
#ifndef FFI_GEN_STDALIGN_H
#define FFI_GEN_STDALIGN_H

#if !defined(__cplusplus) && (!defined(__STDC_VERSION__) || __STDC_VERSION__ < 202311L)
#define alignas _Alignas
#define alignof _Alignof
#define __alignas_is_defined 1
#define __alignof_is_defined 1
#endif

#endif
