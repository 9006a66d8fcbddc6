package define

import (
	"miernik/indicators"
	"miernik/indicators/catalog"
)

// variableBudgets are the variables that are sums over budget reports.
func variableBudgets(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.VariableCodes() {
		if b := c.Variables[code].Value.Budget; b != nil {
			rows = append(rows, []any{code, string(b.Report), string(b.Amount), list0(b.Only), list0(b.Without), list0(b.Groups), list0(b.P4)})
		}
	}
	return rows
}

func variableChapters(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.VariableCodes() {
		b := c.Variables[code].Value.Budget
		if b == nil {
			continue
		}
		add := func(list []indicators.DatedChapter, counts bool) {
			for _, ch := range list {
				rows = append(rows, []any{code, ch.Code, counts, year(ch.From), year(ch.To)})
			}
		}
		add(b.Chapters, true)
		add(b.Except, false)
	}
	return rows
}

func budgetChapters(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.ChapterCodes() {
		ch := c.Chapters[code]
		rows = append(rows, []any{ch.Code, ch.Name, year(ch.From), year(ch.To), ch.Verified, ch.Note})
	}
	return rows
}
