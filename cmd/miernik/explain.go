package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"miernik/pipeline/explain"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

func (a *app) explainCmd() *cobra.Command {
	return &cobra.Command{
		Use: "explain UNIT INDICATOR YEAR", Args: a.exactly(3),
		Short:   a.t("wyjaśnij liczbę: wzór, składniki, komórki źródeł", "explain a figure: formula, terms, source cells"),
		Example: "  miernik explain 1002011 sp_e8_polski 2023",
		RunE: func(cmd *cobra.Command, args []string) error {
			year, err := strconv.Atoi(args[2])
			if err != nil {
				return a.usage("„%s” nie jest rokiem", "%q is not a year", args[2])
			}
			return a.read(func(_ *workspace.Workspace, db *warehouse.DB) error {
				f, err := explain.Explain(cmd.Context(), db, args[0], args[1], year)
				if errors.Is(err, explain.ErrNotInGrid) {
					return a.usage("żadna fiszka nie oczekuje wskaźnika %s dla jednostki %s w %d r.", "no fiche expects indicator %s for unit %s in %d", args[1], args[0], year)
				}
				if err != nil {
					return err
				}
				return a.printFigure(f)
			})
		},
	}
}

func (a *app) printFigure(f *explain.Figure) error {
	switch a.output {
	case "json":
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(f)
	case "csv":
		return a.figureTable(f).write(a.stdout, "csv")
	}
	fmt.Fprintf(a.stdout, "%s (%s)\n%s [%s], %d\n", f.UnitName, f.Unit, f.Name, f.Indicator, f.Year)
	if f.Published != nil {
		fmt.Fprintf(a.stdout, "= %s %s", num(f.Published), f.UnitOfMeasure)
	} else {
		fmt.Fprintf(a.stdout, "= %s: %s", a.t("brak wartości", "no value"), f.Cause)
	}
	fmt.Fprintf(a.stdout, "   (status %s%s)\n", f.Status, prefixed(", ", f.Flags))
	if f.Origin == "synthetic" {
		fmt.Fprintln(a.stdout, a.t("  UWAGA: dane zmyślone (przykładowe)", "  NOTE: made-up data (sample)"))
	}
	fmt.Fprintf(a.stdout, "%s %s\n", a.t("wzór:", "formula:"), f.Formula)
	if f.Denominator != nil {
		fmt.Fprintf(a.stdout, "     = %s × %s / %s = %s\n", num(&f.Multiplier), num(f.Numerator), num(f.Denominator), num(f.Value))
	}
	for _, m := range f.Imputed {
		a.printImputed(m, f.UnitOfMeasure)
	}
	for _, t := range f.Terms {
		a.printTerm(t)
	}
	for _, u := range f.Uses {
		fmt.Fprintf(a.stdout, "%s %s: %s", a.t("fiszka", "fiche"), u.Name, u.Role)
		if u.Weight > 0 {
			fmt.Fprintf(a.stdout, ", %s %d", a.t("waga", "weight"), u.Weight)
		}
		if u.Score != nil {
			fmt.Fprintf(a.stdout, a.t("; po normalizacji %s, waga skuteczna %s, wkład w ocenę %s", "; normalised %s, effective weight %s, contribution %s"),
				short(u.Normalised), short(u.Effective), short(u.Score))
		}
		fmt.Fprintln(a.stdout)
	}
	return nil
}

// printImputed writes a value that a fiche fills, with its donors.
func (a *app) printImputed(m explain.Imputed, unit string) {
	fmt.Fprintf(a.stdout, a.t("uzupełniono w fiszce %s: %s %s (flagi %s); liczy się tylko w ocenie tej jednostki\n", "filled in fiche %s: %s %s (flags %s); counts in this unit's score only\n"),
		m.Name, num(&m.Published), unit, m.Flags)
	for _, t := range m.Terms {
		from := t.Group
		if t.From != nil {
			from = joinedWords(from, strconv.Itoa(*t.From))
		}
		if t.To != nil && (t.From == nil || *t.To != *t.From) {
			from = joinedWords(from, strconv.Itoa(*t.To))
		}
		fmt.Fprintf(a.stdout, "    %s[%d] = %s: %s (%s: %s; n = %d), %s %s%%, %s\n", t.Variable, t.Year, short(&t.Value), a.t(t.NamePL, t.NameEN), a.t("z", "from"), from, t.Donors,
			a.t("typowy błąd", "typical error"), short(m.TypicalError), t.Verdict)
	}
}

