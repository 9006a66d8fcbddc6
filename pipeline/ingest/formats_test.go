package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/bdl"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/sheet"
)

var update = flag.Bool("update", false, "write docs/formats.md")

const (
	formatsPath = "../../docs/formats.md"
	tableMark   = "<!-- go test ./pipeline/ingest -run TestFormatsDocument -update -->\n"
)

// formatRow is a line of the table in docs/formats.md.
type formatRow struct {
	container, layout    string
	rows, used, rejected int
	observations         int
	found                diag.List
	took                 time.Duration
}

// TestFormatsDocument reads every reference file and compares what came of it,
// apart from the time, with the table in docs/formats.md.
func TestFormatsDocument(t *testing.T) {
	doc, err := os.ReadFile(formatsPath)
	if err != nil {
		t.Fatal(err)
	}
	head, old, ok := strings.Cut(string(doc), tableMark)
	if !ok {
		t.Fatalf("%s has no line %s", formatsPath, tableMark)
	}
	for _, layout := range profile.Layouts() {
		if !strings.Contains(head, "`"+string(layout)+"`") {
			t.Errorf("%s does not describe the layout %s", formatsPath, layout)
		}
	}
	table := formatsTable(t)
	if *update {
		if err := os.WriteFile(formatsPath, []byte(head+tableMark+table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	timeless := regexp.MustCompile(`(?m)[\d ]+ \|$`)
	if got, want := timeless.ReplaceAllString(table, ""), timeless.ReplaceAllString(old, ""); got != want {
		t.Errorf("the files are read otherwise than %s says; make docs, then look at the changes\n%s", formatsPath, got)
	}
}

func formatsTable(t *testing.T) string {
	files := referenceFiles(t)
	profiles := referenceProfiles(t)
	var b strings.Builder
	b.WriteString("\n| file | content | profile | rows | used | rejected | observations | findings | ms |\n|---|---|---|--:|--:|--:|--:|---|--:|\n")
	byFolder := slices.SortedFunc(maps.Keys(files), func(x, y string) int { return strings.Compare(files[x], files[y]) })
	for _, name := range byFolder {
		folder := filepath.Base(filepath.Dir(files[name]))
		switch {
		case folder == "real" || folder == "geo": // a description, maps
			continue
		case folder == "gus-bdl-api" && name != "samples_raw_data.json": // lists for miernik fetch, which pipeline/bdl tests
			continue
		}
		start := time.Now()
		row, err := readFormat(t, folder, name, files[name], profiles[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		row.took = time.Since(start)
		fmt.Fprintf(&b, "| %s/%s | %s | %s | %d | %d | %d | %d | %s | %d |\n", folder, name, row.container, row.layout,
			row.rows, row.used, row.rejected, row.observations, codeList(row.found), row.took.Milliseconds())
	}
	return b.String()
}

// codeList counts findings by code.
func codeList(found diag.List) string {
	n := map[string]int{}
	for _, f := range found {
		n[string(f.Code)]++
	}
	var out []string
	for _, code := range slices.Sorted(maps.Keys(n)) {
		if n[code] > 1 {
			code = fmt.Sprintf("%s ×%d", code, n[code])
		}
		out = append(out, code)
	}
	return strings.Join(out, ", ")
}

// readFormat reads a file the way the pipeline would.
func readFormat(t *testing.T, folder, name, path string, p *profile.Profile) (formatRow, error) {
	switch folder {
	case "gus-bdl-api":
		return readAPISample(path)
	case "mf-besti":
		return readBesti(t, name, path)
	}
	o := sheet.Options{}
	if p != nil {
		o = sheet.Options{Encoding: p.Encoding, Delimiter: p.Delimiter, Record: p.Record()}
	}
	book, err := sheet.Open(path, o)
	if err != nil {
		return formatRow{container: filepath.Ext(name)[1:], found: diag.List{sheet.Unreadable(name, err)}}, nil
	}
	defer book.Close()
	row := formatRow{container: strings.TrimSpace(book.Format() + " " + book.Encoding())}
	switch {
	case strings.HasPrefix(name, "TERC"):
		dated, found, err := register.Read(context.Background(), name, book)
		if err != nil {
			return row, err
		}
		row.layout, row.rows, row.found = string(profile.TERC), len(dated.Units)+len(dated.Parts), found
		row.used = row.rows
	case p == nil: // names and codes alone; pipeline/register tests its names with it
		for r, err := range book.Rows(book.Sheets()[0].Name) {
			if err != nil {
				return row, err
			}
			row.rows = max(row.rows, r.Number-1)
		}
	default:
		r := readBook(t, p, name, book)
		row.layout, row.found = string(p.Format), r.found
		row.rows, row.used, row.rejected, row.observations = r.counts.Rows, r.counts.Used, r.counts.Rejected, r.counts.Observations
		return row, r.err
	}
	return row, nil
}

// readBesti reads a budget delivery: all that was spent, or all that came in.
func readBesti(t *testing.T, name, path string) (formatRow, error) {
	b := indicators.Budget{Report: indicators.Rb28S, Amount: indicators.AmountExecuted, Chapters: []indicators.DatedChapter{{Code: "all"}}}
	if strings.Contains(name, "DOCHODY") {
		b.Report = indicators.Rb27S
	}
	r := kutno(t, name, map[string]indicators.Budget{"kwota": b})
	return formatRow{container: "xml-records", layout: string(profile.Besti), rows: r.counts.Rows, used: r.counts.Used,
		rejected: r.counts.Rejected, observations: r.counts.Observations, found: r.found}, r.err
}

// readAPISample reads stored answers of the API.
func readAPISample(path string) (formatRow, error) {
	row := formatRow{container: "json", layout: string(profile.BDLAPI)}
	text, err := os.ReadFile(path)
	if err != nil {
		return row, err
	}
	var pages struct {
		ByVariable json.RawMessage `json:"get_data_by_variable"` // reduced to its results
		ByUnit     json.RawMessage `json:"get_data_by_unit"`
	}
	if err := json.Unmarshal(text, &pages); err != nil {
		return row, err
	}
	for _, page := range []string{fmt.Sprintf(`{"variableId":1,"results":%s}`, pages.ByVariable), string(pages.ByUnit)} {
		for _, err := range bdl.ReadAnswers(strings.NewReader(page)) {
			row.rows++
			var bad *bdl.ReadError
			if errors.As(err, &bad) {
				row.rejected++
			} else if err != nil {
				return row, err
			} else {
				row.used++
			}
		}
	}
	row.observations = row.used
	return row, nil
}
