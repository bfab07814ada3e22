/* signed_text.c - what somebody signs of an application: the answers that it covers, as one text in
 * the application's language. */
#include "services/application/signed_text.h"

#include "i18n/base/buffer.h"
#include "i18n/text.h"
#include "services/access/membership.h"
#include "services/access/reference.h"

#include <string.h>

#define TEXT_MOST ((size_t)8 << 20) /* bytes */
#define MARK 16                     /* characters of an invitation's mark */

/* --- what is covered --- */

static bool is_named(const struct signature *s, const char *id)
{
	for (size_t i = 0; i < s->cover_count; i++)
		if (strcmp(s->covers[i], id) == 0)
			return true;
	return false;
}

bool signed_covers(const struct signature *s, const struct field_path *at)
{
	return s->cover_count == 0 || (at->question != NULL && is_named(s, at->question->id)) ||
	       (at->section != NULL && is_named(s, at->section->id));
}

size_t signed_places(const struct form *f, const struct signature *s)
{
	if (!form_holds(f, s->when))
		return 0;
	if (s->each != NULL)
		return form_asks_section(f, s->each) ? (size_t)form_items(f, s->each) : 0;
	return s->needed > 0 ? (size_t)s->needed : 1;
}

size_t signed_needed(const struct form *f, const struct signature *s)
{
	size_t places = signed_places(f, s);

	return s->needed > 0 && (size_t)s->needed < places ? (size_t)s->needed : places;
}

/* --- who signs --- */

/* What is asked first of an item is what it is known by. */
static const char *first_answer(struct arena *a, const struct form *f, const struct section *each,
				int item, enum lang lang, unsigned hidden)
{
	struct field_path at = {0};

	while (form_next(f, &at))
		if (at.section == each && at.item == item)
			return (hidden & 1U << at.question->class) != 0
				       ? ""
				       : text_safe(a, form_show(f, a, &at, lang), 0);
	return "";
}

const char *signed_place(struct arena *a, const struct form *f, const struct signature *s, int item,
			 enum lang lang, unsigned hidden)
{
	const char *kind, *name;

	if (s->each == NULL)
		return s->needed > 1 ? arena_format(a, "%d", item) : "";
	kind = text_is_set(&s->each->item) ? s->each->item.in[lang] : s->each->title.in[lang];
	name = first_answer(a, f, s->each, item, lang, hidden);
	return *name == '\0' ? arena_format(a, "%s %d", kind, item)
			     : arena_format(a, "%s %d (%s)", kind, item, name);
}

/* --- the text --- */

/* Of the item whose person signs, what it is known by is signed too: where an item before it goes
 * away it is another's place. */
static const char *content_of(struct arena *a, const struct form *f, const struct signature *s,
			      int item)
{
	BUFFER_CLEAN struct buffer b;
	struct field_path at = {0};
	bool is_known = s->each == NULL;

	buffer_open(&b, TEXT_MOST);
	while (form_next(f, &at)) {
		const char *value = form_get(f, &at);
		bool names = !is_known && at.section == s->each && at.item == item;

		is_known = is_known || names;
		if (value == NULL || *value == '\0' || (!names && !signed_covers(s, &at)))
			continue;
		buffer_format(&b, "%s/%d/%s=", at.section == NULL ? "eligibility" : at.section->id,
			      at.item, at.question->id);
		for (; *value != '\0'; value++)
			if (*value == '\n')
				buffer_text(&b, "\\n");
			else if (*value == '\\')
				buffer_text(&b, "\\\\");
			else
				buffer_format(&b, "%c", *value);
		buffer_text(&b, "\n");
	}
	return arena_slice(a, b.data, b.size);
}

/* It follows from the code, which alone opens the text, and from nothing that could be guessed. */
static void mark_of(const struct signed_of *of, char ret[SEAL_DIGEST + 1])
{
	struct seal_digest d;

	seal_digest_begin(&d, of->seal, "mark of an invitation");
	seal_digest_text(&d, of->member->id);
	seal_digest_text(&d, of->member->code);
	seal_digest_end(&d, ret);
	ret[MARK] = '\0';
}

static const char *head_of(struct arena *a, const struct signed_of *of)
{
	char shown[REFERENCE_DIGITS + 4], mark[SEAL_DIGEST + 1];
	const char *head;

	reference_show(of->row->reference, shown);
	head = arena_format(a, "shubbak-text 1\nreference %s\nservice %s %d\nsignature %s %d\n",
			    shown, of->row->service, of->row->version, of->signature->id,
			    of->member->item);
	if (of->member->code[0] != '\0') {
		mark_of(of, mark);
		head = arena_format(a, "%sinvitation %s\n", head, mark);
	}
	return of->member->round > 0 ? arena_format(a, "%sround %d\n", head, of->member->round + 1)
				     : head;
}

