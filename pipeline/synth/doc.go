// Package synth writes a workspace of made-up figures in the layouts of real
// sources: exports of the Local Data Bank (CREL, CTAB, XREL, XTAB) and
// spreadsheets of town halls, each with its source profile. The figures are
// plausible, consistent with each other and have gaps of every cause, so that
// the whole pipeline can be shown and tested without anybody's data.
//
// Nothing here may pass for a fact: SYNT stands in every file name, "dane
// zmyślone" in every workbook, and every profile has origin synthetic.
//
// The same options give the same bytes. A figure depends on the seed, its
// unit, variable and year, and the population given for the unit; never on
// which other units or years are written.
package synth
