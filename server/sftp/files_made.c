/* files_made.c - what files hold: made once a visit, so that every question about one is answered
 * by the same bytes. */
#include "server/sftp/files_inside.h"

#include "i18n/base/array.h"
#include "server/commands/command_inside.h"
#include "services/registry/signer.h"

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

#define SIGNATURE ".sig"
#define NARROW ".40.txt"
#define PDF ".pdf"
#define TEXT ".txt"

static bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), less = strlen(end);

	return len >= less && strcmp(s + len - less, end) == 0;
}

/* The command that prints it. */
static void write_line(const struct node *n, char *to, size_t room)
{
	bool narrow = ends_with(n->part, NARROW), pdf = ends_with(n->part, PDF);
	size_t rest = strlen(n->part) - strlen(narrow ? NARROW : pdf ? PDF : TEXT);

	if (rest == 0)
		snprintf(to, room, "receipt %s", n->reference);
	else
		snprintf(to, room, "issued %s --document %.*s%s", n->reference, (int)rest - 1,
			 n->part + 1,
			 narrow ? " --narrow"
			 : pdf  ? " --pdf"
				: "");
}

/* Of the very bytes that the visit is given beside it. */
static bool write_signature(struct files *f, struct made *m)
{
	struct node of = m->node;
	const struct made *text;
	const char *made;

	of.part[strlen(of.part) - strlen(SIGNATURE)] = '\0';
	text = files_get(f, &of);
	if (text == NULL)
		return false;
	made = signer_sign_for(f->portal->registry, f->arena, text->text.data, text->text.size);
	return made != NULL && buffer_text(&m->text, made);
}

static bool write_signers(struct files *f, struct made *m)
{
	char *lines = NULL;

	return f->portal->registry != NULL &&
	       signer_lines_of(f->portal->registry, f->arena, &lines, NULL) == FAULT_NONE &&
	       buffer_text(&m->text, lines);
}

/* As the command prints it: where the client has said no language, in the application's. */
static bool write_receipt(struct files *f, struct made *m)
{
	char line[64 + FILES_PART];
	BUFFER_CLEAN struct buffer errors;
	struct command *c;
	enum exit_status status;

	write_line(&m->node, line, sizeof(line));
	c = command_new(line, f->portal->lang_said ? lang_code(f->portal->lang) : "", f->portal);
	buffer_open(&errors, 4096);
	status = command_run(c, "", 0, false, &m->text, &errors);
	command_free(c);
	message_use(f->portal->lang);
	return status == EXIT_DONE;
}

static bool is_same(const struct node *a, const struct node *b)
{
	return a->kind == b->kind && a->service == b->service && a->lang == b->lang &&
	       strcmp(a->reference, b->reference) == 0 && strcmp(a->part, b->part) == 0;
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
	buffer_open(&m->text, ends_with(n->part, PDF) ? LIMIT_DRAWN : LIMIT_FORMTEXT);
	if (n->kind == NODE_FORM)
		write_form(f, m);
	else if (n->kind == NODE_SIGNERS)
		done = write_signers(f, m);
	else if (ends_with(n->part, SIGNATURE))
		done = write_signature(f, m);
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

bool files_has(struct files *f, const struct node *n)
{
	struct node of = *n;

	of.kind = NODE_RECEIPT;
	return strcmp(of.part, TEXT) == 0 || files_get(f, &of) != NULL;
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
