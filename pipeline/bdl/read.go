package bdl

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"

	"miernik/indicators"
)

// Place is where a value stands in an answer.
type Place struct {
	Page int    // from 0
	Path string // JSON path within the page: $.results[3].values[0].val
}

// String writes "page 0 $.results[3].values[0].val".
func (p Place) String() string { return fmt.Sprintf("page %d %s", p.Page, p.Path) }

// ReadError is something that could not be read, with its place.
type ReadError struct {
	Place Place
	Err   error
}

func (e *ReadError) Error() string { return e.Place.String() + ": " + e.Err.Error() }

func (e *ReadError) Unwrap() error { return e.Err }

// Observation is one value of an answer. What an attribute makes of a value
// is for the profile to say: a printed 0 may be a gap.
type Observation struct {
	Variable int
	Unit     string // 12 digits
	Name     string // of the unit
	Year     indicators.Year
	Value    string // the number as the API wrote it; "" when it is null or absent
	Attr     int    // attrId
	Place    Place
}

// page is a page of data: by variable the results are units, by unit they are
// variables. Leaves are read one by one, so that a bad one costs one value.
type page struct {
	Page     *int   `json:"page"`
	Variable *int   `json:"variableId"`
	Unit     string `json:"unitId"`
	Name     string `json:"unitName"`
	Results  []struct {
		ID     json.RawMessage `json:"id"`
		Name   string          `json:"name"`
		Values []struct {
			Year json.RawMessage `json:"year"`
			Val  json.RawMessage `json:"val"`
			Attr json.RawMessage `json:"attrId"`
		} `json:"values"`
	} `json:"results"`
}

// ErrNotAnswer is wrapped when the input is no answer of the data endpoints.
var ErrNotAnswer = errors.New("not an answer of the Local Data Bank with data")

// ReadAnswers reads the values of one page, or of several written one after
// the other, in their order. A value that cannot be read is yielded as a
// *ReadError and the rest goes on; after JSON that is broken or truncated
// nothing follows. The page number is the one written in the page.
func ReadAnswers(r io.Reader) iter.Seq2[Observation, error] {
	return func(yield func(Observation, error) bool) {
		dec := json.NewDecoder(r)
		for n := 0; ; n++ {
			var p page
			err := dec.Decode(&p)
			if errors.Is(err, io.EOF) && n > 0 {
				return
			}
			at := Place{Page: n, Path: "$"}
			if p.Page != nil {
				at.Page = *p.Page
			}
			var shape *json.UnmarshalTypeError
			switch {
			case errors.As(err, &shape):
				// The decoder has gone on past a member of another type.
				if !yield(Observation{}, &ReadError{at, fmt.Errorf("%s is of another type: %s", cmp.Or(shape.Field, "the page"), shape.Value)}) {
					return
				}
			case err != nil:
				if errors.Is(err, io.EOF) {
					err = io.ErrUnexpectedEOF
				}
				yield(Observation{}, &ReadError{at, fmt.Errorf("%w: byte %d: %w", ErrNotAnswer, dec.InputOffset(), err)})
				return
			}
			if p.Results == nil || p.Variable == nil && p.Unit == "" {
				if !yield(Observation{}, &ReadError{at, fmt.Errorf("%w: no results, or neither variableId nor unitId", ErrNotAnswer)}) {
					return
				}
				continue
			}
			if !p.each(at.Page, yield) {
				return
			}
		}
	}
}

// each yields the values of a page.
func (p *page) each(number int, yield func(Observation, error) bool) bool {
	for i, res := range p.Results {
		path := fmt.Sprintf("$.results[%d]", i)
		o := Observation{Name: res.Name}
		if err := p.subject(&o, res.ID); err != nil {
			if !yield(Observation{}, &ReadError{Place{number, path + ".id"}, err}) {
				return false
			}
			continue
		}
		for j, v := range res.Values {
			o.Place = Place{number, fmt.Sprintf("%s.values[%d].val", path, j)}
			member, err := "", error(nil)
			if o.Year, err = year(v.Year); err != nil {
				member = "year"
			} else if o.Value, err = value(v.Val); err != nil {
				member = "val"
			} else if o.Attr, err = whole(v.Attr); err != nil {
				member = "attrId"
			}
			if err != nil {
				if !yield(Observation{}, &ReadError{Place{number, fmt.Sprintf("%s.values[%d].%s", path, j, member)}, err}) {
					return false
				}
				continue
			}
			if !yield(o, nil) {
				return false
			}
		}
	}
	return true
}

// subject fills in variable and unit: one is named by the page, the other by
// the result.
func (p *page) subject(o *Observation, id json.RawMessage) error {
	var err error
	if p.Variable != nil {
		o.Variable = *p.Variable
		if err := json.Unmarshal(id, &o.Unit); err != nil {
			return fmt.Errorf("unit id %s is not text", text(id))
		}
	} else {
		o.Unit, o.Name = p.Unit, p.Name
		if o.Variable, err = whole(id); err != nil {
			return fmt.Errorf("variable id: %w", err)
		}
	}
	if !unitForm.MatchString(o.Unit) {
		return fmt.Errorf("unit id %q is not 12 digits", o.Unit)
	}
	return nil
}

// year is text of four digits; a number is taken too.
func year(raw json.RawMessage) (indicators.Year, error) {
	s := string(raw)
	if json.Unmarshal(raw, &s) != nil {
		s = string(raw)
	}
	return indicators.ParseYear(s)
}

// value is a number as written, "" for null and for no member.
func value(raw json.RawMessage) (string, error) {
	s := string(raw)
	if s == "" || s == "null" {
		return "", nil
	}
	var n json.Number
	if s[0] == '"' || json.Unmarshal(raw, &n) != nil {
		return "", fmt.Errorf("%s is not a number", text(raw))
	}
	return s, nil
}

func whole(raw json.RawMessage) (int, error) {
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s is not a whole number", text(raw))
	}
	return n, nil
}

func text(raw json.RawMessage) string {
	switch {
	case len(raw) == 0:
		return "nothing"
	case len(raw) > 60:
		return "a longer text"
	}
	return string(raw)
}
