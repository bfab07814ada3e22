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
		{"a: \"x\n", 2},
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

SUITE(node, keeps_lines, refuses_with_line, refuses_bad_bytes_and_bulk)
