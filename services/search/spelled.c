/* spelled.c - Arabic words as people spell them in Latin letters: found among the words of an
 * index. */
#include "services/search/spelled.h"

#include "i18n/base/array.h"
#include "i18n/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LATIN_MAX 24 /* letters; longer words are no spellings */
#define ARABIC_MAX 16
#define CLASSES_MIN 2 /* consonants, so that a vowel or two find nothing */
#define LOOKED_MAX 400

/*
 * What an Arabic letter may be written as: its own spellings, then those that only some use, each
 * with a blank behind it. A blank of its own: it may be left out. `class` is what all spellings of
 * the letter share with those of letters near it; words of the same classes are compared.
 */
static const struct letter {
	uint16_t code;
	char class; /* ' ': a vowel, or a sound that is often not written */
	const char *own, *some;
	uint32_t left_out; /* what it costs */
} letters[] = {
	{0x627, ' ', "a aa e ", "i o u ", 2},         /* ا */
	{0x628, 'b', "b bb ", "p v ", 0},             /* ب */
	{0x62A, 't', "t tt ", "", 0},                 /* ت */
	{0x62B, 't', "th t ", "", 0},                 /* ث */
	{0x62C, 'g', "j g dj ", "gh ", 0},            /* ج */
	{0x62D, 'h', "7 h ", "", 0},                  /* ح */
	{0x62E, 'k', "kh 5 ", "k x ", 0},             /* خ */
	{0x62F, 'd', "d ", "", 0},                    /* د */
	{0x630, 'd', "dh z d ", "th ", 0},            /* ذ */
	{0x631, 'r', "r ", "", 0},                    /* ر */
	{0x632, 'd', "z ", "", 0},                    /* ز */
	{0x633, 's', "s c ss ", "", 0},               /* س */
	{0x634, 's', "ch sh ", "s ", 0},              /* ش */
	{0x635, 's', "s ss c ", "", 0},               /* ص */
	{0x636, 'd', "d dh ", "z th ", 0},            /* ض */
	{0x637, 't', "t 6 tt ", "", 0},               /* ط */
	{0x638, 'd', "dh z ", "d th ", 0},            /* ظ */
	{0x639, ' ', "3 a aa 3a ", "e i o u ", 1},    /* ع */
	{0x63A, 'g', "gh 8 g ", "", 0},               /* غ */
	{0x641, 'f', "f ph ", "v ", 0},               /* ف */
	{0x642, 'k', "9 q k 2 8 ", "c g qu ", 0},     /* ق */
	{0x643, 'k', "k c ck qu ", "q ", 0},          /* ك */
	{0x644, 'l', "l ", "", 0},                    /* ل */
	{0x645, 'm', "m ", "", 0},                    /* م */
	{0x646, 'n', "n ", "", 0},                    /* ن */
	{0x647, 'h', "h ", "", 0},                    /* ه; at the end of a word: vowels and t */
	{0x648, ' ', "w ou o u oo ", "v au ", 2},     /* و */
	{0x64A, ' ', "y i ee ", "e ei ai ey ay ", 2}, /* ي */
};
static const struct letter last_heh = {0x647, ' ', "a e h t ", "i y ", 0};
static const struct letter last_yeh = {0x64A, ' ', "y i e ee ", "a ", 1};

/* Latin spellings of the classes, longer ones first. */
static const struct {
	const char *from;
	char to;
} classes[] = {
	{"kh", 'k'}, {"ch", 's'}, {"sh", 's'}, {"gh", 'g'}, {"dh", 'd'}, {"th", 't'},
	{"dj", 'g'}, {"ph", 'f'}, {"ck", 'k'}, {"qu", 'k'}, {"ce", 's'}, {"ci", 's'},
	{"b", 'b'},  {"c", 'k'},  {"d", 'd'},  {"f", 'f'},  {"g", 'g'},  {"h", 'h'},
	{"j", 'g'},  {"k", 'k'},  {"l", 'l'},  {"m", 'm'},  {"n", 'n'},  {"p", 'b'},
	{"q", 'k'},  {"r", 'r'},  {"s", 's'},  {"t", 't'},  {"v", 'f'},  {"x", 'k'},
	{"z", 'd'},  {"5", 'k'},  {"6", 't'},  {"7", 'h'},  {"8", 'g'},  {"9", 'k'},
};

struct key {
	uint32_t hash;
	uint32_t word;
};

struct spelled {
	const char *const *words;
	struct key *keys; /* in order of hashes */
	size_t count;
};

/* --- classes ---------------------------------------------------------------------------------- */

struct classes {
	char at[2 * LATIN_MAX];
	size_t count;
};

