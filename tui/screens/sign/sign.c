/* sign.c - the text that the visitor signs, and signing it: by a number that is typed after it was
 * read; and whether a signature or somebody's part shall really end. */
#include "tui/screens/sign/sign.h"

#include "tui/page/signwords.h"

#include <string.h>

enum { ACT_NO = 1, ACT_YES };
#define ACT_PLACE 10 /* above these: as the first of the places that are free, the second, … */

struct sign {
	struct screen screen;
	struct people *people; /* stands below as long as this is open */
	struct arena *arena;
	struct signature_wish wish;
	enum lang lang;   /* in which it is read */
	bool chosen;      /* as whom */
	const char *text; /* in `arena`; NULL: it cannot be signed now */
	struct error error;
	int number; /* of people_sure */
};

/* --- as whom --- */

/* A member signs as what they were invited to; who has signed before, as that one. */
static bool is_settled(const struct people *f)
{
	const struct signature *signature;

	if (f->own.number > 0)
		return true;
	for (size_t i = 0; i < f->standing_count; i++)
		for (size_t k = 0; k < f->standings[i].count; k++)
			if (f->standings[i].places[k].is_own)
				return true;
	return people_open_place(f, 1, &signature) == NULL;
}

static void put_places(struct page *p, const struct scene *x, const struct sign *v)
{
	const struct signature *signature = NULL;
	const struct signature_place *place;

	page_text(p, TONE_PLAIN, _("Who are you? Choose your own name."));
	for (size_t i = 0; (place = people_open_place(v->people, i, &signature)) != NULL; i++)
		page_menu(p, ACT_PLACE + (int)i,
			  bidi_isolate(p->arena, signwords_name(x->lang, signature, place)),
			  *place->name == '\0' ? NULL : words_of(&signature->name, x->lang), NULL);
}

/* --- the text --- */

static void read_text(struct sign *v, const struct context *x)
{
	struct people *f = v->people;

	arena_reset(v->arena);
	v->text = NULL;
	v->lang = x->scene.lang;
	v->wish.lang = &v->lang;
	if (signature_text(x->registry, x->caller, &f->application, f->service, &v->wish, v->arena,
			   &v->text, &v->error) != FAULT_NONE)
		v->text = NULL;
}

static void sign_load(struct screen *s, struct stack *st)
{
	struct sign *v = (struct sign *)s;

	v->chosen = v->chosen || is_settled(v->people);
	if (v->chosen)
		read_text(v, stack_context(st));
}

/* An answer's further lines begin with blanks, and stand by themselves. */
static void put_line(struct page *p, const char *line)
{
	struct arena *a = p->arena;
	const char *colon = strstr(line, ": ");

	if (strncmp(line, "= ", 2) == 0)
		page_heading(p, bidi_isolate(a, line + 2));
	else if (*line == '\0')
		return;
	else if (colon != NULL && *line != ' ')
		page_pair(p, arena_slice(a, line, (size_t)(colon - line)),
			  bidi_isolate(a, colon + 2), 0);
	else
		page_text(p, TONE_PLAIN, bidi_isolate(a, line));
}

/* Behind the lines that are for programs. */
static void put_text(struct page *p, const char *text)
{
	const char *body = strstr(text, "\n\n");

	for (text = body == NULL ? text : body + 2; *text != '\0';) {
		size_t len = strcspn(text, "\n");

		put_line(p, arena_slice(p->arena, text, len));
		text += len;
		text += *text == '\n';
	}
}

/* Whether the application has answers beside those that are signed, which a member may look at. */
static bool covers_part(const struct sign *v)
{
	const struct people *f = v->people;

	for (size_t i = 0; i < f->standing_count; i++) {
		const struct signature *s = f->standings[i].signature;
		bool is_meant = v->wish.signature != NULL && strcmp(s->id, v->wish.signature) == 0;

		for (size_t k = 0; k < f->standings[i].count && v->wish.signature == NULL; k++)
			is_meant = is_meant || f->standings[i].places[k].is_own;
		if (is_meant)
			return s->cover_count > 0 && f->own.number > 0;
	}
	return false;
}

static struct page *sign_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct sign *v = (const struct sign *)s;
	struct page *p = page_new(a, "sign", _("Sign the application"));

	p->wants_back = true;
	p->deliberate = v->chosen;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	if (!v->chosen) {
		put_places(p, x, v);
		return p;
	}
	if (v->text == NULL)
		return p;
	page_text(p, TONE_PLAIN, _("This is what you sign. Read it to the end:"));
	put_text(p, v->text);
	if (covers_part(v))
		page_text(p, TONE_PLAIN,
			  _("You sign the answers above and no others. “The application itself” "
			    "shows all of them."));
	page_heading(p, _("Your signature"));
	page_text(p, TONE_PLAIN,
		  _("It is valid as long as these answers stay as they are. If one changes, we "
		    "tell you which, and you need to sign again."));
	page_menu(p, ACT_NO, _("Not yet: back"), NULL, NULL);
	page_menu(p, ACT_YES, _("I have read this and sign it"), NULL, NULL);
	return p;
}

