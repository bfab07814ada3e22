/* stay.c - the few words by which a visit that has lost its line is passed on to the next one. */
#include "server/desk/stay.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for one descriptor beside a packet, and for who has sent it. */
union beside {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int)) + CMSG_SPACE(sizeof(struct ucred))];
};

void stay_token(const unsigned char key[STAY_KEY], const char *identity,
		unsigned char ret[STAY_TOKEN])
{
	crypto_generichash(ret, STAY_TOKEN, (const unsigned char *)identity, strlen(identity), key,
			   STAY_KEY);
}

bool stay_is_nobody(const unsigned char token[STAY_TOKEN])
{
	return sodium_is_zero(token, STAY_TOKEN) == 1;
}

bool stay_send(int to, const void *data, size_t size, int fd)
{
	struct iovec part = {.iov_base = (void *)(uintptr_t)data, .iov_len = size};
	struct msghdr m = {.msg_iov = &part, .msg_iovlen = 1};
	union beside beside = {0};

	if (fd >= 0) {
		m.msg_control = &beside;
		m.msg_controllen = CMSG_SPACE(sizeof(fd));
		beside.head.cmsg_level = SOL_SOCKET;
		beside.head.cmsg_type = SCM_RIGHTS;
		beside.head.cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(&beside.head), &fd, sizeof(fd));
	}
	return sendmsg(to, &m, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)size;
}

/* What came beside: more than one of a kind never does, there is no room for it, and the kernel
 * closes what has none. */
static void read_beside(struct msghdr *m, int *ret_fd, pid_t *ret_pid)
{
	struct ucred who;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET)
			continue;
		if (c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN(sizeof(*ret_fd))) {
			memcpy(ret_fd, CMSG_DATA(c), sizeof(*ret_fd));
		} else if (c->cmsg_type == SCM_CREDENTIALS &&
			   c->cmsg_len == CMSG_LEN(sizeof(who))) {
			memcpy(&who, CMSG_DATA(c), sizeof(who));
			*ret_pid = who.pid;
		}
	}
}

ssize_t stay_hear(int from, void *data, size_t room, int *ret_fd, pid_t *ret_pid)
{
	struct iovec part = {.iov_base = data, .iov_len = room};
	union beside beside = {0};
	struct msghdr m = {.msg_iov = &part,
			   .msg_iovlen = 1,
			   .msg_control = &beside,
			   .msg_controllen = sizeof(beside.bytes)};
	ssize_t n;

	*ret_fd = -1;
	*ret_pid = 0;
	do
		n = recvmsg(from, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0;
	read_beside(&m, ret_fd, ret_pid);
	return n;
}

ssize_t stay_receive(int from, void *data, size_t room, int *ret_fd)
{
	pid_t pid;

	return stay_hear(from, data, room, ret_fd, &pid);
}

bool stay_ask_who(int end)
{
	int on = 1;

	return setsockopt(end, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == 0;
}

bool stay_pair(int ret[2])
{
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ret) == 0;
}
