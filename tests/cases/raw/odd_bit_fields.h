/* Bit-fields of every type and width. */
enum e8 { A8, B8 = 7 }; 
struct bf { _Bool a:1; enum e8 b:3; unsigned char c:4; signed char d:5; long long e:40; unsigned f:32; int g:1; unsigned long h:64; _Bool i; _Bool j:1; };
struct bf2 { int :0; char c; int :5; int x:7; int :0; short y:3; };
struct bf3 { unsigned a:31; unsigned b:2; char c; unsigned long long d:33; } __attribute__((packed));
struct bf4 { char a; int b:4; } __attribute__((packed, aligned(2)));
union ubf { int a:3; unsigned b:9; long c:33; char d; };
struct bf5 { struct { int a:3; int b:5; }; union { int c:4; unsigned d:9; }; };
struct bf6 { const int a:3; volatile unsigned b:4; }; 
struct bf8 { int only:1; }; struct bf8 retbf(struct bf8); struct bf2 r2(struct bf2); union ubf r3(union ubf);
struct bf9 { char a:8; short b:16; int c:32; long d:64;}; struct bf9 r9(struct bf9);
struct bf10 { __int128 x:100; unsigned __int128 y:28; };
