/* command_offices.c - whether the offices that a service names are there: no file says it. */
#include "server/commands/command_inside.h"

#include "server/commands/command_files.h"

#include "services/definition/known.h"

struct portals {
	struct party *list;
	size_t count;
	bool is_known;
};

/* Those of the portal at hand. */
static enum fault read_offices(struct command *c, struct portals *ret, struct error *err)
{
	struct registry *r = c->portal->registry != NULL ? c->portal->registry : c->looked_at;

	ret->is_known = r != NULL;
	return r == NULL
		       ? FAULT_NONE
		       : offices_list(r, c->portal->caller, c->arena, &ret->list, &ret->count, err);
}

static bool has_office(const struct portals *of, const char *code)
{
	for (size_t i = 0; i < of->count; i++)
		if (strcmp(of->list[i].code, code) == 0)
			return true;
	return false;
}

/* Whether an earlier place names the same. */
static bool is_told(const struct service *s, size_t place)
{
	for (size_t i = 0; i < place; i++)
		if (strcmp(s->offices[i].code, s->offices[place].code) == 0)
			return true;
	return false;
}

enum fault command_offices_tell(struct command *c, const char *file, const struct service *s,
				struct error *err)
{
	struct portals of = {.count = 0};
	struct error e = {.line = 0};
	char missing[KNOWN_MAX] = "";
	enum fault f = s->office_count == 0 ? FAULT_NONE : read_offices(c, &of, err);

	for (size_t i = 0; f == FAULT_NONE && i < s->office_count; i++) {
		const struct office_name *one = &s->offices[i];

		if (has_office(&of, one->code) || is_told(s, i))
			continue;
		if (e.line == 0)
			snprintf(e.field, sizeof(e.field), "%s", one->key);
		e.line = e.line == 0 ? one->line : e.line;
		known_add(missing, one->code);
	}
	if (f != FAULT_NONE || e.line == 0)
		return f;
	e.say = of.is_known
			? N_("The portal does not have these offices yet: {value}. What is for "
			     "them reaches nobody until they are there. The command is: shubbak "
			     "office add CODE --name NAME.")
			: N_("Whether the portal has these offices is not known here: {value}. The "
			     "command is: shubbak office list.");
	error_fill(&e, "value", "%s", missing);
	command_files_remark(c, file, &e);
	return FAULT_NONE;
}
