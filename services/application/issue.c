/* issue.c - the documents that an act issues or revokes: made within its transaction, as the
 * definition has them. */
#include "services/application/issue.h"

#include "i18n/base/array.h"
#include "i18n/date.h"
#include "i18n/text.h"
#include "services/application/answers.h"
#include "services/application/desk.h"
#include "services/application/effect_entry_which.h"
#include "services/application/unsent.h"
#include "services/definition/number.h"
#include "services/definition/output.h"
#include "services/party/party.h"
#include "services/registry/limits.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"
#include "services/registry/vouch_issued.h"

/* One act's, while it is done. */
struct issuing {
	struct change *change;
	struct course *course;
	struct form *form; /* read when it is first asked for */
	enum lang lang;
	struct store_issued *rows; /* that there are, the oldest first */
	size_t count, room;
	const char *office, *office_code; /* of the application; "" */
	const char *entry;   /* the number that it has in a register, or is about; "" */
	int64_t entry_until; /* as that entry's; 0: none */
};

/* --- those that there are --- */

static void keep(void *ctx, const struct store_issued *row)
{
	struct issuing *i = ctx;
	struct arena *a = i->change->arena;
	unsigned char *bytes = arena_take(a, row->content.len + 1);

	memcpy(bytes, row->content.at, row->content.len);
	i->rows = array_room_in(a, i->rows, i->count + 1, &i->room, sizeof(*i->rows));
	i->rows[i->count] = *row;
	i->rows[i->count++].content.at = bytes;
}

/* One that was changed past the portal is not signed anew: verify finds it. */
static enum fault end_one(struct issuing *i, struct store_issued *row, const char *status,
			  struct error *err)
{
	struct registry *r = i->change->registry;
	enum fault fault;

	if (!vouch_holds(&r->seal, &store_issued_table, row))
		return fail(err, FAULT_BROKEN,
			    N_("Part of this application is damaged in the registry; please tell "
			       "the portal's operator."),
			    "issued %s is not as it was written", row->id);
	snprintf(row->status, sizeof(row->status), "%s", status);
	row->ended_at = i->change->now;
	vouch_row(&r->seal, &store_issued_table, row, row->mac);
	fault = store_issued_act(r->store, row, err);
	return fault == FAULT_NONE ? vouch_issued(r, row, LEDGER_ISSUE_ENDED, NULL, err) : fault;
}

static enum fault end_all(struct issuing *i, const char *output, const char *status,
			  struct error *err)
{
	enum fault fault = FAULT_NONE;

	for (size_t k = 0; k < i->count && fault == FAULT_NONE; k++)
		if (strcmp(i->rows[k].output, output) == 0 &&
		    strcmp(i->rows[k].status, STORE_ISSUED_VALID) == 0)
			fault = end_one(i, &i->rows[k], status, err);
	return fault;
}

/* --- what it is made of --- */

/* As the applicant has sent them, whoever acts. */
static enum fault read_answers(struct issuing *i, struct error *err)
{
	struct change *c = i->change;
	const struct service *s = i->course->service;
	enum fault fault;

	if (i->form != NULL)
		return FAULT_NONE;
	i->form = form_new(s, s->terms, date_of(c->now));
	fault = answers_load_within(c->registry, c->row.id, ~0U, i->form, err);
	if (fault == FAULT_NONE)
		fault = unsent_hide(c->registry, &c->row, ~0U, i->form, err);
	return fault == FAULT_NONE ? desk_load(i->course, ~0U, i->form, err) : fault;
}

static enum fault read_office(struct issuing *i, struct error *err)
{
	struct party office;
	enum fault fault;

	i->office = i->office_code = "";
	if (i->change->row.office[0] == '\0')
		return FAULT_NONE;
	fault = party_get(i->change->registry, i->change->arena, i->change->row.office, &office,
			  err);
	if (fault == FAULT_NONE) {
		i->office = office.name;
		i->office_code = arena_text(i->change->arena, office.code);
	}
	return fault;
}

/* What this act, or one before it, has entered; or what it is about, as it is with this act. */
static enum fault read_entry(struct issuing *i, struct error *err)
{
	const char *book = output_book(i->course->service);
	struct store_register_entry entry;
	bool found = false;
	enum fault fault = FAULT_NONE;

