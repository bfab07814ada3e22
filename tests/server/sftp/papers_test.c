/* papers_test.c - papers over sftp and by commands, without any SSH: put in pieces, gone on with,
 * named for now, renamed, listed, fetched, taken back; what is refused says why. */
#include "tests/unit.h"

#include "i18n/message.h"
#include "server/commands/command_inside.h"
#include "server/sftp/files_papers.h"
#include "services/definition/file.h"
#include "services/registry/limits.h"

#include <sodium.h>

#define SERVICE "lb-kiosk-permit"
#define PDF "%PDF-1.7 words %%EOF"

static struct registry *registry;
static struct catalogue *catalogue;
static struct caller caller;
static struct command_portal portal;
static struct buffer out, errors;
static struct application app;
static struct files *f;
static char folder[200];

/* "%PDF" … "%%EOF". */
static enum fault by_ends(void *ctx, const struct paper_bytes *bytes, struct paper_facts *ret,
			  struct error *err)
{
	char head[8] = "", tail[8] = "", piece[4096];
	size_t len = 1;
	int64_t all = 0;
	enum fault fault = FAULT_NONE;

	(void)ctx;
	while (fault == FAULT_NONE && len > 0) {
		fault = bytes->next(bytes->ctx, piece, sizeof(piece), &len, err);
		if (all == 0 && len >= 5)
			memcpy(head, piece, 5);
		if (len >= 5)
			memcpy(tail, piece + len - 5, 5);
		all += (int64_t)len;
	}
	*ret = (struct paper_facts){.verdict = strcmp(head, "%PDF-") != 0   ? PAPER_OTHER
					       : strcmp(tail, "%%EOF") != 0 ? PAPER_CUT
									    : PAPER_FINE,
				    .type = PAPER_PDF,
				    .pages = 3};
	return fault;
}
static const struct paper_judge judge = {by_ends, NULL};

static void import(void)
{
	ARENA_CLEAN struct arena *a = arena_new((size_t)16 << 20);
	struct versions_item item = {.id = SERVICE, .version = 1};
	size_t refused;
	char *text, *at;

	ck_assert_int_eq(file_text(a, "tests/e2e/data/" SERVICE ".yaml", (size_t)1 << 20,
				   &item.yaml, &item.len, NULL),
			 FAULT_NONE);
	at = strstr(item.yaml, "{id: plan_of_place,");
	ck_assert_ptr_nonnull(at);
	text = arena_format(a, "%.*s{id: plan_of_place, file: required,%s", (int)(at - item.yaml),
			    item.yaml, at + strlen("{id: plan_of_place,"));
	item.yaml = text;
	item.len = strlen(text);
	ck_assert_int_eq(versions_import(registry, &item, 1, &refused, NULL), FAULT_NONE);
}

static void open_portal(void)
{
	char secret[65], state[256], pin[PIN_DIGITS + 1];

	ck_assert_int_ge(sodium_init(), 0);
	snprintf(state, sizeof(state), "%s/papers-%d", unit_folder(), (int)getpid());
	ck_assert_int_eq(versions_create(state, NULL, "catalogue", secret, NULL), FAULT_NONE);
	ck_assert_int_eq(registry_open(state, NULL, &registry, NULL), FAULT_NONE);
	import();
	ck_assert_int_eq(catalogue_open(registry_terms(registry), &catalogue, NULL), FAULT_NONE);
	ck_assert_int_eq(versions_load(registry, catalogue, NULL), FAULT_NONE);
	caller = caller_visitor("192.0.2.0/24", FACE_FILES);
	portal = (struct command_portal){.registry = registry,
					 .catalogue = catalogue,
					 .caller = &caller,
					 .lang = LANG_EN,
					 .host = "portal.example",
					 .judge = &judge};
	ck_assert_int_eq(application_begin(registry, &caller, catalogue_find(catalogue, SERVICE),
					   LANG_EN, &app, pin, NULL),
			 FAULT_NONE);
	caller_sign_in(&caller, app.reference);
	buffer_open(&out, LIMIT_COMMAND_OUTPUT);
	buffer_open(&errors, LIMIT_COMMAND_OUTPUT);
	snprintf(folder, sizeof(folder), "/applications/%s/plan_of_place", app.reference);
	f = files_new(&portal, &errors);
}

