/* peer-ncurses.c - what OpenSSH's sshd runs beside us: a menu, a list and a page, by plain ncurses.
 *
 *	peer-ncurses peer.txt             menu of 8, list of 40 in four parts, page
 *	peer-ncurses --screens FILE       the screens of FILE (form feeds between), one a key press
 *
 * A stand-alone program, nothing of the product in it.
 */
#include <curses.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MAX 400
#define MENU 8
#define SERVICES 40
#define PART 10
#define PARTS (SERVICES / PART)

static char *lines[LINES_MAX];
static int count;

static bool load(const char *file)
{
	FILE *f = fopen(file, "re");
	char line[1000];

	while (f != NULL && count < LINES_MAX && fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = 0;
		lines[count++] = strdup(line);
	}
	if (f != NULL)
		fclose(f);
	return count > 0;
}

static void draw_menu(void)
{
	erase();
	mvaddstr(0, 0, "Services portal");
	for (int i = 0; i < MENU; i++)
		mvprintw(2 + i, 2, "%d  %s", i + 1, lines[i]);
	mvaddstr(LINES - 1, 0, "Menu. 1-8: open, q: leave");
	refresh();
}

static void draw_list(int part)
{
	erase();
	mvprintw(0, 0, "Services %d-%d of %d", part * PART + 1, (part + 1) * PART, SERVICES);
	for (int i = 0; i < PART; i++)
		mvprintw(2 + i, 1, "%2d  %s", i + 1, lines[MENU + 1 + part * PART + i]);
	mvprintw(LINES - 1, 0, "List %d of %d. 1-9: open, n p: turn, 0: back, q: leave", part + 1,
		 PARTS);
	refresh();
}

static void draw_page(void)
{
	erase();
	for (int i = MENU + SERVICES + 2, row = 0; i < count && row < LINES - 1; i++, row++)
		mvaddstr(row, 1, lines[i]);
	mvaddstr(LINES - 1, 0, "Page. 0: back, q: leave");
	refresh();
}

static void browse(void)
{
	enum { IN_MENU, IN_LIST, IN_PAGE } at = IN_MENU;
	int part = 0;

	for (;;) {
		int key;

		if (at == IN_MENU)
			draw_menu();
		else if (at == IN_LIST)
			draw_list(part);
		else
			draw_page();
		key = getch();
		if (key == 'q' || key == ERR)
			return;
		if (key >= '1' && key <= '9' && at != IN_PAGE)
			at = at == IN_MENU ? IN_LIST : IN_PAGE;
		else if (key == '0' && at != IN_MENU)
			at = at == IN_PAGE ? IN_LIST : IN_MENU;
		else if (key == 'n' && at == IN_LIST && part < PARTS - 1)
			part++;
		else if (key == 'p' && at == IN_LIST && part > 0)
			part--;
		if (at == IN_MENU)
			part = 0;
	}
}

static void show_screens(void)
{
	int line = 0;

	while (line < count) {
		erase();
		for (int row = 0; line < count && lines[line][0] != '\f'; row++)
			mvaddstr(row, 0, lines[line++]);
		if (line < count) {
			memmove(lines[line], lines[line] + 1, strlen(lines[line]));
			if (lines[line][0] == 0)
				line++;
		}
		refresh();
		if (getch() == ERR)
			return;
	}
}

int main(int argc, char **argv)
{
	bool screens = argc == 3 && strcmp(argv[1], "--screens") == 0;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc < 2 || !load(argv[argc - 1]))
		return 2;
	if (!screens && count < MENU + SERVICES + 2)
		return 2;
	initscr();
	raw();
	noecho();
	curs_set(0);
	if (screens)
		show_screens();
	else
		browse();
	endwin();
	return 0;
}
