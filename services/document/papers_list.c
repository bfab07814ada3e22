/* papers_list.c - what is asked for of an application, what came of it, from whom and when. */
#include "services/document/papers_inside.h"

#include "i18n/base/array.h"
#include "services/application/dispatch.h"
#include "services/application/look.h"
#include "services/application/told.h"
#include "services/definition/class.h"
#include "services/registry/registry_inside.h"

const char *paper_state_code(enum paper_state state)
{
	static const char *const codes[] = {[PAPER_COMING] = STORE_PAPER_COMING,
					    [PAPER_WHOLE] = STORE_PAPER_WHOLE,
					    [PAPER_SHOWN] = STORE_PAPER_SHOWN};

	return codes[state];
}

static const struct {
	const char *code, *message;
} standings[] = {
	[STANDING_MISSING] = {"missing", N_("missing")},
	[STANDING_COMING] = {"coming", N_("not fully received")},
	[STANDING_CAME] = {"came", N_("received")},
	[STANDING_SHOWN] = {"shown", N_("seen at the counter")},
	[STANDING_RETURNED] = {"returned", N_("to be sent again")},
	[STANDING_OTHER] = {"other", N_("not needed: another was received")},
	[STANDING_WITHHELD] = {"withheld", N_("received; not for your role")},
};

const char *paper_standing_code(enum paper_standing standing)
{
	return standings[standing].code;
}

const char *paper_standing_message(enum paper_standing standing)
{
	return standings[standing].message;
}

/* One reading of it. */
struct listing {
	struct registry *registry;
	struct arena *arena;
	struct store_application row;
	struct paper_rows rows;
	struct event *events;
	size_t event_count;
	const struct event *asked; /* of a correction that is open; NULL */
	bool applicants;           /* who looks is the applicant, or serves them */
	unsigned sees;             /* classes */
};

static enum fault measure(struct listing *l, const struct store_paper *row, int64_t *ret,
			  struct error *err)
{
	struct content c;
	enum fault fault = content_open(&c, l->registry, row, false, err);

	*ret = c.size;
	content_close(&c);
	return fault;
}

void paper_show_row(const struct paper_row *from, struct paper_file *to)
{
	const struct store_paper *row = &from->row;

	*to = (struct paper_file){.state = PAPER_COMING,
				  .label = from->label,
				  .pages = row->pages,
				  .width = row->width,
				  .height = row->height,
				  .bytes = row->bytes,
				  .at = row->at,
				  .from = from->from};
	memcpy(to->id, row->id, sizeof(to->id));
	to->type = paper_type_of(row->type);
	if (strcmp(row->state, STORE_PAPER_COMING) == 0)
		return;
	to->state = strcmp(row->state, STORE_PAPER_SHOWN) == 0 ? PAPER_SHOWN : PAPER_WHOLE;
	to->at = row->put_at;
}

static enum fault show(struct listing *l, const struct paper_row *from, struct paper_file *to,
		       struct error *err)
{
	const struct store_paper *row = &from->row;

	paper_show_row(from, to);
	to->actor = arena_text(l->arena, row->role);
	to->sent = paper_is_sent(&l->row, l->events, l->event_count, row->event);
	if (to->state == PAPER_COMING) {
		to->actor = caller_role_code(ROLE_APPLICANT);
		to->sent = false;
		return measure(l, row, &to->bytes, err);
	}
	if (to->state == PAPER_WHOLE && l->applicants)
		snprintf(to->sum, sizeof(to->sum), "%s",
			 dispatch_open(&l->registry->seal, l->arena, row->id, CONTENT_SUM,
				       row->sum));
	return FAULT_NONE;
}

/* What was not sent is its applicant's alone. */
static bool is_for_caller(const struct listing *l, const struct store_paper *row)
{
	return l->applicants || (strcmp(row->state, STORE_PAPER_COMING) != 0 &&
				 (strcmp(row->state, STORE_PAPER_SHOWN) == 0 ||
				  paper_is_sent(&l->row, l->events, l->event_count, row->event)));
}

static enum fault take_files(struct listing *l, struct paper_need *need, struct error *err)
{
	struct paper_file *files = arena_array(l->arena, l->rows.count + 1, sizeof(*files));
	enum fault fault = FAULT_NONE;
	size_t count = 0;

	for (size_t i = 0; fault == FAULT_NONE && i < l->rows.count; i++) {
		const struct paper_row *one = &l->rows.rows[i];

		if (strcmp(one->row.requirement, need->paper->id) == 0 &&
		    is_for_caller(l, &one->row))
			fault = show(l, one, &files[count++], err);
	}
	need->files = files;
	need->file_count = count;
	return fault;
}

static const struct named *named_of(const struct listing *l, const struct paper *paper)
{
	for (size_t i = 0; l->asked != NULL && i < l->asked->item_count; i++)
		if (l->asked->items[i].is_paper &&
		    strcmp(l->asked->items[i].question, paper->id) == 0)
			return &l->asked->items[i];
	return NULL;
}

