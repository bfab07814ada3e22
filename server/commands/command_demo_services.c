/* command_demo_services.c - services of the demonstration alone: what no real one has is tried by
 * them, such as tasks, and clocks that decide. */
#include "server/commands/command_demo.h"

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
FILE_OF(stall, "demo-market-stall.yaml");
FILE_OF(help, "demo-home-help.yaml");
FILE_OF(hall, "demo-hall-booking.yaml");

static const struct {
	const char *name, *yaml, *end;
} files[] = {
	{"demo-hall-register.yaml", demo_bookings, demo_bookings_end}, /* before who names it */
	{"demo-market-stall.yaml", demo_stall, demo_stall_end},
	{"demo-home-help.yaml", demo_help, demo_help_end},
	{"demo-hall-booking.yaml", demo_hall, demo_hall_end},
};
#define COUNT (sizeof(files) / sizeof(files[0]))

enum fault command_demo_services(struct demonstration *d, struct error *err)
{
	struct arena *a = d->command->arena;
	struct versions_item items[COUNT];
	struct term_list terms;
	size_t refused;
	enum fault f = lists_terms(d->registry, a, NULL, 0, &terms, err);

	for (size_t i = 0; f == FAULT_NONE && i < COUNT; i++) {
		size_t len = (size_t)(files[i].end - files[i].yaml);
		struct definition read;

		f = kind_read(a, &terms, files[i].name, files[i].yaml, len, &read, NULL, err);
		if (f == FAULT_NONE && read.kind != KIND_SERVICE)
			kind_add(a, &terms, &read);
		items[i] = (struct versions_item){.id = read.key,
						  .version = read.version,
						  .yaml = read.kept,
						  .len = read.kept_len};
	}
	return f == FAULT_NONE ? versions_import(d->registry, items, COUNT, &refused, err) : f;
}
