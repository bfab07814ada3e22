/* node_test.c - YAML becomes a tree with lines, and what could harm is refused. */
#include "services/definition/node.h"

#include "tests/unit.h"

#include <string.h>

START_TEST(keeps_lines)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *yaml = "# a file\na: 1\nb:\n  - x\n  - {c: \"null\"}\nd: |\n  one\n  two\ne:\n";
	const struct node *root = NULL, *b;

	ck_assert_int_eq(node_read(a, yaml, strlen(yaml), &root, NULL), FAULT_NONE);
	ck_assert_int_eq(root->kind, NODE_MAP);
	ck_assert_uint_eq(root->count, 4);
	ck_assert_str_eq(node_find(root, "a")->value, "1");
	ck_assert_int_eq(node_find(root, "a")->line, 2);
	b = node_find(root, "b");
	ck_assert_uint_eq(b->count, 2);
	ck_assert_int_eq(b->first->line, 4);
	ck_assert_str_eq(b->first->key, "b");
	ck_assert_int_eq(node_find(b->first->next, "c")->line, 5);
	ck_assert(!node_is_null(node_find(b->first->next, "c")));
	ck_assert_str_eq(node_find(root, "d")->value, "one\ntwo\n");
	ck_assert(node_is_null(node_find(root, "e")));
	ck_assert_ptr_null(node_find(root, "f"));
	ck_assert_ptr_null(node_find(b, "f"));
}
END_TEST

START_TEST(refuses_with_line)
{
	static const struct {
		const char *yaml;
		int line;
	} files[] = {
		{"a: &x 1\nb: *x\n", 1},
		{"a: 1\nb: *x\n", 2},
		{"a: !!str 1\n", 1},
		{"a: !<tag:x> {b: 1}\n", 1},
		{"a: 1\nb: 2\na: 3\n", 3},
		{"a: [1, 2\nb: 3\n", 2},
		{"a: 1\n---\nb: 2\n", 2},
		{"", 1},
		{"a: 1\n\tb: 2\n", 2},
		{"{a: 1}: 2\n", 1},
		{"? [a]\n: 2\n", 1},
		{"a: \"x\n", 1},
		{"[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", 1},
		{"a: b: c\n", 1},
		{"a: \"\\0\"\n", 1},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 20);
		const struct node *root = NULL;
		struct error err = {0};

		ck_assert_msg(node_read(a, files[i].yaml, strlen(files[i].yaml), &root, &err) ==
				      FAULT_INPUT,
			      "%s", files[i].yaml);
		ck_assert_ptr_null(root);
		ck_assert_msg(err.line == files[i].line, "%s: line %d, not %d", files[i].yaml,
			      err.line, files[i].line);
	}
}
END_TEST

