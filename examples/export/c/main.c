/* What a program in C does with the library: all that goes well, and all that goes wrong. */
#include "demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define CHECK(condition)                                               \
    do {                                                               \
        if (!(condition)) {                                            \
            printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);     \
            failures++;                                                \
        }                                                              \
    } while (0)

/* Codes of ffi_runtime. */
enum { PANICKED = -32001, NULL_PLACE = -32002, REFUSED = -32004, NULL_ARGUMENT = -32005, NOT_UTF8 = -32006 };
enum { WRONG_OBJECT = -32007, IN_USE = -32008, NO_VALUE = -32009 };

/* Whether the last error has a code and this in its message; it is forgotten. */
static int failed_with(int code, const char *part)
{
    char message[200];
    size_t length = 0;
    int found = demo_last_error_take(message, sizeof message, &length);
    if (found != code || strstr(message, part) == NULL) {
        printf("the error is %d: %s\n", found, message);
        return 0;
    }
    return length == strlen(message);
}

static void values(void)
{
    demo_point point = {3, 4}, by = {1, 1}, out = {0, 0};
    demo_point points[2] = {{0, 0}, {2, 4}};
    int32_t numbers[3] = {1, 2, 3};
    uint32_t letter = 0;

    CHECK(demo_add(2, 3) == 5);
    CHECK(demo_add(INT32_MAX, 1) == -1);
    CHECK(failed_with(PANICKED, "the sum of 2147483647 and 1 is too large"));

    CHECK(demo_turned(point, DEMO_TURN_LEFT, &out) == 0 && out.x == -4 && out.y == 3);
    CHECK(demo_turned(point, (demo_turn)7, &out) == NO_VALUE);
    CHECK(failed_with(NO_VALUE, "`turn` is no `demo_turn`"));
    CHECK(demo_turned(point, DEMO_TURN_RIGHT, NULL) == NULL_PLACE);
    CHECK(failed_with(NULL_PLACE, "`out` is null"));
    CHECK(demo_move_by(&point, &by) == 0 && point.x == 4 && point.y == 5);
    CHECK(demo_move_by(NULL, &by) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`point` is null"));
    CHECK(demo_move_by(&point, &point) == IN_USE);
    CHECK(failed_with(IN_USE, "`by` has memory in common with `point`"));
    CHECK(demo_side_of(point) == DEMO_SIDE_BESIDE);

    CHECK(demo_middle(points, 2, &out) == 0 && out.x == 1 && out.y == 2);
    CHECK(demo_middle(NULL, 0, &out) == PANICKED && failed_with(PANICKED, "no points"));
    CHECK(demo_middle(NULL, 2, &out) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`points` is null"));
    CHECK(demo_middle((const demo_point *)((const char *)points + 1), 1, &out) == NO_VALUE);
    CHECK(failed_with(NO_VALUE, "not aligned"));
    CHECK(demo_middle(points, SIZE_MAX, &out) == NO_VALUE && failed_with(NO_VALUE, "longer than memory"));
    CHECK(demo_double(numbers, 3) == 0 && numbers[2] == 6);
    CHECK(demo_double(NULL, 0) == 0);

    CHECK(demo_next_letter('a', &letter) == 0 && letter == 'b');
    CHECK(demo_next_letter(0xd800, &letter) == NO_VALUE && failed_with(NO_VALUE, "character"));
    CHECK(demo_next_letter(0x10ffff, &letter) == PANICKED && failed_with(PANICKED, "not the last"));
}

static void texts(void)
{
    char *owned = NULL;
    const char *lent;
    size_t length = 0;

    CHECK(demo_shout("gr\xc3\xb6\xc3\x9f" "er", &owned) == 0 && strcmp(owned, "GR\xc3\x96SSER") == 0);
    demo_free(owned);
    CHECK(demo_shout(NULL, &owned) == 0 && owned == NULL);
    demo_free(owned);
    CHECK(demo_shout("\xff", &owned) == NOT_UTF8 && failed_with(NOT_UTF8, "`text` is not UTF-8"));
    CHECK(demo_bytes_of("\xff\xfe", &length) == 0 && length == 2);
    CHECK(demo_bytes_of(NULL, &length) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`text` is null"));
    lent = demo_first_word("one two", &length);
    CHECK(length == 3 && memcmp(lent, "one", 3) == 0);
    CHECK(demo_first_word(NULL, &length) == NULL && failed_with(NULL_ARGUMENT, "`text`"));
    CHECK(strcmp(demo_version(), "1.0") == 0);
}

static bool add_up(int32_t number, void *data)
{
    *(int *)data += number;
    return number != 2;
}

/* Comes back to the stack that is in use. */
static bool come_back(int32_t number, void *data)
{
    (void)number;
    CHECK(demo_stack_push(data, 1) == IN_USE && failed_with(IN_USE, "`self` is in use"));
    demo_stack_free(data);
    CHECK(failed_with(IN_USE, "in use"));
    CHECK(demo_stack_len(data) == 3);
    return false;
}

struct watch {
    int sum;
    int destroyed;
};

static void watch(int32_t number, void *data)
{
    ((struct watch *)data)->sum += number;
}

static void end_watch(void *data)
{
    ((struct watch *)data)->destroyed++;
}

static void objects(void)
{
    const int32_t numbers[3] = {3, 1, 2};
    demo_stack *stack = NULL, *other = NULL;
    demo_cursor *cursor = NULL;
    struct watch watched = {0, 0};
    int32_t number = 0, *sorted;
    size_t length = 0, called = 0;
    const char *name;
    char *text;
    bool larger = false;
    int sum = 0;

    CHECK(demo_stack_new("mine", &stack) == 0 && stack != NULL);
    CHECK(demo_stack_new("bad", &other) == PANICKED && failed_with(PANICKED, "bad luck"));
    CHECK(demo_stack_new(NULL, &other) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`name`"));
    CHECK(other == NULL);
    CHECK(demo_stack_is_empty(stack));
    CHECK(demo_stack_pop(stack, &number) == 1 && failed_with(1, "the stack is empty"));
    CHECK(demo_stack_extend(stack, numbers, 3) == 0 && demo_stack_len(stack) == 3);
    CHECK(memcmp(demo_stack_numbers(stack, &length), numbers, sizeof numbers) == 0 && length == 3);
    name = demo_stack_name(stack, &length);
    CHECK(length == 4 && memcmp(name, "mine", 4) == 0);

    text = demo_stack_describe(stack);
    CHECK(strcmp(text, "mine: [3, 1, 2]") == 0);
    demo_free(text);
    sorted = demo_stack_sorted(stack, &length);
    CHECK(length == 3 && sorted[0] == 1 && sorted[2] == 3);
    demo_free(sorted);

    CHECK(demo_stack_each(stack, add_up, &sum, &called) == 0 && called == 3 && sum == 6);
    CHECK(demo_stack_each(stack, NULL, &sum, &called) == REFUSED && failed_with(REFUSED, "`visit`"));
    CHECK(demo_stack_each(stack, come_back, stack, &called) == 0 && called == 1);

    CHECK(demo_stack_watch(stack, watch, &watched, end_watch) == 0);
    CHECK(demo_stack_push(stack, 5) == 0 && watched.sum == 5 && watched.destroyed == 0);
    CHECK(demo_stack_watch(stack, watch, &watched, NULL) == 0 && watched.destroyed == 1);
    CHECK(demo_stack_watch(NULL, watch, &watched, end_watch) == NULL_ARGUMENT && watched.destroyed == 2);
    CHECK(failed_with(NULL_ARGUMENT, "`self` is null"));

    other = demo_stack_copy(stack, "copy");
    CHECK(other != NULL && demo_stack_push(other, 9) == 0);
    CHECK(demo_stack_larger(stack, other, &larger) == 0 && larger);
    CHECK(demo_stack_larger(stack, NULL, &larger) == 0 && !larger);

    /* What is no stack is none, and stays what it is. */
    CHECK(demo_stack_cursor(stack, &cursor) == 0);
    CHECK(demo_stack_len((const demo_stack *)cursor) == SIZE_MAX && failed_with(WRONG_OBJECT, "`self` is no `demo_stack`"));
    demo_stack_free((demo_stack *)cursor);
    CHECK(failed_with(WRONG_OBJECT, "is no `demo_stack`"));
    CHECK(demo_cursor_next(cursor, &number) == 0 && number == 3);
    CHECK(demo_cursor_rest(cursor, &length) != NULL && length == 3);
    demo_cursor_free(cursor);

    CHECK(demo_stack_append(stack, other) == 0 && demo_stack_len(stack) == 9);
    CHECK(demo_stack_append(stack, NULL) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`other` is null"));
    /* What is given away is gone, also where the call fails. */
    CHECK(demo_stack_new("other", &other) == 0);
    CHECK(demo_stack_append(NULL, other) == NULL_ARGUMENT && failed_with(NULL_ARGUMENT, "`self` is null"));
    CHECK(demo_stack_append(stack, stack) == IN_USE && failed_with(IN_USE, "`self` is in use"));
    demo_stack_free(NULL);
    CHECK(demo_last_error_code() == 0);
}

int main(void)
{
    CHECK(demo_abi_fingerprint() == DEMO_ABI_FINGERPRINT);
    values();
    texts();
    objects();
    if (failures == 0) {
        puts("all is well");
    }
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
