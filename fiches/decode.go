package fiches

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type nameDoc struct {
	PL string `yaml:"pl,required"`
	EN string `yaml:"en,required"`
}

func (n nameDoc) text() indicators.Text { return indicators.Text{PL: n.PL, EN: n.EN} }

type fillDoc struct {
	Methods    []string `yaml:"methods,required"`
	LimitYears int      `yaml:"limit_years"`
}

type ficheDoc struct {
	Fiche     string  `yaml:"fiche,required"`
	Code      string  `yaml:"code,required"`
	Name      nameDoc `yaml:"name,required"`
	Area      string  `yaml:"area,required"`
	Version   int     `yaml:"version,required"`
	ValidFrom int16   `yaml:"valid_from,required"`
	ValidTo   int16   `yaml:"valid_to"`
	Status    string  `yaml:"status,required"`
	Task      struct {
		Kind       string `yaml:"kind,required"`
		Obligation string `yaml:"obligation,required"`
		Note       string `yaml:"note"`
	} `yaml:"task,required"`
	Applies struct {
		Level string   `yaml:"level,required"`
		Kinds []string `yaml:"kinds"`
		Where string   `yaml:"where"`
	} `yaml:"applies,required"`
	LegalBasis []struct {
		Act      string `yaml:"act,required"`
		Journal  string `yaml:"journal"`
		Article  string `yaml:"article,required"`
		Text     string `yaml:"text,required"`
		AsOf     string `yaml:"as_of"`
		Verified bool   `yaml:"verified,required"`
		Source   string `yaml:"source"`
	} `yaml:"legal_basis,required"`
	Purpose    string `yaml:"purpose,required"`
	Recipients string `yaml:"recipients,required"`
	Provider   string `yaml:"provider,required"`
	Scope      struct {
		In  []string `yaml:"in,required"`
		Out []string `yaml:"out,required"`
	} `yaml:"scope,required"`
	Chapters []struct {
		Code     string `yaml:"code,required"`
		Name     string `yaml:"name,required"`
		From     int16  `yaml:"from"`
		To       int16  `yaml:"to"`
		Verified bool   `yaml:"verified,required"`
		Note     string `yaml:"note"`
	} `yaml:"chapters,required"`
	Standards []struct {
		Text      string   `yaml:"text,required"`
		Source    string   `yaml:"source,required"`
		Indicator string   `yaml:"indicator"`
		Min       *float64 `yaml:"min"`
		Max       *float64 `yaml:"max"`
		Verified  bool     `yaml:"verified,required"`
	} `yaml:"standards"`
	Dimensions []struct {
		Dimension string `yaml:"dimension,required"`
		Weight    int    `yaml:"weight,required"`
		Why       string `yaml:"why,required"`
	} `yaml:"dimensions"`
	Indicators []struct {
		Indicator string      `yaml:"indicator,required"`
		Role      string      `yaml:"role,required"`
		Weight    int         `yaml:"weight"`
		Core      bool        `yaml:"core"`
		Posts     *[2]float64 `yaml:"posts"`
		Target    *float64    `yaml:"target"`
		Fill      *fillDoc    `yaml:"fill"`
		Why       string      `yaml:"why,required"`
	} `yaml:"indicators,required"`
	WeightSets []struct {
		Set        string         `yaml:"set,required"`
		Name       nameDoc        `yaml:"name,required"`
		Why        string         `yaml:"why,required"`
		Weights    map[string]int `yaml:"weights,required"`
		Dimensions map[string]int `yaml:"dimensions"`
	} `yaml:"weight_sets"`
	Score          *scoreDoc  `yaml:"score,required"`
	Ladder         *ladderDoc `yaml:"ladder"`
	Fill           *fillDoc   `yaml:"fill"`
	Interpretation string     `yaml:"interpretation,required"`
	Limits         string     `yaml:"limits,required"`
	Basis          string     `yaml:"basis,required"`
	Authors        []string   `yaml:"authors,required"`
	History        []struct {
		Version int    `yaml:"version,required"`
		Year    int    `yaml:"year,required"`
		Change  string `yaml:"change,required"`
	} `yaml:"history,required"`
}

