/* paper.c - what a file that somebody puts for an application may be: codes and words. */
#include "services/document/paper.h"

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
	[PAPER_UNJUDGED] = {"unjudged", N_("This file could not be looked at just now, so it is "
					   "not taken yet. Try again in a minute.")},
	[PAPER_FINE] = {"fine", ""},
	[PAPER_CUT] = {"cut", N_("This file ends too early. What has come is kept for a while: "
				 "send the rest of it (sftp: reput), or send it anew.")},
	[PAPER_OTHER] = {"other", N_("This is no PDF, PNG, JPEG or TIFF file. Scan or save the "
				     "document as one of these, and send that.")},
	[PAPER_MIXED] = {"mixed", N_("There is something else in this file besides the document. "
				     "Save it anew as a PDF or a picture, and send that.")},
	[PAPER_BROKEN] = {"broken", N_("This file is damaged: it cannot be read to its end. Save "
				       "or scan it anew, and send that.")},
	[PAPER_LOCKED] = {"locked", N_("This file opens with a password only. Save it without "
				       "one, and send that.")},
	[PAPER_LARGE] = {"large", N_("This file has too many pages, or pages of too many pixels. "
				     "Send it in parts, or scan it with fewer dots.")},
};

const char *paper_type_code(enum paper_type type)
{
	return types[type].code;
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
