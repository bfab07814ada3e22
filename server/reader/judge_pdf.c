/* judge_pdf.c - reads a PDF to its end, by qpdf: its structure, each object, and what each stream
 * holds. Nothing of it is drawn or run. */
#include "server/reader/judge.h"

#include "services/registry/limits.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#define OBJECTS_MOST 1000000
#define SIDE_MOST 14400 /* 1/72 inch: what programs that show PDFs take */

static bool has_failed(qpdf_data q, QPDF_ERROR_CODE code)
{
	return (code & QPDF_ERRORS) != 0 || qpdf_has_error(q) != QPDF_FALSE;
}

/* --- its first page --- */

static double side(qpdf_data q, qpdf_oh box, int from)
{
	double size = qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, box, from + 2)) -
		      qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, box, from));

	return size < 0 ? -size : size;
}

static bool measure(qpdf_data q, struct paper_facts *ret)
{
	qpdf_oh page = qpdf_get_page_n(q, 0);
	qpdf_oh box = qpdf_oh_get_key(q, page, "/MediaBox");
	bool lies = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, page, "/Rotate")) % 180 != 0;
	double width = side(q, box, lies ? 1 : 0), height = side(q, box, lies ? 0 : 1);

	if (!(width >= 1 && width <= SIDE_MOST && height >= 1 && height <= SIDE_MOST))
		return false;
	ret->width = (int)width;
	ret->height = (int)height;
	return true;
}

/* --- what its streams hold --- */

static int number_of(qpdf_data q, qpdf_oh dict, const char *key)
{
	int n = qpdf_oh_get_int_value_as_int(q, qpdf_oh_get_key(q, dict, key));

	return n < 0 ? 0 : n;
}

static bool is_jpeg(qpdf_data q, qpdf_oh dict)
{
	qpdf_oh filter = qpdf_oh_get_key(q, dict, "/Filter");

	if (qpdf_oh_get_type_code(q, filter) == ot_array &&
	    qpdf_oh_get_array_n_items(q, filter) == 1)
		filter = qpdf_oh_get_array_item(q, filter, 0);
	return qpdf_oh_is_name_and_equals(q, filter, "/DCTDecode") != QPDF_FALSE;
}

static bool is_picture(qpdf_data q, qpdf_oh dict)
{
	return qpdf_oh_is_name_and_equals(q, qpdf_oh_get_key(q, dict, "/Subtype"), "/Image") !=
	       QPDF_FALSE;
}

/* A picture that is a JPEG is read as one, row by row: unfolded as a whole it may be a hundred
 * times its size. What makes two files of one matters less within a PDF. */
static enum paper_verdict read_jpeg(const unsigned char *bytes, size_t size)
{
	struct paper_facts facts = {.verdict = PAPER_OTHER};

	judge_jpeg((struct judge_bytes){bytes, size}, &facts);
	return facts.verdict == PAPER_MIXED ? PAPER_FINE : facts.verdict;
}

/* Where nothing is folded there is nothing to unfold: that it is as long as it says, qpdf has seen
 * when it read the object. */
static bool is_folded(qpdf_data q, qpdf_oh dict)
{
	return qpdf_oh_has_key(q, dict, "/Filter") != QPDF_FALSE ||
	       qpdf_oh_has_key(q, dict, "/F") != QPDF_FALSE;
}

/* Has been read, and needs not be written: but what holds other objects they are read from. */
static void let_go(qpdf_data q, qpdf_oh stream, qpdf_oh dict)
{
	static const char *const holds[] = {"/ObjStm", "/XRef"};
	qpdf_oh type = qpdf_oh_get_key(q, dict, "/Type");

	for (size_t i = 0; i < sizeof(holds) / sizeof(holds[0]); i++)
		if (qpdf_oh_is_name_and_equals(q, type, holds[i]) != QPDF_FALSE)
			return;
	qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)"", 0, qpdf_oh_new_null(q),
				    qpdf_oh_new_null(q));
}

/* What a stream holds, unfolded by all filters that are known to qpdf; others' bytes as they are.
 */
static enum paper_verdict read_stream(qpdf_data q, qpdf_oh stream, qpdf_oh dict)
{
	bool jpeg = is_jpeg(q, dict);
	unsigned char *bytes = NULL;
	size_t size = 0;
	QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(
		q, stream, jpeg ? qpdf_dl_none : qpdf_dl_specialized, NULL, &bytes, &size);
	enum paper_verdict said = has_failed(q, code) ? PAPER_BROKEN
				  : jpeg              ? read_jpeg(bytes, size)
						      : PAPER_FINE;

