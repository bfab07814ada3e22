/* anchor_compare.c - what was written down elsewhere, against the ledger as it is now. */
#include "services/upkeep/anchor.h"

#include "services/registry/folder.h"
#include "services/registry/registry_inside.h"
#include "services/store/store_ledger.h"

#include <errno.h>
#include <stdio.h>

struct compare {
	struct store *store;
	void (*tell)(void *ctx, const char *line);
	void *ctx;
	int64_t lines, wrong;
};

static void find(struct compare *c, const char *time, const char *how)
{
	char line[300];

	if (++c->wrong > ANCHOR_TOLD)
		return;
	snprintf(line, sizeof(line), "Anchor: line %lld%s%s%s %s.", (long long)c->lines,
		 *time == '\0' ? "" : " (", time, *time == '\0' ? "" : ")", how);
	c->tell(c->ctx, line);
}

static bool read_number(const char *text, int64_t least, int64_t most, int64_t *ret)
{
	char *end = NULL;
	long long n;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (*end != '\0' || errno != 0 || n < least || n > most)
		return false;
	*ret = n;
	return true;
}

/* The fields of a line, which is changed; *ret_time is its first. */
static bool read_line(char *line, const char **ret_time, struct anchor *ret)
{
	char *field[5] = {NULL}, *rest = line;
	int64_t lane = 0;
	size_t count = 0;

	line[strcspn(line, "\r\n")] = '\0';
	while (count < 5 && rest != NULL)
		field[count++] = strsep(&rest, " ");
	if (count < 5 || rest != NULL || strlen(field[0]) != strlen("2026-03-14T09:26:53Z") ||
	    field[1][0] == '\0' || strlen(field[1]) >= sizeof(ret->origin) ||
	    !read_number(field[2], 0, INT32_MAX, &lane) ||
	    !read_number(field[3], 1, INT64_MAX, &ret->seq) || strlen(field[4]) != 64 ||
	    strspn(field[4], "0123456789abcdef") != 64)
		return false;
	*ret_time = field[0];
	ret->lane = (int)lane;
	snprintf(ret->origin, sizeof(ret->origin), "%s", field[1]);
	snprintf(ret->hash, sizeof(ret->hash), "%s", field[4]);
	return true;
}

static enum fault compare_line(struct compare *c, const char *time, const struct anchor *one,
			       struct error *err)
{
	char now[65] = "", how[200];
	bool found = false, known = false;
	enum fault fault =
		store_ledger_hash(c->store, one->origin, one->lane, one->seq, now, &found, err);

	if (fault == FAULT_NONE)
		fault = store_ledger_has_origin(c->store, one->origin, &known, err);
	if (fault != FAULT_NONE || (found && strcmp(now, one->hash) == 0))
		return fault;
	snprintf(how, sizeof(how), "names entry %lld of %s, lane %d, %s", (long long)one->seq,
		 one->origin, one->lane,
		 found   ? "which is another now: this is another history"
		 : known ? "which is not there: an older state was put back"
			 : "and no chain of that origin is here: this is another registry");
	find(c, time, how);
	return FAULT_NONE;
}

static enum fault compare_all(struct compare *c, FILE *f, struct error *err)
{
	char line[256];
	bool is_start = true, was_start;
	enum fault fault = FAULT_NONE;

	while (fault == FAULT_NONE && fgets(line, sizeof(line), f) != NULL) {
		struct anchor one = {.at = 0};
		const char *time = "";

		was_start = is_start;
		is_start = strchr(line, '\n') != NULL;
		if (!was_start)
			continue; /* the rest of one that is too long, told already */
		c->lines++;
		if (read_line(line, &time, &one))
			fault = compare_line(c, time, &one, err);
		else
			find(c, "", "is none that the portal wrote");
	}
	if (fault == FAULT_NONE && ferror(f))
		return fail(err, FAULT_MISSING, N_("The anchor file cannot be read."), "%s",
			    strerror(errno));
	return fault;
}

enum fault anchor_compare(struct registry *r, const char *file,
			  void (*tell)(void *ctx, const char *line), void *ctx, bool *ret_whole,
			  struct error *err)
{
	struct compare c = {.store = r->store, .tell = tell, .ctx = ctx};
	FILE *f = NULL;
	char more[100];
	enum fault fault = folder_open(file, N_("The anchor file cannot be read."), &f, err);

	if (fault != FAULT_NONE)
		return fault;
	fault = compare_all(&c, f, err);
	fclose(f);
	if (fault == FAULT_NONE && c.lines == 0)
		return fail(err, FAULT_INPUT, N_("The anchor file holds no line."), "%s", file);
	if (c.wrong > ANCHOR_TOLD) {
		snprintf(more, sizeof(more), "Anchor: %lld more lines do not hold.",
			 (long long)(c.wrong - ANCHOR_TOLD));
		tell(ctx, more);
	}
	if (fault == FAULT_NONE)
		*ret_whole = c.wrong == 0;
	return fault;
}