static void close_portal(void)
{
	files_free(f);
	buffer_close(&out);
	buffer_close(&errors);
	catalogue_free(catalogue);
	registry_close(registry);
}

static unsigned answer(struct wire_ask *a)
{
	a->id = 1;
	buffer_clear(&errors);
	files_answer(f, a, &out);
	return (unsigned char)out.data[4];
}

static const char *path_of(const char *name)
{
	static char path[WIRE_PATH];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static unsigned ask(enum wire_file_act act, const char *name, unsigned flags)
{
	struct wire_ask a = {.act = act, .flags = flags, .size = 4096};

	snprintf(a.path, sizeof(a.path), "%s", path_of(name));
	return answer(&a);
}

static unsigned on_handle(enum wire_file_act act)
{
	return answer(&(struct wire_ask){.act = act, .size = 4096});
}

static unsigned status_of(void)
{
	ck_assert_uint_eq((unsigned char)out.data[4], SAID_STATUS);
	return (unsigned char)out.data[5];
}

static bool says(const struct buffer *b, const char *words)
{
	return b->size > 0 && memmem(b->data, b->size, words, strlen(words)) != NULL;
}

/* The size that is told; -1: there is none of that name. */
static int size_of(const char *name)
{
	int size = 0;

	if (ask(FILE_STAT, name, 0) != SAID_ATTRIBUTES)
		return -1;
	for (int i = 3; i >= 0; i--)
		size = size << 8 | (unsigned char)out.data[6 + i];
	return size;
}

static unsigned write_at(uint64_t offset, const char *bytes)
{
	return answer(&(struct wire_ask){.act = FILE_WRITE,
					 .offset = offset,
					 .size = (uint32_t)strlen(bytes),
					 .data = (const unsigned char *)bytes});
}

static unsigned put(const char *name, const char *bytes)
{
	ck_assert_uint_eq(ask(FILE_OPEN, name, FLAG_WRITE | FLAG_ANEW), SAID_HANDLE);
	write_at(0, bytes);
	ck_assert_uint_eq(status_of(), FILE_OK);
	on_handle(FILE_CLOSE);
	return status_of();
}

START_TEST(what_is_put_is_listed_and_fetched)
{
	open_portal();
	ck_assert_uint_eq(put("plan.pdf", PDF), FILE_OK);
	ck_assert_int_eq(size_of("plan.pdf"), (int)strlen(PDF));
	ck_assert_uint_eq(ask(FILE_OPENDIR, "", 0), SAID_HANDLE);
	ck_assert_uint_eq(on_handle(FILE_READDIR), SAID_NAMES);
	ck_assert(says(&out, "plan.pdf"));
	on_handle(FILE_READDIR);
	ck_assert_uint_eq(status_of(), FILE_END);
	on_handle(FILE_CLOSE);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", 0), SAID_HANDLE);
	ck_assert_uint_eq(on_handle(FILE_READ), SAID_DATA);
	ck_assert(says(&out, PDF));
	on_handle(FILE_CLOSE);
	ask(FILE_SET, "plan.pdf", 0);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ask(FILE_REMOVE, "plan.pdf", 0);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ck_assert_int_eq(size_of("plan.pdf"), -1);
	close_portal();
}
END_TEST

/* By offset, over another visit; its size says from where on. */
START_TEST(what_was_broken_off_is_gone_on_with)
{
	const char *rest = &PDF[9];

	open_portal();
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", FLAG_WRITE | FLAG_ANEW), SAID_HANDLE);
	write_at(0, "%PDF-1.7 ");
	files_free(f);
	f = files_new(&portal, &errors);
	ck_assert_int_eq(size_of("plan.pdf"), 9);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", FLAG_WRITE), SAID_HANDLE);
	write_at(20, rest);
	ck_assert_uint_eq(status_of(), FILE_FAILED);
	ck_assert(says(&errors, "from where it was broken off"));
	on_handle(FILE_CLOSE);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", FLAG_WRITE | FLAG_APPEND), SAID_HANDLE);
	write_at(0, rest);
	on_handle(FILE_CLOSE);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ck_assert_int_eq(size_of("plan.pdf"), (int)strlen(PDF));
	/* a client that closes what it could not send to its end */
	ck_assert_uint_eq(put("half.pdf", "%PDF-1.7 "), FILE_FAILED);
	ck_assert(says(&errors, "reput"));
	ck_assert_int_eq(size_of("half.pdf"), 9);
	close_portal();
}
END_TEST

START_TEST(a_name_for_now_is_judged_when_it_gets_its_own)
{
	struct wire_ask a = {.act = FILE_RENAME};

	open_portal();
	ck_assert_uint_eq(put("plan.pdf.filepart", PDF), FILE_OK);
	snprintf(a.path, sizeof(a.path), "%s", path_of("plan.pdf.filepart"));
	snprintf(a.to, sizeof(a.to), "%s", path_of("plan.pdf"));
	answer(&a);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ck_assert_int_eq(size_of("plan.pdf.filepart"), -1);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", 0), SAID_HANDLE);
	on_handle(FILE_CLOSE);
	/* also where another client has left half of it; whose size is told until then */
	ck_assert_uint_eq(put("plan.pdf", "%PDF-1.7 "), FILE_FAILED);
	ck_assert_int_eq(size_of("plan.pdf"), 9);
	ck_assert_uint_eq(put("plan.pdf.filepart", PDF), FILE_OK);
	answer(&a);
	ck_assert_uint_eq(status_of(), FILE_OK);
	ck_assert_int_eq(size_of("plan.pdf"), (int)strlen(PDF));
	ck_assert_uint_eq(put("page.12.partial", "no paper"), FILE_OK);
	snprintf(a.path, sizeof(a.path), "%s", path_of("page.12.partial"));
	snprintf(a.to, sizeof(a.to), "%s", path_of("page"));
	answer(&a);
	ck_assert_uint_eq(status_of(), FILE_FAILED);
	ck_assert(says(&errors, "not a PDF, PNG, JPEG or TIFF"));
	ck_assert_int_eq(size_of("page"), -1);
	snprintf(a.path, sizeof(a.path), "%s", path_of("plan.pdf"));
	snprintf(a.to, sizeof(a.to), "/services/x");
	answer(&a);
	ck_assert_uint_eq(status_of(), FILE_MISSING);
	close_portal();
}
END_TEST

START_TEST(what_is_not_for_the_visitor_is_not_there)
{
	struct caller stranger = caller_visitor("198.51.100.0/24", FACE_FILES);

	open_portal();
	ck_assert_uint_eq(put("plan.pdf", PDF), FILE_OK);
	ck_assert_uint_eq(ask(FILE_OPEN, "../licence/x.pdf", FLAG_WRITE), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_MISSING);
	ck_assert_uint_eq(ask(FILE_OPEN, "../../../services/x", FLAG_WRITE), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_DENIED);
	portal.judge = NULL;
	ck_assert_uint_eq(ask(FILE_OPEN, "other.pdf", FLAG_WRITE), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_FAILED);
	portal.caller = &stranger;
	files_free(f);
	f = files_new(&portal, &errors);
	ck_assert_int_eq(size_of("plan.pdf"), -1);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", 0), SAID_STATUS);
	ck_assert_uint_eq(ask(FILE_OPEN, "plan.pdf", FLAG_WRITE), SAID_STATUS);
	ck_assert_uint_eq(status_of(), FILE_MISSING);
	ck_assert_uint_eq(ask(FILE_OPENDIR, "", 0), SAID_STATUS);
	close_portal();
}
END_TEST

/* For staff, who are told no sum, a name ends as what it is; its sender has it as it was sent. */
START_TEST(staff_open_nothing_by_what_its_sender_calls_it)
{
	static const struct {
		const char *label, *name;
		enum paper_type type;
	} rows[] = {
		{"scan.PDF", "scan.PDF", PAPER_PDF},   {"a.jpeg", "a.jpeg", PAPER_JPEG},
		{"run.bat", "run.bat.pdf", PAPER_PDF}, {"x.pdf", "x.pdf.png", PAPER_PNG},
		{".pdf", ".pdf.pdf", PAPER_PDF},       {"..\\C:a.tif", ".._C_a.tif", PAPER_TIFF},
	};
	struct paper paper = {.id = "plan"};
	struct paper_file file = {.state = PAPER_WHOLE};
	struct paper_need need = {.paper = &paper, .files = &file, .file_count = 1};
	const struct papers all = {.needs = &need, .count = 1};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		file.label = rows[i].label;
		file.type = rows[i].type;
		file.sum[0] = '\0';
		ck_assert_ptr_eq(files_papers_file(&all, "plan", rows[i].name, true), &file);
		file.sum[0] = 'a';
		ck_assert_ptr_eq(files_papers_file(&all, "plan", rows[i].label, true), &file);
	}
}
END_TEST

