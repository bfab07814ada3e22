/* serve.c - a person has come to the counter: found by a number, asked for their consent. */
#include "tui/screens/office/serve.h"

#include "services/access/serve.h"

enum { FIELD_NUMBER = 1 };

/* Who comes back to who it is serves nobody. */
static void nobody_load(struct screen *s, struct stack *st)
{
	(void)s;
	caller_serve_no_more(stack_context(st)->caller);
}

enum fault serve_take(char to[SERVE_TYPED], const char *typed, struct error *err)
{
	if (strlen(typed) >= SERVE_TYPED)
		return fail(err, FAULT_INPUT,
			    N_("Enter the whole number of a document or of a telephone."),
			    "%zu bytes", strlen(typed));
	snprintf(to, SERVE_TYPED, "%s", typed);
	return FAULT_NONE;
}

/* --- by which number --- */

struct serve {
	struct screen screen;
	const struct service *service;
	char typed[SERVE_TYPED];
	struct error error;
};

static struct page *serve_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct serve *v = (const struct serve *)s;
	struct page *p = page_new(a, "serve", _("Who is at the counter?"));
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = FIELD_NUMBER,
			    .kind = FIELD_LINE,
			    .label = _("Number of a document, or telephone"),
			    .help = _("The whole number. Leave it empty for a person without one."),
			    .value = arena_text(a, v->typed),
			    .ltr = true,
			    .lines = 1};
	if (v->error.fault != FAULT_NONE)
		f->error = message_error(a, &v->error);
	p->trail = words_of(&v->service->name, x->lang);
	p->wants_back = true;
	page_text(p, TONE_PLAIN,
		  FILL(a,
		       _("The portal records each search, with “{service}” as its reason, and the "
			 "person is told."),
		       {"service", p->trail}));
	page_field(p, f);
	p->next_label = _("Find");
	return p;
}

static void forgets(struct screen *found, char typed[SERVE_TYPED]);

static void find(struct serve *v, struct stack *st)
{
	struct screen *found;

	if (v->typed[0] == '\0') {
		stack_push(st, serve_person_new(v->service, ""));
		return;
	}
	found = serve_found_new(stack_context(st), v->service, v->typed, &v->error);
	if (found == NULL) {
		stack_turn(st);
		return;
	}
	forgets(found, v->typed);
	stack_push(st, found);
}

static bool serve_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct serve *v = (struct serve *)s;

	if (e->kind == INPUT_ANSWER) {
		v->error = (struct error){0};
		return serve_take(v->typed, e->text, &v->error) == FAULT_NONE;
	}
	if (e->kind != INPUT_NEXT)
		return false;
	find(v, st);
	return true;
}

static void serve_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct serve));
	free(s);
}

static const struct screen_ops serve_ops = {.name = "serve",
					    .load = nobody_load,
					    .view = serve_view,
					    .update = serve_update,
					    .free = serve_free};

struct screen *serve_new(const struct service *s)
{
	struct serve *v = common_make(sizeof(*v), &serve_ops);

	v->service = s;
	return &v->screen;
}

/* --- who it may be --- */

#define ACT_NEW 100 /* above any person's number */

struct found {
	struct screen screen;
	struct arena *arena;
	const struct service *service;
	char typed[SERVE_TYPED];
	struct serve_person *list;
	size_t count, all; /* listed, and how many there are */
	char *below;       /* the field of the page below, with the number; NULL: there is none */
};

static void forgets(struct screen *found, char typed[SERVE_TYPED])
{
	((struct found *)found)->below = typed;
}

/* Whoever was served has their number taken from the field: the next person has another. */
static void found_load(struct screen *s, struct stack *st)
{
	struct found *v = (struct found *)s;

	if (v->below != NULL && stack_context(st)->caller->served.person[0] != '\0')
		explicit_bzero(v->below, SERVE_TYPED);
	nobody_load(s, st);
}

static struct page *found_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct found *v = (const struct found *)s;
	struct page *p = page_new(a, "serve_found", _("Who is it?"));

	p->trail = words_of(&v->service->name, x->lang);
	p->wants_back = true;
	page_pair(p, _("Number"), bidi_isolate(a, text_safe(a, v->typed, 0)), 0);
	if (v->count == 0)
		page_notice(p, NOTICE_INFO, _("No person was found with this number."));
	if (v->all > v->count)
		page_notice(p, NOTICE_WARNING, words_persons_more(a, v->all - v->count));
	for (size_t i = 0; i < v->count; i++)
		page_menu(p, 1 + (int)i, bidi_isolate(a, text_safe(a, v->list[i].name, 0)), NULL,
			  NULL);
	page_menu(p, ACT_NEW, _("A new person"), NULL, NULL);
	return p;
}

