/* register_read.c - a register read from its definition file. */
#include "services/definition/register_read.h"

#include "services/definition/kind.h"
#include "services/definition/term.h"

#include <string.h>

/* --- statuses --- */

static void own_status(struct reader *r, const struct node *n, struct register_status *to)
{
	char known[KNOWN_MAX] = "";

	to->id = n->value;
	if (register_own_name(to->id, &to->bears) != NULL) {
		to->id = arena_text(r->arena, to->id);
		return;
	}
	for (size_t i = 0; register_own_status(i) != NULL; i++)
		known_add(known, register_own_status(i));
	reader_fault_known(r, n,
			   N_("The portal has no words for the status \"{value}\", only for: "
			      "{known}. Write {id, name, bears: holds, rests or ended}."),
			   n->value, known);
	to->id = NULL;
}

static void read_status(struct reader *r, const struct node *n, struct register_definition *d)
{
	static const char *const keys[] = {"id", "name", "bears", NULL};
	struct register_status *to = &d->statuses[d->status_count];
	int bears;

	if (n->kind == NODE_WORD) {
		own_status(r, n, to);
	} else {
		if (!reader_map(r, n, keys))
			return;
		to->id = reader_id(r, n, "id");
		to->name = reader_text(r, n, "name", true, READER_NAME_MAX);
		bears = reader_choice(r, n, "bears", register_bearing_codes);
		to->bears = bears < 0 ? REGISTER_HOLDS : (enum register_bearing)bears;
	}
	if (to->id == NULL)
		return;
	if (register_status(d, to->id) != NULL)
		reader_fault(r, n, N_("The id \"{value}\" appears twice here."), to->id);
	else
		d->status_count++;
}

static void read_statuses(struct reader *r, const struct node *root, struct register_definition *d)
{
	const struct node *list = reader_list(r, root, "statuses", true, 20);

	if (list == NULL)
		return;
	d->statuses = arena_array(r->arena, list->count, sizeof(*d->statuses));
	for (const struct node *n = list->first; n != NULL; n = n->next)
		read_status(r, n, d);
	if (d->status_count > 0 && d->statuses[0].bears != REGISTER_HOLDS)
		reader_fault(r, list,
			     N_("A new entry has the first status of the list: let that be one "
				"that holds, such as active."),
			     NULL);
}

/* --- the whole --- */

static void read_head(struct reader *r, const struct node *root, struct register_definition *d)
{
	static const long versions[2] = {1, 1000000};
	int subject;

	d->id = reader_id(r, root, "register");
	if (d->id != NULL && strlen(d->id) > REGISTER_ID)
		reader_fault(r, reader_find(root, "register"),
			     N_("The id \"{value}\" is too long: at most 60 letters."), d->id);
	reader_number(r, root, "version", true, versions, &d->version);
	d->name = reader_text(r, root, "name", true, READER_NAME_MAX);
	d->authority = reader_text(r, root, "authority", true, READER_NAME_MAX);
	d->country = reader_word(r, root, "country", true);
	if (d->country != NULL && term_country(r->terms, d->country) == NULL)
		reader_fault(r, reader_find(root, "country"),
			     N_("\"{value}\" is no country of terms.yaml."), d->country);
	subject = reader_choice(r, root, "subject", register_subject_codes);
	d->subject = subject < 0 ? REGISTER_THING : (enum register_subject)subject;
}

void register_read(struct reader *r, const struct node *root, struct definition *ret)
{
	static const char *const keys[] = {"register", "version", "name",   "authority",
					   "country",  "subject", "number", "columns",
					   "statuses", "acts",    "later",  NULL};
	struct register_definition *d = arena_take(r->arena, sizeof(*d));

	if (!reader_map(r, root, keys))
		return;
	read_head(r, root, d);
	read_statuses(r, root, d);
	if (d->country != NULL)
		register_read_columns(r, root, d);
	register_read_acts(r, root, d);
	register_read_laters(r, root, d);
	ret->id = d->id;
	ret->version = d->version;
	ret->what = d;
}
