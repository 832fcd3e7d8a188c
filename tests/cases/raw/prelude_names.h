/* Names that Rust's prelude, its primitive types or the output itself uses. */
typedef struct Option { int value; } Option;
typedef unsigned char u8;
typedef int i32;
typedef int bool_t;
struct str { const char *chars; };
typedef enum Result { Ok, Err } Result;
typedef struct Some *None;
typedef void core;
typedef struct { u8 bytes[4]; } Default;
struct Copy { Option option; };
struct Clone { struct Copy copy; i32 number; };
Result Send(Option value, struct str text, None none);
i32 drop(core *std);
struct c_int { int value; };
int size_of(struct c_int value);
#define usize 8
#define f32 1.5f
