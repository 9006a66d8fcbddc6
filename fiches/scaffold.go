package fiches

import (
	_ "embed"
	"strconv"
	"strings"

	"miernik/indicators"
)

var (
	//go:embed scaffold/fiche.yaml
	scaffoldFiche string

	//go:embed scaffold/fiche.test.yaml
	scaffoldTests string
)

// Scaffold is what a new fiche is made of.
type Scaffold struct {
	ID, Code, Name, Area string
	Level                indicators.Level
	Year                 int // first year of the version
}

// Fiche is the text of the new fiche: every key with its explanation, and
// [catalog.Unfinished] wherever a person has to write.
func (s Scaffold) Fiche() string { return s.fill(scaffoldFiche) }

// Tests is the text of the tests beside it.
func (s Scaffold) Tests() string { return s.fill(scaffoldTests) }

func (s Scaffold) fill(text string) string {
	kinds, unit, tail := "miejska, wiejska, miejsko-wiejska", "10010", "2"
	if s.Level == indicators.LevelPowiat {
		kinds, unit, tail = "powiat, miasto na prawach powiatu", "100", "000"
	}
	return strings.NewReplacer(
		"{{{YEAR}}:", "{"+strconv.Itoa(s.Year)+":", // a mapping that begins with the year
		"{{ID}}", s.ID, "{{CODE}}", s.Code, "{{NAME}}", s.Name, "{{AREA}}", s.Area, "{{LEVEL}}", string(s.Level), "{{KINDS}}", kinds,
		"{{YEAR}}", strconv.Itoa(s.Year), "{{NEXT}}", strconv.Itoa(s.Year+1), "{{UNIT}}", unit, "{{TAIL}}", tail,
	).Replace(text)
}
