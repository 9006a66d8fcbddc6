package catalog

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"miernik/internal/diag"
)

//go:embed bdl_variables.csv
var bdlCSV string

// BDLVariable is an entry of the list of variables of the Local Data Bank.
// Subject is empty where it is not certain.
type BDLVariable struct {
	ID                  int
	Subject, Name, Unit string
}

// BDLVariables lists the variables of the Local Data Bank whose number the
// project knows, by number.
func BDLVariables() map[int]BDLVariable {
	rows, err := csv.NewReader(strings.NewReader(bdlCSV)).ReadAll()
	if err != nil {
		panic(err) // the table is compiled in
	}
	out := map[int]BDLVariable{}
	for _, r := range rows[1:] {
		if id, err := strconv.Atoi(r[0]); err == nil {
			subject := r[1]
			if strings.HasSuffix(subject, "?") {
				subject = ""
			}
			out[id] = BDLVariable{id, subject, r[2], r[3]}
		}
	}
	return out
}

// ruleBDL: a number of the Local Data Bank stands for one variable, and its
// subject is the one the list of known numbers gives.
func ruleBDL() diag.Rule[*Catalog] {
	return diag.Rule[*Catalog]{
		Code: diag.DefBDL,
		Why: diag.Phrase{PL: "Dwie zmienne z jednym numerem BDL to ta sama liczba pod dwiema nazwami; zły numer podgrupy prowadzi do innej tabeli.",
			EN: "Two variables with one BDL number are one figure under two names; a wrong subject leads to another table."},
		Check: checkBDL,
	}
}

func checkBDL(c *Catalog) (found diag.List) {
	known := BDLVariables()
	first := map[int]string{}
	for _, code := range c.VariableCodes() {
		e := c.Variables[code]
		o, ok := e.Value.BDL()
		if !ok || o.ID == 0 {
			continue
		}
		place := e.Doc.At("bdl.id")
		if other, ok := first[o.ID]; ok {
			found = append(found, diag.New(diag.DefBDL, place, code, o.ID, diag.Phrase{PL: "ma go też zmienna " + other, EN: "variable " + other + " has it too"}).
				With(c.Variables[other].Doc.At("bdl.id")))
		} else {
			first[o.ID] = code
		}
		if k, ok := known[o.ID]; ok && o.Code != "" && k.Subject != "" && o.Code != k.Subject {
			found.Add(diag.DefBDL, e.Doc.At("bdl.subject"), code, o.ID, diag.Phrase{
				PL: fmt.Sprintf("w wykazie należy do podgrupy %s, nie %s", k.Subject, o.Code), EN: fmt.Sprintf("the list has it under subject %s, not %s", k.Subject, o.Code)})
		}
	}
	return found
}
