/* formtext_read.c - reads a filled form: whose it is, its answers, and every fault by its line. */
#include "services/form/formtext.h"

#include "i18n/digits.h"
#include "i18n/text.h"
#include "services/definition/answer.h"
#include "services/definition/type.h"
#include "services/form/formtext_parse.h"
#include "services/registry/limits.h"

#include <string.h>

struct reading {
	struct formtext_parse parse;
	struct answer_ground ground;
	struct filled *filled;
	struct form *form;
	struct mark *marks; /* newest first */
};

/* Where in the file the answer of a path stands, and what was wrong with it. */
struct mark {
	struct field_path at;
	int line;
	bool wrong;
	struct error error;
	struct mark *next;
};

static void note(struct reading *r, int line, const char *field, const char *say, const char *value)
{
	formtext_parse_fault(&r->parse, line, field, say, value);
}

static void pass(struct reading *r, int line, const struct error *err)
{
	struct error copy = *err;

	copy.line = line;
	faults_add(r->parse.faults, &copy);
}

static const struct filled_field *find_field(const struct filled_part *b, const char *key)
{
	for (const struct filled_field *f = b == NULL ? NULL : b->first; f != NULL; f = f->next)
		if (strcmp(f->key, key) == 0)
			return f;
	return NULL;
}

static const struct filled_part *find_part(const struct reading *r, enum part_kind kind)
{
	for (const struct filled_part *b = r->parse.first; b != NULL; b = b->next)
		if (b->kind == kind)
			return b;
	return NULL;
}

/* Keys beside those allowed, and those that stand twice. */
static void check_keys(struct reading *r, const struct filled_part *b, const char *const *keys)
{
	int seen[8] = {0};

	for (const struct filled_field *f = b->first; f != NULL && !r->parse.faults->more;
	     f = f->next) {
		int i = 0;

		while (keys[i] != NULL && strcmp(keys[i], f->key) != 0)
			i++;
		if (keys[i] == NULL)
			note(r, f->line, f->key, N_("There is no question \"{value}\" here."),
			     f->key);
		else if (seen[i]++ > 0)
			note(r, f->line, f->key,
			     N_("\"{value}\" is answered twice. Keep one answer."), f->key);
	}
}

static const char *head_value(struct reading *r, const struct filled_part *b, const char *key)
{
	const struct filled_field *f = find_field(b, key);
	char *value = NULL;

	if (f != NULL &&
	    text_clean(r->parse.arena, f->value, f->len, TEXT_LINE, &value, NULL) == FAULT_NONE &&
	    value[0] != '\0')
		return value;
	note(r, f == NULL ? b->line : f->line, key,
	     N_("The line \"{value}:\" is missing at the start of the form. Put it back as it was "
		"printed."),
	     key);
	return NULL;
}

static bool is_request(const char *s)
{
	size_t len = strlen(s);

	return len >= 16 && len <= 40 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == len;
}

static int line_of(const struct filled_part *b, const char *key)
{
	const struct filled_field *f = find_field(b, key);

	return f == NULL ? b->line : f->line;
}

static void read_version(struct reading *r, const struct filled_part *b)
{
	const char *value = head_value(r, b, "version");
	const char *digits = value == NULL ? NULL : digits_ascii(r->parse.arena, value);
	const struct service *s = r->parse.service;

	if (value == NULL)
		return;
	if (digits[strspn(digits, "0123456789")] == '\0' && strlen(digits) < 8)
		r->filled->version = (int)strtol(digits, NULL, 10);
	if (r->filled->version != s->version)
		note(r, line_of(b, "version"), "version",
		     N_("This form is for another version of the service. Get a new one. The "
			"current version is {value}."),
		     arena_format(r->parse.arena, "%d", s->version));
}

static bool is_of_another(const struct reading *r)
{
	const struct filled_field *f = find_field(r->parse.first, "service");
	char *value = NULL;

	return f != NULL &&
	       text_clean(r->parse.arena, f->value, f->len, TEXT_LINE, &value, NULL) ==
		       FAULT_NONE &&
	       value[0] != '\0' && strcmp(value, r->parse.service->id) != 0;
}

static void read_head(struct reading *r)
{
	static const char *const keys[] = {"service", "version", "request", "language", NULL};
	const struct filled_part *b = r->parse.first;
	const char *value;

	check_keys(r, b, keys);
	value = head_value(r, b, "language");
	r->filled->lang_said = value != NULL && lang_find(value, &r->filled->lang);
	if (value != NULL && !r->filled->lang_said)
		note(r, line_of(b, "language"), "language",
		     N_("The language must be ar, fr or en, not \"{value}\"."), value);
	r->ground.lang = r->filled->lang;
	value = head_value(r, b, "service");
	if (value != NULL)
		snprintf(r->filled->service, sizeof(r->filled->service), "%s", value);
	if (is_of_another(r))
		note(r, line_of(b, "service"), "service",
		     N_("This is the form of another service: \"{value}\"."), value);
	else
		read_version(r, b);
	value = head_value(r, b, "request");
	if (value != NULL && !is_request(value))
		note(r, line_of(b, "request"), "request",
		     N_("\"{value}\" is not a request number. Get a new form."), value);
	else if (value != NULL)
		snprintf(r->filled->request, sizeof(r->filled->request), "%s", value);
}

