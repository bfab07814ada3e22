/* files_papers.h - papers of applications as files: put, gone on with, listed, fetched, taken back.
 */
#ifndef SERVER_SFTP_FILES_PAPERS_H
#define SERVER_SFTP_FILES_PAPERS_H

#include "server/sftp/files_inside.h"

/* Whether a path is one of them: /applications and all below. */
bool files_papers_has(struct files *f, const char *path);

/* Answers what is asked of such a path, or of a handle with `papers`. */
void files_papers_answer(struct files *f, const struct wire_ask *ask, struct buffer *out);

/* What has come of a file is kept; the handle is free again. */
void files_papers_close(struct open_file *o);
void files_papers_free(struct files *f);

#endif
