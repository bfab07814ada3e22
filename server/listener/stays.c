/* stays.c - which desk may be taken back by whom: the listener's list of tokens. */
#include "server/listener/stays.h"

#include "i18n/base/array.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void stays_close(struct stays *s)
{
	for (size_t i = 0; i < s->count; i++)
		close(s->seats[i].fd);
	free(s->seats);
	*s = (struct stays){0};
}

static struct stay_seat *place_of(const struct stays *s, pid_t pid)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->seats[i].pid == pid)
			return &s->seats[i];
	return NULL;
}

const struct stay_seat *stays_find(const struct stays *s, const unsigned char token[STAY_TOKEN])
{
	for (size_t i = 0; i < s->count; i++)
		if (memcmp(s->seats[i].token, token, STAY_TOKEN) == 0)
			return &s->seats[i];
	return NULL;
}

bool stays_has(const struct stays *s, pid_t pid)
{
	return place_of(s, pid) != NULL;
}

void stays_drop(struct stays *s, pid_t pid)
{
	struct stay_seat *p = place_of(s, pid);

	if (p == NULL)
		return;
	close(p->fd);
	*p = s->seats[--s->count];
}

static struct stay_seat *add(struct stays *s, pid_t pid)
{
	s->seats = array_room(s->seats, s->count + 1, &s->room, sizeof(*s->seats));
	s->seats[s->count] = (struct stay_seat){.pid = pid, .fd = -1};
	return &s->seats[s->count++];
}

pid_t stays_put(struct stays *s, pid_t pid, const unsigned char token[STAY_TOKEN], int fd)
{
	const struct stay_seat *before = stays_find(s, token);
	pid_t other = before != NULL && before->pid != pid ? before->pid : 0;
	struct stay_seat *p;

	if (other != 0)
		stays_drop(s, other);
	p = place_of(s, pid);
	if (p == NULL && fd < 0)
		return other;
	if (p == NULL)
		p = add(s, pid);
	if (fd >= 0) {
		if (p->fd >= 0)
			close(p->fd);
		p->fd = fd;
	}
	memcpy(p->token, token, STAY_TOKEN);
	return other;
}
