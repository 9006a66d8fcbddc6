// Package bdl is a client of the API of the Local Data Bank (BDL, v1) of
// Statistics Poland. It turns requests into files of the workspace, byte for
// byte as they were received, within the limits of the API and across
// interruptions; a run then reads the files like any other source.
//
// # Files
//
// One answer is one or more pages, and every page is one file:
//
//	<dir>/var-72305_level-6_2018-2023_p000.json    a page as received
//	<dir>/index/var-72305_level-6_2018-2023.json   request, totals, ETag and hash of each page
//	<dir>/part/var-72305_level-6_2018-2023/        pages of an answer that is not complete yet
//
// A file a page, not one file of lines: a JSON answer may hold line breaks, so
// lines could not keep the bytes; an unchanged page (304) keeps its file, time
// and snapshot; and a place is a file and a JSON path. The pages of an
// unfinished answer stay in part/ until the last one is there, so that a run
// never takes half an answer for a source without the other units. A profile
// names the pages by a pattern such as gus/api/var-72305_level-6_*.json, which
// matches neither index/ nor part/.
//
// # Limits
//
// Requests are counted in four windows, and the counters are kept between
// runs. Windows slide here, so that whichever way the API counts, it counts
// no more than this package does.
package bdl
