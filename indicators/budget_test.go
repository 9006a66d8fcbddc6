package indicators_test

import (
	"testing"

	"miernik/indicators"
)

func inYears(code string, from, to indicators.Year) indicators.DatedChapter {
	return indicators.DatedChapter{Code: code, From: from, To: to}
}

func TestBudgetCounts(t *testing.T) {
	clubs := indicators.Budget{Chapters: []indicators.DatedChapter{inYears("85401", 0, 2021), inYears("80107", 2022, 0)}, Without: []string{"6??", "254"}}
	wages := indicators.Budget{Chapters: []indicators.DatedChapter{inYears("80101", 0, 0)}, Only: []string{"401", "41?"}, Groups: []string{"1400"}, P4: []string{"0"}}
	area := indicators.Budget{Chapters: []indicators.DatedChapter{inYears("801", 0, 0), inYears("854", 0, 0)}, Except: []indicators.DatedChapter{inYears("80153", 2018, 0)}}
	whole := indicators.Budget{Chapters: []indicators.DatedChapter{inYears("all", 0, 0)}, Without: []string{"6??"}}
	for _, tt := range []struct {
		name   string
		b      indicators.Budget
		p      indicators.Position
		y      indicators.Year
		counts bool
	}{
		{"the old chapter", clubs, indicators.Position{Chapter: "85401", Paragraph: "401"}, 2021, true},
		{"the old chapter too late", clubs, indicators.Position{Chapter: "85401", Paragraph: "401"}, 2022, false},
		{"the new chapter", clubs, indicators.Position{Chapter: "80107", Paragraph: "401"}, 2022, true},
		{"the new chapter too early", clubs, indicators.Position{Chapter: "80107", Paragraph: "401"}, 2021, false},
		{"capital", clubs, indicators.Position{Chapter: "80107", Paragraph: "605"}, 2022, false},
		{"a grant", clubs, indicators.Position{Chapter: "80107", Paragraph: "254"}, 2022, false},
		{"another grant", clubs, indicators.Position{Chapter: "80107", Paragraph: "255"}, 2022, true},
		{"by group", wages, indicators.Position{Chapter: "80101", Group: "1400", Paragraph: "479", P4: "0"}, 2022, true},
		{"by group, not", wages, indicators.Position{Chapter: "80101", Group: "1100", Paragraph: "401", P4: "0"}, 2022, false},
		{"by paragraph where there is no group", wages, indicators.Position{Chapter: "80101", Paragraph: "412", P4: "0"}, 2022, true},
		{"by paragraph, not", wages, indicators.Position{Chapter: "80101", Paragraph: "421", P4: "0"}, 2022, false},
		{"money of the EU", wages, indicators.Position{Chapter: "80101", Group: "1400", Paragraph: "401", P4: "7"}, 2022, false},
		{"a division", area, indicators.Position{Chapter: "80101", Paragraph: "605"}, 2022, true},
		{"another division", area, indicators.Position{Chapter: "85201", Paragraph: "401"}, 2022, false},
		{"excepted", area, indicators.Position{Chapter: "80153", Paragraph: "424"}, 2018, false},
		{"excepted later", area, indicators.Position{Chapter: "80153", Paragraph: "424"}, 2017, true},
		{"all", whole, indicators.Position{Chapter: "75023", Paragraph: "401"}, 2010, true},
		{"all, capital", whole, indicators.Position{Chapter: "75023", Paragraph: "606"}, 2010, false},
		{"a paragraph of four digits", whole, indicators.Position{Chapter: "75023", Paragraph: "6060"}, 2010, true},
	} {
		if got := tt.b.Counts(tt.p, tt.y); got != tt.counts {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	for y, want := range map[indicators.Year]bool{2021: true, 2022: true, 2030: true} {
		if clubs.InForce(y) != want {
			t.Errorf("in force in %d: %v", y, !want)
		}
	}
	if late := (indicators.Budget{Chapters: []indicators.DatedChapter{inYears("80107", 2022, 0)}}); late.InForce(2021) || !late.InForce(2022) {
		t.Error("a chapter of 2022 is in force in 2021, or not in 2022")
	}
	for _, tt := range []struct {
		p    indicators.Position
		want bool
	}{
		{indicators.Position{Chapter: "80101", Group: "1400", Paragraph: "479", P4: "0"}, true},
		{indicators.Position{Chapter: "80101", Group: "1100", Paragraph: "401", P4: "0"}, true},
		{indicators.Position{Chapter: "80101", Group: "1400", Paragraph: "401", P4: "0"}, false},
		{indicators.Position{Chapter: "80101", Group: "1400", Paragraph: "479", P4: "7"}, false},
		{indicators.Position{Chapter: "80101", Paragraph: "479", P4: "0"}, false},
	} {
		if got := wages.GroupDiffers(tt.p, 2022); got != tt.want {
			t.Errorf("group of %+v differs: %v", tt.p, got)
		}
	}
}

func TestDatedChapters(t *testing.T) {
	for _, tt := range []struct {
		a, b indicators.DatedChapter
		want bool
	}{
		{inYears("80101", 0, 2017), inYears("80101", 2018, 0), false},
		{inYears("80101", 0, 2018), inYears("80101", 2018, 0), true},
		{inYears("801", 0, 0), inYears("80101", 2018, 2019), true},
		{inYears("801", 0, 2017), inYears("80101", 2018, 2019), false},
		{inYears("801", 0, 0), inYears("85401", 0, 0), false},
		{inYears("all", 0, 0), inYears("85401", 0, 0), true},
		{inYears("80101", 0, 0), inYears("80102", 0, 0), false},
	} {
		if tt.a.Overlaps(tt.b) != tt.want || tt.b.Overlaps(tt.a) != tt.want {
			t.Errorf("%v and %v overlap: %v", tt.a, tt.b, !tt.want)
		}
	}
	chapter := indicators.BudgetChapter{Code: "80107", From: 2022}
	for _, tt := range []struct {
		c    indicators.DatedChapter
		want bool
	}{
		{inYears("80107", 2022, 0), true}, {inYears("80107", 2023, 2024), true}, {inYears("80107", 2021, 0), false}, {inYears("80107", 0, 2024), false},
	} {
		if chapter.Covers(tt.c) != tt.want {
			t.Errorf("%v covered: %v", tt.c, !tt.want)
		}
	}
	closed := indicators.BudgetChapter{Code: "85401", To: 2021}
	if !closed.Covers(inYears("85401", 0, 2021)) || closed.Covers(inYears("85401", 2015, 0)) || closed.Covers(inYears("85401", 0, 2022)) {
		t.Error("a chapter that ended covers what comes after, or not what came before")
	}
	if got := indicators.BudgetReport("Rb-NDS").Amounts(); got != nil {
		t.Errorf("amounts of an unknown report: %v", got)
	}
}