static void read_declaration(struct reading *r)
{
	static const struct question agree = {.id = "agree", .type = &type_yesno};
	static const char *const keys[] = {"agree", NULL};
	const struct filled_part *b = find_part(r, PART_DECLARATION);
	const struct filled_field *f = find_field(b, "agree");
	char *kept = NULL;

	if (b != NULL)
		check_keys(r, b, keys);
	if (f != NULL &&
	    answer_read(&r->ground, r->parse.arena, &agree, f->value, &kept, NULL) == FAULT_NONE &&
	    strcmp(kept, "yes") == 0)
		return;
	note(r,
	     f != NULL   ? f->line
	     : b != NULL ? b->line
			 : r->parse.line,
	     "agree",
	     N_("You have not agreed to the declaration. Write \"agree: yes\" under "
		"[declaration]."),
	     NULL);
}

static const struct question *question_of(const struct reading *r, const struct filled_part *b,
					  const char *key)
{
	const struct section *home;
	const struct question *q = service_question(r->parse.service, key, &home);

	return q != NULL && home == b->section ? q : NULL;
}

/* Lines of an answer that has one line are joined with blanks. */
static const char *value_of(struct reading *r, const struct filled_field *f,
			    const struct question *q)
{
	char *value = arena_text(r->parse.arena, f->value);

	if (q->lines <= 1)
		for (char *s = value; *s != '\0'; s++)
			if (*s == '\n')
				*s = ' ';
	return value;
}

/* Whether a block holds nothing but what the blank form came with. */
static bool is_untouched(struct reading *r, const struct filled_part *b)
{
	for (const struct filled_field *f = b->first; f != NULL; f = f->next) {
		const struct question *q = question_of(r, b, f->key);
		const char *preset;
		char *kept;

		if (f->value[0] == '\0')
			continue;
		preset = q == NULL ? NULL : answer_preset(&r->ground, r->parse.arena, q);
		if (preset == NULL ||
		    answer_read(&r->ground, r->parse.arena, q, f->value, &kept, NULL) !=
			    FAULT_NONE ||
		    strcmp(kept, preset) != 0)
			return false;
	}
	return true;
}

static const struct filled_part *part_of(const struct reading *r, const struct section *s, int item)
{
	for (const struct filled_part *b = r->parse.first; b != NULL; b = b->next)
		if (b->kind == PART_SECTION && b->section == s && b->item == item)
			return b;
	return NULL;
}

/* As many items as blocks were filled: those at the end that nobody touched do not count. */
static void make_items(struct reading *r, const struct section *s)
{
	int count = 0;

	if (!s->repeats)
		return;
	while (part_of(r, s, count + 1) != NULL)
		count++;
	while (count > 0 && is_untouched(r, part_of(r, s, count)))
		count--;
	while (form_items(r->form, s) < count)
		if (form_add_item(r->form, s, NULL) != FAULT_NONE)
			return;
}

static struct mark *find_mark(const struct reading *r, const struct field_path *at)
{
	for (struct mark *m = r->marks; m != NULL; m = m->next)
		if (m->at.question == at->question && m->at.item == at->item)
			return m;
	return NULL;
}

static void put_answer(struct reading *r, const struct filled_field *f, const struct field_path *at)
{
	struct mark *m = arena_take(r->parse.arena, sizeof(*m));
	const char *value = value_of(r, f, at->question);

	*m = (struct mark){.at = *at, .line = f->line, .next = r->marks};
	r->marks = m;
	if (value[0] == '\0')
		(void)form_load(r->form, at, NULL);
	else
		m->wrong = form_set(r->form, at, value, r->filled->lang, &m->error) != FAULT_NONE;
}

static void read_part(struct reading *r, const struct filled_part *b)
{
	bool counts = b->section == NULL || !b->section->repeats ||
		      b->item <= form_items(r->form, b->section);

	for (const struct filled_field *f = b->first; f != NULL && !r->parse.faults->more;
	     f = f->next) {
		struct field_path at = {b->section, b->item, question_of(r, b, f->key)};

		if (at.question == NULL)
			note(r, f->line, f->key, N_("There is no question \"{value}\" here."),
			     f->key);
		else if (counts && find_mark(r, &at) != NULL)
			note(r, f->line, f->key,
			     N_("\"{value}\" is answered twice. Keep one answer."), f->key);
		else if (counts)
			put_answer(r, f, &at);
	}
}

