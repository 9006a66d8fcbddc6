package synth

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"miernik/indicators"
)

const (
	note    = "Dane zmyślone (przykładowe)"
	warning = "DANE ZMYŚLONE (PRZYKŁADOWE): liczby wylosowano programem „miernik synth”; nie opisują żadnej prawdziwej jednostki."
)

// profile is the source profile of one group of files, as it is written to
// sources/<id>.yaml.
type profile struct {
	id               string
	titlePL, titleEN string
	publisher        string // "" GUS, of local profiles the town hall
	local            bool   // the gmina itself owns the gaps
	files            string // pattern
	format           string
	released         string
	covers           indicators.Year // first year, 0: open
	extra            []string        // further keys, one a line
}

// writeProfile writes the profile; selects holds one YAML mapping a line. A
// profile of several tables has its selections among the further keys.
func (m *model) writeProfile(p profile, selects []string) error {
	return m.file("sources/"+p.id+".yaml", func(w io.Writer) error {
		publisher, priority := cmp.Or(p.publisher, "GUS"), 10
		if p.local {
			publisher, priority = cmp.Or(p.publisher, "urząd gminy"), 5
		}
		lines := []string{
			"# " + note + ". Zapisane przez „miernik synth”.",
			"source: " + p.id,
			fmt.Sprintf("title: {pl: %s, en: %s}", strconv.Quote(p.titlePL+" (dane zmyślone)"), strconv.Quote(p.titleEN+" (made-up data)")),
			"publisher: " + strconv.Quote(publisher+" (dane zmyślone)"),
		}
		if p.local {
			lines = append(lines, "owner_kind: local")
		}
		lines = append(lines,
			"licence: "+strconv.Quote("dane zmyślone, bez ograniczeń"),
			"origin: synthetic",
			"note: "+strconv.Quote(note),
			"priority: "+strconv.Itoa(priority),
			"files: ["+strconv.Quote(p.files)+"]",
			"format: "+p.format,
			"released: "+strconv.Quote(p.released),
		)
		if p.covers != 0 {
			lines = append(lines, fmt.Sprintf("covers: {from: %d}", p.covers))
		}
		lines = append(lines, p.extra...)
		if len(selects) > 0 {
			lines = append(lines, "select:")
		}
		for _, s := range selects {
			lines = append(lines, "  - "+s)
		}
		_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
		return err
	})
}

// writeDatasetProfile writes the profile that reads a dataset back.
func (m *model) writeDatasetProfile(d *dataset, levels ...indicators.Level) error {
	var selects []string
	for _, level := range levels {
		for _, c := range d.columns {
			if len(d.years(c)) == 0 {
				continue // not in the file: the reader would warn
			}
			every := ""
			if c.every > 1 {
				every = fmt.Sprintf(", every: %d", c.every)
			}
			selects = append(selects, fmt.Sprintf("{variable: %s, level: %s, %s%s}", c.variable, level, d.condition(c), every))
		}
	}
	return m.writeProfile(d.profile, selects)
}

// condition picks the rows or columns of one variable: by dimension in
// relational layouts, by the header's texts in multidimensional ones.
func (d *dataset) condition(c column) string {
	var parts []string
	if d.format == "bdl-ctab" || d.stacked() {
		for _, part := range c.parts {
			parts = append(parts, strconv.Quote(part))
		}
		return "parts: [" + strings.Join(parts, ", ") + "]"
	}
	for i, part := range c.parts {
		parts = append(parts, strconv.Quote(d.dims[i])+": "+strconv.Quote(part))
	}
	return "where: {" + strings.Join(parts, ", ") + "}"
}

// stacked reports whether the data stand in a sheet TABLICA.
func (d *dataset) stacked() bool { return strings.Contains(d.files, "_XTAB_") }

// fileName is the file a pattern stands for.
func (p profile) fileName() string { return strings.Replace(p.files, "*", stamp, 1) }
