/* script.c - the keys that a measuring visitor presses and the texts that each must bring. */
#include "tests/bench/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const verbs[VERBS] = {"open", "step", "ready", "flip", "leave"};

static char unescape(const char **at)
{
	char hex[3] = {0};

	switch (*(*at)++) {
	case 'r': return '\r';
	case 't': return '\t';
	case 'e': return '\x1b';
	case 'x':
		for (int i = 0; i < 2 && **at != 0; i++)
			hex[i] = *(*at)++;
		return (char)strtol(hex, NULL, 16);
	default: return '\\';
	}
}

static bool read_line(char *line, struct step *ret)
{
	char *keys = strchr(line, '\t');
	char *text = keys == NULL ? NULL : strchr(keys + 1, '\t');
	int verb = 0;

	if (keys == NULL)
		return false;
	*keys++ = 0;
	if (text != NULL)
		*text++ = 0;
	while (verb < VERBS && strcmp(line, verbs[verb]) != 0)
		verb++;
	if (verb == VERBS)
		return false;
	*ret = (struct step){.verb = (enum verb)verb};
	for (const char *k = keys; *k != 0 && ret->key_len < sizeof ret->keys;) {
		char c = *k++;

		ret->keys[ret->key_len++] = c == '\\' ? unescape(&k) : c;
	}
	snprintf(ret->text, sizeof ret->text, "%s", text == NULL ? "" : text);
	return true;
}

bool script_read(const char *file, struct script *ret)
{
	FILE *f = fopen(file, "re");
	char line[400];
	bool ok = f != NULL;

	ret->count = 0;
	while (ok && fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = 0;
		if (line[0] == 0 || line[0] == '#')
			continue;
		ok = ret->count < SCRIPT_STEPS && read_line(line, &ret->steps[ret->count]);
		ret->count++;
	}
	if (f != NULL)
		fclose(f);
	if (!ok)
		fprintf(stderr, "client: %s: step %zu cannot be read\n", file, ret->count);
	return ok;
}

const struct step *script_find(const struct script *s, enum verb verb, size_t n)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->steps[i].verb == verb && n-- == 0)
			return &s->steps[i];
	return NULL;
}
