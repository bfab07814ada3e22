/* entry_number.c - the number of a new entry: counted within its scope, without gaps. */
#include "services/register/entry_number.h"

#include "i18n/date.h"
#include "i18n/fold.h"
#include "services/definition/number.h"
#include "services/party/party.h"
#include "services/registry/registry_inside.h"

#include <string.h>

/* What a place is, but the count. */
struct places {
	const struct entry_deed *deed;
	const char *year, *office;
};

static const char *value_of(const struct places *p, const char *id, size_t len)
{
	for (size_t i = 0; i < p->deed->put_count; i++) {
		const char *column = p->deed->puts[i].column->question.id;

		if (strlen(column) == len && strncmp(column, id, len) == 0)
			return p->deed->puts[i].value;
	}
	return "";
}

static const char *scope_value(const struct places *p, const char *id)
{
	if (strcmp(id, "year") == 0)
		return p->year;
	if (strcmp(id, "office") == 0)
		return p->office;
	return value_of(p, id, strlen(id));
}

static enum fault is_missing(const char *what, struct error *err)
{
	fail(err, FAULT_INPUT,
	     N_("The register's number is made of “{column}”, which is not known here: the entry "
		"cannot be made before it is."),
	     "no %s", what);
	error_fill(err, "column", "%s", what);
	return FAULT_INPUT;
}

static enum fault write_scope(struct arena *a, const struct places *p,
			      struct store_register_entry *row, struct error *err)
{
	const struct register_number *n = &p->deed->of->number;
	const char *scope = "";

	for (size_t i = 0; i < n->scope_count; i++) {
		const char *value = scope_value(p, n->scope[i]);

		if (value[0] == '\0')
			return is_missing(n->scope[i], err);
		scope = arena_format(a, i == 0 ? "%s%s" : "%s/%s", scope, value);
	}
	if (strlen(scope) >= sizeof(row->scope))
		return fail(err, FAULT_INPUT, N_("The entry's number would be too long."), "scope");
	snprintf(row->scope, sizeof(row->scope), "%s", scope);
	return FAULT_NONE;
}

static const char *piece_text(struct arena *a, const struct places *p,
			      const struct number_piece *piece, int64_t counted)
{
	switch (piece->kind) {
	case PIECE_YEAR: return p->year;
	case PIECE_OFFICE: return p->office;
	case PIECE_COUNT: return arena_format(a, "%0*lld", piece->digits, (long long)counted);
	case PIECE_COLUMN: return value_of(p, piece->words, piece->len);
	case PIECE_WORDS: break;
	}
	return arena_slice(a, piece->words, piece->len);
}

static enum fault write_number(struct arena *a, const struct places *p,
			       struct store_register_entry *row, struct error *err)
{
	const char *text = p->deed->of->number.text, *number = "";
	struct number_piece piece;

	for (size_t at = 0; number_piece(text, &at, &piece);) {
		const char *words = piece_text(a, p, &piece, row->counted);

		if (words[0] == '\0')
			return is_missing(arena_slice(a, piece.words, piece.len), err);
		number = arena_format(a, "%s%s", number, words);
	}
	if (strlen(number) >= sizeof(row->number))
		return fail(err, FAULT_INPUT, N_("The entry's number would be too long."),
			    "number");
	snprintf(row->number, sizeof(row->number), "%s", number);
	return FAULT_NONE;
}

static enum fault office_code(struct registry *r, struct arena *a, const char *id, const char **ret,
			      struct error *err)
{
	struct party office = {.code = ""};
	enum fault fault =
		id == NULL || id[0] == '\0' ? FAULT_NONE : party_get(r, a, id, &office, err);

	*ret = fault == FAULT_NONE ? arena_text(a, office.code) : "";
	return fault == FAULT_MISSING ? FAULT_NONE : fault;
}

/* Whoever counts in the same scope waits here until this transaction has ended; after a rollback
 * the count is as it was, so that no number is left out. */
enum fault entry_number(struct registry *r, struct arena *a, const struct entry_deed *deed,
			struct store_register_entry *row, struct error *err)
{
	struct places p = {.deed = deed, .year = arena_format(a, "%d", date_of(deed->at).year)};
	enum fault fault = office_code(r, a, deed->office, &p.office, err);

	if (fault == FAULT_NONE)
		fault = write_scope(a, &p, row, err);
	if (fault == FAULT_NONE)
		fault = store_register_count(r->store, row->book, row->scope, &row->counted, err);
	return fault == FAULT_NONE ? write_number(a, &p, row, err) : fault;
}

char *entry_number_fold(struct arena *a, const char *typed)
{
	char *s = fold_text(a, typed), *to = s;

	for (const char *from = s; *from != '\0'; from++)
		if (*from != ' ' && *from != '-' && *from != '/')
			*to++ = *from;
	*to = '\0';
	return s;
}
