/* anchor_test.c - heads that were written down elsewhere tell an older state and another history,
 * line by line. */
#include "tests/services/portal.h"
#include "tests/services/raw.h"
#include "tests/unit.h"

#include "i18n/date.h"
#include "services/registry/registry_inside.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD(call)                                                                                 \
	do {                                                                                       \
		struct error good_err = {0}, *err = &good_err;                                     \
		ck_assert_msg((call) == FAULT_NONE, "%s: %s (%s)", #call, err->say, err->detail);  \
	} while (0)

static char file[FOLDER_PATH];

static void name_file(const char *name)
{
	snprintf(file, sizeof(file), "%s/%s", unit_folder(), name);
}

static void write_file(const char *text)
{
	FILE *f = fopen(file, "w");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

static char *read_all(struct arena *a)
{
	char *text = NULL;
	size_t len;

	GOOD(folder_read(a, file, 1 << 20, &text, &len, err));
	return text;
}

static int lines_in(const char *text)
{
	int lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

/* All that is told, a line each. */
struct told {
	char text[20000];
	int lines;
};

static void keep_line(void *ctx, const char *line)
{
	struct told *t = ctx;
	size_t len = strlen(t->text);

	snprintf(t->text + len, sizeof(t->text) - len, "%s\n", line);
	t->lines++;
}

static struct told compare(struct portal *p)
{
	struct told t = {.lines = 0};
	bool whole = false;

	GOOD(anchor_compare(p->registry, file, keep_line, &t, &whole, err));
	ck_assert(whole == (t.lines == 0));
	return t;
}

START_TEST(heads_are_added_where_something_has_happened)
{
	struct anchor_memory memory = {{0}};
	struct figures figures;
	struct anchor *heads;
	size_t count;
	struct portal p;
	struct stat st;
	char *text;

	portal_open(&p, "anchor-added");
	name_file("added.txt");
	GOOD(anchor_add(p.registry, file, &memory, err));
	GOOD(anchor_add(p.registry, file, &memory, err));
	ck_assert_int_eq(stat(file, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	GOOD(anchor_heads(p.registry, p.arena, &heads, &count, err));
	ck_assert_uint_eq(count, 1);
	GOOD(figures_count(p.registry, &figures, err));
	ck_assert_int_eq(heads[0].seq, figures.ledger_entries);
	ck_assert_str_eq(read_all(p.arena),
			 arena_format(p.arena, "%s %s 0 %lld %s\n", date_rfc3339(p.arena, p.now),
				      p.registry->origin, (long long)figures.ledger_entries,
				      heads[0].hash));
	portal_apply(&p, &p.guest);
	p.now += 3600;
	GOOD(anchor_add(p.registry, file, &memory, err));
	/* A clerk that was started anew knows nothing of it. */
	GOOD(anchor_add(p.registry, file, &(struct anchor_memory){{0}}, err));
	text = read_all(p.arena);
	ck_assert_int_eq(lines_in(text), 3);
	ck_assert_int_eq(compare(&p).lines, 0);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(compare(&p).lines, 0);
	portal_close(&p);
}
END_TEST

/* Whole by itself, whatever is put back: it shows by the lines that came after. */
START_TEST(an_older_state_and_another_history_are_told)
{
	struct anchor_memory memory = {{0}};
	struct told t;
	struct portal p;
	struct raw *r;

	portal_open(&p, "anchor-older");
	name_file("older.txt");
	portal_apply(&p, &p.owner);
	GOOD(anchor_add(p.registry, file, &memory, err));
	r = raw_open(p.folder, p.address);
	raw_keep(r);
	for (int i = 0; i < 2; i++) {
		portal_apply(&p, &p.guest);
		GOOD(anchor_add(p.registry, file, &memory, err));
	}
	ck_assert_int_eq(compare(&p).lines, 0);
	raw_put_back(r);
	raw_close(r);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	t = compare(&p);
	ck_assert_int_eq(t.lines, 2);
	ck_assert_ptr_null(strstr(t.text, "line 1 "));
	ck_assert_ptr_nonnull(strstr(t.text, "Anchor: line 2 ("));
	ck_assert_ptr_nonnull(strstr(t.text, "Anchor: line 3 ("));
	ck_assert_ptr_nonnull(strstr(t.text, "an older state was put back"));

	/* It goes on, to the numbers that the anchor has, with other entries. */
	portal_apply(&p, &p.guest);
	portal_apply(&p, &p.guest);
	ck_assert_int_eq(portal_verify(&p, true), 0);
	t = compare(&p);
	ck_assert_int_eq(t.lines, 2);
	ck_assert_ptr_null(strstr(t.text, "an older state"));
	ck_assert_ptr_nonnull(strstr(t.text, "this is another history"));
	portal_close(&p);
}
END_TEST

#define HASH "62eb6d180b84461a7431787d7035f7a483d718060563dd54f823531f11e01f00"

/* Told by their number, and by nothing that they hold. */
START_TEST(lines_that_are_none_are_told)
{
	static const char *const wrong[] = {
		"",
		"junk",
		"2026-03-14T09:26:53Z 0123456789abcdef 0 49",
		"2026-03-14T09:26:53Z 0123456789abcdef 0 49 " HASH " ",
		"2026-03-14T09:26:53Z 0123456789abcdef 0 0 " HASH,
		"2026-03-14T09:26:53Z 0123456789abcdef 0 -1 " HASH,
		"2026-03-14T09:26:53Z 0123456789abcdef 0 99999999999999999999 " HASH,
		"2026-03-14T09:26:53Z 0123456789abcdef 2147483648 1 " HASH,
		"2026-03-14T09:26:53Z 0123456789abcdef 0 49 62EB" HASH,
		"2026-03-14T09:26:53Z  0 49 " HASH,
		"2026-03-14 0123456789abcdef 0 49 " HASH,
		"2026-03-14T09:26:53Z 0123456789abcdef0123456789abcdef0 0 49 " HASH,
		"\x1b]0;x\x07 0123456789abcdef 0 49 " HASH,
	};
	struct portal p;
	struct told t;

	portal_open(&p, "anchor-wrong");
	name_file("wrong.txt");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		write_file(arena_format(p.arena, "%s\n", wrong[i]));
		t = compare(&p);
		ck_assert_msg(strcmp(t.text, "Anchor: line 1 is none that the portal wrote.\n") ==
				      0,
			      "%s: %s", wrong[i], t.text);
	}
	/* A chain that is not here; and a line that does not end. */
	write_file(arena_format(p.arena,
				"2026-03-14T09:26:53Z 0123456789abcdef 0 49 %s\n%0900d\n%s", HASH,
				7, "half"));
	t = compare(&p);
	ck_assert_int_eq(t.lines, 3);
	ck_assert_ptr_nonnull(strstr(t.text, "line 1 (2026-03-14T09:26:53Z) names entry 49 of"));
	ck_assert_ptr_nonnull(strstr(t.text, "this is another registry"));
	ck_assert_ptr_nonnull(strstr(t.text, "line 2 is none"));
	ck_assert_ptr_nonnull(strstr(t.text, "line 3 is none"));
	portal_close(&p);
}
END_TEST

START_TEST(verify_tells_them_harmless_and_not_without_end)
{
	char text[3000] = "";
	struct told t = {.lines = 0};
	struct portal p;
	struct error none;

	portal_open(&p, "anchor-many");
	name_file("many.txt");
	for (int i = 0; i < 25; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
			 "\x1b[2J26-03-14T09:26:53Z \x1b\xe2\x80\xae 0 49 " HASH "\n");
	write_file(text);
	ck_assert_int_eq(verify_run(p.registry, file, keep_line, &t, &none), FAULT_BROKEN);
	ck_assert_int_eq(t.lines, ANCHOR_TOLD + 1);
	ck_assert_ptr_nonnull(strstr(t.text, "Anchor: 5 more lines do not hold."));
	ck_assert_ptr_null(strchr(t.text, '\x1b'));
	ck_assert_ptr_null(strstr(t.text, "\xe2\x80\xae"));

	write_file("");
	ck_assert_int_eq(verify_run(p.registry, file, keep_line, &t, &none), FAULT_INPUT);
	ck_assert_int_eq(unlink(file), 0);
	ck_assert_int_eq(verify_run(p.registry, file, keep_line, &t, &none), FAULT_MISSING);
	ck_assert_int_eq(verify_run(p.registry, unit_folder(), keep_line, &t, &none), FAULT_INPUT);
	portal_close(&p);
}
END_TEST

START_TEST(what_cannot_be_written_leaves_no_part)
{
	struct anchor_memory memory = {{0}};
	struct portal p;
	struct error none = {0};
	struct rlimit limit;
	char other[FOLDER_PATH], *text;

	portal_open(&p, "anchor-full");
	name_file("no-such-folder/anchor.txt");
	ck_assert_int_eq(anchor_add(p.registry, file, &memory, &none), FAULT_BUSY);
	ck_assert_ptr_nonnull(strstr(none.detail, "No such file"));
	name_file("target.txt");
	write_file("");
	snprintf(other, sizeof(other), "%s", file);
	name_file("link.txt");
	ck_assert_int_eq(symlink(other, file), 0);
	ck_assert_int_eq(anchor_add(p.registry, file, &memory, &none), FAULT_BUSY);

	name_file("full.txt");
	GOOD(anchor_add(p.registry, file, &memory, err));
	text = read_all(p.arena);
	portal_apply(&p, &p.guest);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = strlen(text) + 10;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert_int_eq(anchor_add(p.registry, file, &memory, &none), FAULT_BUSY);
	ck_assert_str_eq(read_all(p.arena), text);
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	GOOD(anchor_add(p.registry, file, &memory, err));
	ck_assert_int_eq(lines_in(read_all(p.arena)), 2);
	ck_assert_int_eq(compare(&p).lines, 0);

	/* One that a power loss cut stays alone on its line. */
	write_file("2026-03-14T09:2");
	GOOD(anchor_add(p.registry, file, &(struct anchor_memory){{0}}, err));
	ck_assert_int_eq(compare(&p).lines, 1);
	portal_close(&p);
}
END_TEST

START_TEST(it_goes_outside_the_state_folder)
{
	struct anchor_memory memory = {{0}};
	char path[FOLDER_PATH + 64], link[FOLDER_PATH];
	struct portal p;
	struct error none;

	portal_open(&p, "anchor-place");
	ck_assert_int_eq(anchor_check_place(p.folder, "relative.txt", &none), FAULT_INPUT);
	ck_assert_int_eq(anchor_check_place(p.folder, p.folder, &none), FAULT_INPUT);
	snprintf(path, sizeof(path), "%s/anchor.txt", p.folder);
	ck_assert_int_eq(anchor_check_place(p.folder, path, &none), FAULT_INPUT);
	snprintf(path, sizeof(path), "%s/documents/../anchor.txt", p.folder);
	ck_assert_int_eq(anchor_check_place(p.folder, path, &none), FAULT_INPUT);
	snprintf(path, sizeof(path), "%s/none/anchor.txt", p.folder);
	ck_assert_int_eq(anchor_check_place(p.folder, path, &none), FAULT_INPUT);
	snprintf(link, sizeof(link), "%s/into-state", unit_folder());
	ck_assert_int_eq(symlink(p.folder, link), 0);
	ck_assert_int_eq(anchor_check_place(p.folder, link, &none), FAULT_INPUT);
	snprintf(path, sizeof(path), "%s-beside", p.folder);
	GOOD(anchor_check_place(p.folder, path, err));
	GOOD(anchor_check_place(p.folder, "/not/there/yet.txt", err));

	/* In a folder, each registry has a file of its own. */
	ck_assert_int_eq(mkdir(path, 0700), 0);
	GOOD(anchor_check_place(p.folder, path, err));
	GOOD(anchor_add(p.registry, path, &memory, err));
	snprintf(file, sizeof(file), "%.4000s/%s.anchor", path, p.registry->origin);
	ck_assert_int_eq(compare(&p).lines, 0);
	portal_close(&p);
}
END_TEST

SUITE(anchor, heads_are_added_where_something_has_happened,
      an_older_state_and_another_history_are_told, lines_that_are_none_are_told,
      verify_tells_them_harmless_and_not_without_end, what_cannot_be_written_leaves_no_part,
      it_goes_outside_the_state_folder)
