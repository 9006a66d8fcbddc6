package bdl

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Unit is a record of the list of units.
type Unit struct {
	ID       string `json:"id"` // 12 digits
	Name     string `json:"name"`
	ParentID string `json:"parentId"`
	Level    int    `json:"level"`
	Kind     string `json:"kind"` // gminas: as the last digit of the TERYT code
	Years    []int  `json:"years"`
}

// Variable is a record of the list of variables.
type Variable struct {
	ID              int    `json:"id"`
	SubjectID       string `json:"subjectId"`
	N1              string `json:"n1"`
	N2              string `json:"n2"`
	N3              string `json:"n3"`
	N4              string `json:"n4"`
	N5              string `json:"n5"`
	Level           int    `json:"level"` // the lowest level with data
	MeasureUnitID   int    `json:"measureUnitId"`
	MeasureUnitName string `json:"measureUnitName"`
	Years           []int  `json:"years"`
}

// Subject is a category (K…), group (G…) or subgroup (P…).
type Subject struct {
	ID           string   `json:"id"`
	ParentID     string   `json:"parentId"`
	Name         string   `json:"name"`
	HasVariables bool     `json:"hasVariables"`
	Children     []string `json:"children"`
	Levels       []int    `json:"levels"`
}

// Attribute is a record of the dictionary of attributes.
type Attribute struct {
	ID          int    `json:"id"`
	Name        string `json:"name"`
	Symbol      string `json:"symbol"`
	Description string `json:"description"`
}

// ReadUnits reads pages of a UnitList answer.
func ReadUnits(r io.Reader) iter.Seq2[Unit, error] { return records[Unit](r) }

// ReadVariables reads pages of a VariableList answer.
func ReadVariables(r io.Reader) iter.Seq2[Variable, error] { return records[Variable](r) }

// ReadSubjects reads pages of a SubjectList answer.
func ReadSubjects(r io.Reader) iter.Seq2[Subject, error] { return records[Subject](r) }

// ReadAttributes reads pages of an AttributeList answer.
func ReadAttributes(r io.Reader) iter.Seq2[Attribute, error] { return records[Attribute](r) }

// records yields the results of pages; a bad record is a *ReadError and the
// rest goes on.
func records[T any](r io.Reader) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		dec := json.NewDecoder(r)
		for n := 0; ; n++ {
			var e envelope
			err := dec.Decode(&e)
			if errors.Is(err, io.EOF) && n > 0 {
				return
			}
			if err == nil && e.Results == nil {
				err = errors.New("no results")
			}
			at := n
			if e.Page != nil {
				at = *e.Page
			}
			if err != nil {
				yield(none, &ReadError{Place{at, "$"}, fmt.Errorf("byte %d: %w", dec.InputOffset(), err)})
				return
			}
			for i, raw := range e.Results {
				var rec T
				if err := json.Unmarshal(raw, &rec); err != nil {
					rec, err = none, &ReadError{Place{at, fmt.Sprintf("$.results[%d]", i)}, err}
					if !yield(rec, err) {
						return
					}
					continue
				}
				if !yield(rec, nil) {
					return
				}
			}
		}
	}
}
