/* accounts_form.c - what is typed for an account: for whom a new one is, or its number; a key; a
 * role, over what and until when. */
#include "tui/screens/office/accounts.h"

#include "i18n/base/array.h"

enum { FIELD_NAME = 1, FIELD_KEY, FIELD_ROLE, FIELD_UNTIL, FIELD_OFFICE, FIELD_SERVICES };
#define DAY ((int64_t)24 * 60 * 60) /* seconds */

enum what { OPENS, FINDS, KEYS, GRANTS };

struct accounts_form {
	struct screen screen;
	enum what what;
	struct accounts_one *one; /* the screen below; NULL: it opens a new one */
	char *name, *key, *until; /* as typed; NULL */
	size_t role, office;      /* from 1; 0: none */
	bool *services;           /* by their place in the catalogue; NULL: all of them */
	size_t service_room;
	const struct role *const *roles; /* in the order in which they are offered */
	size_t role_count;
	struct arena *arena; /* of the offices */
	struct party *offices;
	size_t office_count;
	int at; /* the field that the error is about */
	struct error error;
};

static void fill_load(struct screen *s, struct stack *st)
{
	struct accounts_form *f = (struct accounts_form *)s;
	const struct context *x = stack_context(st);

	if (f->what != GRANTS)
		return;
	arena_reset(f->arena);
	f->office_count = 0;
	if (offices_list(x->registry, x->caller, f->arena, &f->offices, &f->office_count,
			 &f->error) != FAULT_NONE)
		f->office_count = 0;
	f->office = f->office > f->office_count ? 0 : f->office;
	if (f->roles == NULL)
		f->roles = roles_all(&f->role_count);
	if (f->services == NULL) {
		f->service_room = catalogue_count(x->scene.catalogue);
		f->services = array_new(f->service_room, sizeof(bool));
	}
}

/* --- the page --- */

static struct field *put(struct page *p, const struct accounts_form *f, const struct field *from)
{
	struct field *field = arena_take(p->arena, sizeof(*field));

	*field = *from;
	if (field->value == NULL)
		field->value = "";
	if (f->at == field->id && f->error.fault != FAULT_NONE)
		field->error = message_error(p->arena, &f->error);
	page_field(p, field);
	return field;
}

static const char *number(struct arena *a, size_t n)
{
	return n == 0 ? "" : arena_format(a, "%zu", n);
}

static void put_role(struct page *p, const struct scene *x, const struct accounts_form *f)
{
	struct option *options = arena_array(p->arena, f->role_count, sizeof(*options));

	for (size_t i = 0; i < f->role_count; i++)
		options[i] = (struct option){.label = words_of(&f->roles[i]->name, x->lang),
					     .code = f->roles[i]->id,
					     .chosen = f->role == i + 1};
	put(p, f,
	    &(struct field){.id = FIELD_ROLE,
			    .kind = FIELD_CHOICE,
			    .label = _("Which role?"),
			    .value = number(p->arena, f->role),
			    .required = true,
			    .options = options,
			    .option_count = f->role_count});
}

static void put_office(struct page *p, const struct accounts_form *f)
{
	struct option *options = arena_array(p->arena, f->office_count, sizeof(*options));

	if (f->office_count == 0)
		return;
	for (size_t i = 0; i < f->office_count; i++)
		options[i] = (struct option){.label = text_safe(p->arena, f->offices[i].name, 0),
					     .code = f->offices[i].code,
					     .chosen = f->office == i + 1};
	put(p, f,
	    &(struct field){.id = FIELD_OFFICE,
			    .kind = FIELD_CHOICE,
			    .label = _("In which office?"),
			    .help = _("With the offices below it. Leave empty for all offices."),
			    .value = number(p->arena, f->office),
			    .options = options,
			    .option_count = f->office_count});
}

static void put_services(struct page *p, const struct scene *x, const struct accounts_form *f)
{
	struct option *options = arena_array(p->arena, f->service_room, sizeof(*options));
	const char *value = "";

	for (size_t i = 0; i < f->service_room; i++) {
		const struct service *s = catalogue_at(x->catalogue, i);

		options[i] = (struct option){.label = words_of(&s->name, x->lang),
					     .code = s->id,
					     .chosen = f->services[i]};
		if (f->services[i])
			value = arena_format(p->arena, "%s%s%zu", value, *value == '\0' ? "" : ",",
					     i + 1);
	}
	put(p, f,
	    &(struct field){.id = FIELD_SERVICES,
			    .kind = FIELD_CHOICES,
			    .label = _("For which services?"),
			    .help = _("One or more. Leave empty for all services."),
			    .value = value,
			    .options = options,
			    .option_count = f->service_room});
}

