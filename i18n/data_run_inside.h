/* data_run_inside.h - what the files of data runs share with each other, and nobody else. */
#ifndef I18N_DATA_RUN_INSIDE_H
#define I18N_DATA_RUN_INSIDE_H

#include "i18n/data_run.h"

#include <stdint.h>

#define DATA_LRI 0x2066
#define DATA_RLI 0x2067
#define DATA_FSI 0x2068
#define DATA_PDI 0x2069

enum data_kind {
	DATA_KIND_STOP, /* no part of any run: what parts sentences, isolates */
	DATA_KIND_RTL,  /* nor are letters from right to left */
	DATA_KIND_BLANK,
	DATA_KIND_LETTER, /* from left to right */
	DATA_KIND_DIGIT,
	DATA_KIND_INDIC, /* ٠ … ٩, which stand in a row as if they were letters from right to left
			  */
	DATA_KIND_MONEY, /* € and $ */
	DATA_KIND_SIGN,
};

/* A code point of the text. */
struct data_sign {
	uint32_t code;
	uint32_t at;   /* byte of the text */
	uint32_t mate; /* of a bracket, before a letter from right to left: 1 + the other one; 0 */
	enum data_kind kind;
};

/* A text; behind the last sign one more tells where it ends. */
struct data_scan {
	struct data_sign *signs;
	size_t count;
};

struct data_scan data_run_inside_scan(struct arena *a, const char *s);

/* What stands at sign `i`; behind the end a stop, and 0. */
enum data_kind data_run_inside_kind(const struct data_scan *sc, size_t i);
uint32_t data_run_inside_code(const struct data_scan *sc, size_t i);

/* Behind the isolate that begins at `i`. */
size_t data_run_inside_pass(const struct data_scan *sc, size_t i);

#endif
