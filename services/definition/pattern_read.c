/* pattern_read.c - a pattern as it is written becomes steps, or a message that says where it is
 * wrong and what to write instead. */
#include "services/definition/pattern_read.h"

#include "i18n/utf8.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"
#define REPEATS "*+?{"

struct reading {
	struct pattern *to;
	const char *written;
	const char *at;          /* what is read next; the end from the first fault on */
	const char *say, *wrong; /* the first fault and where it stands; NULL: none */
	const char *close;       /* what is missing there */
};

static void refuse(struct reading *r, const char *wrong, const char *say)
{
	if (r->say == NULL) {
		r->say = say;
		r->wrong = wrong;
	}
	r->at += strlen(r->at);
}

static bool is_one_of(char c, const char *chars)
{
	return c != '\0' && strchr(chars, c) != NULL;
}

static uint32_t read_letter(struct reading *r)
{
	uint32_t letter = 0xFFFD;
	size_t taken = utf8_decode(r->at, strlen(r->at), &letter);

	r->at += taken == 0 ? 1 : taken;
	return letter;
}

/* --- steps: they point by how far, so that they can be moved and copied --- */

/* Room for `count` further steps. */
static bool has_room(struct reading *r, size_t count)
{
	if (r->to->step_count + count <= PATTERN_STEPS)
		return true;
	refuse(r, NULL,
	       N_("Once its repetitions are written out, this pattern is longer than 2000 steps: "
		  "repeat less often."));
	return false;
}

/* What stands from `at` on moves behind the new step. */
static void insert(struct reading *r, size_t at, enum pattern_kind kind, ptrdiff_t to)
{
	struct pattern_step *steps = r->to->steps;

	if (!has_room(r, 1))
		return;
	memmove(&steps[at + 1], &steps[at], (r->to->step_count - at) * sizeof(steps[0]));
	steps[at] = (struct pattern_step){(uint16_t)kind, (int16_t)to};
	r->to->step_count++;
}

static void append(struct reading *r, enum pattern_kind kind, ptrdiff_t to)
{
	insert(r, r->to->step_count, kind, to);
}

/* Writes `count` steps from `at` on out `times` more. */
static void copy(struct reading *r, size_t at, size_t count, unsigned long times)
{
	struct pattern_step *steps = r->to->steps;

	for (; times > 0 && has_room(r, count); times--) {
		memcpy(&steps[r->to->step_count], &steps[at], count * sizeof(steps[0]));
		r->to->step_count += count;
	}
}

/* What stands from `at` on may be left out. */
static void make_optional(struct reading *r, size_t at)
{
	insert(r, at, PATTERN_SPLIT, (ptrdiff_t)(r->to->step_count - at + 1));
}

/* The last `count` steps may come again. */
static void make_loop(struct reading *r, size_t count)
{
	append(r, PATTERN_SPLIT, -(ptrdiff_t)count);
}

/* --- sets --- */

static struct pattern_set *new_set(struct reading *r)
{
	struct pattern_set *set = &r->to->sets[r->to->set_count];

	*set = (struct pattern_set){.first = (uint8_t)r->to->range_count};
	append(r, PATTERN_SET, (ptrdiff_t)r->to->set_count++);
	return set;
}

static void add_range(struct reading *r, struct pattern_set *set, uint32_t from, uint32_t to)
{
	r->to->ranges[r->to->range_count++] = (struct pattern_range){from, to};
	set->count++;
}

/* \d and its kin are added to the set: false. Any other sign stands for itself. */
static bool read_escape(struct reading *r, struct pattern_set *set, uint32_t *ret)
{
	const char *wrong = r->at;
	char sign = r->at[1];

	if (is_one_of(sign, "!\"#$%&()*+,-./:;=?@[\\]^_{|}~")) {
		*ret = (unsigned char)sign;
		r->at += 2;
		return true;
	}
	if (is_one_of(sign, "dws"))
		set->classes |= pattern_set_class(&sign, 1);
	else if (is_one_of(sign, "DWS"))
		set->others |= pattern_set_class(&(char){(char)(sign - 'A' + 'a')}, 1);
	else if (sign >= '1' && sign <= '9')
		refuse(r, wrong,
		       N_("A pattern cannot refer back as \"{at}\" does: write out what may stand "
			  "there."));
	else
		refuse(r, wrong,
		       N_("A pattern does not know \"{at}\": there are \\d \\w \\s \\D \\W \\S, "
			  "and \\ "
			  "before a sign such as . for the sign itself; < > ' and letters stand "
			  "for "
			  "themselves."));
	r->at += r->say == NULL ? 2 : 0;
	return false;
}

