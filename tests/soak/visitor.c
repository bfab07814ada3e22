/* visitor.c - one visitor of a soak: comes, reads, types, notes numbers, and leaves or is lost. */
#include "tests/soak/visitor.h"

#include <ctype.h>
#include <libssh/libssh.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE_MS 60000   /* longer than that nobody waits for a page */
#define SLOW_US 1000000 /* a page that took longer is counted */
#define LEAST_MS 100    /* a page that asks takes no key that was pressed before it was seen */
#define SLICE_MS 2000   /* how long a soak that rests waits for who thinks */
#define LEAVE "Leave the portal?"

double visitor_chance(struct visitor *v)
{
	return erand48(v->chance);
}

void visitor_page(const struct visitor *v, char ret[PAGE])
{
	FILE *f = fmemopen(ret, PAGE, "w");

	ret[0] = '\0';
	if (f == NULL)
		return;
	vt_print(line_screen(v->line), f);
	fputc('\0', f);
	fclose(f);
}

bool visitor_wrong(struct visitor *v, const char *format, ...)
{
	va_list list;

	if (v->hurried || v->why[0] != '\0')
		return false;
	va_start(list, format);
	vsnprintf(v->why, sizeof v->why, format, list);
	va_end(list);
	if (v->line != NULL && v->command == NULL)
		visitor_page(v, v->page);
	return false;
}

bool visitor_new_key(struct visitor *v)
{
	ssh_key key = NULL;
	bool ok;

	snprintf(v->key, sizeof v->key, "%s/key-%u", v->soak->folder, v->slot);
	unlink(v->key);
	ok = ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) == SSH_OK &&
	     ssh_pki_export_privkey_file(key, NULL, NULL, NULL, v->key) == SSH_OK;
	ssh_key_free(key);
	return ok || visitor_wrong(v, "no key can be made");
}

bool visitor_come(struct visitor *v, bool with_key)
{
	struct where w = v->soak->where;
	unsigned n = v->soak->born++;

	w.user = with_key ? "me" : "guest";
	w.key = with_key ? v->key : NULL;
	w.zlib = n % 2 == 0;
	w.command = v->command;
	v->line = line_open(&w, n);
	if (v->line == NULL)
		return visitor_wrong(v, "not let in");
	v->soak->logins++;
	v->soak->alive++;
	return true;
}

bool visitor_think(struct visitor *v)
{
	double s = v->soak->think * fmin(-log(1 - visitor_chance(v)), 5);
	int left = (int)(s * 1000) + LEAST_MS;

	for (; left > 0 && !v->soak->resting; left -= SLICE_MS)
		line_rest(v->line, left < SLICE_MS ? left : SLICE_MS);
	v->hurried = v->hurried || v->soak->resting;
	return !v->hurried;
}

bool visitor_expect(struct visitor *v, const char *text)
{
	uint64_t began = line_now();
	bool came = line_wait(v->line, text, PAGE_MS);

	v->soak->pages++;
	v->soak->slow += line_now() - began > SLOW_US;
	return came || visitor_wrong(v, "\"%s\" did not come", text == NULL ? "the end" : text);
}

bool visitor_type(struct visitor *v, const char *keys, size_t len, const char *text)
{
	if (!visitor_think(v))
		return false;
	if (!line_send(v->line, keys, len))
		return visitor_wrong(v, "the line is broken");
	return visitor_expect(v, text);
}

bool visitor_enter(struct visitor *v, const char *keys, const char *text)
{
	return visitor_type(v, keys, strlen(keys), text);
}

/* The digits that stand alone in a row, blanks left out; their count, or 0. */
static size_t digits_of(const char *row, size_t len, char *ret, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (row[i] == ' ')
			continue;
		if (!isdigit((unsigned char)row[i]) || n + 1 >= room)
			return 0;
		ret[n++] = row[i];
	}
	ret[n] = '\0';
	return n;
}

bool visitor_note_numbers(struct visitor *v)
{
	char page[PAGE];
	struct receipt r = {0};

	visitor_page(v, page);
	for (const char *row = page; *row != '\0';) {
		size_t len = strcspn(row, "\n"), n;
		char digits[REFERENCE];

		n = digits_of(row, len, digits, sizeof digits);
		if (n == 14)
			memcpy(r.reference, digits, n + 1);
		else if (n == 6)
			memcpy(r.pin, digits, n + 1);
		row += len + (row[len] == '\n');
	}
	if (r.reference[0] == '\0' || r.pin[0] == '\0')
		return visitor_wrong(v, "no reference and PIN");
	v->numbers = r;
	return true;
}

bool visitor_follow(struct visitor *v, const struct script *s, size_t from, size_t to)
{
	const struct step *step;

	for (size_t n = from; n < to && (step = script_find(s, VERB_STEP, n)) != NULL; n++) {
		if (!visitor_type(v, step->keys, step->key_len, step->text))
			return false;
		if (strncmp(step->text, "Write down these", 16) == 0 && !visitor_note_numbers(v))
			return false;
	}
	return true;
}

bool visitor_choose(struct visitor *v, const char *label, const char *text)
{
	char page[PAGE], key[2] = {0};
	const char *at;

	if (!visitor_expect(v, label))
		return false;
	visitor_page(v, page);
	at = strstr(page, label);
	if (at == NULL || at - page < 3 || !isdigit((unsigned char)at[-3]))
		return visitor_wrong(v, "\"%s\" has no number", label);
	key[0] = at[-3];
	return visitor_enter(v, key, text);
}

bool visitor_leave(struct visitor *v)
{
	return visitor_enter(v, "\x03", LEAVE) && visitor_enter(v, "1", NULL);
}

void visitor_close(struct visitor *v)
{
	if (v->line == NULL)
		return;
	line_close(v->line);
	v->line = NULL;
	v->soak->alive--;
}

void visitor_drop(struct visitor *v, bool silent)
{
	line_drop(v->line, silent);
	v->line = NULL;
	v->soak->alive--;
	v->soak->dropped++;
}

void visitor_received(struct visitor *v, const struct receipt *r)
{
	struct soak *s = v->soak;

	pthread_mutex_lock(&s->lock);
	if (s->receipt_count < RECEIPTS)
		s->receipts[s->receipt_count++] = *r;
	printf("receipt %s %s\n", r->reference, r->pin);
	fflush(stdout);
	pthread_mutex_unlock(&s->lock);
}