static void add_class(struct classes *c, char class)
{
	if (class != ' ' && c->count < sizeof(c->at) &&
	    (c->count == 0 || c->at[c->count - 1] != class))
		c->at[c->count++] = class;
}

static uint32_t hash(const struct classes *c)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < c->count; i++)
		h = (h ^ (unsigned char)c->at[i]) * 16777619U;
	return h ^ (h >> 15);
}

static const struct letter *letter_of(uint32_t code, bool is_last)
{
	if (is_last && code == last_heh.code)
		return &last_heh;
	if (is_last && code == last_yeh.code)
		return &last_yeh;
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].code == code)
			return &letters[i];
	return NULL;
}

/* The letters of an Arabic word; 0 where one is none, or for too many. */
static size_t letters_of(const char *word, const struct letter *to[ARABIC_MAX])
{
	size_t count = 0, len = strlen(word);

	for (size_t at = 0, size; at < len; at += size) {
		uint32_t code;

		size = utf8_decode(word + at, len - at, &code);
		if (size == 0 || count == ARABIC_MAX)
			return 0;
		to[count] = letter_of(code, at + size == len && count > 0);
		if (to[count++] == NULL)
			return 0;
	}
	return count;
}

static struct classes classes_of_arabic(const char *word)
{
	const struct letter *list[ARABIC_MAX];
	struct classes c = {.count = 0};
	size_t count = (unsigned char)word[0] < 0xD8 ? 0 : letters_of(word, list);

	for (size_t i = 0; i < count; i++)
		add_class(&c, list[i]->class);
	return c;
}

/* `two`: what the digit 2 is here, a qaf that is not heard or only a hamza. */
static struct classes classes_of_latin(const char *word, char two)
{
	struct classes c = {.count = 0};

	for (const char *s = word; *s != '\0';) {
		size_t i = 0;

		while (i < sizeof(classes) / sizeof(classes[0]) &&
		       strncmp(classes[i].from, s, strlen(classes[i].from)) != 0)
			i++;
		if (i < sizeof(classes) / sizeof(classes[0])) {
			add_class(&c, classes[i].to);
			s += classes[i].to == 's' && s[0] == 'c' && s[1] != 'h'
				     ? 1
				     : strlen(classes[i].from);
		} else {
			add_class(&c, *s == '2' ? two : ' ');
			s++;
		}
	}
	return c;
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *one = a, *two = b;

	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->word > two->word) - (one->word < two->word);
}

struct spelled *spelled_new(const char *const *words, size_t count)
{
	struct spelled *s = array_new(1, sizeof(*s));

	s->words = words;
	s->keys = array_new(count + 1, sizeof(*s->keys));
	for (size_t i = 0; i < count; i++) {
		struct classes c = classes_of_arabic(words[i]);

		if (c.count >= CLASSES_MIN)
			s->keys[s->count++] = (struct key){hash(&c), (uint32_t)i};
	}
	qsort(s->keys, s->count, sizeof(*s->keys), compare_keys);
	return s;
}

void spelled_free(struct spelled *s)
{
	if (s == NULL)
		return;
	free(s->keys);
	free(s);
}

/* --- distance --------------------------------------------------------------------------------- */

/* The least cost for what is left of both, by their places. */
struct table {
	const char *latin;
	size_t latin_len, arabic_len;
	const struct letter *arabic[ARABIC_MAX];
	uint32_t cost[LATIN_MAX + 1][ARABIC_MAX + 1];
};

static uint32_t least(uint32_t one, uint32_t two)
{
	return one < two ? one : two;
}

static uint32_t plus(uint32_t cost, uint32_t more)
{
	return cost == SPELLED_NONE ? SPELLED_NONE : cost + more;
}

/* By one of the spellings of the letter at hand. */
static uint32_t by_spellings(const struct table *t, const char *list, size_t i, size_t j)
{
	uint32_t cost = SPELLED_NONE;

	for (const char *s = list; *s != '\0';) {
		size_t len = strcspn(s, " ");

		if (i + len <= t->latin_len && strncmp(t->latin + i, s, len) == 0)
			cost = least(cost, t->cost[i + len][j + 1]);
		s += len + 1;
	}
	return cost;
}

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* Latin letters without one of their own in Arabic: short vowels, a hamza, a letter that is
 * doubled. */
static uint32_t by_passing(const struct table *t, size_t i, size_t j)
{
	char c = i < t->latin_len ? t->latin[i] : '\0';

	if (c == '\0')
		return SPELLED_NONE;
	if (is_vowel(c) || c == '2' || (i > 0 && t->latin[i - 1] == c))
		return t->cost[i + 1][j];
	return c == 'h' && i + 1 == t->latin_len ? plus(t->cost[i + 1][j], 1) : SPELLED_NONE;
}