static int run(const char *line, const char *input, size_t len)
{
	struct command *c = command_new(line, "", &portal);
	int status;

	buffer_clear(&out);
	buffer_clear(&errors);
	status = (int)command_run(c, input, len, false, &out, &errors);
	command_free(c);
	return status;
}

static json_t *papers_json(void)
{
	char line[100];
	json_t *j;

	snprintf(line, sizeof(line), "papers %s --json", app.reference);
	ck_assert_int_eq(run(line, "", 0), EXIT_DONE);
	j = json_loadb(out.data, out.size, 0, NULL);
	ck_assert_ptr_nonnull(j);
	return j;
}

static const json_t *first_paper(const json_t *j)
{
	return json_array_get(json_object_get(j, "papers"), 0);
}

START_TEST(commands_put_and_list)
{
	static const char *const pins[] = {"123456\n%PDF- words %%EOF",
					   "12 345 678\r\n%PDF- words %%EOF",
					   "12345\n%PDF- words %%EOF", "123456"};
	char line[100];
	const json_t *file;
	json_t *j;

	open_portal();
	j = papers_json();
	ck_assert_str_eq(json_string_value(json_object_get(first_paper(j), "standing")), "missing");
	ck_assert(json_is_true(json_object_get(first_paper(j), "required")));
	ck_assert(json_is_true(json_object_get(j, "open")));
	json_decref(j);
	snprintf(line, sizeof(line), "put plan_of_place %s --name plan.pdf", app.reference);
	ck_assert_int_eq(run(line, "%PDF-\0 words %%EOF", 18), EXIT_DONE);
	ck_assert(says(&out, "plan.pdf"));
	j = papers_json();
	file = json_array_get(json_object_get(first_paper(j), "files"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(first_paper(j), "standing")), "came");
	ck_assert_int_eq(json_integer_value(json_object_get(file, "bytes")), 18);
	ck_assert_int_eq(json_integer_value(json_object_get(file, "pages")), 3);
	ck_assert_uint_eq(strlen(json_string_value(json_object_get(file, "sha256"))), 64);
	json_decref(j);
	/* what is not taken leaves what was */
	snprintf(line, sizeof(line), "put plan_of_place %s --name plan.pdf", app.reference);
	ck_assert_int_eq(run(line, "words", 5), EXIT_USAGE);
	ck_assert_int_eq(size_of("plan.pdf"), 18);
	/* nor is a PIN taken into a file that came with it where none is read */
	for (size_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++) {
		ck_assert_int_eq(run(line, pins[i], strlen(pins[i])), EXIT_USAGE);
		ck_assert_msg(says(&errors, "send the file alone") == (i < 2), "%s", pins[i]);
		ck_assert_int_eq(size_of("plan.pdf"), 18);
	}
	snprintf(line, sizeof(line), "put nothing %s", app.reference);
	ck_assert_int_eq(run(line, PDF, strlen(PDF)), EXIT_USAGE);
	snprintf(line, sizeof(line), "put plan_of_place %s", app.reference);
	ck_assert_int_eq(run(line, "words", 5), EXIT_USAGE);
	snprintf(line, sizeof(line), "papers %s", app.reference);
	ck_assert_int_eq(run(line, "", 0), EXIT_DONE);
	ck_assert(says(&out, "Documents received: 1 of 1."));
	ck_assert(says(&out, "sftp me@portal.example"));
	close_portal();
}
END_TEST

SUITE(papers_sftp, what_is_put_is_listed_and_fetched, what_was_broken_off_is_gone_on_with,
      a_name_for_now_is_judged_when_it_gets_its_own, what_is_not_for_the_visitor_is_not_there,
      staff_open_nothing_by_what_its_sender_calls_it, commands_put_and_list)