static bool read_member(struct reading *r, struct pattern_set *set, uint32_t *ret)
{
	if (*r->at == '\\')
		return read_escape(r, set, ret);
	*ret = read_letter(r);
	return true;
}

/* [:alpha:] and its kin. */
static void read_class(struct reading *r, struct pattern_set *set)
{
	const char *end = strstr(r->at + 2, ":]");
	uint16_t class = 0;

	if (r->at[1] == ':' && end != NULL)
		class = pattern_set_class(r->at + 2, (size_t)(end - r->at - 2));
	if (class == 0 || end - r->at == 3) {
		refuse(r, r->at,
		       N_("No class of letters begins as \"{at}\": there are [:alpha:], [:digit:], "
			  "[:alnum:], [:upper:], [:lower:], [:space:], [:blank:], [:punct:] and "
			  "[:xdigit:]; write \\[ for the sign itself."));
		return;
	}
	set->classes |= class;
	r->at = end + 2;
}

static void read_range(struct reading *r, struct pattern_set *set)
{
	const char *wrong = r->at;
	uint32_t from, to;
	bool ends = true;

	if (!read_member(r, set, &from))
		return;
	to = from;
	if (r->at[0] == '-' && r->at[1] != ']' && r->at[1] != '\0') {
		r->at++;
		ends = read_member(r, set, &to);
	}
	if (!ends || to < from)
		refuse(r, wrong,
		       N_("\"{at}\" does not begin with a range: write the lower letter first, as "
			  "in "
			  "a-z, and \\- for the sign itself."));
	add_range(r, set, from, to);
}

static void refuse_open(struct reading *r, const char *wrong, const char *close)
{
	if (r->say == NULL)
		r->close = close;
	refuse(r, wrong,
	       N_("\"{at}\" has no \"{close}\": add it, or write \\ before the sign itself."));
}

/* [:alpha:] that stands alone. */
static bool lacks_brackets(const char *s)
{
	const char *end = strchr(s, ']');

	return s[1] == ':' && end != NULL && end - s > 2 && end[-1] == ':';
}

/* A ] that comes first is a letter. */
static void read_brackets(struct reading *r)
{
	const char *open = r->at;
	struct pattern_set *set = new_set(r);

	if (lacks_brackets(open))
		refuse(r, open,
		       N_("\"{at}\" lacks brackets: write a class of letters as in [[:alpha:]]."));
	r->at += r->say == NULL ? 1 : 0;
	set->inverse = *r->at == '^';
	r->at += set->inverse;
	do {
		if (*r->at == '\0')
			refuse_open(r, open, "]");
		else if (*r->at == '[' && is_one_of(r->at[1], ":.="))
			read_class(r, set);
		else
			read_range(r, set);
	} while (r->say == NULL && *r->at != ']');
	r->at += r->say == NULL ? 1 : 0;
}

/* --- what patterns are made of --- */

static void read_ways(struct reading *r, int depth);

static void read_group(struct reading *r, int depth)
{
	const char *open = r->at;

	if (open[1] == '?') {
		refuse(r, open,
		       N_("A pattern does not know \"{at}\": write ( alone. It fits the whole "
			  "answer "
			  "and cannot look ahead or behind."));
		return;
	}
	r->at++;
	read_ways(r, depth + 1);
	if (*r->at == ')')
		r->at++;
	else
		refuse_open(r, open, ")");
}

static void read_single(struct reading *r)
{
	struct pattern_set *set = new_set(r);
	uint32_t letter;

	if (*r->at == '.') {
		r->at++;
		set->inverse = true; /* of none */
	} else if (read_member(r, set, &letter)) {
		add_range(r, set, letter, letter);
	}
}

static void read_place(struct reading *r, int depth)
{
	if (*r->at == '(')
		read_group(r, depth);
	else if (*r->at == '[')
		read_brackets(r);
	else if (is_one_of(*r->at, REPEATS))
		refuse(r, r->at,
		       N_("Nothing stands before \"{at}\" that could be repeated: write it there, "
			  "or \\ "
			  "before the sign itself."));
	else if (is_one_of(*r->at, ")]}"))
		refuse(r, r->at,
		       N_("\"{at}\" closes nothing: leave it out, or write \\ before the sign "
			  "itself."));
	else if (is_one_of(*r->at, "^$"))
		refuse(r, r->at,
		       N_("A pattern fits the whole answer: ^ and $ may stand at its ends alone, "
			  "not at "
			  "\"{at}\"; write \\ before the sign itself."));
	else
		read_single(r);
}

