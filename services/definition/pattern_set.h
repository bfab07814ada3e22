/* pattern_set.h - the letters that may stand at one place of a pattern: single ones, ranges, and
 * classes by their names. */
#ifndef SERVICES_DEFINITION_PATTERN_SET_H
#define SERVICES_DEFINITION_PATTERN_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From one code point to another, both included. */
struct pattern_range {
	uint32_t from, to;
};

/* A letter is of the set where one of its ranges or classes has it, or one of `others` has it not;
 * `inverse` turns that round. Classes are bits. */
struct pattern_set {
	uint8_t first, count; /* ranges */
	bool inverse;
	uint16_t classes, others;
};

/* The class of [:name:] with `len` bytes of a name, or of \d, \w or \s where that is `d`, `w` or
 * `s`; 0 where there is none. */
uint16_t pattern_set_class(const char *name, size_t len);

/* All classes that a letter is of. */
uint16_t pattern_set_classes(uint32_t letter);

/* `classes` are those of the letter, which many sets are asked for. */
bool pattern_set_has(const struct pattern_set *set, const struct pattern_range *ranges,
		     uint32_t letter, uint16_t classes);

#endif
