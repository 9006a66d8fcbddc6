package indicators

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Term is one summand of a linear formula: Coef · Variable[year+Offset].
type Term struct {
	Variable string
	Coef     *big.Rat
	Offset   int // years, ≤ 0
	Column   int // 1-based character column in the formula text
}

// Key names the term as formulas and worked examples write it: x or x[-1].
func (t Term) Key() string {
	if t.Offset == 0 {
		return t.Variable
	}
	return fmt.Sprintf("%s[%d]", t.Variable, t.Offset)
}

// Linear is a sum of terms, at most one per variable and offset.
type Linear []Term

// Eval computes the sum over values keyed by Term.Key. It fails with the key
// of the first value that is not there.
func (l Linear) Eval(values map[string]*big.Rat) (*big.Rat, error) {
	sum := new(big.Rat)
	for _, t := range l {
		v, ok := values[t.Key()]
		if !ok {
			return nil, computeError("brak wartości "+t.Key(), "no value for "+t.Key())
		}
		sum.Add(sum, new(big.Rat).Mul(t.Coef, v))
	}
	return sum, nil
}

// FormulaError is a problem of a formula at a character column.
type FormulaError struct {
	Column int
	Reason Text
}

func (e *FormulaError) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Reason.EN) }

func formulaError(col int, pl, en string) *FormulaError {
	return &FormulaError{col, Text{pl, en}}
}

// VariableID is the form of variable and indicator codes.
var VariableID = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// ValidID reports whether s may name a variable: lower-case letters, digits
// and underscores, and no Go keyword, because formulas are Go expressions.
func ValidID(s string) bool { return VariableID.MatchString(s) && !token.IsKeyword(s) }

var decimalLiteral = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// ParseFormula reads a linear expression over variables, for example
// "a + b - c" or "8/12*x[-1] + 4/12*x". Allowed are + - * / ( ), decimal
// literals and an index that is an integer ≤ 0 (years back). Every summand
// has exactly one variable. All problems are returned, joined, each a
// *FormulaError. Coefficients are exact rationals.
//
// The syntax is a subset of Go's, so the standard parser reads it; what that
// parser accepts beyond the subset (calls, selectors, octal literals,
// comments, strings) is refused here with its column.
func ParseFormula(text string) (Linear, error) {
	if i := strings.Index(text, "//"); i >= 0 {
		return nil, formulaError(column(text, i), "komentarze są niedozwolone", "comments are not allowed")
	}
	if i := strings.Index(text, "/*"); i >= 0 {
		return nil, formulaError(column(text, i), "komentarze są niedozwolone", "comments are not allowed")
	}
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = strings.NewReplacer("\r", " ", "\n", " ").Replace(text)
	}
	// ParseExpr gives positions from 1 within the text.
	expr, err := parser.ParseExpr(text)
	if err != nil {
		return nil, syntaxError(text, err)
	}
	w := &formulaWalker{text: text, terms: map[string]*Term{}}
	w.walk(expr, big.NewRat(1, 1))
	if len(w.errs) > 0 {
		return nil, errors.Join(w.errs...)
	}
	out := make(Linear, 0, len(w.terms))
	for _, t := range w.terms {
		out = append(out, *t)
	}
	slices.SortFunc(out, func(a, b Term) int { return a.Column - b.Column })
	for _, t := range out {
		if t.Coef.Sign() == 0 {
			w.errs = append(w.errs, formulaError(t.Column, t.Key()+" się skraca", t.Key()+" cancels out"))
		}
	}
	if len(w.errs) > 0 {
		return nil, errors.Join(w.errs...)
	}
	return out, nil
}

// syntaxError is the first complaint of the parser, at its character column;
// the ones after it follow from the first.
func syntaxError(text string, err error) *FormulaError {
	col, msg := 1, err.Error()
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		col, msg = column(text, list[0].Pos.Offset), list[0].Msg
	}
	return formulaError(col, "to nie jest wyrażenie: "+msg, "not an expression: "+msg)
}

func column(text string, byteOffset int) int {
	return utf8.RuneCountInString(text[:min(byteOffset, len(text))]) + 1
}

type formulaWalker struct {
	text  string
	terms map[string]*Term
	errs  []error
}

func (w *formulaWalker) fail(n ast.Node, pl, en string, args ...any) {
	w.failAt(n.Pos(), pl, en, args...)
}

func (w *formulaWalker) failAt(pos token.Pos, pl, en string, args ...any) {
	e := formulaError(column(w.text, int(pos)-1), fmt.Sprintf(pl, args...), fmt.Sprintf(en, args...))
	// A constant is evaluated once for every product around it.
	if !slices.ContainsFunc(w.errs, func(old error) bool { return *old.(*FormulaError) == *e }) {
		w.errs = append(w.errs, e)
	}
}

