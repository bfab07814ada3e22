/* saying.c - catalogue/words.yaml as it was when the program was built: for folders without one. */
#include "services/definition/saying.h"

/* The compilers' own way of taking in a file (#embed) is younger than C17. */
__asm__(".pushsection .rodata\n"
	".global saying_yaml, saying_yaml_end\n"
	"saying_yaml:\n"
	".incbin \"catalogue/words.yaml\"\n"
	"saying_yaml_end:\n"
	".byte 0\n"
	".popsection\n");
