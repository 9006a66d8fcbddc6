package fiches

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

//go:embed catalog
var builtin embed.FS

// Builtin is the layer of fiches compiled into the program.
func Builtin() catalog.Layer {
	sub, err := fs.Sub(builtin, "catalog")
	if err != nil {
		panic(err) // the embedded folder always exists
	}
	return catalog.Layer{FS: sub, Prefix: "fiches/catalog"}
}

// Loaded is a fiche with its document.
type Loaded = catalog.Entry[*Fiche]

// Load reads fiches from all layers and checks them against the catalogue. A
// fiche with an error is left out and everything else stays usable; the
// findings are all problems of all files. Fiches come in order of their code.
func Load(cat *catalog.Catalog, layers ...catalog.Layer) ([]Loaded, diag.List) {
	byID := map[string]Loaded{}
	var found diag.List
	for _, layer := range layers {
		seen := map[string]Loaded{}
		found = append(found, catalog.EachDocument(layer, func(doc *yamldoc.Document) diag.List {
			f, problems := decode(doc)
			if problems.Count(diag.Error) == 0 {
				problems = append(problems, check(Subject{f, doc, cat})...)
			}
			// A broken fiche also hides an earlier layer's fiche of the same
			// code: silently scoring by the old one would be a surprise.
			replaced, replaces := byID[f.ID]
			delete(byID, f.ID)
			if problems.Count(diag.Error) > 0 {
				return problems
			}
			if old, ok := seen[f.ID]; ok {
				return append(problems, diag.New(diag.DefDuplicate, doc.At("fiche"), diag.Phrase{PL: "fiszka", EN: "fiche"}, f.ID).With(old.Doc.At("fiche")))
			}
			seen[f.ID] = Loaded{Value: f, Doc: doc}
			if replaces {
				problems = append(problems, diag.New(diag.DefOverride, doc.At("fiche"), diag.Phrase{PL: "fiszka", EN: "fiche"}, f.ID).With(replaced.Doc.At("fiche")))
			}
			return problems
		})...)
		for id, l := range seen {
			byID[id] = l
		}
	}
	out := make([]Loaded, 0, len(byID))
	for _, l := range byID {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b Loaded) int { return strings.Compare(a.Value.Code+a.Value.ID, b.Value.Code+b.Value.ID) })
	return out, found
}

type ficheDoc struct {
	Fiche string `yaml:"fiche,required"`
	Code  string `yaml:"code,required"`
	Name  struct {
		PL string `yaml:"pl,required"`
		EN string `yaml:"en,required"`
	} `yaml:"name,required"`
	Area      string `yaml:"area,required"`
	Version   int    `yaml:"version,required"`
	ValidFrom int16  `yaml:"valid_from,required"`
	ValidTo   int16  `yaml:"valid_to"`
	Status    string `yaml:"status,required"`
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
		Text     string `yaml:"text,required"`
		Source   string `yaml:"source,required"`
		Verified bool   `yaml:"verified,required"`
	} `yaml:"standards"`
	Indicators []struct {
		Indicator string `yaml:"indicator,required"`
		Role      string `yaml:"role,required"`
		Weight    int    `yaml:"weight"`
		Core      bool   `yaml:"core"`
		Why       string `yaml:"why,required"`
	} `yaml:"indicators,required"`
	Score struct {
		Normalise string `yaml:"normalise,required"`
		Reference string `yaml:"reference,required"`
		Aggregate string `yaml:"aggregate,required"`
		Coverage  int    `yaml:"coverage,required"`
	} `yaml:"score,required"`
	Interpretation string   `yaml:"interpretation,required"`
	Limits         string   `yaml:"limits,required"`
	Basis          string   `yaml:"basis,required"`
	Authors        []string `yaml:"authors,required"`
	History        []struct {
		Version int    `yaml:"version,required"`
		Year    int    `yaml:"year,required"`
		Change  string `yaml:"change,required"`
	} `yaml:"history,required"`
}

func decode(doc *yamldoc.Document) (*Fiche, diag.List) {
	var d ficheDoc
	found := doc.Decode(&d)
	oneOf := func(path, got string, allowed ...string) {
		if got != "" && !slices.Contains(allowed, got) {
			found.Add(diag.DefValue, doc.At(path), path, got, strings.Join(allowed, ", "))
		}
	}
	validity := func(path string, from, to int16) {
		if to != 0 && to < from {
			found.Add(diag.DefValidity, doc.At(path), d.Fiche, fmt.Sprintf("%d–%d", from, to))
		}
	}
	if d.Fiche != "" && !indicators.VariableID.MatchString(d.Fiche) {
		found.Add(diag.DefValue, doc.At("fiche"), "fiche", d.Fiche, indicators.VariableID.String())
	}
	oneOf("area", d.Area, "edukacja", "kultura")
	oneOf("status", d.Status, "draft", "agreed", "tested", "in_force")
	oneOf("task.kind", d.Task.Kind, "own", "delegated")
	oneOf("task.obligation", d.Task.Obligation, "obligatory", "optional", "mixed")
	oneOf("applies.level", d.Applies.Level, "gmina", "powiat")
	for i, k := range d.Applies.Kinds {
		oneOf(fmt.Sprintf("applies.kinds[%d]", i), k, string(indicators.KindUrban), string(indicators.KindRural),
			string(indicators.KindUrbanRural), "powiat", "miasto na prawach powiatu")
	}
	oneOf("score.normalise", d.Score.Normalise, "minmax")
	oneOf("score.reference", d.Score.Reference, "national")
	oneOf("score.aggregate", d.Score.Aggregate, "arithmetic")
	for i, it := range d.Indicators {
		oneOf(fmt.Sprintf("indicators[%d].role", i), it.Role, "monitoring", "context")
	}
	if d.Score.Coverage < 0 || d.Score.Coverage > 100 {
		found.Add(diag.DefValue, doc.At("score.coverage"), "score.coverage", strconv.Itoa(d.Score.Coverage), "0–100")
	}
	validity("valid_to", d.ValidFrom, d.ValidTo)
	for i, ch := range d.Chapters {
		validity(fmt.Sprintf("chapters[%d].to", i), ch.From, ch.To)
	}
	f := &Fiche{
		ID: d.Fiche, Code: d.Code, Name: indicators.Text{PL: d.Name.PL, EN: d.Name.EN}, Area: d.Area, Version: d.Version,
		ValidFrom: indicators.Year(d.ValidFrom), ValidTo: indicators.Year(d.ValidTo), Status: d.Status,
		Task:    Task{d.Task.Kind, d.Task.Obligation, d.Task.Note},
		Applies: Applies{Level: indicators.Level(d.Applies.Level), Kinds: d.Applies.Kinds},
		Purpose: strings.TrimSpace(d.Purpose), Recipients: strings.TrimSpace(d.Recipients), Provider: strings.TrimSpace(d.Provider),
		ScopeIn: d.Scope.In, ScopeOut: d.Scope.Out, Interpret: strings.TrimSpace(d.Interpretation),
		Limits: strings.TrimSpace(d.Limits), Basis: strings.TrimSpace(d.Basis), Authors: d.Authors,
		Score: ScoreRule{d.Score.Normalise, d.Score.Reference, d.Score.Aggregate, d.Score.Coverage},
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
	for _, it := range d.Indicators {
		f.Indicators = append(f.Indicators, Item{it.Indicator, Role(it.Role), it.Weight, it.Core, it.Why})
	}
	for _, h := range d.History {
		f.History = append(f.History, Change(h))
	}
	return f, found
}
