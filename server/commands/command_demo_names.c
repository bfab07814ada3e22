/* command_demo_names.c - the many people of the demonstration: invented names of four countries in
 * both scripts, with days, places and numbers that nobody has. */
#include "server/commands/command_demo.h"

#include <ctype.h>
#include <string.h>

struct name {
	const char *arabic, *latin; /* Latin as in passports, so that each question takes it */
};

static const struct name men[] = {
	{"كريم", "Karim"},  {"سامي", "Sami"},    {"رامي", "Rami"},   {"نبيل", "Nabil"},
	{"فادي", "Fadi"},   {"ياسين", "Yacine"}, {"مراد", "Mourad"}, {"حسن", "Hassan"},
	{"إلياس", "Elias"}, {"طارق", "Tarek"},   {"أنيس", "Anis"},   {"جمال", "Jamal"},
	{"زياد", "Ziad"},   {"منير", "Mounir"},  {"عادل", "Adel"},   {"خالد", "Khaled"},
	{"وليد", "Walid"},
};
static const struct name women[] = {
	{"نجلا", "Najla"},   {"ليلى", "Leila"},  {"سلمى", "Salma"},   {"هناء", "Hanaa"},
	{"إيناس", "Ines"},   {"مريم", "Mariam"}, {"أمل", "Amel"},     {"سعاد", "Souad"},
	{"رانيا", "Rania"},  {"نادية", "Nadia"}, {"سامية", "Samia"},  {"دلال", "Dalal"},
	{"جميلة", "Jamila"}, {"هدى", "Hoda"},    {"لطيفة", "Latifa"}, {"زهرة", "Zohra"},
	{"عايدة", "Aida"},
};
#define FAMILIES 11
static const struct {
	const char *country;
	struct name families[FAMILIES];
	const char *phone;    /* what follows are two or three digits */
	struct name towns[7]; /* each of the place that stands where it does */
	const char *places[7];
} lands[] = {
	{"LB",
	 {{"معلوف", "Maalouf"},
	  {"خوري", "Khoury"},
	  {"حداد", "Haddad"},
	  {"صباغ", "Sabbagh"},
	  {"نصار", "Nassar"},
	  {"ضاهر", "Daher"},
	  {"عون", "Aoun"},
	  {"البزري", "Bizri"},
	  {"صليبا", "Saliba"},
	  {"قاسم", "Kassem"},
	  {"شمعون", "Chamoun"}},
	 "70 555 ",
	 {{"صيدا", "Saida"},
	  {"زحلة", "Zahlé"},
	  {"طرابلس", "Tripoli"},
	  {"صور", "Tyr"},
	  {"الجديدة", "Jdeideh"},
	  {"حلبا", "Halba"},
	  {"بيروت", "Beyrouth"}},
	 {"lb-caza-saida", "lb-caza-zahle", "lb-caza-tripoli", "lb-caza-tyre", "lb-caza-metn",
	  "lb-caza-akkar", "lb-caza-beirut"}},
	{"EG",
	 {{"السيد", "Elsayed"},
	  {"عبد الرحيم", "Abdelrahim"},
	  {"الشافعي", "Elshafei"},
	  {"إبراهيم", "Ibrahim"},
	  {"محمود", "Mahmoud"},
	  {"فوزي", "Fawzy"},
	  {"رمضان", "Ramadan"},
	  {"النجار", "Elnaggar"},
	  {"سليمان", "Soliman"},
	  {"منصور", "Mansour"},
	  {"الديب", "Eldeeb"}},
	 "0100 555 2",
	 {{"سوهاج", "Sohag"},
	  {"الإسكندرية", "Alexandrie"},
	  {"أسوان", "Assouan"},
	  {"الجيزة", "Gizeh"},
	  {"الفيوم", "Fayoum"},
	  {"المنصورة", "Mansourah"},
	  {"القاهرة", "Le Caire"}},
	 {"EG-SHG", "EG-ALX", "EG-ASN", "EG-GZ", "EG-FYM", "EG-DK", "EG-C"}},
	{"TN",
	 {{"الطرابلسي", "Trabelsi"},
	  {"الغربي", "Gharbi"},
	  {"الجزيري", "Jaziri"},
	  {"بن رمضان", "Ben Romdhane"},
	  {"المرزوقي", "Marzouki"},
	  {"العياري", "Ayari"},
	  {"الهمامي", "Hammami"},
	  {"بن سالم", "Ben Salem"},
	  {"الشابي", "Chebbi"},
	  {"القاسمي", "Kacemi"},
	  {"الماجري", "Mejri"}},
	 "22 555 ",
	 {{"مساكن", "Msaken"},
	  {"المرسى", "La Marsa"},
	  {"رواد", "Raoued"},
	  {"الحمامات", "Hammamet"},
	  {"الفحص", "El Fahs"},
	  {"تستور", "Testour"},
	  {"حفوز", "Haffouz"}},
	 {"TN-51", "TN-11", "TN-12", "TN-21", "TN-22", "TN-31", "TN-41"}},
	{"DZ",
	 {{"بوزيد", "Bouzid"},
	  {"مداني", "Madani"},
	  {"بن يوسف", "Benyoucef"},
	  {"قاسي", "Kaci"},
	  {"حمادي", "Hamadi"},
	  {"بلقاسم", "Belkacem"},
	  {"زروقي", "Zerrouki"},
	  {"مرابط", "Merabet"},
	  {"سعدي", "Saadi"},
	  {"عمراني", "Amrani"},
	  {"لعريبي", "Laribi"}},
	 "0555 31 42 ",
	 {{"أرزيو", "Arzew"},
	  {"باب الوادي", "Bab El Oued"},
	  {"بوفاريك", "Boufarik"},
	  {"مغنية", "Maghnia"},
	  {"بريكة", "Barika"},
	  {"أقبو", "Akbou"},
	  {"عزازقة", "Azazga"}},
	 {"DZ-31", "DZ-16", "DZ-09", "DZ-13", "DZ-05", "DZ-06", "DZ-15"}},
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define PICK(list, n) (&(list)[(n) % COUNT(list)])

static size_t land_of(const char *country)
{
	size_t i = 0;

	while (i + 1 < COUNT(lands) && strcmp(lands[i].country, country) != 0)
		i++;
	return i;
}

/* Numbers that have nothing in common with the lengths of the lists, so that few are alike. */
struct demo_person command_demo_person(const char *country, unsigned number)
{
	size_t land = land_of(country);
	bool is_woman = number % 5 < 2;

	return (struct demo_person){.land = land, .number = number, .is_woman = is_woman};
}

static const char *in(struct arena *a, const struct demo_person *p, const struct name *n,
		      const char *question)
{
	bool is_passport = strstr(question, "_latin") != NULL;
	char *up;

	/* A birth record of Algeria has the name in both scripts. */
	if (!is_passport && (p->lang == LANG_AR || strcmp(lands[p->land].country, "DZ") == 0))
		return n->arabic;
	if (!is_passport)
		return n->latin;
	up = arena_text(a, n->latin);
	for (char *at = up; *at != '\0'; at++)
		*at = (char)toupper((unsigned char)*at);
	return up;
}

/* Nobody is called as their parents. */
static const struct name *parent(const struct name *list, size_t count, size_t at,
				 const struct name *own)
{
	return &list[at % count] == own ? &list[(at + 1) % count] : &list[at % count];
}

/* By steps that let no two of some hundreds have the same three names. */
static const char *name_of(struct arena *a, const struct demo_person *p, const char *q)
{
	unsigned n = p->number;
	const struct name *own =
		p->is_woman ? PICK(women, n * 3 + 1 + n / 34) : PICK(men, n * 3 + 2 + n / 34);
	const struct name *father = parent(men, COUNT(men), n * 7 + 5 + n / 23, own);
	const struct name *mother = parent(women, COUNT(women), n * 11 + 3, own);
	const struct name *family = PICK(lands[p->land].families, n * 5 + n / FAMILIES);
	const struct name *maiden = PICK(lands[p->land].families, n * 5 + n / FAMILIES + 4);

	if (strcmp(q, "first_name") == 0 || strncmp(q, "given_name", 10) == 0)
		return in(a, p, own, q);
	if (strcmp(q, "family_name") == 0 || strncmp(q, "surname", 7) == 0)
		return in(a, p, family, q);
	if (strcmp(q, "married_name") == 0)
		return in(a, p, PICK(lands[p->land].families, n * 5 + n / FAMILIES + 7), q);
	if (strcmp(q, "father_name") == 0)
		return in(a, p, father, q);
	if (strcmp(q, "mother_surname") == 0)
		return in(a, p, maiden, q);
	if (strcmp(q, "mother_name") == 0 && strcmp(lands[p->land].country, "DZ") == 0)
		return in(a, p, mother, q);
	if (strcmp(q, "mother_name") == 0)
		return arena_format(a, "%s %s", in(a, p, mother, q), in(a, p, maiden, q));
	return NULL;
}

static const char *wish_of(const struct demo_person *p, const char *q)
{
	static const struct {
		const char *question;
		const char *words[LANG_COUNT][3];
	} wishes[] = {
		{"sells",
		 {[LANG_AR] = {"خضار وفاكهة من بستاني", "عسل ومربيات", "أشغال يدوية"},
		  [LANG_FR] = {"Légumes et fruits", "Miel et confitures", "Objets tressés"},
		  [LANG_EN] = {"Vegetables and fruit", "Honey and jam", "Baskets"}}},
		{"help_needed",
		 {[LANG_AR] = {"الطبخ والتنظيف", "الذهاب إلى الطبيب", "المساعدة في الاستحمام"},
		  [LANG_FR] = {"Cuisine et ménage", "Sorties chez le médecin", "Toilette"},
		  [LANG_EN] = {"Cooking and cleaning", "Going to the doctor", "Washing"}}},
		{"feast",
		 {[LANG_AR] = {"حفل زفاف", "اجتماع جمعية", "حفل تخرّج"},
		  [LANG_FR] = {"Un mariage", "Réunion d'une association", "Remise de diplômes"},
		  [LANG_EN] = {"A wedding", "Meeting of an association", "A graduation"}}},
	};

	for (size_t i = 0; i < COUNT(wishes); i++)
		if (strcmp(wishes[i].question, q) == 0)
			return wishes[i].words[p->lang][p->number % 3];
	return NULL;
}

/* Their numbers begin with zeros, or with the 555 of films. */
static const char *number_of(struct arena *a, const struct demo_person *p, const char *q)
{
	unsigned n = p->number;

	if (strcmp(q, "phone") == 0)
		return arena_format(a, "%s%0*u", lands[p->land].phone,
				    strcmp(lands[p->land].country, "DZ") == 0 ? 2 : 3, n % 100);
	if (strcmp(q, "birth_date") == 0)
		return arena_format(a, "%u-%02u-%02u", 1950 + n * 13 % 52, 1 + n * 7 % 12,
				    1 + n * 17 % 28);
	if (strcmp(q, "id_number") == 0)
		return arena_format(a, "00000000%04u", n);
	if (strcmp(q, "cin") == 0)
		return arena_format(a, "0000%04u", n);
	if (strncmp(q, "passport", 8) == 0)
		return arena_format(a, "X00%04u", n);
	if (strcmp(q, "record_number") == 0)
		return arena_format(a, "%u", 100 + n * 3);
	if (strcmp(q, "record_year") == 0)
		return arena_format(a, "%u", 1950 + n * 13 % 52);
	if (strcmp(q, "metres") == 0 || strcmp(q, "hours") == 0)
		return arena_format(a, "%u", 2 + n % 9);
	return strcmp(q, "guests") == 0 ? arena_format(a, "%u", 30 + n * 10 % 300) : NULL;
}

const char *command_demo_answer_of(struct arena *a, const struct demo_person *p,
				   const struct question *question)
{
	const char *q = question->id, *found = name_of(a, p, q);
	size_t len = strlen(q);

	if (found == NULL && strcmp(q, "sex") == 0)
		found = p->is_woman ? "female" : "male";
	if (found == NULL)
		found = number_of(a, p, q);
	if (found == NULL)
		found = wish_of(p, q);
	if (found == NULL && strcmp(question->type->name, "place") == 0)
		found = *PICK(lands[p->land].places, p->number);
	if (found == NULL &&
	    (strcmp(q, "birth_place") == 0 || strcmp(q, "birth_town") == 0 ||
	     strcmp(q, "record_locality") == 0 || strcmp(q, "record_commune") == 0 ||
	     strcmp(q, "record_municipality") == 0 || strcmp(q, "counter_municipality") == 0))
		found = p->lang == LANG_AR ? PICK(lands[p->land].towns, p->number)->arabic
					   : PICK(lands[p->land].towns, p->number)->latin;
	return found == NULL && len >= 5 && strcmp(q + len - 5, "email") == 0 ? "" : found;
}
