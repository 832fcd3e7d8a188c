#include "border.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            return __LINE__;                                                                                           \
        }                                                                                                              \
    } while (0)

int border_check_none(void) {
    char buffer[4] = "xxx";
    size_t length = 7;
    border_last_error_clear();
    CHECK(border_last_error_code() == 0);
    CHECK(border_last_error_length() == 0);
    CHECK(border_last_error_message(buffer, sizeof buffer) == 0 && buffer[0] == '\0');
    CHECK(border_last_error_take(NULL, 0, &length) == 0 && length == 0);
    return 0;
}

int border_check_failure(void) {
    int out = -1;
    size_t length = 0;
    char *message = NULL;
    CHECK(border_half(6, &out) == 0 && out == 3);
    CHECK(border_last_error_code() == 0);
    CHECK(border_half(7, &out) == 1 && out == 3);
    CHECK(border_last_error_code() == 1 && border_2_last_error_code() == 1);
    length = border_last_error_length();
    message = malloc(length + 1);
    CHECK(message != NULL);
    CHECK(border_last_error_message(message, length + 1) == length);
    CHECK(strcmp(message, "7 can't be halved: it is odd") == 0 && strlen(message) == length);
    memset(message, 'x', length);
    CHECK(border_last_error_take(message, length + 1, NULL) == 1);
    CHECK(strcmp(message, "7 can't be halved: it is odd") == 0);
    free(message);
    CHECK(border_last_error_code() == 0);
    CHECK(border_half(6, NULL) == FFI_ERROR_NULL_PLACE);
    CHECK(border_last_error_code() == FFI_ERROR_NULL_PLACE);
    /* A success forgets it. */
    CHECK(border_half(6, &out) == 0 && border_last_error_code() == 0);
    return 0;
}

int border_check_panic(void) {
    int out = -1;
    char message[64];
    CHECK(border_half(13, &out) == FFI_ERROR_PANICKED && out == -1);
    CHECK(border_last_error_take(message, sizeof message, NULL) == FFI_ERROR_PANICKED);
    CHECK(strcmp(message, "13 brings bad luck – stop") == 0);
    return 0;
}

/* The dash of the message has three bytes, from the 20th on. */
int border_check_cut(void) {
    size_t size = 0;
    int out = -1;
    CHECK(border_half(13, &out) == FFI_ERROR_PANICKED);
    for (size = 1; size < 40; size++) {
        size_t written = 0;
        char *message = malloc(size);
        CHECK(message != NULL);
        memset(message, 'x', size);
        CHECK(border_last_error_message(message, size) == strlen("13 brings bad luck – stop"));
        written = strlen(message);
        CHECK(written < size);
        CHECK(written == 27 || written == size - 1 || (written == 19 && size <= 22));
        free(message);
    }
    border_last_error_clear();
    return 0;
}

static void *other_thread(void *data) {
    int *line = data;
    int out = -1;
    *line = border_last_error_code() == 0 ? 0 : __LINE__;
    if (border_half(9, &out) != 1 || border_last_error_code() != 1) {
        *line = __LINE__;
    }
    return NULL;
}

int border_check_threads(void) {
    pthread_t thread;
    int line = -1;
    int out = -1;
    CHECK(border_half(13, &out) == FFI_ERROR_PANICKED);
    CHECK(pthread_create(&thread, NULL, other_thread, &line) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(line == 0);
    CHECK(border_last_error_code() == FFI_ERROR_PANICKED);
    border_last_error_clear();
    return 0;
}

/* A callback of C's that calls Rust, within Rust. */
static int visit(int number, void *data) {
    int *sum = data;
    int half = 0;
    int status = border_half(number, &half);
    *sum += half;
    return status;
}

int border_check_visit(void) {
    int sum = 0;
    CHECK(border_visit(1, visit, &sum) == 0 && sum == 0);
    CHECK(border_visit(8, visit, &sum) == -1);
    /* The error of the inner call comes through. */
    CHECK(border_last_error_code() == 1);
    border_last_error_clear();
    return 0;
}

int border_each(int end, int (*visit)(int number, void *data), void *data) {
    int sum = 0;
    int number = 0;
    for (number = 0; number < end; number++) {
        sum += visit(number, data);
    }
    return sum;
}
