// Package synth writes a workspace of made-up figures in the layouts of real
// sources: exports of the Local Data Bank (CREL, CTAB, XREL, XTAB), budget
// reports Rb-28S, extracts of registers and spreadsheets of town halls and
// powiats, each with its source profile. The figures are plausible, consistent
// with each other and have gaps of every cause, so that the whole pipeline can
// be shown and tested without anybody's data.
//
// Every variable of the catalogue that somebody could deliver is written at
// the level its fiches are of. Names, units of measure, plausible ranges and
// budget positions are those of the catalogue; a table of rules says what a
// figure is a rate of and how far units lie apart. What is collected by nobody,
// or not published, is not written: it is to show as a gap.
//
// Nothing here may pass for a fact: SYNT stands in every file name, "dane
// zmyślone" in every workbook, and every profile has origin synthetic.
//
// The same options give the same bytes. A figure depends on the seed, its
// unit, variable and year, and the population given for the unit; never on
// which other units or years are written.
package synth
