/* help.c - how to move about, what to type, and how to come back; opened by "?" on any page. */
#include "tui/page/contactwords.h"
#include "tui/screens/common/common.h"
#include "tui/terminal/painter.h"

enum { ACT_VISUAL = 1, ACT_GETTING };

struct help {
	struct screen screen;
	const char *about; /* the screen it was asked on; static */
	bool steps;        /* that one stands in a list */
};

/* What is particular to the page that the person was on; NULL: nothing. */
static const char *about_words(const char *about)
{
	static const struct {
		const char *screen, *words;
	} table[] = {
		{"home", N_("Choose a number, or type words to find a service.")},
		{"search",
		 N_("Type words in any of the three languages, then Enter. One spelling mistake "
		    "does not matter. Then choose a number, or type other words: they replace the "
		    "first ones. To add a word to them, type a space first.")},
		{"service", N_("This page tells you who can apply, what to bring, what it costs "
			       "and how long it takes.")},
		{"questions", N_("Answer, then press Enter. Each answer is saved at once. If an "
				 "answer is not right, the reason is shown next to it.")},
		{"eligibility",
		 N_("These questions check whether you can apply for this service.")},
		{"tasks", N_("Complete the parts in any order. You can stop at any time: your "
			     "answers are saved.")},
		{"items", N_("Add them one by one, then confirm that the list is complete.")},
		{"review", N_("Check your answers. Choose a number to change one.")},
		{"declare", N_("Your application is sent only when you type the number of the "
			       "declaration.")},
		{"pin", N_("The PIN has 6 digits. It was given to you with the reference number "
			   "when you started the application.")},
		{"track",
		 N_("The reference number has 14 digits and the PIN has 6. Spaces do not matter.")},
		{"check", N_("Type the 16 digits of a document, or the 20 of a receipt, then press "
			     "Enter.")},
		{"status", N_("This page shows where your application is and what happens next.")},
		{"office",
		 N_("What is waiting for you in your roles. Choose a number to list it.")},
		{"office_tasks", N_("What other offices ask of yours, what is due first at the "
				    "top. Choose a number to see a task.")},
		{"office_task", N_("You see only what the task needs from the application. Closing "
				   "the task gives you no right over the application.")},
		{"office_queue", N_("What is due first is at the top. Type letters to narrow the "
				    "list; the space key marks the row you are on.")},
		{"audit", N_("Fill in at least one of person, application, office and day. What is "
			     "found matches everything that you filled in.")},
		{"audit_found", N_("Views by people who neither had the application nor changed it "
				   "come first. Choose a number to see a whole entry.")},
		{"accounts", N_("Letters narrow the list. Choose a number to see an account with "
				"its keys and roles, and to change them.")},
		{"accounts_one", N_("Choose the number of a role to end it, or of a key to revoke "
				    "it; you are asked to confirm.")},
		{"accounts_sure", N_("Nothing is done until you type the number of the act.")},
		{"accounts_grant", N_("One role, for one service or several, in one office and "
				      "those below it. A field left empty means all.")},
		{"holders", N_("How many waiting applications each person has. Choose a number to "
			       "see them and to hand them over.")},
		{"hand",
		 N_("It goes to a person who may act on it, with your note. Each application is "
		    "handed over separately; one that cannot be handed over stays where it is.")},
		{"dossier_act", N_("Fill in what the act needs. Before anything is done you see "
				   "what the applicant will read.")},
		{"dossier_go", N_("Nothing is done until you type the number of the act.")},
		{"dossier_hand", N_("It goes to a person who may act on it, with your note.")},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (strcmp(table[i].screen, about) == 0)
			return _(table[i].words);
	return NULL;
}

static void put_steps(struct page *p, bool steps)
{
	if (steps)
		page_pair(p, "n, p", _("the next one of the list, the one before it"), 0);
}

static const char *language_words(const struct scene *x)
{
	return x->has_key && x->applies ? _("another language; the settings of your key")
					: _("change language");
}

static void put_keys(struct page *p, const struct scene *x, bool steps)
{
	page_pair(p, _("a number"), _("selects that choice; press Enter if needed"), 0);
	/* TRANSLATORS: the keys 0 and Escape, named as on the keyboard */
	page_pair(p, _("0, Esc"), _("back"), 0);
	/* TRANSLATORS: the keys 0 and then Enter, named as on the keyboard */
	page_pair(
		p, _("0 and Enter"),
		_("back, in an empty text field. In a number field 0 is an answer: use Esc there"),
		0);
	put_steps(p, steps);
	/* TRANSLATORS: a key, named as on the keyboard */
	page_pair(p, _("Tab"), _("to the next part of the page"), 0);
	/* TRANSLATORS: two keys, named as on the keyboard */
	page_pair(p, _("Page Up, Page Down"), _("previous page, next page"), 0);
	/* TRANSLATORS: the keys Ctrl and L, named as on the keyboard; so in what follows */
	page_pair(p, _("Ctrl-L"), language_words(x), 0);
	page_pair(p, _("Ctrl-C"), _("leave; what you entered is saved"), 0);
	page_pair(p, _("Ctrl-X"),
		  _("leave at once, without a question: this terminal is cleared, what you "
		    "entered is saved"),
		  0);
	page_pair(p, "00",
		  _("leave at once, like Ctrl-X: press 0 twice quickly, on a page without a text "
		    "field"),
		  0);
	page_text(
		p, TONE_PLAIN,
		_("While you type, the arrow keys move by one letter, or one word with Ctrl or "
		  "Alt. Ctrl-W deletes the word before the cursor, Ctrl-U everything before it."));
}

/* Lines go to a program, or to a terminal that can be told nothing. */
static bool can_be_wiped(const struct scene *x)
{
	return !x->secret_echoes && !painter_is_dumb(x->terminal);
}

/* In plain lines each of these is typed, and then Enter. */
static void put_plain_keys(struct page *p, const struct scene *x, bool steps)
{
	page_pair(p, _("a number"), _("selects that choice"), 0);
	page_pair(p, "0", _("back"), 0);
	put_steps(p, steps);
	page_pair(p, "?", _("this help"), 0);
	page_pair(p, "+", _("more of a long list"), 0);
	page_pair(p, "l", language_words(x), 0);
	page_pair(p, _("q, Ctrl-C"), _("leave; what you entered is saved"), 0);
	page_pair(p, _("00, Ctrl-X"),
		  can_be_wiped(x)
			  ? _("leave at once, without a question: this terminal is cleared, what "
			      "you entered is saved")
			  : _("leave at once, without a question; what you entered is saved. This "
			      "terminal cannot be cleared from here: close its window too"),
		  0);
	page_pair(p, "/0 /? /l /v /q /00",
		  _("while you answer a question, with / before the command"), 0);
	page_pair(p, _("Enter alone"), _("keeps the current answer"), 0);
	page_pair(p, "-", _("clears an optional answer"), 0);
}

/* Staff have an office, and no application of their own to come back to. */
static void put_coming_back(struct page *p, const struct scene *x)
{
	if (!x->works) {
		common_way_back(p, x, NULL);
		page_pair(p, _("Complaints, comments and questions"),
			  contactwords(x->contact[x->lang]), 0);
		return;
	}
	page_heading(p, _("Commands"));
	page_text(p, TONE_PLAIN, _("Your work can be done by commands, too. This lists them:"));
	page_code(p, arena_format(p->arena, "%s help", common_ssh(x, p->arena, "staff")));
}

static const char *plain_names(const struct scene *x)
{
	return x->works ? _("For a screen reader or a very simple terminal, sign in as "
			    "“plain-staff”.")
			: _("For a screen reader or a very simple terminal, sign in as “plain” or "
			    "“plain-me”.");
}

static struct page *help_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct help *h = (const struct help *)s;
	const char *words = about_words(h->about);
	struct page *p = page_new(a, "help", _("Help"));

	p->wants_back = true;
	if (words != NULL) {
		page_heading(p, _("On this page"));
		page_text(p, TONE_PLAIN, words);
		if (strcmp(h->about, "track") == 0)
			common_tracking_lost(p);
	}
	page_heading(p, _("Keys"));
	if (x->plain)
		put_plain_keys(p, x, h->steps);
	else
		put_keys(p, x, h->steps);
	page_text(p, TONE_PLAIN, _("Digits may be typed as 0 to 9, ٠ to ٩ or ۰ to ۹."));
	put_coming_back(p, x);
	if (x->applies && !x->has_account)
		page_menu(p, ACT_GETTING, _("How to get an account"), NULL, NULL);
	page_heading(p, _("Plain lines"));
	if (!x->plain) {
		page_text(p, TONE_PLAIN, plain_names(x));
		return p;
	}
	page_text(p, TONE_PLAIN,
		  _("Arabic is sent in reading order, for screen readers. If it looks reversed on "
		    "your screen, type v. Type v again to change it back."));
	page_menu(p, ACT_VISUAL,
		  x->plain_visual ? _("Show Arabic for screen readers")
				  : _("Show Arabic for reading on the screen"),
		  NULL, NULL);
	return p;
}

static bool help_update(struct screen *s, struct stack *st, const struct input *e)
{
	struct context *x = stack_context(st);

	(void)s;
	if (e->kind == INPUT_CHOOSE && e->act == ACT_GETTING) {
		stack_push(st, getting_new());
		return true;
	}
	if (e->kind != INPUT_CHOOSE || e->act != ACT_VISUAL)
		return e->kind == INPUT_HELP;
	x->scene.plain_visual = !x->scene.plain_visual;
	return true;
}

static const struct screen_ops ops = {.name = "help", .view = help_view, .update = help_update};

struct screen *help_new(const char *about, bool steps)
{
	struct help *h = common_make(sizeof(*h), &ops);

	h->about = about;
	h->steps = steps;
	return &h->screen;
}
