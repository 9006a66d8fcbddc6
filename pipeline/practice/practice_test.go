package practice_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/pipeline/practice"
)

const file = `practices:
  - {unit: "1061011", fiche: biblioteki, year: 2023, title: "Książkomaty", text: "Dziesięć w całym mieście.", source: "Raport o stanie miasta"}
  - {unit: "1002011", fiche: biblioteki, year: 2022, title: " Książka na telefon ", text: "Dowóz do domu.", source: "Biblioteka"}
  - {unit: Kutno, fiche: biblioteki, year: 2022, title: "a", text: "b", source: "c"}
  - {unit: "1002011", fiche: czytelnie, year: 2022, title: "a", text: "b", source: "c"}
  - {unit: "1002011", fiche: biblioteki, year: 22, title: "a", text: "b", source: "c"}
  - {unit: "1002011", fiche: biblioteki, year: 2023, title: "Książka na telefon", text: "b", source: "c"}
  - {unit: "1002011", fiche: biblioteki, year: 2023, title: "bez opisu", source: "c"}
`

func TestLoad(t *testing.T) {
	cat, _ := catalog.Load(catalog.Builtin())
	set, _ := fiches.Load(cat, fiches.Builtin())
	list, found := practice.Load(catalog.Layer{FS: fstest.MapFS{"a.yaml": {Data: []byte(file)}}}, set)
	if len(list) != 2 || list[0].Unit != "1002011" || list[0].Title != "Książka na telefon" || list[0].Place.String() != "a.yaml:3:5" || list[1].Year != 2023 || list[1].Source != "Raport o stanie miasta" {
		t.Errorf("%+v", list)
	}
	var got strings.Builder
	for _, f := range found {
		got.WriteString(f.Line("en") + "\n")
	}
	want := `a.yaml:8:5: error: required key "text" is missing [yaml-missing-key]
a.yaml:4:12: error: unit: value "Kutno" is not allowed; expected: TERYT [def-value]
a.yaml:5:30: error: good practice: there is no fiche "czytelnie"; entry left out [practice-fiche]
a.yaml:6:48: error: year: value "22" is not allowed; expected: 1950–2100 [def-value]
a.yaml:7:5: error: good practice "Książka na telefon" is defined twice [def-duplicate]
`
	if got.String() != want {
		t.Errorf("%s\nwant\n%s", got.String(), want)
	}
}
