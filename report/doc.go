// Package report makes what a person takes away: the readiness summary and the
// quick check as PDF, and answers.json.
//
// Summarize turns an assessment into a Summary: every value typed, every word
// chosen, nothing drawn. Summary.PDF draws it. Only the files pdf*.go know the
// PDF library. They lay out pages themselves, because marked content may not
// cross a page break, and give gofpdf's untagged output a structure afterwards:
//
//	pdf_font, pdf_text, pdf_lines, pdf_pieces   what can be drawn, and lines of it
//	pdf_sheet, pdf_blocks, pdf_table, pdf_chart   pages and what stands on them
//	pdf_tags, pdf_outline, pdf_about, pdf_file   the structure, and the file rewritten with it
//	pdf, pdf_cover, pdf_front, pdf_front_lists, pdf_principle, pdf_plan, pdf_quickcheck   the documents
//
// Nothing depends on the moment of download: the same state gives the same bytes.
package report
