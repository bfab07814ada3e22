/* command_catalogue.c - the commands that look into the catalogue: services, search, service, form.
 */
#include "server/commands/command_inside.h"

#include "services/definition/service_entry.h"
#include "services/definition/service_window.h"
#include "services/registry/limits.h"
#include "tui/page/contactwords.h"
#include "tui/page/words.h"

#include <sodium.h>

static void print_list(struct command *c, const struct service *const *list, size_t count)
{
	json_t *j;

	if (!c->json) {
		for (size_t i = 0; i < count; i++)
			command_print_head(c, list[i]);
		return;
	}
	j = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(j, command_head(c, list[i]));
	command_json(c, j);
}

/* The country asked for in upper case, else the portal's. */
static const char *country_of(struct command *c)
{
	const char *asked = arguments_get(&c->arguments, "country");
	char *upper;

	if (asked == NULL)
		return c->portal->country;
	upper = arena_text(c->arena, asked);
	for (char *p = upper; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return upper;
}

/* One of the codes that there are, told beside the fault. */
static void know(struct command *c, const char *code)
{
	if (!c->json) {
		buffer_format(c->err, "%s\n", code);
		return;
	}
	if (c->known == NULL)
		c->known = json_array();
	json_array_append_new(c->known, json_string(code));
}

/* A code of a list: FAULT_INPUT, with the codes that there are. */
static enum fault check_code(struct command *c, const char *option, const struct term *list,
			     size_t count, struct error *err)
{
	const char *asked = arguments_get(&c->arguments, option);

	if (asked == NULL || term_find(list, count, asked) != NULL)
		return FAULT_NONE;
	for (size_t i = 0; i < count; i++)
		know(c, list[i].code);
	fail(err, FAULT_INPUT, N_("--{option} cannot be {value}. Use a code from its list."),
	     "usage");
	error_fill(err, "option", "%s", option);
	error_fill(err, "value", "%s", text_safe(c->arena, asked, 80));
	return FAULT_INPUT;
}

static enum fault check_filters(struct command *c, const char *country, struct error *err)
{
	const struct term_list *t = catalogue_terms(c->portal->catalogue);
	enum fault f = check_code(c, "sector", t->sectors, t->sector_count, err);

	if (f == FAULT_NONE)
		f = check_code(c, "audience", t->audiences, t->audience_count, err);
	if (f != FAULT_NONE || country == NULL || term_country(t, country) != NULL)
		return f;
	for (size_t i = 0; i < t->country_count && c->json; i++)
		know(c, t->countries[i].term.code);
	return fail(err, FAULT_INPUT, N_("The country must be LB, TN, DZ or EG."), "usage");
}

enum exit_status command_catalogue_services(struct command *c)
{
	struct catalogue_filter filter = {.country = country_of(c),
					  .sector = arguments_get(&c->arguments, "sector"),
					  .audience = arguments_get(&c->arguments, "audience"),
					  .authority = arguments_get(&c->arguments, "authority")};
	const struct service **list;
	struct error err = {0};
	size_t count;

	if (check_filters(c, filter.country, &err) != FAULT_NONE)
		return command_fail(c, &err);
	count = catalogue_list(c->portal->catalogue, c->arena, &filter, c->lang, &list);
	print_list(c, list, count);
	return EXIT_DONE;
}

/* What stands beside the list, and is no line of it. */
static void print_fit(struct command *c, const char *words, const char *country)
{
	const struct term_list *t = catalogue_terms(c->portal->catalogue);
	const struct country *of = NULL;
	enum search_lacks lacks = SEARCH_LACKS_NOTHING;
	const char *nearest;

	if (arguments_get(&c->arguments, "country") == NULL)
		lacks = catalogue_lacks(c->portal->catalogue, words, country, &of);
	nearest = contactwords_lacks(c->arena, c->lang, lacks, of);
	if (nearest == NULL)
		nearest = contactwords_nearest(catalogue_fit(c->portal->catalogue, words, country));
	if (contactwords_danger_is_told(t, words))
		buffer_format(c->err, "%s\n",
			      _("If somebody is in danger, go to the police at once."));
	if (contactwords_are_sought(t, words))
		buffer_format(c->err, "%s: %s\n", _("Complaints, comments and questions"),
			      contactwords(c->portal->contact[c->lang]));
	if (contactwords_follow_is_sought(t, words))
		buffer_format(c->err, "%s\n",
			      /* TRANSLATORS: track is a command */
			      _("To track an application of yours: track REFERENCE"));
	if (nearest != NULL)
		buffer_format(c->err, "%s\n", nearest);
}

enum exit_status command_catalogue_search(struct command *c)
{
	const char *country = country_of(c), *words = arguments_join(&c->arguments, c->arena, 0);
	const struct service **list;
	struct error err = {0};
	size_t count;

	if (check_filters(c, country, &err) != FAULT_NONE)
		return command_fail(c, &err);
	count = catalogue_search(c->portal->catalogue, c->arena, words, country, LIMIT_SEARCH,
				 &list);
	if (!c->json)
		print_fit(c, words, country);
	print_list(c, list, count);
	if (count == 0)
		vain_note(c->portal->vain, c->portal->catalogue, words);
	if (count == 0 && !c->json)
		buffer_format(c->err, "%s\n", _("No results found."));
	return EXIT_DONE;
}

/* The service of words[0]; FAULT_MISSING. */
static enum fault find_service(struct command *c, const struct service **ret, struct error *err)
{
	*ret = catalogue_find(c->portal->catalogue, c->arguments.words[0]);
	if (*ret != NULL)
		return FAULT_NONE;
	fail(err, FAULT_MISSING, N_("There is no service {id}."), "no such service");
	error_fill(err, "id", "%s", text_safe(c->arena, c->arguments.words[0], 80));
	return FAULT_MISSING;
}

enum exit_status command_catalogue_service(struct command *c)
{
	const struct service *s;
	struct error err = {0};

	if (find_service(c, &s, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (c->json)
		command_json(c, command_service(c, s));
	else
		command_print_service(c, s);
	return EXIT_DONE;
}

/* Without a form: where it is applied for instead. */
static enum exit_status no_form(struct command *c, const struct service *s)
{
	struct error err = {0};
	enum exit_status status;

	fail(&err, FAULT_DENIED,
	     N_("You cannot apply for this service here. `service {id}` tells where and how."),
	     "no form");
	error_fill(&err, "id", "%s", s->id);
	status = command_fail(c, &err);
	if (!c->json)
		buffer_format(c->err, "%s\n",
			      text_safe(c->arena, words_elsewhere(c->arena, c->lang, s), 0));
	return status;
}

/* 20 letters and digits in groups of five, from 100 random bits. */
void command_new_request(char ret[24])
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	size_t len = 0;

	for (int i = 0; i < 20; i++) {
		if (i > 0 && i % 5 == 0)
			ret[len++] = '-';
		ret[len++] = letters[randombytes_uniform(32)];
	}
	ret[len] = '\0';
}

/* Who has come with a key applies with the key, so that it is theirs; nobody as a guest for an
 * organisation. */
static const char *way_in(struct arena *a, const struct command_portal *p, const struct service *s)
{
	bool people = s->about != NULL && s->about->people;

	return command_ssh(a, p, people || p->caller->key[0] != '\0' ? "me" : "guest");
}

const char *command_blank(struct arena *a, const struct command_portal *p, const struct service *s,
			  enum lang lang, const char *request)
{
	return command_blank_for(a, p, s, lang, request,
				 arena_format(a, "%s apply %s < FILE", way_in(a, p, s), s->id));
}

const char *command_blank_for(struct arena *a, const struct command_portal *p,
			      const struct service *s, enum lang lang, const char *request,
			      const char *send)
{
	const struct formtext_order o = {.service = s,
					 .terms = catalogue_terms(p->catalogue),
					 .lang = lang,
					 .today = date_of(p->registry != NULL
								  ? registry_now(p->registry)
								  : (int64_t)time(NULL)),
					 .request = request,
					 .send = send,
					 .page = way_in(a, p, s),
					 .words = message_get,
					 .counted = message_plural};

	return formtext_blank(a, &o);
}

enum exit_status command_catalogue_form(struct command *c)
{
	const struct service *s;
	struct error err = {0};
	char request[24];
	const char *text;

	if (find_service(c, &s, &err) != FAULT_NONE)
		return command_fail(c, &err);
	if (s->form == NULL)
		return no_form(c, s);
	if (!service_takes(s)) {
		fail(&err, FAULT_DENIED,
		     N_("This service has ended. Its page says what stands in its place."),
		     "ended");
		return command_fail(c, &err);
	}
	if (service_window_at(s, command_now(c)) != WINDOW_OPEN) {
		fail(&err, FAULT_DENIED, N_("This service is not open today. {days}"), "not open");
		error_fill(&err, "days", "%s", words_window(c->arena, c->lang, s, command_now(c)));
		return command_fail(c, &err);
	}
	command_new_request(request);
	text = command_blank(c->arena, c->portal, s, c->lang, request);
	if (c->json)
		command_json(c, json_pack("{s:s, s:i, s:s, s:s}", "service", s->id, "version",
					  s->version, "request", request, "form", text));
	else
		buffer_text(c->out, text);
	return EXIT_DONE;
}
