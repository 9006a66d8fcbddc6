package report

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"miernik/pipeline/warehouse"
)

// service is the workbook of one service.
type service struct {
	*book
	fiche   *fiche
	year    int
	scores  map[string]*serviceScore // by unit
	values  map[[2]string]serviceValue
	units   []*unit        // those the fiche applies to, by name
	weight  map[string]int // row of an indicator on the sheet of weights
	leaders []serviceLeader
	origin  string
}

type serviceScore struct {
	score          num
	status, reason string
	coverage       int
	hasCore        bool
	origin         string
	ranks          map[string]serviceRank // by scheme
	normalised     map[string]float64
}

type serviceRank struct {
	rank      whole
	n, nGroup int
	class     string
	group     string
}

type serviceValue struct {
	value                        num
	status, cause, origin, class string
}

// writeFiche writes the workbook of a service into dir.
func writeFiche(ctx context.Context, db *warehouse.DB, d *data, f *fiche, dir string) (File, error) {
	s, err := loadService(ctx, db, d, f)
	if err != nil {
		return File{}, err
	}
	s.book = newBook(d, dir, d.label("workbook", KindFiche)+": "+f.name, f.code+" "+f.name, s.origin == synthetic)
	sheet := s.page(d.sheet("fiche"), 1, 28, 60, 56, 7, 7, 40)
	weights := s.page(d.sheet("weights"), 1, 46, 20, 12, 14, 12, 70, 12, 28)
	units := s.page(d.sheet("units"), 4, s.unitWidths()...)
	spread := s.page(d.sheet("distribution"), 1, 44, 12, 22, 34, 6, 9, 9, 12, 12, 11, 11, 11, 11, 11, 11, 22)
	leaders := s.page(d.sheet("leaders"), 1, 18, 34, 40, 11, 12, 34, 10, 20, 12, 12, 9, 50, 20)
	cards := s.page(d.sheet("definitions"), 1, 34, 110)
	s.writeSheet(sheet)
	s.writeWeights(weights)
	s.writeUnits(units)
	s.writeSpread(spread)
	s.writeLeaders(leaders)
	s.writeDefinitions(cards)
	return s.save(dir, "fiszka_"+f.id, KindFiche)
}

func loadService(ctx context.Context, db *warehouse.DB, d *data, f *fiche) (*service, error) {
	l := &loader{ctx: ctx, db: db}
	s := &service{fiche: f, scores: map[string]*serviceScore{}, values: map[[2]string]serviceValue{}, weight: map[string]int{}, origin: "real"}
	for _, y := range rows(l, "fiche_year", func(y *int) []any { return []any{y} }, f.id) {
		s.year = y
	}
	type scored struct {
		unit string
		serviceScore
	}
	for _, r := range rows(l, "fiche_scores", func(r *scored) []any {
		return []any{&r.unit, &r.score, &r.status, &r.reason, &r.coverage, &r.hasCore, &r.origin}
	}, f.id, s.year) {
		r.ranks, r.normalised = map[string]serviceRank{}, map[string]float64{}
		s.scores[r.unit] = &r.serviceScore
		s.mark(r.origin)
	}
	for _, r := range rows(l, "fiche_leaders", func(r *serviceLeader) []any {
		return []any{&r.scheme, &r.group, &r.indicator, &r.year, &r.rank, &r.ties, &r.n, &r.teryt, &r.mean, &r.precision, &r.measure, &r.persons, &r.title, &r.text, &r.source, &r.origin}
	}, f.id) {
		s.leaders = append(s.leaders, r)
		s.mark(r.origin)
	}
	type ranked struct {
		unit, scheme string
		year         int
		serviceRank
	}
	for _, r := range rows(l, "fiche_ranks", func(r *ranked) []any {
		return []any{&r.unit, &r.year, &r.scheme, &r.group, &r.rank, &r.n, &r.nGroup, &r.class}
	}, f.id, s.year) {
		to := s.scores[r.unit]
		if to == nil {
			continue
		}
		if r.year == s.year {
			to.ranks[r.scheme] = r.serviceRank
		}
	}
	type valued struct {
		key [2]string
		serviceValue
	}
	for _, r := range rows(l, "fiche_values", func(r *valued) []any {
		return []any{&r.key[0], &r.key[1], &r.value, &r.status, &r.cause, &r.origin, &r.class}
	}, f.id, s.year, d.mainScheme()) {
		s.values[r.key] = r.serviceValue
		if r.value.Valid {
			s.mark(r.origin)
		}
	}
	type norm struct {
		unit, indicator string
		value           float64
	}
	for _, r := range rows(l, "fiche_normalised", func(r *norm) []any { return []any{&r.unit, &r.indicator, &r.value} }, f.id, s.year) {
		if to := s.scores[r.unit]; to != nil {
			to.normalised[r.indicator] = r.value
		}
	}
	for _, u := range d.units {
		if s.scores[u.teryt] != nil {
			s.units = append(s.units, u)
		}
	}
	return s, l.err
}

// mark remembers that something is made up.
func (s *service) mark(origin string) {
	if origin == synthetic {
		s.origin = synthetic
	}
}

