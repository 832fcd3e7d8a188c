/* A callback that must not call the library, and all there is that could. */
#ifndef LIMITS_H
#define LIMITS_H

typedef struct gate gate;
typedef struct permit permit;
typedef int token;

gate *gate_new(void);
void gate_free(gate *self);
/* `call` must not call the library. */
int gate_each(gate *self, int (*call)(void *data, int i), void *data);
/* The caller's, until it is freed. */
char *gate_text(gate *self);
void gate_text_free(char *text);
/* Kept until `gate_unkeep`. */
void gate_keep(gate *self, const char *text);
void gate_unkeep(gate *self);
permit *permit_new(void);
permit *permit_ref(permit *self);
void permit_unref(permit *self);
token token_new(void);
void token_free(token self);
/* An error. */
typedef struct refusal refusal;
const char *refusal_message(const refusal *self);
void refusal_free(refusal *self);
int gate_fail(gate *self, refusal **error);
/* How often the library was called by such a callback. */
int limits_disturbed(void);

#endif
