/* dossier_deed.h - an act on an application, or closing a task of it: what its pages share. */
#ifndef TUI_SCREENS_OFFICE_DOSSIER_DEED_H
#define TUI_SCREENS_OFFICE_DOSSIER_DEED_H

#include "tui/screens/office/dossier.h"

struct deed {
	struct screen screen;
	struct dossier *dossier; /* the screen below; it stays there as long as this one is open */
	const struct act *act;   /* of the dossier's definition; NULL: a task is closed */
	const struct task *task;
	struct error error;
	int at;              /* the field that it is about */
	struct arena *arena; /* of the preview; NULL: nothing is shown yet */
	struct dossier_preview preview;
	const char *const *filled; /* what is filled in, line by line; NULL: nothing */
};

/* What it is called; the form of staff that belongs to it, NULL: none; whether it asks for this
 * (enum act_asks), for a stage, for anything; whether the applicant reads none of its words. */
const char *dossier_deed_title(const struct deed *a, struct arena *arena, enum lang lang);
const struct desk_form *dossier_deed_desk(const struct deed *a);
bool dossier_deed_asks(const struct deed *a, unsigned what);
bool dossier_deed_asks_stage(const struct deed *a);
bool dossier_deed_asks_anything(const struct deed *a);
bool dossier_deed_is_inside(const struct deed *a);
void dossier_deed_which(struct page *p, const struct deed *a, enum lang lang);

/* dossier_go.c: the page behind it, with what will be read and the number that does it. */
struct screen *dossier_go_new(const struct deed *from);
extern const struct screen_ops dossier_go_ops;

#endif
