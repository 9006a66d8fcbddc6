package indicators_test

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"miernik/indicators"
)

// terms writes a formula as "coefficient*key@column" for comparison.
func terms(l indicators.Linear) string {
	var out []string
	for _, t := range l {
		out = append(out, fmt.Sprintf("%s*%s@%d", t.Coef.RatString(), t.Key(), t.Column))
	}
	return strings.Join(out, " ")
}

// problems lists the parts of an error of ParseFormula.
func problems(t *testing.T, err error) []*indicators.FormulaError {
	t.Helper()
	list := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		list = joined.Unwrap()
	}
	var out []*indicators.FormulaError
	for _, e := range list {
		var fe *indicators.FormulaError
		if !errors.As(e, &fe) {
			t.Fatalf("%v (%T) is not a FormulaError", e, e)
		}
		out = append(out, fe)
	}
	return out
}

func TestParseFormula(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a", "1*a@1"},
		{"a + b - c", "1*a@1 1*b@5 -1*c@9"},
		{"8/12*x[-1] + 4/12*x", "2/3*x[-1]@6 1/3*x@19"},
		{"x[-1]*8/12 + x*4/12", "2/3*x[-1]@1 1/3*x@14"},
		{"x/3", "1/3*x@1"},
		{"0.1*x + 0.2*y", "1/10*x@5 1/5*y@13"}, // exact: no binary fraction
		{"0.1*x + 0.2*x", "3/10*x@5"},
		{"(a + b)/3", "1/3*a@2 1/3*b@6"},
		{"2*(a - 3*(b - c))", "2*a@4 -6*b@11 6*c@15"},
		{"-(a - b)", "-1*a@3 1*b@7"},
		{"+a - -b", "1*a@2 1*b@7"},
		{"(2*3)*x", "6*x@7"},
		{"x*2*3/4", "3/2*x@1"},
		{"(1 + 1)/(5 - 2)*x", "2/3*x@17"},
		{"-1/2*x", "-1/2*x@6"},
		{"x[0] + y", "1*x@1 1*y@8"},
		{"x + x[0]", "2*x@1"},
		{"x[-20]", "1*x[-20]@1"},
		{"x + x[-1]", "1*x@1 1*x[-1]@5"},
		{"a - a + a", "1*a@1"},
		{"0*a + b + a", "1*a@3 1*b@7"},
		{"x_0 + y1", "1*x_0@1 1*y1@7"},
		{"a +\n b", "1*a@1 1*b@6"},
		{"a +\r\n b\n", "1*a@1 1*b@7"},
		{"  a", "1*a@3"},
		{"12345678901234567890*x", "12345678901234567890*x@22"},
		{"nil + true + len", "1*nil@1 1*true@7 1*len@14"}, // no keywords of Go, so allowed
	}
	for _, tt := range tests {
		got, err := indicators.ParseFormula(tt.in)
		if err != nil || terms(got) != tt.want {
			t.Errorf("%q = %s, %v; want %s", tt.in, terms(got), err, tt.want)
		}
	}
}

