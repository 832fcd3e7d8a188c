/* Constants that ask about types. */
#include <stddef.h>
#include <stdint.h>

struct page { uint32_t number; char name[12]; double weight; };

#define PAGE_SIZE_ sizeof(struct page)
#define PAGE_WORDS (sizeof(struct page) / sizeof(uint32_t))
#define NAME_SIZE sizeof(((struct page *)0)->name)
#define NAME_OFFSET offsetof(struct page, name)
#define WEIGHT_ALIGN _Alignof(double)
#define POINTER_SIZE sizeof(void *)
#define CHAR_ARRAY sizeof(char[7])
#define EXPRESSION_SIZE sizeof(1 + 1ll)
