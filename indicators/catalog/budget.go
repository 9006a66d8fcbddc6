package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

type datedCodeDoc struct {
	Code string `yaml:"code,required" short:"code"`
	From int16  `yaml:"from"`
	To   int16  `yaml:"to"`
}

// budgetDoc is the block "budget" of a variable.
type budgetDoc struct {
	Report     string         `yaml:"report,required"`
	Amount     string         `yaml:"amount,required"`
	Chapters   []datedCodeDoc `yaml:"chapters,required"`
	Except     []datedCodeDoc `yaml:"except"`
	Paragraphs struct {
		Only    []string `yaml:"only"`
		Without []string `yaml:"without"`
	} `yaml:"paragraphs"`
	Groups []string `yaml:"groups"`
	P4     []string `yaml:"p4"`
}

const budgetUnit = "zł"

var (
	budgetCode      = regexp.MustCompile(`^([0-9]{3}|[0-9]{5}|` + indicators.WholeBudget + `)$`)
	paragraphForm   = regexp.MustCompile(`^[0-9?]{3}$`)
	paragraphGroup  = regexp.MustCompile(`^[0-9]{4}$`)
	fourthDigitForm = regexp.MustCompile(`^[0-9]$`)
)

// budget reads the block of a variable, nil without one. Its rules: a known
// report and amount, codes of the classification, chapters that count once, a
// list of paragraphs beside groups, and an amount in złoty.
func (c checker) budget(d variableDoc) *indicators.Budget {
	if d.Budget == nil {
		return nil
	}
	doc := *d.Budget
	b := &indicators.Budget{
		Report: indicators.BudgetReport(doc.Report), Amount: indicators.BudgetAmount(doc.Amount),
		Only: doc.Paragraphs.Only, Without: doc.Paragraphs.Without, Groups: doc.Groups, P4: doc.P4,
	}
	c.oneOf("budget.report", doc.Report, string(indicators.Rb28S), string(indicators.Rb27S))
	if amounts := b.Report.Amounts(); doc.Amount != "" && amounts != nil && !slices.Contains(amounts, b.Amount) {
		c.bad("budget.amount", doc.Amount, joinCodes(amounts))
	}
	if d.Unit != "" && d.Unit != budgetUnit {
		c.bad("unit", d.Unit, budgetUnit)
	}
	b.Chapters = c.chapters(d.Variable, "budget.chapters", doc.Chapters)
	b.Except = c.chapters(d.Variable, "budget.except", doc.Except)
	if doc.Chapters != nil && len(doc.Chapters) == 0 {
		c.bad("budget.chapters", "[]", `["80101"], [{code: "80107", from: 2022}], [801], [all]`)
	}
	c.forms("budget.paragraphs.only", doc.Paragraphs.Only, paragraphForm, "401, 6??")
	c.forms("budget.paragraphs.without", doc.Paragraphs.Without, paragraphForm, "401, 6??")
	c.forms("budget.groups", doc.Groups, paragraphGroup, "1400")
	c.forms("budget.p4", doc.P4, fourthDigitForm, "0–9")
	if len(doc.Groups) > 0 && len(doc.Paragraphs.Only) == 0 {
		c.found.Add(diag.YAMLMissingKey, c.doc.At("budget.groups"), "paragraphs.only")
	}
	return b
}

func joinCodes[T ~string](codes []T) string {
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = string(code)
	}
	return strings.Join(out, ", ")
}

func (c checker) forms(path string, texts []string, form *regexp.Regexp, want string) {
	for i, s := range texts {
		if !form.MatchString(s) {
			c.bad(fmt.Sprintf("%s[%d]", path, i), s, want)
		}
	}
}