static void digest_it(const struct signed_of *of, const char *head, struct signed_text *ret)
{
	struct seal_digest d;
	uint64_t number = 0;

	seal_digest_begin(&d, of->seal, "signed text");
	seal_digest_text(&d, head);
	seal_digest_text(&d, ret->content);
	seal_digest_end(&d, ret->digest);
	for (int i = 0; i < 15; i++) {
		char c = ret->digest[i];

		number = number * 16 + (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	snprintf(ret->check, sizeof(ret->check), "%08u", (unsigned)(number % 100000000));
}

static void put_title(struct buffer *b, const struct field_path *at, enum lang lang)
{
	if (at->section == NULL)
		buffer_text(b, "\n");
	else if (at->item == 0)
		buffer_format(b, "\n= %s\n", at->section->title.in[lang]);
	else
		buffer_format(b, "\n= %s: %s %d\n", at->section->title.in[lang],
			      text_is_set(&at->section->item) ? at->section->item.in[lang] : "",
			      at->item);
}

/* Further lines of an answer begin with a blank, so that none looks like another question's. */
static void put_answer(struct buffer *b, struct arena *a, const char *label, const char *value)
{
	const char *margin = "";

	buffer_format(b, "%s: ", label);
	for (size_t len; *value != '\0'; value += len + (value[len] == '\n')) {
		len = strcspn(value, "\n");
		buffer_format(b, "%s%s", margin, text_safe(a, arena_slice(a, value, len), 0));
		margin = "\n  ";
	}
	buffer_text(b, "\n");
}

static void put_answers(struct buffer *b, struct arena *a, const struct signed_of *of,
			enum lang lang)
{
	struct field_path at = {0}, last = {0};
	bool first = true;

	while (form_next(of->form, &at)) {
		const char *value = form_get(of->form, &at);

		if (value == NULL || *value == '\0' || !signed_covers(of->signature, &at))
			continue;
		if (first || at.section != last.section || at.item != last.item)
			put_title(b, &at, lang);
		first = false;
		last = at;
		put_answer(b, a, at.question->label.in[lang], form_show(of->form, a, &at, lang));
	}
}

void signed_text_make(struct arena *a, const struct signed_of *of, struct signed_text *ret)
{
	BUFFER_CLEAN struct buffer b;
	const char *head = head_of(a, of), *place;
	enum lang lang = LANG_EN;

	lang_find(of->row->lang, &lang);
	if (of->lang != NULL)
		lang = *of->lang;
	ret->content = content_of(a, of->form, of->signature, of->member->item);
	digest_it(of, head, ret);
	place = signed_place(a, of->form, of->signature, of->member->item, lang, 0);
	buffer_open(&b, TEXT_MOST);
	buffer_format(&b, "%scheck %.4s %s\n\n%s\n%s%s%s\n", head, ret->check, ret->check + 4,
		      form_service(of->form)->name.in[lang], of->signature->name.in[lang],
		      *place == '\0' ? "" : ": ", place);
	put_answers(&b, a, of, lang);
	ret->text = arena_slice(a, b.data, b.size);
}

/* --- what has changed --- */

/* "section/item/question=" of the line at `line`; its length. */
static size_t name_of(const char *line)
{
	return strcspn(line, "=\n");
}

/* The line that begins with the same name, NULL. */
static const char *find_line(const char *content, const char *name, size_t len)
{
	while (*content != '\0') {
		if (name_of(content) == len && strncmp(content, name, len) == 0)
			return content;
		content += strcspn(content, "\n");
		content += *content == '\n';
	}
	return NULL;
}

static bool is_same_line(const char *one, const char *other)
{
	size_t len = strcspn(one, "\n");

	return len == strcspn(other, "\n") && strncmp(one, other, len) == 0;
}

static const char *label_of(struct arena *a, const struct service *s, const char *line, size_t len,
			    enum lang lang)
{
	const char *slash = memchr(line, '/', len);
	const char *second =
		slash == NULL ? NULL : memchr(slash + 1, '/', len - (size_t)(slash + 1 - line));
	const struct question *q;

	if (second == NULL)
		return "";
	q = service_question(s, arena_slice(a, second + 1, len - (size_t)(second + 1 - line)),
			     NULL);
	if (q == NULL)
		return "";
	return slash[1] == '0' ? q->label.in[lang]
			       : arena_format(a, "%s (%.*s)", q->label.in[lang],
					      (int)(second - slash - 1), slash + 1);
}

/* Lines of `from` that `to` has otherwise, or not at all (`only_missing`: those alone). */
static const char *add_differing(struct arena *a, const struct service *s, const char *from,
				 const char *to, bool only_missing, enum lang lang,
				 const char *list)
{
	for (const char *line = from; *line != '\0';) {
		size_t len = name_of(line);
		const char *other = find_line(to, line, len);

		if (other == NULL || (!only_missing && !is_same_line(line, other)))
			list = arena_format(a, "%s%s%s", list,
					    *list == '\0' ? "" : lang_comma(lang),
					    label_of(a, s, line, len, lang));
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return list;
}

const char *signed_differs(struct arena *a, const struct service *s, const char *before,
			   const char *now, enum lang lang)
{
	const char *list = add_differing(a, s, before, now, false, lang, "");

	return add_differing(a, s, now, before, true, lang, list);
}
