/* target_sftp.c - packets of an SFTP client, and answers of the desk: each packet is answered once,
 * and what goes out is made of whole packets. */
#include "server/sftp/sftp.h"
#include "services/registry/limits.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/target.h"

#include <string.h>

#define OUT_MOST ((size_t)1024 * 1024)

/* draft-ietf-secsh-filexfer-02 */
enum { VERSION = 2, STATUS = 101, HANDLE = 102, DATA = 103, NAME = 104, ATTRS = 105 };
enum { STATUS_MOST = 8, ATTRIBUTES_BYTES = 20, ATTRIBUTES_FLAGS = 13 };

/* --- packets as they must be ------------------------------------------------------------------ */

static uint32_t number(struct input *in)
{
	uint32_t n = 0;

	must(in->left >= 4, "a packet has all its numbers");
	for (int i = 0; i < 4; i++)
		n = n << 8 | input_byte(in);
	return n;
}

static void pass_string(struct input *in)
{
	uint32_t len = number(in);

	must(len <= in->left, "a packet has all of a string");
	in->at += len;
	in->left -= len;
}

static void pass_attributes(struct input *in)
{
	must(number(in) == ATTRIBUTES_FLAGS, "size, permissions and times are told");
	must(in->left >= ATTRIBUTES_BYTES, "a packet has all attributes");
	in->at += ATTRIBUTES_BYTES;
	in->left -= ATTRIBUTES_BYTES;
}

static void pass_names(struct input *in)
{
	for (uint32_t count = number(in); count > 0; count--) {
		pass_string(in);
		pass_string(in);
		pass_attributes(in);
	}
}

/* One packet, all of it; returns the number of the question that it answers, 0 for VERSION. */
static uint32_t pass_packet(struct input *out)
{
	uint32_t len = number(out), id;
	struct input in = {out->at, len};
	unsigned type;

	must(len >= 1 && len <= out->left, "a packet is whole");
	out->at += len;
	out->left -= len;
	type = input_byte(&in);
	id = number(&in);
	switch (type) {
	case VERSION: must(id == 3, "version 3 is spoken"); return 0;
	case STATUS:
		must(number(&in) <= STATUS_MOST, "a status is known");
		pass_string(&in);
		pass_string(&in);
		break;
	case HANDLE:
		must(in.left == 8, "a handle has four bytes");
		pass_string(&in);
		break;
	case DATA: pass_string(&in); break;
	case NAME: pass_names(&in); break;
	case ATTRS: pass_attributes(&in); break;
	default: must(false, "a packet's type is one that answers");
	}
	must(in.left == 0, "nothing is left over in a packet");
	return id;
}

/* --- a client --------------------------------------------------------------------------------- */

struct client {
	struct sftp *sftp;
	struct wire wire;
	struct buffer out;
};

static void client_open(struct client *c)
{
	c->sftp = sftp_new();
	wire_open(&c->wire, -1, END_GATE);
	c->wire.state = VISIT_SERVED;
	buffer_open(&c->out, OUT_MOST);
}

static void client_close(struct client *c)
{
	sftp_free(c->sftp);
	wire_close(&c->wire);
	buffer_close(&c->out);
}

static bool feed(struct client *c, const uint8_t *bytes, size_t size, size_t step)
{
	for (size_t at = 0; at < size; at += step)
		if (!sftp_feed(c->sftp, bytes + at, size - at < step ? size - at : step, &c->wire,
			       &c->out))
			return false;
	return true;
}

/* The question from byte `at` of what goes to the desk on, which the desk must understand. */
static uint32_t check_ask(const struct wire *w, size_t at)
{
	const unsigned char *frame = (const unsigned char *)w->out.data + at;
	struct wire_message m = {WIRE_FILE_ASK, 0, frame + WIRE_HEADER,
				 w->out.size - at - WIRE_HEADER};
	struct wire_ask ask;

	must(frame[0] == WIRE_FILE_ASK, "only questions go to the desk");
	must(wire_get_ask(&m, &ask), "the desk understands a question");
	return ask.id;
}

/* A packet that was fed alone: one question or one answer, by its own number. */
static void check_answer(const struct client *c, const uint8_t *packet, size_t asked, size_t told)
{
	struct input at = {packet + 5, 4};
	struct input out = {(const uint8_t *)c->out.data + told, c->out.size - told};
	uint32_t id;

	must((c->wire.out.size > asked) != (c->out.size > told), "a packet is answered once");
	if (c->wire.out.size > asked)
		must(check_ask(&c->wire, asked) == number(&at), "a question has its number");
	else if (told == 0)
		must(pass_packet(&out) == 0, "the version is told first");
	else
		must((id = pass_packet(&out)) == number(&at), "an answer has its number");
	must(c->wire.out.size > asked || out.left == 0, "an answer is one packet");
}

