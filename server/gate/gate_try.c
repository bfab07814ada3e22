/* gate_try.c - a client of the portal's own: comes in as a guest and looks whether a page comes. */
#include "server/gate/gate_inside.h"

#define PAGE_MOST ((size_t)64 * 1024) /* bytes; a first page takes two or three thousand */
#define WAIT 30000                    /* milliseconds without a byte */

/* Stands on the first page of every visit that nothing is known of, which asks for the language. */
static const char first_page[] = "English";

static bool open_pages(ssh_channel channel)
{
	return ssh_channel_open_session(channel) == SSH_OK &&
	       ssh_channel_request_pty_size(channel, "xterm", 80, 24) == SSH_OK &&
	       ssh_channel_request_shell(channel) == SSH_OK;
}

static bool read_page(ssh_channel channel)
{
	BUFFER_CLEAN struct buffer page;
	char bytes[4096];
	int n;

	buffer_open(&page, PAGE_MOST);
	while ((n = ssh_channel_read_timeout(channel, bytes, sizeof(bytes), 0, WAIT)) > 0 &&
	       buffer_add(&page, bytes, (size_t)n))
		if (memmem(page.data, page.size, first_page, sizeof(first_page) - 1) != NULL)
			return true;
	return false;
}

const char *gate_try(int fd)
{
	ssh_session session = gate_keys_client(fd);
	ssh_channel channel = NULL;
	const char *wrong = NULL;
	long seconds = WAIT / 1000;

	ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &seconds);
	ssh_set_blocking(session, 1);
	if (ssh_connect(session) != SSH_OK)
		wrong = "no keys could be agreed";
	else if (ssh_userauth_none(session, NULL) != SSH_AUTH_SUCCESS)
		wrong = "a guest was not let in";
	else if ((channel = ssh_channel_new(session)) == NULL || !open_pages(channel))
		wrong = "no pages could be asked for";
	else if (!read_page(channel))
		wrong = "the first page did not come";
	ssh_channel_free(channel);
	ssh_disconnect(session);
	ssh_free(session);
	close(fd); /* one that it was given is not libssh's to close */
	return wrong;
}
