/* command_demo_people.c - the people of the demonstration: invented, but of their country, one
 * family each. */
#include "server/commands/command_inside.h"

#include <string.h>

struct told {
	const char *question, *answer;
};

static const struct told zahle[] = {{"first_name", "نجلا"},
				    {"father_name", "إلياس"},
				    {"family_name", "معلوف"},
				    {"mother_name", "ماري صليبا"},
				    {"sex", "female"},
				    {"birth_date", "1987-04-09"},
				    {"birth_place", "زحلة"},
				    {"record_caza", "lb-caza-zahle"},
				    {"record_locality", "حوش الأمراء"},
				    {"record_number", "214"},
				    {"copies", "1"},
				    {"phone", "70 555 128"},
				    {"email", "najla.maalouf@example.org"},
				    {NULL, NULL}};

static const struct told saida[] = {
	{"first_name", "خالد"},
	{"father_name", "محمود"},
	{"family_name", "البزري"},
	{"mother_name", "سعاد الحريري"},
	{"sex", "male"},
	{"birth_date", "1974-11-22"},
	{"id_number", "000027451936"},
	{"since_birth", "no"},
	{"since_date", "2016-08-03"},
	{"difficulties", "moving"},
	{"old_card", "11842"},
	{"centre", "sarafand"},
	{"home_caza", "lb-caza-saida"},
	{"home_address", "صيدا، حي الوسطاني، بناية النور، الطابق الأول"},
	{"phone", "03 555 461"},
	{"email", "khaled.bizri@example.org"},
	{NULL, NULL}};

static const struct told beirut[] = {{"first_name", "Karim"},
				     {"father_name", "Nabil"},
				     {"family_name", "Sabbagh"},
				     {"mother_name", "Hoda Karam"},
				     {"sex", "male"},
				     {"birth_date", "1996-01-30"},
				     {"birth_place", "Beirut"},
				     {"copies", "2"},
				     {"collect_caza", "lb-caza-beirut"},
				     {"id_number", "000038214507"},
				     {"record_caza", "lb-caza-aley"},
				     {"record_locality", "Souk El Gharb"},
				     {"record_number", "87"},
				     {"phone", "71 555 903"},
				     {"email", "karim.sabbagh@example.org"},
				     {NULL, NULL}};

static const struct told keserwen[] = {
	{"first_name", "Joëlle"},   {"father_name", "Antoine"},
	{"family_name", "Khoury"},  {"mother_name", "Rose Abi Nader"},
	{"sex", "female"},          {"birth_date", "2009-05-17"},
	{"birth_place", "Jounieh"}, {NULL, NULL}};

static const struct told sousse[] = {{"surname", "Trabelsi"},
				     {"given_name", "Sami"},
				     {"birth_date", "1991-07-02"},
				     {"copies", "1"},
				     {"record_governorate", "TN-51"},
				     {"record_municipality", "Msaken"},
				     {"record_number", "482"},
				     {"record_year", "1991"},
				     {"father_name", "Hédi"},
				     {"mother_name", "Latifa Gharbi"},
				     {"cin", "07482916"},
				     {"phone", "22 555 314"},
				     {"counter_governorate", "TN-51"},
				     {"counter_municipality", "Sousse"},
				     {NULL, NULL}};

static const struct told oran[] = {{"surname", "بوزيد"},
				   {"given_name", "ياسين"},
				   {"surname_latin", "BOUZID"},
				   {"given_name_latin", "YACINE"},
				   {"sex", "male"},
				   {"birth_date", "1988-12-05"},
				   {"father_name", "عبد القادر"},
				   {"mother_surname", "مداني"},
				   {"mother_name", "فاطمة"},
				   {"record_wilaya", "DZ-31"},
				   {"record_commune", "Es Sénia"},
				   {"record_number", "1309"},
				   {"record_year", "1988"},
				   {"id_number", "203418857"},
				   {"phone", "0555 31 42 07"},
				   {"email", "yacine.bouzid@example.org"},
				   {NULL, NULL}};

static const struct told sohag[] = {{"applicant_name", "هناء محمود عبد الرحيم السيد"},
				    {"applicant_nid", "28903152612348"},
				    {"applicant_role", "mother"},
				    {"marital_status", "married"},
				    {"spouse_name", "أشرف حسن علي إبراهيم"},
				    {"spouse_nid", "28509202614597"},
				    {"phone", "0100 555 2741"},
				    {"home_governorate", "EG-SHG"},
				    {"district", "مركز جرجا"},
				    {"address", "نجع الشيخ حمد، منزل 14"},
				    {"dwelling", "relatives"},
				    {"rooms", "2"},
				    {"household_size", "4"},
				    {"work", "daily"},
				    {"monthly_income", "2600"},
				    {"other_income", "family"},
				    {"other_income_amount", "400"},
				    {"child_name", "ملك"},
				    {"child_nid", "31406052601267"},
				    {"child_birth_date", "2014-06-05"},
				    {"child_stage", "preparatory"},
				    {"child_school", "مدرسة جرجا الإعدادية للبنات"},
				    {NULL, NULL}};

static const struct told marseille[] = {
	{"situation", "tunisian_abroad"},
	{"surname", "Ben Romdhane"},
	{"given_name", "Ines"},
	{"sex", "female"},
	{"father_name", "Mongi"},
	{"mother_name", "Zohra Jaziri"},
	{"birth_date", "1983-03-19"},
	{"birth_governorate", "TN-11"},
	{"birth_town", "La Marsa"},
	{"cin", "04815273"},
	{"passport", "X204871"},
	{"consulate", "Marseille, France"},
	{"home_address", "21 rue d’Aubagne, 13001 Marseille, France"},
	{"phone", "98 555 260"},
	{"email", "ines.benromdhane@example.org"},
	{NULL, NULL}};

static const struct {
	const char *service;
	const struct told *told;
} people[] = {
	{"lb-civil-status-extract", zahle},
	{"lb-disability-card", saida},
	{"lb-judicial-record", beirut},
	{"lb-identity-card", keserwen},
	{"tn-birth-extract", sousse},
	{"dz-birth-record-12s", oran},
	{"eg-takaful", sohag},
	{"tn-criminal-record-b3", marseille},
};

const char *command_demo_answer(const char *service, const char *question)
{
	const struct told *t = NULL;

	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		if (strcmp(people[i].service, service) == 0)
			t = people[i].told;
	for (; t != NULL && t->question != NULL; t++)
		if (strcmp(t->question, question) == 0)
			return t->answer;
	return NULL;
}
