package inspect

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// propose tries the layouts from the most particular to the most general.
func (x *inspector) propose() error {
	for _, g := range x.grids {
		if isTERC(g) {
			g.info.Table = string(profile.TERC)
			x.report.Profile = x.head("GUS", "CC BY 4.0", profile.TERC, false)
			x.report.Profile = strings.Replace(x.report.Profile, `["gus/`, `["register/`, 1)
			x.report.Layout = profile.TERC
			x.report.Why = indicators.Text{PL: "rejestr TERC: województwa, powiaty, gminy", EN: "TERC register: województwa, powiaty, gminy"}
			return nil
		}
	}
	if x.budget() {
		return nil
	}
	workbook := x.report.Format == "xlsx"
	for _, g := range x.grids {
		format := profile.BDLCREL
		switch {
		case workbook && g.info.Name != "DANE":
			continue
		case workbook:
			format = profile.BDLXLSX
		case x.oldPortal(g):
			format = profile.BDLOld
		}
		if ok, err := x.relational(g, format); ok || err != nil {
			return err
		}
	}
	for _, g := range x.grids {
		format := profile.BDLCTAB
		switch {
		case workbook && g.info.Name != "TABLICA":
			continue
		case workbook:
			format = profile.BDLXLSX
		case x.oldPortal(g):
			format = profile.BDLOld
		case !bdlName.MatchString(x.file) && !dimensionHeader(g):
			continue
		}
		if x.crosstab(g, format) {
			return nil
		}
	}
	return x.tables()
}

// isTERC tells the register of units by its columns.
func isTERC(g *grid) bool {
	for _, row := range g.rows[:min(len(g.rows), 5)] {
		have := map[string]bool{}
		for _, c := range row.Cells {
			have[strings.ToUpper(strings.TrimSpace(c.Text))] = true
		}
		if have["WOJ"] && have["POW"] && have["GMI"] && have["RODZ"] && have["NAZWA"] {
			return true
		}
	}
	return false
}

// oldPortal tells exports before 2016 by what they call their columns.
func (x *inspector) oldPortal(g *grid) bool {
	for _, row := range g.rows[:min(len(g.rows), 20)] {
		for _, c := range row.Cells {
			if profile.Fold(c.Text) == "jednostka terytorialna" {
				return true
			}
		}
	}
	return false
}

// dimensionHeader tells a multidimensional export by header cells that hold
// several dimension texts, a year among them.
func dimensionHeader(g *grid) bool {
	for _, row := range g.rows[:min(len(g.rows), 20)] {
		for _, c := range row.Cells {
			parts := strings.Split(c.Text, ";")
			for _, p := range parts {
				if _, err := indicators.ParseYear(strings.TrimSpace(p)); err == nil && len(parts) > 1 {
					return true
				}
			}
		}
	}
	return false
}

var (
	nameYear = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	nameDay  = regexp.MustCompile(`_(20[0-9]{2})[0-9]{4}(?:[0-9]{6})?(?:[^0-9]|$)`)
)

// guessYear is the year of a file that says none in its content: one that its
// name says, else the year before the day in its name.
func (x *inspector) guessYear() (year int, sure bool) {
	if m := nameYear.FindStringSubmatch(x.file); m != nil {
		year, _ = strconv.Atoi(m[1])
		return year, false
	}
	if m := nameDay.FindStringSubmatch(x.file); m != nil {
		year, _ = strconv.Atoi(m[1])
		return year - 1, false
	}
	return 2020, false
}

// Texts above a table that say its year, from the surest on.
var yearTexts = []string{
	`rok szkolny (\d{4})/\d{4}`,
	`(?i)\bw (\d{4}) r`,
	`(?i)stan (?:w dniu|na(?: dzień)?) [^;]*?((?:19|20)\d{2})`,
	`(?i)(?:za|rok|roku) ((?:19|20)\d{2})\b`,
	`\b((?:19|20)\d{2}) r\b`,
}

// yearAbove finds a text above a table that says its year.
func yearAbove(g *grid, header int) (pattern string, ok bool) {
	var texts []string
	texts = append(texts, g.info.Name)
	for _, row := range g.rows {
		if row.Number > header {
			break
		}
		for _, c := range row.Cells {
			if c.Kind == sheet.Text {
				texts = append(texts, strings.Join(strings.Fields(c.Text), " "))
			}
		}
	}
	for _, pattern := range yearTexts {
		re := regexp.MustCompile(pattern)
		for _, t := range texts {
			if m := re.FindStringSubmatch(t); m != nil {
				if _, err := indicators.ParseYear(m[1]); err == nil {
					return pattern, true
				}
			}
		}
	}
	return "", false
}

// yearKey is the year of a table as a key of a profile.
func (x *inspector) yearKey(g *grid, t *tableGuess) string {
	if t.yearHeader {
		if t.yearMark {
			return "year: {header: true, marks: {\"*\": ok}}"
		}
		return "year: {header: true}"
	}
	if t.yearCol > 0 {
		return fmt.Sprintf("year: {column: %s}", quote(t.names[t.yearCol]))
	}
	if _, err := indicators.ParseYear(strings.TrimSpace(g.info.Name)); err == nil {
		return "year: {sheet: true}"
	}
	if pattern, ok := yearAbove(g, t.header); ok {
		return fmt.Sprintf("year: {text: '%s'}", strings.ReplaceAll(pattern, "'", "''"))
	}
	if nameYear.MatchString(path.Base(x.o.Name)) {
		return `year: {filename: '((?:19|20)\d{2})'}`
	}
	year, _ := x.guessYear()
	return fmt.Sprintf("year: {value: %d}   # DO UZUPEŁNIENIA: plik nie mówi, którego roku dotyczy", year)
}
