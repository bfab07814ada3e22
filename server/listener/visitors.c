/* visitors.c - who is being served: a place for each, how much each would lose, and who makes room.
 */
#include "server/listener/visitors.h"

#include "i18n/base/array.h"
#include "services/registry/limits.h"

void visitors_open(struct visitors *v, size_t room)
{
	*v = (struct visitors){.room = room};
	v->seats = array_new(room, sizeof(*v->seats));
}

void visitors_close(struct visitors *v)
{
	free(v->seats);
	*v = (struct visitors){0};
}

void visitors_add(struct visitors *v, pid_t pid, const char *source, bool local)
{
	struct visitor_seat *p;

	if (v->count == v->room)
		fatal("more visitors than places");
	p = &v->seats[v->count++];
	*p = (struct visitor_seat){.pid = pid, .class = CLASS_KNOCKING, .local = local};
	snprintf(p->source, sizeof(p->source), "%s", source);
}

struct visitor_seat *visitors_find(struct visitors *v, pid_t pid)
{
	for (size_t i = 0; i < v->count; i++)
		if (v->seats[i].pid == pid)
			return &v->seats[i];
	return NULL;
}

void visitors_drop(struct visitors *v, pid_t pid)
{
	struct visitor_seat *p = visitors_find(v, pid);

	if (p != NULL)
		*p = v->seats[--v->count];
}

size_t visitors_of(const struct visitors *v, const char *source)
{
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++)
		count += !v->seats[i].leaving && !v->seats[i].local &&
			 strcmp(v->seats[i].source, source) == 0;
	return count;
}

struct visitor_seat *visitors_spare(struct visitors *v, const char *source, uint32_t dice)
{
	enum desk_class lowest = CLASS_KEPT;
	size_t count = 0, chosen;

	for (size_t i = 0; i < v->count; i++) {
		const struct visitor_seat *p = &v->seats[i];

		if (p->leaving || (source != NULL && strcmp(p->source, source) != 0))
			continue;
		if (p->class < lowest) {
			lowest = p->class;
			count = 0;
		}
		count += p->class == lowest;
	}
	if (lowest == CLASS_KEPT || count == 0)
		return NULL;
	chosen = dice % count;
	for (size_t i = 0; i < v->count; i++) {
		struct visitor_seat *p = &v->seats[i];

		if (p->leaving || p->class != lowest ||
		    (source != NULL && strcmp(p->source, source) != 0))
			continue;
		if (chosen-- == 0)
			return p;
	}
	return NULL;
}

struct visitor_seat *visitors_longest(struct visitors *v, enum desk_class class, size_t most)
{
	struct visitor_seat *longest = NULL;
	size_t count = 0;

	for (size_t i = 0; i < v->count; i++) {
		struct visitor_seat *p = &v->seats[i];

		if (p->leaving || p->class != class)
			continue;
		count++;
		if (longest == NULL || p->since < longest->since)
			longest = p;
	}
	return count > most ? longest : NULL;
}

void visitors_bar(struct visitors *v, const char *source, int64_t until)
{
	snprintf(v->barred[v->next_barred].source, SOURCE_ROOM, "%s", source);
	v->barred[v->next_barred].until = until;
	v->next_barred = (v->next_barred + 1) % LIMIT_BARRED;
}

bool visitors_is_barred(const struct visitors *v, const char *source, int64_t now)
{
	for (size_t i = 0; i < LIMIT_BARRED; i++)
		if (v->barred[i].until > now && strcmp(v->barred[i].source, source) == 0)
			return true;
	return false;
}
