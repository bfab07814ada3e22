/* files_made.c - what files hold: made once a visit, so that every question about one is answered
 * by the same bytes. */
#include "server/sftp/files_inside.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"

static void write_form(struct files *f, struct made *m)
{
	char request[FILES_REQUEST];
	const char *number;

	command_new_request(request);
	message_use(m->node.lang);
	buffer_text(&m->text,
		    command_blank(f->arena, f->portal, m->node.service, m->node.lang, request));
	message_use(f->portal->lang);
	number = m->text.size > 0 ? strstr(m->text.data, request) : NULL;
	m->number_at = number != NULL ? (size_t)(number - m->text.data) : 0;
}

/* The receipt as `track` tells it: where the client has said no language, in the application's. */
static bool write_receipt(struct files *f, struct made *m)
{
	char line[64];
	BUFFER_CLEAN struct buffer errors;
	struct command *c;
	enum exit_status status;

	snprintf(line, sizeof(line), "track %s", m->node.reference);
	c = command_new(line, f->portal->lang_said ? lang_code(f->portal->lang) : "", f->portal);
	buffer_open(&errors, 4096);
	status = command_run(c, "", 0, false, &m->text, &errors);
	if (status == EXIT_DONE)
		command_print_way_back(c, m->node.reference);
	command_free(c);
	message_use(f->portal->lang);
	return status == EXIT_DONE;
}

static bool is_same(const struct node *a, const struct node *b)
{
	return a->kind == b->kind && a->service == b->service && a->lang == b->lang &&
	       strcmp(a->reference, b->reference) == 0;
}

static void drop(struct files *f, size_t i)
{
	f->made_bytes -= f->made[i]->text.room;
	buffer_close(&f->made[i]->text);
	free(f->made[i]);
	f->made[i] = f->made[--f->made_count];
}

/* Forms go first: they come out the same again. */
static bool goes_before(const struct made *a, const struct made *b)
{
	if (a->node.kind != b->node.kind)
		return a->node.kind == NODE_FORM;
	return a->used < b->used;
}

/* All but `keep` and what is being read may go. */
static void make_room(struct files *f, const struct made *keep)
{
	while (f->made_bytes > f->most) {
		size_t first = f->made_count;

		for (size_t i = 0; i < f->made_count; i++)
			if (f->made[i] != keep && f->made[i]->held == 0 &&
			    (first == f->made_count || goes_before(f->made[i], f->made[first])))
				first = i;
		if (first == f->made_count)
			return;
		drop(f, first);
	}
}

static struct made *make(struct files *f, const struct node *n)
{
	struct made *m = array_new(1, sizeof(*m));
	bool done = true;

	m->node = *n;
	m->at = (int64_t)time(NULL);
	buffer_open(&m->text, LIMIT_FORMTEXT);
	if (n->kind == NODE_FORM)
		write_form(f, m);
	else
		done = write_receipt(f, m);
	if (!done || m->text.full) {
		buffer_close(&m->text);
		free(m);
		return NULL;
	}
	f->made = array_room(f->made, f->made_count + 1, &f->made_room, sizeof(*f->made));
	f->made[f->made_count++] = m;
	f->made_bytes += m->text.room;
	make_room(f, m);
	return m;
}

struct made *files_get(struct files *f, const struct node *n)
{
	struct made *m = NULL;

	for (size_t i = 0; i < f->made_count && m == NULL; i++)
		if (is_same(&f->made[i]->node, n))
			m = f->made[i];
	if (m == NULL)
		m = make(f, n);
	if (m != NULL)
		m->used = ++f->asked;
	return m;
}

bool files_is_made(const struct files *f, const char *reference)
{
	for (size_t i = 0; i < f->made_count; i++)
		if (strcmp(f->made[i]->node.reference, reference) == 0)
			return true;
	return false;
}

void files_made_free(struct files *f)
{
	while (f->made_count > 0)
		drop(f, f->made_count - 1);
	free(f->made);
}
