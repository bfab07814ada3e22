/* domain.c - names of the domain name system in letters of any script (IDNA 2008, RFC 5891). */
#include "i18n/domain.h"

#include <idn2.h>
#include <stdbool.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define TYPED_MOST 1000 /* bytes */

static bool is_domain(const char *s)
{
	size_t labels = 0;

	if (strlen(s) > 253)
		return false;
	for (;;) {
		size_t len = strspn(s, LETTERS DIGITS "-");

		if (len == 0 || len > 63 || s[0] == '-' || s[len - 1] == '-')
			return false;
		labels++;
		if (s[len] == '\0')
			return labels >= 2 && len >= 2 && strspn(s, DIGITS) < len;
		if (s[len] != '.')
			return false;
		s += len + 1;
	}
}

static void to_lower(char *s)
{
	for (; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
}

static bool is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

char *domain_ascii(struct arena *a, const char *domain)
{
	char *ascii = NULL, *kept = NULL;

	if (strlen(domain) > TYPED_MOST)
		return NULL;
	if (is_ascii(domain))
		kept = is_domain(domain) ? arena_text(a, domain) : NULL;
	else if (idn2_to_ascii_8z(domain, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) ==
			 IDN2_OK &&
		 is_domain(ascii))
		kept = arena_text(a, ascii);
	idn2_free(ascii);
	if (kept != NULL)
		to_lower(kept);
	return kept;
}

char *domain_own(struct arena *a, const char *ascii)
{
	char *own = NULL, *shown = NULL;

	if (strstr(ascii, "xn--") == NULL)
		return NULL;
	if (idn2_to_unicode_8z8z(ascii, &own, 0) == IDN2_OK && !is_ascii(own)) {
		const char *back = domain_ascii(a, own);

		if (back != NULL && strcmp(back, ascii) == 0)
			shown = arena_text(a, own);
	}
	idn2_free(own);
	return shown;
}

static bool is_local(const char *s, size_t len)
{
	if (len == 0 || len > 64 || s[0] == '.' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++)
		if (strchr(LETTERS DIGITS ".!#$%&'*+/=?^_`{|}~-", s[i]) == NULL ||
		    (s[i] == '.' && s[i + 1] == '.'))
			return false;
	return true;
}

char *domain_email(struct arena *a, const char *text)
{
	const char *at = strrchr(text, '@');
	const char *domain =
		at == NULL || !is_local(text, (size_t)(at - text)) ? NULL : domain_ascii(a, at + 1);

	return domain == NULL ? NULL : arena_format(a, "%.*s@%s", (int)(at - text), text, domain);
}
