/* target_form.c - filled forms: every fault has its line, and what was read, written out and read
 * again is the same.
 *
 * An input is a form of a service in tests/fuzz/corpus/definition/, or of the first of them. */
#include "i18n/base/buffer.h"
#include "services/definition/answer.h"
#include "services/definition/file.h"
#include "services/definition/service_read.h"
#include "services/form/formtext.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <glob.h>
#include <string.h>

#define ARENA ((size_t)512 << 20)
#define SERVICES_MOST 8

static const struct date today = {2026, 11, 23};

static struct {
	struct arena *arena;
	struct term_list terms;
	const struct service *services[SERVICES_MOST];
	size_t count;
} all;

static void load(void)
{
	struct arena *keep = all.arena = arena_new(ARENA);
	glob_t files;

	must(term_read(keep, "catalogue", &all.terms, NULL) == FAULT_NONE, "there is a catalogue");
	must(glob("tests/fuzz/corpus/definition/*.yaml", 0, NULL, &files) == 0,
	     "there is a corpus");
	for (size_t i = 0; i < files.gl_pathc && all.count < SERVICES_MOST; i++) {
		const struct service *s;
		char *yaml;
		size_t len;

		must(file_read(keep, files.gl_pathv[i], 1 << 20, &yaml, &len, NULL) == FAULT_NONE,
		     "a file of the corpus can be read");
		if (service_read(keep, &all.terms, "corpus", yaml, len, &s, NULL, NULL) ==
			    FAULT_NONE &&
		    s->form != NULL)
			all.services[all.count++] = s;
	}
	globfree(&files);
	must(all.count > 0, "a definition of the corpus has a form");
}

static const struct service *service_of(const char *text)
{
	for (size_t i = 0; i < all.count; i++) {
		const char *at = strstr(text, all.services[i]->id);

		if (at != NULL && at - text < 200)
			return all.services[i];
	}
	return all.services[0];
}

/* --- what was read, written out --------------------------------------------------------------- */

static void write_answer(struct arena *a, struct buffer *b, const struct form *f,
			 const struct field_path *at)
{
	const char *kept = form_get(f, at);
	const char *s = kept == NULL ? "" : answer_show_plain(a, at->question, kept);

	buffer_format(b, "%s: ", at->question->id);
	for (; *s != '\0'; s++)
		buffer_text(b, *s == '\n' ? "\n " : (char[]){*s, '\0'});
	buffer_text(b, "\n");
}

static void write_section(struct arena *a, struct buffer *b, const struct form *f,
			  const struct section *s)
{
	int first = s->repeats ? 1 : 0, last = s->repeats ? form_items(f, s) : 0;

	for (int item = first; item <= last; item++) {
		buffer_format(b, item > 0 ? "[%s %d]\n" : "[%s]\n", s->id, item);
		for (size_t i = 0; i < s->question_count; i++)
			write_answer(a, b, f, &(struct field_path){s, item, &s->questions[i]});
	}
}

static void write_form(struct arena *a, struct buffer *b, const struct filled *filled)
{
	const struct form_definition *d = form_service(filled->form)->form;

	buffer_format(b, "service: %s\nversion: %d\nrequest: %s\nlanguage: %s\n[eligibility]\n",
		      filled->service, filled->version, filled->request, lang_code(filled->lang));
	for (size_t i = 0; i < d->eligibility_count; i++)
		write_answer(a, b, filled->form, &(struct field_path){NULL, 0, &d->eligibility[i]});
	for (size_t i = 0; i < d->section_count; i++)
		write_section(a, b, filled->form, &d->sections[i]);
	buffer_text(b, "[declaration]\nagree: yes\n");
}

/* --- a form ----------------------------------------------------------------------------------- */

static struct filled read_form(const struct service *s, const char *bytes, size_t len,
			       struct fault_list *faults)
{
	struct filled filled;
	struct error err = {0};
	enum fault fault;

	*faults = (struct fault_list){0};
	fault = formtext_read(s, &all.terms, today, bytes, len, &filled, faults, &err);
	must((fault == FAULT_NONE) == (faults->count == 0), "faults are told where there are some");
	must((fault == FAULT_NONE) == (filled.form != NULL), "there is a form, or a fault");
	must(fault == FAULT_NONE || fault == FAULT_INPUT, "what is wrong is the input");
	must(fault == FAULT_NONE || err.line == faults->items[0].line, "the first fault is told");
	return filled;
}

/* What is told beside an answer that is taken is words, and no part of a form that is taken has
 * anything wrong. */
