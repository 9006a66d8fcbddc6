package indicators_test

import (
	"testing"

	"miernik/indicators"
)

func TestOriginLabel(t *testing.T) {
	for _, c := range []struct {
		origin indicators.Origin
		want   string
	}{
		{indicators.Origin{Kind: indicators.OriginBDL, ID: 1617144, Code: "P3866"}, "GUS BDL, zmienna 1617144, podgrupa P3866"},
		{indicators.Origin{Kind: indicators.OriginBDL, Code: "P2137"}, "GUS BDL, podgrupa P2137"},
		{indicators.Origin{Kind: indicators.OriginSIO, Code: "uczniowie wg oddziałów", Field: "liczba"}, "SIO, uczniowie wg oddziałów"},
		{indicators.Origin{Kind: indicators.OriginSIO, Code: "dane SIO"}, "dane SIO"},
		{indicators.Origin{Kind: indicators.OriginForm, Code: "K-03", Table: "dział 2"}, "K-03, dział 2"},
		{indicators.Origin{Kind: indicators.OriginRegister, Code: "RSPO"}, "RSPO"},
	} {
		if got := c.origin.Label(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.origin, got, c.want)
		}
	}
}

func TestOriginsOfAVariable(t *testing.T) {
	v := indicators.Variable{Origins: []indicators.Origin{{Kind: indicators.OriginForm, Code: "K-03"}, {Kind: indicators.OriginBDL, ID: 5}}}
	if got := indicators.OriginLabels(v.Origins); got != "K-03; GUS BDL, zmienna 5" {
		t.Errorf("labels %q", got)
	}
	if o, ok := v.BDL(); !ok || o.ID != 5 {
		t.Errorf("BDL %+v, %v", o, ok)
	}
	if _, ok := (&indicators.Variable{}).BDL(); ok {
		t.Error("a variable without origins stands in BDL")
	}
}
