/* search_small.c - words of a search that say little: small ones, which do not count, and those
 * around a wish, which break ties. */
#include "services/search/search_words.h"

#include "i18n/fold.h"

#include <stdio.h>
#include <string.h>

/* Folded: without accents, hamza and ta marbuta; a blank before and behind each. */
static const char small[] =
	/* French */
	" de la le les du des et en un une pour au aux sur mon ma mes son sa ses notre nos votre "
	"vos"
	" leur leurs qu que qui quoi quel quelle je tu ai as a avons avez ont suis sommes etes sont"
	" nous vous il elle ils elles on me moi se ce cet cette ces ca c s y est etait etre avoir"
	" dans avec sans par chez ou comment combien pourquoi quand si ne pas plus deja encore"
	" faire fais fait veux veut voudrais besoin peux peut pouvoir faut dois doit vient viens "
	"venir"
	" coute coutent couter cout prix"
	" vais va aller tres bien aussi merci svp bonjour possible obtenir demander"
	/* English */
	" re ve ll don didn doesn having being the of for an a to in and on my me we us our your "
	"you i im ive is am are was were be "
	"been at"
	" by it its or from with without how do does did can cant could should would will just"
	" where what when which who why want need get getting got have has had if there here so "
	"this"
	" much many cost costs price prices"
	" that he she they his her their him them not no please help hello hi apply ask"
	/* Arabic */
	" من في علي الي عن او مع ان انا هل لي كيف كيفيه اين اريد ارغب احتاج عندي هو هي هم نحن هذا "
	"هذه"
	" ذلك التي الذي ما ماذا لا لم لن قد كان كانت لكن ثم كل بعد قبل عند لدي لدينا يا كم متي طلب"
	" سعر كلفه تكلفه بكم بواسطه واسطه قديش بقديش بكام بقداش"
	" الحصول كيفيه اجرايات اجراات"
	/* of Lebanon and Syria */
	" بدي بدنا بدو بدها شو وين عم كيفني هيدا هيدي هيك لازم فيني فينا فيي بصير بيصير رح حتي مشان"
	" منشان كرمال عشان لشو ليش اذا هلق هون هونيك مني معي معنا عنا الي النا تبع تبعي عا عال "
	"لعند اعمل"
	" بعمل منعمل بيعمل اعملو عملت ساوي جيب بجيب منجيب اخد باخد اطلع بطلع قدم بقدم مش مو ما "
	"كمان شي"
	" حدا صار صرت"
	/* of Egypt */
	" عايز عايزه عايزين عاوز عاوزه عاوزين ازاي فين امتي ايه ليه ده دي دول علشان ممكن محتاج "
	"محتاجه"
	" اعمله اجيب اطلع استخرج اقدم هنا مفيش مافيش معايا عندنا بتاع بتاعي بتاعه بتاعت اللي لو حد"
	" لسه بقي انهي"
	/* of Tunisia and Algeria */
	" نحب نحبو حاب حابه حابين باش بش نبغي بغيت كيفاش كيفاه واش واشنو واشنوا شنوه شنيه شنو شنوا "
	"وقتاش"
	" علاش قداش نعمل نعملو ندير نديرو نخرج نخرجو نمشي نروح نجيب نطلب نقدم تاع تاعي متاع متاعي "
	"ديال"
	" لازم لازمني يلزم يلزمني راني راه كاين عندو برك هاد هادي هذي في فيه معايا انجم نجم نقدر "
	"وينو"
	" منين لي كي كيما"
	/* the same in Latin letters */
	" el al l il bel bil lel lil b bi f fi fel fil men mn min 3an 3ala 3al 3a ila w wa aw ma3 "
	"ya"
	" bade badi baddi bedde beddi bidde biddi badna kif kifach kifech kifash kifesh chou shou "
	"shu"
	" wein wen win fein ayez 3ayez 3ayz 3awez 3ayza ezay ezzay izay nheb n7eb n7ib nhib bach "
	"bech"
	" bch hab 7ab habb 7abb nebghi wach wech chnowa chnia ta3 te3 mta3 taba3 tab3 lezem lazem "
	"lezim"
	" na3mel n3mel a3mel ba3mel ndir nakhrej ana rou7i 3andi 3andi eli elli lli hay hayda hal "
	"aid"
	" ";

/* Whose it is, when and where it was, and other words around what is meant. */
static const char weak[] =
	" mari femme epouse epoux pere mere papa maman fils fille frere soeur enfant enfants bebe"
	" parents grand copine copain ami amie famille hier aujourd hui matin soir semaine mois "
	"annee"
	" ans maison ville pays ici nouveau nouvelle premiere premier fois vite rapidement "
	"nouvelles"
	" patron employeur"
	" husband wife father mother dad mum mom son daughter brother sister kid kids child "
	"children"
	" baby parents grandfather great friend family yesterday today week month year years last "
	"ago"
	" register registering open opening ouvrir services service demarches demarche"
	" house city country new first time boss"
	" زوجي زوجتي جوزي مرتي مراتي راجلي ابي والدي والدتي امي بيي ابوي ابويا بابا ماما يما امه "
	"ابني ابنتي بنتي"
	" ولدي وليدي اولادي ولادي عيالي خيي اخي اختي اخويا خويا مبارح امبارح البارح البارحه اليوم "
	"يوم"
	" يومين اسبوع شهر سنه بيت بيتي دار بلد بلدي جديد جديده اول مره صغير صغيره كبير ورقه وراق "
	"اوراق"
	" الوراق معامله شهاده طلب تقديم سجل اسجل نسجل بسجل"
	" jdid jdida jdide bebe weld waladi benti ebni ibni jawzi jozi rajli marti "
	" ";

static bool has(const char *list, const char *word)
{
	char among[40];

	return snprintf(among, sizeof(among), " %s ", word) < (int)sizeof(among) &&
	       strstr(list, among) != NULL;
}

bool search_words_are_small(const char *word)
{
	return has(small, word);
}

bool search_words_are_weak(const char *word)
{
	const char *bare = fold_without_prefix(word);

	return has(weak, word) || (bare != NULL && has(weak, bare));
}
