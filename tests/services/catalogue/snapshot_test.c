/* snapshot_test.c - whatever stands in the snapshot's file, it is refused or makes a catalogue. */
#include "tests/unit.h"

#include "services/registry/folder.h"
#include "services/services.h"

#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUM 32
#define ROOM ((size_t)64 * 1024)
#define READS 400 /* into one catalogue, before there is another */
#define FLIPS 1500

/* A snapshot as it is being written by somebody who knows how. */
struct forged {
	unsigned char bytes[ROOM];
	size_t size;
};

static void put(struct forged *f, const void *bytes, size_t len)
{
	ck_assert_uint_le(f->size + len + SUM, ROOM);
	memcpy(f->bytes + f->size, bytes, len);
	f->size += len;
}

static void put_number(struct forged *f, uint64_t number, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--)
		put(f, &(unsigned char){(unsigned char)(number >> (8 * i))}, 1);
}

static void put_text(struct forged *f, const char *text)
{
	put_number(f, strlen(text), 4);
	put(f, text, strlen(text));
}

static void begin(struct forged *f, uint64_t count)
{
	f->size = 0;
	put(f, "catalog2", 8);
	put_number(f, 7, 8);
	put_number(f, count, 4);
}

/* With the right checksum: only what it says can be wrong. */
static size_t sealed(struct forged *f)
{
	crypto_generichash(f->bytes + f->size, SUM, f->bytes, f->size, NULL, 0);
	return f->size + SUM;
}

static struct catalogue *into;
static unsigned reads;

/* Room that ends where nothing is: whoever reads a byte beyond it is ended. */
static unsigned char *room_before_nothing(void)
{
	static unsigned char *end;
	unsigned char *map;

	if (end != NULL)
		return end;
	map = mmap(NULL, 2 * ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(map, MAP_FAILED);
	ck_assert_int_eq(mprotect(map + ROOM, ROOM, PROT_NONE), 0);
	end = map + ROOM;
	return end;
}

static enum fault read_bytes(const unsigned char *bytes, size_t size)
{
	unsigned char *copy = room_before_nothing() - size;
	struct error err = {0};
	enum fault f;

	if (reads++ % READS == 0) {
		catalogue_free(into);
		into = NULL;
		ck_assert_int_eq(catalogue_open("catalogue", &into, &err), FAULT_NONE);
	}
	memcpy(copy, bytes, size);
	f = snapshot_read(copy, size, into, &err);
	if (f == FAULT_NONE)
		for (size_t i = 0; i < catalogue_count(into); i++)
			ck_assert_ptr_nonnull(catalogue_at(into, i)->name.in[LANG_EN]);
	return f;
}

/* A service that ends. */
static void put_end(struct forged *f, const char *id, const char *day, const char *instead,
		    unsigned over)
{
	put_text(f, id);
	put_text(f, day);
	put_text(f, instead);
	put_number(f, over, 1);
}

/* A real definition between two that no version can read. */
static void forge(struct forged *f)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1024 * 1024);
	char *yaml = NULL;
	size_t len = 0;

	ck_assert_int_eq(folder_read(a, "catalogue/eg/eg-small-enterprise-tax-return.yaml",
				     ROOM / 2, &yaml, &len, NULL),
			 FAULT_NONE);
	begin(f, 3);
	put_text(f, "aa");
	put_text(f, "x: 1");
	put_text(f, "eg-small-enterprise-tax-return");
	put_text(f, yaml);
	put_text(f, "zz");
	put_text(f, "- y");
	put_number(f, 2, 4);
	put_end(f, "eg-small-enterprise-tax-return", "2027-01-31", "-", 0);
	put_end(f, "aa", "2026-01-01", "eg-small-enterprise-tax-return", 1);
}

START_TEST(what_is_whole_is_taken)
{
	struct forged f;
	const char *last;

	forge(&f);
	ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_NONE);
	ck_assert_uint_eq(catalogue_count(into), 1);
	ck_assert_int_eq(catalogue_at(into, 0)->end->day.year, 2027);
	begin(&f, 0);
	put_number(&f, 0, 4);
	ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_NONE);
	begin(&f, 0);
	put_number(&f, 1, 4);
	put_end(&f, "aa", "-", "-", 0);
	ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_NONE);
	ck_assert_uint_eq(catalogue_ends_passed_over(into, &last), 1);
	ck_assert_str_eq(last, "aa");
}
END_TEST

START_TEST(every_cut_is_refused)
{
	struct forged f, cut;
	size_t size;

	forge(&f);
	size = sealed(&f);
	for (size_t i = 0; i < size; i++)
		ck_assert_int_eq(read_bytes(f.bytes, i), FAULT_BROKEN);
	/* By somebody who makes the checksum anew. */
	for (size_t i = 0; i < f.size; i++) {
		memcpy(cut.bytes, f.bytes, i);
		cut.size = i;
		ck_assert_int_eq(read_bytes(cut.bytes, sealed(&cut)), FAULT_BROKEN);
	}
}
END_TEST