	i->entry = "";
	i->entry_until = 0;
	if (book != NULL)
		fault = effect_entry_find(i->change->registry, i->change->row.id,
					  i->course->service, book, &entry, &found, err);
	if (fault == FAULT_NONE && found) {
		i->entry = arena_text(i->change->arena, entry.number);
		i->entry_until = entry.until;
	}
	return fault;
}

/* Its last day; 0: it holds for ever. */
static enum fault last_day(const struct issuing *i, const struct output *output, struct date day,
			   int64_t *ret, struct error *err)
{
	static const char units[] = {[UNIT_DAY] = 'd', [UNIT_WEEK] = 'w', [UNIT_MONTH] = 'm'};
	struct date last;
	char word[40];
	enum fault fault;

	*ret = 0;
	if (output->valid_as_entry && i->entry_until > 0)
		*ret = date_number(date_of(i->entry_until - 1));
	if (output->valid.value == 0)
		return FAULT_NONE;
	snprintf(word, sizeof(word), "today+%d%c", output->valid.value, units[output->valid.unit]);
	fault = date_limit(word, day, &last, err);
	if (fault == FAULT_NONE)
		*ret = date_number(last);
	return fault;
}

/* --- its number --- */

static void put_scope(const struct issuing *i, const struct output *output, struct date day,
		      char to[200])
{
	const struct output_number *number = &output->number;
	char year[8] = "";

	if (number_has(number->text, PIECE_YEAR, NULL))
		snprintf(year, sizeof(year), "/%04d", day.year);
	snprintf(to, 200, "%s/%s/%s%s", i->course->service->id, output->id,
		 number->by_office ? i->change->row.office : "", year);
}

static const char *piece_text(const struct issuing *i, const struct number_piece *p,
			      struct date day, int64_t n)
{
	struct arena *a = i->change->arena;

	switch (p->kind) {
	case PIECE_YEAR: return arena_format(a, "%04d", day.year);
	case PIECE_OFFICE: return i->office_code;
	case PIECE_COUNT: return arena_format(a, "%0*lld", p->digits, (long long)n);
	case PIECE_COLUMN:
	case PIECE_WORDS: break;
	}
	return arena_slice(a, p->words, p->len);
}

/* Whole or not at all: two that are cut may be the same. */
static enum fault put_number(const struct issuing *i, const struct output *output, struct date day,
			     struct store_issued *row, struct error *err)
{
	struct number_piece p;
	size_t len = 0;

	for (size_t at = 0; number_piece(output->number.text, &at, &p);) {
		len += (size_t)snprintf(row->number + len, sizeof(row->number) - len, "%s",
					piece_text(i, &p, day, row->n));
		if (len >= sizeof(row->number))
			return fail(err, FAULT_DENIED,
				    N_("The number of the document that this act issues would be "
				       "too long. Nothing was done; please tell the portal's "
				       "operator."),
				    "issued number");
	}
	return FAULT_NONE;
}

/* --- one --- */

static void put_line(struct buffer *to, struct arena *a, const char *what, const char *value)
{
	char *text = text_safe(a, value, 0);

	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	if (text[0] != '\0')
		buffer_format(to, "%s\t%s\n", what, text);
}

static enum fault too_long(struct error *err)
{
	return fail(err, FAULT_DENIED,
		    N_("The document that this act issues would be too long with these answers. "
		       "Nothing was done; please tell the portal's operator."),
		    "issued text");
}

static enum fault write_content(struct issuing *i, const struct output *output,
				struct store_issued *row, const char *code, struct error *err)
{
	struct arena *a = i->change->arena;
	const struct service *s = i->course->service;
	const char *country = s->country;
	char reference[REFERENCE_DIGITS + 4];
	const char *facts[OUTPUT_FACTS] = {
		[OUTPUT_NUMBER] = row->number,
		[OUTPUT_ISSUED] = date_show(a, i->lang, country, date_of(row->at)),
		[OUTPUT_VALID_UNTIL] = row->until == 0 ? ""
						       : date_show(a, i->lang, country,
								   date_from_number(row->until)),
		[OUTPUT_SUBMITTED] =
			date_show(a, i->lang, country, date_of(i->change->row.submitted_at)),
		[OUTPUT_REFERENCE] = reference,
		[OUTPUT_SERVICE] = s->name.in[i->lang],
		[OUTPUT_AUTHORITY] = s->authority.in[i->lang],
		[OUTPUT_OFFICE] = i->office,
		[OUTPUT_REGISTER] = i->entry,
	};
	const struct field_path holder = {output->holder_section, 0, output->holder};
	BUFFER_CLEAN struct buffer to;
	struct sealed sealed;
	enum fault fault;

