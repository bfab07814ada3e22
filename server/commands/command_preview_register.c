/* command_preview_register.c - what a register's definition makes of an entry, shown to its author
 * before it is imported. */
#include "server/commands/command_files.h"

#include "server/commands/command_entry.h"

#include "services/definition/number.h"
#include "services/definition/register.h"
#include "services/definition/type.h"
#include "tui/page/words_entry.h"

/* An answer of a person who might be there. */
static const char *sample_of(const struct term_list *terms, struct arena *a, enum lang lang,
			     const struct register_column *c)
{
	const struct type_option *options;
	const char *const *samples =
		c->is_person ? type_name.samples[lang] : c->question.type->samples[lang];

	if (c->question.type == &type_text && !c->is_person)
		return arena_format(a, "[%s]", c->question.label.in[lang]);
	if (type_options(terms, a, &c->question, &options) > 0)
		return options[0].code;
	if (samples == NULL)
		samples = (c->is_person ? &type_name : c->question.type)->samples[0];
	return samples == NULL ? "…" : samples[0];
}

static const char *group_of(const struct term_list *terms, struct arena *a, enum lang lang,
			    const struct register_column *c)
{
	const char *text = "";

	for (size_t i = 0; i < c->of_count; i++)
		text = arena_format(a, i == 0 ? "%s%s" : "%s\t%s", text,
				    sample_of(terms, a, lang, &c->of[i]));
	return text;
}

/* The number's text with what is known, as "EG-C-{year}-00001". */
static const char *number_of(const struct term_list *terms, struct arena *a, enum lang lang,
			     const struct register_definition *d)
{
	const char *number = "";
	struct number_piece p;

	for (size_t at = 0; number_piece(d->number.text, &at, &p);) {
		const char *words = arena_slice(a, p.words, p.len);
		const struct register_column *c =
			p.kind == PIECE_COLUMN ? register_column(d, words) : NULL;

		if (c != NULL)
			words = sample_of(terms, a, lang, c);
		else if (p.kind == PIECE_COUNT)
			words = arena_format(a, "%0*d", p.digits, 1);
		else if (p.kind == PIECE_YEAR)
			words = arena_format(a, "%d", date_of((int64_t)time(NULL)).year);
		number = arena_format(a, "%s%s", number, words);
	}
	return number;
}

static struct entry entry_of(const struct term_list *terms, struct arena *a, enum lang lang,
			     const struct register_definition *d, bool all)
{
	struct entry e = {.of = d,
			  .status = &d->statuses[0],
			  .status_id = d->statuses[0].id,
			  .since = (int64_t)time(NULL),
			  .cells = arena_array(a, d->column_count, sizeof(*e.cells))};

	snprintf(e.number, sizeof(e.number), "%s", number_of(terms, a, lang, d));
	for (size_t i = 0; i < d->column_count; i++) {
		const struct register_column *c = &d->columns[i];

		if (all || c->question.class == CLASS_PUBLIC)
			e.cells[e.cell_count++] = (struct entry_cell){
				.column = c,
				.value = c->of != NULL ? group_of(terms, a, lang, c)
						       : sample_of(terms, a, lang, c)};
	}
	return e;
}

static void show_acts(struct command *c, const struct register_definition *d)
{
	for (size_t i = 0; i < d->act_count; i++)
		command_bullet(c, arena_format(c->arena, "%s: %s (%s)", d->acts[i].id,
					       d->acts[i].name.in[c->lang],
					       d->acts[i].to == NULL ? "–" : d->acts[i].to->id));
	for (size_t i = 0; i < d->later_count; i++)
		command_bullet(c, arena_format(c->arena, "%s: %s", d->laters[i].id,
					       d->laters[i].name.in[c->lang]));
}

bool command_preview_register(struct command *c, const struct term_list *terms, enum lang lang,
			      enum exit_status *ret)
{
	const char *file = c->arguments.words[0], *yaml = "";
	struct fault_list *faults = arena_take(c->arena, sizeof(*faults));
	struct definition d = {.what = NULL};
	struct error err = {0};
	size_t len = 0;
	struct entry e;
	enum fault f = command_files_read(c->arena, file, &yaml, &len, &err);

	if (f != FAULT_NONE || kind_read_which(yaml, len) != KIND_REGISTER)
		return false;
	f = kind_read(c->arena, terms, file, yaml, len, &d, faults, &err);
	*ret = command_files_tell(c, file, faults, f, &err) == FAULT_NONE ? EXIT_DONE : EXIT_USAGE;
	if (*ret != EXIT_DONE)
		return true;
	message_use(lang);
	c->lang = lang;
	e = entry_of(terms, c->arena, lang, d.what, false);
	buffer_format(c->out, "=== check %s\n", d.id);
	command_entry_print(c, terms, &e);
	e = entry_of(terms, c->arena, lang, d.what, true);
	buffer_format(c->out, "=== entry show %s\n", d.id);
	command_entry_print(c, terms, &e);
	show_acts(c, d.what);
	return true;
}
