/* formtext_blank.c - writes a service's form as a text file to be filled in any editor. */
#include "services/form/formtext.h"

#include "i18n/base/buffer.h"
#include "i18n/cluster.h"
#include "i18n/message.h"
#include "i18n/text.h"
#include "services/definition/answer.h"
#include "services/definition/type.h"
#include "services/form/formtext_condition.h"

#include <string.h>

#define COLS 72 /* of a note's words */

struct blank {
	struct arena *arena; /* scratch */
	struct buffer out;
	const struct service *service;
	struct answer_ground ground;
	enum lang lang;
	formtext_words *words;
	formtext_counted *counted;
};

static const char *say(const struct blank *b, const char *message)
{
	return b->words == NULL ? message : b->words(message);
}

static const char *say_error(const struct blank *b, const struct error *err)
{
	if (err->one == NULL)
		return say(b, err->say);
	if (b->counted == NULL)
		return err->number == 1 ? err->one : err->say;
	return b->counted(err->one, err->say, err->number);
}

/* One paragraph as notes: "# " and a margin before every line. */
static void put_paragraph(struct blank *b, const char *margin, const char *text, size_t len)
{
	while (len > 0) {
		size_t next = 0, line = cluster_fold(text, len, COLS, &next);

		buffer_format(&b->out, "# %s%.*s\n", margin, (int)line, text);
		if (next == 0)
			break;
		text += next;
		len -= next;
	}
}

static void put_note(struct blank *b, const char *margin, const char *text)
{
	text = text_safe(b->arena, text, 0);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		put_paragraph(b, margin, text, len);
		text += len;
		text += *text == '\n';
	}
}

static void put_error(struct blank *b, const struct error *err)
{
	struct fill places[ERROR_FILLS + 1] = {{0}};

	for (size_t i = 0; i < err->fill_count; i++)
		places[i] = (struct fill){err->fills[i].name, err->fills[i].value};
	put_note(b, "  ", message_fill(b->arena, say_error(b, err), places));
}

/* What kind of answer is expected; NULL where any words are. */
static const char *expected(const struct question *q)
{
	return q->lines > 1 ? N_("Text. Start each extra line with a space.") : type_expects(q);
}

static void put_options(struct blank *b, const struct question *q)
{
	const struct type_option *options;
	size_t count = type_options(b->ground.terms, b->arena, q, &options);

	for (size_t i = 0; i < count; i++)
		buffer_format(&b->out, "#     %s = %s\n", options[i].code,
			      options[i].name->in[b->lang]);
}

static void put_limits(struct blank *b, const struct question *q)
{
	struct error words;
	bool moves;

	if (!answer_check_limits(&b->ground, q, &words, &moves))
		return;
	put_error(b, &words);
	if (moves)
		put_note(b, "  ",
			 FILL(b->arena,
			      say(b, N_("This limit depends on the day when you send the form; "
					"here it is worked out for {day}.")),
			      {"day", date_show(b->arena, b->lang, b->service->country,
						b->ground.today)}));
}

static void put_format(struct blank *b, const struct question *q)
{
	const struct text *says;
	struct error words = type_words(q, b->lang, expected(q));

	if (words.say != NULL)
		put_error(b, &words);
	answer_check_pattern(&b->ground, q, &says);
	if (says != NULL)
		put_note(b, "  ", says->in[b->lang]);
	if ((q->type->traits & TYPE_LISTED) != 0)
		put_options(b, q);
	put_limits(b, q);
}

/* The default as it is typed; one that moves with the day is left to the person. */
static const char *preset_of(struct blank *b, const struct question *q)
{
	const char *preset;

	if (q->preset == NULL || (q->type->moves != NULL && q->type->moves(q->preset)))
		return "";
	preset = answer_preset(&b->ground, b->arena, q);
	return preset == NULL ? "" : answer_show_plain(b->arena, q, preset);
}

/* An answer of several lines goes on behind a blank. */
static void put_answer(struct blank *b, const char *id, const char *answer)
{
	buffer_format(&b->out, "%s:%s", id, answer[0] == '\0' ? "" : " ");
	for (; *answer != '\0'; answer++)
		buffer_text(&b->out, *answer == '\n' ? "\n " : (char[]){*answer, '\0'});
	buffer_text(&b->out, "\n\n");
}

static void put_condition(struct blank *b, const struct rule *when)
{
	const struct formtext_ground g = {b->service, b->ground, b->words};

	const char *line = when == NULL ? "" : formtext_condition(b->arena, &g, when);

	for (size_t len; *line != '\0'; line += len + 1) {
		len = strcspn(line, "\n");
		put_note(b, "  ", arena_slice(b->arena, line, len));
	}
}

static void put_question(struct blank *b, const struct question *q)
{
	put_note(b, "", q->label.in[b->lang]);
	if (text_is_set(&q->help))
		put_note(b, "  ", q->help.in[b->lang]);
	put_condition(b, q->when);
	put_note(b, "  ", say(b, q->required ? N_("Required.") : N_("Optional.")));
	put_format(b, q);
	put_answer(b, q->id, preset_of(b, q));
}