static void stand(const struct listing *l, struct paper_need *need)
{
	bool shown = false, came = false, coming = false, anew = false;

	for (size_t i = 0; i < need->file_count; i++) {
		const struct paper_file *f = &need->files[i];

		shown = shown || f->state == PAPER_SHOWN;
		came = came || f->state == PAPER_WHOLE;
		coming = coming || f->state == PAPER_COMING;
		anew = anew || (f->state != PAPER_COMING && !f->sent) ||
		       (l->asked != NULL && f->state == PAPER_SHOWN && f->at >= l->asked->at);
	}
	need->named = named_of(l, need->paper);
	if (need->named != NULL && !anew)
		need->standing = coming ? STANDING_COMING : STANDING_RETURNED;
	else if (came || shown)
		need->standing = came ? STANDING_CAME : STANDING_SHOWN;
	else
		need->standing = coming ? STANDING_COMING : STANDING_MISSING;
	/* Which pages it has is not for them; that it came is. */
	if (!l->applicants && need->file_count > 0 &&
	    !class_is_among(need->paper->class, l->sees)) {
		need->standing = STANDING_WITHHELD;
		need->file_count = 0;
	}
}

static bool is_settled(const struct paper_need *need)
{
	return need->standing == STANDING_CAME || need->standing == STANDING_SHOWN ||
	       need->standing == STANDING_WITHHELD;
}

bool paper_must_come(const struct paper_need *need)
{
	return (need->asked && need->paper->way == PAPER_REQUIRED) || need->named != NULL;
}

/* Of those of which one is enough, one; of what may be brought instead what is here. */
static void count_choices(struct papers *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct paper_need *one = &p->needs[i];
		bool first = true, settled = is_settled(one), must = paper_must_come(one);

		for (size_t k = 0; one->paper->choice > 0 && k < p->count; k++) {
			const struct paper_need *other = &p->needs[k];

			if (k == i || other->paper->choice != one->paper->choice)
				continue;
			first = first && (k > i || !other->asked);
			settled = settled || is_settled(other);
			must = must || paper_must_come(other);
			if (is_settled(other) && one->standing == STANDING_MISSING)
				one->standing = STANDING_OTHER;
		}
		p->asked += one->asked && first && (must || settled);
		p->settled += one->asked && first && settled;
	}
}

static bool is_wanted(const size_t *wanted, size_t count, size_t paper)
{
	for (size_t i = 0; i < count; i++)
		if (wanted[i] == paper)
			return true;
	return false;
}

static enum fault fill(struct listing *l, const struct service *s, const struct form *f,
		       struct papers *ret, struct error *err)
{
	size_t *wanted = NULL, count = f == NULL ? 0 : form_papers(f, l->arena, &wanted);
	enum fault fault = FAULT_NONE;

	ret->needs = arena_array(l->arena, s->paper_count + 1, sizeof(*ret->needs));
	for (size_t i = 0; fault == FAULT_NONE && i < s->paper_count; i++) {
		struct paper_need *need = &ret->needs[ret->count];

		bool brought = s->papers[i].way == PAPER_BROUGHT;

		*need = (struct paper_need){.paper = &s->papers[i],
					    .asked = !brought &&
						     (f == NULL || is_wanted(wanted, count, i))};
		need->lapsed = f != NULL && form_valid_until(f, need->paper, &need->until) &&
			       form_has_lapsed(f, need->paper);
		fault = take_files(l, need, err);
		stand(l, need);
		if (need->asked || (need->named != NULL && !brought) || need->file_count > 0 ||
		    need->standing == STANDING_WITHHELD)
			ret->count++;
	}
	count_choices(ret);
	return fault;
}

static enum fault read_history(struct listing *l, struct error *err)
{
	enum fault fault = FAULT_NONE;

	if (l->row.submitted_at != 0)
		fault = told_events(l->registry, l->row.id, l->arena, &l->events, &l->event_count,
				    err);
	if (fault == FAULT_NONE && change_state(l->row.state) == STATE_NEEDS_INFO)
		l->asked = application_asked(l->events, l->event_count);
	return fault;
}

static enum fault open_listing(struct listing *l, struct caller *v, const struct application *a,
			       struct error *err)
{
	enum fault fault = look_at(l->registry, v, a, LOOK_READ, &l->row, err);

	if (fault == FAULT_NONE)
		fault = look_sees(l->registry, v, &l->row, &l->sees, err);
	if (fault == FAULT_NONE)
		fault = read_history(l, err);
	l->applicants = fault == FAULT_NONE && look_is_applicants(v, &l->row);
	l->rows = (struct paper_rows){.arena = l->arena};
	return fault == FAULT_NONE ? paper_rows_read(l->registry, l->row.id, &l->rows, err) : fault;
}

/* Whether it is their turn, or the person's whom they serve. */
static bool may_see(struct listing *l, const struct caller *v, const struct service *s)
{
	struct course course = {.registry = l->registry,
				.caller = v,
				.row = &l->row,
				.service = s,
				.arena = l->arena};

	if (v->role == ROLE_APPLICANT)
		return false;
	course_open(&course);
	return course_may(&course, v, ACCESS_SEE, NULL, NULL) == FAULT_NONE;
}

