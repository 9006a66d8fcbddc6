package diag

import (
	"slices"
	"testing"
)

func TestPlaceString(t *testing.T) {
	for _, tt := range []struct {
		place Place
		want  string
	}{
		{Place{}, ""},
		{Place{File: "a.yaml"}, "a.yaml"},
		{Place{File: "a.yaml", Row: 3}, "a.yaml:3"},
		{Place{File: "a.yaml", Row: 3, Col: 7}, "a.yaml:3:7"},
		{Place{File: "a.yaml", Col: 7}, "a.yaml"}, // no column without its line
		{Place{File: "b.xlsx", Sheet: "DANE"}, "b.xlsx!DANE"},
		{Place{File: "b.xlsx", Sheet: "DANE", Row: 14}, "b.xlsx!DANE!14"},
		{Place{File: "b.xlsx", Sheet: "DANE", Row: 14, Col: 4}, "b.xlsx!DANE!D14"},
		{Place{File: "b.xlsx", Sheet: "Arkusz 1", Row: 1, Col: 28}, "b.xlsx!Arkusz 1!AB1"},
	} {
		if got := tt.place.String(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.place, got, tt.want)
		}
	}
}

func TestColumnName(t *testing.T) {
	for col, want := range map[int]string{
		0: "", -1: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD",
	} {
		if got := ColumnName(col); got != want {
			t.Errorf("column %d is %q, want %q", col, got, want)
		}
	}
}

func TestSeverity(t *testing.T) {
	for sev, want := range map[Severity]string{Info: "info", Warning: "warning", Error: "error"} {
		if sev.String() != want {
			t.Errorf("%d is %q, want %q", sev, sev.String(), want)
		}
		if back, err := ParseSeverity(want); err != nil || back != sev {
			t.Errorf("ParseSeverity(%q) = %v, %v", want, back, err)
		}
	}
	for _, s := range []string{"", "Error", "never", "błąd"} {
		if _, err := ParseSeverity(s); err == nil {
			t.Errorf("ParseSeverity(%q) gives no error", s)
		}
	}
	if Info >= Warning || Warning >= Error {
		t.Error("severities are out of order")
	}
}

func TestFindingText(t *testing.T) {
	args := []any{"range", Phrase{PL: "liczba", EN: "a number"}, Phrase{PL: "lista", EN: "a list"}}
	f := New(YAMLType, Place{File: "a.yaml", Row: 2, Col: 5}, args...)
	if f.Severity != Error {
		t.Errorf("severity %v", f.Severity)
	}
	if got, want := f.Line("pl"), "a.yaml:2:5: błąd: range: oczekiwana wartość to liczba, a jest lista [yaml-type]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := f.Line("en"), "a.yaml:2:5: error: range: expected a number, got a list [yaml-type]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if _, ok := f.Args[1].(Phrase); !ok {
		t.Error("writing the message replaced the phrase by one language")
	}
	if got, want := New(FileEmpty, Place{}).Line("pl"), "ostrzeżenie: plik nie zawiera wierszy z danymi [file-empty]"; got != want {
		t.Errorf("without a place: %s", got)
	}
	repeated := New(YAMLRepeatedKey, Place{}, "a")
	if repeated.Hint("pl") != "zostaw jeden wpis" || repeated.Hint("en") != "keep one entry" || f.Hint("pl") != "" {
		t.Errorf("hints %q, %q, %q", repeated.Hint("pl"), repeated.Hint("en"), f.Hint("pl"))
	}
	if got := New("no-such-code", Place{}, 1).Message("pl"); got != "no-such-code" {
		t.Errorf("a code without a text reads %q", got)
	}
}

func TestFindingWithLeavesTheFirstAlone(t *testing.T) {
	a, b, c := Place{File: "a"}, Place{File: "b"}, Place{File: "c"}
	one := New(DefDuplicate, a)
	one.Related = append(make([]Place, 0, 8), b) // room behind it, where a second finding could write
	two, three := one.With(a), one.With(c)
	if !slices.Equal(one.Related, []Place{b}) || !slices.Equal(two.Related, []Place{b, a}) || !slices.Equal(three.Related, []Place{b, c}) {
		t.Errorf("related places %v, %v, %v", one.Related, two.Related, three.Related)
	}
}

func TestListCount(t *testing.T) {
	var l List
	if l.Count(Info) != 0 {
		t.Error("an empty list counts")
	}
	l.Add(YAMLSyntax, Place{}, "x")
	l.Add(FileEmpty, Place{})
	l.Add(SyntheticData, Place{}, "x")
	l.Add(FileEmpty, Place{})
	if l.Count(Error) != 1 || l.Count(Warning) != 3 || l.Count(Info) != 4 {
		t.Errorf("errors %d, warnings and above %d, all %d", l.Count(Error), l.Count(Warning), l.Count(Info))
	}
}

func TestListSort(t *testing.T) {
	at := func(code Code, file, sheet string, row, col int, args ...any) Finding {
		return New(code, Place{File: file, Sheet: sheet, Row: row, Col: col}, args...)
	}
	// In order: file, sheet, row as a number, column, code, text.
	want := List{
		at(FileEmpty, "a.csv", "", 0, 0),
		at(CellNotNumber, "a.csv", "", 2, 1, "x"),
		at(CellNotNumber, "a.csv", "", 2, 3, "x"),
		at(CellNotNumber, "a.csv", "", 10, 1, "x"),
		at(CellNotNumber, "b.xlsx", "A", 5, 1, "a"),
		at(CellNotNumber, "b.xlsx", "A", 5, 1, "b"),
		at(RowYear, "b.xlsx", "A", 5, 1, "a"),
		at(CellNotNumber, "b.xlsx", "B", 1, 1, "x"),
	}
	lines := func(l List) (out []string) {
		for _, f := range l {
			out = append(out, f.Line("en"))
		}
		return out
	}
	// Every rotation of the list and of its reverse comes to the same order.
	for n := range 2 * len(want) {
		got := slices.Clone(want)
		if n >= len(want) {
			slices.Reverse(got)
		}
		k := n % len(want)
		got = append(got[k:], got[:k]...)
		got.Sort()
		if !slices.Equal(lines(got), lines(want)) {
			t.Fatalf("rotation %d: %q, want %q", n, lines(got), lines(want))
		}
	}
}

// Findings that say the same keep their order.
func TestListSortIsStable(t *testing.T) {
	var l List
	for i := range 40 {
		l = append(l, New(DefDuplicate, Place{File: "a", Row: 1 + i%2}, "x", "y").With(Place{Row: i}))
	}
	l.Sort()
	for i := 1; i < len(l); i++ {
		if l[i-1].Place.Row == l[i].Place.Row && l[i-1].Related[0].Row > l[i].Related[0].Row {
			t.Fatalf("finding %d came before %d", l[i-1].Related[0].Row, l[i].Related[0].Row)
		}
	}
}
