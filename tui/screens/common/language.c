/* language.c - the choice of language, at the door and from every page; and how this terminal is to
 * be sent Arabic. */
#include "tui/screens/common/common.h"

/* What a choice carries: a language, or Arabic for a terminal of a kind. */
enum {
	ACT_LANG = 1,
	ACT_VISUAL = 9,
	ACT_LETTERS,
	ACT_MISSING,
	ACT_CHARSET,
	ACT_SETTINGS,
	ACT_KIND = 20
};

/* The ways that a terminal may need, by what a person sees of them. */
static const enum terminal_kind ways[] = {TERMINAL_VISUAL, TERMINAL_UBA_ANY, TERMINAL_TOKEN};
#define WAYS (sizeof(ways) / sizeof(ways[0]))

/* "If you can read this, choose it: Arabic". The name comes last, so that it stands at the line's
 * left, where a wrong order is seen at once. Never translated: it is Arabic for whoever reads it.
 */
#define READABLE "إن قرأت هذا فاختره: العربية"

static const enum lang order[] = {LANG_EN, LANG_FR, LANG_AR};

static void put_ways(struct page *p, const char *label)
{
	for (size_t i = 0; i < WAYS; i++)
		page_menu(p, ACT_KIND + (int)ways[i], label, NULL, NULL)->as = (int)ways[i] + 1;
}

/* The other one of UTF-8 and ASCII than the terminal is sent now. */
static void put_charset(struct page *p, const struct scene *x)
{
	page_menu(p, ACT_CHARSET,
		  x->charset == CHARSET_UTF8 ? _("French or English, without accents") : "UTF-8",
		  NULL, NULL);
}

static void change_charset(struct stack *st)
{
	struct context *x = stack_context(st);

	x->scene.charset = x->scene.charset == CHARSET_UTF8 ? CHARSET_ASCII : CHARSET_UTF8;
	stack_turn(st);
}

void language_leave_arabic(struct stack *st)
{
	struct context *x = stack_context(st);

	if (x->scene.lang != LANG_AR || x->scene.charset == CHARSET_UTF8)
		return;
	x->scene.lang = x->caller->lang = LANG_FR; /* not remembered: it was not chosen */
	message_use(x->scene.lang);
	stack_push(st, language_missing_new(true));
}

/* The person has said how Arabic reads right; true when the act was that. */
static bool take_way(struct stack *st, int act)
{
	struct context *x = stack_context(st);

	if (act < ACT_KIND || act >= ACT_KIND + TERMINAL_KINDS)
		return false;
	x->scene.letters = (enum terminal_kind)(act - ACT_KIND);
	x->scene.letters_chosen = true;
	return true;
}

/* --- the letters of this terminal ------------------------------------------------------------- */

static struct page *letters_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "letters", _("How this terminal shows text"));

	(void)s;
	p->wants_back = true;
	page_text(p, TONE_PLAIN,
		  _("Terminals show Arabic in different ways. Choose the line of Arabic that reads "
		    "correctly."));
	put_ways(p, READABLE);
	put_charset(p, x);
	page_text(p, TONE_QUIET,
		  _("If no line reads correctly, this terminal cannot show Arabic. Go back and "
		    "choose French or English."));
	return p;
}

static bool letters_update(struct screen *s, struct stack *st, const struct input *e)
{
	(void)s;
	if (e->kind == INPUT_CHOOSE && e->act == ACT_CHARSET) {
		change_charset(st);
		language_leave_arabic(st);
		return true;
	}
	if (e->kind != INPUT_CHOOSE || !take_way(st, e->act))
		return false;
	stack_use_lang(st, stack_context(st)->scene.lang);
	/* And from the choice of language: back to where it was asked. */
	stack_pop(st);
	stack_pop(st);
	return true;
}

static const struct screen_ops letters_ops = {
	.name = "letters", .view = letters_view, .update = letters_update};

/* --- where there are no Arabic letters -------------------------------------------------------- */

struct missing {
	struct screen screen;
	bool over; /* a page that goes on afterwards */
};

/* Said in the two languages that such a terminal can show; it knows neither of the person. */
static struct page *missing_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	struct page *p = page_new(a, "no-arabic", "Arabic · Arabe");

	(void)s, (void)x;
	p->every_language = true;
	page_text(p, TONE_PLAIN,
		  "Arabic needs UTF-8. Set the terminal to it (PuTTY: Window, Translation), choose "
		  "a language here, then Ctrl-L, UTF-8.");
	page_text(p, TONE_PLAIN,
		  "L'arabe demande UTF-8. Réglez-y le terminal (PuTTY : Window, Translation), "
		  "choisissez ici une langue, puis Ctrl-L, UTF-8.");
	page_menu(p, ACT_LANG, lang_name(order[0]), NULL, NULL);
	page_menu(p, ACT_LANG + 1, lang_name(order[1]), NULL, NULL);
	return p;
}