// walk adds scale·n to the terms.
func (w *formulaWalker) walk(n ast.Expr, scale *big.Rat) {
	switch n := n.(type) {
	case *ast.ParenExpr:
		w.walk(n.X, scale)
	case *ast.UnaryExpr:
		switch n.Op {
		case token.ADD:
			w.walk(n.X, scale)
		case token.SUB:
			w.walk(n.X, new(big.Rat).Neg(scale))
		default:
			w.fail(n, "operator %s jest niedozwolony", "operator %s is not allowed", n.Op)
		}
	case *ast.BinaryExpr:
		w.binary(n, scale)
	case *ast.Ident:
		w.add(n, n.Name, 0, scale)
	case *ast.IndexExpr:
		w.index(n, scale)
	case *ast.BasicLit:
		w.constantAlone(n)
	default:
		w.fail(n, "dozwolone są tylko + - * / ( ), liczby, zmienne i zmienna[-n]", "only + - * / ( ), numbers, variables and variable[-n] are allowed")
	}
}

func (w *formulaWalker) constantAlone(n ast.Node) {
	w.fail(n, "sama stała nie jest składnikiem: każdy składnik ma jedną zmienną", "a constant alone is not a term: every summand needs one variable")
}

func (w *formulaWalker) binary(n *ast.BinaryExpr, scale *big.Rat) {
	switch n.Op {
	case token.ADD:
		w.walk(n.X, scale)
		w.walk(n.Y, scale)
	case token.SUB:
		w.walk(n.X, scale)
		w.walk(n.Y, new(big.Rat).Neg(scale))
	case token.MUL:
		if c, ok := w.constant(n.X); ok {
			if _, ok := w.constant(n.Y); ok {
				w.constantAlone(n)
				return
			}
			w.walk(n.Y, new(big.Rat).Mul(scale, c))
		} else if c, ok := w.constant(n.Y); ok {
			w.walk(n.X, new(big.Rat).Mul(scale, c))
		} else {
			w.fail(n, "iloczyn zmiennych nie jest liniowy: policz go przy wczytywaniu źródła", "a product of variables is not linear: compute it when the source is read")
		}
	case token.QUO:
		c, ok := w.constant(n.Y)
		switch {
		case !ok:
			w.fail(n.Y, "dzielenie przez zmienną nie jest liniowe: użyj mianownika", "division by a variable is not linear: use the denominator")
		case c.Sign() == 0:
			w.fail(n.Y, "dzielenie przez zero", "division by zero")
		default:
			w.walk(n.X, new(big.Rat).Quo(scale, c))
		}
	default:
		w.failAt(n.OpPos, "operator %s jest niedozwolony", "operator %s is not allowed", n.Op)
	}
}

// constant evaluates an expression without variables.
func (w *formulaWalker) constant(n ast.Expr) (*big.Rat, bool) {
	switch n := n.(type) {
	case *ast.ParenExpr:
		return w.constant(n.X)
	case *ast.UnaryExpr:
		c, ok := w.constant(n.X)
		if !ok || (n.Op != token.SUB && n.Op != token.ADD) {
			return nil, false
		}
		if n.Op == token.SUB {
			c = new(big.Rat).Neg(c)
		}
		return c, true
	case *ast.BasicLit:
		if !decimalLiteral.MatchString(n.Value) {
			w.fail(n, "%s nie jest liczbą dziesiętną", "%s is not a decimal number", n.Value)
			return big.NewRat(1, 1), true
		}
		return new(big.Rat).SetString(n.Value)
	case *ast.BinaryExpr:
		x, okX := w.constant(n.X)
		y, okY := w.constant(n.Y)
		if !okX || !okY {
			return nil, false
		}
		switch n.Op {
		case token.ADD:
			return new(big.Rat).Add(x, y), true
		case token.SUB:
			return new(big.Rat).Sub(x, y), true
		case token.MUL:
			return new(big.Rat).Mul(x, y), true
		case token.QUO:
			if y.Sign() == 0 {
				w.fail(n.Y, "dzielenie przez zero", "division by zero")
				return big.NewRat(1, 1), true
			}
			return new(big.Rat).Quo(x, y), true
		}
	}
	return nil, false
}

func (w *formulaWalker) index(n *ast.IndexExpr, scale *big.Rat) {
	id, ok := n.X.(*ast.Ident)
	if !ok {
		w.fail(n, "indeks może mieć tylko zmienna", "only a variable may have an index")
		return
	}
	c, ok := w.constant(n.Index)
	if !ok || !c.IsInt() || c.Sign() > 0 || c.Cmp(big.NewRat(-20, 1)) < 0 {
		w.fail(n.Index, "indeks to liczba lat wstecz, od -20 do 0", "the index is a whole number of years back, from -20 to 0")
		return
	}
	w.add(n, id.Name, int(c.Num().Int64()), scale)
}

func (w *formulaWalker) add(n ast.Node, name string, offset int, coef *big.Rat) {
	if !ValidID(name) {
		w.fail(n, "„%s” nie jest kodem zmiennej (małe litery, cyfry, _)", "%q is not a variable code (lower-case letters, digits, _)", name)
		return
	}
	t := Term{Variable: name, Offset: offset, Coef: new(big.Rat), Column: column(w.text, int(n.Pos())-1)}
	old, ok := w.terms[t.Key()]
	if !ok {
		old = &t
		w.terms[t.Key()] = old
	}
	old.Coef.Add(old.Coef, coef)
}
