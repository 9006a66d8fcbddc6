package ingest

import "testing"

func TestYearContradiction(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to int
		want     string
	}{
		{"local/wydatki_2021.xlsx", 2023, 2023, "the year in the file name (2021) contradicts the content (2023)"},
		{"local/2021_WYDATKI.xlsx", 2018, 2020, "the year in the file name (2021) contradicts the content (2018–2020)"},
		{"local/wydatki_2021.xlsx", 2020, 2022, ""},
		{"gus/LUDN_2137_CREL_20220407210714.csv", 2020, 2020, ""}, // a subgroup and a timestamp
		{"local/nabor.xlsx", 2020, 2020, ""},
		{"2021/nabor.xlsx", 2020, 2020, ""}, // the folder is not the file
		{"local/pusty_2021.xlsx", 0, 0, ""},
	} {
		f, ok := YearContradiction(tt.name, &Staged{FromYear: tt.from, ToYear: tt.to})
		if ok != (tt.want != "") || ok && f.Message("en") != tt.want {
			t.Errorf("%s %d–%d: %v %q, want %q", tt.name, tt.from, tt.to, ok, f.Message("en"), tt.want)
		}
	}
}
