package pages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
)

type (
	text   = document.Text
	strong = document.Strong
	emph   = document.Emph
	code   = document.Code
	line   = document.Line
)

// fichePage is the page of a version of a service.
func (b *book) fichePage(l fiches.Loaded) *page {
	p := b.page(b.fichePath(l.Value))
	p.fiche(l.Value)
	p.origin(l.Doc.File)
	return p
}

// fiche writes a service: in short, what it is, how it is measured, what it
// rests on.
func (p *page) fiche(f *fiches.Fiche) {
	b := p.b
	p.Heading(1, text(f.Code+" "+f.Name.In(b.lang)))
	p.trail(p.link(b.wording.Of("area", f.Area), areaPath(f.Area)))
	p.Paragraph(emph(other(f.Name, b.lang)))
	p.newer(f)
	p.ficheSummary(f)
	p.part(b.t("Po co", "Purpose"), f.Purpose)
	p.scope(f)
	p.part(b.t("Dla kogo", "Recipients"), f.Recipients)
	p.part(b.t("Kto prowadzi", "Provider"), f.Provider)
	p.legalBasis(f)
	p.chapters(f)
	p.standards(f)
	p.weights(f)
	p.part(b.t("Jak czytać", "How to read"), f.Interpret)
	p.part(b.t("Czego fiszka nie mówi", "Limits"), f.Limits)
	p.publicData(f)
	p.scoring(f)
	p.weightSets(f)
	p.itemByItem(f)
	p.part(b.t("Na czym się opiera", "Basis"), f.Basis)
	p.history(f)
}

// newer says that a version is not the newest.
func (p *page) newer(f *fiches.Fiche) {
	b := p.b
	versions := b.in.Set.Versions(f.ID)
	if len(versions) == 0 {
		return
	}
	if last := versions[len(versions)-1].Value; last.ValidFrom > f.ValidFrom {
		p.Paragraph(strong(b.t("To starsza wersja.", "This is an older version.")), text(b.t(" Nowsza: ", " The newer one: ")),
			p.link(fmt.Sprintf(b.t("wersja %d, %s", "version %d, %s"), last.Version, b.years(last.ValidFrom, last.ValidTo)), b.fichePath(last)))
	}
}

// part is a heading with a text.
func (p *page) part(title, body string) {
	p.Heading(2, text(title))
	p.Paragraph(text(body))
}

// other is a name in the language that the text is not in.
func other(name indicators.Text, lang string) string {
	if lang == "en" {
		return name.PL
	}
	return name.EN
}

func (p *page) ficheSummary(f *fiches.Fiche) {
	b := p.b
	monitoring := len(f.MonitoringItems())
	items := []line{
		said(b.t("Poziom", "Level"), b.applies(f.Applies)),
		said(b.t("Zadanie", "Task"), b.task(f.Task)+after(". ", f.Task.Note)),
		p.condition(f.Applies.Where),
		said(b.t("Wskaźniki", "Indicators"), fmt.Sprintf(b.t("z wagą: %d, kontekstowe: %d", "weighted: %d, context: %d"), monitoring, len(f.Indicators)-monitoring)),
		said(b.t("Dane publiczne", "Public data"), b.verdict(f)),
		field(b.t("Udział w ocenie zbiorczej", "Share of the overall score"), p.share(f)...),
		said(b.t("Odwołania niesprawdzone", "References not verified"), fmt.Sprintf(b.t("%d z %d", "%d of %d"), f.Unverified(), len(f.LegalBasis)+len(f.Chapters)+len(f.Standards))),
		said(b.t("Wersja", "Version"), fmt.Sprintf(b.t("%d, stan: %s, lata: %s", "%d, status: %s, years: %s"), f.Version, b.wording.Of("fiche_status", f.Status), b.years(f.ValidFrom, f.ValidTo))),
		field(b.t("Identyfikator", "Id"), code(f.ID)),
	}
	p.List(items...)
}