static bool missing_update(struct screen *s, struct stack *st, const struct input *e)
{
	if (e->kind == INPUT_LANGUAGE || e->kind == INPUT_HELP || e->kind == INPUT_BACK)
		return true;
	if (e->kind != INPUT_CHOOSE || e->act < ACT_LANG || e->act > ACT_LANG + 1)
		return false;
	stack_use_lang(st, order[e->act - ACT_LANG]);
	if (((const struct missing *)s)->over)
		stack_pop(st);
	else
		stack_home(st, screens_start(stack_context(st), true));
	return true;
}

static const struct screen_ops missing_ops = {
	.name = "no-arabic", .view = missing_view, .update = missing_update};

struct screen *language_missing_new(bool over)
{
	struct missing *m = common_make(sizeof(*m), &missing_ops);

	m->over = over;
	return &m->screen;
}

/* --- the language ----------------------------------------------------------------------------- */

struct language {
	struct screen screen;
	bool first;
};

static bool asks_for_letters(const struct language *l, const struct scene *x)
{
	return l->first && !x->plain && !x->letters_sure && x->charset == CHARSET_UTF8;
}

static struct page *language_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct language *l = (const struct language *)s;
	bool arabic = x->charset == CHARSET_UTF8;
	struct page *p =
		page_new(a, "language", arabic ? "Language · Langue · اللغة" : "Language · Langue");

	p->every_language = l->first;
	if (l->first)
		page_text(p, TONE_PLAIN,
			  arabic ? "Type a number · Tapez un numéro\nاكتب رقماً"
				 : "Type a number · Tapez un numéro");
	for (int i = 0; i < LANG_COUNT; i++) {
		if (order[i] == LANG_AR && asks_for_letters(l, x))
			put_ways(p, READABLE);
		else if (order[i] == LANG_AR && !arabic)
			page_menu(p, ACT_MISSING, "Arabic · Arabe", NULL, NULL);
		else
			page_menu(p, ACT_LANG + i, lang_name(order[i]), NULL,
				  !l->first && order[i] == x->lang ? "✓" : NULL);
	}
	/* The terminal has said how while somebody was typing the number of one of the ways. */
	if (l->first && !x->plain && arabic && x->letters_sure)
		for (int i = LANG_COUNT; i < LANG_COUNT - 1 + (int)WAYS; i++)
			page_unseen(p, i + 1, ACT_LANG + LANG_COUNT - 1);
	if (x->plain) /* for those who see, on a terminal that does not turn Arabic around */
		page_menu(p, ACT_VISUAL, lang_name(LANG_AR),
			  "if it is reversed above · à l'envers ci-dessus", NULL);
	if (!x->plain && !arabic)
		put_charset(p, x);
	if (!l->first && !x->plain && arabic)
		page_menu(p, ACT_LETTERS, _("Is the text not shown correctly?"),
			  _("Choose another way to show it."), NULL);
	if (!l->first && x->has_key && x->applies)
		page_menu(p, ACT_SETTINGS, _("Settings"),
			  _("What the portal remembers for your key."), NULL);
	p->wants_back = !l->first;
	return p;
}

static void go_on(const struct language *l, struct stack *st, enum lang lang)
{
	stack_use_lang(st, lang);
	if (l->first)
		stack_replace(st, screens_start(stack_context(st), true));
	else
		stack_pop(st);
}

static bool language_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct language *l = (struct language *)s;

	if (e->kind == INPUT_LANGUAGE || e->kind == INPUT_HELP)
		return true;
	if (e->kind == INPUT_BACK && l->first)
		return true;
	if (e->kind != INPUT_CHOOSE)
		return false;
	if (e->act == ACT_CHARSET) {
		change_charset(st);
		return true;
	}
	if (e->act == ACT_MISSING) {
		stack_push(st, language_missing_new(false));
		return true;
	}
	if (e->act == ACT_LETTERS) {
		stack_push(st, common_make(sizeof(struct screen), &letters_ops));
		return true;
	}
	if (e->act == ACT_SETTINGS) {
		stack_push(st, settings_new());
		return true;
	}
	if (take_way(st, e->act)) {
		go_on(l, st, LANG_AR);
		return true;
	}
	if (e->act != ACT_VISUAL && (e->act < ACT_LANG || e->act >= ACT_LANG + LANG_COUNT))
		return false;
	stack_context(st)->scene.plain_visual = e->act == ACT_VISUAL;
	go_on(l, st, e->act == ACT_VISUAL ? LANG_AR : order[e->act - ACT_LANG]);
	return true;
}

static const struct screen_ops ops = {
	.name = "language", .view = language_view, .update = language_update};

struct screen *language_new(bool first)
{
	struct language *l = common_make(sizeof(*l), &ops);

	l->first = first;
	return &l->screen;
}
