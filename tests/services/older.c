/* older.c - copies of a state folder that an older version wrote, and what its README says of it.
 */
#include "tests/services/older.h"

#include "tests/hashing.h"
#include "tests/unit.h"

#include <stdlib.h>
#include <string.h>

static int64_t stands_still(void *ctx)
{
	return ((struct portal *)ctx)->now;
}

void older_open(struct older *o, const char *name)
{
	struct portal *p = &o->portal;
	struct error err;
	size_t len;

	hashing_whole = true;
	*o = (struct older){.about = NULL};
	p->arena = arena_new((size_t)64 << 20);
	p->guest = caller_visitor("192.0.2.0/24", FACE_PAGES);
	p->other = caller_visitor("198.51.100.0/24", FACE_PAGES);
	p->host = caller_host();
	ck_assert_int_eq(folder_read(p->arena, OLDER "/README", 1 << 20, &o->about, &len, &err),
			 FAULT_NONE);
	p->now = strtoll(older_said(o, NULL, "now", 0), NULL, 10);
	snprintf(p->secret, sizeof(p->secret), "%s", older_said(o, NULL, "backup_secret", 0));
	snprintf(p->folder, sizeof(p->folder), "%s/%s", unit_folder(), name);
	portal_copy(OLDER, p->folder);
	ck_assert_msg(registry_open(p->folder, p->address, &p->registry, &err) == FAULT_NONE,
		      "%s (%s)", err.say, err.detail);
	registry_use_clock(p->registry, stands_still, p);
	ck_assert_int_eq(
		kind_read_terms(p->arena, registry_terms(p->registry), NULL, 0, &p->terms, &err),
		FAULT_NONE);
	ck_assert_int_eq(
		versions_find(p->registry, p->arena, &p->terms, "lb-sample", 3, &p->service, &err),
		FAULT_NONE);
}

void older_close(struct older *o)
{
	portal_close(&o->portal);
}

/* Where a block's lines begin and end. */
static const char *block(struct older *o, const char *name, const char **ret_end)
{
	const char *at = o->about, *end;

	if (name != NULL) {
		at = strstr(at, arena_format(o->portal.arena, "\n[%s]\n", name));
		ck_assert_msg(at != NULL, "%s is not in the README", name);
		at = strchr(at + 1, '\n') + 1;
	}
	end = strstr(at, "\n\n");
	*ret_end = end == NULL ? at + strlen(at) : end + 1;
	return at;
}

const char *older_said(struct older *o, const char *name, const char *key, int nth)
{
	size_t len = strlen(key);
	const char *end, *line = block(o, name, &end);

	for (; line < end; line += strcspn(line, "\n") + 1)
		if (strncmp(line, key, len) == 0 && strncmp(line + len, ": ", 2) == 0 && nth-- == 0)
			return arena_slice(o->portal.arena, line + len + 2,
					   strcspn(line, "\n") - len - 2);
	return NULL;
}

const char *older_lines(struct older *o, const char *name, const char *head)
{
	const char *end, *line = block(o, name, &end);
	char *all = arena_text(o->portal.arena, "");

	while (line < end && strncmp(line, head, strlen(head)) != 0)
		line += strcspn(line, "\n") + 1;
	ck_assert_msg(line < end, "%s has no %s", name, head);
	line += strcspn(line, "\n") + 1;
	for (; line < end && strncmp(line, "  ", 2) == 0; line += strcspn(line, "\n") + 1)
		all = arena_format(o->portal.arena, "%s%.*s\n", all, (int)strcspn(line, "\n") - 2,
				   line + 2);
	return all;
}

const char *const *older_names(struct older *o)
{
	const char **names = arena_array(o->portal.arena, 40, sizeof(*names));
	size_t count = 0;

	for (const char *at = strstr(o->about, "\n["); at != NULL; at = strstr(at + 1, "\n[")) {
		size_t len = strcspn(at + 2, "]\n");

		if (strncmp(at + 2 + len, "]\nhow: ", 7) == 0)
			names[count++] = arena_slice(o->portal.arena, at + 2, len);
	}
	ck_assert_uint_lt(count, 40);
	return names;
}

struct application older_application(struct older *o, const char *name, struct caller *ret_caller)
{
	struct application a = {.version = 0};
	struct error err;

	*ret_caller = caller_visitor(older_said(o, name, "source", 0), FACE_PAGES);
	ck_assert_msg(application_open(o->portal.registry, ret_caller,
				       older_said(o, name, "reference", 0),
				       older_said(o, name, "pin", 0), &a, &err) == FAULT_NONE,
		      "%s: %s", name, err.say);
	return a;
}