/* Whether a string stands next, and past it. */
static bool skip_string(struct input *in)
{
	uint32_t len = 0;

	if (in->left < 4)
		return false;
	len = number(in);
	if (len > in->left)
		return false;
	in->at += len;
	in->left -= len;
	return true;
}

static bool skip_bytes(struct input *in, size_t count)
{
	if (in->left < count)
		return false;
	in->at += count;
	in->left -= count;
	return true;
}

/* Whether a packet may be refused for its shape: what it has to hold is not all there. */
static bool is_cut_short(const uint8_t *packet, size_t len)
{
	enum { OPEN = 3, CLOSE = 4, READ = 5, WRITE = 6, LSTAT = 7, FSTAT = 8, SETSTAT = 9 };
	enum { FSETSTAT = 10, OPENDIR = 11, READDIR = 12, REMOVE = 13, REALPATH = 16, STAT = 17 };
	enum { RENAME = 18 };
	struct input in = {packet, len};
	unsigned type = input_byte(&in);

	if (in.left < 4)
		return true;
	number(&in);
	switch (type) {
	case OPEN: return !skip_string(&in) || in.left < 4;
	case READ: return !skip_string(&in) || in.left < 12;
	case WRITE: return !skip_string(&in) || !skip_bytes(&in, 8) || !skip_string(&in);
	case RENAME: return !skip_string(&in) || !skip_string(&in);
	case SETSTAT:
	case FSETSTAT:
	case REMOVE:
	case CLOSE:
	case LSTAT:
	case FSTAT:
	case OPENDIR:
	case READDIR:
	case REALPATH:
	case STAT: return !skip_string(&in);
	default: return false;
	}
}

/* A client is sent away for no other reason than these. */
static void check_refusal(const uint8_t *packet, size_t len, bool first)
{
	enum { INIT = 1 };

	must(len < 1 || len > LIMIT_FILES_PACKET || (packet[0] == INIT) != first ||
		     is_cut_short(packet, len),
	     "only what is no packet is refused");
}

/* Packet by packet. */
static bool feed_packets(struct client *c, const uint8_t *bytes, size_t size)
{
	struct input in = {bytes, size};

	while (in.left >= 4) {
		const uint8_t *packet = in.at;
		uint32_t len = number(&in);
		size_t asked = c->wire.out.size, told = c->out.size;
		size_t whole = len <= in.left ? len : in.left;

		if (!sftp_feed(c->sftp, packet, 4 + whole, &c->wire, &c->out)) {
			check_refusal(packet + 4, len, packet == bytes);
			return false;
		}
		in.at += whole;
		in.left -= whole;
		if (whole == len)
			check_answer(c, packet, asked, told);
	}
	return sftp_feed(c->sftp, in.at, in.left, &c->wire, &c->out);
}

static bool is_same(const struct buffer *one, const struct buffer *two)
{
	return one->size == two->size &&
	       (one->size == 0 || memcmp(one->data, two->data, one->size) == 0);
}

static void run_packets(struct input *in)
{
	size_t step = input_byte(in) % 64 + 1;
	struct client cut, packets;
	bool one, two;

	client_open(&cut);
	client_open(&packets);
	one = feed(&cut, in->at, in->left, step);
	two = feed_packets(&packets, in->at, in->left);
	must(one == two && is_same(&cut.out, &packets.out) &&
		     is_same(&cut.wire.out, &packets.wire.out),
	     "it does not matter how packets are cut");
	client_close(&cut);
	client_close(&packets);
}

/* --- the desk --------------------------------------------------------------------------------- */

static void run_answer(struct input *in)
{
	struct wire_message m = {WIRE_FILE_ANSWER, 0, in->at, in->left};
	struct wire_reader r = wire_read(&m);
	struct client c;

	client_open(&c);
	if (sftp_answer(c.sftp, &m, &c.out)) {
		struct input out = {(const uint8_t *)c.out.data, c.out.size};

		must(pass_packet(&out) == wire_number(&r, 4), "an answer has its number");
		must(out.left == 0, "an answer is one packet");
	}
	client_close(&c);
}

void target_sftp(const uint8_t *data, size_t size)
{
	struct input in = {data, size};

	if (input_byte(&in) % 4 == 3)
		run_answer(&in);
	else
		run_packets(&in);
}
