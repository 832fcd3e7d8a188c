/* Expressions in which C differs from what one would expect. */
#define C1 (1 ? 2 : 3.0)
#define C2 (-1 < 0u)
#define C3 (1u - 2)
#define C4 ((short)70000)
#define C5 (1 << 31)
#define C6 (5 / 0)
#define C7 (-7 % 3)
#define C8 0x7fffffff + 1
#define C9 (unsigned char)300
#define C10 'ab'
#define C11 '\x80'
#define C12 L'\u20ac'
#define C13 u'\u20ac'
#define C14 U'\U0001F600'
#define C15 "a" "b"
#define C16 "a\0b"
#define C17 "\xff\377"
#define C18 1e400
#define C20 1.0f
#define C21 0x1p-3
#define C22 (1 == 1.0)
#define C23 !5
#define C24 ~0
#define C25 ~0u
#define C26 -2147483648
#define C27 0x80000000
#define C28 4294967296
#define C29 (char)-1
#define C30 (_Bool)5
#define C31 sizeof(char[10])
#define C32 (int)3.99
#define C33 (unsigned)-1.0
#define C34 (float)0.1
#define C35 (double)0.1f
#define C36 1.0 + 1
#define C37 (1, 2)
#define C38 ({ 1; })
#define C39 (int){5}
#define C40 &(int){5}
#define C41 "abc"[1]
#define C42 sizeof("abc")
#define C43 __builtin_choose_expr(1, 2, 3)
#define C44 __builtin_constant_p(3)
#define C45 (void*)-1
#define C46 ((const char *)0)
#define C47 ((int (*)(void))1)
#define C48 0777
#define C49 08
#define C50 1ull << 63
#define C51 (long long)-1 >> 1
#define C52 (-1) >> 1
#define C53 1 ? -1 : 0u
#define C54 __func__
#define C55 sizeof(int[3][4])
#define C56 _Alignof(double)
#define C57 __alignof__(long long)
#define C58 9223372036854775808
#define C59 0xffffffffffffffff
#define C60 '\''
#define C61 '"'
#define C62 "\""
#define C63 "\u00e9"
#define C64 u8"\u00e9"
#define C65 L"é"
#define C66 1.
#define C67 .5
#define C68 1.5L
#define C69 1i
#define C70 (1.0 > 0.5) + 2
#define C71 "trig??/raph"
#define C72 __INT_MAX__
#define C73 __LONG_MAX__
#define C74 __DBL_MAX__
#define C75 __FLT_MIN__
#define C76 __CHAR_BIT__
#define C77 (__SIZE_TYPE__)-1
#define C78 __builtin_inf()
#define C79 __builtin_nan("")
#define C80 (short)-1 == (unsigned short)-1
#define C81 3 - - 2
#define C82 07 + 0b11
#define C83 1 <2> 1
#define C84 (unsigned long)1 - 2
#define C85 (long)1 - 2u
#define C86 1 && 0 || 1
#define C87 (((((1)))))
#define C88 (char)'\xff' == '\xff'
#define TRIGRAPH "what??!"
#define WITH_TRIGRAPH (1 + sizeof(TRIGRAPH))