static uint32_t cost_at(const struct table *t, size_t i, size_t j)
{
	uint32_t cost = by_passing(t, i, j);

	if (i == t->latin_len && j == t->arabic_len)
		return 0;
	if (j == t->arabic_len)
		return cost;
	cost = least(cost, by_spellings(t, t->arabic[j]->own, i, j));
	cost = least(cost, plus(by_spellings(t, t->arabic[j]->some, i, j), 1));
	if (t->arabic[j]->class == ' ')
		cost = least(cost, plus(t->cost[i][j + 1], j == 0 ? 0 : t->arabic[j]->left_out));
	return cost;
}

uint32_t spelled_distance(const char *latin, const char *arabic)
{
	struct table t = {.latin = latin, .latin_len = strlen(latin)};

	t.arabic_len = letters_of(arabic, t.arabic);
	if (t.arabic_len == 0 || t.latin_len == 0 || t.latin_len > LATIN_MAX)
		return SPELLED_NONE;
	for (size_t i = t.latin_len + 1; i-- > 0;)
		for (size_t j = t.arabic_len + 1; j-- > 0;)
			t.cost[i][j] = cost_at(&t, i, j);
	return t.cost[0][0];
}

/* --- finding ---------------------------------------------------------------------------------- */

static size_t first_key(const struct spelled *s, uint32_t h)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->keys[middle].hash < h)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Puts one in its place among those found, the nearest first; one that is there stays once. */
static size_t insert(struct spelled_word *to, size_t count, size_t cap, struct spelled_word one)
{
	size_t at = count;

	for (size_t i = 0; i < count; i++)
		if (to[i].word == one.word)
			return count;
	while (at > 0 && to[at - 1].distance > one.distance)
		at--;
	if (at == cap)
		return count;
	count += count < cap;
	memmove(to + at + 1, to + at, (count - at - 1) * sizeof(*to));
	to[at] = one;
	return count;
}

struct found {
	struct spelled_word *to;
	size_t count, cap;
};

static void look(const struct spelled *s, const char *latin, const struct classes *c,
		 uint32_t farther, struct found *f)
{
	uint32_t h = hash(c);
	size_t looked = 0;

	if (c->count < CLASSES_MIN)
		return;
	for (size_t i = first_key(s, h);
	     i < s->count && s->keys[i].hash == h && looked < LOOKED_MAX; i++, looked++) {
		uint32_t far = plus(spelled_distance(latin, s->words[s->keys[i].word]), farther);

		if (far <= SPELLED_FAR)
			f->count = insert(f->to, f->count, f->cap,
					  (struct spelled_word){s->keys[i].word, far});
	}
}

/* With the 2 as either letter, and with its last t, which may be a feminine's, or without. */
static void look_by_classes(const struct spelled *s, const char *latin, uint32_t farther,
			    struct found *f)
{
	for (const char *two = strchr(latin, '2') == NULL ? " " : "k "; *two != '\0'; two++) {
		struct classes c = classes_of_latin(latin, *two);

		look(s, latin, &c, farther, f);
		if (c.count > 0 && (c.at[c.count - 1] == 't' || c.at[c.count - 1] == 'h')) {
			c.count--;
			look(s, latin, &c, farther, f);
		}
	}
}

size_t spelled_find(const struct spelled *s, const char *latin, struct spelled_word *to, size_t cap)
{
	static const char *const articles[] = {"el", "al", "il", "l"};
	struct found f = {.to = to, .cap = cap};
	uint32_t nearest;

	if (cap == 0 || strlen(latin) > LATIN_MAX || strpbrk(latin, "aeiouyw23") == NULL ||
	    strspn(latin, "abcdefghijklmnopqrstuvwxyz"
			  "2356789") != strlen(latin))
		return 0;
	look_by_classes(s, latin, 0, &f);
	for (size_t i = 0; i < sizeof(articles) / sizeof(articles[0]); i++) {
		size_t len = strlen(articles[i]);

		if (strncmp(latin, articles[i], len) == 0 && strlen(latin) >= len + 3)
			look_by_classes(s, latin + len, 1, &f);
	}
	/* What has no vowel but y ("byt") must be a spelling, or any keys would be one. */
	nearest = strpbrk(latin, "aeiouw23") == NULL ? 0 : f.count > 0 ? to[0].distance + 1 : 0;
	while (f.count > 0 && to[f.count - 1].distance > nearest)
		f.count--;
	return f.count;
}