// writeSheet writes the fiche itself.
func (s *service) writeSheet(p *page) {
	d, f := s.d, s.fiche
	p.head(f.code+" "+f.name, "Projekt fiszki do uzgodnienia w grupie roboczej, o ile status nie mówi inaczej. Liczba odwołań, których nikt nie sprawdził: "+integer(f.unknown)+".")
	field := func(name, text string) {
		if text == "" {
			return
		}
		p.set(1, p.row, name, cellText.with(bold))
		p.set(2, p.row, text, cellText)
		p.set(3, p.row, nil, cellText)
		p.try(p.f.MergeCell(p.name, at(2, p.row), at(3, p.row)))
		p.try(p.f.SetRowHeight(p.name, p.row, min(lineHeight*float64(max(lines(text, 120), lines(name, 28)))+1, 409)))
		p.row++
	}
	field(d.header("area"), d.label("area", f.area))
	field("Wersja fiszki", strconv.Itoa(f.version)+"; status: "+d.label("fiche_status", f.status)+"; obowiązuje od "+years(f.validFrom, f.validTo))
	field("Zadanie", d.label("task", f.taskKind)+", "+d.label("obligation", f.obligation)+". "+f.taskNote)
	field("Kogo dotyczy", f.level+": "+f.kinds)
	field("Warunek prowadzenia usługi", f.condition)
	field("Cel", f.purpose)
	field("W zakresie", f.scopeIn)
	field("Poza zakresem", f.scopeOut)
	field("Odbiorcy", f.recipients)
	field("Kto świadczy", f.provider)
	field("Jak powstaje ocena", fmt.Sprintf("min–max wśród wszystkich jednostek, średnia ważona; próg pokrycia %d%%, co najmniej %s i wymiary: %d.",
		f.threshold, nounOf("wskaźnik").count(f.minIndicators), f.minDimensions))
	field("Jak czytać", f.interpretation)
	field("Ograniczenia", f.limits)
	field("Podstawa fiszki", f.basis)
	field("Autorzy", f.authors)
	field("Historia zmian", f.history)
	p.row++
	for _, part := range []struct{ kind, name, first, second string }{
		{"law", "Podstawa prawna", "Akt i przepis", "Treść"},
		{"chapter", "Rozdziały klasyfikacji budżetowej", "Rozdział", "Nazwa"},
		{"standard", "Normy i standardy", d.header("standard"), d.header("source")},
	} {
		s.references(p, part.kind, part.name, part.first, part.second)
	}
}

func (s *service) references(p *page, kind, name, first, second string) {
	p.heading(name)
	p.header([]string{"Sprawdzenie", first, second, "Od", "Do", "Uwaga"})
	n := 0
	for _, r := range s.fiche.references {
		if r.kind != kind {
			continue
		}
		n++
		p.verified(1, p.row, r.verified)
		p.set(2, p.row, r.title, cellText)
		p.set(3, p.row, r.detail, cellText)
		p.set(4, p.row, r.from, cellCentre)
		p.set(5, p.row, r.to, cellCentre)
		p.set(6, p.row, r.note, cellText)
		p.fit(p.row, "", r.title, r.detail, "", "", r.note)
		p.row++
	}
	if n == 0 {
		p.set(1, p.row, "brak", cellMuted)
		p.row++
	}
	p.row++
}

func years(from int, to whole) string {
	if to.Valid {
		return fmt.Sprintf("%d do %d", from, to.V)
	}
	return strconv.Itoa(from)
}

// writeDefinitions writes the cards of the indicators one below the other.
func (s *service) writeDefinitions(p *page) {
	d := s.d
	p.head(d.sheet("definitions") + " – " + s.fiche.name)
	for _, i := range s.fiche.indicators {
		p.heading(i.name)
		field := func(name, text string) {
			if text == "" {
				return
			}
			p.set(1, p.row, name, cellText.with(bold))
			p.set(2, p.row, text, cellText)
			p.fit(p.row, name, text)
			p.row++
		}
		field(headerCode, i.code)
		field("Definicja", i.definition)
		field(d.header("dimension"), d.label("dimension", i.dimension))
		field(d.header("role"), d.label("role", i.role))
		field(d.header("direction"), d.directionText(i.indicator))
		field(d.header("unit_of_measure"), i.measure+"; "+d.header("precision")+": "+decimalsText(i.precision))
		field("Wzór", i.formula)
		field("Kogo liczy", joined(d.label("counted", i.counted), i.countedNote))
		field("Okres i stan", i.reference)
		field(d.header("source"), i.source)
		field("Opóźnienie danych", integer(i.lag)+" dni po końcu roku")
		field("Znane luki", i.knownGaps)
		var notes []string
		for _, b := range i.breaks {
			notes = append(notes, fmt.Sprintf("%d: %s", b.year, b.note))
		}
		field("Przerwy w szeregu", strings.Join(notes, "\n"))
		if i.rangeMin.Valid && i.rangeMax.Valid {
			field("Spodziewany zakres", number(i.rangeMin.V, i.precision)+"–"+number(i.rangeMax.V, i.precision))
		}
		field("Jak czytać", i.interpretation)
		field("Ograniczenia", i.limits)
		field("Podstawa", i.basis)
		p.set(1, p.row, "Sprawdzenie", cellText.with(bold))
		p.verified(2, p.row, i.verified)
		p.row += 2
	}
}
