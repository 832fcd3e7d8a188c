/* What a macro means at the end, however the text gets there. */
#define BACK_AGAIN 1
#pragma push_macro("BACK_AGAIN")
#undef BACK_AGAIN
#define BACK_AGAIN 2
#define SEES_THE_LAST (BACK_AGAIN + 10)
#pragma pop_macro("BACK_AGAIN")

#define GONE_AND_BACK 3
#pragma push_macro("GONE_AND_BACK")
#undef GONE_AND_BACK
#pragma pop_macro("GONE_AND_BACK")

#pragma push_macro("NEVER_BEFORE")
#define NEVER_BEFORE 4
#pragma pop_macro("NEVER_BEFORE")

#define NESTED 5
#  pragma /* twice */ push_macro ( "NESTED" )
#undef NESTED
#define NESTED 6
#pragma push_macro("NESTED")
#undef NESTED
#define NESTED 7
#pragma pop_macro("NESTED")
#pragma pop_macro("NESTED")
#pragma pop_macro("NESTED")

#if 0
#pragma push_macro("KEPT")
#endif
#define KEPT 8
#if 0
#pragma pop_macro("KEPT")
#undef KEPT
#endif

%:define DIGRAPH 9
%:define DIGRAPH_GONE 10
 %: undef DIGRAPH_GONE

#define BY_OPERATOR 11
_Pragma("push_macro(\"BY_OPERATOR\")")
#undef BY_OPERATOR
#define BY_OPERATOR 12
_Pragma("pop_macro(\"BY_OPERATOR\")")
