/* personname.c - names of persons as people spell them: one key for the spellings of a name, and
 * how alike two names are. */
#include "services/search/personname.h"

#include "i18n/fold.h"
#include "services/search/vocabulary.h"

#include <stdbool.h>
#include <string.h>

#define NAME_ARENA ((size_t)1 << 20) /* bytes; a name has some hundreds */
#define NAME_BYTES_MAX 1000
#define NAME_WORDS_MAX 40

struct words {
	const char *list[NAME_WORDS_MAX];
	size_t count;
};

/* Spellings of one name, the one in the key first; folded. Names that only sound alike (Salim and
 * Salem, Said and Sayed) are two rows or none. */
static const char *const spellings[] = {
	"رحمن رحمان",
	"ابراهيم ابرهيم",
	"اسماعيل اسمعيل",
	"اسحاق اسحق",
	"داود داوود",
	"هارون هرون",
	"ياسين يس",
	"طه طاها",
	"mohamed mohammed mohamad mohammad muhammad muhammed muhamad mouhamed mouhammad mouhamad",
	"ahmed ahmad",
	"mahmoud mahmud mahmood",
	"mustafa mustapha moustafa moustapha mostafa mostapha",
	"hussein hussain hossein houssein husain husayn hocine houcine",
	"hassan hasan hassen hassane hacene",
	"youssef yousef yusuf yousuf youssouf yusef yussef",
	"ibrahim ibraheem ebrahim",
	"ismail ismael ismaeel",
	"omar umar",
	"othman uthman othmane",
	"ali aly",
	"khaled khalid",
	"said saeed saied",
	"sayed sayyed sayyid",
	"mohsen mohsin muhsin",
	"jamal gamal djamel djamal jamel",
	"jamil gamil djamil",
	"karim kareem",
	"rachid rashid rasheed",
	"cherif sherif sharif charif",
	"nour noor nur",
	"salim saleem",
	"tarek tariq tarik tareq",
	"walid waleed oualid",
	"yassine yacine yaseen yassin yasin",
	"yahya yahia yehia yehya",
	"zakaria zakariya zakariyya zakarya",
	"faisal faysal faycal fayssal",
	"nasser nasir naser nacer",
	"majid madjid majeed magid",
	"hamid hameed",
	"jaafar jafar djaafar gaafar",
	"rahman rahmane rahmen",
	"lah allah la",
	"kader qader qadir kadir",
	"fatima fatma fatimah",
	"aicha aisha aysha ayesha",
	"khadija khadidja khadijah",
	"zeinab zainab zaynab zeineb",
	"mariam maryam meriem mariem maryem",
	"houda hoda huda",
	"mouna mona muna",
	"leila layla laila leyla",
	"salma selma",
};

/* Words that belong to the one behind them; `as` is how they stand before it. */
static const struct {
	const char *word, *as;
} joined[] = {
	{"عبد", "عبد"},     {"ابو", "ابو"},   {"ام", "ام"},       {"بن", "بن"},
	{"ابن", "بن"},      {"abd", "abdel"}, {"abdel", "abdel"}, {"abdul", "abdel"},
	{"abdal", "abdel"}, {"abou", "abou"}, {"abu", "abou"},    {"ben", "ben"},
	{"bin", "ben"},     {"ibn", "ben"},   {"bou", "bou"},     {"oum", "oum"},
	{"umm", "oum"},
};

static const char *const articles[] = {"el", "al", "er", "ar", "es", "as", "ul", "ur", NULL};

static bool is_article(const char *word)
{
	for (int i = 0; articles[i] != NULL; i++)
		if (strcmp(articles[i], word) == 0)
			return true;
	return false;
}

/* NULL where the word stands for itself. */
static const char *joined_as(const char *word)
{
	for (size_t i = 0; i < sizeof(joined) / sizeof(joined[0]); i++)
		if (strcmp(joined[i].word, word) == 0)
			return joined[i].as;
	return NULL;
}

static bool starts(const char *word, const char *with)
{
	return strncmp(word, with, strlen(with)) == 0;
}

static struct words split(struct arena *a, const char *name)
{
	const char *s = fold_text(a, arena_slice(a, name, strnlen(name, NAME_BYTES_MAX)));
	struct words w = {.count = 0};

	while (*s != '\0' && w.count < NAME_WORDS_MAX) {
		size_t len = strcspn(s, " ");

		w.list[w.count++] = arena_slice(a, s, len);
		s += len;
		s += *s == ' ';
	}
	return w;
}

/* From the last word to the first, so that "ابن عبد الله" becomes one. Between Abd and its name an
 * article may stand. */
static struct words join(struct arena *a, const struct words *w)
{
	struct words back = {.count = 0}, j = {.count = 0};

