/* stay.c - the few words by which a visit that has lost its line is passed on to the next one. */
#include "server/desk/stay.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for one descriptor beside a packet. */
union beside {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int))];
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
		m.msg_controllen = sizeof(beside.bytes);
		beside.head.cmsg_level = SOL_SOCKET;
		beside.head.cmsg_type = SCM_RIGHTS;
		beside.head.cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(&beside.head), &fd, sizeof(fd));
	}
	return sendmsg(to, &m, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)size;
}

/* More than one never comes: there is no room for it, and the kernel closes what has none. */
static int descriptor_of(struct msghdr *m)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(m);
	int fd = -1;

	if (c != NULL && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS &&
	    c->cmsg_len == CMSG_LEN(sizeof(fd)))
		memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

ssize_t stay_receive(int from, void *data, size_t room, int *ret_fd)
{
	struct iovec part = {.iov_base = data, .iov_len = room};
	union beside beside = {0};
	struct msghdr m = {.msg_iov = &part,
			   .msg_iovlen = 1,
			   .msg_control = &beside,
			   .msg_controllen = sizeof(beside.bytes)};
	ssize_t n;

	*ret_fd = -1;
	do
		n = recvmsg(from, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0;
	*ret_fd = descriptor_of(&m);
	return n;
}

bool stay_pair(int ret[2])
{
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ret) == 0;
}
