/* output.c - a document that a service issues: what stands in its words, and what that names. */
#include "services/definition/output.h"

#include "services/definition/service.h"
#include "services/definition/service_entry.h"

#include <string.h>

#define EACH "#each "
#define BACK "/each"

const char *const output_facts[OUTPUT_FACTS + 1] = {
	[OUTPUT_NUMBER] = "number",
	[OUTPUT_ISSUED] = "issued",
	[OUTPUT_VALID_UNTIL] = "valid_until",
	[OUTPUT_SUBMITTED] = "submitted",
	[OUTPUT_REFERENCE] = "reference",
	[OUTPUT_SERVICE] = "service",
	[OUTPUT_AUTHORITY] = "authority",
	[OUTPUT_OFFICE] = "office",
	[OUTPUT_REGISTER] = "register_number",
};

static bool is_name(const char *at, size_t len)
{
	return len > 0 && len <= 64 && strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_-") >= len;
}

/* What stands between two braces. */
static struct output_piece braced(const char *at, size_t len)
{
	struct output_piece p = {OUTPUT_UNKNOWN, at, len};

	if (len == strlen(BACK) && strncmp(at, BACK, len) == 0) {
		p.kind = OUTPUT_BACK;
	} else if (len > strlen(EACH) && strncmp(at, EACH, strlen(EACH)) == 0) {
		p.at += strlen(EACH);
		p.len -= strlen(EACH);
		p.kind = is_name(p.at, p.len) ? OUTPUT_EACH : OUTPUT_UNKNOWN;
	} else if (is_name(at, len)) {
		p.kind = OUTPUT_PLACE;
	}
	return p;
}

struct output_piece output_next(const char **at)
{
	struct output_piece p = {OUTPUT_WORDS, *at, strcspn(*at, "{}")};

	if (**at == '\0')
		p.kind = OUTPUT_END;
	if (p.len > 0 || p.kind == OUTPUT_END) {
		*at += p.len;
		return p;
	}
	p.len = **at == '{' ? strcspn(*at + 1, "{}\n") : 0;
	if (**at == '}' || (*at)[p.len + 1] != '}') {
		p = (struct output_piece){OUTPUT_UNKNOWN, *at, p.len + 1};
		*at += p.len;
		return p;
	}
	p = braced(*at + 1, p.len);
	*at = p.at + p.len + 1;
	return p;
}

struct output_named output_find(const struct service *s, const struct section *each,
				const struct output_piece *piece)
{
	struct output_named n = {.fact = OUTPUT_FACTS};
	char id[65] = "";

	if (piece->len >= sizeof(id))
		return n;
	memcpy(id, piece->at, piece->len);
	n.question = s->form == NULL ? NULL : service_question(s, id, &n.section);
	/* Of a section that repeats only its own item is one. */
	if (n.question != NULL && n.section != NULL && n.section->repeats && n.section != each)
		n.question = NULL;
	if (n.question != NULL)
		return n;
	n.section = NULL;
	n.value = service_value(s, id);
	for (int i = 0; n.value == NULL && output_facts[i] != NULL; i++)
		if (strcmp(output_facts[i], id) == 0 &&
		    (i != OUTPUT_REGISTER || output_book(s) != NULL))
			n.fact = (enum output_fact)i;
	return n;
}

const char *output_book(const struct service *s)
{
	const struct act *act;

	for (size_t i = 0; (act = service_all_acts(s, i)) != NULL; i++)
		for (size_t k = 0; k < act->entry_count; k++)
			if (act->entries[k].kind == ENTRY_EFFECT_ENTER)
				return service_entry_book(s, &act->entries[k]);
	return s->about == NULL ? NULL : s->about->book;
}

static const struct section *section_of(const struct service *s, const struct output_piece *p)
{
	char id[65] = "";

	if (s->form == NULL || p->len >= sizeof(id))
		return NULL;
	memcpy(id, p->at, p->len);
	return service_section(s, id);
}

bool output_tells_entry(const struct service *s, const struct output *output)
{
	const char *at = output->text.in[LANG_EN];
	struct output_piece p;

	while ((p = output_next(&at)).kind != OUTPUT_END)
		if (p.kind == OUTPUT_PLACE && output_find(s, NULL, &p).fact == OUTPUT_REGISTER)
			return true;
	return false;
}

unsigned output_classes(const struct service *s, const struct output *output)
{
	const struct section *each = NULL;
	const char *at = output->text.in[LANG_EN];
	unsigned classes = output->holder == NULL ? 0 : 1U << output->holder->class;
	struct output_piece p;

	while ((p = output_next(&at)).kind != OUTPUT_END) {
		struct output_named n;

		if (p.kind == OUTPUT_EACH)
			each = section_of(s, &p);
		if (p.kind == OUTPUT_BACK)
			each = NULL;
		if (p.kind != OUTPUT_PLACE)
			continue;
		n = output_find(s, each, &p);
		if (n.question != NULL)
			classes |= 1U << n.question->class;
		if (n.value != NULL)
			classes |= 1U << n.value->class;
	}
	return classes;
}

const struct output *output_of(const struct service *s, const char *id)
{
	for (size_t i = 0; i < s->output_count; i++)
		if (strcmp(s->outputs[i].id, id) == 0)
			return &s->outputs[i];
	return NULL;
}
