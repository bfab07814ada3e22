/* files_papers.h - papers of applications as files: put, gone on with, listed, fetched, taken back.
 */
#ifndef SERVER_SFTP_FILES_PAPERS_H
#define SERVER_SFTP_FILES_PAPERS_H

#include "server/sftp/files_inside.h"

/* What a path below /applications means; as deep as its parts go. */
struct paper_path {
	int depth; /* 1: /applications itself */
	const struct filed *filed;
	const char *requirement, *label;
};

/* A name in a folder as it was when that was opened. */
struct listed {
	char name[LIMIT_PAPER_NAME + 1];
	bool folder;
	int64_t size, at;
};

/* Whether a path is one of them: /applications and all below. */
bool files_papers_has(struct files *f, const char *path);

/* Answers what is asked of such a path, or of a handle with `papers`. */
void files_papers_answer(struct files *f, const struct wire_ask *ask, struct buffer *out);

/* What has come of a file is kept; the handle is free again. */
void files_papers_close(struct open_file *o);

/* files_papers_tree.c: false: there is no such place, or it is not for this visit. */
bool files_papers_find(struct files *f, const char *path, struct paper_path *ret);
/* All of an application, with the answers as they are, which say what is asked for; of files of one
 * name the last. */
MUST_USE enum fault files_papers_list(struct files *f, const struct filed *filed,
				      struct papers *ret, struct error *err);
const struct paper_file *files_papers_file(const struct papers *all, const char *requirement,
					   const char *label, bool whole);
/* The names in a folder, struct listed one behind the other. */
MUST_USE enum fault files_papers_names(struct files *f, const struct paper_path *p,
				       struct buffer *to, struct error *err);
void files_papers_free(struct files *f);

#endif
