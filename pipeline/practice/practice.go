// Package practice loads notes of good practice: what a leader of a service does
// that others may learn from, kept in the workspace by those who asked it.
package practice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Practice is one note.
type Practice struct {
	Unit   indicators.TERYT
	Fiche  string
	Year   indicators.Year
	Title  string
	Text   string
	Source string // where it is described, or who says so
	Place  diag.Place
}

type fileDoc struct {
	Practices []struct {
		Unit   string `yaml:"unit,required"`
		Fiche  string `yaml:"fiche,required"`
		Year   int16  `yaml:"year,required"`
		Title  string `yaml:"title,required"`
		Text   string `yaml:"text,required"`
		Source string `yaml:"source,required"`
	} `yaml:"practices,required"`
}

// Load reads every file of a layer (practices/*.yaml of a workspace), by unit,
// fiche and title. A note with an error is left out.
func Load(layer catalog.Layer, set *fiches.Set) ([]Practice, diag.List) {
	var out []Practice
	first := map[string]diag.Place{}
	found := catalog.EachDocument(layer, func(doc *yamldoc.Document) diag.List {
		var d fileDoc
		problems := doc.Decode(&d)
		for i, e := range d.Practices {
			at := func(key string) diag.Place { return doc.At(fmt.Sprintf("practices[%d].%s", i, key)) }
			p := Practice{Fiche: e.Fiche, Year: indicators.Year(e.Year), Title: strings.TrimSpace(e.Title), Text: strings.TrimSpace(e.Text), Source: strings.TrimSpace(e.Source),
				Place: doc.At(fmt.Sprintf("practices[%d]", i))}
			ok := e.Unit != "" && e.Fiche != "" && p.Title != "" && p.Text != "" && p.Source != "" && e.Year != 0
			var err error
			if p.Unit, err = indicators.ParseTERYT(e.Unit); err != nil && e.Unit != "" {
				problems.Add(diag.DefValue, at("unit"), "unit", e.Unit, "TERYT")
				ok = false
			}
			if e.Year != 0 && (p.Year < indicators.MinYear || p.Year > indicators.MaxYear) {
				problems.Add(diag.DefValue, at("year"), "year", fmt.Sprint(e.Year), fmt.Sprintf("%d–%d", indicators.MinYear, indicators.MaxYear))
				ok = false
			}
			if e.Fiche != "" && len(set.Versions(e.Fiche)) == 0 {
				problems.Add(diag.PracticeFiche, at("fiche"), e.Fiche)
				ok = false
			}
			key := string(p.Unit) + "\n" + p.Fiche + "\n" + p.Title
			if other, again := first[key]; ok && again {
				problems = append(problems, diag.New(diag.DefDuplicate, p.Place, diag.Phrase{PL: "dobra praktyka", EN: "good practice"}, p.Title).With(other))
				ok = false
			}
			if ok {
				first[key] = p.Place
				out = append(out, p)
			}
		}
		return problems
	})
	slices.SortFunc(out, func(a, b Practice) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Fiche, b.Fiche), cmp.Compare(a.Title, b.Title))
	})
	return out, found
}
