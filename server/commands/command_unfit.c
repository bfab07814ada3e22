/* command_unfit.c - what is told of services that are there when a register comes that they do not
 * fit. */
#include "server/commands/command_inside.h"

#include "server/commands/command_files.h"

#include "services/catalogue/registers.h"

#include <string.h>

struct telling {
	struct command *command;
	const char *const *coming; /* ids of services that come with it; NULL ends them */
	bool any;
};

static void tell(void *ctx, const struct registers_unfit *u)
{
	struct telling *t = ctx;
	struct command *c = t->command;
	const char *words = message_error(c->arena, u->what);

	for (size_t i = 0; t->coming[i] != NULL; i++)
		if (strcmp(t->coming[i], u->service) == 0)
			return;
	if (!u->refused)
		words = FILL(c->arena, _("worth a second look: {words}"), {"words", words});
	buffer_format(
		c->err, "%s\n",
		/* TRANSLATORS: a service that is there and a register that comes */
		text_safe(c->arena,
			  FILL(c->arena,
			       _("{service} {version} does not fit the register as it is here, "
				 "line {line}: {words}"),
			       {"service", u->service},
			       {"version", arena_format(c->arena, "%d", u->version)},
			       {"line", arena_format(c->arena, "%d", u->what->line)},
			       {"words", words}),
			  0));
	t->any = true;
}

enum fault command_unfit_tell(struct command *c, struct registry *r, const struct term_list *before,
			      const struct term_list *now, const char *const *coming,
			      struct error *err)
{
	struct telling t = {c, coming, false};
	enum fault f = registers_each_unfit(r, before, now, tell, &t, err);

	if (t.any)
		buffer_format(c->err, "%s\n",
			      _("Give a higher version of these services together with the "
				"register: until then they do with its entries what they did "
				"before."));
	return f;
}