START_TEST(any_byte_may_be_any_other)
{
	struct forged f, turned;
	unsigned long good = 0;
	uint32_t dice = 20261126;
	size_t size;

	forge(&f);
	size = sealed(&f);
	for (int i = 0; i < FLIPS; i++) {
		size_t at;

		turned = f;
		for (int j = 0; j <= i % 3; j++) {
			dice = dice * 1664525 + 1013904223;
			at = (dice >> 8) % f.size;
			/* Every other time among the lengths and ids at the beginning. */
			at = i % 2 == 0 ? at % 80 : at;
			turned.bytes[at] ^= (unsigned char)(1 + (dice >> 3) % 255);
		}
		if (memcmp(turned.bytes, f.bytes, f.size) == 0)
			continue;
		ck_assert_int_eq(read_bytes(turned.bytes, size), FAULT_BROKEN);
		good += read_bytes(turned.bytes, sealed(&turned)) == FAULT_NONE;
	}
	ck_assert_uint_gt(good, FLIPS / 10);
	ck_assert_uint_lt(good, FLIPS * 9 / 10);
}
END_TEST

/* With what follows the definitions: no service ends. */
static void refuses(struct forged *f)
{
	put_number(f, 0, 4);
	ck_assert_int_eq(read_bytes(f->bytes, sealed(f)), FAULT_BROKEN);
}

START_TEST(lies_about_lengths_are_refused)
{
	static const uint64_t lengths[] = {0, 80, 4096, 0x7fffffff, 0x80000000, 0xffffffff};
	struct forged f;
	char nul[3] = {'a', '\0', 'b'};

	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		begin(&f, 1);
		put_number(&f, lengths[i], 4);
		put(&f, "aa", 2);
		put_text(&f, "x: 1");
		refuses(&f);
		begin(&f, 1);
		put_text(&f, "aa");
		put_number(&f, lengths[i], 4);
		put(&f, "x: 1", 4);
		refuses(&f);
		if (lengths[i] == 0)
			continue;
		begin(&f, lengths[i]);
		put_text(&f, "aa");
		put_text(&f, "x: 1");
		refuses(&f);
	}
	/* More than it says, a NUL in a name, a name that is no text. */
	begin(&f, 1);
	put_text(&f, "aa");
	put_text(&f, "x: 1");
	put_number(&f, 0, 4);
	put(&f, "", 1);
	ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_BROKEN);
	begin(&f, 1);
	put_number(&f, sizeof(nul), 4);
	put(&f, nul, sizeof(nul));
	put_text(&f, "x: 1");
	refuses(&f);
	begin(&f, 1);
	put_text(&f, "\xff\xfe");
	put_text(&f, "x: 1");
	refuses(&f);
}
END_TEST

START_TEST(lies_about_ends_are_refused)
{
	static const struct {
		const char *id, *day, *instead;
		unsigned over;
	} wrong[] = {
		{"aa", "2026-02-30", "-", 0},   {"aa", "tomorrow", "-", 0},
		{"aa", "2026-01-01", "-", 2},   {"", "2026-01-01", "-", 0},
		{"aa", "2026-01-01", "", 0},    {"aa", "2026-01-011", "-", 0},
		{"\xff", "2026-01-01", "-", 0},
	};
	struct forged f;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		begin(&f, 0);
		put_number(&f, 1, 4);
		put_end(&f, wrong[i].id, wrong[i].day, wrong[i].instead, wrong[i].over);
		ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_BROKEN);
	}
	begin(&f, 0);
	put_number(&f, 0xffffffff, 4);
	put_end(&f, "aa", "2026-01-01", "-", 1);
	ck_assert_int_eq(read_bytes(f.bytes, sealed(&f)), FAULT_BROKEN);
}
END_TEST

static enum fault load_from(const char *folder)
{
	struct snapshot s = {.bytes = NULL};
	enum fault f = snapshot_take(folder, &s, NULL);

	snapshot_drop(&s);
	return f;
}

/* What has the file's name must be a file, and one that is there itself. */
START_TEST(only_a_file_is_opened)
{
	char folder[200], path[240], elsewhere[240];
	struct forged f;
	FILE *to;

	snprintf(folder, sizeof(folder), "%s/snapshot", unit_folder());
	snprintf(path, sizeof(path), "%s/catalogue.snap", folder);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", folder);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	ck_assert_int_eq(load_from(folder), FAULT_MISSING);
	forge(&f);
	to = fopen(elsewhere, "w");
	ck_assert_ptr_nonnull(to);
	ck_assert_uint_eq(fwrite(f.bytes, 1, sealed(&f), to), f.size + SUM);
	fclose(to);
	ck_assert_int_eq(symlink(elsewhere, path), 0);
	ck_assert_int_eq(load_from(folder), FAULT_BUSY);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_int_eq(load_from(folder), FAULT_BROKEN);
	ck_assert_int_eq(snapshot_stamp(folder), -1);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert_int_eq(load_from(folder), FAULT_BROKEN);
	ck_assert_int_eq(rmdir(path), 0);
	ck_assert_int_eq(rename(elsewhere, path), 0);
	ck_assert_int_eq(load_from(folder), FAULT_NONE);
	ck_assert_int_eq(snapshot_stamp(folder), 7);
	ck_assert_int_eq(truncate(path, (off_t)SNAPSHOT_MOST + 1), 0);
	ck_assert_int_eq(load_from(folder), FAULT_BROKEN);
	ck_assert_int_eq(truncate(path, 19), 0);
	ck_assert_int_eq(snapshot_stamp(folder), -1);
}
END_TEST

SUITE(snapshot, what_is_whole_is_taken, every_cut_is_refused, any_byte_may_be_any_other,
      lies_about_lengths_are_refused, lies_about_ends_are_refused, only_a_file_is_opened)