// after puts something before a text that is there.
func after(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func (p *page) condition(w *fiches.Condition) line {
	if w == nil {
		return nil
	}
	b := p.b
	return field(b.t("Dotyczy jednostek, w których", "Applies to units where"), p.variable(w.Variable),
		text(fmt.Sprintf(" %s %s. ", w.Op, b.number(w.Value))+b.t("Brak tej danej jest luką, a nie dowodem, że usługi nie ma.", "Without that figure there is a gap, no proof that there is no service.")))
}

// variable is the name of a variable, leading to its description; its code
// where the catalogue has none.
func (p *page) variable(id string) document.Inline {
	if e, ok := p.b.in.Catalog.Variables[id]; ok {
		return p.link(e.Value.Name.In(p.b.lang), p.b.variablePath(id))
	}
	return code(id)
}

// cardLink is the name of an indicator, leading to its card; its code where
// the catalogue has none.
func (p *page) cardLink(id string) document.Inline {
	if e, ok := p.b.in.Catalog.Cards[id]; ok {
		return p.link(e.Value.Name.In(p.b.lang), cardPath(id))
	}
	return code(id)
}

// share says what the service weighs in the whole of each tree.
func (p *page) share(f *fiches.Fiche) line {
	var parts []line
	for _, s := range p.b.shares[f.ID] {
		parts = append(parts, line{text(p.b.percent(s.part) + " (" + p.b.quoted(s.top.Name.In(p.b.lang)) + ", "), p.link(s.tree.Name.In(p.b.lang), treesPath), text(")")})
	}
	return document.Join("; ", parts...)
}

func (p *page) scope(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Zakres", "Scope")))
	for _, part := range []struct {
		title string
		items []string
	}{{b.t("Należy do usługi:", "In:"), f.ScopeIn}, {b.t("Nie należy:", "Out:"), f.ScopeOut}} {
		if len(part.items) == 0 {
			continue
		}
		p.Paragraph(strong(part.title))
		var list []line
		for _, x := range part.items {
			list = append(list, document.Say(x))
		}
		p.List(list...)
	}
}

// legalBasis lists provisions by act, in the order of the fiche.
func (p *page) legalBasis(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Podstawa prawna", "Legal basis")))
	var acts []string
	journals, provisions := map[string][]string{}, map[string][]line{}
	for _, l := range f.LegalBasis {
		if !slices.Contains(acts, l.Act) {
			acts = append(acts, l.Act)
		}
		if l.Journal != "" && !slices.Contains(journals[l.Act], l.Journal) {
			journals[l.Act] = append(journals[l.Act], l.Journal)
		}
		provisions[l.Act] = append(provisions[l.Act], slices.Concat(line{strong(l.Article + ":"), text(" " + l.Text)}, b.unchecked(l.Verified), line{text(b.checkedIn(l))}))
	}
	for _, a := range acts {
		where := strings.Join(journals[a], "; ")
		p.Paragraph(text(a + after(" (", where) + closing(where)))
		p.List(provisions[a]...)
	}
}

func closing(s string) string {
	if s == "" {
		return ""
	}
	return ")"
}

// checkedIn says where a provision was read and how new the text was.
func (b *book) checkedIn(l fiches.LegalBasis) string {
	var parts []string
	if l.Verified && l.Source != "" {
		parts = append(parts, b.t("sprawdzono: ", "verified in: ")+l.Source)
	}
	if l.AsOf != "" {
		parts = append(parts, b.t("stan: ", "as of: ")+l.AsOf)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

func (p *page) chapters(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Rozdziały budżetu", "Budget chapters")))
	var rows [][]line
	for _, c := range f.Chapters {
		rows = append(rows, []line{
			{p.link(c.Code, chaptersPath)}, document.Say(c.Name), document.Say(b.years(c.From, c.To)), append(document.Say(c.Note), b.unchecked(c.Verified)...),
		})
	}
	p.Table([]string{b.t("rozdział", "chapter"), b.t("nazwa", "name"), b.t("lata", "years"), b.t("uwagi", "remarks")}, rows...)
}

func (p *page) standards(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Normy", "Standards")))
	var list []line
	for _, s := range f.Standards {
		item := append(document.Say(s.Text+" ("+s.Source+")"), b.unchecked(s.Verified)...)
		if _, ok := b.in.Catalog.Cards[s.Indicator]; ok {
			item = append(item, text(b.t(". Wskaźnik: ", ". Indicator: ")), p.cardLink(s.Indicator))
			if s.Min != nil {
				item = append(item, text(b.t(", co najmniej ", ", at least ")+b.number(*s.Min)))
			}
			if s.Max != nil {
				item = append(item, text(b.t(", najwyżej ", ", at most ")+b.number(*s.Max)))
			}
		}
		list = append(list, item)
	}
	p.List(list...)
}

func (p *page) history(f *fiches.Fiche) {
	b := p.b
	p.Heading(2, text(b.t("Autorzy i zmiany", "Authors and changes")))
	p.Paragraph(text(strings.Join(f.Authors, ", ")))
	var list []line
	for _, h := range f.History {
		list = append(list, document.Say(fmt.Sprintf(b.t("wersja %d (%d): %s", "version %d (%d): %s"), h.Version, h.Year, h.Change)))
	}
	p.List(list...)
	var others []line
	for _, l := range b.in.Set.Versions(f.ID) {
		if o := l.Value; o.Version != f.Version {
			others = append(others, line{p.link(b.t("wersja ", "version ")+strconv.Itoa(o.Version), b.fichePath(o)), text(" (" + b.years(o.ValidFrom, o.ValidTo) + ")")})
		}
	}
	if len(others) > 0 {
		p.Paragraph(append(line{text(b.t("Inne wersje: ", "Other versions: "))}, document.Join(", ", others...)...)...)
	}
}