func (c checker) chapters(variable, path string, docs []datedCodeDoc) []indicators.DatedChapter {
	var out []indicators.DatedChapter
	for i, d := range docs {
		at := fmt.Sprintf("%s[%d]", path, i)
		if d.Code != "" && !budgetCode.MatchString(d.Code) {
			c.bad(at+".code", d.Code, "80101, 801, "+indicators.WholeBudget)
			continue
		}
		ch := indicators.DatedChapter{Code: d.Code, From: indicators.Year(d.From), To: indicators.Year(d.To)}
		if ch.To != 0 && ch.From > ch.To {
			c.found.Add(diag.DefValidity, c.doc.At(at), variable, chapterYears(ch))
		}
		for _, o := range out {
			if ch.Overlaps(o) {
				c.found.Add(diag.DefValidity, c.doc.At(at), variable, chapterYears(o)+", "+chapterYears(ch))
			}
		}
		out = append(out, ch)
	}
	return out
}

func chapterYears(c indicators.DatedChapter) string { return c.Code + " " + openSpan(c.From, c.To) }

type chapterDoc struct {
	Code     string `yaml:"code,required"`
	Name     string `yaml:"name,required"`
	From     int16  `yaml:"from"`
	To       int16  `yaml:"to"`
	Verified bool   `yaml:"verified,required"`
	Note     string `yaml:"note"`
}

// chaptersDoc is a document of the budget classification.
type chaptersDoc struct {
	Chapters []chapterDoc `yaml:"chapters,required"`
}

// chapterLayer is the classification of one layer, with the places it stands at.
type chapterLayer struct {
	chapters map[string]indicators.BudgetChapter
	places   map[string]diag.Place
}

func newChapterLayer() chapterLayer {
	return chapterLayer{map[string]indicators.BudgetChapter{}, map[string]diag.Place{}}
}

// load reads a part of the classification. What is wrong costs its entry.
func (l chapterLayer) load(doc *yamldoc.Document) diag.List {
	var d chaptersDoc
	found := doc.Decode(&d)
	c := checker{doc, &found}
	for i, ch := range d.Chapters {
		at := fmt.Sprintf("chapters[%d]", i)
		switch first, twice := l.places[ch.Code]; {
		case ch.Code == "" || ch.Name == "": // reported as missing
		case !budgetCode.MatchString(ch.Code) || ch.Code == indicators.WholeBudget:
			c.bad(at+".code", ch.Code, "80101, 801")
		case ch.To != 0 && ch.From > ch.To:
			found.Add(diag.DefValidity, doc.At(at), ch.Code, openSpan(indicators.Year(ch.From), indicators.Year(ch.To)))
		case twice:
			found = append(found, diag.New(diag.DefDuplicate, doc.At(at), diag.Phrase{PL: "rozdział", EN: "chapter"}, ch.Code).With(first))
		default:
			l.places[ch.Code] = doc.At(at)
			l.chapters[ch.Code] = indicators.BudgetChapter{
				Code: ch.Code, Name: ch.Name, From: indicators.Year(ch.From), To: indicators.Year(ch.To), Verified: ch.Verified, Note: ch.Note,
			}
		}
	}
	return found
}

// ChapterCodes in alphabetical order.
func (c *Catalog) ChapterCodes() []string {
	out := make([]string, 0, len(c.Chapters))
	for code := range c.Chapters {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}

// checkChapters holds the chapters of variables against the classification.
func (c *Catalog) checkChapters() diag.List {
	var found diag.List
	if len(c.Chapters) == 0 {
		return nil
	}
	for _, code := range c.VariableCodes() {
		e := c.Variables[code]
		if e.Value.Budget == nil {
			continue
		}
		check := func(path string, list []indicators.DatedChapter) {
			for i, ch := range list {
				place := e.Doc.At(fmt.Sprintf("%s[%d]", path, i))
				switch known, ok := c.Chapters[ch.Code]; {
				case ch.Code == indicators.WholeBudget:
				case !ok:
					found.Add(diag.ChapterUnknown, place, code, ch.Code)
				case !known.Covers(ch):
					found.Add(diag.ChapterValidity, place, code, ch.Code, openSpan(ch.From, ch.To), openSpan(known.From, known.To))
				}
			}
		}
		check("budget.chapters", e.Value.Budget.Chapters)
		check("budget.except", e.Value.Budget.Except)
	}
	return found
}