	reference_show(i->change->row.reference, reference);
	buffer_open(&to, LIMIT_ISSUED_TEXT);
	put_line(&to, a, ISSUE_CODE, code);
	if (output->holder != NULL && form_asks(i->form, &holder))
		put_line(&to, a, ISSUE_HOLDER, form_show(i->form, a, &holder, i->lang));
	put_line(&to, a, ISSUE_TITLE, output->name.in[i->lang]);
	put_line(&to, a, ISSUE_AUTHORITY, s->authority.in[i->lang]);
	fault = issue_text(a, i->form, output, i->lang, facts, &to);
	if (fault != FAULT_NONE || to.full)
		return too_long(err);
	sealed = seal_words(&i->change->registry->seal, a, row->id, ISSUE_BINDING, to.data);
	row->content = (struct table_bytes){sealed.bytes, sealed.len};
	return FAULT_NONE;
}

static enum fault add(struct issuing *i, const struct output *output, struct error *err)
{
	struct change *c = i->change;
	struct registry *r = c->registry;
	struct store_issued row = {.at = c->as_of > 0 ? c->as_of : c->now,
				   .version = c->row.version,
				   .status = STORE_ISSUED_VALID};
	struct date day = date_of(row.at);
	char code[DOCUMENT_DIGITS + 1];
	enum fault fault;

	id_new(row.id);
	snprintf(row.application, sizeof(row.application), "%s", c->row.id);
	snprintf(row.service, sizeof(row.service), "%s", c->row.service);
	snprintf(row.output, sizeof(row.output), "%s", output->id);
	snprintf(row.lang, sizeof(row.lang), "%s", lang_codes[i->lang]);
	reference_new_document(code);
	seal_index(&r->seal, ISSUE_INDEX, code, row.found);
	put_scope(i, output, day, row.scope);
	fault = last_day(i, output, day, &row.until, err);
	if (fault == FAULT_NONE)
		fault = store_issued_take(r->store, row.scope, &row.n, err);
	if (fault == FAULT_NONE)
		fault = put_number(i, output, day, &row, err);
	if (fault == FAULT_NONE)
		fault = write_content(i, output, &row, code, err);
	if (fault != FAULT_NONE)
		return fault;
	vouch_row(&r->seal, &store_issued_table, &row, row.mac);
	fault = store_issued_add(r->store, &row, err);
	return fault == FAULT_NONE ? vouch_issued(r, &row, LEDGER_ISSUED, code, err) : fault;
}

static enum fault issue(struct issuing *i, const struct output *output, struct error *err)
{
	enum fault fault;

	if (i->count >= LIMIT_ISSUED)
		return fail(err, FAULT_DENIED,
			    N_("As many documents as one application can have were issued of this "
			       "one."),
			    "%zu documents", i->count);
	fault = read_answers(i, err);
	if (fault == FAULT_NONE)
		fault = read_office(i, err);
	if (fault == FAULT_NONE)
		fault = read_entry(i, err);
	if (fault == FAULT_NONE)
		fault = end_all(i, output->id, STORE_ISSUED_REPLACED, err);
	return fault == FAULT_NONE ? add(i, output, err) : fault;
}

enum fault issue_apply(struct change *c, struct course *course, const struct act *act,
		       struct error *err)
{
	struct issuing i = {.change = c, .course = course, .lang = LANG_EN};
	enum fault fault = FAULT_NONE;

	if (act->output_count == 0)
		return FAULT_NONE;
	lang_find(c->row.lang, &i.lang);
	fault = store_issued_of(c->registry->store, c->row.id, keep, &i, err);
	for (size_t k = 0; k < act->output_count && fault == FAULT_NONE; k++) {
		const struct act_output *effect = &act->outputs[k];
		const struct output *output = output_of(course->service, effect->id);

		if (output == NULL)
			continue; /* of an older reader's definition */
		fault = effect->revokes ? end_all(&i, output->id, STORE_ISSUED_REVOKED, err)
					: issue(&i, output, err);
	}
	form_free(i.form);
	return fault;
}