static bool found_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct found *v = (struct found *)s;
	const struct serve_person *who;

	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_NEW) {
		stack_push(st, serve_person_new(v->service, v->typed));
	} else if (e->act >= 1 && (size_t)e->act <= v->count) {
		who = &v->list[e->act - 1];
		stack_push(st, serve_consent_new(v->service, who->id, who->name));
	}
	return true;
}

static void found_free(struct screen *s)
{
	struct found *v = (struct found *)s;

	arena_free(v->arena);
	explicit_bzero(v, sizeof(*v));
	free(v);
}

static const struct screen_ops found_ops = {.name = "serve_found",
					    .load = found_load,
					    .view = found_view,
					    .update = found_update,
					    .free = found_free};

struct screen *serve_found_new(const struct context *x, const struct service *s, const char *typed,
			       struct error *err)
{
	struct found *v = common_make(sizeof(*v), &found_ops);

	v->arena = arena_new((size_t)4 << 20);
	v->service = s;
	snprintf(v->typed, sizeof(v->typed), "%s", typed);
	if (serve_find(x->registry, x->caller, catalogue_terms(x->scene.catalogue), s, typed,
		       v->arena, &v->list, &v->all, err) == FAULT_NONE) {
		v->count = v->all < IDENTIFIER_FOUND ? v->all : IDENTIFIER_FOUND;
		return &v->screen;
	}
	arena_free(v->arena);
	free(v);
	return NULL;
}

/* --- whether they agree --- */

enum { ACT_NO = 1, ACT_YES = 10 }; /* and the language that they read */

struct consent {
	struct screen screen;
	const struct service *service;
	char person[33];
	char name[CALLER_NAME];
};

static struct page *consent_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct consent *v = (const struct consent *)s;
	struct page *p = page_new(a, "consent", _("Does the person agree?"));
	const char *name = bidi_isolate(a, text_safe(a, v->name, 0));

	p->trail = words_of(&v->service->name, x->lang);
	p->wants_back = true;
	p->deliberate = true;
	page_text(p, TONE_STRONG, name);
	page_text(p, TONE_PLAIN,
		  FILL(a,
		       _("Say: I will fill in the application “{service}” in your name and send it "
			 "to: {authority}. Do you agree?"),
		       {"service", words_of(&v->service->name, x->lang)},
		       {"authority", words_of(&v->service->authority, x->lang)}));
	page_text(p, TONE_QUIET,
		  _("The portal records who asked, when, and for what, and the person is told."));
	page_menu(p, ACT_NO, _("No, or not yet"), NULL, NULL);
	for (int i = 0; i < LANG_COUNT; i++)
		page_menu(p, ACT_YES + i,
			  FILL(a, _("Yes; their language: {language}"),
			       {"language", bidi_isolate(a, lang_name((enum lang)i))}),
			  NULL, NULL);
	return p;
}

/* The form of one who has agreed stands in the place of the question. */
static void agree(struct consent *v, struct stack *st, enum lang lang)
{
	struct context *x = stack_context(st);
	struct error err = {0};

	if (serve_consent(x->registry, x->caller, v->service, v->person, lang, &err) != FAULT_NONE)
		stack_push(st, common_trouble(x, &err));
	else
		apply_start(st, v->service);
}

static bool consent_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_NO)
		stack_pop(st);
	else
		agree((struct consent *)s, st, (enum lang)(e->act - ACT_YES));
	return true;
}

static void consent_free(struct screen *s)
{
	explicit_bzero(s, sizeof(struct consent));
	free(s);
}

static const struct screen_ops consent_ops = {
	.name = "consent", .view = consent_view, .update = consent_update, .free = consent_free};

struct screen *serve_consent_new(const struct service *s, const char *person, const char *name)
{
	struct consent *v = common_make(sizeof(*v), &consent_ops);

	v->service = s;
	snprintf(v->person, sizeof(v->person), "%s", person);
	snprintf(v->name, sizeof(v->name), "%s", name);
	return &v->screen;
}
