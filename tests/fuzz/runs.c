/* runs.c - a short run of what a fuzzer does for hours: the same inputs at each run. */
#include "tests/fuzz/runs.h"

#include "i18n/base/arena.h"
#include "services/definition/file.h"
#include "tests/fuzz/must.h"
#include "tests/i18n/random.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS_MOST 64
#define WORDS_MOST 200
#define INPUT_MOST ((size_t)64 * 1024)
#define PIECE_MOST 80 /* bytes that are left out, doubled or moved */

#ifdef SHUBBAK_SANITIZED
#define SHARE 6
#else
#define SHARE 1
#endif

struct piece {
	char *bytes;
	size_t len;
};

struct runs {
	struct arena *arena;
	uint32_t seed;
	struct piece seeds[SEEDS_MOST], words[WORDS_MOST];
	size_t seed_count, word_count;
	uint8_t *input; /* INPUT_MOST bytes */
	size_t len;
};

static size_t any(struct runs *r, size_t below)
{
	return below == 0 ? 0 : random_next(&r->seed) % below;
}

static void read_seeds(struct runs *r, const char *name)
{
	const char *pattern = arena_format(r->arena, "tests/fuzz/corpus/%s/*", name);
	glob_t files;

	must(glob(pattern, 0, NULL, &files) == 0, "there is a corpus");
	must(files.gl_pathc <= SEEDS_MOST, "a corpus is small");
	for (; r->seed_count < files.gl_pathc; r->seed_count++) {
		struct piece *p = &r->seeds[r->seed_count];

		must(file_read(r->arena, files.gl_pathv[r->seed_count], INPUT_MOST, &p->bytes,
			       &p->len, NULL) == FAULT_NONE,
		     "a file of the corpus can be read");
	}
	globfree(&files);
}

/* One word in quotes, as libFuzzer has them: \\, \" and \xAB. */
static void read_word(struct runs *r, const char *s)
{
	struct piece *p = &r->words[r->word_count++];

	p->bytes = arena_take(r->arena, strcspn(s, "\n") + 1);
	for (; *s != '"' && *s != '\n' && *s != '\0'; s++) {
		if (*s == '\\' && s[1] == 'x') {
			const char hex[] = {s[2], s[3], '\0'};

			p->bytes[p->len++] = (char)strtol(hex, NULL, 16);
			s += 3;
			continue;
		}
		s += *s == '\\';
		p->bytes[p->len++] = *s;
	}
}

static void read_words(struct runs *r, const char *name)
{
	const char *path = arena_format(r->arena, "tests/fuzz/corpus/%s.dict", name);
	size_t len;
	char *text;

	if (file_read(r->arena, path, INPUT_MOST, &text, &len, NULL) != FAULT_NONE)
		return;
	for (char *line = text; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (*line == '"' && r->word_count < WORDS_MOST)
			read_word(r, line + 1);
	}
}

static void put(struct runs *r, size_t at, const void *bytes, size_t len)
{
	if (r->len + len > INPUT_MOST)
		return;
	memmove(r->input + at + len, r->input + at, r->len - at);
	memcpy(r->input + at, bytes, len);
	r->len += len;
}

static void leave_out(struct runs *r, size_t at, size_t len)
{
	memmove(r->input + at, r->input + at + len, r->len - at - len);
	r->len -= len;
}

/* A piece of the input itself or of another file, put in somewhere. */
static void put_piece(struct runs *r, const uint8_t *bytes, size_t len)
{
	char piece[PIECE_MOST];
	size_t from = any(r, len), most = len - from < PIECE_MOST ? len - from : PIECE_MOST;
	size_t size = any(r, most + 1);

	memcpy(piece, bytes + from, size);
	put(r, any(r, r->len + 1), piece, size);
}

static void change(struct runs *r)
{
	const struct piece *other = &r->seeds[any(r, r->seed_count)];
	const struct piece *word = &r->words[any(r, r->word_count)];
	size_t at = any(r, r->len), left = r->len - at;
	uint8_t byte = (uint8_t)any(r, 256);

	switch (any(r, 7)) {
	case 0:
	case 1:
		put(r, at, word->bytes == NULL ? (char *)&byte : word->bytes,
		    word->bytes == NULL ? 1 : word->len);
		break;
	case 2: leave_out(r, at, any(r, (left < PIECE_MOST ? left : PIECE_MOST) + 1)); break;
	case 3: put_piece(r, r->input, r->len); break;
	case 4: put_piece(r, (const uint8_t *)other->bytes, other->len); break;
	case 5: put(r, at, &byte, 1); break;
	default:
		if (left > 0)
			r->input[at] =
				(uint8_t)(any(r, 2) == 0 ? byte : r->input[at] ^ 1 << byte % 8);
	}
}

static void begin(struct runs *r, const struct piece *seed)
{
	memcpy(r->input, seed->bytes, seed->len);
	r->len = seed->len;
}

/* In memory of its own length, so that a sanitizer sees what is read behind it. */
static void run_one(const struct runs *r, target_run *run)
{
	uint8_t *exact = malloc(r->len + (r->len == 0));

	must(exact != NULL, "there is memory");
	memcpy(exact, r->input, r->len);
	run(exact, r->len);
	free(exact);
}

void runs_fixed(const char *name, target_run *run, int count)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)32 << 20);
	struct runs *r = arena_take(a, sizeof(*r));

	r->arena = a;
	r->seed = 31;
	r->input = arena_take(a, INPUT_MOST);
	read_seeds(r, name);
	read_words(r, name);
	for (size_t i = 0; i < r->seed_count; i++) {
		begin(r, &r->seeds[i]);
		run_one(r, run);
	}
	for (int i = 0; i < count / SHARE; i++) {
		begin(r, &r->seeds[(size_t)i % r->seed_count]);
		for (size_t n = 1 + any(r, 5); n > 0; n--)
			change(r);
		run_one(r, run);
	}
}
