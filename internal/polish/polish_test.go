package polish

import (
	"math/big"
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	rat := func(s string) *big.Rat {
		r, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatal(s)
		}
		return r
	}
	for got, want := range map[string]string{
		Number(1234567.005, 2):    "1\u00a0234\u00a0567,01",
		Number(-0.04, 1):          "0,0",
		Number(-1234, 0):          "−1\u00a0234",
		Number(999, 0):            "999",
		Plain(0.5):                "0,5",
		Plain(20000):              "20\u00a0000",
		Rat(rat("125/3"), 1):      "41,7",
		ShortRat(rat("100/7"), 2): "14,29",
		ShortRat(rat("15"), 2):    "15",
		ShortRat(rat("1000"), 0):  "1\u00a0000",
		ShortRat(rat("-2/5"), 3):  "−0,4",
		WithUnit("64,6", "%"):     "64,6%",
		WithUnit("12", "zł"):      "12\u00a0zł",
		WithUnit("12", ""):        "12",
		Date(time.Date(2025, 5, 31, 0, 0, 0, 0, time.UTC)): "31\u00a0maja\u00a02025\u00a0r.",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
