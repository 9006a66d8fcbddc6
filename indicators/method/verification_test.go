package method

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the table of docs/verification.md")

const (
	verificationPath = "../../docs/verification.md"
	tableBegin       = "<!-- written by TestOracle: make docs -->\n"
	tableEnd         = "<!-- end -->\n"
)

// verified is the outcome of one case of the oracle.
type verified struct {
	name   string
	cells  int
	worst  float64
	note   string
	passed bool
}

// bound is the power of ten that the largest difference does not pass. It is
// stated instead of the difference, whose digits depend on the processor.
func (v verified) bound() string {
	if v.worst == 0 {
		return "0"
	}
	return fmt.Sprintf("%.0e", math.Pow(10, math.Ceil(math.Log10(v.worst))))
}

// row is the case as a row of the document that states a bound.
func (v verified) row(bound string) string {
	folder, name, _ := strings.Cut(v.name, " ")
	return fmt.Sprintf("| %s | %s | %d | %s | %s |\n", folder, strings.ReplaceAll(name, "_", "\\_"), v.cells, bound, v.note)
}

// holdDocument compares the table of the document with what the oracle gave:
// the same cases, numbers of cells and notes, and no difference above the one
// stated.
func holdDocument(t *testing.T, rows []verified) {
	t.Helper()
	for _, v := range rows {
		if !v.passed || v.cells == 0 { // failed above, or skipped with -short
			return
		}
	}
	before, table, after := document(t)
	if *update {
		var b strings.Builder
		b.WriteString(tableHead)
		total := 0
		for _, v := range rows {
			b.WriteString(v.row(v.bound()))
			total += v.cells
		}
		fmt.Fprintf(&b, "| | **together** | **%d** | | |\n", total)
		if err := os.WriteFile(verificationPath, []byte(before+tableBegin+b.String()+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stated := statedRows(table)
	if len(stated) != len(rows) {
		t.Fatalf("%s has %d cases, the test %d: run make docs", verificationPath, len(stated), len(rows))
	}
	for i, v := range rows {
		var bound float64
		if _, err := fmt.Sscan(stated[i][3], &bound); err != nil {
			t.Fatal(err)
		}
		if line := "| " + strings.Join(stated[i], " | ") + " |\n"; line != v.row(stated[i][3]) || v.worst > bound {
			t.Errorf("the document says\n%sthe oracle gives a difference of %.1e and\n%s", line, v.worst, v.row(v.bound()))
		}
	}
}

const tableHead = "| case | what is compared | numbers | largest relative difference | |\n|---|---|---|---|---|\n"

// document is docs/verification.md around its table.
func document(t *testing.T) (before, table, after string) {
	t.Helper()
	raw, err := os.ReadFile(verificationPath)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(raw), tableBegin)
	table, after, closed := strings.Cut(rest, tableEnd)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", verificationPath)
	}
	return before, table, after
}

// statedRows are the cells of the cases in the table.
func statedRows(table string) [][]string {
	var out [][]string
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for _, line := range lines[min(2, len(lines)):max(2, len(lines)-1)] {
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, cells[1:len(cells)-1])
	}
	return out
}

// The document names the cases that there are, also where the oracle is not at
// hand, and claims no difference above the tolerance.
func TestVerificationDocument(t *testing.T) {
	if *update {
		t.Skip("-update")
	}
	_, table, _ := document(t)
	stated, cases := statedRows(table), oracleCases()
	if len(stated) != len(cases) {
		t.Fatalf("%d rows for %d cases: run make docs", len(stated), len(cases))
	}
	for i, oc := range cases {
		name := strings.ReplaceAll(stated[i][0]+" "+stated[i][1], "\\_", "_")
		var worst float64
		if _, err := fmt.Sscan(stated[i][3], &worst); err != nil || name != oc.name || worst > relativeTolerance {
			t.Errorf("%v: want case %q, difference at most %v", stated[i], oc.name, relativeTolerance)
		}
	}
}
