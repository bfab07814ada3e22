/* wire.h - the messages between a visitor's desk, which is trusted, and its gate, which holds the
 * visitor's bytes. */
#ifndef SERVER_WIRE_H
#define SERVER_WIRE_H

#include "i18n/base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A frame; numbers of more than one byte are little-endian:
 *
 *     0        1         2        4            8
 *     +--------+---------+--------+------------+------------------+
 *     | kind   | channel | 0    0 | length     | payload          |      length <= WIRE_PAYLOAD
 *     +--------+---------+--------+------------+------------------+
 *
 * What the gate sends moves the visit on; both ends follow it, and a message that may not come in a
 * state ends the visitor:
 *
 *     START --HELLO--> KNOCKING --ENTER--> INSIDE --OPEN--> SERVED --SHUT--> INSIDE
 *      STEP            PIN CODE STEP                        INPUT INPUT_END RESIZE DRAINED FILE_ASK
 *     any state: BEAT, and BYE --> OVER
 *
 * The desk answers VERDICT while KNOCKING, OUTPUT, ERRORS, WILL, FILE_ANSWER and FINISH while
 * SERVED (or when SHUT has just passed them on its way: the gate knows by `channel`, which counts
 * the OPENs, that they are stale), PING and LEAVE at any time.
 */
#define WIRE_HEADER 8
#define WIRE_PAYLOAD ((size_t)64 * 1024)
#define WIRE_WILL_MOST 1024

/* Of a reference and PIN, or a key and code. NO_REFERENCE: its check digits do not fit, which
 * anybody can tell. */
enum wire_verdict { VERDICT_WRONG, VERDICT_GOOD, VERDICT_NO_REFERENCE };

enum wire_kind {
	WIRE_NONE,
	/* from the gate */
	WIRE_HELLO,     /* text banner, u8 compressed: the keys are agreed */
	WIRE_PIN,       /* text reference, text pin */
	WIRE_ENTER,     /* u8 plain, u8 enum wire_name, text key ("" or 64 hex digits) */
	WIRE_OPEN,      /* struct wire_open */
	WIRE_INPUT,     /* bytes */
	WIRE_INPUT_END, /* nothing more will be typed */
	WIRE_RESIZE,    /* u16 cols, u16 rows */
	WIRE_DRAINED,   /* all output has reached the visitor's machine: u8 how many messages of
			   it had come, counted from 0 behind 255 */
	WIRE_SHUT,      /* the channel has ended */
	WIRE_FILE_ASK,  /* struct wire_ask */
	WIRE_BEAT,      /* the answer to PING: u8 the client has taken bytes since the last, u16
			   milliseconds of the line's round trip, 0: not known */
	WIRE_STEP,      /* u8 enum wire_step */
	WIRE_CODE,      /* text key (64 hex digits), text one-time code */
	WIRE_BYE,       /* text reason */
	/* from the desk */
	WIRE_VERDICT,     /* u8 enum wire_verdict, u8 another try is granted */
	WIRE_OUTPUT,      /* bytes of standard output: one message is one write to the channel */
	WIRE_ERRORS,      /* bytes of standard error */
	WIRE_FINISH,      /* u8 exit status */
	WIRE_FILE_ANSWER, /* struct wire_answer */
	WIRE_WILL,        /* bytes that put the terminal back, and last words, for when the desk no
			     longer can */
	WIRE_PING,
	WIRE_LEAVE, /* text reason: the connection ends */
	WIRE_KINDS
};

/* As whom the visitor comes, by the name that was typed: anybody, me@, staff@. */
enum wire_name { NAME_GUEST, NAME_ME, NAME_STAFF };

/* Of a login that takes longer than a moment: a phase of it is finished, or a person is waited for.
 */
enum wire_step { STEP_FINISHED, STEP_ASKED };

enum wire_state { VISIT_START, VISIT_KNOCKING, VISIT_INSIDE, VISIT_SERVED, VISIT_OVER };
enum wire_end { END_GATE, END_DESK };

/* One end of the socketpair. */
struct wire {
	int fd;
	enum wire_end end; /* which one this is */
	enum wire_state state;
	uint8_t channel;
	struct buffer in, out;
	size_t taken;      /* bytes of `in` that belong to messages handed out already */
	const char *wrong; /* why the other end may not go on; static, NULL */
};