static void put_questions(struct blank *b, const struct question *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		put_question(b, &list[i]);
}

/* How a section is filled in again. */
static void put_repeat(struct blank *b, const struct section *s)
{
	const char *words = N_("For each extra entry, copy this part with its heading and continue "
			       "the numbering: [{id} 2], [{id} 3] … From {min} to {max} entries. "
			       "An entry you do not change is not counted.");

	if (s->max == 1)
		return;
	if (s->min == s->max)
		words = N_("For each extra entry, copy this part with its heading and continue the "
			   "numbering: [{id} 2], [{id} 3] … There must be {max} entries.");
	put_note(b, "  ",
		 FILL(b->arena, say(b, words), {"id", s->id},
		      {"min", arena_format(b->arena, "%d", s->min)},
		      {"max", arena_format(b->arena, "%d", s->max)}));
}

static void put_section(struct blank *b, const struct section *s)
{
	put_note(b, "== ", s->title.in[b->lang]);
	put_condition(b, s->when);
	if (!s->repeats) {
		buffer_format(&b->out, "[%s]\n\n", s->id);
	} else {
		put_repeat(b, s);
		buffer_format(&b->out, "[%s 1]\n\n", s->id);
	}
	put_questions(b, s->questions, s->question_count);
}

/* How it gets to the authority. */
static void put_way(struct blank *b, const struct formtext_order *o)
{
	enum service_way way = o->page == NULL ? SERVICE_BY_FORM : service_way_in(b->service);
	const char *words = N_("To send this form, save it as a file and type this command, with "
			       "the name of your file in place of FILE:");

	if (way == SERVICE_SIGNED_FIRST)
		words = N_("Use this form to read and prepare the answers. It cannot be sent as a "
			   "file, because other people have to sign first: begin the application "
			   "on a page, and invite them there. The pages are here:");
	else if (way == SERVICE_FILES_FIRST)
		words = N_("Use this form to read and prepare the answers. It cannot be sent as a "
			   "file, because documents have to arrive first: begin the application on "
			   "a page, and send them there. The pages are here:");
	put_note(b, "", say(b, words));
	buffer_format(&b->out, "#   %s\n#\n", way == SERVICE_BY_FORM ? o->send : o->page);
}

static void put_head(struct blank *b, const struct formtext_order *o)
{
	const struct service *s = b->service;
	const struct country *country = term_country(b->ground.terms, s->country);

	put_note(b, "", s->name.in[b->lang]);
	put_note(b, "", s->authority.in[b->lang]);
	if (country != NULL)
		put_note(b, "", country->term.name.in[b->lang]);
	buffer_text(&b->out, "#\n");
	put_way(b, o);
	put_note(b, "",
		 say(b,
		     N_("Write each answer after the colon of its question. Start each extra line "
			"of a long answer with a space. Lines that start with # are notes: you do "
			"not need to read or keep them. Do not change the 4 lines below.")));
	if (s->form->drafted)
		put_note(b, "",
			 say(b, N_("The portal prepared the questions of this application. The "
				   "authority has not confirmed them yet.")));
	buffer_format(&b->out, "\nservice: %s\nversion: %d\nrequest: %s\nlanguage: %s\n\n", s->id,
		      s->version, o->request, lang_code(b->lang));
}

static void put_declaration(struct blank *b)
{
	put_note(b, "== ",
		 /* TRANSLATORS: heading above the sentence by which the person vouches */
		 say(b, N_("Declaration")));
	/* The same words as on the pages (review.c). */
	put_note(b, "  ",
		 say(b, N_("I declare that my answers are true and complete. I understand that a "
			   "false declaration can have legal consequences.")));
	put_note(b, "  ", say(b, N_("Write yes to agree.")));
	buffer_text(&b->out, "[declaration]\n\nagree:\n");
}

char *formtext_blank(struct arena *a, const struct formtext_order *o)
{
	ARENA_CLEAN struct arena *scratch = arena_new((size_t)64 * 1024 * 1024);
	struct blank b = {.arena = scratch,
			  .service = o->service,
			  .lang = o->lang,
			  .words = o->words,
			  .counted = o->counted};
	const struct form_definition *f = o->service->form;
	char *text;

	if (f == NULL)
		return NULL;
	b.ground = (struct answer_ground){.terms = o->terms, .today = o->today, .lang = o->lang};
	buffer_open(&b.out, (size_t)16 * 1024 * 1024);
	put_head(&b, o);
	if (f->eligibility_count > 0) {
		put_note(&b, "== ",
			 /* TRANSLATORS: heading above the questions that decide who may apply */
			 say(&b, N_("Who can apply")));
		buffer_text(&b.out, "[eligibility]\n\n");
		put_questions(&b, f->eligibility, f->eligibility_count);
	}
	for (size_t i = 0; i < f->section_count; i++)
		put_section(&b, &f->sections[i]);
	if (!f->inside)
		put_declaration(&b);
	text = arena_slice(a, b.out.data, b.out.size);
	buffer_close(&b.out);
	return text;
}
