/* Part of the freestanding headers that ffi-gen brings for a libclang that has none of its own. */
#ifndef FFI_GEN_STDDEF_H
#define FFI_GEN_STDDEF_H

typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __SIZE_TYPE__ size_t;
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif

#define offsetof(type, member) __builtin_offsetof(type, member)

typedef struct {
  long long ffi_gen_max_align_1 __attribute__((__aligned__(__alignof__(long long))));
  long double ffi_gen_max_align_2 __attribute__((__aligned__(__alignof__(long double))));
} max_align_t;

#endif

/* C libraries ask for single names, and some of them ask again after undefining NULL. */
#undef NULL
#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif

#if defined(__need_wint_t) && !defined(FFI_GEN_WINT_T)
#define FFI_GEN_WINT_T
typedef __WINT_TYPE__ wint_t;
#endif

#undef __need_ptrdiff_t
#undef __need_size_t
#undef __need_wchar_t
#undef __need_NULL
#undef __need_wint_t
