/* own.c - definitions of catalogue/ as they were when the program was built: for state folders that
 * are older than they are. */
#include "services/definition/own.h"

/* The compilers' own way of taking in a file (#embed) is younger than C17. */
#define OWN(name, file)                                                                            \
	__asm__(".pushsection .rodata\n"                                                           \
		".global own_" #name ", own_" #name "_end\n"                                       \
		"own_" #name ":\n"                                                                 \
		".incbin \"catalogue/" file "\"\n"                                                 \
		"own_" #name "_end:\n"                                                             \
		".byte 0\n"                                                                        \
		".popsection\n");                                                                  \
	extern const char own_##name[], own_##name##_end[]

OWN(calendar_lb, "calendars/lb.yaml");
OWN(calendar_tn, "calendars/tn.yaml");
OWN(calendar_dz, "calendars/dz.yaml");
OWN(calendar_eg, "calendars/eg.yaml");
OWN(template_asked, "templates/asked.yaml");
OWN(template_approved, "templates/approved.yaml");
OWN(template_rejected, "templates/rejected.yaml");
OWN(template_closed, "templates/closed.yaml");
OWN(template_moved, "templates/moved.yaml");
OWN(template_assisted, "templates/assisted.yaml");
OWN(template_renewed, "templates/renewed.yaml");
OWN(template_news, "templates/news.yaml");

const struct own_file own_files[] = {
	{"calendars/lb.yaml", own_calendar_lb, own_calendar_lb_end},
	{"calendars/tn.yaml", own_calendar_tn, own_calendar_tn_end},
	{"calendars/dz.yaml", own_calendar_dz, own_calendar_dz_end},
	{"calendars/eg.yaml", own_calendar_eg, own_calendar_eg_end},
	{"templates/asked.yaml", own_template_asked, own_template_asked_end},
	{"templates/approved.yaml", own_template_approved, own_template_approved_end},
	{"templates/rejected.yaml", own_template_rejected, own_template_rejected_end},
	{"templates/closed.yaml", own_template_closed, own_template_closed_end},
	{"templates/moved.yaml", own_template_moved, own_template_moved_end},
	{"templates/assisted.yaml", own_template_assisted, own_template_assisted_end},
	{"templates/renewed.yaml", own_template_renewed, own_template_renewed_end},
	{"templates/news.yaml", own_template_news, own_template_news_end},
};
const size_t own_count = sizeof(own_files) / sizeof(own_files[0]);