// The column counts characters: letters outside ASCII before a problem must
// not move it.
func TestParseFormulaRefuses(t *testing.T) {
	const (
		constant  = "constant alone"
		product   = "product of variables"
		variable  = "division by a variable"
		zero      = "division by zero"
		form      = "only + - * / ( )"
		operator  = "operator"
		comment   = "comments"
		literal   = "not a decimal number"
		index     = "years back"
		indexed   = "only a variable may have an index"
		code      = "not a variable code"
		cancelled = "cancels out"
		syntax    = "not an expression"
	)
	type problem struct {
		column int
		reason string
	}
	at := func(column int, reason string) []problem { return []problem{{column, reason}} }
	tests := []struct {
		in   string
		want []problem
	}{
		{"1", at(1, constant)},
		{"a + 3", at(5, constant)},
		{"3 - a", at(1, constant)},
		{"2*3 + a", at(1, constant)},
		{"2/3 + a", at(1, constant)},
		{"a*b", at(1, product)},
		{"c + a*b", at(5, product)},
		{"a*(1 + b)", at(1, product)},
		{"(1 + a)*2", at(2, constant)},
		{"1/a", at(3, variable)},
		{"b + a/(2*a)", at(7, variable)},
		{"a/0", at(3, zero)},
		{"a/0.0", at(3, zero)},
		{"a/(2 - 2)", at(3, zero)},
		{"(1/0*a)*2", at(4, zero)},
		{"max(a, b)", at(1, form)},
		{"a + f(2)*3", at(5, form)},
		{"a + t.x", at(5, form)},
		{"a + []int{1}", at(5, form)},
		{"a + func() {}", at(5, form)},
		{"a + *b", at(5, form)},
		{"a + b[1:2]", at(5, form)},
		{"a + b[c, d]", at(5, form)},
		{"a + b[-1, -2]", at(11, syntax)},
		{"a < b", at(3, operator)},
		{"a == b", at(3, operator)},
		{"a && b", at(3, operator)},
		{"a % b", at(3, operator)},
		{"a + (b | c)", at(8, operator)},
		{"a << 2", at(3, operator)},
		{"a + !b", at(5, operator)},
		{"a + ^b", at(5, operator)},
		{"a + <-b", at(5, operator)},
		{"a + &b", at(5, operator)},
		{`a + "b"`, at(5, constant)},
		{`"b"*a`, at(1, literal)},
		{"`b`*a", at(1, literal)},
		{"'b'*a", at(1, literal)},
		{"a // b", at(3, comment)},
		{"a /* b */ + c", at(3, comment)},
		{"010*a", at(1, literal)},
		{"a + (010*b)*2", at(6, literal)}, // once, however often it is evaluated
		{"0x10*a", at(1, literal)},
		{"0b11*a", at(1, literal)},
		{"1_000*a", at(1, literal)},
		{"1e3*a", at(1, literal)},
		{".5*a", at(1, literal)},
		{"5.*a", at(1, literal)},
		{"2i*a", at(1, literal)},
		{"x_0-6", at(5, constant)}, // a hyphen in a code reads as a difference
		{"a + x[1]", at(7, index)},
		{"x[-21]", at(3, index)},
		{"x[-1/2]", at(3, index)},
		{"x[y]", at(3, index)},
		{"x[-99999999999999999999]", at(3, index)},
		{"x[-1][-1]", at(1, indexed)},
		{"(x)[-1]", at(1, indexed)},
		{"2[-1]", at(1, indexed)},
		{"a + B", at(5, code)},
		{"a + bC", at(5, code)},
		{"_a", at(1, code)},
		{"_", at(1, code)},
		{"a + żłobki", at(5, code)},
		{"a + B[-1]", at(5, code)},
		{"a + type", at(5, syntax)},
		{"a + range", at(5, syntax)},
		{"", at(1, syntax)},
		{"   ", at(4, syntax)},
		{"a +", at(4, syntax)},
		{"a b", at(3, syntax)},
		{"a; b", at(2, syntax)},
		{"a = b", at(3, syntax)},
		{"a + b)", at(6, syntax)},
		{"(a + b", at(7, syntax)},
		{"a, b", at(2, syntax)},
		{"1,5*a", at(2, syntax)}, // a decimal comma
		{"a # b", at(3, syntax)},
		{"a + \"b", at(5, syntax)},
		{"a \x00 b", at(3, syntax)},
		{"a − b", at(3, syntax)}, // a typographic minus
		{"a - a", at(1, cancelled)},
		{"b + 0*a", at(7, cancelled)},
		{"a[-1] + b - a[-1]", at(1, cancelled)},
		// Characters, not bytes.
		{"żółw + 1", []problem{{1, code}, {8, constant}}},
		{"żółć*a", at(1, product)},
		{"żółć[-1] + ą + 7", []problem{{1, code}, {12, code}, {16, constant}}},
		{"ąę < b", []problem{{4, operator}}},
		{"ąę + (", at(7, syntax)},
		{"ąę // uwaga", at(4, comment)},
		// Every problem of a formula, in its order.
		{"1 + a*b + c.d - e/0", []problem{{1, constant}, {5, product}, {11, form}, {19, zero}}},
		{"a - a + b - b + c", []problem{{1, cancelled}, {9, cancelled}}},
	}
	for _, tt := range tests {
		got, err := indicators.ParseFormula(tt.in)
		if err == nil {
			t.Errorf("%q is accepted as %s", tt.in, terms(got))
			continue
		}
		if got != nil {
			t.Errorf("%q gives terms and an error", tt.in)
		}
		found := problems(t, err)
		ok := len(found) == len(tt.want)
		for i := 0; ok && i < len(found); i++ {
			ok = found[i].Column == tt.want[i].column && strings.Contains(found[i].Reason.EN, tt.want[i].reason)
		}
		if !ok {
			t.Errorf("%q:\n%v\nwant %v", tt.in, err, tt.want)
		}
		for _, fe := range found {
			if fe.Reason.PL == "" || fe.Reason.PL == fe.Reason.EN || strings.Contains(fe.Reason.PL+fe.Reason.EN, "%!") {
				t.Errorf("%q: reason %+v", tt.in, fe.Reason)
			}
		}
	}
}