static void put_grant(struct page *p, const struct scene *x, const struct accounts_form *f)
{
	put_role(p, x, f);
	put(p, f,
	    &(struct field){
		    .id = FIELD_UNTIL,
		    .kind = FIELD_LINE,
		    .label = _("Until which day?"),
		    .help = _("The last day, such as 31/12/2027. Leave empty for no end date."),
		    .value = f->until,
		    .ltr = true,
		    .lines = 1});
	put_office(p, f);
	put_services(p, x, f);
}

static struct page *fill_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	static const char *const titles[] = {N_("Open an account"), N_("Find an account"),
					     N_("Add a key"), N_("Grant a role")};
	static const char *const names[] = {"accounts_open", "accounts_find", "accounts_key",
					    "accounts_grant"};
	static const char *const labels[] = {N_("Whose account is it?"), N_("Account number"),
					     N_("What is the key called?")};
	static const char *const helps[] = {N_("The person's name."),
					    N_("It has 10 digits; spaces do not matter."),
					    N_("Such as: the laptop at the counter.")};
	const struct accounts_form *f = (const struct accounts_form *)s;
	struct page *p = page_new(a, names[f->what], _(titles[f->what]));

	p->wants_back = true;
	p->next_label = _(titles[f->what]);
	if (f->one != NULL)
		page_pair(p, _("Name"), text_safe(a, f->one->account.name, 0), 0);
	if (f->at == 0 && f->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &f->error));
	if (f->what == GRANTS) {
		put_grant(p, x, f);
		return p;
	}
	put(p, f,
	    &(struct field){.id = FIELD_NAME,
			    .kind = FIELD_LINE,
			    .label = _(labels[f->what]),
			    .help = _(helps[f->what]),
			    .value = f->name,
			    .required = true,
			    .ltr = f->what == FINDS,
			    .lines = 1});
	if (f->what == KEYS)
		put(p, f,
		    &(struct field){.id = FIELD_KEY,
				    .kind = FIELD_LINE,
				    .label = _("The key"),
				    .help = _("The line of its .pub file, or its fingerprint: "
					      "SHA256:…"),
				    .value = f->key,
				    .required = true,
				    .ltr = true,
				    .lines = 1});
	return p;
}

/* --- what is typed --- */

static void keep(char **to, const char *text)
{
	free(*to);
	*to = strdup(text);
}

static void tick(struct accounts_form *f, const char *text)
{
	memset(f->services, 0, f->service_room * sizeof(bool));
	while (*text != '\0') {
		char *end;
		unsigned long at = strtoul(text, &end, 10);

		if (end == text)
			return;
		if (at >= 1 && at <= f->service_room)
			f->services[at - 1] = true;
		text = *end == ',' ? end + 1 : end;
	}
}

static void take(struct accounts_form *f, const struct input *e)
{
	f->error = (struct error){0};
	switch (e->field) {
	case FIELD_NAME: keep(&f->name, e->text); break;
	case FIELD_KEY: keep(&f->key, e->text); break;
	case FIELD_UNTIL: keep(&f->until, e->text); break;
	case FIELD_ROLE: f->role = strtoul(e->text, NULL, 10); break;
	case FIELD_OFFICE: f->office = strtoul(e->text, NULL, 10); break;
	default: tick(f, e->text); break;
	}
}

static const char *typed(const char *text)
{
	return text == NULL ? "" : text;
}

/* --- doing it --- */

static void open_account(struct accounts_form *f, struct stack *st)
{
	const struct context *x = stack_context(st);
	struct account_paper paper;

	f->at = FIELD_NAME;
	if (account_open(x->registry, x->caller, typed(f->name), &paper, &f->error) == FAULT_NONE)
		stack_replace(st, accounts_one_new(paper.number, &paper));
	else
		stack_turn(st);
	explicit_bzero(&paper, sizeof(paper));
}

static void find_account(struct accounts_form *f, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)4 << 20);
	const struct context *x = stack_context(st);
	struct account found;

	f->at = FIELD_NAME;
	if (account_get(x->registry, x->caller, a, typed(f->name), &found, &f->error) == FAULT_NONE)
		stack_replace(st, accounts_one_new(found.number, NULL));
	else
		stack_turn(st);
}

/* Back on the account's page, which tells of it. */
static void end(struct accounts_form *f, struct stack *st, const char *words, bool asked)
{
	struct accounts_one *o = f->one;

	accounts_one_tell(o, words);
	o->asked = asked;
	stack_pop(st);
}

