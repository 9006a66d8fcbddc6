package diag

// Rule is one check of definitions: the code of its findings, a sentence why
// it is made, and the check over a subject. All findings of a rule have its
// code. Rules stand in explicit lists, so that documentation and tests can go
// through them.
type Rule[S any] struct {
	Code  Code
	Why   Phrase
	Check func(S) List
}

// Apply runs rules over a subject, in their order.
func Apply[S any](rules []Rule[S], subject S) List {
	var found List
	for _, r := range rules {
		found = append(found, r.Check(subject)...)
	}
	return found
}

// Reason is a code with the sentence why it is reported.
type Reason struct {
	Code Code
	Why  Phrase
}

// Reasons lists what a set of rules reports.
func Reasons[S any](rules []Rule[S]) []Reason {
	out := make([]Reason, len(rules))
	for i, r := range rules {
		out[i] = Reason{r.Code, r.Why}
	}
	return out
}
