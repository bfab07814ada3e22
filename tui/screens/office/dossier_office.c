/* dossier_office.c - the office that an act sends an application to, as it is chosen. */
#include "tui/screens/office/dossier.h"

bool dossier_office_is_asked(const struct dossier *d)
{
	for (size_t i = 0; i < d->course.act_count; i++)
		if ((d->course.acts[i].act->asks & ASKS_OFFICE) != 0)
			return true;
	return false;
}

struct field *dossier_office_field(const struct dossier *d, struct arena *a, int id,
				   const char *chosen)
{
	struct option *options = arena_array(a, d->office_count + 1, sizeof(*options));
	struct field *f = arena_take(a, sizeof(*f));

	*f = (struct field){.id = id,
			    .kind = FIELD_CHOICE,
			    .label = _("To which office?"),
			    .value = "",
			    .required = true,
			    .options = options,
			    .option_count = d->office_count};
	for (size_t i = 0; i < d->office_count; i++) {
		const struct route_office *o = &d->offices[i];
		const char *name = bidi_isolate(a, text_safe(a, o->name, 0));

		options[i].label =
			/* TRANSLATORS: an office in a list: the one that has the application */
			o->has_it ? FILL(a, _("{office} (has it now)"), {"office", name}) : name;
		options[i].code = o->code;
		if (strcmp(o->code, chosen) != 0)
			continue;
		options[i].chosen = true;
		f->value = arena_format(a, "%zu", i + 1);
	}
	return f;
}
