/* listener_balancer.c - connections that balancers bring: each waits for the header that says whom
 * it comes from. */
#include "server/listener/listener_inside.h"

#include "server/log.h"
#include "server/listener/proxy.h"

#include <netinet/in.h>
#include <unistd.h>

bool listener_is_balancer(const struct listener *l, const struct sockaddr_storage *a)
{
	return l->config.balancers[0] != '\0' && source_is_among(a, l->config.balancers);
}

/* Reported by the kernel only when so many bytes are there. */
static void want(int fd, size_t bytes)
{
	int n = (int)bytes;

	setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &n, sizeof(n));
}

static void drop(struct listener *l, size_t i)
{
	close(l->brought[i].fd);
	l->brought[i] = l->brought[--l->brought_count];
}

void listener_bring(struct listener *l, int client, const struct sockaddr_storage *a)
{
	/* More than this do not come at once from balancers that work; one goes. */
	if (l->brought_count == LIMIT_BROUGHT) {
		log_line(LOG_WARNING, "too many connections of balancers without a header");
		drop(l, 0);
	}
	want(client, PROXY_HEAD);
	l->brought[l->brought_count++] =
		(struct brought){.fd = client, .from = *a, .until = loop_now() + LIMIT_HEADER_TIME};
}

/* Takes the header, and nothing behind it, off a connection. */
static bool take_header(int fd, size_t size)
{
	unsigned char bytes[LIMIT_HEADER];

	want(fd, 1);
	return recv(fd, bytes, size, MSG_DONTWAIT) == (ssize_t)size;
}

static void read_one(struct listener *l, size_t i)
{
	struct brought b = l->brought[i];
	unsigned char bytes[LIMIT_HEADER];
	ssize_t n = recv(b.fd, bytes, sizeof(bytes), MSG_PEEK | MSG_DONTWAIT);
	struct sockaddr_storage told;
	size_t size = 0;
	enum proxy_said said = n > 0 ? proxy_read(bytes, (size_t)n, &told, &size) : PROXY_WRONG;

	if (said == PROXY_MORE) {
		want(b.fd, size);
		/* The end of a connection is told although less is there. */
		if ((size_t)n < size && b.seen == (size_t)n)
			drop(l, i);
		else
			l->brought[i].seen = (size_t)n;
		return;
	}
	if (said == PROXY_WRONG || !take_header(b.fd, size)) {
		char text[SOURCE_ROOM];

		source_show(&b.from, text);
		if (n > 0)
			log_line(LOG_WARNING, "the balancer %s has sent no header", text);
		drop(l, i);
		return;
	}
	l->brought[i] = l->brought[--l->brought_count];
	listener_welcome(l, b.fd, said == PROXY_TOLD ? &told : &b.from);
}

/* NULL for one that was closed meanwhile. */
static struct brought *find(struct listener *l, int fd)
{
	for (size_t i = 0; i < l->brought_count; i++)
		if (l->brought[i].fd == fd)
			return &l->brought[i];
	return NULL;
}

static void read_brought(void *ctx, int fd, short came)
{
	struct listener *l = ctx;
	const struct brought *b = find(l, fd);

	(void)came;
	if (b != NULL)
		read_one(l, (size_t)(b - l->brought));
}

void listener_brought_watch(struct listener *l, struct loop *loop)
{
	for (size_t i = 0; i < l->brought_count; i++) {
		loop_watch(loop, l->brought[i].fd, POLLIN, read_brought, l);
		loop_until(loop, l->brought[i].until);
	}
}

void listener_brought_turn(struct listener *l)
{
	int64_t now = l->brought_count > 0 ? loop_now() : 0;

	/* From the last to the first: what goes is replaced by one that was looked at. */
	for (size_t i = l->brought_count; i > 0; i--)
		if (now >= l->brought[i - 1].until)
			drop(l, i - 1);
}