	free(bytes);
	return said == PAPER_CUT ? PAPER_BROKEN : said;
}

static enum paper_verdict read_object(qpdf_data q, qpdf_oh object, uint64_t *pixels)
{
	enum paper_verdict said;
	qpdf_oh dict;

	if (qpdf_oh_get_type_code(q, object) != ot_stream)
		return has_failed(q, QPDF_SUCCESS) ? PAPER_BROKEN : PAPER_FINE;
	dict = qpdf_oh_get_dict(q, object);
	if (is_picture(q, dict) &&
	    !judge_has_pixels((uint64_t)number_of(q, dict, "/Width"),
			      (uint64_t)number_of(q, dict, "/Height"), pixels))
		return PAPER_LARGE;
	said = is_folded(q, dict) ? read_stream(q, object, dict) : PAPER_FINE;
	let_go(q, object, dict);
	return said;
}

static enum paper_verdict read_objects(qpdf_data q)
{
	int count = number_of(q, qpdf_get_trailer(q), "/Size");
	enum paper_verdict said = count <= OBJECTS_MOST ? PAPER_FINE : PAPER_LARGE;
	uint64_t pixels = 0;

	for (int i = 1; i < count && said == PAPER_FINE; i++) {
		said = read_object(q, qpdf_get_object_by_id(q, i, 0), &pixels);
		qpdf_oh_release_all(q);
	}
	return said;
}

/* --- all of it --- */

/* A person's programs show what they can of a damaged one; here that is not known to be what was
 * sent. */
static bool has_doubts(qpdf_data q)
{
	bool found = false;

	while (qpdf_more_warnings(q) != QPDF_FALSE)
		found = qpdf_get_error_code(q, qpdf_next_warning(q)) == qpdf_e_damaged_pdf || found;
	return found;
}

/* Writes it anew, to nowhere, which follows everything that anything points to; without what
 * streams held, which was read. */
static bool is_walked(qpdf_data q)
{
	if (has_failed(q, qpdf_init_write_memory(q)))
		return false;
	qpdf_set_stream_data_mode(q, qpdf_s_preserve);
	qpdf_set_static_ID(q, QPDF_TRUE);
	return !has_failed(q, qpdf_write(q));
}

static enum paper_verdict why_not(qpdf_data q)
{
	qpdf_error e = qpdf_has_error(q) != QPDF_FALSE ? qpdf_get_error(q) : NULL;
	enum qpdf_error_code_e code = e == NULL ? qpdf_e_internal : qpdf_get_error_code(q, e);

	return code == qpdf_e_password ? PAPER_LOCKED : PAPER_BROKEN;
}

static enum paper_verdict read_pages(qpdf_data q, struct paper_facts *ret)
{
	enum paper_verdict said;

	ret->pages = qpdf_get_num_pages(q);
	if (ret->pages < 1 || has_failed(q, QPDF_SUCCESS))
		return PAPER_BROKEN;
	if (ret->pages > LIMIT_READER_PAGES)
		return PAPER_LARGE;
	if (has_failed(q, qpdf_push_inherited_attributes_to_page(q)) || !measure(q, ret))
		return PAPER_BROKEN;
	said = read_objects(q);
	if (said != PAPER_FINE)
		return said;
	return is_walked(q) && !has_doubts(q) ? PAPER_FINE : PAPER_BROKEN;
}

static enum paper_verdict read_pdf(qpdf_data q, struct judge_bytes b, struct paper_facts *ret)
{
	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	qpdf_set_attempt_recovery(q, QPDF_FALSE);
	if (has_failed(q, qpdf_read_memory(q, "paper", (const char *)b.at, b.size, NULL)))
		return why_not(q);
	/* Also one that anybody may open, and nobody print or keep: it cannot be kept for years. */
	return qpdf_is_encrypted(q) != QPDF_FALSE ? PAPER_LOCKED : read_pages(q, ret);
}

void judge_pdf(struct judge_bytes b, struct paper_facts *ret)
{
	qpdf_data q;

	ret->verdict = judge_pdf_end(b);
	if (ret->verdict != PAPER_FINE)
		return;
	q = qpdf_init();
	ret->verdict = read_pdf(q, b, ret);
	qpdf_cleanup(&q);
}