func decode(doc *yamldoc.Document) (*Fiche, diag.List) {
	var d ficheDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	c.id("fiche", d.Fiche)
	c.oneOf("area", d.Area, "edukacja", "kultura")
	c.oneOf("status", d.Status, "draft", "agreed", "tested", "in_force")
	c.oneOf("task.kind", d.Task.Kind, "own", "delegated")
	c.oneOf("task.obligation", d.Task.Obligation, "obligatory", "optional", "mixed")
	c.oneOf("applies.level", d.Applies.Level, "gmina", "powiat")
	for i, k := range d.Applies.Kinds {
		c.oneOf(fmt.Sprintf("applies.kinds[%d]", i), k, string(indicators.KindUrban), string(indicators.KindRural),
			string(indicators.KindUrbanRural), "powiat", "miasto na prawach powiatu")
	}
	c.validity("valid_to", d.Fiche, d.ValidFrom, d.ValidTo)
	for i, ch := range d.Chapters {
		c.validity(fmt.Sprintf("chapters[%d].to", i), d.Fiche, ch.From, ch.To)
	}
	f := &Fiche{
		ID: d.Fiche, Code: d.Code, Name: d.Name.text(), Area: d.Area, Version: d.Version,
		ValidFrom: indicators.Year(d.ValidFrom), ValidTo: indicators.Year(d.ValidTo), Status: d.Status,
		Task:    Task{d.Task.Kind, d.Task.Obligation, d.Task.Note},
		Applies: Applies{Level: indicators.Level(d.Applies.Level), Kinds: d.Applies.Kinds},
		Purpose: strings.TrimSpace(d.Purpose), Recipients: strings.TrimSpace(d.Recipients), Provider: strings.TrimSpace(d.Provider),
		ScopeIn: d.Scope.In, ScopeOut: d.Scope.Out, Interpret: strings.TrimSpace(d.Interpretation),
		Limits: strings.TrimSpace(d.Limits), Basis: strings.TrimSpace(d.Basis), Authors: d.Authors,
		Score: c.score(d.Score), Ladder: ladder(d.Ladder), Fill: c.fill("fill", d.Fill),
	}
	if d.Applies.Where != "" {
		where, err := ParseCondition(d.Applies.Where)
		if err != nil {
			found.Add(diag.FicheCondition, doc.At("applies.where"), d.Fiche, d.Applies.Where,
				diag.Phrase{PL: "nie da się odczytać", EN: "cannot be read"})
		}
		f.Applies.Where = where
	}
	for _, l := range d.LegalBasis {
		f.LegalBasis = append(f.LegalBasis, LegalBasis{Act: l.Act, Journal: l.Journal, Article: l.Article, Text: l.Text, AsOf: l.AsOf, Source: l.Source, Verified: l.Verified})
	}
	for _, ch := range d.Chapters {
		f.Chapters = append(f.Chapters, Chapter{Code: ch.Code, Name: ch.Name, Note: ch.Note, From: indicators.Year(ch.From), To: indicators.Year(ch.To), Verified: ch.Verified})
	}
	for _, s := range d.Standards {
		f.Standards = append(f.Standards, Standard(s))
	}
	if len(d.Dimensions) > 0 && f.Score.Combine == "" {
		f.Score.Combine = "arithmetic"
	}
	for i, w := range d.Dimensions {
		c.oneOf(fmt.Sprintf("dimensions[%d].dimension", i), w.Dimension, dimensions...)
		f.Dimensions = append(f.Dimensions, DimensionWeight{indicators.Dimension(w.Dimension), w.Weight, w.Why})
	}
	for i, it := range d.Indicators {
		c.oneOf(fmt.Sprintf("indicators[%d].role", i), it.Role, "monitoring", "context")
		f.Indicators = append(f.Indicators, Item{Indicator: it.Indicator, Role: Role(it.Role), Weight: it.Weight, Core: it.Core,
			Posts: it.Posts, Target: it.Target, Fill: c.fill(fmt.Sprintf("indicators[%d].fill", i), it.Fill), Why: it.Why})
	}
	for i, s := range d.WeightSets {
		c.id(fmt.Sprintf("weight_sets[%d].set", i), s.Set)
		w := WeightSet{ID: s.Set, Name: s.Name.text(), Why: s.Why, Weights: s.Weights}
		for dim, weight := range s.Dimensions {
			if w.Dimensions == nil {
				w.Dimensions = map[indicators.Dimension]int{}
			}
			w.Dimensions[indicators.Dimension(dim)] = weight
		}
		f.WeightSets = append(f.WeightSets, w)
	}
	for _, h := range d.History {
		f.History = append(f.History, Change(h))
	}
	return f, found
}

var dimensions = []string{string(indicators.Quantity), string(indicators.Quality), string(indicators.Accessibility), string(indicators.Effectiveness)}

// checker reports values that decode but make no sense.
type checker struct {
	doc   *yamldoc.Document
	found *diag.List
}

func (c checker) bad(path, got, want string) {
	c.found.Add(diag.DefValue, c.doc.At(path), path, got, want)
}

func (c checker) id(path, s string) {
	if s != "" && !indicators.VariableID.MatchString(s) {
		c.bad(path, s, indicators.VariableID.String())
	}
}

func (c checker) oneOf(path, got string, allowed ...string) {
	if got != "" && !slices.Contains(allowed, got) {
		c.bad(path, got, strings.Join(allowed, ", "))
	}
}

func (c checker) between(path string, got, lo, hi int) {
	if got < lo || got > hi {
		c.bad(path, strconv.Itoa(got), fmt.Sprintf("%d–%d", lo, hi))
	}
}

func (c checker) validity(path, id string, from, to int16) {
	if to != 0 && to < from {
		c.found.Add(diag.DefValidity, c.doc.At(path), id, fmt.Sprintf("%d–%d", from, to))
	}
}

func (c checker) fill(path string, d *fillDoc) *Fill {
	if d == nil {
		return nil
	}
	for i, m := range d.Methods {
		c.oneOf(fmt.Sprintf("%s.methods[%d]", path, i), m, fillMethods...)
	}
	return &Fill{d.Methods, d.LimitYears}
}
