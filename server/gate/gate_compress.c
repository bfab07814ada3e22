/* gate_compress.c - for whom what is sent is compressed, and with how much memory. */
#include "server/gate/gate_inside.h"

#include <zlib.h>

/* libssh asks for zlib's usual 268 kB for each visitor, of which a terminal's pages need less than
   half: memLevel 5 keeps the window, by which a page that was sent before costs next to nothing,
   and takes tables that fit texts of some kilobytes. libssh has no option for it; the program's own
   symbol stands before the library's. */
#define MEMORY_LEVEL 5

int deflateInit_(z_streamp stream, int level, const char *version, int size)
{
	return deflateInit2_(stream, level, Z_DEFLATED, MAX_WBITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY,
			     version, size);
}

/* Clients prefer no compression even where it would save them most, so those that are known to have
   it are offered nothing else for what is sent to them. What they send is keys, which it makes no
   smaller, and papers, which are packed already and would come at a fifth of the speed. True when
   the banner, which is still unread, names one. */
static bool knows_compression(int client)
{
	char banner[64];
	ssize_t n = recv(client, banner, sizeof(banner) - 1, MSG_PEEK | MSG_DONTWAIT);

	if (n <= 0)
		return false;
	banner[n] = '\0';
	return strncmp(banner, "SSH-2.0-OpenSSH_", 16) == 0 &&
	       strncmp(banner + 16, "for_Windows", 11) != 0;
}

void gate_choose_compression(struct gate *g)
{
	const char *list = "none,zlib@openssh.com", *sent = list;

	g->compressed = g->config->compression == COMPRESSION_AUTO && knows_compression(g->client);
	if (g->compressed)
		list = "zlib@openssh.com";
	else if (g->config->compression == COMPRESSION_OFF)
		list = "none";
	if (g->compressed || g->config->compression == COMPRESSION_OFF)
		sent = "none";
	ssh_options_set(g->session, SSH_OPTIONS_COMPRESSION_C_S, sent);
	ssh_options_set(g->session, SSH_OPTIONS_COMPRESSION_S_C, list);
}
