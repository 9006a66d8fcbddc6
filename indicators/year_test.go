package indicators_test

import (
	"testing"

	"miernik/indicators"
)

func TestParseYear(t *testing.T) {
	for in, want := range map[string]indicators.Year{"1950": 1950, "2022": 2022, "2100": 2100} {
		if got, err := indicators.ParseYear(in); err != nil || got != want {
			t.Errorf("ParseYear(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "22", "1949", "2101", "0000", "9999", "02022", "+202", "-202", " 202", "2022 ", "2022/2023", "202x", "2e03", "67558"} {
		if got, err := indicators.ParseYear(in); err == nil || got != 0 {
			t.Errorf("ParseYear(%q) = %d, %v; want an error", in, got, err)
		}
	}
}
