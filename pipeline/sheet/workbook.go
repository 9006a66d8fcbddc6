package sheet

import (
	"net/url"
	"path"
	"strings"
)

// workbook is an XLSX file: its parts, and what is shared by its sheets.
type workbook struct {
	zip      *archive
	sheets   []sheetPart
	date1904 bool // dates count from 1904-01-01

	stringsPart string // "" if there is none
	stylesPart  string

	strings *stringTable // read when first needed
	styles  []shown      // by index, read when first needed
	merges  map[string][]Ref
}

type sheetPart struct {
	SheetInfo
	part string // "" when the workbook names no part
}

// relationship links a part to another one.
type relationship struct {
	id, kind string
	target   string // path inside the ZIP
}

func openWorkbook(a *archive, part string) (*workbook, error) {
	w := &workbook{zip: a, merges: map[string][]Ref{}}
	base := path.Dir(partKey(part))
	links := map[string]relationship{}
	if rels := base + "/_rels/" + path.Base(part) + ".rels"; a.has(rels) {
		list, err := a.relationships(rels, base)
		if err != nil {
			return nil, err
		}
		for _, rel := range list {
			links[rel.id] = rel
			switch path.Base(rel.kind) {
			case "sharedStrings":
				w.stringsPart = rel.target
			case "styles":
				w.stylesPart = rel.target
			}
		}
	}
	return w, a.scan(part, func(x *scanner) error { return w.readBook(x, links) })
}

// scan opens a part as XML and leaves it to read, which need not reach its end.
func (a *archive) scan(part string, read func(*scanner) error) error {
	rc, err := a.open(part)
	if err != nil {
		return err
	}
	defer rc.Close()
	if err := read(newScanner(rc, a.limits)); err != nil {
		e := readError(err, part)
		if e.Detail != part && !strings.Contains(e.Detail, part) {
			e.Detail = part + ": " + e.Detail
		}
		return e
	}
	return nil
}

// relationships reads a .rels part; targets are relative to base.
func (a *archive) relationships(part, base string) (list []relationship, err error) {
	err = a.scan(part, func(x *scanner) error {
		return x.elements(func() error {
			if string(x.name) != "Relationship" {
				return nil
			}
			attrs, err := x.attrsNamed("Id", "Type", "Target", "TargetMode")
			if err != nil || attrs[3] == "External" {
				return err
			}
			if len(list) == maxParts {
				return failf(CodeTooLarge, "more than %d relationships", maxParts)
			}
			list = append(list, relationship{attrs[0], attrs[1], resolve(base, attrs[2])})
			return nil
		})
	})
	return list, err
}

// resolve turns the target of a relationship into a path inside the ZIP.
func resolve(base, target string) string {
	target = strings.ReplaceAll(target, "\\", "/")
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", base, target), "/")
}

// elements visits every element of the document, in the order of their starts.
func (s *scanner) elements(visit func() error) error {
	for {
		tok, err := s.next()
		if err != nil || tok == tokEOF {
			return err
		}
		if tok == tokStart {
			if err := visit(); err != nil {
				return err
			}
		}
	}
}

// attrsNamed returns several attributes of the current element, by their names
// without prefix; "" for what is absent.
func (s *scanner) attrsNamed(names ...string) ([]string, error) {
	out := make([]string, len(names))
	for i, name := range names {
		val, err := s.attr(name)
		if err != nil {
			return nil, err
		}
		out[i] = val
	}
	return out, nil
}

func (w *workbook) readBook(x *scanner, links map[string]relationship) error {
	index := 0
	return x.elements(func() error {
		switch name := string(x.name); {
		case name == "workbookPr" && x.depth() == 2:
			raw, _, err := attribute(x.attrs, "date1904")
			w.date1904 = w.date1904 || flag(raw)
			return err
		case name == "sheet" && x.depth() == 3:
			attrs, err := x.attrsNamed("name", "state", "id")
			if err != nil {
				return err
			}
			if index >= maxParts {
				return failf(CodeTooLarge, "more than %d sheets", maxParts)
			}
			rel := links[attrs[2]]
			if kind := path.Base(rel.kind); rel.id == "" || kind == "worksheet" {
				hidden := attrs[1] == "hidden" || attrs[1] == "veryHidden"
				w.sheets = append(w.sheets, sheetPart{SheetInfo{attrs[0], hidden, index}, rel.target})
			}
			index++
		}
		return nil
	})
}

func (w *workbook) infos() []SheetInfo {
	out := make([]SheetInfo, len(w.sheets))
	for i, s := range w.sheets {
		out[i] = s.SheetInfo
	}
	return out
}

// find returns the part of a sheet. Excel treats names as equal without regard
// to case, but no producer relies on it: the name must be exact.
func (w *workbook) find(sheet string) (string, error) {
	for _, s := range w.sheets {
		if s.Name != sheet {
			continue
		}
		if s.part == "" {
			return "", failf(CodeMissingPart, "the workbook does not say where the sheet is")
		}
		return s.part, nil
	}
	return "", failf(CodeMissingSheet, "the workbook has no sheet of this name")
}

// rows yields the rows of a sheet, then at most one error.
func (w *workbook) rows(sheet string, yield func(Row, error) bool) {
	if err := w.read(sheet, func(row Row) bool { return yield(row, nil) }); err != nil {
		yield(Row{}, err)
	}
}

// read reads a sheet up to its end, so that damage behind the rows is noticed,
// and keeps its merges. It stops without an error when each returns false.
// With each nil it reads only the merges.
func (w *workbook) read(sheet string, each func(Row) bool) error {
	part, err := w.find(sheet)
	if err != nil {
		return err
	}
	if w.styles == nil && each != nil {
		if w.styles, err = w.readStyles(); err != nil {
			return err
		}
	}
	rc, err := w.zip.open(part)
	if err != nil {
		return err
	}
	defer rc.Close()
	r := newSheetReader(rc, w.zip.limits)
	r.styles, r.date1904, r.shared = w.styles, w.date1904, w.sharedString
	r.cover = newCoverage(w.merges[sheet])
	whole, err := r.read(each)
	if err != nil {
		return at(err, sheet, r.row.Number, 0)
	}
	if whole {
		w.merges[sheet] = r.merges
	}
	return nil
}

func (w *workbook) mergesOf(sheet string) ([]Ref, error) {
	if refs, known := w.merges[sheet]; known {
		return refs, nil
	}
	err := w.read(sheet, nil)
	return w.merges[sheet], err
}

// sharedString returns one string of the shared table.
func (w *workbook) sharedString(i int) (string, error) {
	if w.strings == nil {
		if w.stringsPart == "" {
			return "", failf(CodeMissingPart, "a cell refers to shared strings, but the file has none")
		}
		table := &stringTable{}
		err := w.zip.scan(w.stringsPart, func(x *scanner) error { return table.read(x, w.zip.limits) })
		if err != nil {
			return "", err
		}
		w.strings = table
	}
	text, ok := w.strings.at(i)
	if !ok {
		return "", failf(CodeBadReference, "shared string %d of %d", i, len(w.strings.ends))
	}
	return text, nil
}

// readStyles tells how the cell styles show numbers. Small writers name a
// styles part that they do not write: then all show them as they are.
func (w *workbook) readStyles() ([]shown, error) {
	if w.stylesPart == "" || !w.zip.has(w.stylesPart) {
		return []shown{}, nil
	}
	styles := []shown{}
	err := w.zip.scan(w.stylesPart, func(x *scanner) (err error) {
		styles, err = readStyles(x)
		return err
	})
	return styles, err
}
