/* files_inside.h - what the parts of the tree of files share: what a path means, and what files
 * hold. */
#ifndef SERVER_SFTP_FILES_INSIDE_H
#define SERVER_SFTP_FILES_INSIDE_H

#include "server/sftp/files.h"
#include "services/registry/limits.h"

#define FILES_DEPTH 4
#define FILES_NAMES 60   /* told at once */
#define FILES_REQUEST 24 /* room of command_new_request */
#define FILES_PART 88    /* room: a document's name, and what it is given as */

enum node_kind {
	NODE_NONE,
	NODE_ROOT,
	NODE_APPLICATIONS, /* and all below: files_papers.c */
	NODE_SERVICES,
	NODE_SERVICE,
	NODE_FORM,
	NODE_RECEIPTS,
	NODE_RECEIPT, /* or a document that was issued, or the signature of one of them */
	NODE_SIGNERS
};

/* What a path means. */
struct node {
	enum node_kind kind;
	const struct service *service;
	enum lang lang;
	char reference[REFERENCE_DIGITS + 1];
	char part[FILES_PART]; /* of a receipt: what stands behind its reference, ".txt" */
};

/* An application whose papers were asked for in this visit. */
struct filed {
	struct application application;
	const struct service *service;
};

/* A file as it was made in this visit. */
struct made {
	struct node node;
	struct buffer text;
	int64_t at;       /* UTC seconds */
	size_t number_at; /* of a form: where its request number stands; 0: it has none */
	unsigned held;    /* handles that read it */
	uint64_t used;    /* when it was asked for last; grows */
};

struct open_file {
	bool used, folder;
	struct node node;
	struct made *made;           /* of a file */
	char request[FILES_REQUEST]; /* of a form: the number that stands in it for this handle */
	size_t next;                 /* of a folder: the name to be told next */
	struct buffer receipts;      /* of the folder of receipts: names one after the other,
					terminated, as there were when it was opened */

	bool papers; /* below /applications; a folder's names as they were when it was opened */
	struct buffer listed;
	struct paper_upload *upload;
	struct paper_reading *reading;
	int64_t at;            /* UTC seconds: its time */
	bool appends, for_now; /* written at its end; under a name that is not its own */
	bool failed;           /* something of it was refused */
	size_t receipts_at;    /* and where the next one stands */
};

struct files {
	const struct command_portal *portal;
	struct arena *arena;   /* of one question */
	struct arena *lasting; /* of the visit: definitions that the catalogue has not */
	struct buffer *errors; /* the visitor's error output; NULL: there is none */
	char told[WIRE_WORDS]; /* there, last */
	struct filed **filed;
	size_t filed_count, filed_room;
	int64_t began; /* UTC seconds: the time of all folders */
	struct open_file open[LIMIT_FILES];
	struct made **made;
	size_t made_count, made_room;
	size_t made_bytes, most; /* of all texts; LIMIT_FILES_MADE */
	uint64_t asked;          /* grows with each file that is asked for */
};

bool files_is_folder(const struct node *n);

/* files.c: a status with words for a person ("": the usual ones); how an answer begins; a handle
 * that is open, NULL; one that is free, NULL. */
void files_say(struct buffer *out, uint32_t id, enum wire_file_status status, const char *words);
void files_begin(struct buffer *out, uint32_t id, enum wire_file_said said);
struct open_file *files_slot(struct files *f, uint32_t handle);
struct open_file *files_free_slot(struct files *f);

/* files_tree.c: the parts of a path, "." and ".." worked out; -1 when there are more than the tree
 * is deep. */
int files_split(struct arena *a, const char *path, const char *parts[FILES_DEPTH]);
struct node files_find(struct files *f, const char *path);
/* The references of all receipts that this visitor may fetch. To list them is no look at them. */
void files_receipts(struct files *f, struct buffer *ret);
/* The same as names of files, with those of the documents that were issued, each with its
 * signature. */
void files_receipt_names(struct files *f, struct buffer *ret);
/* The thing at `index` of an open folder and its name; NULL behind the last. "" is passed over. */
const char *files_name(struct files *f, struct open_file *o, size_t index, struct node *ret);

/* files_made.c: what stands in a file, made at the first call of a visit; NULL where it cannot be
 * made now. It is valid until the next call, where it is not held. */
struct made *files_get(struct files *f, const struct node *n);
/* Whether such a thing can be made: every receipt can, of documents those that were issued. */
bool files_has(struct files *f, const struct node *n);
/* Whether the receipt of this reference was made in this visit. */
bool files_is_made(const struct files *f, const char *reference);
void files_made_free(struct files *f);

#endif