// The order of terms and of problems is not the order of a map.
func TestParseFormulaIsRepeatable(t *testing.T) {
	run := func(text string) string {
		l, err := indicators.ParseFormula(text)
		return fmt.Sprint(terms(l), err)
	}
	for _, text := range []string{"a + b + c + d + e + f + g", "a - a + b - b + c - c + d - d + e - e"} {
		first := run(text)
		for range 50 {
			if got := run(text); got != first {
				t.Fatalf("%s\nthen\n%s", first, got)
			}
		}
	}
}

func TestValidID(t *testing.T) {
	for s, want := range map[string]bool{
		"a": true, "bib_czytelnicy_1000": true, "x1": true, "a_": true,
		"": false, "A": false, "1a": false, "_a": false, "a-b": false, "ż": false, "a b": false, "a\n": false, "a.b": false,
		"type": false, "range": false, "func": false, "go": false, "map": false,
	} {
		if got := indicators.ValidID(s); got != want {
			t.Errorf("ValidID(%q) = %v", s, got)
		}
	}
}

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is not a number", s)
	}
	return r
}

func TestLinearEval(t *testing.T) {
	l, err := indicators.ParseFormula("8/12*x[-1] + 4/12*x - y")
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]*big.Rat{"x[-1]": rat(t, "300"), "x": rat(t, "301"), "y": rat(t, "0.1")}
	got, err := l.Eval(values)
	if want := rat(t, "9007/30"); err != nil || got.Cmp(want) != 0 { // 200 + 301/3 − 1/10
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	if values["x"].RatString() != "301" || l[0].Coef.RatString() != "2/3" {
		t.Error("Eval changed its inputs")
	}
	delete(values, "x[-1]")
	var ce *indicators.ComputeError
	if got, err := l.Eval(values); got != nil || !errors.As(err, &ce) || !strings.Contains(ce.Reason.PL, "x[-1]") || !strings.Contains(ce.Reason.EN, "x[-1]") {
		t.Errorf("got %v, %v; want an error that names x[-1]", got, err)
	}
}

// FuzzParseFormula: nothing panics; what is refused says where, inside the
// text; what is accepted is linear and reads back as itself.
func FuzzParseFormula(f *testing.F) {
	for _, s := range []string{
		"a", "a + b - c", "8/12*x[-1] + 4/12*x", "2*(a - 3*(b - c))", "x/0", "x/(1-1)", "010*x", "x_0-6", "a*b", "f(a)", "a.b", "a // b",
		"a /*", "x[1]", "x[-1][-1]", "x[-99999999999999999999]", "żółw + 1", "a - a", "\"", "`", "'", "\x00", "\ufeffa", "a\r\n+b", "((((a))))", "struct{}", "a[b,c]",
		"-+-a", "1.50*x", "x[(0-1)*2]", "func(){}()", "\xff", "a;", "0/1*a", "x[-0]", "interface{}(a)", "<-a", "a[:]", "...",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		l, err := indicators.ParseFormula(text)
		if err != nil {
			for _, fe := range problems(t, err) {
				if fe.Column < 1 || fe.Column > len([]rune(text))+1 {
					t.Fatalf("%q: column %d is outside the text", text, fe.Column)
				}
				if strings.Contains(fe.Reason.PL+fe.Reason.EN, "%!") {
					t.Fatalf("%q: %+v", text, fe.Reason)
				}
			}
			return
		}
		if len(l) == 0 {
			t.Fatalf("%q has no terms and no error", text)
		}
		one := map[string]*big.Rat{}
		var again []string
		sum, last := new(big.Rat), 0
		for _, term := range l {
			if !indicators.ValidID(term.Variable) || term.Offset > 0 || term.Offset < -20 || term.Coef.Sign() == 0 {
				t.Fatalf("%q: term %+v", text, term)
			}
			if term.Column <= last {
				t.Fatalf("%q: terms out of order: %s", text, terms(l))
			}
			last = term.Column
			if one[term.Key()] != nil {
				t.Fatalf("%q: %s twice", text, term.Key())
			}
			one[term.Key()] = big.NewRat(1, 1)
			sum.Add(sum, term.Coef)
			again = append(again, fmt.Sprintf("%s/%s*%s", term.Coef.Num(), term.Coef.Denom(), term.Key()))
		}
		if got, err := l.Eval(one); err != nil || got.Cmp(sum) != 0 {
			t.Fatalf("%q: Eval over ones is %v, %v; want %v", text, got, err, sum)
		}
		back, err := indicators.ParseFormula(strings.Join(again, " + "))
		if err != nil || len(back) != len(l) {
			t.Fatalf("%q written as %q: %v", text, strings.Join(again, " + "), err)
		}
		for i := range l {
			if back[i].Key() != l[i].Key() || back[i].Coef.Cmp(l[i].Coef) != 0 {
				t.Fatalf("%q is %s, read back %s", text, terms(l), terms(back))
			}
		}
	})
}