struct wire_message {
	enum wire_kind kind;
	uint8_t channel;
	const unsigned char *data; /* valid until the next wire_next or wire_fill */
	size_t size;
};

void wire_open(struct wire *w, int fd, enum wire_end end);
void wire_close(struct wire *w);

/* Queues one message; nothing is written yet. False, and `wrong` set, when the queue is full or
 * this end may not say that now. */
bool wire_put(struct wire *w, enum wire_kind kind, const void *data, size_t size);

/* Writes and reads what can be without blocking. False: the other end is gone. */
bool wire_flush(struct wire *w);
bool wire_fill(struct wire *w);
bool wire_has_output(const struct wire *w);

/* The next whole message. False: none yet, or (`wrong` set) one that may not come. */
bool wire_next(struct wire *w, struct wire_message *ret);

/* --- payloads: numbers and texts one after the other --- */

struct wire_reader {
	const unsigned char *data;
	size_t size, at;
	bool bad; /* something was missing or too long */
};

struct wire_reader wire_read(const struct wire_message *m);
uint64_t wire_number(struct wire_reader *r, int bytes);
/* A u16 length and that many bytes, no NUL among them, into `to`; `bad` when it does not fit
 * `room`. */
void wire_text(struct wire_reader *r, char *to, size_t room);
/* True when all was there and nothing is left over. */
bool wire_is_read(const struct wire_reader *r);

void wire_add_number(struct buffer *b, uint64_t n, int bytes);
void wire_add_text(struct buffer *b, const char *s);

/* What a visitor asked the channel for. */
enum wire_open_kind { OPEN_SHELL, OPEN_COMMAND, OPEN_FILES };
struct wire_open {
	enum wire_open_kind kind;
	bool pty;
	int cols, rows;
	char term[32];
	char lang[32];    /* the forwarded LC_ALL, LC_MESSAGES or LANG; "" */
	char colours[16]; /* COLORTERM */
	char command[1025];
};
bool wire_put_open(struct wire *w, const struct wire_open *o);
bool wire_get_open(const struct wire_message *m, struct wire_open *ret);

/* Files: what sftp asks, and what it is told. */
enum wire_file_act {
	FILE_OPEN,
	FILE_OPENDIR,
	FILE_READ,
	FILE_READDIR,
	FILE_CLOSE,
	FILE_STAT,
	FILE_FSTAT,
	FILE_REAL,
	FILE_WRITE,
	FILE_REMOVE,
	FILE_RENAME, /* `path` becomes `to` */
	FILE_SET     /* times and modes of `path`, or of the handle where that is "" */
};
/* How a file is opened; none of them: to be read. */
enum wire_file_flag { FLAG_WRITE = 1, FLAG_ANEW = 2, FLAG_APPEND = 4 };
#define WIRE_PATH 512
#define WIRE_WORDS 600                                 /* bytes of what is told with a status */
#define WIRE_READ ((size_t)32 * 1024)                  /* bytes of one FILE_READ at most, */
#define WIRE_WRITE (WIRE_PAYLOAD - 2 * WIRE_PATH - 26) /* and of one FILE_WRITE */
struct wire_ask {
	uint32_t id;
	enum wire_file_act act;
	uint32_t handle;
	uint64_t offset;
	uint32_t size;  /* of what is read or written */
	unsigned flags; /* of FILE_OPEN: enum wire_file_flag, or-ed */
	char path[WIRE_PATH], to[WIRE_PATH];
	const unsigned char *data; /* of FILE_WRITE: `size` bytes, valid as the message is */
};
bool wire_put_ask(struct wire *w, const struct wire_ask *a);
bool wire_get_ask(const struct wire_message *m, struct wire_ask *ret);

/* u32 id, u8 enum wire_file_said, then: STATUS u8 code, text words for a person ("": the usual
   ones); HANDLE u32; DATA bytes; NAMES u16 count,
   count times text name and attributes; ATTRIBUTES. Attributes: u8 enum wire_file_kind, or-ed,
   u64 size, u64 UTC seconds. */
enum wire_file_kind { KIND_FOLDER = 1, KIND_WRITTEN = 2 };
enum wire_file_said { SAID_STATUS, SAID_HANDLE, SAID_DATA, SAID_NAMES, SAID_ATTRIBUTES };
enum wire_file_status { FILE_OK, FILE_END, FILE_MISSING, FILE_DENIED, FILE_FAILED };

#endif