/* What an author reads, and at which line it is to be mended. */
START_TEST(says_what_to_mend)
{
	static const struct {
		const char *yaml;
		size_t len; /* 0: up to its NUL */
		int line;
		const char *words;
	} files[] = {
		{"a: 1\nb:\n\tc: 2\n", 0, 3, "A tab stands at the beginning of this line"},
		{"a: 1\nb: {ar: \"x, fr: \"y\"}\nc: 2\n", 0, 2, "behind a closing quotation mark"},
		{"a: 1\nb: {ar: \"x\", en: \"y}\nc: 2\nd: {ar: \"z\"}\n", 0, 2,
		 "the quotation mark that closes it is missing"},
		{"a: 1\nfr: \"Une carte\nen: \"A card\"\n", 0, 2,
		 "the quotation mark that closes it is missing"},
		{"a: 1\nb: \"x\nc: 2\n", 0, 2, "is never closed"},
		{"a: 'Carte d'identity'\n", 0, 1, "behind a closing quotation mark"},
		{"a: 1\nb: see: this\n", 0, 2, "A colon makes a key here"},
		{"a: 1\n b: 2\n", 0, 2, "A colon makes a key here"},
		{"a:\n  b: 1\n c: 2\n", 0, 3, "does not fit the lines above it"},
		{"a: [1, 2\nb: 3\n", 0, 2, "A comma or a closing bracket"},
		{"a: 1\nb: @x\n", 0, 2, "No text can begin with {value}"},
		{"a: \"\\d\"\n", 0, 1, "a backslash must be written twice"},
		{"a: 1\nb: Carte d'identit\xe9\n", 0, 2, "Latin-1 or Windows-1252"},
		{"a: 1\nb: x\0y\n", 11, 2, "A NUL character"},
		{"a: 1\nb: x\ay\n", 0, 2, "The invisible character U+{value}"},
		{"a: 1\nb: x\xEF\xBB\xBFy\n", 0, 2, "The invisible character U+{value}"},
		{"\xFF\xFE"
		 "a\0:\0",
		 6, 1, "This is UTF-16 text"},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		ARENA_CLEAN struct arena *a = arena_new(1 << 20);
		const struct node *root = NULL;
		struct error err = {0};
		size_t len = files[i].len > 0 ? files[i].len : strlen(files[i].yaml);

		ck_assert_int_eq(node_read(a, files[i].yaml, len, &root, &err), FAULT_INPUT);
		ck_assert_msg(err.line == files[i].line, "%s: line %d, not %d", files[i].yaml,
			      err.line, files[i].line);
		ck_assert_msg(strstr(err.say, files[i].words) != NULL, "%s: %s", files[i].yaml,
			      err.say);
	}
}
END_TEST

START_TEST(names_the_sign)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *yaml = "a: 1\nb: {ar: ع, fr: `x}\n";
	const struct node *root = NULL;
	struct error err = {0};

	ck_assert_int_eq(node_read(a, yaml, strlen(yaml), &root, &err), FAULT_INPUT);
	ck_assert_str_eq(err.fills[0].value, "`");
}
END_TEST

START_TEST(takes_a_byte_order_mark)
{
	ARENA_CLEAN struct arena *a = arena_new(1 << 20);
	const char *yaml = "\xEF\xBB\xBF"
			   "a: 1\nb: 2\n";
	const struct node *root = NULL;
	struct error err = {0};

	ck_assert_msg(node_read(a, yaml, strlen(yaml), &root, &err) == FAULT_NONE, "%d: %s",
		      err.line, err.say);
	ck_assert_str_eq(node_find(root, "a")->value, "1");
	ck_assert_int_eq(node_find(root, "b")->line, 2);
}
END_TEST

START_TEST(refuses_bad_bytes_and_bulk)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)64 * 1024 * 1024);
	static const char bad[] = "a: 1\nb: \xff\xfe\n";
	size_t len = NODE_FILE_MAX + 1;
	char *large = arena_take(a, len);
	const struct node *root;
	struct error err;

	ck_assert_int_eq(node_read(a, bad, sizeof(bad) - 1, &root, &err), FAULT_INPUT);
	ck_assert_int_eq(node_read(a, "a: \x01\n", 5, &root, &err), FAULT_INPUT);
	ck_assert_int_eq(node_read(a, "a: 1\0b", 6, &root, &err), FAULT_INPUT);
	memset(large, '#', len);
	ck_assert_int_eq(node_read(a, large, len, &root, &err), FAULT_INPUT);
	memset(large, ',', len);
	large[0] = '[';
	ck_assert_int_eq(node_read(a, large, len - 1, &root, &err), FAULT_INPUT);
	for (size_t i = 0; i + 2 < len; i += 2)
		memcpy(large + i, "- ", 2);
	ck_assert_int_eq(node_read(a, large, len - 2, &root, &err), FAULT_INPUT);
}
END_TEST

SUITE(node, keeps_lines, refuses_with_line, says_what_to_mend, names_the_sign,
      takes_a_byte_order_mark, refuses_bad_bytes_and_bulk)
