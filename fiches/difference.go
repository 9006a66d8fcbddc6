package fiches

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Difference is a part of a fiche that differs between two versions. A part
// that one of them does not have is empty there.
type Difference struct {
	Part string `json:"part"` // indicators.bib_nowosci_100.weight
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Differences lists what differs between two versions of a fiche, in the order
// of the document: parts of the old one first.
func Differences(a, b *Fiche) []Difference {
	old, now := parts(a), parts(b)
	at := map[string]string{}
	for _, p := range now {
		at[p.path] = p.text
	}
	var out []Difference
	seen := map[string]bool{}
	for _, p := range old {
		seen[p.path] = true
		if p.text != at[p.path] {
			out = append(out, Difference{p.path, p.text, at[p.path]})
		}
	}
	for _, p := range now {
		if !seen[p.path] {
			out = append(out, Difference{p.path, "", p.text})
		}
	}
	return out
}

// part is one value of a fiche under the path of its document. Lists are keyed
// by what names their items, so that an item that moved is no difference.
type part struct{ path, text string }

type partList []part

func (l *partList) add(path, text string) { *l = append(*l, part{path, text}) }

func (l *partList) number(path string, n int) {
	if n != 0 {
		l.add(path, strconv.Itoa(n))
	}
}

func (l *partList) decimal(path string, p *float64) {
	if p != nil {
		l.add(path, strconv.FormatFloat(*p, 'f', -1, 64))
	}
}

func (l *partList) fill(path string, f *Fill) {
	if f != nil {
		l.add(path, strings.TrimSpace(strings.Join(f.Methods, ", ")+" "+strings.TrimPrefix(strconv.Itoa(f.LimitYears), "0")))
	}
}

func parts(f *Fiche) []part {
	var l partList
	for _, p := range []part{
		{"code", f.Code}, {"name.pl", f.Name.PL}, {"name.en", f.Name.EN}, {"area", f.Area}, {"version", strconv.Itoa(f.Version)},
		{"valid_from", strconv.Itoa(int(f.ValidFrom))}, {"status", f.Status}, {"task.kind", f.Task.Kind}, {"task.obligation", f.Task.Obligation}, {"task.note", f.Task.Note},
		{"applies.level", string(f.Applies.Level)}, {"applies.kinds", strings.Join(f.Applies.Kinds, ", ")}, {"applies.where", f.Applies.Where.String()},
		{"purpose", f.Purpose}, {"recipients", f.Recipients}, {"provider", f.Provider},
		{"scope.in", strings.Join(f.ScopeIn, "; ")}, {"scope.out", strings.Join(f.ScopeOut, "; ")},
	} {
		l.add(p.path, p.text)
	}
	l.number("valid_to", int(f.ValidTo))
	for _, b := range f.LegalBasis {
		l.add("legal_basis."+b.Act+", "+b.Article, strings.Join([]string{b.Journal, b.Text, b.AsOf, b.Source, strconv.FormatBool(b.Verified)}, "; "))
	}
	for _, c := range f.Chapters {
		l.add("chapters."+c.Code, fmt.Sprintf("%s; %d–%d; %s; %t", c.Name, c.From, c.To, c.Note, c.Verified))
	}
	for _, s := range f.Standards {
		path := "standards." + s.Text
		l.add(path, fmt.Sprintf("%s; %s; %t", s.Source, s.Indicator, s.Verified))
		l.decimal(path+".min", s.Min)
		l.decimal(path+".max", s.Max)
	}
	weightParts(&l, f)
	scoreParts(&l, f.Score)
	for _, p := range f.Ladder {
		l.add("ladder."+p.Part, p.Text)
	}
	l.fill("fill", f.Fill)
	for _, p := range []part{{"interpretation", f.Interpret}, {"limits", f.Limits}, {"basis", f.Basis}, {"authors", strings.Join(f.Authors, ", ")}} {
		l.add(p.path, p.text)
	}
	for _, h := range f.History {
		l.add(fmt.Sprintf("history.%d", h.Version), fmt.Sprintf("%d: %s", h.Year, h.Change))
	}
	return l
}

func weightParts(l *partList, f *Fiche) {
	for _, d := range f.Dimensions {
		path := "dimensions." + string(d.Dimension)
		l.number(path+".weight", d.Weight)
		l.add(path+".why", d.Why)
	}
	for _, it := range f.Indicators {
		path := "indicators." + it.Indicator
		l.add(path+".role", string(it.Role))
		l.number(path+".weight", it.Weight)
		if it.Core {
			l.add(path+".core", "true")
		}
		if it.Posts != nil {
			l.add(path+".posts", fmt.Sprint(*it.Posts))
		}
		l.decimal(path+".target", it.Target)
		l.fill(path+".fill", it.Fill)
		l.add(path+".why", it.Why)
	}
	for _, s := range f.WeightSets {
		path := "weight_sets." + s.ID
		l.add(path+".why", s.Why)
		for _, code := range slices.Sorted(maps.Keys(s.Weights)) {
			l.add(path+"."+code, strconv.Itoa(s.Weights[code]))
		}
		for _, d := range slices.Sorted(maps.Keys(s.Dimensions)) {
			l.add(path+".dimensions."+string(d), strconv.Itoa(s.Dimensions[d]))
		}
	}
}

func scoreParts(l *partList, r ScoreRule) {
	if r.None != "" {
		l.add("score.none", r.None)
		return
	}
	l.add("score.coverage", strconv.Itoa(r.Coverage))
	l.add("score.min_indicators", strconv.Itoa(r.MinIndicators))
	l.add("score.min_dimensions", strconv.Itoa(r.MinDimensions))
	settings := func(path string, s Settings) {
		l.add(path+".normalise", s.Normalise)
		l.add(path+".scale", fmt.Sprint(s.Scale))
		l.add(path+".treat", s.Treat)
		l.add(path+".aggregate", s.Aggregate)
	}
	settings("score", r.Settings)
	for _, p := range []part{{"score.combine", r.Combine}, {"score.reference", r.Reference}, {"score.scheme", r.Scheme}, {"score.unit", string(r.Unit)}, {"score.years", r.Years}} {
		l.add(p.path, p.text)
	}
	for _, d := range r.Dimensions {
		settings("score.dimensions."+string(d.Dimension), d.Settings)
	}
}