static void read_answers(struct reading *r)
{
	const struct form_definition *d = r->parse.service->form;

	for (size_t i = 0; i < d->section_count; i++)
		make_items(r, &d->sections[i]);
	for (const struct filled_part *b = r->parse.first; b != NULL; b = b->next)
		if (b->kind == PART_SECTION)
			read_part(r, b);
}

/* The line of a question that is not in the file: its heading's, or the last. */
static int line_without(const struct reading *r, const struct field_path *at)
{
	const struct filled_part *b = part_of(r, at->section, at->item);

	if (b == NULL && at->section != NULL && at->section->repeats)
		b = part_of(r, at->section, 1);
	return b == NULL ? r->parse.line : b->line;
}

/* Answers that were refused, where they are asked; then what the whole form lacks. */
static void tell_faults(struct reading *r)
{
	struct form_fault *list;
	size_t count = form_faults(r->form, r->parse.arena, &list);

	for (const struct mark *m = r->marks; m != NULL; m = m->next)
		if (m->wrong && form_asks(r->form, &m->at))
			pass(r, m->line, &m->error);
	for (size_t i = 0; i < count; i++) {
		const struct mark *m = find_mark(r, &list[i].at);

		if (m == NULL || !m->wrong)
			pass(r, m == NULL ? line_without(r, &list[i].at) : m->line, &list[i].error);
	}
}

static enum fault finish(struct reading *r, struct error *err)
{
	struct fault_list *faults = r->parse.faults;

	if (faults->count == 0) {
		r->filled->form = r->form;
		return FAULT_NONE;
	}
	form_free(r->form);
	faults_sort(faults);
	if (err != NULL)
		*err = faults->items[0];
	return FAULT_INPUT;
}

/* The blank of a task's or an act's form is had by its id, which stands behind the service's. */
static void note_empty(struct reading *r)
{
	const struct service *s = r->parse.service;
	const char *dot = s->form->inside ? strchr(s->id, '.') : NULL;

	if (dot != NULL)
		note(r, 1, NULL,
		     N_("No form has arrived. Get a blank one (the command is: acts REFERENCE "
			"--form {value}), fill it in, and send that file."),
		     dot + 1);
	else
		note(r, 1, NULL,
		     N_("No form has arrived. Get a blank one (the command is: form {value}), fill "
			"it in, and send that file."),
		     s->id);
}

/* Nothing but empty lines and notes. */
static bool is_empty(const struct reading *r)
{
	const struct filled_part *head = r->parse.first;

	return head->first == NULL && head->next == NULL && r->parse.faults->count == 0;
}

enum fault formtext_read(const struct service *service, const struct term_list *terms,
			 struct date today, const char *bytes, size_t len, struct filled *ret,
			 struct fault_list *faults, struct error *err)
{
	ARENA_CLEAN struct arena *scratch = arena_new((size_t)256 * 1024 * 1024);
	struct reading r = {.filled = ret};

	*ret = (struct filled){.lang = LANG_EN};
	if (service->form == NULL)
		return fail(err, FAULT_MISSING, N_("This service has no form to fill in here."),
			    "%s", service->id);
	r.parse = (struct formtext_parse){.arena = scratch, .service = service, .faults = faults};
	if (faults == NULL)
		r.parse.faults = arena_take(scratch, sizeof(*faults));
	r.ground = (struct answer_ground){.terms = terms, .today = today, .lang = LANG_EN};
	if (len > LIMIT_FORMTEXT) {
		note(&r, 1, NULL, N_("The form is larger than 256 KiB."), NULL);
		return finish(&r, err);
	}
	if (!formtext_parse(&r.parse, bytes, len))
		return finish(&r, err);
	if (is_empty(&r)) {
		note_empty(&r);
		return finish(&r, err);
	}
	r.form = form_new(service, terms, today);
	if (is_of_another(&r)) { /* what else is wrong follows from it */
		r.parse.faults->count = 0;
		r.parse.faults->more = false;
		read_head(&r);
		return finish(&r, err);
	}
	read_head(&r);
	read_answers(&r);
	if (!service->form->inside)
		read_declaration(&r);
	if (!r.parse.faults->more)
		tell_faults(&r);
	return finish(&r, err);
}

int formtext_line(const struct service *service, const char *bytes, size_t len, const char *id)
{
	ARENA_CLEAN struct arena *scratch = arena_new((size_t)256 * 1024 * 1024);
	struct formtext_parse p = {.arena = scratch,
				   .service = service,
				   .faults = arena_take(scratch, sizeof(*p.faults))};

	if (len > LIMIT_FORMTEXT || !formtext_parse(&p, bytes, len))
		return 0;
	for (const struct filled_part *b = p.first; b != NULL; b = b->next)
		if (b->kind == PART_SECTION && find_field(b, id) != NULL)
			return line_of(b, id);
	return 0;
}
