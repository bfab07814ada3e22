/* services.h - services as rows of a list: what searching and browsing share. */
#ifndef TUI_SCREENS_FIND_SERVICES_H
#define TUI_SCREENS_FIND_SERVICES_H

#include "tui/screens/common/list.h"

/* `searched`: results of a search, which are sorted and filtered from ten on. */
void services_open(struct list *l, bool searched);

/* The services as its rows, in their order; each row is `of` its service. */
void services_fill(struct list *l, const struct scene *x, const struct service *const *services,
		   size_t count);
/* The same of one country, which the page says: their rows do not. */
void services_fill_country(struct list *l, const struct scene *x,
			   const struct service *const *services, size_t count);

/* The screens' `update` and `step`: opens what was chosen, or the next. */
bool services_update(struct list *l, struct stack *st, const struct input *e);
bool services_step(struct list *l, struct stack *st, int by);

#endif