/* Now, or with the PIN. */
static bool may_take(struct listing *l, const struct caller *v)
{
	struct error why = {0};

	return look_may(l->registry, v, ACCESS_TAKE, NULL, &l->row, &why) == FAULT_NONE ||
	       (why.code != NULL && strcmp(why.code, ACCESS_PIN_NEEDED) == 0);
}

enum fault papers_list(struct registry *r, struct caller *v, const struct application *a,
		       const struct service *s, const struct form *f, struct arena *arena,
		       struct papers *ret, struct error *err)
{
	struct listing l = {.registry = r, .arena = arena};
	struct papers papers = {0};
	enum fault fault = open_listing(&l, v, a, err);

	if (fault == FAULT_NONE)
		fault = fill(&l, s, f, &papers, err);
	papers.seer = fault == FAULT_NONE && may_see(&l, v, s);
	papers.open = fault == FAULT_NONE && l.applicants &&
		      (l.row.submitted_at == 0 || l.asked != NULL) &&
		      look_may(r, v, ACCESS_FILL, NULL, &l.row, NULL) == FAULT_NONE;
	papers.takes = papers.open && may_take(&l, v);
	if (fault == FAULT_NONE)
		*ret = papers;
	return fault;
}

/* --- reading one --- */

struct paper_reading {
	struct content content;
};

enum fault paper_enter_read(struct registry *r, struct caller *v, enum access_act act,
			    const struct store_paper *paper, struct error *err)
{
	struct change c = {.registry = r, .caller = v};
	struct ledger_entry entry;
	enum fault fault;

	do {
		fault = change_begin(&c, act, paper->application, err);
		entry = change_who(v);
		entry.act = LEDGER_PAPER_READ;
		entry.object = c.row.id;
		entry.subject = c.row.subject;
		entry.revision = c.row.revision;
		entry.reason = paper->requirement;
		entry.operation = c.operation;
		if (c.by.role[0] != '\0') {
			entry.role = c.by.role;
			entry.office = c.by.office;
		}
		if (fault == FAULT_NONE)
			fault = ledger_add(r, &entry, err);
		fault = change_end(&c, fault, NULL, err);
	} while (change_again(&c, fault));
	return fault;
}

static enum fault is_none(struct error *err)
{
	return fail(err, FAULT_MISSING, N_("There is no such document."), "no such paper");
}

/* The row by its id, where it is whole and for the caller. */
static enum fault find(struct listing *l, const struct service *s, const char *id,
		       const struct store_paper **ret, struct error *err)
{
	for (size_t i = 0; i < l->rows.count; i++) {
		const struct store_paper *row = &l->rows.rows[i].row;
		const struct paper *paper = NULL;

		if (strcmp(row->id, id) != 0 || strcmp(row->state, STORE_PAPER_WHOLE) != 0 ||
		    !is_for_caller(l, row) ||
		    paper_find(s, row->requirement, &paper, NULL) != FAULT_NONE)
			continue;
		if (!l->applicants && !class_is_among(paper->class, l->sees))
			return fail(err, FAULT_DENIED,
				    N_("This document is not for the roles that this account has "
				       "here."),
				    "class %d", (int)paper->class);
		*ret = row;
		return FAULT_NONE;
	}
	return is_none(err);
}

enum fault paper_open(struct registry *r, struct caller *v, const struct application *a,
		      const struct service *s, const char *id, struct paper_reading **ret,
		      struct error *err)
{
	ARENA_CLEAN struct arena *arena = arena_new(REGISTRY_WORK);
	struct listing l = {.registry = r, .arena = arena};
	const struct store_paper *row = NULL;
	struct paper_reading *p;
	enum fault fault = open_listing(&l, v, a, err);

	if (fault == FAULT_NONE)
		fault = find(&l, s, id, &row, err);
	if (fault == FAULT_NONE && !l.applicants)
		fault = paper_enter_read(r, v, ACCESS_LOOK, row, err);
	if (fault != FAULT_NONE)
		return fault;
	p = array_new(1, sizeof(*p));
	fault = content_open(&p->content, r, row, false, err);
	/* What is given to staff is what was judged. */
	if (fault == FAULT_NONE && !l.applicants)
		fault = content_check(&p->content, row, err);
	if (fault == FAULT_NONE)
		*ret = p;
	else
		paper_close_reading(p);
	return fault;
}

int64_t paper_size(const struct paper_reading *p)
{
	return p->content.size;
}

enum fault paper_read(struct paper_reading *p, int64_t offset, void *to, size_t room,
		      size_t *ret_len, struct error *err)
{
	return content_read(&p->content, offset, to, room, ret_len, err);
}

void paper_close_reading(struct paper_reading *p)
{
	if (p == NULL)
		return;
	content_close(&p->content);
	free(p);
}
