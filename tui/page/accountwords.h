/* accountwords.h - how one comes to an account: which office gives it, to whom, for what papers. */
#ifndef TUI_PAGE_ACCOUNTWORDS_H
#define TUI_PAGE_ACCOUNTWORDS_H

/* `office` is what the operator has set; NULL or "": that it was not told here. */
const char *accountwords(const char *office);

#endif
