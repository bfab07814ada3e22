/* issued.c - the documents that were issued of an application, as whoever may look at it is given
 * them. */
#include "services/application/issued_inside.h"

#include "i18n/base/array.h"
#include "services/application/issue.h"
#include "services/application/look.h"
#include "services/definition/output.h"
#include "services/registry/registry_inside.h"
#include "services/registry/vouch.h"

#include <string.h>

const char *const issued_status_codes[] = {
	[ISSUED_VALID] = "valid",
	[ISSUED_EXPIRED] = "expired",
	[ISSUED_REPLACED] = "replaced",
	[ISSUED_REVOKED] = "revoked",
	NULL,
};

const char *issued_status_message(enum issued_status s)
{
	static const char *const messages[] = {
		/* TRANSLATORS: of a document that was issued: it holds */
		[ISSUED_VALID] = N_("Valid"),
		/* TRANSLATORS: of a document that was issued: its last day is over */
		[ISSUED_EXPIRED] = N_("No longer valid: it has expired"),
		/* TRANSLATORS: of a document that was issued */
		[ISSUED_REPLACED] = N_("No longer valid: another document replaces it"),
		/* TRANSLATORS: of a document that was issued */
		[ISSUED_REVOKED] = N_("No longer valid: it was revoked"),
	};

	return messages[s];
}

static enum issued_status status_of(const struct registry *r, const struct store_issued *row)
{
	if (strcmp(row->status, STORE_ISSUED_REVOKED) == 0)
		return ISSUED_REVOKED;
	if (strcmp(row->status, STORE_ISSUED_REPLACED) == 0)
		return ISSUED_REPLACED;
	return row->until > 0 && date_number(date_of(registry_now(r))) > row->until ? ISSUED_EXPIRED
										    : ISSUED_VALID;
}

/* --- its content --- */

static void put_line(struct arena *a, struct issued *to, size_t *room, enum issued_kind kind,
		     const char *words)
{
	to->lines = array_room_in(a, to->lines, to->line_count + 1, room, sizeof(*to->lines));
	to->lines[to->line_count++] = (struct issued_line){kind, words};
}

/* One line, which ends with a NUL: the word of what it is and the rest. */
static void read_line(struct arena *a, char *line, struct issued *to, size_t *room)
{
	char *words = strchr(line, '\t');

	if (words == NULL)
		return;
	*words++ = '\0';
	if (strcmp(line, ISSUE_CODE) == 0)
		to->code = words;
	else if (strcmp(line, ISSUE_HOLDER) == 0)
		to->holder = words;
	else if (strcmp(line, ISSUE_TITLE) == 0)
		to->title = words;
	else if (strcmp(line, ISSUE_AUTHORITY) == 0)
		to->authority = words;
	else
		put_line(a, to, room,
			 strcmp(line, ISSUE_ITEM) == 0  ? ISSUED_ITEM
			 : strcmp(line, ISSUE_GAP) == 0 ? ISSUED_GAP
							: ISSUED_TEXT,
			 words);
}

static void read_content(struct arena *a, char *content, struct issued *to)
{
	char *rest = content, *line;
	size_t room = 0;

	to->code = to->holder = to->title = to->authority = "";
	while ((line = strsep(&rest, "\n")) != NULL)
		read_line(a, line, to, &room);
}

enum fault issued_open(struct registry *r, struct arena *a, const struct store_issued *row,
		       struct issued *ret, struct error *err)
{
	char *content = NULL;
	enum fault fault;

	if (!vouch_holds(&r->seal, &store_issued_table, row))
		return fail(err, FAULT_BROKEN,
			    N_("A document that was issued is damaged in the registry; please tell "
			       "the portal's operator."),
			    "issued %s is not as it was written", row->id);
	fault = seal_open_words(&r->seal, a, row->id, ISSUE_BINDING,
				(struct sealed){row->content.at, row->content.len}, &content, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = (struct issued){.output = arena_text(a, row->output),
			       .number = arena_text(a, row->number),
			       .lang = LANG_EN,
			       .status = status_of(r, row),
			       .at = row->at,
			       .ended_at = row->ended_at};
	memcpy(ret->id, row->id, sizeof(ret->id));
	lang_find(row->lang, &ret->lang);
	if (row->until > 0)
		ret->until = date_from_number(row->until);
	read_content(a, content, ret);
	return FAULT_NONE;
}

/* --- of an application --- */

struct list {
	struct arena *arena;
	struct store_issued *rows;
	size_t count, room;
};

static void keep(void *ctx, const struct store_issued *row)
{
	struct list *l = ctx;
	unsigned char *bytes = arena_take(l->arena, row->content.len + 1);

	memcpy(bytes, row->content.at, row->content.len);
	l->rows = array_room_in(l->arena, l->rows, l->count + 1, &l->room, sizeof(*l->rows));
	l->rows[l->count] = *row;
	l->rows[l->count++].content.at = bytes;
}

/* What it names is for who sees all classes of it. */
static void withhold(struct issued *one, const struct service *s, unsigned sees)
{
	const unsigned all = 1U << CLASS_SENSITIVE | 1U << CLASS_PERSONAL | 1U << CLASS_INTERNAL |
			     1U << CLASS_PUBLIC;
	const struct output *output = s == NULL ? NULL : output_of(s, one->output);
	unsigned names = output == NULL ? all : output_classes(s, output);

	one->withheld = (names & ~sees) != 0;
	if (!one->withheld)
		return;
	one->code = one->holder = NULL;
	one->lines = NULL;
	one->line_count = 0;
}

enum fault issued_list(struct registry *r, struct caller *v, const struct application *a,
		       const struct service *s, struct arena *arena, struct issued **ret,
		       size_t *ret_count, struct error *err)
{
	struct list l = {.arena = arena};
	struct store_application row;
	unsigned sees = 0;
	enum fault fault = look_at(r, v, a, LOOK_READ, &row, err);

	if (fault == FAULT_NONE)
		fault = look_sees(r, v, &row, &sees, err);
	if (fault == FAULT_NONE)
		fault = store_issued_of(r->store, row.id, keep, &l, err);
	if (fault != FAULT_NONE)
		return fault;
	*ret = arena_array(arena, l.count + 1, sizeof(**ret));
	for (size_t i = 0; i < l.count && fault == FAULT_NONE; i++) {
		fault = issued_open(r, arena, &l.rows[i], &(*ret)[i], err);
		if (fault == FAULT_NONE)
			withhold(&(*ret)[i], s, sees);
	}
	if (fault == FAULT_NONE)
		*ret_count = l.count;
	return fault;
}

const struct issued *issued_newest(const struct issued *list, size_t count, const char *output)
{
	const struct issued *newest = NULL;

	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].output, output) == 0)
			newest = &list[i];
	return newest;
}

const struct issued *issued_coded(const struct issued *list, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].code != NULL && strcmp(list[i].code, code) == 0)
			return &list[i];
	return NULL;
}