static void add_key(struct accounts_form *f, struct stack *st)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)1 << 16);
	const struct context *x = stack_context(st);

	f->at = FIELD_KEY;
	if (account_add_key(x->registry, x->caller, f->one->number, typed(f->name), typed(f->key),
			    &f->error) == FAULT_NONE)
		end(f, st, _("The key was added."), false);
	else if (f->error.code != NULL && strcmp(f->error.code, "second_needed") == 0)
		end(f, st, message_error(a, &f->error), true);
	else
		stack_turn(st);
}

static enum fault read_until(struct accounts_form *f, int64_t *ret)
{
	struct date day;
	enum fault fault = FAULT_NONE;

	*ret = 0;
	f->at = FIELD_UNTIL;
	if (*typed(f->until) != '\0')
		fault = date_parse(f->until, &day, &f->error);
	if (fault == FAULT_NONE && *typed(f->until) != '\0')
		*ret = zone_utc((date_number(day) + 1) * DAY);
	return fault;
}

/* One grant for each service, or one over all. */
static enum fault grant_each(struct accounts_form *f, const struct context *x,
			     struct account_grant *g)
{
	enum fault fault = FAULT_NONE;
	bool any = false;

	for (size_t i = 0; fault == FAULT_NONE && i < f->service_room; i++) {
		const struct service *s = catalogue_at(x->scene.catalogue, i);

		if (!f->services[i])
			continue;
		any = true;
		snprintf(g->service, sizeof(g->service), "%s", s->id);
		fault = account_grant(x->registry, x->caller, f->one->number, g, &f->error);
		f->services[i] = fault != FAULT_NONE; /* what was granted is not granted again */
	}
	if (!any)
		fault = account_grant(x->registry, x->caller, f->one->number, g, &f->error);
	return fault;
}

static void grant(struct accounts_form *f, struct stack *st)
{
	struct account_grant g = {.since = 0};

	f->error = (struct error){0};
	f->at = FIELD_ROLE;
	if (f->role == 0 || f->role > f->role_count) {
		fail(&f->error, FAULT_INPUT, N_("Choose a role."), "none");
		return;
	}
	if (read_until(f, &g.until) != FAULT_NONE)
		return;
	snprintf(g.role, sizeof(g.role), "%s", f->roles[f->role - 1]->id);
	if (f->office > 0)
		snprintf(g.office, sizeof(g.office), "%s", f->offices[f->office - 1].code);
	f->at = 0;
	if (grant_each(f, stack_context(st), &g) == FAULT_NONE)
		end(f, st, _("The role was granted."), false);
	else
		stack_turn(st);
}

static bool fill_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct accounts_form *f = (struct accounts_form *)s;

	if (e->kind == INPUT_ANSWER) {
		take(f, e);
		return true;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	if (f->what == OPENS)
		open_account(f, st);
	else if (f->what == FINDS)
		find_account(f, st);
	else if (f->what == KEYS)
		add_key(f, st);
	else
		grant(f, st);
	return true;
}

static void fill_free(struct screen *s)
{
	struct accounts_form *f = (struct accounts_form *)s;

	arena_free(f->arena);
	free(f->services);
	free(f->name);
	free(f->key);
	free(f->until);
	free(f);
}

static const struct screen_ops ops[] = {
	[OPENS] = {.name = "accounts_open",
		   .load = fill_load,
		   .view = fill_view,
		   .update = fill_update,
		   .free = fill_free},
	[FINDS] = {.name = "accounts_find",
		   .load = fill_load,
		   .view = fill_view,
		   .update = fill_update,
		   .free = fill_free},
	[KEYS] = {.name = "accounts_key",
		  .load = fill_load,
		  .view = fill_view,
		  .update = fill_update,
		  .free = fill_free},
	[GRANTS] = {.name = "accounts_grant",
		    .load = fill_load,
		    .view = fill_view,
		    .update = fill_update,
		    .free = fill_free},
};

static struct screen *make(enum what what, struct accounts_one *o)
{
	struct accounts_form *f = common_make(sizeof(*f), &ops[what]);

	f->what = what;
	f->one = o;
	f->arena = arena_new((size_t)4 << 20);
	return &f->screen;
}

struct screen *accounts_open_new(void)
{
	return make(OPENS, NULL);
}

struct screen *accounts_find_new(void)
{
	return make(FINDS, NULL);
}

struct screen *accounts_grant_new(struct accounts_one *o)
{
	return make(GRANTS, o);
}

struct screen *accounts_key_new(struct accounts_one *o)
{
	return make(KEYS, o);
}