/* {n}, {n,} and {n,m}. */
struct times {
	unsigned long from, to;
	bool endless;
};

static bool read_times(struct reading *r, struct times *ret)
{
	const char *open = r->at, *s = open + 1;
	size_t digits = strspn(s, DIGITS), more;
	struct times t = {.from = strtoul(s, NULL, 10)};

	t.to = t.from;
	s += digits;
	if (*s == ',') {
		more = strspn(++s, DIGITS);
		t.endless = more == 0;
		t.to = t.endless ? t.from : strtoul(s, NULL, 10);
		s += more;
	}
	if (digits > 0 && *s == '}' && t.from <= t.to && t.to <= PATTERN_REPEATS &&
	    (t.to > 0 || t.endless)) {
		r->at = s + 1;
		*ret = t;
		return true;
	}
	refuse(r, open,
	       N_("\"{at}\" says no number of times: write one as in {2,} or {2,5}, the larger "
		  "behind, none above 1000; or \\ before the sign itself."));
	return false;
}

/* What stands from `at` on is written out as often as that. */
static void repeat(struct reading *r, size_t at, const struct times *t)
{
	size_t count = r->to->step_count - at, optional;

	if (t->from > 1)
		copy(r, at, count, t->from - 1);
	if (t->endless) {
		make_loop(r, count);
		if (t->from == 0)
			make_optional(r, at);
	} else if (t->from == 0) {
		make_optional(r, at);
		copy(r, at, count + 1, t->to - 1);
	} else if (t->to > t->from) {
		optional = r->to->step_count;
		copy(r, at, count, 1);
		make_optional(r, optional);
		copy(r, optional, count + 1, t->to - t->from - 1);
	}
}

static void read_repeats(struct reading *r, size_t at)
{
	static const struct times question = {0, 1, false}, star = {0, 0, true},
				  plus = {1, 1, true};
	struct times t;

	if (!is_one_of(*r->at, REPEATS))
		return;
	if (*r->at == '{') {
		if (!read_times(r, &t))
			return;
	} else {
		t = *r->at == '?' ? question : *r->at == '*' ? star : plus;
		r->at++;
	}
	repeat(r, at, &t);
	if (is_one_of(*r->at, REPEATS))
		refuse(r, r->at,
		       N_("\"{at}\" repeats what is repeated already: leave one of the two out, or "
			  "write ( and ) around the first."));
}

static bool ends_pattern(const char *s, int depth)
{
	return depth == 0 && s[0] == '$' && (s[1] == '\0' || s[1] == '|');
}

static void read_way(struct reading *r, int depth)
{
	size_t at;
	const char *first;

	r->at += depth == 0 && *r->at == '^';
	first = r->at;
	while (*r->at != '\0' && *r->at != '|' && (*r->at != ')' || depth == 0) &&
	       !ends_pattern(r->at, depth)) {
		at = r->to->step_count;
		read_place(r, depth);
		read_repeats(r, at);
	}
	if (r->at == first)
		refuse(r, first > r->written ? first - 1 : first,
		       N_("Nothing is said at \"{at}\": write what may stand there; what may be "
			  "left "
			  "out is written as (...)?"));
	r->at += ends_pattern(r->at, depth);
}

static void read_ways(struct reading *r, int depth)
{
	size_t first = r->to->step_count, jump;

	read_way(r, depth);
	if (*r->at != '|')
		return;
	r->at++;
	insert(r, first, PATTERN_SPLIT, (ptrdiff_t)(r->to->step_count - first + 2));
	jump = r->to->step_count;
	append(r, PATTERN_JUMP, 0);
	read_ways(r, depth);
	if (r->say == NULL)
		r->to->steps[jump].to = (int16_t)(r->to->step_count - jump);
}

enum fault pattern_read(const char *written, struct pattern *ret, struct error *err)
{
	struct reading r = {.to = ret, .written = written, .at = written};
	enum fault fault;

	if (strlen(written) > PATTERN_MAX)
		return fail(err, FAULT_INPUT, N_("This pattern is longer than 200 bytes."), "%s",
			    "pattern too long");
	ret->step_count = ret->set_count = ret->range_count = 0;
	read_ways(&r, 0);
	if (r.say == NULL)
		return FAULT_NONE;
	fault = fail(err, FAULT_INPUT, r.say, "%s", "pattern");
	if (r.wrong != NULL)
		error_fill(err, "at", "%s", r.wrong);
	if (r.close != NULL)
		error_fill(err, "close", "%s", r.close);
	return fault;
}
