/* Messages: structures that every language and every process knows by a number.

       INTEROP_MESSAGE(RiskCheck, 1020)
       typedef struct {
           int64_t order_id;
           char symbol[8];
       } RiskCheck;

   The number is written out, from 16 to 4294967295, and no other message has it; those below are reserved. For a
   compiler the macro is nothing; ffi-gen reads it as the fact `tag(message = 1020, of = RiskCheck)`. */
#ifndef INTEROP_MESSAGE_H
#define INTEROP_MESSAGE_H

#if defined(__clang__) && defined(__has_attribute)
#if __has_attribute(annotate)
#define INTEROP_MESSAGE(name, id) \
    __attribute__((annotate("ffi:tag(message = " #id ", of = " #name ")")))
#endif
#endif
#ifndef INTEROP_MESSAGE
#define INTEROP_MESSAGE(name, id)
#endif

#endif