func joinedWords(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

func (a *app) printTerm(t explain.Term) {
	side := map[string]string{"numerator": a.t("licznik", "numerator"), "denominator": a.t("mianownik", "denominator")}[t.Side]
	fmt.Fprintf(a.stdout, "%s: %s × %s[%d] — %s\n", side, t.Coefficient, t.Variable, t.Year, t.Name)
	if t.Value != nil {
		fmt.Fprintf(a.stdout, "    %s %s (status %s%s), %s %s, %s\n", a.t("wartość", "value"), num(t.Value), t.Status, prefixed(", ", t.Flags), a.t("źródło", "source"), t.Source, t.Origin)
	}
	if t.Gap != nil {
		text, none := t.Gap.ExplanationPL, "bez terminu"
		if a.lang == "en" {
			text, none = t.Gap.ExplanationEN, "no date"
		}
		expected := none
		if t.Gap.Expected != nil {
			expected = t.Gap.Expected.Format(time.DateOnly)
		}
		fmt.Fprintf(a.stdout, "    %s %s: %s %s: %s; %s: %s\n", a.t("luka", "gap"), t.Gap.Cause, text, a.t("Może uzupełnić", "Owner"), orDash(t.Gap.Owner), a.t("termin", "expected"), expected)
	}
	if t.Gap != nil && t.Gap.Best != nil {
		b := t.Gap.Best
		fmt.Fprintf(a.stdout, "    %s %s: %s; %s %s%%, n = %d\n", a.t("najlepszy sposób uzupełnienia:", "best way of filling:"), a.t(b.NamePL, b.NameEN), short(&b.Value),
			a.t("typowy błąd", "typical error"), short(b.Error), b.N)
	}
	if t.Mapped != "" {
		fmt.Fprintf(a.stdout, "    %s %s\n", a.t("kod jednostki:", "unit code:"), t.Mapped)
	}
	for _, c := range t.Cells {
		fmt.Fprintf(a.stdout, "    %s", cellPlace(c))
		if c.Share != nil {
			fmt.Fprintf(a.stdout, " = %s", num(c.Value))
			if c.WeightCell != "" {
				fmt.Fprintf(a.stdout, " × %s (%s)", num(&c.Weight), c.WeightCell)
			}
			fmt.Fprintf(a.stdout, ", %s %.1f%%%s", a.t("udział", "share"), 100**c.Share, prefixed(", ", c.Label))
		} else if t.Raw != "" {
			fmt.Fprintf(a.stdout, " = „%s”%s", t.Raw, prefixed(a.t(" ze znakiem ", " with sign "), t.Sign))
		}
		fmt.Fprintf(a.stdout, "  sha256 %s\n", c.Snapshot)
	}
	for _, o := range t.Others {
		fmt.Fprintf(a.stdout, "    %s %s, %s: %s (%s)\n", a.t("nie wybrano:", "not chosen:"), o.Source, o.File, num(o.Value), o.Status)
	}
}

// figureTable is the flat form: one row a cell.
func (a *app) figureTable(f *explain.Figure) *table {
	t := &table{columns: []string{"unit", "indicator", "year", "value", "status", "side", "variable", "coefficient", "variable_year", "term_value", "term_status", "cause",
		"source", "origin", "file", "member", "sheet", "cell", "cell_value", "weight", "weight_cell", "share", "snapshot"}}
	for _, term := range f.Terms {
		cause := ""
		if term.Gap != nil {
			cause = term.Gap.Cause
		}
		cells := term.Cells
		if len(cells) == 0 {
			cells = []explain.Cell{{}}
		}
		for _, c := range cells {
			t.add([]any{f.Unit, f.Indicator, f.Year, deref(f.Value), f.Status, term.Side, term.Variable, term.Coefficient, term.Year, deref(term.Value), term.Status, cause,
				term.Source, term.Origin, c.File, c.Member, c.Sheet, c.Cell, deref(c.Value), c.Weight, c.WeightCell, deref(c.Share), c.Snapshot})
		}
	}
	return t
}

func deref(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

func cellPlace(c explain.Cell) string {
	parts := []string{c.File}
	for _, p := range []string{c.Member, c.Sheet, c.Cell} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "!")
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func num(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func short(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(*v, 'f', 1, 64)
}