static void sign_it(struct screen *s, struct stack *st)
{
	struct sign *v = (struct sign *)s;
	struct people *f = v->people;
	struct context *x = stack_context(st);

	if (signature_sign(x->registry, x->caller, &f->application, f->service, &v->wish, v->text,
			   &v->error) == FAULT_NONE) {
		f->done = true;
		stack_pop(st);
		stack_turn(st);
		return;
	}
	if (pin_is_needed(&v->error)) {
		v->error = (struct error){0};
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){s, sign_it, PIN_SIGN}));
		return;
	}
	stack_turn(st);
}

static bool sign_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct sign *v = (struct sign *)s;
	const struct signature *signature = NULL;
	const struct signature_place *place;

	if (e->kind != INPUT_CHOOSE)
		return false;
	v->error = (struct error){0};
	if (e->act == ACT_NO) {
		stack_pop(st);
	} else if (e->act == ACT_YES && v->text != NULL) {
		sign_it(s, st);
	} else if ((place = people_open_place(v->people, (size_t)(e->act - ACT_PLACE),
					      &signature)) != NULL) {
		v->wish = (struct signature_wish){.signature = signature->id, .item = place->item};
		v->chosen = true;
		stack_turn(st);
	}
	return true;
}

static void sign_free(struct screen *s)
{
	arena_free(((struct sign *)s)->arena);
	free(s);
}

static const struct screen_ops sign_ops = {.name = "sign",
					   .load = sign_load,
					   .view = sign_view,
					   .update = sign_update,
					   .free = sign_free};

static struct screen *over(const struct screen_ops *ops, struct people *f)
{
	struct sign *v = common_make(sizeof(*v), ops);

	v->people = f;
	v->arena = arena_new((size_t)16 << 20);
	return &v->screen;
}

struct screen *people_sign(struct people *f)
{
	return over(&sign_ops, f);
}

/* --- whether it shall really end --- */

static const char *name_of(const struct people *f, int number)
{
	for (size_t i = 0; i < f->member_count; i++)
		if (f->members[i].number == number)
			return f->members[i].name;
	return "";
}

/* What is ended. */
static const char *yes_words(struct arena *a, const struct sign *v)
{
	if (v->number == 0)
		return _("Yes, take my signature back");
	if (v->number == v->people->own.number)
		return _("Yes, leave this application");
	return FILL(a, _("Yes, remove {name}"),
		    {"name", bidi_isolate(a, name_of(v->people, v->number))});
}

static struct page *sure_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct sign *v = (const struct sign *)s;
	struct page *p = page_new(a, "sure", _("Are you sure?"));

	(void)x;
	p->wants_back = true;
	p->deliberate = true;
	if (v->error.fault != FAULT_NONE)
		page_notice(p, NOTICE_ERROR, message_error(a, &v->error));
	if (v->number == 0)
		page_text(p, TONE_PLAIN,
			  _("Your signature will no longer count. You may sign again later."));
	else if (v->number == v->people->own.number)
		page_text(p, TONE_PLAIN,
			  _("You will no longer see this application, and what you have signed "
			    "will no longer count. The applicant is told."));
	else
		page_text(p, TONE_PLAIN,
			  FILL(a,
			       _("{name} will no longer see this application, and what they have "
				 "signed will no longer count."),
			       {"name", bidi_isolate(a, name_of(v->people, v->number))}));
	page_menu(p, ACT_NO, _("No: leave it as it is"), NULL, NULL);
	page_menu(p, ACT_YES, yes_words(a, v), NULL, NULL);
	return p;
}

static void end_it(struct screen *s, struct stack *st)
{
	struct sign *v = (struct sign *)s;
	struct people *f = v->people;
	struct context *x = stack_context(st);
	bool leaves = v->number > 0 && v->number == f->own.number;
	enum fault fault = v->number == 0 ? signature_undo(x->registry, x->caller, &f->application,
							   f->service, &v->error)
					  : member_end(x->registry, x->caller, &f->application,
						       f->service, v->number, &v->error);

	if (fault == FAULT_NONE && leaves) {
		stack_home(st, home_of(x));
		stack_tell(st, N_("You no longer take part in that application."));
	} else if (fault == FAULT_NONE) {
		f->done = true;
		stack_pop(st);
		stack_turn(st);
	} else if (pin_is_needed(&v->error)) {
		v->error = (struct error){0};
		stack_push(st, pin_new(&f->application, f->service,
				       &(struct pin_then){s, end_it, PIN_SIGN}));
	} else if (v->error.fault == FAULT_MISSING) { /* nothing is left to be ended */
		f->error = v->error;
		stack_pop(st);
		stack_turn(st);
	} else {
		stack_turn(st);
	}
}

static bool sure_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind != INPUT_CHOOSE)
		return false;
	((struct sign *)s)->error = (struct error){0};
	if (e->act == ACT_YES)
		end_it(s, st);
	else
		stack_pop(st);
	return true;
}

static const struct screen_ops sure_ops = {
	.name = "sure", .view = sure_view, .update = sure_update, .free = sign_free};

struct screen *people_sure(struct people *f, int number)
{
	struct screen *s = over(&sure_ops, f);

	((struct sign *)s)->number = number;
	return s;
}
