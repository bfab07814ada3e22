/* listener_balancer.c - connections that balancers bring: each waits for the header that says whom
 * it comes from. */
#include "server/listener/listener_inside.h"

#include "server/log.h"
#include "server/listener/proxy.h"

#include <netinet/in.h>
#include <poll.h>
#include <unistd.h>

#define HEADER_TIME 3000 /* milliseconds until the header must have come */

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
	if (l->brought_count == LISTENER_BROUGHT) {
		log_line(LOG_WARNING, "too many connections of balancers without a header");
		drop(l, 0);
	}
	want(client, PROXY_HEAD);
	l->brought[l->brought_count++] =
		(struct brought){.fd = client, .from = *a, .until = listener_now() + HEADER_TIME};
}

/* Takes the header, and nothing behind it, off a connection. */
static bool take_header(int fd, size_t size)
{
	unsigned char bytes[PROXY_MOST];

	want(fd, 1);
	return recv(fd, bytes, size, MSG_DONTWAIT) == (ssize_t)size;
}

static void read_one(struct listener *l, size_t i)
{
	struct brought b = l->brought[i];
	unsigned char bytes[PROXY_MOST];
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

void listener_brought_polls(const struct listener *l, struct pollfd *p)
{
	for (size_t i = 0; i < l->brought_count; i++)
		p[i] = (struct pollfd){.fd = l->brought[i].fd, .events = POLLIN};
}

int listener_brought_patience(const struct listener *l, int patience)
{
	int64_t now = listener_now();

	for (size_t i = 0; i < l->brought_count; i++) {
		int64_t left = l->brought[i].until > now ? l->brought[i].until - now : 0;

		if (patience < 0 || left < patience)
			patience = (int)left;
	}
	return patience;
}

void listener_read_brought(struct listener *l, const struct pollfd *p, size_t count)
{
	/* From the last to the first: what goes is replaced by one that was looked at. */
	for (size_t i = count; i > 0; i--)
		if (p[i - 1].revents != 0)
			read_one(l, i - 1);
	for (size_t i = l->brought_count; i > 0; i--)
		if (listener_now() >= l->brought[i - 1].until)
			drop(l, i - 1);
}
