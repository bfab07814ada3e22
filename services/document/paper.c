/* paper.c - what a file that somebody puts for an application may be: codes and words. */
#include "services/document/paper.h"

#include <string.h>

static const struct {
	const char *code, *message;
} types[PAPER_TYPES] = {
	[PAPER_NO_TYPE] = {"", ""},
	[PAPER_PDF] = {"pdf", N_("PDF document")},
	[PAPER_PNG] = {"png", N_("PNG picture")},
	[PAPER_JPEG] = {"jpeg", N_("JPEG picture")},
	[PAPER_TIFF] = {"tiff", N_("TIFF picture")},
};

static const struct {
	const char *code, *message;
} verdicts[] = {
	[PAPER_UNJUDGED] = {"unjudged", N_("This file could not be checked just now, so it has not "
					   "been accepted yet. Please try again in a minute.")},
	[PAPER_FINE] = {"fine", ""},
	[PAPER_CUT] = {"cut",
		       N_("This file is incomplete. What has arrived is kept for a while: send the "
			  "rest of it (sftp: reput), or send the whole file again.")},
	[PAPER_OTHER] = {"other", N_("This is not a PDF, PNG, JPEG or TIFF file. Scan or save the "
				     "document as one of these, and send that.")},
	[PAPER_MIXED] = {"mixed",
			 N_("There is something else in this file besides the document. Save the "
			    "document again as a PDF or a picture, and send that.")},
	[PAPER_BROKEN] = {"broken", N_("This file is damaged: it cannot be read to the end. Save "
				       "or scan the document again, and send that.")},
	[PAPER_LOCKED] = {"locked", N_("This file is protected by a password. Save it without one, "
				       "then send it again.")},
	[PAPER_LARGE] = {"large", N_("This file has too many pages, or its pages are too large. "
				     "Send it in parts, or scan it at a lower resolution.")},
};

const char *paper_type_code(enum paper_type type)
{
	return types[type].code;
}

enum paper_type paper_type_of(const char *code)
{
	for (int type = PAPER_PDF; type < PAPER_TYPES; type++)
		if (strcmp(types[type].code, code) == 0)
			return (enum paper_type)type;
	return PAPER_NO_TYPE;
}

const char *paper_type_message(enum paper_type type)
{
	return types[type].message;
}

const char *paper_verdict_code(enum paper_verdict verdict)
{
	return verdicts[verdict].code;
}

const char *paper_verdict_message(enum paper_verdict verdict)
{
	return verdicts[verdict].message;
}

bool paper_takes(const struct paper *p, enum paper_type type)
{
	return p->types == 0 || (type > PAPER_NO_TYPE && (p->types & 1U << (type - 1)) != 0);
}

/* They are the same in every language. */
char *paper_types(struct arena *a, const struct paper *p)
{
	static const char *const names[] = {"PDF", "PNG", "JPEG", "TIFF"};
	char *list = arena_text(a, "");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (paper_takes(p, (enum paper_type)(i + 1)))
			list = arena_format(a, "%s%s%s", list, *list == '\0' ? "" : ", ", names[i]);
	return list;
}
