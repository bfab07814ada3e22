/* command_demo_services.c - what a demonstration offers besides the catalogue: services of its own,
 * by which is tried what no real one has, and the laws that are told whole. */
#include "server/commands/command_demo.h"

#include "services/definition/file.h"

#include <glob.h>

#define FILE_CAP ((size_t)512 * 1024)
#define LAW_MEMORY ((size_t)256 * 1024 * 1024) /* bytes while all are read */

/* A file as bytes, as in services/definition/own.c. */
#define FILE_OF(name, file)                                                                        \
	__asm__(".pushsection .rodata\n"                                                           \
		".global demo_" #name ", demo_" #name "_end\n"                                     \
		"demo_" #name ":\n"                                                                \
		".incbin \"dist/demo/" file "\"\n"                                                 \
		"demo_" #name "_end:\n"                                                            \
		".byte 0\n"                                                                        \
		".popsection\n");                                                                  \
	extern const char demo_##name[], demo_##name##_end[]

FILE_OF(bookings, "demo-hall-register.yaml");
FILE_OF(clubs, "demo-club-register.yaml");
FILE_OF(registration, "demo-club-registration.yaml");
FILE_OF(report, "demo-club-report.yaml");
FILE_OF(renewal, "demo-club-renewal.yaml");
FILE_OF(change, "demo-club-change.yaml");
FILE_OF(appeal, "demo-market-appeal.yaml");
FILE_OF(stall, "demo-market-stall.yaml");
FILE_OF(help, "demo-home-help.yaml");
FILE_OF(hall, "demo-hall-booking.yaml");

static const struct {
	const char *name, *yaml, *end;
} files[] = {
	{"demo-hall-register.yaml", demo_bookings, demo_bookings_end},
	{"demo-club-register.yaml", demo_clubs, demo_clubs_end},
	{"demo-club-registration.yaml", demo_registration, demo_registration_end},
	{"demo-club-report.yaml", demo_report, demo_report_end},
	{"demo-club-renewal.yaml", demo_renewal, demo_renewal_end},
	{"demo-club-change.yaml", demo_change, demo_change_end},
	{"demo-market-appeal.yaml", demo_appeal, demo_appeal_end},
	{"demo-market-stall.yaml", demo_stall, demo_stall_end},
	{"demo-home-help.yaml", demo_help, demo_help_end},
	{"demo-hall-booking.yaml", demo_hall, demo_hall_end},
};
#define COUNT (sizeof(files) / sizeof(files[0]))

struct given {
	const char *name, *yaml;
	size_t len;
	bool is_read;
};

/* Those of the demonstration, and the laws of every country. */
static enum fault read_files(struct demonstration *d, struct arena *a, struct given **ret,
			     size_t *ret_count, struct error *err)
{
	const char *which = arena_format(a, "%s/[a-z][a-z]/*.yaml", d->command->portal->paths->law);
	glob_t laws = {.gl_pathc = 0};
	enum fault f = FAULT_NONE;

	if (glob(which, 0, NULL, &laws) != 0)
		laws.gl_pathc = 0;
	*ret = arena_array(a, COUNT + laws.gl_pathc, sizeof(**ret));
	for (*ret_count = 0; *ret_count < COUNT; ++*ret_count)
		(*ret)[*ret_count] = (struct given){
			.name = files[*ret_count].name,
			.yaml = files[*ret_count].yaml,
			.len = (size_t)(files[*ret_count].end - files[*ret_count].yaml)};
	for (size_t i = 0; f == FAULT_NONE && i < laws.gl_pathc; i++) {
		struct given *to = &(*ret)[(*ret_count)++];

		to->name = arena_text(a, laws.gl_pathv[i]);
		f = file_text(a, to->name, FILE_CAP, &to->yaml, &to->len, err);
	}
	globfree(&laws);
	return f;
}

/* What is read, and what was: those of a kind one after the other, before those that name them. */
struct reading {
	struct arena *arena;
	struct term_list terms;
	struct given *given;
	size_t count;
	struct versions_item *items;
	size_t read;
	const char *faulty; /* the file of the fault that is told; NULL: it is none's */
};

static enum fault read_one(struct reading *r, struct given *file, struct error *err)
{
	struct definition read;
	enum fault f =
		kind_read(r->arena, &r->terms, file->name, file->yaml, file->len, &read, NULL, err);

	if (f != FAULT_NONE)
		return f;
	if (read.kind != KIND_SERVICE)
		kind_add(r->arena, &r->terms, &read);
	r->items[r->read++] = (struct versions_item){
		.id = read.key, .version = read.version, .yaml = read.kept, .len = read.kept_len};
	file->is_read = true;
	return FAULT_NONE;
}

/* All of a kind, again as long as one more is read: blocks may name each other. */
static enum fault read_kind(struct reading *r, enum kind kind, struct error *err)
{
	size_t before = r->read;
	enum fault f = FAULT_NONE;

	for (size_t i = 0; i < r->count; i++) {
		struct given *file = &r->given[i];
		enum fault one;

		if (file->is_read || kind_read_which(file->yaml, file->len) != kind)
			continue;
		one = read_one(r, file, err);
		f = one == FAULT_NONE ? f : one;
		r->faulty = one == FAULT_NONE ? r->faulty : file->name;
	}
	return f != FAULT_NONE && r->read > before ? read_kind(r, kind, err) : f;
}

enum fault command_demo_services(struct demonstration *d, struct error *err)
{
	ARENA_CLEAN struct arena *a = arena_new(LAW_MEMORY);
	struct reading r = {.arena = a};
	size_t refused;
	enum fault f = lists_terms(d->registry, a, NULL, 0, &r.terms, err);

	if (f == FAULT_NONE)
		f = others_terms(d->registry, a, &r.terms, err);
	if (f == FAULT_NONE)
		f = read_files(d, a, &r.given, &r.count, err);
	r.items = arena_array(a, r.count + 1, sizeof(*r.items));
	for (int kind = 0; f == FAULT_NONE && kind < KIND_COUNT; kind++)
		f = read_kind(&r, (enum kind)kind, err);
	if (f != FAULT_NONE && r.faulty != NULL)
		buffer_format(d->command->err, "%s: ", r.faulty);
	return f == FAULT_NONE ? versions_import(d->registry, r.items, r.read, &refused, err) : f;
}