	for (size_t i = w->count; i > 0; i--) {
		const char *as = joined_as(w->list[i - 1]);

		if (as != NULL && back.count > 1 && is_article(back.list[back.count - 1]))
			back.count--;
		if (as != NULL && back.count > 0) {
			const char **next = &back.list[back.count - 1];

			*next = arena_format(a, "%s%s", as, *next);
		} else {
			back.list[back.count++] = w->list[i - 1];
		}
	}
	while (back.count > 0)
		j.list[j.count++] = back.list[--back.count];
	return j;
}

/* The word as its row's first, or itself. */
static const char *spelled(struct arena *a, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		for (const char *s = spellings[i]; *s != '\0';) {
			size_t size = strcspn(s, " ");

			if (size == len && strncmp(s, word, len) == 0)
				return arena_slice(a, spellings[i], strcspn(spellings[i], " "));
			s += size;
			s += *s == ' ';
		}
	return word;
}

/* The name behind "abdel", however that is written: abdulaziz, abderrahmane, abdallah; or NULL. */
static const char *behind_abdel(const char *word)
{
	const char *rest;

	if (strlen(word) < 7 || !starts(word, "abd") || strchr("aeou", word[3]) == NULL)
		return NULL;
	rest = word + 5;
	if (word[4] == rest[0] && strchr("lrsnzdtc", rest[0]) != NULL)
		return rest;
	return word[4] == 'l' ? rest : NULL;
}

/* One word of the key. */
static const char *spell(struct arena *a, const char *word)
{
	static const char abdal[] = "عبدال", article[] = "ال";
	const char *behind = behind_abdel(word);

	if (behind != NULL)
		return arena_format(a, "abdel%s", spelled(a, behind));
	if (starts(word, abdal) && vocabulary_letters(word) >= 7)
		return arena_format(a, "%s%s", abdal, spelled(a, word + strlen(abdal)));
	if (starts(word, article) && vocabulary_letters(word) >= 5)
		word += strlen(article);
	return spelled(a, word);
}

/* The words of the key; a Latin article of its own is left away where a name is behind it. */
static struct words spell_all(struct arena *a, const struct words *w)
{
	struct words k = {.count = 0};

	for (size_t i = 0; i < w->count; i++)
		if (i + 1 == w->count || !is_article(w->list[i]))
			k.list[k.count++] = spell(a, w->list[i]);
	return k;
}

char *personname_key(struct arena *a, const char *name)
{
	struct words w = split(a, name), j = join(a, &w), k = spell_all(a, &j);
	char *key = arena_text(a, k.count > 0 ? k.list[0] : "");

	for (size_t i = 1; i < k.count; i++)
		key = arena_format(a, "%s %s", key, k.list[i]);
	return key;
}

/* In how many words they differ; all where their counts do. `*ret_last` is the last such place. */
static size_t differences(const struct words *one, const struct words *two, size_t *ret_last)
{
	size_t count = 0;

	if (one->count != two->count)
		return SIZE_MAX;
	for (size_t i = 0; i < one->count; i++)
		if (strcmp(one->list[i], two->list[i]) != 0) {
			*ret_last = i;
			count++;
		}
	return count;
}

static bool is_near(const char *one, const char *two)
{
	return vocabulary_letters(one) >= 4 && vocabulary_letters(two) >= 4 &&
	       vocabulary_is_near(one, two);
}

/* The first and the last words agree, and all between stand in the longer one in the same order. */
static bool is_part(const struct words *shorter, const struct words *longer)
{
	size_t at = 0;

	if (shorter->count > longer->count)
		return is_part(longer, shorter);
	if (shorter->count < 2 || shorter->count == longer->count ||
	    strcmp(shorter->list[0], longer->list[0]) != 0 ||
	    strcmp(shorter->list[shorter->count - 1], longer->list[longer->count - 1]) != 0)
		return false;
	for (size_t i = 0; i < longer->count && at < shorter->count; i++)
		at += strcmp(shorter->list[at], longer->list[i]) == 0;
	return at == shorter->count;
}

enum personname_grade personname_compare(const char *one, const char *two)
{
	ARENA_CLEAN struct arena *a = arena_new(NAME_ARENA);
	struct words first = split(a, one), second = split(a, two);
	size_t place = 0, count;

	if (first.count == 0 || second.count == 0)
		return PERSONNAME_OTHER;
	first = join(a, &first);
	second = join(a, &second);
	if (differences(&first, &second, &place) == 0)
		return PERSONNAME_SAME;
	first = spell_all(a, &first);
	second = spell_all(a, &second);
	count = differences(&first, &second, &place);
	if (count == 0)
		return PERSONNAME_SPELLED;
	if (count == 1 && is_near(first.list[place], second.list[place]))
		return PERSONNAME_NEAR;
	return is_part(&first, &second) ? PERSONNAME_PART : PERSONNAME_OTHER;
}
