package indicators

import "slices"

// BudgetReport is a quarterly budget report of Polish local governments.
type BudgetReport string

// The reports that variables can be made from.
const (
	Rb28S BudgetReport = "Rb-28S" // execution of the plan of spending
	Rb27S BudgetReport = "Rb-27S" // execution of the plan of revenue
)

// BudgetAmount is one of the amounts that a position of a report states.
type BudgetAmount string

// The amounts. All of them run from the start of the year.
const (
	AmountPlan        BudgetAmount = "plan"        // plan po zmianach
	AmountExecuted    BudgetAmount = "executed"    // wydatki wykonane, dochody wykonane
	AmountCommitments BudgetAmount = "commitments" // zaangażowanie, Rb-28S
	AmountLiabilities BudgetAmount = "liabilities" // zobowiązania ogółem, Rb-28S
	AmountReceivables BudgetAmount = "receivables" // należności, Rb-27S
)

// Amounts lists what a report states, nil for an unknown report.
func (r BudgetReport) Amounts() []BudgetAmount {
	switch r {
	case Rb28S:
		return []BudgetAmount{AmountPlan, AmountExecuted, AmountCommitments, AmountLiabilities}
	case Rb27S:
		return []BudgetAmount{AmountPlan, AmountExecuted, AmountReceivables}
	}
	return nil
}

// WholeBudget is the code that stands for every chapter.
const WholeBudget = "all"

// DatedChapter is a chapter (five digits), a division (three) or WholeBudget in
// the budget years From–To; 0 is open.
type DatedChapter struct {
	Code     string
	From, To Year
}

// ValidIn reports whether the chapter counts in year y.
func (c DatedChapter) ValidIn(y Year) bool {
	return (c.From == 0 || y >= c.From) && (c.To == 0 || y <= c.To)
}

// Holds reports whether a chapter is the coded one or lies in the division.
func (c DatedChapter) Holds(chapter string) bool {
	return c.Code == WholeBudget || chapter == c.Code ||
		len(c.Code) == 3 && len(chapter) == 5 && chapter[:3] == c.Code
}

// Overlaps reports whether two codes name the same positions of some year.
func (c DatedChapter) Overlaps(d DatedChapter) bool {
	years := (c.To == 0 || d.From <= c.To) && (d.To == 0 || c.From <= d.To)
	return years && (c.Holds(d.Code) || d.Holds(c.Code))
}

// Budget says which positions of a budget report a variable is the sum of. The
// amount of a position that leaves it out is zero.
type Budget struct {
	Report   BudgetReport
	Amount   BudgetAmount
	Chapters []DatedChapter // what counts
	Except   []DatedChapter // of that, what does not
	Only     []string       // patterns of paragraphs ("401", "6??") that count; none: all
	Without  []string       // patterns of paragraphs that do not
	Groups   []string       // groups of paragraphs, in place of Only where a file has them (Besti@)
	P4       []string       // fourth digits of the paragraph that count; none: all
}

// Position is the classification of one line of a budget report.
type Position struct {
	Chapter   string // five digits
	Group     string // of paragraphs, "" where the file has none
	Paragraph string // three digits
	P4        string // its fourth digit: the source of the money
}

// InForce reports whether any chapter of the variable is valid in year y. In
// other years the variable has no value, not even zero.
func (b *Budget) InForce(y Year) bool {
	return slices.ContainsFunc(b.Chapters, func(c DatedChapter) bool { return c.ValidIn(y) })
}

// Counts reports whether a position of year y belongs to the variable.
func (b *Budget) Counts(p Position, y Year) bool {
	holds := func(c DatedChapter) bool { return c.ValidIn(y) && c.Holds(p.Chapter) }
	if !slices.ContainsFunc(b.Chapters, holds) || slices.ContainsFunc(b.Except, holds) ||
		len(b.P4) > 0 && !slices.Contains(b.P4, p.P4) || matchesAny(b.Without, p.Paragraph) {
		return false
	}
	if len(b.Groups) > 0 && p.Group != "" {
		return slices.Contains(b.Groups, p.Group)
	}
	return len(b.Only) == 0 || matchesAny(b.Only, p.Paragraph)
}

// GroupDiffers reports whether a position would count by its group but not by
// its paragraph, or the other way round: the list of paragraphs then does not
// express the group, and files without groups give another figure.
func (b *Budget) GroupDiffers(p Position, y Year) bool {
	if len(b.Groups) == 0 || p.Group == "" {
		return false
	}
	ungrouped := p
	ungrouped.Group = ""
	return b.Counts(p, y) != b.Counts(ungrouped, y)
}

func matchesAny(patterns []string, paragraph string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matchParagraph(p, paragraph) })
}

// matchParagraph compares digit by digit; "?" is any.
func matchParagraph(pattern, paragraph string) bool {
	if len(pattern) != len(paragraph) {
		return false
	}
	for i := range len(pattern) {
		if pattern[i] != '?' && pattern[i] != paragraph[i] {
			return false
		}
	}
	return true
}

// BudgetChapter is an entry of the budget classification: a chapter or a
// division with the budget years in which it is used; 0 is open.
type BudgetChapter struct {
	Code, Name string
	From, To   Year
	Verified   bool // whether name and years were checked in a text of the regulation or a commentary on it
	Note       string
}

// Covers reports whether the chapter is used in all the years of c.
func (b BudgetChapter) Covers(c DatedChapter) bool {
	return (b.From == 0 || c.From != 0 && c.From >= b.From) && (b.To == 0 || c.To != 0 && c.To <= b.To)
}