static void check_told(struct arena *a, const struct filled *filled)
{
	const struct form_definition *d = form_service(filled->form)->form;
	struct field_path at = {0};
	struct error err;

	while (form_next(filled->form, &at)) {
		must(!form_clash(filled->form, &at, true, &err), "what is taken fits together");
		if (form_remark(filled->form, &at, &err))
			must_be_told(&err, 0);
	}
	must(form_fee(filled->form, a) == NULL || form_service(filled->form)->fee != NULL,
	     "a fee is the service's");
	must(form_section_state(filled->form, NULL) != SECTION_WRONG, "who applies may");
	for (size_t i = 0; i < d->section_count; i++)
		must(form_section_state(filled->form, &d->sections[i]) != SECTION_WRONG,
		     "each part of it is right");
}

/* Every answer is shown without harm, and typed again is the same. */
static void check_answers(struct arena *a, const struct filled *filled)
{
	struct field_path at = {0};

	while (form_next(filled->form, &at)) {
		const char *kept = form_get(filled->form, &at);
		char *again = NULL;

		if (kept == NULL)
			continue;
		must_be_harmless(kept);
		for (int lang = 0; lang < LANG_COUNT; lang++)
			must_be_harmless(form_show(filled->form, a, &at, (enum lang)lang));
		must(form_canonical(filled->form, a, at.question,
				    answer_show_plain(a, at.question, kept), filled->lang, &again,
				    NULL) == FAULT_NONE &&
			     strcmp(again, kept) == 0,
		     "an answer typed again is the same");
	}
	must(form_refused(filled->form) == NULL, "who may not apply has no form taken");
}

static void check_again(struct arena *a, const struct service *s, const struct filled *filled)
{
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	BUFFER_CLEAN struct buffer b;
	struct filled again;

	buffer_open(&b, 2 * LIMIT_FORMTEXT);
	write_form(a, &b, filled);
	again = read_form(s, b.data, b.size, faults);
	must(again.form != NULL, "a form written out is taken again");
	must(strcmp(form_canonical_text(filled->form, a), form_canonical_text(again.form, a)) == 0,
	     "a form written out and read again is the same");
	must(again.version == filled->version && again.lang == filled->lang &&
		     strcmp(again.request, filled->request) == 0,
	     "a form written out says whose it is");
	form_free(again.form);
}

/* The same form as another editor saves it: with the line ends of Windows, or a mark of direction
 * before each line. */
static char *saved_otherwise(struct arena *a, const char *bytes, size_t len, bool marks,
			     size_t *ret_len)
{
	BUFFER_CLEAN struct buffer b;

	buffer_open(&b, 8 * LIMIT_FORMTEXT);
	buffer_text(&b, marks ? "\u200F" : "");
	for (size_t i = 0; i < len; i++) {
		buffer_text(&b, bytes[i] == '\n' && !marks ? "\r" : "");
		buffer_add(&b, bytes + i, 1);
		buffer_text(&b, bytes[i] == '\n' && marks && i + 1 < len ? "\u200F" : "");
	}
	*ret_len = b.size;
	return arena_slice(a, b.data, b.size);
}

static void check_editors(struct arena *a, const struct service *s, const char *bytes, size_t len,
			  const struct filled *filled, const struct fault_list *faults)
{
	struct fault_list *others = arena_take(a, sizeof(*others));

	for (int marks = 0; marks < 2; marks++) {
		size_t size;
		const char *text = saved_otherwise(a, bytes, len, marks, &size);
		struct filled other = read_form(s, text, size, others);

		must(others->count == faults->count, "it does not matter by whom it is saved");
		for (size_t i = 0; i < faults->count; i++)
			must(faults->items[i].line == others->items[i].line &&
				     faults->items[i].say == others->items[i].say,
			     "it does not matter to the faults by whom it is saved");
		if (other.form != NULL)
			must(strcmp(form_canonical_text(filled->form, a),
				    form_canonical_text(other.form, a)) == 0,
			     "it does not matter to the answers by whom it is saved");
		form_free(other.form);
	}
}

void target_form(const uint8_t *data, size_t size)
{
	ARENA_CLEAN struct arena *a = arena_new(ARENA);
	const char *bytes = arena_slice(a, (const char *)data, size);
	struct fault_list *faults = arena_take(a, sizeof(*faults));
	const struct service *s;
	struct filled filled;

	if (all.count == 0)
		load();
	s = service_of(bytes);
	filled = read_form(s, bytes, size, faults);
	if (memchr(bytes, '\r', size) == NULL) {
		must_all_be_told(faults, input_lines(bytes, size));
		check_editors(a, s, bytes, size, &filled, faults);
	}
	if (filled.form != NULL) {
		check_answers(a, &filled);
		check_told(a, &filled);
		check_again(a, s, &filled);
	}
	form_free(filled.form);
}
