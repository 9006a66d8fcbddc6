package catalog

import (
	"errors"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleExample recomputes the worked example in the last year the card is in
// force and compares at the card's precision.
func ruleExample() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefExample,
		Why: diag.Phrase{PL: "Przykład na karcie ma dać się przeliczyć na kartce; zły przykład zdradza zły wzór albo mnożnik.",
			EN: "The example of a card must come out by hand; a wrong one betrays a wrong formula or multiplier."},
		Check: checkExample,
	}
}

func checkExample(s CardSubject) (found diag.List) {
	year := s.Card.LastYear
	if year == 0 {
		year = indicators.MaxYear
	}
	if _, ok := s.Card.Numerator.In(year); !ok {
		return nil // ruleYears says so
	}
	want := s.Card.Example.Value
	got, err := s.Card.Compute(year, s.Card.Example.Values)
	if err != nil {
		reason := indicators.Text{PL: err.Error(), EN: err.Error()}
		if ce := (*indicators.ComputeError)(nil); errors.As(err, &ce) {
			reason = ce.Reason
		}
		found.Add(diag.DefExample, s.Doc.At("example"), s.Card.Code,
			diag.Phrase{PL: "brak wyniku (" + reason.PL + ")", EN: "no result (" + reason.EN + ")"}, want.FloatString(s.Card.Precision))
		return found
	}
	if got.FloatString(s.Card.Precision) != want.FloatString(s.Card.Precision) {
		found.Add(diag.DefExample, s.Doc.At("example.value"), s.Card.Code, got.FloatString(s.Card.Precision), want.FloatString(s.Card.Precision))
	}
	return found
}
