/* issued.c - a document that was issued of an application: read on a page, and how to take it home.
 */
#include "tui/screens/common/common.h"
#include "tui/screens/follow/status.h"

#include "tui/page/document.h"

struct issued_page {
	struct screen screen;
	struct status *status; /* below it; it stays there as long as this one is open */
	char id[33];           /* of the one that is read */
};

static const struct issued *find(const struct issued_page *i)
{
	for (size_t k = 0; k < i->status->issued_count; k++)
		if (strcmp(i->status->issued[k].id, i->id) == 0)
			return &i->status->issued[k];
	return NULL;
}

static const char *apart(struct page *p, const char *words)
{
	return bidi_isolate(p->arena, words);
}

static void put_part(struct page *p, const struct document_part *part)
{
	switch (part->kind) {
	case DOCUMENT_TITLE: break; /* the page's own */
	case DOCUMENT_CODE:
	case DOCUMENT_PAIR: page_pair(p, part->label, apart(p, part->value), 0); break;
	case DOCUMENT_TEXT: page_text(p, TONE_PLAIN, apart(p, part->value)); break;
	case DOCUMENT_ITEM: page_bullet(p, apart(p, part->value)); break;
	case DOCUMENT_RULE:
	case DOCUMENT_GAP: page_gap(p); break;
	case DOCUMENT_TYPED: page_code(p, part->value); break;
	}
}

static void put_files(struct page *p, const struct scene *x, const struct issued *one,
		      const char *reference)
{
	const char *line = arena_format(p->arena, "%s issued %s --document %s",
					common_ssh(x, p->arena, "me"), reference, one->output);

	page_heading(p, _("To keep and to print"));
	page_text(
		p, TONE_PLAIN,
		_("This command gives the document as text, 80 columns wide. Add --pdf for a file "
		  "to print, --narrow for 40 columns, --signature for the portal's signature. With "
		  "sftp you find all of them in the folder receipts."));
	page_code(p, line);
}

static struct page *issued_view(const struct screen *s, const struct scene *x, struct arena *a)
{
	const struct issued_page *i = (const struct issued_page *)s;
	const struct issued *one = find(i);
	struct page *p = page_new(a, "issued",
				  one == NULL ? _("Documents that were issued")
					      : text_safe(a, one->title, 0));
	const struct document d = {one,
				   i->status->service == NULL ? NULL : i->status->service->country,
				   common_ssh(x, a, "guest")};
	struct document_part *parts;
	size_t count;

	p->trail = _("Track an application");
	p->wants_back = true;
	if (one == NULL || one->withheld)
		return p;
	if (words_written_in(one->lang, x->lang) != NULL)
		page_text(p, TONE_QUIET, words_written_in(one->lang, x->lang));
	count = document_parts(a, &d, &parts);
	for (size_t k = 0; k < count; k++)
		put_part(p, &parts[k]);
	put_files(p, x, one, i->status->application.reference);
	return p;
}

static const struct screen_ops ops = {.name = "issued", .view = issued_view, .free = NULL};

/* --- on the page of the application --- */

void status_issued_load(struct status *f, const struct context *x)
{
	struct error none;

	f->issued_count = 0;
	if (f->service != NULL && f->service->output_count > 0 &&
	    issued_list(x->registry, x->caller, &f->application, f->service, f->loaded, &f->issued,
			&f->issued_count, &none) != FAULT_NONE)
		f->issued_count = 0;
}

void status_issued_put(struct page *p, const struct scene *x, const struct status *f, int act)
{
	if (f->issued_count == 0)
		return;
	page_heading(p, _("Documents issued to you"));
	for (size_t i = 0; i < f->issued_count; i++)
		page_menu(p, act + (int)i,
			  document_line(p->arena, x->lang, f->service, &f->issued[i]), NULL, NULL);
	page_gap(p);
}

struct screen *status_issued(struct status *f, size_t place)
{
	struct issued_page *i = common_make(sizeof(*i), &ops);

	i->status = f;
	if (place < f->issued_count)
		memcpy(i->id, f->issued[place].id, sizeof(i->id));
	return &i->screen;
}
